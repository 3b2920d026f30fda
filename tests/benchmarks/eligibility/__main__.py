"""Prints the figures of issue 4: questions asked, soundness, speed, sources.

.venv/bin/python -m tests.benchmarks.eligibility [--knowledge DIR] [--households N] [--day DATE]
"""

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.domain.eligibility.assessing import assess
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.rulebook import RuleBook
from bot.loader import SHIPPED, load
from tests.benchmarks.eligibility.figures import Figures, Numbers, measure, one_programme, peers
from tests.benchmarks.eligibility.households import Family, families
from tests.benchmarks.turn import noise
from tests.eligibility_homes import random_answers, random_home
from tests.eligibility_worlds import DAY, Size, random_base
from tests.test_eligibility_shipped import compare, law_of
from tests.test_eligibility_soundness import run

RULE_SETS = 10_000
FORTY = Size((32, 32), (8, 8), (40, 40), parts=(2, 4), depth=3)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--knowledge", type=Path, default=SHIPPED)
    parser.add_argument("--households", type=int, default=1_000)
    parser.add_argument("--day", type=date.fromisoformat, default=DAY)
    given = parser.parse_args()
    print(f"noise            {noise()}")
    base = load(given.knowledge, given.day)
    book = rulebook(base, given.day)
    print(f"rules            {len(book.rules)} in force, {len(book.questions)} questions")
    if book.rules:
        print_interviews(book, families(given.households))
        print_shipped(book)
    print_soundness()
    print_speed()


def print_interviews(book: RuleBook, asked: Sequence[Family]) -> None:
    started = time.process_time()
    ours = measure(book, asked, next_question)
    print(f"interviews       {len(asked)} households, {time.process_time() - started:.0f} s")
    print_figures("ours", ours)
    print(f"  exhaustive     {ours.exhaustive}: all questions that make sense")
    print(f"  fact by fact   {ours.fact_by_fact}: each option, each trait of those told")
    print(f"  form           {ours.form}: each trait of everybody, as a form asks")
    print(
        f"  share          {ours.share_of(ours.exhaustive)} of the exhaustive questionnaire, "
        f"{ours.share_of(ours.fact_by_fact)} fact by fact, {ours.share_of(ours.form)} of a form"
    )
    print(f"  needed         {ours.needed}: by somebody who knew the household beforehand")
    print(f"  likely         {ours.likely / len(asked):.1f} programmes a household")
    print(f"  no source/date {ours.unsourced} of {ours.verdicts} verdicts")
    print(f"  against truth  {ours.untrue} of {ours.verdicts} verdicts")
    for name, order in peers().items():
        print_figures(name, measure(book, asked, order, with_bounds=False))
    print_programmes(one_programme(book, asked[:200], next_question))


def print_figures(name: str, of: Figures) -> None:
    print(f"  {name:15}{of.asked}; last verdict after {of.settled.median:g}")
    print(f"  {'':15}{of.soon:.0%} of the likely ones known after 6 questions")


def print_programmes(found: dict[str, Numbers]) -> None:
    pooled = [value for numbers in found.values() for value in numbers.values]
    print(f"one programme    {Numbers.of(pooled)}")
    for programme, numbers in found.items():
        print(f"  {programme:26}{numbers}")


def print_shipped(book: RuleBook, ways: int = 2_000) -> None:
    started = time.process_time()
    verdicts = wrong = 0
    for programme in book.rules:
        counts, examples = compare(book, programme, ways)
        verdicts += counts["verdicts"]
        wrong += counts["contradiction"] + counts["incomplete"]
        for example in examples[:1]:
            print(f"  !! {example}")
    seconds = time.process_time() - started
    print(
        f"shipped rules    {wrong} of {verdicts} verdicts differ from brute force, {seconds:.0f} s"
    )


def print_soundness() -> None:
    started = time.process_time()
    found = run(RULE_SETS)
    counts = found.counts
    print(
        f"soundness        {RULE_SETS} random rule sets, {counts['verdict']} verdicts: "
        f"{counts['contradiction']} contradictions, {counts['flip']} flips, "
        f"{counts['retraction']} taken back, {counts['reason']} with reasons that disagree"
    )
    print(
        f"  incomplete     {counts['incomplete']} of {counts['unknown']} unknown verdicts are "
        f"certain by brute force; {time.process_time() - started:.0f} s"
    )
    for failure in found.failures[:10]:
        print(f"  !! {failure}")


def print_speed(books: int = 5, households: int = 60) -> None:
    asking, judging = [], []
    for seed in range(books):
        rng = random.Random(seed)
        book = rulebook(random_base(rng, FORTY), DAY)
        law = law_of(book)
        for _ in range(households):
            answers = random_answers(rng, law, random_home(rng, law))
            household = book.household(answers[: rng.randint(0, len(answers))])
            started = time.process_time_ns()
            next_question(book, household)
            asking.append((time.process_time_ns() - started) / 1e6)
            started = time.process_time_ns()
            assess(book, household)
            judging.append((time.process_time_ns() - started) / 1e6)
    print("40 x 40          random rules and partly answered households")
    print(f"  next question  {milliseconds(asking)}")
    print(f"  assess         {milliseconds(judging)}")


def milliseconds(costs: Sequence[float]) -> str:
    p95 = sorted(costs)[int(len(costs) * 0.95)]
    return f"p50 {statistics.median(costs):7.3f} ms   p95 {p95:7.3f} ms"


if __name__ == "__main__":
    main()
