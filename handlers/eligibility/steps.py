"""What each button of the interview does."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.conversation import Answered, ScreeningDropped, ScreeningKept, Turn
from bot.domain.eligibility.assessing import Verdict, assess
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import (
    Interview,
    ahead,
    back,
    begin,
    change,
    heard,
    joined,
    nobody,
    told,
    unknown,
)
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.messages import Reply
from bot.domain.sentences import Say
from bot.domain.wording import in_words
from handlers.eligibility.asking import asking, gathering, noted, what_to_change
from handlers.eligibility.results import (
    farewell,
    of_verdict,
    one_programme,
    results,
    to_keep,
    to_print,
)
from handlers.eligibility.scene import Scene, Step, interview_choice, shown
from handlers.menus import main_choices, menu_choice

_NEED_ANSWERS = frozenset(Step) - {
    Step.BEGIN,
    Step.START_OVER,
    Step.OTHER,
    Step.ANSWER,
    Step.NOBODY,
    Step.UNKNOWN,
    Step.FORGET,
    Step.END,
}


def step(scene: Scene, about: str) -> Turn:
    """What was pressed, e.g. "j/ktp/kota"; on a button that is none of ours any more, begin."""
    name, _, rest = about.partition("/")
    if scene.before.interview is None and name in _NEED_ANSWERS:  # over, or erased
        return begin_with(scene, "")
    return _STEPS.get(name, begin_with)(scene, rest)


def taken(scene: Scene, *answers: Answer) -> Turn:
    """Keep answers, tell them back, and ask on."""
    context = scene.context
    after = ahead(context.book, heard(context.book, scene.interview, answers))
    return asking(scene.now(after), noted(context, answers))


def begin_with(scene: Scene, scope: str) -> Turn:
    """Begin; where one of the same scope waits already, ask whether to go on with it."""
    context, waiting = scene.context, scene.before.interview
    if scope and scope not in context.base.eligibility.rules:
        return _without_rules(scene, scope)
    if waiting is None or not waiting.answers or waiting.for_other:
        return _start_over(scene, scope)
    if waiting.scope != scope:  # the same household: what it said holds
        words = _welcome(scene, scope)
        return asking(scene.now(ahead(context.book, replace(waiting, scope=scope))), words)
    choices = (
        interview_choice(Step.RESUME, context.say(Say.BUTTON_RESUME)),
        interview_choice(Step.START_OVER, context.say(Say.BUTTON_START_OVER), scope),
    )
    day = in_words(waiting.changed_on or context.book.day)
    words = context.say(Say.INTERVIEW_RESUME, banyak=str(len(waiting.answers)), tanggal=day)
    return shown(scene, Reply(words, choices=choices))


def _welcome(scene: Scene, scope: str) -> str:
    programme = scene.context.base.programmes.get(scope)
    if programme is None:
        return scene.context.say(Say.INTERVIEW_START)
    return scene.context.say(Say.INTERVIEW_START_OF, program=programme.short_name)


def _start_over(scene: Scene, scope: str) -> Turn:
    """A fresh interview; what the question before it told of the household is not asked again."""
    context, state = scene.context, scene.before.state
    scope = scope if scope in context.base.eligibility.rules else ""
    asked = state.question if isinstance(state, Answered) else ""
    told_before = context.ear.hear(asked, None).answers
    fresh = ahead(context.book, heard(context.book, Interview(scope), told_before))
    said, words = noted(context, told_before), _welcome(scene, scope)
    return asking(scene.now(fresh), f"{words}\n\n{said}" if said else words)


def _other(scene: Scene, _: str) -> Turn:
    """Another household: nothing of the one before is left."""
    fresh = begin(scene.context.book, for_other=True)
    return asking(scene.now(fresh), scene.context.say(Say.INTERVIEW_START_OTHER))


def _without_rules(scene: Scene, scope: str) -> Turn:
    context = scene.context
    why = context.base.eligibility.without_rules.get(scope, "")
    programme = context.base.programmes.get(scope)
    name = programme.short_name if programme else ""
    words = context.say(Say.INTERVIEW_NO_RULES, program=name, alasan=why)
    choices = (interview_choice(Step.BEGIN, context.say(Say.BUTTON_INTERVIEW)),)
    turn = shown(scene, Reply(words, choices=choices))
    return replace(turn, conversation=replace(turn.conversation, interview=scene.before.interview))


def _chosen(scene: Scene, about: str) -> Turn:
    """A button that answers a question; one under an older question changes that answer."""
    asked, _, option = about.partition("/")
    answer = scene.context.book.answers.get(asked, {}).get(option)
    if answer is None:
        return resume(scene, "")
    question = scene.context.book.questions[asked]
    many = question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS)
    if not many or len(question.options) == 1:
        return taken(scene, answer)
    more = joined(_gathered(scene, asked), answer)
    return gathering(scene.now(replace(scene.interview, asking=asked, gathered=more)))


def _gathered(scene: Scene, asked: str) -> Answer | None:
    return scene.interview.gathered if scene.interview.asking == asked else None


def _nobody(scene: Scene, asked: str) -> Turn:
    """ "Tidak ada", or "itu saja" after some were told."""
    question = scene.context.book.questions.get(asked)
    if question is None:
        return resume(scene, "")
    return taken(scene, _gathered(scene, asked) or nobody(question))


def _unknown(scene: Scene, asked: str) -> Turn:
    """ "Tidak tahu" is a full answer."""
    if asked not in scene.context.book.questions:
        return resume(scene, "")
    return taken(scene, unknown(asked))


def resume(scene: Scene, _: str) -> Turn:
    """On with the question that is open, where it still exists; else with the next."""
    if scene.interview.asking in scene.context.book.questions:
        return asking(scene)
    return asking(scene.now(ahead(scene.context.book, scene.interview)))


def pause(scene: Scene) -> Turn:
    """Put it aside for later; the answers stay."""
    context = scene.context
    choices = (
        interview_choice(Step.RESUME, context.say(Say.BUTTON_RESUME)),
        interview_choice(Step.END, context.say(Say.BUTTON_END)),
        *main_choices(context),
    )
    return shown(scene, Reply(context.say(Say.INTERVIEW_PAUSED), choices=choices))


def go_back(scene: Scene, _: str) -> Turn:
    """Ask the question before once more."""
    return asking(scene.now(back(scene.context.book, scene.interview)))


def change_answer(scene: Scene, asked: str) -> Turn:
    """Ask one question again, or first which one."""
    if asked not in scene.context.book.questions:
        return what_to_change(scene)
    return asking(scene.now(change(scene.interview, asked)))


def _keep(scene: Scene, _: str) -> Turn:
    """Keep the answers and verdicts for later, with consent; only where we can write back."""
    context, interview = scene.context, scene.interview
    if not context.reachable or interview.for_other or not interview.answers:
        return results(scene.put_aside())
    household = told(context.book, interview)
    verdicts = {one.programme: one.verdict.value for one in assess(context.book, household)}
    choices = (
        interview_choice(Step.FORGET, context.say(Say.BUTTON_FORGET)),
        interview_choice(Step.RESULT, context.say(Say.BUTTON_RESULT)),
    )
    turn = shown(scene, Reply(context.say(Say.SCREENING_KEPT), choices=choices))
    return replace(turn, records=(ScreeningKept(interview.answers, verdicts),))


def forget(scene: Scene, _: str) -> Turn:
    """Tell nothing any more."""
    choices = (menu_choice(scene.context),)
    turn = shown(scene, Reply(scene.context.say(Say.SCREENING_DROPPED), choices=choices))
    kept = replace(turn.conversation, interview=scene.before.interview)
    return replace(turn, conversation=kept, records=(ScreeningDropped(),))


_STEPS: Mapping[str, Callable[[Scene, str], Turn]] = {
    Step.BEGIN: begin_with,
    Step.START_OVER: _start_over,
    Step.OTHER: _other,
    Step.ANSWER: _chosen,
    Step.NOBODY: _nobody,
    Step.THATS_ALL: _nobody,
    Step.UNKNOWN: _unknown,
    Step.RESUME: resume,
    Step.BACK: go_back,
    Step.CHANGE: change_answer,
    Step.KEEP: _keep,
    Step.FORGET: forget,
    Step.RESULT: lambda scene, _: results(scene.put_aside()),
    Step.ENOUGH: lambda scene, _: results(scene.put_aside()),
    Step.DETAIL: lambda scene, programme: one_programme(scene.put_aside(), programme),
    Step.UNLIKELY: lambda scene, _: of_verdict(scene.put_aside(), Verdict.UNLIKELY),
    Step.UNSURE: lambda scene, _: of_verdict(scene.put_aside(), Verdict.UNSURE),
    Step.NOTE: lambda scene, _: to_keep(scene.put_aside()),
    Step.SHEET: lambda scene, _: to_print(scene.put_aside()),
    Step.END: lambda scene, _: farewell(scene),
}
