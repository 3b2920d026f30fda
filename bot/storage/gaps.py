"""Questions nobody could answer yet, and what people said of the answers they got."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.domain.conversation import Feedback, Gap, GapReason, GapSettled
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate
from bot.storage.tables import feedback, gaps


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asked, where and when: a pseudonym, never a name."""

    conversation: str
    channel: str
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GapRow:
    """One unanswered question as stored. `group` is None until it is put into one."""

    id: int
    conversation: str
    channel: str
    question: RedactedText
    reason: GapReason
    candidates: tuple[Candidate, ...]
    at: datetime
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person's own word says of one answer: was `intent`, with `score` 0-100, right.

    For a "did you mean" that was settled, `intent` is the candidate that stood first.
    """

    question: RedactedText
    intent: str
    score: float
    was_right: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A question of which its asker said what it means."""

    conversation: str
    question: RedactedText
    intent: str


def add(connection: Connection, gap: Gap, origin: Origin) -> None:
    """Keep an unanswered question."""
    candidates = [[candidate.intent, round(candidate.score, 1)] for candidate in gap.candidates]
    connection.execute(
        insert(gaps),
        {
            "conversation": origin.conversation,
            "channel": origin.channel,
            "message_id": origin.message_id,
            "question": gap.question,
            "reason": gap.reason,
            "candidates": json.dumps(candidates),
            "settled_intent": None,
            "created_at": origin.at,
        },
    )


def settle(connection: Connection, settled: GapSettled, origin: Origin) -> None:
    """The person found the answer among the choices, so nobody waits."""
    connection.execute(
        update(gaps)
        .where(
            gaps.c.conversation == origin.conversation,
            gaps.c.message_id == settled.message_id,
            gaps.c.reason == GapReason.NEAR_TIE,
        )
        .values(settled_intent=settled.intent)
    )


def note(connection: Connection, said: Feedback, origin: Origin) -> None:
    """Keep a "terjawab? ya / belum"."""
    connection.execute(
        insert(feedback),
        {
            "conversation": origin.conversation,
            "channel": origin.channel,
            "intent": said.intent,
            "solved": said.solved,
            "created_at": origin.at,
            "question": said.question or None,
            "score": said.score,
        },
    )


def unsettled(connection: Connection, since: datetime | None = None) -> Sequence[GapRow]:
    """Every question that still waits, newest first."""
    query = select(gaps).where(gaps.c.settled_intent.is_(None)).order_by(gaps.c.id.desc())
    if since is not None:
        query = query.where(gaps.c.created_at >= since)
    return [_row(row) for row in connection.execute(query)]


def in_group(connection: Connection, group: int) -> Sequence[GapRow]:
    """The questions of a group that still wait, oldest first."""
    query = select(gaps).where(gaps.c.settled_intent.is_(None), gaps.c.group_id == group)
    return [_row(row) for row in connection.execute(query.order_by(gaps.c.id))]


def _row(row: "Row[tuple[object, ...]]") -> GapRow:
    return GapRow(
        id=row.id,
        conversation=row.conversation,
        channel=row.channel,
        question=RedactedText(row.question),
        reason=GapReason(row.reason),
        candidates=tuple(Candidate(i, s) for i, s in json.loads(row.candidates)),
        at=row.created_at.replace(tzinfo=UTC),  # stored without its zone
        group=row.group_id,
    )


def outcomes(connection: Connection) -> Sequence[Outcome]:
    """Every "did you mean" that was settled, then every answer that was judged; oldest first.

    Feedback without a score is left out: an answer picked from a menu judges no matching.
    """
    settled = select(gaps).where(gaps.c.settled_intent.is_not(None)).order_by(gaps.c.id)
    found = []
    for row in connection.execute(settled):
        for intent, score in json.loads(row.candidates)[:1]:
            right = intent == row.settled_intent
            found.append(Outcome(RedactedText(row.question), intent, score, right))
    said = select(feedback).where(feedback.c.question.is_not(None), feedback.c.score.is_not(None))
    found += [
        Outcome(RedactedText(row.question), row.intent, row.score, row.solved)
        for row in connection.execute(said.order_by(feedback.c.id))
    ]
    return found


def confirmed(connection: Connection) -> Sequence[Confirmed]:
    """Questions whose meaning their askers told, by choosing or by "ya"; oldest first."""
    settled = select(gaps).where(gaps.c.settled_intent.is_not(None)).order_by(gaps.c.id)
    solved = select(feedback).where(feedback.c.solved, feedback.c.score.is_not(None))
    rows = [(row, row.settled_intent) for row in connection.execute(settled)]
    rows += [(row, row.intent) for row in connection.execute(solved.order_by(feedback.c.id))]
    return [
        Confirmed(row.conversation, RedactedText(row.question), intent)
        for row, intent in rows
        if row.question
    ]


def forget(connection: Connection, conversation: str) -> None:
    """Delete what a person asked and said."""
    connection.execute(delete(gaps).where(gaps.c.conversation == conversation))
    connection.execute(delete(feedback).where(feedback.c.conversation == conversation))


def purge(connection: Connection, before: datetime) -> int:
    """Delete questions and feedback that have served their time. The count."""
    old = connection.execute(delete(gaps).where(gaps.c.created_at < before)).rowcount
    return (
        old + connection.execute(delete(feedback).where(feedback.c.created_at < before)).rowcount
    )
