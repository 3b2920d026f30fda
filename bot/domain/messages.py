"""What comes in and what goes out, the same for every channel."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody typed. May hold personal data: redact before storing or logging."""

    utterance: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of ours, pressed. From outside: resolve `choice_id` through a closed table."""

    choice_id: str


class Kind(StrEnum):
    """The sorts of message the bot cannot read; each has its own sentence in pesan.yaml."""

    VOICE = "suara"
    PHOTO = "foto"
    STICKER = "stiker"
    LOCATION = "lokasi"
    CONTACT = "kontak"
    FILE = "berkas"
    OTHER = "lainnya"


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A message without words, such as a voice note."""

    kind: Kind


Content = Text | Pressed | Unsupported


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message in. `message_id` is unique within `channel`; a repeated delivery has the same.

    `sender` names the person (in a group: person and group), `address` is where the reply goes,
    `person` is who it is wherever they write, where that differs from `sender`. None of them may
    be stored in the clear.
    """

    channel: str
    sender: str
    address: str
    message_id: str
    content: Content
    person: str = ""

    @property
    def who(self) -> str:
        """The person, the same one in every chat of the channel."""
        return self.person or self.sender


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, or a numbered option where there are no buttons. `id` has at most 64 bytes."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message out, without markup: how it looks is the channel's business.

    `lettered`: where there are no buttons the choices get letters, for a number is an answer.
    """

    text: str
    heading: str = ""
    choices: tuple[Choice, ...] = ()
    lettered: bool = False
