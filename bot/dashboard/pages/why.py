"""Mengapa dijawab begini: how the bot reads a question, what nearly won, what would mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.pages.attaching import likely
from bot.dashboard.pages.proposing import propose
from bot.dashboard.pages.publishing import name_of
from bot.dashboard.visit import Visit
from bot.domain.desk import Right
from bot.domain.keeping import kept_words
from bot.domain.matching.explanation import Explanation, Why
from bot.domain.matching.tracing import How
from bot.domain.understanding import Outcome
from bot.editor import EditError, edited, examples_added

PATH = "/pengetahuan/mengapa"
LONGEST = 500  # characters
MOST_CHOICES = 8
_CHANGED = (How.RESPELT, How.TIDIED, How.MENDED)
_PASSED_OVER = (How.GREETING, How.DROPPED)


@dataclass(frozen=True, slots=True)
class Told:
    """One question of an utterance, told to people. Scores are 0-100, `group` is a chance."""

    text: str
    outcome: str
    intents: tuple[tuple[str, str], ...]
    score: float
    repaired: tuple[tuple[str, str], ...]
    passed_over: tuple[str, ...]
    unknown: tuple[str, ...]
    names: tuple[str, ...]
    runner_up: tuple[str, str] | None
    runner_up_score: float
    examples: tuple[tuple[str, str, float], ...]


async def show(visit: Visit) -> Response:
    """The form, and what there is to say of a question."""
    return await _page(visit, visit.query.get("tanya", ""), visit.query.get("harap", ""))


async def _page(visit: Visit, typed: str, wanted: str, mistake: str = "") -> Response:
    base = visit.desk.service.brain.base
    # Whoever pastes a resident's message here pastes no name into any log or page.
    words = kept_words(typed[:LONGEST], base.public_numbers).strip()
    wanted = wanted if wanted in base.intents else ""
    why: Why | None = None
    if words:
        why = await visit.slowly(visit.desk.explain, words, "", wanted)
    names = await visit.slowly(likely, visit, words) if words else []
    choices = [base.intents[name] for name in names if name in base.intents]
    return visit.page(
        "mengapa.html",
        422 if mistake else 200,
        tanya=words,
        harap=wanted,
        mengapa=why,
        pertanyaan=[_told(visit, one) for one in why.explanations] if why else [],
        gawat=name_of(why.emergency, base) if why and why.emergency else "",
        pilihan=choices[:MOST_CHOICES],
        nama=lambda intent: name_of(intent, base),
        salah=mistake,
    )


def _told(visit: Visit, of: Explanation) -> Told:
    base = visit.desk.service.brain.base
    heard = [word for word in of.words if word.how not in _PASSED_OVER]
    shown = of.question.candidates[: 1 if of.question.outcome is Outcome.ANSWER else 3]
    second = of.comparison.second if of.comparison else ""
    scores = {candidate.intent: candidate.score for candidate in of.candidates}
    return Told(
        text=of.question.text,
        outcome=str(of.question.outcome),
        intents=tuple((c.intent, name_of(c.intent, base)) for c in shown),
        score=of.candidates[0].score if of.candidates else 0.0,
        repaired=tuple((w.typed, " ".join(w.read)) for w in of.words if w.how in _CHANGED),
        passed_over=_typed(word.typed for word in of.words if word.how in _PASSED_OVER),
        unknown=_typed(word.typed for word in heard if not word.is_known),
        names=_typed(name.text for name in of.names),
        runner_up=(second, name_of(second, base)) if second in base.intents else None,
        runner_up_score=scores.get(second, 0.0),
        examples=tuple(
            (e.text, name_of(e.intent, base) if e.intent in base.intents else "", e.likeness)
            for e in of.examples
        ),
    )


def _typed(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


async def teach(visit: Visit) -> Response:
    """Propose the question as one more example of the answer that was expected."""
    base, root = visit.desk.service.brain.base, visit.desk.config.knowledge
    words, wanted = visit.form.first("tanya"), visit.form.first("harap")
    if wanted not in base.intents:
        return await _page(visit, words, "", "Pilih dulu jawaban yang seharusnya.")
    phrase = kept_words(words[:LONGEST], base.public_numbers).strip()
    try:
        edits = await visit.slowly(examples_added, root, wanted, [phrase])
        changes = await visit.slowly(edited, root, edits)
    except EditError as error:
        return await _page(visit, words, wanted, str(error))
    if not changes:
        return await _page(visit, words, wanted, "Kalimat ini sudah menjadi contoh jawaban itu.")
    done = await propose(visit, changes, f"Contoh baru untuk {name_of(wanted, base)}")
    return await _page(visit, words, wanted, done[0]) if isinstance(done, tuple) else done


DOORS = (
    Door(PATH, Right.READ, get=show),
    Door(PATH, Right.WRITE, post=teach),
)
