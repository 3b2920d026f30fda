"""Who waits for an answer: their consent, what they were told, and what they said of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    cast,
    delete,
    exists,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from bot.domain.asking import OwnQuestion, ToldAnswer, Wishes, mark_of
from bot.domain.conversation import AskerJudged
from bot.domain.desk import Actor, GapStatus
from bot.domain.redaction import RedactedText
from bot.storage import journal
from bot.storage.desk_tables import askers, gap_groups
from bot.storage.outbox import ANSWER_NEWS, OutboxStatus
from bot.storage.screenings import Consent
from bot.storage.secrets import SecretBox
from bot.storage.tables import conversations, gaps, outbox

RESIDENT = Actor("warga")
PROGRAM = Actor("program")
MOST_OWN = 1_000  # questions of one person; more are nobody's who waits
# A group in one of these has something to tell.
ANSWERED = (GapStatus.ANSWERED, GapStatus.MISMATCHED)
TELLING = (*ANSWERED, GapStatus.NOT_OURS)


def keep(
    connection: Connection, questions: Sequence[int], consent: Consent, box: SecretBox
) -> None:
    """Note that this person wants to be told of these questions of theirs; again: for longer."""
    own = gaps.c.id.in_(questions) & (gaps.c.conversation == consent.key)
    for question in connection.execute(select(gaps.c.id).where(own)).scalars().all():
        row = {
            "question_id": question,
            "key": consent.key,
            "channel": consent.channel,
            "address": box.seal(consent.address),
            "consented_at": consent.at,
            "expires_at": consent.until,
        }
        renewed = {name: row[name] for name in ("channel", "address", "expires_at")}
        adding = insert(askers).values(row)
        again = adding.on_conflict_do_update(index_elements=["question_id", "key"], set_=renewed)
        connection.execute(again)


def wishes(connection: Connection, key: str, keep_days: int) -> Wishes:
    """What this person's wishes stand at."""
    theirs = and_(askers.c.question_id == gaps.c.id, askers.c.key == gaps.c.conversation)
    rows = connection.execute(
        select(gaps.c.id, gaps.c.message_id, gaps.c.question, askers.c.told_at, askers.c.intent)
        .outerjoin(askers, theirs)
        .where(gaps.c.conversation == key, gaps.c.settled_intent.is_(None))
        .order_by(gaps.c.id.desc())
        .limit(MOST_OWN)
    )
    questions = tuple(
        OwnQuestion(
            row.id,
            mark_of(row.message_id),
            RedactedText(row.question),
            row.told_at is not None,
            row.intent or "",
        )
        for row in rows
    )
    told = connection.execute(
        select(askers.c.id, askers.c.intent)
        .where(askers.c.key == key, askers.c.intent.is_not(None))
        .order_by(askers.c.told_at.desc(), askers.c.id.desc())
    )
    answers = tuple(ToldAnswer(row.id, row.intent) for row in told)
    return Wishes(questions, answers, _last_said(connection, key), keep_days)


def _last_said(connection: Connection, key: str) -> int | None:
    """The news that has arrived since this person last wrote, where it is not judged yet."""
    wrote = select(conversations.c.updated_at).where(conversations.c.key == key)
    before = wrote.scalar_subquery()
    newest = (
        select(askers.c.id)
        .where(
            askers.c.key == key,
            askers.c.intent.is_not(None),
            askers.c.told_at.is_not(None),
            askers.c.solved.is_(None),
            or_(before.is_(None), askers.c.told_at >= before),
            ~exists().where(_its_news()),
        )
        .order_by(askers.c.told_at.desc(), askers.c.question_id.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar()


def judge(connection: Connection, judged: AskerJudged, consent: Consent, box: SecretBox) -> None:
    """A yes ends the wish and the address goes; a no opens the group again with them in it."""
    group = _group_of(connection, judged.asker, consent.key)
    if group is None:
        return
    alike = select(gaps.c.id).where(gaps.c.group_id == group)
    theirs = and_(
        askers.c.key == consent.key,
        askers.c.intent.is_not(None),
        or_(askers.c.id == judged.asker, askers.c.question_id.in_(alike)),
    )
    said = {"solved": judged.solved, "replied_at": consent.at}
    if judged.solved:
        connection.execute(update(askers).where(theirs).values(**said, address=b""))
        return
    waits = {"told_at": None, "address": box.seal(consent.address), "expires_at": consent.until}
    connection.execute(update(askers).where(theirs).values(**said, **waits))
    reopen(connection, group, consent.at, RESIDENT)


def _group_of(connection: Connection, asker: int, key: str) -> int | None:
    """The group of a person's own wish; 0 where its question stands in none."""
    found = connection.execute(
        select(gaps.c.group_id)
        .join(askers, askers.c.question_id == gaps.c.id)
        .where(askers.c.id == asker, askers.c.key == key)
    ).one_or_none()
    return None if found is None else found.group_id or 0


def reopen(connection: Connection, group: int, at: datetime, actor: Actor) -> bool:
    """Put an answered group back to the new ones. False when it is open already."""
    row = connection.execute(
        select(gap_groups.c.status, gap_groups.c.intent).where(
            gap_groups.c.id == group, gap_groups.c.status.in_(TELLING)
        )
    ).one_or_none()
    if row is None:
        return False
    connection.execute(
        update(gap_groups)
        .where(gap_groups.c.id == group)
        .values(
            status=GapStatus.NEW,
            reopened=gap_groups.c.reopened + 1,
            changed_at=at,
            due_on=None,  # the day that was promised belongs to the answer before
        )
    )
    detail = {"dari": row.status, "jawaban": row.intent or ""}
    journal.write(connection, at, actor, "dibuka lagi", journal.GROUP, str(group), **detail)
    return True


def wait_again(connection: Connection, group: int, intent: str) -> None:
    """An answer was taken back: whoever was told it, and may still be written to, waits again."""
    here = select(gaps.c.id).where(gaps.c.group_id == group)
    told = and_(askers.c.intent == intent, askers.c.address != b"")
    waits = update(askers).where(told, askers.c.question_id.in_(here)).values(told_at=None)
    connection.execute(waits)


def drop(connection: Connection, key: str) -> None:
    """Nothing more is told to this person. What they were told stays for the figures."""
    _unsay(connection, [key], tuple(OutboxStatus))  # what still stands there is about to go
    unheard = and_(askers.c.told_at.is_(None), askers.c.solved.is_(None))
    connection.execute(delete(askers).where(askers.c.key == key, unheard))
    connection.execute(update(askers).where(askers.c.key == key).values(address=b""))


def undelivered(connection: Connection, keys: Sequence[str]) -> None:
    """News given up as undeliverable has not reached these people, so they were not told."""
    _unsay(connection, keys, (OutboxStatus.FAILED,))


def _unsay(connection: Connection, keys: Sequence[str], when: Sequence[OutboxStatus]) -> None:
    here = and_(askers.c.key.in_(keys), exists().where(_its_news(), outbox.c.status.in_(when)))
    gone = {"told_at": None, "intent": None, "address": b""}
    connection.execute(update(askers).where(here).values(gone))


def _its_news() -> ColumnElement[bool]:
    """The row of the outbox that tells a wish."""
    name = literal(ANSWER_NEWS).concat(cast(askers.c.id, String))
    return and_(outbox.c.conversation == askers.c.key, outbox.c.message_id == name)


def forget(connection: Connection, key: str) -> None:
    """Delete every wish of this person."""
    connection.execute(delete(askers).where(askers.c.key == key))


def purge(connection: Connection, now: datetime) -> int:
    """Delete wishes past their time, and those of questions that are gone. The count."""
    orphans = ~exists().where(gaps.c.id == askers.c.question_id)
    over = or_(askers.c.expires_at <= now, orphans)
    return connection.execute(delete(askers).where(over)).rowcount
