"""One turn, from the claim to the commit: the only meeting of pure code and I/O."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import assert_never

from sqlalchemy import Connection

from bot.domain.asking import NO_WISHES, is_about_news
from bot.domain.choosing import resolve
from bot.domain.conversation import Conversation, Erasure, Gap, Idle, Turn
from bot.domain.delivery import (
    Abilities,
    Exchange,
    Outgoing,
    Settlement,
    Undeliverable,
)
from bot.domain.desk_chat import NO_ROOM, Room
from bot.domain.keeping import kept_words
from bot.domain.messages import InboundMessage, Pressed, Reply, Text, Unsupported
from bot.domain.redaction import RedactedText
from bot.domain.sentences import Say
from bot.domain.sheet import NoSheet, Sheet, sheet_of
from bot.service import desk_visits
from bot.service.brain import Brain, Decided, decide
from bot.storage import askers, conversations, outbox, screenings, sheets
from bot.storage.database import NotCommittedError, Writer
from bot.storage.encoding import UnreadableStateError
from bot.storage.secrets import SecretBox
from bot.storage.unit_of_work import UnitOfWork

log = logging.getLogger("sambung")
HISTORY = 20  # exchanges shown on a chat page

# What a future of the service ends in when nothing was taken: the sender may repeat it.
NotTakenError = NotCommittedError


@dataclass(frozen=True, slots=True)
class Taken:
    """A committed turn. A repeated delivery gets the first one's reply, where that is kept.

    `left_open`: a question of it nobody could answer.
    """

    reply: Reply | None
    repeated: bool = False
    route: str = ""
    left_open: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clock, chance and keys, as arguments. `kept` channels take the reply from the response.

    `screening_days`: how long answers of the interview are kept with consent; `asker_days`: how
    long the wish to be told of an answer is. `public_url`: where people reach the chat page, ""
    where that is not known. `room`: the coordinators' chat.
    """

    box: SecretBox
    clock: Callable[[], datetime]
    new_incident: Callable[[], str]
    kept: frozenset[str] = frozenset({"web", "rest", "console"})
    screening_days: int = 180
    asker_days: int = 180
    public_url: str = ""
    room: Room = NO_ROOM


class Service:
    """Takes turns. Every future resolves after the commit; thread-safe."""

    def __init__(self, writer: Writer, brain: Brain, surroundings: Surroundings) -> None:
        self._writer = writer
        self._brain = brain
        self._around = surroundings
        self._wake: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
        self._watchers: list[Callable[[str, str, float], None]] = []
        self._sending_watchers: list[Callable[[Settlement], None]] = []
        self._gap_watchers: list[Callable[[], None]] = []

    @property
    def brain(self) -> Brain:
        """The knowledge in service."""
        return self._brain

    def swap(self, brain: Brain) -> None:
        """Put another knowledge base into service; turns under way finish with the old one."""
        self._brain = brain

    def submit(self, message: InboundMessage) -> "Future[Taken]":
        """Take a turn: claim, state, records and outbox in one transaction."""
        future = self._writer.run(partial(self._take, message))
        future.add_done_callback(partial(self._committed, message.channel, time.perf_counter()))
        return future

    def due(self, channel: str, limit: int) -> "Future[tuple[Outgoing, ...]]":
        """The oldest unsent reply of each conversation of `channel` whose time has come."""
        box = self._around.box
        return self._writer.run(lambda c: outbox.due(c, channel, limit, time.time(), box))

    def settle(self, results: Sequence[Settlement]) -> "Future[None]":
        """Note how sending went."""
        for result in results:
            for watch in self._sending_watchers:
                watch(result)
        # Ahead of the turns that wait: what is sent but not settled is sent again after a crash.
        return self._writer.run(partial(_settle, results), urgent=True)

    def history(self, channel: str, sender: str) -> "Future[tuple[Exchange, ...]]":
        """The last exchanges of a person on a channel that shows them (web), oldest first."""
        key = self._around.box.pseudonym(channel, sender)
        return self._writer.run(lambda c: outbox.history(c, key, HISTORY))

    def sheet(self, token: str) -> Sheet | NoSheet:
        """The page to print behind its address, after the rules of today; or why there is none."""
        brain, now = self._brain, self._around.clock()
        found = sheets.unsealed(self._around.box, token, now)
        if isinstance(found, NoSheet):
            return found
        book = brain.ear_on(now.astimezone(brain.base.zone).date()).book
        return sheet_of(brain.base, book, found)

    def left_by(self, channel: str, sender: str) -> "Future[None]":
        """The person shut the door: what waits for them is dropped, and what they let us keep."""
        key = self._around.box.pseudonym(channel, sender)

        def forget(connection: Connection) -> None:
            askers.drop(connection, key)
            outbox.forget(connection, key)
            screenings.forget(connection, key)

        return self._writer.run(forget)

    def on_outgoing(self, channel: str, wake: Callable[[], None]) -> None:
        """`wake` is called, from another thread, when replies for `channel` are committed."""
        self._wake[channel].append(wake)

    def on_turn(self, watch: Callable[[str, str, float], None]) -> None:
        """`watch(channel, route, seconds)` is called after every turn, from another thread."""
        self._watchers.append(watch)

    def on_gap(self, watch: Callable[[], None]) -> None:
        """`watch` is called after every turn that left a question open, from another thread."""
        self._gap_watchers.append(watch)

    def on_sending(self, watch: Callable[[Settlement], None]) -> None:
        """`watch` is called with the end of every attempt at sending."""
        self._sending_watchers.append(watch)

    def ready(self) -> bool:
        """True while the database takes transactions."""
        try:
            return (
                self._writer.run(lambda c: c.exec_driver_sql("SELECT 1").scalar()).result(5) == 1
            )
        except Exception:
            log.exception("database not ready")
            return False

    def close(self) -> None:
        """Finish every turn that was submitted."""
        self._writer.close()

    def _committed(self, channel: str, started: float, done: "Future[Taken]") -> None:
        if done.cancelled() or done.exception() is not None:
            return
        taken = done.result()
        if channel not in self._around.kept:
            for wake in self._wake[channel]:
                wake()
        if taken.left_open:
            for tell in self._gap_watchers:
                tell()
        for watch in self._watchers:
            watch(channel, taken.route or "repeated", time.perf_counter() - started)

    def _take(self, message: InboundMessage, connection: Connection) -> Taken:
        now = self._around.clock()
        key = self._around.box.pseudonym(message.channel, message.sender)
        stored_at = now.astimezone(UTC).replace(tzinfo=None)
        unit = UnitOfWork(
            connection,
            self._around.box,
            message,
            stored_at,
            key,
            self._around.screening_days,
            self._around.asker_days,
        )
        if not unit.claim():
            return Taken(unit.kept_reply(), repeated=True)
        before = _conversation(unit)
        message = replace(message, content=resolve(message.content, before))
        decided = self._decide(message, before, now, self._able(message, unit, before))
        route, turn = decided.route, decided.turn
        unit.note(decided.asked, route)
        turn = sheets.addressed(self._around.box, turn, self._around.public_url, now)
        for record in turn.records:
            unit.record(record)
        unit.save(turn.conversation)
        kept = message.channel in self._around.kept
        shown = self._shown(message, before, turn) if kept else RedactedText("")
        unit.send(turn.reply, kept=kept, question=shown)
        extra = {"channel": message.channel, "route": route, "conversation": key[:8]}
        log.info("turn", extra=extra)
        left_open = any(isinstance(record, Gap) for record in turn.records)
        return Taken(turn.reply, route=route, left_open=left_open)

    def _decide(
        self, message: InboundMessage, before: Conversation, now: datetime, able: Abilities
    ) -> Decided:
        """The turn; a defect of ours becomes a truthful sentence and a numbered log line."""
        brain = self._brain
        try:
            return decide(brain, message, before, now, able)
        except Exception:
            code = self._around.new_incident()
            log.exception("turn failed", extra={"incident": code, "channel": message.channel})
            words = brain.base.say[Say.INCIDENT].format(kode=code)
            turn = Turn(Reply(words), replace(before, state=Idle()))
            return Decided("incident", None, turn)

    def _able(self, message: InboundMessage, unit: UnitOfWork, before: Conversation) -> Abilities:
        """What can be done besides replying to this message."""
        channel = message.channel
        about_news = is_about_news(message.content, self._brain.base.lexicon.commands)
        return Abilities(
            # In a group the address is the group's: news of one household is nobody else's.
            reachable=channel not in self._around.kept and message.sender == message.address,
            # Without a public address only our own page knows where "/lembar/..." is.
            sheets=bool(self._around.public_url) or channel == "web",
            wishes=unit.wishes() if about_news else NO_WISHES,
            desk=desk_visits.visit(unit, message.content, before, self._around.room),
        )

    def _shown(self, message: InboundMessage, before: Conversation, turn: Turn) -> RedactedText:
        """What a chat page shows as the person's words: redacted; nothing after an erasure."""
        if any(isinstance(record, Erasure) for record in turn.records):
            return RedactedText("")
        match message.content:
            case Text(utterance):
                return kept_words(utterance, self._brain.base.public_numbers)
            case Pressed(choice_id):
                offered = (*before.offered, *self._brain.welcome.choices)
                labels = (choice.label for choice in offered if choice.id == choice_id)
                return RedactedText(next(labels, ""))  # our own words
            case Unsupported():
                return RedactedText("")
            case _:
                assert_never(message.content)


def _settle(results: Sequence[Settlement], connection: Connection) -> None:
    """Note how sending went. Who has blocked us does not want to be told news any more."""
    outbox.settle(connection, results, time.time())
    lost = [one.id for one in results if isinstance(one, Undeliverable)]
    if not lost:
        return
    askers.undelivered(connection, outbox.conversations_of(connection, lost))
    blocked = [one.id for one in results if isinstance(one, Undeliverable) and one.blocked]
    for key in outbox.conversations_of(connection, blocked):
        screenings.forget(connection, key)
        askers.drop(connection, key)


def _conversation(unit: UnitOfWork) -> Conversation:
    """The person's conversation; one that cannot be read any more is reported and begun anew."""
    try:
        return unit.conversation()
    except UnreadableStateError as error:
        log.error("unreadable state", extra={"conversation": unit.key[:8], "why": str(error)})
        conversations.forget(unit.connection, unit.key)
        return Conversation()
