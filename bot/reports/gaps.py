"""Unanswered questions as coordinators read them in a terminal or in a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.markup import escape

from bot.desk.work import GapSheet
from bot.domain.desk import GapGroup, Harm, most_urgent_first
from bot.domain.wording import in_words
from bot.storage.gaps import GapRow
from bot.storage.journal import Entry

MINUTES = "%Y-%m-%d %H:%M"
COLUMNS = ("waktu", "kanal", "alasan", "pertanyaan", "calon", "kelompok", "status")
# What a spreadsheet would take for a formula (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HARMS: Mapping[Harm, str] = {
    Harm.ORDINARY: "",
    Harm.MONEY: "uang bantuan tertahan atau dipotong",
    Harm.ILLNESS: "ada yang sakit",
    Harm.THREAT: "ada ancaman",
}


def gap_rows(
    rows: Sequence[GapRow], groups: Sequence[GapGroup], zone: ZoneInfo
) -> Iterator[tuple[str, ...]]:
    """A header, then one row a question; times in the city's zone."""
    status = {group.id: str(group.status) for group in groups}
    yield COLUMNS
    for row in rows:
        candidates = ", ".join(f"{c.intent} {c.score:.0f}" for c in row.candidates)
        moment = f"{row.at.astimezone(zone):{MINUTES}}"
        group = "" if row.group is None else str(row.group)
        where = group, "" if row.group is None else status.get(row.group, "")
        yield moment, row.channel, str(row.reason), _safe(row.question), candidates, *where


def gap_objects(
    rows: Sequence[GapRow], groups: Sequence[GapGroup], zone: ZoneInfo
) -> list[dict[str, str]]:
    """The same rows by the names of their columns, for JSON."""
    keys, *lines = gap_rows(rows, groups, zone)
    return [dict(zip(keys, line, strict=True)) for line in lines]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def gap_groups(
    groups: list[GapGroup], loose: Sequence[GapRow], now: datetime, today: date
) -> Iterator[str]:
    """Lines for a terminal, the most urgent group first. `loose`: not in a group yet."""
    shown = [group for group in groups if group.questions or group.status.is_open]
    if not shown and not loose:
        yield "Belum ada pertanyaan yang tak terjawab."
        return
    questions = sum(group.questions for group in shown) + len(loose)
    yield f"[bold]{questions} pertanyaan dalam {len(shown)} kelompok[/]"
    for group in most_urgent_first(shown, now, today):
        yield ""
        yield f"[bold]{group.id}  {escape(group.title)}[/]"
        yield f"   {people(group)} · {escape(standing(group, today))}"
        if group.near:
            yield f"   paling dekat: {', '.join(group.near)}"
    if loose:
        yield ""
        yield "[bold]Belum dikelompokkan[/]: perbaiki dulu pengetahuannya (sambung check)."
        for row in loose:
            yield f"   {escape(row.question)}"


def people(group: GapGroup) -> str:
    """How many asked, how often, and how many of them want to be told."""
    waiting = f", {group.waiting} minta dikabari" if group.waiting else ""
    return f"{group.questions} kali, {group.people} orang{waiting}"


def standing(group: GapGroup, today: date) -> str:
    """Status, harm, who sees to it and until when, in one line."""
    parts = [str(group.status), HARMS[group.harm], *owners(group)]
    if group.due_on:
        late = ", sudah lewat" if group.is_overdue(today) else ""
        parts.append(f"tenggat {in_words(group.due_on)}{late}")
    if group.intent:
        parts.append(f"jawaban {group.intent}")
    if group.reopened:
        parts.append(f"dibuka lagi {group.reopened} kali")
    return " · ".join(part for part in parts if part)


def owners(group: GapGroup) -> list[str]:
    """The person and the office it lies with."""
    return [name for name in (group.owner, group.office) if name]


def gap_sheet(sheet: GapSheet, zone: ZoneInfo, today: date) -> Iterator[str]:
    """All about one group: questions with their numbers, then what was done."""
    group = sheet.group
    yield f"[bold]{group.id}  {escape(group.title)}[/]"
    yield f"{people(group)} · {escape(standing(group, today))}"
    if group.near:
        yield f"paling dekat: {', '.join(group.near)}"
    if group.draft:
        yield f"konsep jawaban: {escape(group.draft)}"
    yield ""
    for row in sheet.questions:
        yield f"  {row.id}  {row.at.astimezone(zone):{MINUTES}}  {escape(row.question)}"
    if sheet.entries:
        yield ""
    for entry in sheet.entries:
        yield f"  {entry.at.astimezone(zone):{MINUTES}}  {escape(deed(entry))}"


def deed(entry: Entry) -> str:
    """One line of the history."""
    told = ", ".join(f"{name}: {words}" for name, words in entry.detail.items())
    return f"{entry.actor}: {entry.deed}{f' ({told})' if told else ''}"
