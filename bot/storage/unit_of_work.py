"""One transaction of one turn: claim, state, records and reply stand or fall together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Connection

from bot.domain.conversation import (
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
from bot.storage import conversations, gaps, outbox, screenings
from bot.storage.gaps import Origin
from bot.storage.outbox import NEWS, Draft, OutboxStatus
from bot.storage.screenings import Consent
from bot.storage.secrets import SecretBox


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """What a turn may do to the database. The writer opens and commits around it.

    Answers that this turn keeps with consent are kept for `screening_days`.
    """

    connection: Connection
    box: SecretBox
    message: InboundMessage
    now: datetime
    key: str
    screening_days: int

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

    def save(self, conversation: Conversation) -> None:
        """Keep the next state."""
        conversations.save(self.connection, self.key, conversation, self.now, self.box)

    def record(self, record: Record) -> None:
        """Carry out an effect a handler asked for."""
        origin = Origin(self.key, self.message.channel, self.message.message_id, self.now)
        match record:
            case Gap():
                gaps.add(self.connection, record, origin)
            case GapSettled():
                gaps.settle(self.connection, record, origin)
            case Feedback():
                gaps.note(self.connection, record, origin)
            case ScreeningKept():
                screenings.keep(self.connection, record, self._consent(), self.box)
            case ScreeningDropped():
                self._forget_screening()
            case Erasure():
                self.forget()
            case _:
                assert_never(record)

    def forget(self) -> None:
        """Delete everything kept about this person."""
        conversations.forget(self.connection, self.key)
        gaps.forget(self.connection, self.key)
        outbox.forget(self.connection, self.key)
        screenings.forget(self.connection, self.key)

    def _consent(self) -> Consent:
        until = self.now + timedelta(days=self.screening_days)
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
