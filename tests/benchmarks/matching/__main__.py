"""Our matcher beside its peers: the same data, the same run, ratios (`make bench-matching`).

.venv/bin/python -m tests.benchmarks.matching [--quick] [--out FILE.md] [--massive DIR]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import yaml

from bot.loader import SHIPPED
from tests.benchmarks.matching import datasets, noise, tables
from tests.benchmarks.matching.datasets import MASSIVE, ROOT, SEED, Dataset
from tests.benchmarks.matching.measuring import (
    GENERIC_SLANG,
    OUR_SLANG,
    RASA_PYTHON,
    Limits,
    NotMeasuredError,
    measure,
    python_of,
)
from tests.benchmarks.matching.noise import Slang
from tests.benchmarks.matching.peers import DIET, ENTRANTS, OURS, Entrant
from tests.benchmarks.matching.sizes import folder_mb, installed_mb
from tests.benchmarks.matching.tables import Result, Unmeasured

SIZES = (1_000, 10_000, 100_000)
# What learning takes grows at least with the phrases: a peer this near the limit is not tried.
GROWTH = 10
LEGEND = """\
- acc@1, acc@3: in-scope rows whose intent is first, among the first three; group: first with
  the right programme or topic. AUROC: chance that an in-scope row scores above an out-of-scope
  one. cov95: in-scope rows answered at 95 % precision with the best threshold. ECE: expected
  calibration error of the first score (a similarity as it is; an open-ended score has none).
- our slang, other slang: acc@1 when every word that has one takes an informal form (from our own
  kamus/singkatan.yaml turned round; from a list and rules made without it), a quarter of the words
  lose their inner vowels and one letter is mistyped; loss in points on the same rows.
- p50, p99 a message, fit, load (from what was kept on disk), import: processor time, one thread.
  peak MB: learning process; serving MB: a process that only loads and ranks. installed MB: the
  packages a matcher needs and all that they require; ours includes bot/. x: times ours.
- Every matcher runs in two processes of its own. Fewer rows: the time for a test was used up; the
  rows are shuffled, so the first of them are a fair sample. acc@1 - ours: points on the rows that
  both ranked, with twice the standard error of the paired difference."""


def main() -> None:
    wanted = arguments()
    report = Report(wanted.out)
    started = time.perf_counter()
    report.say(f"# Matching: ours and its peers\n\n{machine()}\n\n{LEGEND}")
    with tempfile.TemporaryDirectory() as work:
        runs = Runs(report, chosen(wanted.only), Limits(wanted.limit, wanted.budget))
        sets = "ac" if wanted.quick else wanted.sets
        for data in small(wanted.massive, Path(work), sets):
            runs.compare(data)
        if "d" in sets:
            runs.scale(Path(work), [size for size in SIZES if size <= wanted.largest])
    report.say(f"{machine()}\n\n{time.perf_counter() - started:.0f} s in all.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="MASSIVE-20 and the shipped base")
    parser.add_argument(
        "--sets",
        default="abcd",
        help="a: MASSIVE, 20 phrases an intent; b: all of MASSIVE; c: shipped; d: made-up bases",
    )
    parser.add_argument("--out", type=Path, help="also write the report to this Markdown file")
    parser.add_argument("--massive", type=Path, default=MASSIVE, help="folder of MASSIVE id")
    parser.add_argument("--largest", type=int, default=max(SIZES), help="made-up base, in phrases")
    parser.add_argument("--only", default="", help="ours and the peers with this in their name")
    parser.add_argument("--limit", type=float, default=600, help="wall seconds for one process")
    parser.add_argument("--budget", type=float, default=10, help="CPU seconds of ranking a test")
    return parser.parse_args()


def chosen(only: str) -> tuple[Entrant, ...]:
    rasa = (DIET,) if os.environ.get(RASA_PYTHON) else ()
    return tuple(of for of in (*ENTRANTS, *rasa) if of is OURS or only.lower() in of.name.lower())


def small(folder: Path, work: Path, sets: str) -> Iterator[Dataset]:
    """The sets of real questions among `sets`."""
    if not {"a", "b"} & {*sets}:
        pass
    elif (folder / "train.tsv").is_file():
        if "a" in sets:
            yield datasets.massive(folder, work, 20)
        if "b" in sets:
            yield datasets.massive(folder, work, None)
    else:
        print(
            f"!! No MASSIVE in {folder}: skipped. --massive names its folder (train.tsv, dev.tsv)."
        )
    if "c" in sets:
        yield datasets.shipped()


class Report:
    """Everything is printed at once and kept for the Markdown file."""

    def __init__(self, out: Path | None) -> None:
        self._out = out
        self._parts: list[str] = []

    def say(self, text: str) -> None:
        print(f"\n{text}", flush=True)
        self._parts.append(text)
        if self._out:  # written each time: a run that is stopped leaves what it had
            self._out.write_text("\n\n".join(self._parts) + "\n", encoding="utf-8")


class Runs:
    """The comparisons of one run."""

    def __init__(self, report: Report, entrants: Sequence[Entrant], limits: Limits) -> None:
        self._report = report
        self._entrants = entrants
        self._limits = limits
        self._sizes = {of.name: size_of(of) for of in entrants}

    def compare(self, data: Dataset) -> None:
        """One data set: a table of quality for each test, one of cost, our reliability."""
        slangs = slangs_for(data)
        head = f"## {data.name}: {len(data.phrases):,} phrases, {data.intents} intents"
        note = f"{shared_slang(slangs):.0%} of the other slang's forms stand in our kamus too."
        self._report.say(f"{head}\n\n{data.note} {note}")
        results = [self._measured(of, data, slangs) for of in self._entrants]
        for test in data.tests:
            outside = sum(intent == "oos" for intent, _ in test.rows)
            head = f"### {test.name}: {len(test.rows)} rows, {outside} of them out of scope"
            self._report.say(f"{head}\n\n{tables.quality_table(results, test.name)}")
        reference = [] if DIET in self._entrants else [NO_DIET]
        self._report.say(f"### Cost\n\n{tables.cost_table([*results, *reference], self._sizes)}")
        self._report.say(ours_in_detail(data, results))

    def scale(self, work: Path, sizes: Sequence[int]) -> None:
        """How all that grows with the base."""
        words = datasets.vocabulary()
        runs: dict[int, list[Result]] = {}
        for size in sizes:
            data = datasets.synthetic(size, work, words)
            before = runs.get(size // GROWTH, [])
            runs[size] = [
                self._too_slow(before[place : place + 1]) or self._measured(of, data, {})
                for place, of in enumerate(self._entrants)
            ]
            cost = tables.cost_table(runs[size], self._sizes)
            quality = tables.quality_table(runs[size], data.tests[0].name)
            self._report.say(f"## {data.name}\n\n{data.note}\n\n{cost}\n\n{quality}")
        self._report.say(f"## Growth\n\n{tables.growth_table(runs)}")

    def _too_slow(self, before: Sequence[Result]) -> Unmeasured | None:
        for of in before:
            if isinstance(of, Unmeasured):
                return Unmeasured(of.name, "not tried: no figures for a base a tenth as large")
            seconds = of.cost.fit_seconds * GROWTH
            if of.entrant is not OURS and seconds > self._limits.process_seconds:
                why = f"not tried: learning would take {seconds:.0f} s or more"
                return Unmeasured(of.entrant.name, why)
        return None

    def _measured(self, of: Entrant, data: Dataset, slangs: Mapping[str, Slang]) -> Result:
        print(f"... {of.name}", end="\r", file=sys.stderr, flush=True)
        try:
            return measure(of, data, slangs, self._limits)
        except NotMeasuredError as error:
            return Unmeasured(of.name, str(error))


NO_DIET = Unmeasured(
    DIET.name,
    f"not run ({RASA_PYTHON} names no interpreter). Reference, not this run: "
    "../shared/anchors/performance.md, sections 1 to 3.",
)


def slangs_for(data: Dataset) -> dict[str, Slang]:
    kamus = yaml.load(
        (SHIPPED / "kamus" / "singkatan.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
    )
    words = [word for test in data.tests for _, text in test.rows for word in text.split()]
    return {
        OUR_SLANG: noise.reversed_slang(kamus["singkatan"]),
        GENERIC_SLANG: noise.generic_slang(words, Random(SEED)),
    }


def shared_slang(slangs: Mapping[str, Slang]) -> float:
    """The share of the other slang that our own dictionary would undo."""
    known = {form for forms in slangs[OUR_SLANG].values() for form in forms}
    other = {form for forms in slangs[GENERIC_SLANG].values() for form in forms}
    return len(known & other) / len(other)


def ours_in_detail(data: Dataset, results: Sequence[Result]) -> str:
    ours = tables.ours_of(results)
    if ours is None:
        return "Ours could not be measured."
    parts = [
        f"Ours before learning: {ours.cost.reading_seconds:.2f} s to read and check the YAML. The "
        f"whole bot with all its packages: {whole_bot_mb():.0f} MB installed."
    ]
    for test in data.tests:
        error = ours.quality[test.name].found["calibration_error"]
        diagram = tables.reliability(ours.rows[test.name], error)
        parts.append(f"Reliability of our scores, {test.name}:\n\n```\n{diagram}\n```")
    return "\n\n".join(parts)


def size_of(entrant: Entrant) -> float:
    """Megabytes a matcher needs installed."""
    if entrant is DIET:
        command = [python_of(DIET), "-m", "tests.benchmarks.matching.sizes", *entrant.packages]
        try:
            told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return float("nan")  # the row will say why there is nothing
        return float(told.stdout)
    return installed_mb(*entrant.packages) + (folder_mb(ROOT / "bot") if entrant is OURS else 0)


def whole_bot_mb() -> float:
    folders = ("bot", "handlers", "knowledge")
    return installed_mb("sambung-rasa") + sum(folder_mb(ROOT / name) for name in folders)


def machine() -> str:
    """The same loop five times: what differs is the machine's noise, not the matchers'."""
    seconds = []
    for _ in range(5):
        started = time.process_time()
        sum(i * i for i in range(1_000_000))
        seconds.append(time.process_time() - started)
    spread = 100 * (max(seconds) / min(seconds) - 1)
    return (
        f"Noise of the machine: {1000 * min(seconds):.0f} to {1000 * max(seconds):.0f} ms of "
        f"processor time for the same loop, five times ({spread:.0f} %); load "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores."
    )


if __name__ == "__main__":
    main()
