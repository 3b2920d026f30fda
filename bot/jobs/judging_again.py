"""Job `rescreen`: what changed rules make possible for those who asked to be told."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.rescreening import news, rescreen
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.knowledge import KnowledgeBase
from bot.jobs.tools import Tools
from bot.storage import outbox, screenings
from bot.storage.encoding import UnreadableStateError
from bot.storage.outbox import NEWS, Draft, OutboxStatus
from bot.storage.screenings import Sealed

log = logging.getLogger("sambung")
SCREENINGS_AT_ONCE = 100  # read or written in one transaction: turns wait for no more than that


@dataclass(frozen=True, slots=True)
class _Change:
    """A screening as it was read, the verdicts that hold now, and what is to be said of them."""

    of: Sealed
    verdicts: bytes
    message: Draft | None


def rescreening(tools: Tools) -> str:
    """Tell people who let us keep their answers what has become possible for them.

    Message and new verdicts are one transaction, and only for a row that is still what was read:
    nothing is told twice, and nothing to somebody who has taken the answers back meanwhile.
    """
    base = tools.base()
    book = rulebook(base, tools.now.astimezone(base.zone).date())
    seen = told = 0
    for batch in _batches(tools):
        # Judged here, not in the writer: turns go on meanwhile.
        changes = [change for sealed in batch if (change := _change(tools, base, book, sealed))]
        if changes:
            told += tools.writer.run(partial(_carry_out, changes, tools)).result()
        seen += len(batch)
    return f"Judged {seen} kept interviews again and wrote news to {told} people."


def _batches(tools: Tools) -> Iterator[Sequence[Sealed]]:
    after = ""
    while True:
        read = partial(_following, after, tools.stored_now)
        batch = tools.writer.run(read).result()
        if not batch:
            return
        yield batch
        after = batch[-1].key


def _following(after: str, now: datetime, connection: Connection) -> tuple[Sealed, ...]:
    return screenings.following(connection, after, SCREENINGS_AT_ONCE, now)


def _change(tools: Tools, base: KnowledgeBase, book: RuleBook, sealed: Sealed) -> _Change | None:
    try:
        kept = screenings.opened(sealed, tools.box)
    except UnreadableStateError as error:  # it goes with retention; the others must not wait
        extra = {"conversation": sealed.key[:8], "why": str(error)}
        log.error("unreadable screening", extra=extra)
        return None
    found = rescreen(book, kept.answers, kept.verdicts)
    if found.verdicts == kept.verdicts:
        return None
    message = None
    if found.is_news:
        reply = news(base, found, kept.kept_at.astimezone(base.zone).date())
        message = Draft(
            sealed.channel, sealed.key, NEWS, kept.address, OutboxStatus.WAITING, reply
        )
    return _Change(sealed, screenings.sealed_verdicts(found.verdicts, tools.box), message)


def _carry_out(changes: Sequence[_Change], tools: Tools, connection: Connection) -> int:
    """Store what is told now, and the messages with it. How many there were."""
    told = 0
    for change in changes:
        if screenings.renew(connection, change.of, change.verdicts) and change.message:
            outbox.add(connection, change.message, tools.box, tools.stored_now)
            told += 1
    return told
