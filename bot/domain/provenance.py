"""Where a fact comes from, how sure it is, and until when it may be said."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# facts/domain-facts.md section 11: what is older than twelve months counts as unverified.
SHELF_LIFE_DAYS = 365


class Confidence(StrEnum):
    """How sure a fact is. LOW and UNVERIFIED are never stated, only hedged."""

    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"
    UNVERIFIED = "belum_terverifikasi"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact comes from. `valid_until` is the last day on which it may be stated; `owner` is
    the office that keeps it true.
    """

    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    reviewed_on: date | None = None
    valid_until: date | None = None
    owner: str = ""

    @property
    def is_stated(self) -> bool:
        """True when the fact is sure enough to be said at all."""
        return self.confidence in (Confidence.HIGH, Confidence.MEDIUM)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds without another look; None for what has no dates."""
        days = [self.valid_until] if self.valid_until else []
        if self.reviewed_on:
            days.append(self.reviewed_on + timedelta(days=SHELF_LIFE_DAYS))
        return min(days, default=None)

    def has_lapsed(self, today: date) -> bool:
        """True past the last valid day, or when nobody has looked at the fact for a year."""
        return self.last_day is not None and today > self.last_day
