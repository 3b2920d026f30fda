"""What stands between a committed turn and a message that has reached the person."""

from dataclasses import dataclass

from bot.domain.asking import NO_WISHES, Wishes
from bot.domain.desk_chat import Visit
from bot.domain.messages import Reply
from bot.domain.redaction import RedactedText


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done besides replying. `reachable`: this person can be written to later;
    `sheets`: a page to print can be linked here; `wishes`: what they want to be told of, read
    only where the message is about that; `desk`: what is known of the coordinators' desk, read
    only where the message is meant for it.
    """

    reachable: bool = False
    sheets: bool = False
    wishes: Wishes = NO_WISHES
    desk: Visit | None = None


REPLY_ONLY = Abilities()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A committed reply on its way out. Those of one `conversation` (pseudonym) leave in order."""

    id: int
    conversation: str
    address: str
    reply: Reply
    attempts: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """The provider took it."""

    id: int


@dataclass(frozen=True, slots=True)
class Postponed:
    """A passing fault: try again after `seconds`; nothing of this conversation overtakes it."""

    id: int
    seconds: float
    why: str


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It can never arrive. `blocked`: the person does not want our messages any more."""

    id: int
    why: str
    blocked: bool = False


Settlement = Delivered | Postponed | Undeliverable


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked, redacted, and what was answered: one step of a chat shown on a page."""

    question: RedactedText
    reply: Reply
