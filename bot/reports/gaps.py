"""Gaps as people read them: grouped in a terminal, or a table for a spreadsheet."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from rich.markup import escape

from bot.domain.grouping import Asked, group
from bot.storage.gaps import GapRow

MINUTES = "%Y-%m-%d %H:%M"
COLUMNS = ("waktu", "kanal", "alasan", "pertanyaan", "calon")
# What a spreadsheet would take for a formula (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gap_rows(rows: Sequence[GapRow], zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    """A header, then one row a question; times in the city's zone."""
    yield COLUMNS
    for row in rows:
        candidates = ", ".join(f"{c.intent} {c.score:.0f}" for c in row.candidates)
        moment = f"{row.at.astimezone(zone):{MINUTES}}"
        yield moment, row.channel, str(row.reason), _safe(row.question), candidates


def gap_objects(rows: Sequence[GapRow], zone: ZoneInfo) -> list[dict[str, str]]:
    """The same rows by the names of their columns, for JSON."""
    keys, *lines = gap_rows(rows, zone)
    return [dict(zip(keys, line, strict=True)) for line in lines]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def gap_groups(rows: Sequence[GapRow], zone: ZoneInfo) -> Iterator[str]:
    """Lines for a terminal: the question, how many asked, why it stayed open, what was near."""
    if not rows:
        yield "Belum ada pertanyaan yang tak terjawab."
        return
    asked = [
        Asked(i, row.question, row.candidates[0].intent if row.candidates else "")
        for i, row in enumerate(rows)
    ]
    groups = group(asked)
    yield f"[bold]{len(rows)} pertanyaan dalam {len(groups)} kelompok[/]"
    for members in groups:
        first = rows[members[0].index]
        people = len({rows[member.index].conversation for member in members})
        near = ", ".join(candidate.intent for candidate in first.candidates[:3])
        yield ""
        yield f"[bold]{escape(first.question)}[/]"
        moment = f"{first.at.astimezone(zone):{MINUTES}}"
        yield f"  {len(members)} kali, {people} orang · {first.reason} · {moment}"
        if near:
            yield f"  paling dekat: {near}"
        for member in members[1:4]:
            yield f"  juga: {escape(member.question)}"
