"""What a gate asks again, and its report in the form that is stored with a publication."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, func, select, union_all

from bot.domain.redaction import RedactedText
from bot.domain.replaying import Asked, Changed, Finding, GateReport, Reaction, Stray
from bot.storage.desk_tables import asked
from bot.storage.tables import gaps

MOST_ASKED = 5_000


def asked_lately(
    connection: Connection, since: datetime, most: int = MOST_ASKED
) -> tuple[Asked, ...]:
    """Distinct questions with their topics since then (UTC without zone), and all open ones.

    Those of most people first, then the newest; at most `most`.
    """
    both = union_all(_taken(since), _open()).subquery()
    columns = both.c
    people = func.count(columns.conversation.distinct())
    query = (
        select(columns.question, columns.topic, people)
        .group_by(columns.question, columns.topic)
        .order_by(people.desc(), func.max(columns.at).desc(), columns.question, columns.topic)
        .limit(most)
    )
    found = connection.execute(query)
    return tuple(Asked(RedactedText(text), topic, count) for text, topic, count in found)


def _taken(since: datetime) -> Select[tuple[str, str, str, datetime]]:
    return select(
        asked.c.question,
        func.coalesce(asked.c.topic, "").label("topic"),
        asked.c.conversation,
        asked.c.at,
    ).where(asked.c.question.is_not(None), asked.c.question != "", asked.c.at >= since)


def _open() -> Select[tuple[str, str, str, datetime]]:
    """Open questions wait longer than the others are kept. Their topic is not known any more,
    so one that was asked lately is not taken twice.
    """
    lately = select(asked.c.question).where(asked.c.question.is_not(None))
    return select(
        gaps.c.question,
        func.coalesce(None, "").label("topic"),
        gaps.c.conversation,
        gaps.c.created_at.label("at"),
    ).where(gaps.c.settled_intent.is_(None), gaps.c.question != "", gaps.c.question.not_in(lately))


def report_to_text(report: GateReport) -> str:
    """The report as JSON, short: it is kept with every publication."""
    body = {
        "problems": [_finding_out(one) for one in report.problems],
        "harm": [_finding_out(one) for one in report.harm],
        "broken": [_finding_out(one) for one in report.broken],
        "mended": [_finding_out(one) for one in report.mended],
        "own_examples": [
            [one.text, one.intent, _reaction_out(one.after)] for one in report.own_examples
        ],
        "changed": [
            [
                [one.asked.text, one.asked.topic, one.asked.people],
                _reaction_out(one.before),
                _reaction_out(one.after),
                one.because,
            ]
            for one in report.changed
        ],
        "replayed": report.replayed,
        "seconds": round(report.seconds, 2),
        "failure": report.failure,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def report_from_text(text: str) -> GateReport:
    """The report again. Raises ValueError, KeyError or TypeError for what is none."""
    body = json.loads(text)
    return GateReport(
        problems=_findings_in(body["problems"]),
        harm=_findings_in(body["harm"]),
        broken=_findings_in(body["broken"]),
        mended=_findings_in(body["mended"]),
        own_examples=tuple(
            Stray(words, intent, _reaction_in(after))
            for words, intent, after in body["own_examples"]
        ),
        changed=tuple(
            Changed(
                Asked(RedactedText(question[0]), question[1], question[2]),
                _reaction_in(before),
                _reaction_in(after),
                because,
            )
            for question, before, after, because in body["changed"]
        ),
        replayed=body["replayed"],
        seconds=body["seconds"],
        failure=body["failure"],
    )


def _finding_out(one: Finding) -> list[str | int]:
    return [one.file, one.line, one.what, one.fix]


def _findings_in(rows: Sequence[tuple[str, int, str, str]]) -> tuple[Finding, ...]:
    return tuple(Finding(*row) for row in rows)


def _reaction_out(one: Reaction) -> list[str | list[str] | float]:
    return [one.outcome, list(one.intents), one.score]


def _reaction_in(row: tuple[str, Sequence[str], float]) -> Reaction:
    outcome, intents, score = row
    return Reaction(outcome, tuple(intents), score)
