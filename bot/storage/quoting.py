"""Residents' words in proposed changes of the knowledge, and how they go with the person."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import yaml
from sqlalchemy import Connection, Row, select, union, update

from bot.domain.keeping import unmarked
from bot.domain.publishing import FileChange, PublicationStatus
from bot.domain.redaction import RedactedText
from bot.domain.replaying import GateReport
from bot.storage import journal
from bot.storage.askers import PROGRAM
from bot.storage.desk_tables import asked, publications
from bot.storage.publications import KIND, files_from_text, files_to_text
from bot.storage.tables import gaps

WITHDRAWN = "Memuat kalimat warga yang menghapus datanya. Usulkan lagi tanpa kalimat itu."
_Cut = tuple[int, int]


def without_words(report: GateReport) -> GateReport:
    """The report of a change that was decided on: how many were met otherwise, not their words."""
    changed = tuple(
        replace(one, asked=replace(one.asked, text=RedactedText(""))) for one in report.changed
    )
    return replace(report, changed=changed)


def forget(connection: Connection, conversation: str, at: datetime) -> None:
    """Take a person's wordings out of what is still proposed. Call it while they are stored.

    What others have asked in the same words stays. `at` as it is stored: UTC, no zone.
    """
    standing = publications.c.status == PublicationStatus.PROPOSED
    proposed = connection.execute(select(publications).where(standing)).all()
    words = _own_words(connection, conversation) if proposed else frozenset()
    for row in proposed if words else ():
        _forget_in(connection, row, words, at)


def purge(connection: Connection, before: datetime) -> int:
    """Drop the reports of proposals that wait for so long: the words in them have served their
    time. The check begins anew when somebody looks. How many.
    """
    old = update(publications).where(
        publications.c.status == PublicationStatus.PROPOSED,
        publications.c.proposed_at < before,
        publications.c.gate != "",
    )
    return connection.execute(old.values(gate="")).rowcount


def _own_words(connection: Connection, conversation: str) -> frozenset[str]:
    """What this person asked, and nobody else did."""
    both = [(table.c.question, table.c.conversation) for table in (gaps, asked)]
    mine = union(*(select(words).where(who == conversation) for words, who in both))
    found = {words for words in connection.execute(mine).scalars() if words}
    others = union(
        *(select(words).where(who != conversation, words.in_(found)) for words, who in both)
    )
    return frozenset(found) - set(connection.execute(others).scalars())


def _forget_in(
    connection: Connection, row: "Row[Any]", words: frozenset[str], at: datetime
) -> None:
    values: dict[str, object] = {}
    # As a part of JSON in JSON, the way reports are stored.
    if any(json.dumps(json.dumps(one, ensure_ascii=False))[3:-3] in row.gate for one in words):
        values = {"gate": ""}
    before = files_from_text(row.files)
    wordings = frozenset(unmarked(one).casefold() for one in words)
    after = tuple(_without(change, wordings) for change in before)
    if None in after:
        values = {"files": "[]", "gate": "", "status": PublicationStatus.REJECTED}
        values |= {"reason": WITHDRAWN, "publisher": PROGRAM.name, "published_at": at}
        told = {"ringkasan": row.summary, "alasan": WITHDRAWN}
        journal.write(connection, at, PROGRAM, "tolak", KIND, str(row.id), **told)
    elif after != before:
        values = {"files": files_to_text(filter(None, after)), "gate": ""}
    if values:
        here = publications.c.id == row.id
        connection.execute(update(publications).where(here).values(**values))


def _without(change: FileChange, words: frozenset[str]) -> FileChange | None:
    """The change without new items that say these words; None where they cannot be taken out."""
    try:
        old = {_plain(node) for _, node in _items(change.before)}
        found = [(is_flow, n) for is_flow, n in _items(change.after) if _plain(n) in words - old]
        if not found:
            return change
        text = change.after
        for is_flow, node in reversed(found):
            start, end = _cut(text, node, is_flow=is_flow)
            text = text[:start] + text[end:]
        is_clean = not any(_plain(node) in words - old for _, node in _items(text))
    except yaml.YAMLError:
        return None
    return replace(change, after=text) if is_clean else None


def _items(text: str) -> Iterator[tuple[bool, yaml.ScalarNode]]:
    """Every item of a list that is a text, in the order of the file; whether in brackets."""
    waiting = [yaml.compose(text, Loader=yaml.BaseLoader)]
    found: list[tuple[bool, yaml.ScalarNode]] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
            items = (item for item in node.value if isinstance(item, yaml.ScalarNode))
            found += [(bool(node.flow_style), item) for item in items]
    yield from sorted(found, key=lambda one: one[1].start_mark.index)


def _plain(node: yaml.ScalarNode) -> str:
    return " ".join(str(node.value).split()).casefold()


def _cut(text: str, node: yaml.ScalarNode, *, is_flow: bool) -> _Cut:
    """The item with its dash and line, or with one comma beside it."""
    start, end = node.start_mark.index, node.end_mark.index
    if not is_flow:
        line_end = text.find("\n", max(start, end - 1))
        return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end + 1
    behind = text[end:].lstrip()
    if behind.startswith(","):
        return start, len(text) - len(behind[1:].lstrip())
    before = text[:start].rstrip()
    return len(before) - before.endswith(","), end
