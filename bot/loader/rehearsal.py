"""knowledge/periksa/: does each question reach what it must, each household what it should."""

from collections.abc import Callable, Iterator
from datetime import date

from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.rehearsing import rehearse_case
from bot.domain.knowledge import ExpectedMatch, KnowledgeBase
from bot.domain.understanding import Outcome, Understand
from bot.loader.problems import Problem


def rehearse(base: KnowledgeBase, understand: Understand) -> tuple[Problem, ...]:
    """A problem for every question that goes astray. "Reach": answered, or among the choices."""
    found = (rehearsed(expected, understand) for expected in base.expectations)
    return tuple(problem for problem in found if problem)


def rehearse_households(
    base: KnowledgeBase, ear_on: Callable[[date], Ear], today: date
) -> Iterator[Problem]:
    """A problem for every verdict, reason or question of a household that came out otherwise."""
    for case in base.eligibility.cases:
        for astray in rehearse_case(case, ear_on, today):
            what = f"“{case.name}”: {astray.about} menjadi {astray.found}, bukan {astray.wanted}."
            fix = (
                "Kalau aturannya memang berubah, ubah harapannya di sini; kalau tidak, aturannya."
            )
            yield Problem(case.file, case.line, what, fix)


def rehearsed(expected: ExpectedMatch, understand: Understand) -> Problem | None:
    """What is wrong with where a question leads, None when nothing is."""
    meant = understand(expected.text, None)
    answered = [q.candidates[0].intent for q in meant.questions if q.outcome is Outcome.ANSWER]
    if meant.emergency:
        answered.append(meant.emergency)
    offered = [
        candidate.intent
        for question in meant.questions
        if question.outcome is Outcome.CONFIRM
        for candidate in question.candidates[:3]
    ]
    told = f"“{expected.text}” dijawab dengan {', '.join(answered) or 'tidak tahu'}"
    if expected.must_reach and expected.intent not in (*answered, *offered):
        fix = f"Tambahkan contoh yang mirip di {expected.intent}."
        return Problem(expected.file, expected.line, f"{told}, bukan {expected.intent}.", fix)
    if not expected.must_reach and expected.intent in answered:
        fix = "Periksa contoh di sana yang terlalu umum."
        return Problem(expected.file, expected.line, f"{told}, padahal tidak boleh.", fix)
    return None
