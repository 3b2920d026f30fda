"""One answered question as other software reads it."""

from bot.domain.understanding import Outcome
from bot.service import Decided


def asked_body(found: Decided) -> dict[str, object]:
    """The contract of DESIGN.md section 7."""
    outcome, intents, reply = found.route, [], found.turn.reply
    understanding = found.understanding
    if understanding and understanding.emergency:
        intents = [{"intent": understanding.emergency, "score": 100.0}]
    elif understanding and found.route in ("answer", "figures", "places", "fallback"):
        outcomes = [question.outcome for question in understanding.questions]
        best = next((kind for kind in Outcome if kind in outcomes), Outcome.UNKNOWN)
        outcome = Outcome.UNKNOWN if found.route == "fallback" else best
        shown = [q for q in understanding.questions if q.outcome is best]
        several = best is Outcome.ANSWER and len(shown) > 1
        intents = [
            {"intent": candidate.intent, "score": round(candidate.score, 1)}
            for question in shown
            for candidate in (question.candidates[:1] if several else question.candidates)
        ]
    choices = [{"id": choice.id, "label": choice.label} for choice in reply.choices]
    body = {"text": reply.text, "heading": reply.heading, "choices": choices}
    return {"outcome": str(outcome), "intents": intents, "replies": [body]}
