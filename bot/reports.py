"""Gaps as people read them: grouped in a terminal, or a table for a spreadsheet."""

from collections.abc import Iterator, Sequence

from rich.markup import escape

from bot.domain.grouping import Asked, group
from bot.storage.gaps import GapRow

COLUMNS = ("waktu", "kanal", "alasan", "pertanyaan", "calon")
# What a spreadsheet would take for a formula (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gap_rows(rows: Sequence[GapRow]) -> Iterator[tuple[str, ...]]:
    """A header, then one row a question."""
    yield COLUMNS
    for row in rows:
        candidates = ", ".join(f"{c.intent} {c.score:.0f}" for c in row.candidates)
        moment = row.at.isoformat(" ", "minutes")
        yield moment, row.channel, str(row.reason), _safe(row.question), candidates


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def gap_groups(rows: Sequence[GapRow]) -> Iterator[str]:
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
        yield f"  {len(members)} kali, {people} orang · {first.reason} · {first.at:%Y-%m-%d %H:%M}"
        if near:
            yield f"  paling dekat: {near}"
        for member in members[1:4]:
            yield f"  juga: {escape(member.question)}"
