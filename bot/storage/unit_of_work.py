"""One transaction of one turn: claim, state, records and reply stand or fall together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Connection

from bot.domain.asked import Asked
from bot.domain.asking import Wishes
from bot.domain.conversation import (
    AskerDropped,
    AskerJudged,
    AskerKept,
    Conversation,
    Erasure,
    Feedback,
    Gap,
    GapSettled,
    Record,
    ScreeningDropped,
    ScreeningKept,
)
from bot.domain.messages import InboundMessage, Reply
from bot.storage import (
    accounts,
    askers,
    conversations,
    desk_records,
    gaps,
    outbox,
    quoting,
    screenings,
)
from bot.storage import asked as asked_log
from bot.storage.gaps import Origin
from bot.storage.outbox import NEWS, Draft, OutboxStatus
from bot.storage.screenings import Consent
from bot.storage.secrets import SecretBox


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """What a turn may do to the database. The writer opens and commits around it.

    Answers that this turn keeps with consent are kept for `screening_days`, the wish to be told
    of an answer for `asker_days`.
    """

    connection: Connection
    box: SecretBox
    message: InboundMessage
    now: datetime
    key: str
    screening_days: int
    asker_days: int

    @property
    def person(self) -> str:
        """The pseudonym of who wrote, the same one in every chat of the channel."""
        return self.box.pseudonym(self.message.channel, self.message.who)

    def claim(self) -> bool:
        """Return False when another delivery of this message was already taken."""
        return conversations.claim(
            self.connection, self.message.channel, self.message.message_id, self.now
        )

    def kept_reply(self) -> Reply | None:
        """What the first delivery was answered, where that is kept."""
        return outbox.kept_reply(self.connection, self.key, self.message.message_id)

    def conversation(self) -> Conversation:
        """The person's conversation. Raises UnreadableStateError."""
        return conversations.load(self.connection, self.key, self.box)

    def wishes(self) -> Wishes:
        """What this person wants to be told of, and was."""
        return askers.wishes(self.connection, self.key, self.asker_days)

    def save(self, conversation: Conversation) -> None:
        """Keep the next state."""
        conversations.save(self.connection, self.key, conversation, self.now, self.box)

    def note(self, asked: Asked, route: str) -> None:
        """Add the turn to the log. Before the records: an erasure has to find it."""
        asked_log.add(self.connection, asked, route, self._origin())

    def record(self, record: Record) -> None:
        """Carry out an effect a handler asked for."""
        origin = self._origin()
        match record:
            case Gap():
                gaps.add(self.connection, record, origin)
            case GapSettled():
                gaps.settle(self.connection, record, origin)
            case Feedback():
                gaps.note(self.connection, record, origin)
            case ScreeningKept():
                consent = self._consent(self.screening_days)
                screenings.keep(self.connection, record, consent, self.box)
            case ScreeningDropped():
                self._forget_screening()
            case AskerKept() | AskerJudged() | AskerDropped():
                self._wish(record)
            case Erasure():
                self.forget()
            case _:
                desk_records.carry_out(self.connection, record, self.person, self.now)

    def forget(self) -> None:
        """Delete everything kept about this person."""
        conversations.forget(self.connection, self.key)
        quoting.forget(self.connection, self.key, self.now)  # it looks for words still stored
        gaps.forget(self.connection, self.key)
        asked_log.forget(self.connection, self.key)
        outbox.forget(self.connection, self.key)
        screenings.forget(self.connection, self.key)
        askers.forget(self.connection, self.key)
        accounts.unlink(self.connection, self.person)

    def _origin(self) -> Origin:
        return Origin(self.key, self.message.channel, self.message.message_id, self.now)

    def _wish(self, record: AskerKept | AskerJudged | AskerDropped) -> None:
        match record:
            case AskerKept(questions):
                consent = self._consent(self.asker_days)
                askers.keep(self.connection, questions, consent, self.box)
            case AskerJudged():
                consent = self._consent(self.asker_days)
                askers.judge(self.connection, record, consent, self.box)
            case AskerDropped():
                askers.drop(self.connection, self.key)
                outbox.withdraw_answer_news(self.connection, self.key)
            case _:
                assert_never(record)

    def _consent(self, days: int) -> Consent:
        until = self.now + timedelta(days=days)
        return Consent(self.key, self.message.channel, self.message.address, self.now, until)

    def _forget_screening(self) -> None:
        """The answers go, and with them what was about to be told of them."""
        screenings.forget(self.connection, self.key)
        outbox.withdraw(self.connection, self.key, NEWS)

    def send(self, reply: Reply, *, kept: bool, question: str) -> None:
        """Put the reply into the outbox; `kept` ones are handed over in the response itself."""
        draft = Draft(
            channel=self.message.channel,
            conversation=self.key,
            message_id=self.message.message_id,
            address=self.message.address,
            status=OutboxStatus.KEPT if kept else OutboxStatus.WAITING,
            reply=reply,
            question=question if kept else "",
        )
        outbox.add(self.connection, draft, self.box, self.now)
