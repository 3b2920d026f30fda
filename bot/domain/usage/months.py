"""Calendar months. Figures are shown of whole months alone: were any stretch of days on offer, two
of them that differ by a day would tell what few people asked on it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; written 2026-11."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> "Month | None":
        """The month written as 2026-11; None where it is none."""
        found = _WRITTEN.fullmatch(written)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.after.first - self.first).days

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year - (self.number == 1), 12 if self.number == 1 else self.number - 1)

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month(self.year + (self.number == 12), 1 if self.number == 12 else self.number + 1)

    def starts_at(self, zone: tzinfo) -> datetime:
        """Its first moment in a time zone, in UTC."""
        return datetime(self.year, self.number, 1, tzinfo=zone).astimezone(UTC)
