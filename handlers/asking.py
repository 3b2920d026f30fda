""" "Kabari saya kalau sudah ada jawabannya": the wish, its end, and what came of the answer."""

from dataclasses import replace

from bot.domain.asking import NO, STOP, TELL_ME, YES, OwnQuestion, mark_of, quoted
from bot.domain.choosing import Action, choice_id, parse_choice
from bot.domain.conversation import (
    AskerDropped,
    AskerJudged,
    AskerKept,
    Conversation,
    Feedback,
    Idle,
    Interviewing,
    Record,
    ScreeningDropped,
    Turn,
)
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.commands import command
from handlers.menus import answer_choice, menu_choice

STOP_SHORT = "berhenti"
_OURS = frozenset({Action.TELL_ME, Action.STOP_TELLING, Action.TOLD_SOLVED, Action.TOLD_UNSOLVED})
Deed = tuple[Action, str]


def tell_me_choice(message_id: str, context: TurnContext) -> tuple[Choice, ...]:
    """The button under a question nobody could answer; none where we cannot write back."""
    if not context.reachable:
        return ()
    wish = choice_id(Action.TELL_ME, mark_of(message_id))
    return (Choice(wish, context.say(Say.BUTTON_TELL_ME)),)


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """Our buttons, "kabari", "berhenti", and a bare ya / belum right after news."""
    return _deed(message, before, context) is not None


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Note the wish, end it, or take what is said of the answer."""
    deed = _deed(message, before, context)
    assert deed is not None
    action, about = deed
    if action is Action.TELL_ME:
        return _wish(about, before, context)
    if action is Action.STOP_TELLING:
        said = context.say(Say.WAITING_STOPPED)
        return _said(said, before, context, (AskerDropped(), ScreeningDropped()))
    return _judged(about, before, context, solved=action is Action.TOLD_SOLVED)


def _deed(message: InboundMessage, before: Conversation, context: TurnContext) -> Deed | None:
    """What is to be done and about what: a message's mark, or the number of a wish."""
    if isinstance(message.content, Pressed):
        chosen = parse_choice(message.content.choice_id)
        return chosen if chosen is not None and chosen[0] in _OURS else None
    name = command(message, context)
    if name == TELL_ME:
        return Action.TELL_ME, _newest(context)
    if name == STOP or (name == STOP_SHORT and not isinstance(before.state, Interviewing)):
        return Action.STOP_TELLING, ""
    # "Ya" belongs to what was said last: not to an erasure or a question asked before the news.
    last = context.wishes.last_said
    if last is not None and name in (YES, NO):
        return Action.TOLD_SOLVED if name == YES else Action.TOLD_UNSOLVED, str(last)
    return None


def _newest(context: TurnContext) -> str:
    """The message with the newest question that was not answered since."""
    return next((one.mark for one in context.wishes.questions if not one.is_told), "")


def _wish(mark: str, before: Conversation, context: TurnContext) -> Turn:
    """Consent, where it can be kept to: said in the same breath how long and how to end it."""
    if not context.reachable:
        return _said(context.say(Say.WAITING_UNREACHABLE), before, context)
    own = [one for one in context.wishes.questions if one.mark == mark]
    if not own:
        return _said(context.say(Say.WAITING_GONE), before, context)
    waiting = [one for one in reversed(own) if not one.is_told]
    if not waiting:
        choices = _answers(own, context)
        return _said(context.say(Say.WAITING_TOLD), before, context, choices=choices)
    words = "” dan “".join(quoted(one.text) for one in waiting)
    said = context.say(Say.WAITING_KEPT, pertanyaan=words, hari=str(context.wishes.keep_days))
    kept = (AskerKept(tuple(one.id for one in waiting)),)
    return _said(said, before, context, kept, (_stop_choice(context),))


def _answers(own: list[OwnQuestion], context: TurnContext) -> tuple[Choice, ...]:
    """The way to what they were told, where it is still there."""
    found = {one.intent for one in own} & set(context.base.intents)
    return tuple(answer_choice(context.base.intents[intent]) for intent in sorted(found))


def _judged(about: str, before: Conversation, context: TurnContext, *, solved: bool) -> Turn:
    """A yes ends the wish; a no opens the question again with them in it."""
    told = next((one for one in context.wishes.told if str(one.asker) == about), None)
    if told is None:  # forgotten meanwhile, or never theirs
        return _said(context.say(Say.OLD_CHOICE), before, context)
    records = (AskerJudged(told.asker, solved), Feedback(told.intent, solved))
    if solved:
        return _said(context.say(Say.SOLVED_THANKS), before, context, records)
    stop = (_stop_choice(context),)
    return _said(context.say(Say.WAITING_AGAIN), before, context, records, stop)


def _stop_choice(context: TurnContext) -> Choice:
    return Choice(choice_id(Action.STOP_TELLING), context.say(Say.BUTTON_FORGET))


def _said(
    words: str,
    before: Conversation,
    context: TurnContext,
    records: tuple[Record, ...] = (),
    choices: tuple[Choice, ...] = (),
) -> Turn:
    """The reply; an interview under way stands as it stood, whatever else was open is closed."""
    choices = (*choices, menu_choice(context))
    after = before
    if not isinstance(before.state, Interviewing):
        after = replace(before, state=Idle(), offered=choices)
    return Turn(Reply(words, choices=choices), after, records)
