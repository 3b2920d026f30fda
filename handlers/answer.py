"""The answers: one, several at once, or "did you mean"."""

from dataclasses import dataclass, replace

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import (
    Answered,
    Confirming,
    Conversation,
    Gap,
    GapReason,
    Record,
    Turn,
)
from bot.domain.keeping import kept_words
from bot.domain.knowledge import Intent, Programme
from bot.domain.messages import Choice, InboundMessage, Reply, Text
from bot.domain.redaction import RedactedText
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import Outcome, Question, runners_up, sure_intent
from bot.domain.wording import answer_text, bare_text
from handlers.asking import tell_me_choice
from handlers.eligibility.scene import Step, interview_choice
from handlers.menus import answer_choice, main_choices, menu_choice

TALK = "umum"  # greetings, thanks, anger: nobody is asked whether that solved it
LIKELY_DANGER = 30.0  # score
PRIVACY = "umum/privasi"
LONG = 1_500  # characters; longer ones are stories, and a short question helps more
QUOTED_CHARACTERS = 80
_LEADS_TO_INTERVIEW = ("syarat", "tidak_dapat")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer answers: the question as it may be kept, and the conversation so far.

    `score` (0-100) where matching chose the answer to this one question; `others` are what it may
    have meant instead.
    """

    question: RedactedText
    before: Conversation
    records: tuple[Record, ...] = ()
    score: float | None = None
    others: tuple[Choice, ...] = ()


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """A question with an answer, or with candidates worth asking about (asked once, not twice)."""
    if context.understanding is None or not isinstance(message.content, Text):
        return False
    questions = context.understanding.questions
    if any(question.outcome is Outcome.ANSWER for question in questions):
        return True
    if not any(question.outcome is Outcome.CONFIRM for question in questions):
        return False
    # A long story with no clear question gets the wish for a short one instead of three guesses.
    return len(message.content.utterance) <= LONG and not _already_asked(questions, before)


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """One reply, however many questions the message held."""
    assert context.understanding
    assert isinstance(message.content, Text)
    questions = context.understanding.questions
    asked = Asked(kept_words(message.content.utterance, context.base.public_numbers), before)
    found = [context.base.intents[intent] for q in questions if (intent := sure_intent(q))]
    if len(questions) == 1 and found:
        others = tuple(
            answer_choice(context.base.intents[candidate.intent])
            for candidate in runners_up(questions[0])
        )
        asked = replace(asked, score=questions[0].candidates[0].score, others=others)
        return answered(found[0], asked, context)
    unsure = next((q for q in questions if q.outcome is Outcome.CONFIRM), None)
    if unsure and not found:
        return _did_you_mean(unsure, asked, message, context)
    turn = _several(questions, found, asked, context)
    return _with_tell_me(turn, message, context)


def answered(intent: Intent, asked: Asked, context: TurnContext, text: str = "") -> Turn:
    """One answer, what is near it, and "terjawab?"; `text` speaks instead of the entry."""
    if intent.group == TALK:
        return _small_talk(intent, asked, context)
    text = text or answer_text(context.base, intent, context.now.date())
    near = {choice.id: choice for choice in (*asked.others, *_related(intent, context))}
    choices = (
        *near.values(),
        *_interview(intent, asked.before, context),
        *_solved(intent, context),
    )
    state = Answered(asked.question, intent.id, asked.score)
    here = choice_id(Action.ANSWER, intent.id)
    after = asked.before.going_on(choices, state, topic=intent.id, screen=here)
    return Turn(Reply(text, intent.heading, choices), after, asked.records)


def _small_talk(intent: Intent, asked: Asked, context: TurnContext) -> Turn:
    """A greeting or thanks: no footer, no "terjawab?", and the topic stays what it was."""
    choices = main_choices(context)
    if intent.id == PRIVACY:
        erase = Choice(choice_id(Action.ERASE, "tanya"), context.say(Say.BUTTON_ERASE))
        choices = (erase, menu_choice(context))
    elif intent.section.see_also:
        choices = (*_related(intent, context), menu_choice(context))
    here = choice_id(Action.ANSWER, intent.id)
    after = asked.before.going_on(choices, topic=asked.before.topic, screen=here)
    text = bare_text(context.base, intent, context.now.date())
    return Turn(Reply(text, choices=choices), after, asked.records)


def _related(intent: Intent, context: TurnContext) -> tuple[Choice, ...]:
    programme = intent.programme
    near = tuple(
        answer_choice(context.base.intents[other], programme.id if programme else "")
        for other in intent.section.see_also
    )
    if programme is None:
        return near
    return (*near, _more(programme, context))


def _more(programme: Programme, context: TurnContext) -> Choice:
    label = context.say(Say.BUTTON_MORE, program=programme.short_name)
    return Choice(choice_id(Action.PROGRAMME, programme.id), label)


def _interview(intent: Intent, before: Conversation, context: TurnContext) -> tuple[Choice, ...]:
    """On with the interview that waits; under "syaratnya apa" the way to find out by answering."""
    ways = []
    if before.interview is not None and before.interview.asking:
        ways.append(interview_choice(Step.RESUME, context.say(Say.BUTTON_RESUME)))
    leads = intent.aspect is not None and intent.aspect.id in _LEADS_TO_INTERVIEW
    if leads and intent.programme and context.base.eligibility.rules:
        name, label = intent.programme.id, context.say(Say.BUTTON_INTERVIEW)
        if name in context.base.eligibility.rules:
            label = context.say(Say.BUTTON_INTERVIEW_OF, program=intent.programme.short_name)
        else:
            name = ""
        ways.append(interview_choice(Step.BEGIN, label, *filter(None, [name])))
    return tuple(ways)


def _solved(intent: Intent, context: TurnContext) -> tuple[Choice, ...]:
    return (
        Choice(choice_id(Action.SOLVED, intent.id), context.say(Say.SOLVED_YES)),
        Choice(choice_id(Action.UNSOLVED, intent.id), context.say(Say.SOLVED_NO)),
    )


def _did_you_mean(
    question: Question, asked: Asked, message: InboundMessage, context: TurnContext
) -> Turn:
    """Ask; and note the gap at once, since many never come back to choose."""
    intents = [context.base.intents[intent] for intent in _worth_asking(question)]
    choices = [answer_choice(intent) for intent in intents]
    programmes = {intent.programme.id if intent.programme else "" for intent in intents}
    if len(programmes) == 1 and intents[0].programme:
        choices.append(_more(intents[0].programme, context))
    choices.append(Choice(choice_id(Action.NONE_OF_THESE), context.say(Say.NONE_OF_THESE)))
    state = Confirming(asked.question, message.message_id)
    after = asked.before.going_on(tuple(choices), state, topic=asked.before.topic)
    gap = Gap(asked.question, GapReason.NEAR_TIE, question.candidates)
    return Turn(Reply(context.say(Say.DID_YOU_MEAN), choices=tuple(choices)), after, (gap,))


def _worth_asking(question: Question) -> list[str]:
    """At most three; danger only when likely: nobody wants to be asked that by chance."""
    return [
        candidate.intent
        for candidate in question.candidates
        if not candidate.intent.startswith("darurat/") or candidate.score >= LIKELY_DANGER
    ][:3]


def _several(
    questions: tuple[Question, ...], found: list[Intent], asked: Asked, context: TurnContext
) -> Turn:
    """Several answers in one reply; what is missing is said and kept."""
    serious = [intent for intent in found if intent.group != TALK] or found[:1]
    told = list({intent.id: intent for intent in serious}.values())
    missing = [question for question in questions if question.outcome is not Outcome.ANSWER]
    if len(told) == 1 and not missing:
        return answered(told[0], asked, context)
    parts = [_with_heading(intent, context) for intent in told]
    records: list[Record] = []
    for question in missing:
        words = kept_words(question.text, context.base.public_numbers)
        parts.append(context.say(Say.UNKNOWN_PART, pertanyaan=_short(words)))
        records.append(Gap(words, reason_of(question), question.candidates))
    last = told[-1]
    choices = (*_related(last, context), *_solved(last, context))
    here = choice_id(Action.ANSWER, last.id)
    state = Answered(asked.question, last.id)
    after = asked.before.going_on(choices, state, topic=last.id, screen=here)
    return Turn(Reply("\n\n".join(parts), choices=choices), after, tuple(records))


def _short(words: str) -> str:
    return words if len(words) <= QUOTED_CHARACTERS else f"{words[:QUOTED_CHARACTERS].rstrip()}…"


def _with_tell_me(turn: Turn, message: InboundMessage, context: TurnContext) -> Turn:
    """To be told of what was left open beside the answers."""
    if not any(isinstance(record, Gap) for record in turn.records):
        return turn
    choices = (*tell_me_choice(message.message_id, context), *turn.reply.choices)
    after = replace(turn.conversation, offered=choices)
    return replace(turn, reply=replace(turn.reply, choices=choices), conversation=after)


def _with_heading(intent: Intent, context: TurnContext) -> str:
    text = answer_text(context.base, intent, context.now.date())
    return f"{intent.heading.upper()}\n{text}" if intent.heading else text


def reason_of(question: Question) -> GapReason:
    """Why a question goes unanswered."""
    if question.outcome is Outcome.CONFIRM:
        return GapReason.NEAR_TIE
    return GapReason.OUT_OF_SCOPE if question.out_of_scope else GapReason.NO_CANDIDATE


def _already_asked(questions: tuple[Question, ...], before: Conversation) -> bool:
    """True when the same "did you mean" has just been shown: asking again would be a loop."""
    if not isinstance(before.state, Confirming):
        return False
    shown = {choice.id for choice in before.offered}
    return all(
        choice_id(Action.ANSWER, intent) in shown
        for question in questions
        for intent in _worth_asking(question)
    )
