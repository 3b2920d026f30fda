"""States, answers and replies as JSON text. What cannot be read is reported, never guessed."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import (
    Answered,
    Confirming,
    ConfirmingErasure,
    Conversation,
    Drafting,
    Idle,
    Interviewing,
    State,
)
from bot.domain.eligibility.household import Answer
from bot.domain.messages import Choice, Reply
from bot.domain.redaction import RedactedText
from bot.storage.encoding_interview import answers_in, answers_out, interview_in, interview_out

VERSION = 1
_STATES: dict[str, type[State]] = {
    "idle": Idle,
    "answered": Answered,
    "confirming": Confirming,
    "confirming_erasure": ConfirmingErasure,
    "interviewing": Interviewing,
    "drafting": Drafting,
}
_NAMES = {state: name for name, state in _STATES.items()}
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


class UnreadableStateError(Exception):
    """Something stored by another version of the program, or under another secret."""


def conversation_to_text(conversation: Conversation) -> str:
    """The conversation as JSON."""
    state = conversation.state
    fields = {name: getattr(state, name) for name in type(state).__dataclass_fields__}
    found: dict[str, Any] = {
        "v": VERSION,
        "state": [_NAMES[type(state)], fields],
        "topic": conversation.topic,
        "screen": conversation.screen,
        "offered": _choices_out(conversation.offered),
    }
    if conversation.interview is not None:
        found["interview"] = interview_out(conversation.interview)
    return _dump(found)


def conversation_from_text(text: str) -> Conversation:
    """The conversation again. Raises UnreadableStateError."""
    try:
        found = json.loads(text)
        if found["v"] != VERSION:
            raise UnreadableStateError(f"version {found['v']}")
        name, fields = found["state"]
        if "question" in fields:
            fields["question"] = RedactedText(fields["question"])  # redacted when it was written
        interview = found.get("interview")
        return Conversation(
            state=_STATES[name](**fields),
            topic=found["topic"],
            screen=found["screen"],
            offered=_choices_in(found["offered"]),
            interview=None if interview is None else interview_in(interview),
        )
    except _UNREADABLE as error:
        raise UnreadableStateError(type(error).__name__) from error


def reply_to_text(reply: Reply) -> str:
    """The reply as JSON."""
    choices = _choices_out(reply.choices)
    found: dict[str, Any] = {"text": reply.text, "heading": reply.heading, "choices": choices}
    if reply.lettered:
        found["lettered"] = True
    return _dump(found)


def reply_from_text(text: str) -> Reply:
    """The reply again."""
    found = json.loads(text)
    choices, lettered = _choices_in(found["choices"]), found.get("lettered", False)
    return Reply(found["text"], found["heading"], choices, lettered)


def answers_to_text(answers: tuple[Answer, ...]) -> str:
    """Answers of the interview as JSON."""
    return _dump(answers_out(answers))


def answers_from_text(text: str) -> tuple[Answer, ...]:
    """The answers again. Raises UnreadableStateError."""
    try:
        return answers_in(json.loads(text))
    except _UNREADABLE as error:
        raise UnreadableStateError(type(error).__name__) from error


def verdicts_to_text(verdicts: Mapping[str, str]) -> str:
    """Programme and verdict as JSON."""
    return _dump(dict(verdicts))


def verdicts_from_text(text: str) -> dict[str, str]:
    """Programme and verdict again. Raises UnreadableStateError."""
    try:
        return {programme: str(verdict) for programme, verdict in json.loads(text).items()}
    except _UNREADABLE as error:
        raise UnreadableStateError(type(error).__name__) from error


def _choices_out(choices: tuple[Choice, ...]) -> list[list[str]]:
    return [[choice.id, choice.label] for choice in choices]


def _choices_in(found: list[list[str]]) -> tuple[Choice, ...]:
    return tuple(Choice(identity, label) for identity, label in found)


def _dump(value: dict[str, Any] | list[dict[str, Any]]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
