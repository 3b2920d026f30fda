""" "Saya bisa dapat apa?": the interview, step by step."""

from bot.domain.choosing import Action, parse_choice
from bot.domain.conversation import Conversation, Interviewing, Turn
from bot.domain.eligibility.hearing import Wish, WishKind
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import Interview, joined
from bot.domain.eligibility.listing import listed
from bot.domain.messages import InboundMessage, Pressed, Text
from bot.domain.routing import TurnContext
from bot.domain.understanding import sure_intent
from handlers.commands import command
from handlers.eligibility.asking import not_heard
from handlers.eligibility.results import results
from handlers.eligibility.scene import Scene
from handlers.eligibility.steps import (
    begin_with,
    change_answer,
    go_back,
    pause,
    resume,
    step,
    taken,
)

BEGIN, RESUME, PAUSES = "dapat_apa", "lanjut", ("batal", "berhenti")
# These leave the interview open and do what they always do.
_ELSEWHERE = frozenset(
    {"mulai", "menu", "bantuan", "program", "cek", "lapor", "info", "hapus_data"}
)


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """Buttons of the interview, the wish to begin or go on, and whatever answers its question."""
    if isinstance(message.content, Pressed):
        chosen = parse_choice(message.content.choice_id)
        ours = chosen is not None and chosen[0] is Action.INTERVIEW
        return ours and bool(context.base.eligibility.rules)
    if not isinstance(message.content, Text) or not context.base.eligibility.rules:
        return False
    name = command(message, context)
    if name == BEGIN or (name == RESUME and before.interview is not None):
        return True
    is_open = isinstance(before.state, Interviewing) and before.interview is not None
    if not is_open or name in _ELSEWHERE:
        return False
    return name in PAUSES or _is_answer(message.content, before, context)


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """One step: forward, back, or to the results."""
    scene = Scene(context, before, before.interview or Interview())
    if isinstance(message.content, Pressed):
        _, about = parse_choice(message.content.choice_id) or (None, "")
        return step(scene, about)
    name = command(message, context)
    if before.interview is None or name == BEGIN:
        return begin_with(scene, "")
    if name == RESUME or name in PAUSES:
        return resume(scene, "") if name == RESUME else pause(scene)
    assert isinstance(message.content, Text)
    return _typed(message.content.utterance, scene)


def _is_answer(content: Text, before: Conversation, context: TurnContext) -> bool:
    """False for a question of another kind: it is answered, and the interview waits."""
    assert before.interview
    found = context.ear.hear(content.utterance, before.interview.asking)
    if found.answers or found.wish:
        return True
    questions = context.understanding.questions if context.understanding else ()
    return not (found.is_question or any(sure_intent(question) for question in questions))


def _typed(utterance: str, scene: Scene) -> Turn:
    found = scene.context.ear.hear(utterance, scene.interview.asking)
    if found.answers:
        answers = listed(scene.context.book, scene.interview.asking, found.answers)
        return taken(scene, *_with_gathered(scene.interview.gathered, answers))
    return _wished(found.wish, scene) if found.wish else not_heard(scene)


def _wished(wish: Wish, scene: Scene) -> Turn:
    """What is wanted of the interview itself."""
    match wish.kind:
        case WishKind.ENOUGH:
            return results(scene.put_aside())
        case WishKind.BACK:
            return go_back(scene, "")
        case WishKind.CHANGE:
            return change_answer(scene, wish.question)
        case WishKind.HELP:
            return not_heard(scene)


def _with_gathered(gathered: Answer | None, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """What is typed after "ada lagi?" comes on top; speaking of something else ends it."""
    if gathered is None:
        return answers
    same = [answer for answer in answers if answer.question == gathered.question]
    others = tuple(answer for answer in answers if answer.question != gathered.question)
    return (joined(gathered, same[0]) if same else gathered, *others)
