"""Job `notify`: the answer comes back to the person who asked."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from bot.domain.asking import answer_news, not_ours_news
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import Reply
from bot.jobs.tools import Tools
from bot.storage import askers, outbox, telling
from bot.storage.askers import PROGRAM
from bot.storage.encoding import UnreadableStateError
from bot.storage.outbox import ANSWER_NEWS, Draft, OutboxStatus
from bot.storage.telling import Due

log = logging.getLogger("sambung")
ASKERS_AT_ONCE = 50  # read or told in one transaction: turns wait for no more than that


@dataclass(frozen=True, slots=True)
class _Letter:
    """Somebody to be told as they were read, and what they are told."""

    of: Due
    message: Draft


def notify(tools: Tools) -> str:
    """Tell everybody who waits for a question that has found its answer.

    The message and the note that they were told are one transaction, and only for a wish and a
    group that still are what was read: nobody is told twice, nor after taking it back.
    """
    base = tools.base()
    seen = told = 0
    gone: set[int] = set()
    for batch in _batches(tools):
        gone |= {one.group for one in batch if _is_gone(base, one)}
        # Worded here, not in the writer: turns go on meanwhile.
        letters = [letter for one in batch if (letter := _letter(tools, base, one))]
        if letters:
            told += tools.writer.run(partial(_carry_out, letters, tools)).result()
        seen += len(batch)
    opened = tools.writer.run(partial(_open_again, sorted(gone), tools)).result() if gone else 0
    return (
        f"Looked at {seen} wishes that have an answer, wrote {told} messages, and opened {opened} "
        "groups again whose answer is gone."
    )


def _batches(tools: Tools) -> Iterator[Sequence[Due]]:
    after = ("", 0)
    while True:
        read = partial(_following, after, tools)
        batch = tools.writer.run(read).result()
        if not batch:
            return
        yield batch
        after = (batch[-1].key, batch[-1].question_id)


def _following(after: tuple[str, int], tools: Tools, connection: Connection) -> tuple[Due, ...]:
    return telling.due(connection, after, ASKERS_AT_ONCE, tools.stored_now)


def _is_gone(base: KnowledgeBase, one: Due) -> bool:
    """Whether the answer this group was closed with has been taken out of the knowledge."""
    return bool(one.awaited.intent) and one.awaited.intent not in base.intents


def _letter(tools: Tools, base: KnowledgeBase, one: Due) -> _Letter | None:
    if _is_gone(base, one):
        return None
    try:
        address = telling.address_of(one, tools.box)
    except UnreadableStateError as error:  # it goes with retention; the others must not wait
        log.error("unreadable wish", extra={"conversation": one.key[:8], "why": str(error)})
        return None
    name = f"{ANSWER_NEWS}{one.id}"
    reply = _reply(tools, base, one)
    return _Letter(one, Draft(one.channel, one.key, name, address, OutboxStatus.WAITING, reply))


def _reply(tools: Tools, base: KnowledgeBase, one: Due) -> Reply:
    if one.awaited.intent:
        return answer_news(base, one.awaited, tools.now)
    return not_ours_news(base, one.awaited)


def _carry_out(letters: Sequence[_Letter], tools: Tools, connection: Connection) -> int:
    """Note who is told, and the messages with it. How many there were."""
    told = 0
    for letter in letters:
        if telling.tell(connection, letter.of, tools.stored_now):
            outbox.add(connection, letter.message, tools.box, tools.stored_now)
            told += 1
    return told


def _open_again(groups: Sequence[int], tools: Tools, connection: Connection) -> int:
    """Coordinators see what nobody can be told, instead of people waiting for nothing."""
    opened = [askers.reopen(connection, one, tools.stored_now, PROGRAM) for one in groups]
    return sum(opened)
