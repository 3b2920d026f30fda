"""What is noted of every turn, so that figures can be made and changes of the knowledge tried."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.conversation import Answered, Confirming, Conversation, Gap, Turn
from bot.domain.keeping import kept_words
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import InboundMessage, Text
from bot.domain.naming import place_named
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate, Outcome, Understanding, sure_intent

MATCHED = frozenset({"answer", "figures", "places"})  # routes that answer what was typed
UNANSWERED = "fallback"
CHOOSING = "choosing"
DANGER = "darurat/"


class AskedOutcome(StrEnum):
    """How a turn ended. The values stand in the database.

    CHOSEN: an answer was opened by a button; OTHER: nothing was asked (a menu, the interview).
    """

    ANSWER = "answer"
    CONFIRM = "confirm"
    UNKNOWN = "unknown"
    EMERGENCY = "emergency"
    CHOSEN = "chosen"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn as it is noted. `score` is 0-100; `topic` is what was talked of before.

    `question` is there only where words were matched with answers: nothing is kept of danger, of
    the interview, or of a pressed button. `place` is a kelurahan named in such a question.
    """

    outcome: AskedOutcome
    intent: str = ""
    score: float | None = None
    topic: str = ""
    question: RedactedText = RedactedText("")  # noqa: RUF009  text: it cannot change
    place: str = ""


NOTHING_ASKED = Asked(AskedOutcome.OTHER)


def asked_in(
    base: KnowledgeBase,
    message: InboundMessage,
    before: Conversation,
    turn: Turn,
    taken: tuple[str, Understanding | None],
) -> Asked:
    """What is noted of a turn; `taken` is the route that took it and what it understood."""
    route, understanding = taken
    if understanding is not None and understanding.emergency:
        return Asked(AskedOutcome.EMERGENCY, understanding.emergency)
    if route == CHOOSING:
        return _chosen(turn)
    if understanding is None or route not in {*MATCHED, UNANSWERED}:
        return NOTHING_ASKED
    assert isinstance(message.content, Text)
    found = _outcome(route, turn, understanding)
    if found.intent.startswith(DANGER):
        return found
    utterance = message.content.utterance
    place = place_named(base.city, utterance)
    return Asked(
        found.outcome,
        found.intent,
        found.score,
        before.topic or "",
        _words(turn) or kept_words(utterance, base.public_numbers),
        place.name if place else "",
    )


def _chosen(turn: Turn) -> Asked:
    state = turn.conversation.state
    if not isinstance(state, Answered):
        return NOTHING_ASKED  # "none of these"
    return Asked(AskedOutcome.CHOSEN, state.intent)


def _outcome(route: str, turn: Turn, understanding: Understanding) -> Asked:
    if route == UNANSWERED:
        return Asked(AskedOutcome.UNKNOWN)
    state = turn.conversation.state
    if isinstance(state, Confirming):
        first = _first(understanding)
        return Asked(AskedOutcome.CONFIRM, first.intent, first.score)
    if isinstance(state, Answered):
        return Asked(AskedOutcome.ANSWER, state.intent, state.score)
    sure = (sure_intent(question) for question in understanding.questions)  # a greeting, thanks
    return Asked(AskedOutcome.ANSWER, next((intent for intent in sure if intent), ""))


def _first(understanding: Understanding) -> Candidate:
    unsure = (q for q in understanding.questions if q.outcome is Outcome.CONFIRM and q.candidates)
    return next((question.candidates[0] for question in unsure), Candidate("", 0.0))


def _words(turn: Turn) -> RedactedText:
    """The question as the turn keeps it anyway: redacting it again would cost as much again."""
    state = turn.conversation.state
    if isinstance(state, Answered | Confirming):
        return state.question
    gaps = (record.question for record in turn.records if isinstance(record, Gap))
    return next(gaps, RedactedText(""))
