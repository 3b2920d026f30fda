"""Where a fact comes from, how sure it is, and until when it may be said."""

from dataclasses import dataclass
from datetime import date
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
    """Where a fact comes from. `valid_until` is the last day on which it may be stated."""

    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    reviewed_on: date | None = None
    valid_until: date | None = None

    @property
    def is_stated(self) -> bool:
        """True when the fact is sure enough to be said at all."""
        return self.confidence in (Confidence.HIGH, Confidence.MEDIUM)

    def has_lapsed(self, today: date) -> bool:
        """True past the last valid day, or when nobody has looked at the fact for a year."""
        if self.valid_until is not None and today > self.valid_until:
            return True
        return self.reviewed_on is not None and (today - self.reviewed_on).days > SHELF_LIFE_DAYS
