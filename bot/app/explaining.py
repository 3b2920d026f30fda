"""What `ask --why` tells: the decision taken apart, and what one more example would change."""

from bot.app.brain import consult, think
from bot.domain.conversation import Conversation
from bot.domain.keeping import impersonal
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.matching.explaining import Explainer, with_example
from bot.domain.matching.explanation import Trial, Why
from bot.domain.meaning import Meaning
from bot.loader import rehearse
from bot.service import Service


def explain(
    base: KnowledgeBase,
    matcher: Matcher,
    utterance: str,
    topic: str | None = None,
    wanted: str | None = None,
) -> Why:
    """Why `utterance` is answered as it is; `wanted` is the intent that was expected.

    With `wanted` a second base is compiled: that takes as long as the first.
    """
    found = consult(think(base, matcher), utterance, Conversation(topic=topic))
    text = impersonal(utterance, base.public_numbers)
    explainer = Explainer(base, matcher)
    return Why(
        route=found.route,
        emergency=found.understanding.emergency if found.understanding else None,
        explanations=explainer.explain(text, topic),
        expected=explainer.expected(text, wanted, topic) if wanted else None,
        trial=_tried(base, matcher, " ".join(text.split()), topic, wanted) if wanted else None,
    )


def explain_in_service(service: Service, utterance: str, topic: str, wanted: str) -> Why:
    """The same of the bot that answers now, with nothing compiled; "" for no topic, no wish."""
    brain = service.brain
    base, meaning = brain.base, brain.understand
    assert isinstance(meaning, Meaning)
    found = consult(brain, utterance, Conversation(topic=topic or None))
    text = impersonal(utterance, base.public_numbers)
    explainer = Explainer(base, meaning.matcher)
    return Why(
        route=found.route,
        emergency=found.understanding.emergency if found.understanding else None,
        explanations=explainer.explain(text, topic or None),
        expected=explainer.expected(text, wanted, topic or None) if wanted else None,
    )


def _tried(
    base: KnowledgeBase, matcher: Matcher, text: str, topic: str | None, wanted: str
) -> Trial:
    richer = with_example(base, wanted, text)
    taught = Matcher.compile(richer)
    near = Explainer(richer, taught).expected(text, wanted, topic)
    before = {(p.file, p.line): p for p in rehearse(base, think(base, matcher).understand)}
    after = {(p.file, p.line): p for p in rehearse(richer, think(richer, taught).understand)}
    return Trial(
        intent=wanted,
        text=text,
        after=taught.understand(text, topic),
        score=near.score,
        rank=near.rank,
        broken=tuple(str(p) for place, p in after.items() if place not in before),
        mended=tuple(str(p) for place, p in before.items() if place not in after),
    )
