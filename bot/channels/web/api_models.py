"""The shapes that other programs send and get at the REST door."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from bot.domain.messages import Reply


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sender: str = Field(
        min_length=1,
        max_length=128,
        description="Who writes, as your program names them. Kept as a keyed hash only.",
    )
    id: str | None = Field(
        default=None,
        min_length=1,
        max_length=128,
        description="Your name for this message. The same one again gets the same replies again.",
    )


class TextMessage(_Message):
    """Words that somebody typed."""

    text: str = Field(min_length=1, max_length=20_000, description="The words, as typed.")


class ChoiceMessage(_Message):
    """A choice of an earlier reply, pressed."""

    choice: str = Field(min_length=1, max_length=64, description="The `id` of the choice.")


class ChoiceOut(BaseModel):
    """A button to offer."""

    id: str
    label: str


class ReplyOut(BaseModel):
    """One message to show, without markup."""

    text: str
    heading: str = Field(description="A line above the text; may be empty.")
    choices: list[ChoiceOut]


class RepliesOut(BaseModel):
    """What to show, in this order."""

    replies: list[ReplyOut]

    @classmethod
    def of(cls, replies: Sequence[Reply]) -> Self:
        """The same replies, in the shape that leaves."""
        return cls(
            replies=[
                ReplyOut(
                    text=reply.text,
                    heading=reply.heading,
                    choices=[ChoiceOut(id=each.id, label=each.label) for each in reply.choices],
                )
                for reply in replies
            ]
        )


class ErrorOut(BaseModel):
    """Why it did not work."""

    error: str


def _shape(body: object) -> str:
    # Both at once is judged as a text message, which then complains of the choice.
    pressed = isinstance(body, dict) and "choice" in body and "text" not in body
    return "choice" if pressed else "text"


MESSAGE: TypeAdapter[TextMessage | ChoiceMessage] = TypeAdapter(
    Annotated[
        Annotated[TextMessage, Tag("text")] | Annotated[ChoiceMessage, Tag("choice")],
        Discriminator(_shape),
    ]
)


def read_message(body: bytes) -> TextMessage | ChoiceMessage:
    """The message in a JSON body; raises pydantic's ValidationError."""
    return MESSAGE.validate_json(body)
