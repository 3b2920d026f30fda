"""What the two sides of the gate say to each other, pickled through a pipe of their own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain.matching import Judged
from bot.domain.matching.calibrating import Calibration
from bot.domain.replaying import Asked


@dataclass(frozen=True, slots=True)
class Job:
    """All a check needs. `folder` is the changed copy of `knowledge`; `cache` holds what was
    learnt from folders before, sealed with `key`.

    `calibration` is the one in service (None: as learnt); `judged` what people said of answers.
    """

    folder: Path
    knowledge: Path
    cache: Path
    key: bytes
    day: date
    questions: tuple[Asked, ...]
    calibration: Calibration | None = None
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """How far the check has come: the share from 0 to 1, and what it does now, in Indonesian."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """After the report: all was learnt from the changed folder, and lies in the cache."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The check came to no end: the kind of error and its place, never a text."""

    why: str
