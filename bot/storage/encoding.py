"""States and replies as JSON text. What cannot be read any more is reported, never guessed."""

import json
from typing import Any

from bot.domain.conversation import (
    Answered,
    Confirming,
    ConfirmingErasure,
    Conversation,
    Idle,
    State,
)
from bot.domain.messages import Choice, Reply
from bot.domain.redaction import RedactedText

VERSION = 1
_STATES: dict[str, type[State]] = {
    "idle": Idle,
    "answered": Answered,
    "confirming": Confirming,
    "confirming_erasure": ConfirmingErasure,
}
_NAMES = {state: name for name, state in _STATES.items()}


class UnreadableStateError(Exception):
    """A conversation stored by another version of the program."""


def conversation_to_text(conversation: Conversation) -> str:
    """The conversation as JSON."""
    state = conversation.state
    fields = {name: getattr(state, name) for name in type(state).__dataclass_fields__}
    return _dump(
        {
            "v": VERSION,
            "state": [_NAMES[type(state)], fields],
            "topic": conversation.topic,
            "screen": conversation.screen,
            "offered": _choices_out(conversation.offered),
        }
    )


def conversation_from_text(text: str) -> Conversation:
    """The conversation again. Raises UnreadableStateError."""
    try:
        found = json.loads(text)
        if found["v"] != VERSION:
            raise UnreadableStateError(f"version {found['v']}")
        name, fields = found["state"]
        if "question" in fields:
            fields["question"] = RedactedText(fields["question"])  # redacted when it was written
        return Conversation(
            state=_STATES[name](**fields),
            topic=found["topic"],
            screen=found["screen"],
            offered=_choices_in(found["offered"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableStateError(type(error).__name__) from error


def reply_to_text(reply: Reply) -> str:
    """The reply as JSON."""
    return _dump(
        {"text": reply.text, "heading": reply.heading, "choices": _choices_out(reply.choices)}
    )


def reply_from_text(text: str) -> Reply:
    """The reply again."""
    found = json.loads(text)
    return Reply(found["text"], found["heading"], _choices_in(found["choices"]))


def _choices_out(choices: tuple[Choice, ...]) -> list[list[str]]:
    return [[choice.id, choice.label] for choice in choices]


def _choices_in(found: list[list[str]]) -> tuple[Choice, ...]:
    return tuple(Choice(identity, label) for identity, label in found)


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
