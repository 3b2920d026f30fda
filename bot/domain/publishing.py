"""A change of the knowledge on its way into service: what is proposed, checked and published."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.domain.desk import GapStatus
from bot.domain.replaying import GateReport


@dataclass(frozen=True, slots=True)
class FileChange:
    """Whole texts of one file of the knowledge folder. `before` "": a new file; `after` "": one
    that is deleted.
    """

    name: str
    before: str
    after: str

    @property
    def reversed(self) -> "FileChange":
        """The change that takes this one back."""
        return FileChange(self.name, self.after, self.before)

    def diff(self, around: int = 3) -> tuple[str, ...]:
        """The changed lines in unified form: "+" new, "-" gone, " " for `around` lines beside."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), n=around, lineterm=""
        )
        return tuple(lines)[2:]  # without the two lines that name the file


class PublicationStatus(StrEnum):
    """Where a change stands. The values stand in the database."""

    PROPOSED = "usulan"
    WRITING = (
        "menulis"  # the files are being replaced; after a crash this is finished at the start
    )
    PUBLISHED = "terbit"
    REJECTED = "ditolak"


@dataclass(frozen=True, slots=True)
class Publication:
    """A proposed or published change with its history. Times have a zone.

    `gate` is None until the check has ended. Publishing gives the group of questions `group` the
    status `closes`, with `intent` as what answers it.
    """

    id: int
    status: PublicationStatus
    summary: str
    changes: tuple[FileChange, ...]
    author: str
    proposed_at: datetime
    author_id: int | None = None
    publisher: str = ""
    publisher_id: int | None = None
    published_at: datetime | None = None
    group: int | None = None
    closes: GapStatus | None = None
    intent: str = ""
    gate: GateReport | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check has come: `share` from 0 to 1, and what it does now, for the coordinator."""

    share: float
    words: str
    done: bool = False


Tell: TypeAlias = Callable[[float, str], None]
Gate: TypeAlias = Callable[[Sequence[FileChange], Tell], GateReport]
