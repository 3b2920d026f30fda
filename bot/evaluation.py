"""Labelled questions through the understanding, for `sambung evaluate`."""

import csv
import random
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from bot.domain.breakdown import Perturbed, Report, by_intent, confusions
from bot.domain.measures import Row, figures, reliability
from bot.domain.perturbing import Perturb
from bot.domain.understanding import Outcome, Understand

COLUMNS = ("text", "expected", "outcome", "predicted", "score", "second", "second_score")

SEED = 20261122


class QuestionsError(Exception):
    """The file of questions cannot be used; the message says why."""


def evaluate(
    understand: Understand,
    questions: Path,
    predictions: Path | None = None,
    perturbations: Mapping[str, Perturb] = MappingProxyType({}),
) -> Report:
    """The figures of DESIGN.md section 7 and where they come from. Raises QuestionsError.

    Latency is processor time a message, so that a busy machine does not change it.
    """
    labelled = _read(questions)
    rows, milliseconds = [], []
    for line in labelled:
        started = time.process_time_ns()
        meant = understand(line["text"], line.get("context") or None)
        milliseconds.append((time.process_time_ns() - started) / 1e6)
        rows.append(Row(line["intent"], line["text"], meant))
    if predictions:
        _write(predictions, rows)
    milliseconds.sort()
    found = dict(figures(rows))
    found["latency_ms_p50"] = round(milliseconds[len(milliseconds) // 2], 3)
    found["latency_ms_p99"] = round(milliseconds[int(len(milliseconds) * 0.99)], 3)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    found["peak_rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)
    return Report(
        figures=found,
        confusions=confusions(rows),
        intents=by_intent(rows),
        reliability=reliability(rows),
        perturbed={
            name: _perturbed(understand, labelled, change, found)
            for name, change in perturbations.items()
        },
    )


def _perturbed(
    understand: Understand,
    labelled: Sequence[Mapping[str, str]],
    change: Perturb,
    clean: Mapping[str, float | None],
) -> Perturbed:
    """The same questions, changed; every run draws the same changes."""
    chance = random.Random(SEED)  # noqa: S311  typos, not secrets
    rows = []
    for line in labelled:
        text = change(line["text"], chance)
        rows.append(Row(line["intent"], text, understand(text, line.get("context") or None)))
    found = figures(rows)
    accuracy, helped = (found[key] or 0.0 for key in ("accuracy", "answered_or_offered"))
    return Perturbed(
        accuracy=accuracy,
        answered_or_offered=helped,
        accuracy_loss=100 * ((clean["accuracy"] or 0.0) - accuracy),
        answered_or_offered_loss=100 * ((clean["answered_or_offered"] or 0.0) - helped),
    )


def _read(file: Path) -> list[dict[str, str]]:
    try:
        # Not splitlines(): residents' texts hold other characters that Python takes for line ends.
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{file}: cannot be read ({type(error).__name__}).") from error
    rows = [
        {key: value or "" for key, value in row.items() if isinstance(key, str)}
        for row in csv.DictReader(
            (line for line in lines if line), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    ]
    if not rows or not {"intent", "text"} <= rows[0].keys():
        raise QuestionsError(f"{file}: needs a header with the columns intent and text, and rows.")
    return rows


def _write(file: Path, rows: Sequence[Row]) -> None:
    """One line for every question; an emergency's prediction is its darurat/ intent."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            out.write("\t".join(_prediction(row)) + "\n")


def _prediction(row: Row) -> tuple[str, ...]:
    meant = row.understanding
    if meant.emergency:
        return row.text, row.expected, "emergency", meant.emergency, "100.0", "", ""
    outcomes = [question.outcome for question in meant.questions]
    outcome = next((kind for kind in Outcome if kind in outcomes), Outcome.UNKNOWN)
    candidates = meant.questions[0].candidates if meant.questions else ()
    cells = [row.text, row.expected, str(outcome)]
    for rank in (0, 1):
        known = rank < len(candidates)
        cells += [candidates[rank].intent, f"{candidates[rank].score:.1f}"] if known else ["", ""]
    return tuple(cells)
