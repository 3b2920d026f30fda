"""Runs every matcher on a data set, each in processes of its own, and scores what it said."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.domain.measures import Row, figures
from bot.domain.understanding import Candidate, Outcome, Question, Understanding
from tests.benchmarks.matching import noise
from tests.benchmarks.matching.datasets import ROOT, SEED, Dataset, Labelled, Test
from tests.benchmarks.matching.noise import Slang
from tests.benchmarks.matching.peers import DIET, Entrant

OUR_SLANG, GENERIC_SLANG = "our slang", "other slang"
RASA_PYTHON = "SAMBUNG_RASA_PYTHON"
# One thread: processor seconds then say what one core needs.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


class NotMeasuredError(Exception):
    """Why there are no figures."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Wall-clock seconds for one process; processor seconds of ranking for one clean test."""

    process_seconds: float
    test_seconds: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one test: all as shares, losses in points."""

    rows: int
    found: Mapping[str, float | None]
    group_accuracy: float | None
    noisy: Mapping[str, float] = field(default_factory=dict)
    lost: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a matcher takes."""

    p50_ms: float
    p99_ms: float
    reading_seconds: float
    fit_seconds: float
    load_seconds: float
    import_seconds: float
    peak_mb: float
    serving_mb: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One matcher on one data set; `rows` are those of the clean tests."""

    entrant: Entrant
    cost: Cost
    quality: Mapping[str, Quality]
    rows: Mapping[str, Sequence[Row]]


def python_of(entrant: Entrant) -> str:
    """Rasa has an interpreter of its own; all others share ours."""
    return os.environ[RASA_PYTHON] if entrant is DIET else sys.executable


def measure(
    entrant: Entrant, data: Dataset, slangs: Mapping[str, Slang], limits: Limits
) -> Measured:
    """Everything about one matcher on one data set. Raises NotMeasuredError."""
    if len(data.phrases) > entrant.most_phrases:
        raise NotMeasuredError(f"not tried with more than {entrant.most_phrases:,.0f} phrases")
    tests = {(test.name, ""): [text for _, text in test.rows] for test in data.tests}
    if data.noisy:
        for name, slang in slangs.items():
            tests |= {(test.name, name): noised(test, slang) for test in data.tests}
    with tempfile.TemporaryDirectory() as folder:
        learnt = _run(
            entrant,
            "fit",
            folder,
            {"phrases": data.phrases, "knowledge": str(data.knowledge)},
            limits,
        )
        job = {
            "warm_up": [text for _, text in data.phrases[:100]],
            "tests": {"\t".join(key): texts for key, texts in tests.items()},
            "budget_seconds": limits.test_seconds,
        }
        served = _run(entrant, "serve", folder, job, limits)
    clean = {test.name: scored(test, served["rankings"][f"{test.name}\t"]) for test in data.tests}
    return Measured(
        entrant=entrant,
        cost=_cost(learnt, served, [f"{test.name}\t" for test in data.tests]),
        quality={
            test.name: _quality(test, clean[test.name], served["rankings"]) for test in data.tests
        },
        rows=clean,
    )


def noised(test: Test, slang: Slang) -> list[str]:
    """The test's texts as people may type them; always the same."""
    return [
        noise.mixed(text, Random(f"{SEED} {at} {text}"), slang)
        for at, (_, text) in enumerate(test.rows)
    ]


def scored(test: Test, rankings: Sequence[Sequence[tuple[str, float]]]) -> list[Row]:
    """Rankings as rows of the measures that `sambung evaluate` uses."""
    return [
        _row(labelled, ranking) for labelled, ranking in zip(test.rows, rankings, strict=False)
    ]


def _row(labelled: Labelled, ranking: Sequence[tuple[str, float]]) -> Row:
    expected, text = labelled
    candidates = tuple(Candidate(intent, 100 * score) for intent, score in ranking)
    return Row(expected, text, Understanding((Question(text, Outcome.ANSWER, candidates),)))


def _quality(test: Test, clean: Sequence[Row], rankings: Mapping[str, Any]) -> Quality:
    noisy, lost = {}, {}
    for key, ranked in rankings.items():
        name, _, kind = key.partition("\t")
        if name == test.name and kind:
            rows = scored(test, ranked)
            noisy[kind] = _accuracy(rows)
            lost[kind] = 100 * (noisy[kind] - _accuracy(clean[: len(rows)]))
    inside = [row for row in clean if not row.is_outside]
    groups = [
        bool(row.ranking and _group(row.ranking[0]) in {*map(_group, row.wanted)})
        for row in inside
    ]
    has_groups = any("/" in row.expected for row in inside)
    group_accuracy = sum(groups) / len(groups) if groups and has_groups else None
    return Quality(len(clean), figures(clean), group_accuracy, noisy, lost)


def _accuracy(rows: Sequence[Row]) -> float:
    inside = [row for row in rows if not row.is_outside]
    return sum(row.is_right for row in inside) / len(inside) if inside else float("nan")


def _group(intent: str) -> str:
    return intent.partition("/")[0]


def _cost(learnt: Mapping[str, Any], served: Mapping[str, Any], tests: Sequence[str]) -> Cost:
    milliseconds = sorted(cost for test in tests for cost in served["milliseconds"][test])
    return Cost(
        p50_ms=statistics.median(milliseconds),
        p99_ms=milliseconds[int(len(milliseconds) * 0.99)],
        reading_seconds=learnt["reading_seconds"],
        fit_seconds=learnt["fit_seconds"],
        load_seconds=served["load_seconds"],
        import_seconds=served["import_seconds"],
        peak_mb=learnt["peak_mb"],
        serving_mb=served["serving_mb"],
    )


def _run(
    entrant: Entrant, phase: str, folder: str, job: Mapping[str, Any], limits: Limits
) -> dict[str, Any]:
    worker = "tests.benchmarks.matching.worker"
    command = [python_of(entrant), "-m", worker, phase, entrant.module, entrant.make, folder]
    seconds = limits.process_seconds * entrant.patience
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **ONE_THREAD},
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise NotMeasuredError(f"{phase} not done within {seconds:.0f} s") from None
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or [f"exit {error.returncode}"]
        raise NotMeasuredError(f"{phase} failed: {last[0][:100]}") from None
    except OSError as error:
        raise NotMeasuredError(f"cannot start {command[0]}: {error.strerror}") from None
    result: dict[str, Any] = json.loads(done.stdout)
    if missing := result.get("missing"):
        raise NotMeasuredError(f"not installed here (no module “{missing}”)")
    return result
