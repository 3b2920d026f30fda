"""Two changes of one text brought together, line by line."""

import difflib
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.publishing import FileChange


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines `start` up to `end` of the common text, and what takes their place."""

    start: int
    end: int
    lines: tuple[str, ...]


_Regions: TypeAlias = tuple[_Region, ...]


def rebased(change: FileChange, now: str) -> FileChange | None:
    """The same change of a file that says `now` something else than `before`.

    None where both touch the same lines, or where the whole file came or went. Lines that both
    add at one place stand one after the other: two people may add examples to one list.
    """
    if now == change.before:
        return change
    if not (now and change.before and change.after):
        return None
    theirs, ours = _regions(change.before, now), _regions(change.before, change.after)
    ours = tuple(region for region in ours if region not in theirs)
    if any(_clash(a, b) for a in theirs for b in ours):
        return None
    return FileChange(change.name, now, _applied(change.before, (*theirs, *ours)))


def _regions(before: str, after: str) -> _Regions:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        _Region(a, b, tuple(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _clash(one: _Region, other: _Region) -> bool:
    return one.start < other.end and other.start < one.end


def _applied(text: str, regions: _Regions) -> str:
    lines = text.splitlines(keepends=True)
    parts: list[str] = []
    done = 0
    for region in sorted(regions, key=lambda region: (region.start, region.end)):
        parts += [*lines[done : region.start], *region.lines]
        done = region.end
    return "".join([*parts, *lines[done:]])
