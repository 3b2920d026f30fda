""" "Terjawab? ya / belum": a "belum" is a gap too."""

from dataclasses import replace

from bot.domain.choosing import Action, parse_choice
from bot.domain.conversation import (
    Answered,
    Conversation,
    Feedback,
    Gap,
    GapReason,
    Idle,
    Record,
    Turn,
)
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply
from bot.domain.redaction import RedactedText
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import Candidate
from handlers.asking import tell_me_choice
from handlers.commands import command
from handlers.menus import menu_choice


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """The two buttons under an answer, or a bare ya / belum right after one."""
    return _said(message, before, context) is not None


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Thank for a yes; keep the question of a no."""
    said = _said(message, before, context)
    assert said is not None
    solved, intent = said
    asked = _asked(before, intent)
    said_of = Feedback(intent, solved)
    if asked.score is not None:  # otherwise it judges no matching, and the words are not needed
        said_of = replace(said_of, question=asked.question, score=asked.score)
    records: tuple[Record, ...] = (said_of,)
    choices: tuple[Choice, ...] = (menu_choice(context),)
    key = Say.SOLVED_THANKS
    if not solved:
        key = Say.UNSOLVED if asked.question else Say.UNSOLVED_UNKNOWN
        if asked.question:
            candidates = (Candidate(intent, 100.0),)
            records += (Gap(asked.question, GapReason.SAID_NO, candidates),)
            choices = (*tell_me_choice(message.message_id, context), *choices)
    after = replace(before, state=Idle(), offered=choices)
    return Turn(Reply(context.say(key), choices=choices), after, records)


def _asked(before: Conversation, intent: str) -> Answered:
    """What was asked; under an old answer that is not known any more."""
    state = before.state
    known = isinstance(state, Answered) and state.intent == intent
    return state if isinstance(state, Answered) and known else Answered(RedactedText(""), intent)


def _said(
    message: InboundMessage, before: Conversation, context: TurnContext
) -> tuple[bool, str] | None:
    if isinstance(message.content, Pressed):
        chosen = parse_choice(message.content.choice_id)
        if chosen and chosen[0] in (Action.SOLVED, Action.UNSOLVED):
            known = chosen[1] in context.base.intents
            return (chosen[0] is Action.SOLVED, chosen[1]) if known else None
        return None
    name = command(message, context)
    if isinstance(before.state, Answered) and name in ("ya", "belum"):
        return name == "ya", before.state.intent
    return None
