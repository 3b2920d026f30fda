"""A question of the interview on the screen, with all the ways to answer it."""

from collections.abc import Iterable

from bot.domain.conversation import Conversation, Interviewing, Turn
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.questions import Option, Question, QuestionKind
from bot.domain.eligibility.readback import readback
from bot.domain.eligibility.telling import question_text
from bot.domain.eligibility.values import YES
from bot.domain.messages import Choice, Reply
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.wording import fill
from handlers.eligibility.results import results
from handlers.eligibility.scene import Scene, Step, interview_choice, shown

LABEL_CHARACTERS = 40


def asking(scene: Scene, said: str = "") -> Turn:
    """Ask the open question, after what was `said` first; or show the results."""
    interview, context = scene.interview, scene.context
    if not interview.asking:
        return results(scene, said)
    words = question_text(
        context.base, context.book, interview.asking, for_other=interview.for_other
    )
    return _open(scene, f"{said}\n\n{words}" if said else words)


def gathering(scene: Scene) -> Turn:
    """One member or option is noted: are there more?"""
    gathered = scene.interview.gathered
    assert gathered
    more = scene.context.say(Say.INTERVIEW_MORE)
    return _open(scene, f"{noted(scene.context, [gathered])} {more}")


def not_heard(scene: Scene) -> Turn:
    """What was typed answers nothing: say how to answer."""
    context = scene.context
    question = context.book.questions[scene.interview.asking]
    help_words = fill(question.help or question.text, context.base, context.book.day)
    return _open(scene, context.say(Say.INTERVIEW_NOT_HEARD, bantuan=help_words))


def _open(scene: Scene, words: str) -> Turn:
    question = scene.context.book.questions[scene.interview.asking]
    choices = tuple(_answers(scene, question))
    lettered = question.kind in (QuestionKind.NUMBER, QuestionKind.MEMBERS)
    before = scene.before
    after = Conversation(
        Interviewing(lettered), before.topic, before.screen, choices, scene.interview
    )
    return Turn(Reply(words, choices=choices, lettered=lettered), after)


def _answers(scene: Scene, question: Question) -> Iterable[Choice]:
    """The options, then the answers that every question has, then the way back and out."""
    context, interview = scene.context, scene.interview
    gathered = interview.gathered
    for option in question.options:
        if question.kind is QuestionKind.SEVERAL and gathered and _is_chosen(gathered, option):
            continue
        label = fill(option.label, context.base, context.book.day)
        yield interview_choice(Step.ANSWER, label, question.id, option.id)
    if gathered is not None:
        yield interview_choice(Step.THATS_ALL, context.say(Say.BUTTON_THATS_ALL), question.id)
    elif question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS):
        yield interview_choice(Step.NOBODY, context.say(Say.BUTTON_NOBODY), question.id)
    yield interview_choice(Step.UNKNOWN, context.say(Say.BUTTON_UNKNOWN), question.id)
    if interview.answers:
        yield interview_choice(Step.BACK, context.say(Say.BUTTON_BACK))
        yield interview_choice(Step.ENOUGH, context.say(Say.BUTTON_ENOUGH))
    elif not (interview.scope or interview.for_other or gathered):
        yield interview_choice(Step.OTHER, context.say(Say.BUTTON_CHECK_OTHER))


def _is_chosen(gathered: Answer, option: Option) -> bool:
    return gathered.fills.get(f"{gathered.question}/{option.id}") == frozenset({YES})


def noted(context: TurnContext, answers: Iterable[Answer]) -> str:
    """What was understood, told back: "Saya catat: KTP: Kota Magelang; anak: 2 SD"."""
    said = list(answers)
    named = {answer.question for answer in said if answer.members}
    pairs = [
        readback(context.base, context.book, answer)
        for answer in said
        # The people themselves tell more than the list they answered.
        if not named.intersection(option.id for option in _options(context, answer))
    ]
    told = "; ".join(f"{topic}: {said}" for topic, said in pairs if topic)
    return context.say(Say.INTERVIEW_NOTED, isi=told) if told else ""


def _options(context: TurnContext, answer: Answer) -> tuple[Option, ...]:
    question = context.book.questions.get(answer.question)
    several = question is not None and question.kind is QuestionKind.SEVERAL
    return question.options if question and several else ()


def what_to_change(scene: Scene) -> Turn:
    """The answers as buttons."""
    context = scene.context
    told = [
        (answer.question, *readback(context.base, context.book, answer))
        for answer in scene.interview.answers
    ]
    choices = [
        interview_choice(Step.CHANGE, _short(f"{topic}: {said}"), question)
        for question, topic, said in told
        if topic
    ]
    key = Say.INTERVIEW_CHANGE if choices else Say.INTERVIEW_NOTHING
    choices.append(interview_choice(Step.RESULT, context.say(Say.BUTTON_RESULT)))
    return shown(scene, Reply(context.say(key), choices=tuple(choices)))


def _short(label: str) -> str:
    if len(label) <= LABEL_CHARACTERS:
        return label
    return f"{label[: LABEL_CHARACTERS - 1].rstrip()}…"
