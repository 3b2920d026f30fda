"""The answers: one, several at once, or "did you mean"."""

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import (
    Answered,
    Confirming,
    Conversation,
    Gap,
    GapReason,
    Idle,
    Record,
    State,
    Turn,
)
from bot.domain.knowledge import Intent
from bot.domain.messages import Choice, InboundMessage, Reply, Text
from bot.domain.redaction import RedactedText, redact
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import Outcome, Question
from bot.domain.wording import answer_text, bare_text
from handlers.menus import answer_choice, main_choices, menu_choice

TALK = "umum"  # greetings, thanks, anger: nobody is asked whether that solved it
KEPT_CHARACTERS = 1_000
READ_CHARACTERS = 20_000


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """A question with an answer, or with candidates worth asking about (asked once, not twice)."""
    if context.understanding is None:
        return False
    questions = context.understanding.questions
    if any(question.outcome is Outcome.ANSWER for question in questions):
        return True
    if not any(question.outcome is Outcome.CONFIRM for question in questions):
        return False
    return not _already_asked(questions, before)


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """One reply, however many questions the message held."""
    assert context.understanding
    assert isinstance(message.content, Text)
    questions = context.understanding.questions
    asked = kept_words(message.content.utterance, context)
    found = [
        (question, context.base.intents[question.candidates[0].intent])
        for question in questions
        if question.outcome is Outcome.ANSWER
    ]
    if len(questions) == 1 and found:
        return answered(found[0][1], asked, context)
    unsure = next((q for q in questions if q.outcome is Outcome.CONFIRM), None)
    if unsure and not found:
        return _did_you_mean(unsure, asked, message, context)
    return _several(questions, found, asked, context)


def kept_words(utterance: str, context: TurnContext) -> RedactedText:
    """What may be kept of an utterance: redacted first, then cut, so that no half number stays."""
    whole = redact(utterance[:READ_CHARACTERS], context.base.public_numbers)
    return RedactedText(whole[:KEPT_CHARACTERS])


def answered(
    intent: Intent,
    question: RedactedText,
    context: TurnContext,
    records: tuple[Record, ...] = (),
    text: str = "",
) -> Turn:
    """One answer, what is near it, and "terjawab?"; `text` speaks instead of the entry."""
    worded = bare_text if intent.group == TALK else answer_text
    text = text or worded(context.base, intent, context.now.date())
    state: State = Idle()
    choices = main_choices(context)
    if intent.group != TALK:
        state = Answered(question, intent.id)
        choices = (*_related(intent, context), *_solved(intent, context))
    elif intent.section.see_also:
        choices = (*_related(intent, context), menu_choice(context))
    heading = intent.heading if intent.group != TALK else ""
    after = Conversation(state, intent.id, choice_id(Action.ANSWER, intent.id), choices)
    return Turn(Reply(text, heading, choices), after, records)


def _related(intent: Intent, context: TurnContext) -> tuple[Choice, ...]:
    programme = intent.programme
    near = tuple(
        answer_choice(context.base.intents[other], programme.id if programme else "")
        for other in intent.section.see_also
    )
    if programme is None:
        return near
    more = context.say(Say.BUTTON_MORE, program=programme.short_name)
    return (*near, Choice(choice_id(Action.PROGRAMME, programme.id), more))


def _solved(intent: Intent, context: TurnContext) -> tuple[Choice, ...]:
    return (
        Choice(choice_id(Action.SOLVED, intent.id), context.say(Say.SOLVED_YES)),
        Choice(choice_id(Action.UNSOLVED, intent.id), context.say(Say.SOLVED_NO)),
    )


def _did_you_mean(
    question: Question, asked: RedactedText, message: InboundMessage, context: TurnContext
) -> Turn:
    """Ask; and note the gap at once, since many never come back to choose."""
    choices = (
        *(answer_choice(context.base.intents[c.intent]) for c in question.candidates[:3]),
        Choice(choice_id(Action.NONE_OF_THESE), context.say(Say.NONE_OF_THESE)),
    )
    return Turn(
        Reply(context.say(Say.DID_YOU_MEAN), choices=choices),
        Conversation(
            state=Confirming(asked, message.message_id),
            topic=None,
            offered=choices,
        ),
        (Gap(asked, GapReason.NEAR_TIE, question.candidates),),
    )


def _several(
    questions: tuple[Question, ...],
    found: list[tuple[Question, Intent]],
    asked: RedactedText,
    context: TurnContext,
) -> Turn:
    """Several answers in one reply; what is missing is said and kept."""
    talkless = [intent for _, intent in found if intent.group != TALK] or [found[0][1]]
    parts = [_with_heading(intent, context) for intent in dict.fromkeys(i.id for i in talkless)]
    records: list[Record] = []
    for question in questions:
        if question.outcome is not Outcome.ANSWER:
            words = kept_words(question.text, context)
            parts.append(context.say(Say.UNKNOWN_PART, pertanyaan=words))
            records.append(Gap(words, _reason(question), question.candidates))
    last = talkless[-1]
    choices = (*_related(last, context), *_solved(last, context))
    after = Conversation(
        Answered(asked, last.id), last.id, choice_id(Action.ANSWER, last.id), choices
    )
    return Turn(Reply("\n\n".join(parts), choices=choices), after, tuple(records))


def _with_heading(intent_id: str, context: TurnContext) -> str:
    intent = context.base.intents[intent_id]
    text = answer_text(context.base, intent, context.now.date())
    return f"{intent.heading.upper()}\n{text}" if intent.heading else text


def _reason(question: Question) -> GapReason:
    if question.outcome is Outcome.CONFIRM:
        return GapReason.NEAR_TIE
    return GapReason.OUT_OF_SCOPE if question.out_of_scope else GapReason.NO_CANDIDATE


def _already_asked(questions: tuple[Question, ...], before: Conversation) -> bool:
    """True when the same "did you mean" has just been shown: asking again would be a loop."""
    if not isinstance(before.state, Confirming):
        return False
    shown = {choice.id for choice in before.offered}
    return all(
        choice_id(Action.ANSWER, candidate.intent) in shown
        for question in questions
        for candidate in question.candidates[:3]
    )
