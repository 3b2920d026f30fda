"""The steps of a check, from files to a report, and what is left for the next one."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.domain.gatekeeping import Check, Side, Wording, judge
from bot.domain.knowledge import KnowledgeBase
from bot.domain.learned import Learned
from bot.domain.matching import Matcher
from bot.domain.matching.teaching import Course
from bot.domain.matching.training import in_turn
from bot.domain.meaning import Meaning
from bot.domain.replaying import Finding, GateReport, Reaction
from bot.gate.asking import Plan, Replay, Replayed, failing_questions, finding_of
from bot.gate.job import Job
from bot.gate.learning import Apart, Beside, beside
from bot.gate.memory import Heard, Memory, Today, hashed, learned_cache, memories, recalled
from bot.loader import KnowledgeError, load
from bot.loader.source import made_from


@dataclass(frozen=True, slots=True)
class Candidate:
    """The changed base with what was learnt from it, how people are understood with that (today
    and then), and what was found without models.
    """

    base: KnowledgeBase
    course: Course
    matcher: Matcher
    beside: Beside
    after: Meaning
    before: Meaning | None


class Checking:
    """One check. `report` comes first; `learn` and `remember` may follow when nobody waits.

    `steps` are the seconds each step took.
    """

    def __init__(self, job: Job, tell: Callable[[float, str], None]) -> None:
        self._job = job
        self._tell = tell
        self._sources = made_from(job.folder, job.day)
        self._candidate: Candidate | None = None
        self._is_learnt = False
        self.steps: dict[str, float] = {}
        self._since = time.perf_counter()

    def report(self) -> GateReport:
        """What the change would do."""
        job, started = self._job, time.perf_counter()
        self._tell(0.02, "Membaca berkas pengetahuan")
        try:
            base = load(job.folder, job.day)
        except KnowledgeError as error:
            problems = tuple(map(finding_of, error.problems))
            return GateReport(problems=problems, seconds=time.perf_counter() - started)
        self._step("baca")
        self._tell(0.12, "Membandingkan dengan yang sekarang")
        today = recalled(job)
        plan = Plan.of(base, today, job.questions, job.key)
        self._step("ingat")
        self._candidate = candidate = self._taught(base, today, plan)
        self._step("pelajari")
        replayed = self._replayed(candidate, today, plan)
        self._step("ulangi")
        report = self._judged(candidate, today, plan, replayed)
        self._step("nilai")
        return replace(report, seconds=time.perf_counter() - started)

    def _step(self, name: str) -> None:
        at = time.perf_counter()
        self.steps[name] = at - self._since
        self._since = at

    def _taught(self, base: KnowledgeBase, today: Today | None, plan: Plan) -> Candidate:
        self._tell(0.18, "Mempelajari kalimat")
        course, dangers = Course.of(base), plan.dangers()
        work = partial(
            beside,
            base,
            today.learned.base if today is not None and today.memory.failing is None else None,
            [one.text for one in self._job.questions if one.text not in dangers],
            self._job.day,
        )
        if today is not None and course.fingerprint == today.learned.matcher.fingerprint:
            found, matcher = work(), today.learned.matcher
            self._is_learnt = True
        else:
            apart = Apart(
                work, lambda share: self._tell(0.2 + 0.35 * share, "Mempelajari kalimat")
            )
            matcher = Matcher.taught(course, apart.train)
            found = apart.found
        found.dangers.update(dangers)
        before = None
        if today is not None:
            matcher = matcher.calibrated(today.memory.calibration)
            then = today.learned.matcher.calibrated(today.memory.calibration)
            before = Meaning(today.learned.base, then)
        return Candidate(base, course, matcher, found, Meaning(base, matcher), before)

    def _replayed(self, candidate: Candidate, today: Today | None, plan: Plan) -> Replayed:
        words = f"Mengulang {len(self._job.questions)} pertanyaan warga"
        self._tell(0.56, words)
        is_same = self._is_learnt and plan.same_signs and _same_numbers(candidate.base, today)
        if is_same:  # nothing was changed that has to do with understanding
            known = {*plan.heard, *plan.unheard}
            plan = replace(plan, wordings=[w for w in plan.wordings if w not in known])
        asking = Replay(plan, candidate.before, candidate.after, candidate.beside.dangers)
        found = asking.run(lambda share: self._tell(0.56 + 0.4 * share, words))
        if is_same:
            found.after = {**plan.heard, **found.before, **found.after}
        return found

    def _judged(
        self, candidate: Candidate, today: Today | None, plan: Plan, replayed: Replayed
    ) -> GateReport:
        self._tell(0.97, "Menjalankan kalimat uji")
        base = candidate.base
        failing = candidate.beside.after | failing_questions(base, candidate.after)
        after = Side(base, _reactions(replayed.after), failing)
        if today is None or candidate.before is None:
            return judge(None, after, self._job.questions)
        heard = {**plan.heard, **replayed.before}
        known = today.memory.failing
        if known is None:
            asked = failing_questions(today.learned.base, candidate.before)
            known = {**candidate.beside.before, **asked}
        if today.memory.failing is None or replayed.before:
            self._keep(today, heard, known)
        before = Side(today.learned.base, _reactions(heard), known)
        return judge(before, after, self._job.questions)

    def _keep(
        self, today: Today, heard: Mapping[Wording, Heard], failing: Mapping[Check, Finding]
    ) -> None:
        job = self._job
        kept = {hashed(job.key, wording): found for wording, found in heard.items()}
        memory = Memory(today.memory.calibration, kept, failing)
        memories(job).keep(memory, made_from(job.knowledge, job.day))

    def learn(self) -> None:
        """The rest of learning (the exam), kept: the changed base is ready to be put into service
        at once. After a report with problems there is nothing to learn.
        """
        if self._candidate is None:
            return
        one = self._candidate
        if not self._is_learnt:
            one = replace(one, matcher=one.matcher.examined(one.course, in_turn()))
        self._candidate = one
        learned_cache(self._job).keep(Learned(one.base, one.matcher), self._sources)

    def remember(self) -> None:
        """What the changed base makes of all questions, for the gate after this one."""
        if self._candidate is None:
            return
        one, job = self._candidate, self._job
        matcher = one.matcher.refitted(job.judged) if job.judged else one.matcher
        plan = Plan.of(one.base, None, job.questions, job.key)
        meaning = Meaning(one.base, matcher)
        found = Replay(plan, None, meaning, one.beside.dangers).run(lambda _: None)
        failing = {**one.beside.after, **failing_questions(one.base, meaning)}
        kept = {hashed(job.key, wording): heard for wording, heard in found.after.items()}
        memories(job).keep(Memory(matcher.calibration, kept, failing), self._sources)


def _same_numbers(base: KnowledgeBase, today: Today | None) -> bool:
    return today is not None and base.public_numbers == today.learned.base.public_numbers


def _reactions(heard: Mapping[Wording, Heard]) -> dict[Wording, Reaction]:
    return {wording: found.reaction for wording, found in heard.items()}
