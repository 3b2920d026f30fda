"""One matcher in one process: a job as JSON on standard input, the figures on standard output.

    python -m tests.benchmarks.matching.worker fit|serve MODULE MAKE FOLDER

Two processes for every matcher, so that what serving needs is not hidden behind what training
needed. Times are processor time.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.matching.peers.protocol import Peer

PEERS = "tests.benchmarks.matching.peers"
WARM_UP = 30


def memory_mb(kind: str) -> float:
    """`VmHWM` (highest) or `VmRSS` (now). Not getrusage: it also counts the parent's memory."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(kind):
            return int(line.split()[1]) / 1024
    return float("nan")


def fit(peer: Peer, job: Mapping[str, Any], folder: Path) -> dict[str, float]:
    """Learn and keep. `reading_seconds` is what only our own matcher does: read its YAML."""
    knowledge = Path(job["knowledge"])
    started = time.process_time()
    if hasattr(peer, "prepare"):
        peer.prepare(knowledge)
    read = time.process_time()
    peer.fit([(label, text) for label, text in job["phrases"]], knowledge)
    fitted = time.process_time()
    peer.save(folder)
    return {
        "reading_seconds": read - started,
        "fit_seconds": fitted - read,
        "peak_mb": memory_mb("VmHWM"),
    }


def serve(peer: Peer, job: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Take back what was learnt and rank every text, as far as the budget of each test goes."""
    started = time.process_time()
    peer.load(folder)
    loaded = time.process_time() - started
    for text in job["warm_up"][:WARM_UP]:
        peer.rank(text)
    rankings: dict[str, Any] = {}
    costs: dict[str, list[float]] = {}
    for name, texts in job["tests"].items():
        # A noisy test ("test<TAB>kind of noise") is only held against the clean one.
        budget = job["budget_seconds"] / (1 if name.endswith("\t") else 2)
        rankings[name], costs[name] = ranked(peer, texts, budget)
    return {
        "load_seconds": loaded,
        "serving_mb": memory_mb("VmRSS"),
        "rankings": rankings,
        "milliseconds": costs,
    }


def ranked(
    peer: Peer, texts: Sequence[str], budget_seconds: float
) -> tuple[list[list[tuple[str, float]]], list[float]]:
    """Rankings of the texts in order, and what each cost, until the budget is spent."""
    rankings, milliseconds = [], []
    left = budget_seconds * 1000
    for text in texts:
        started = time.process_time_ns()
        rankings.append(peer.rank(text))
        milliseconds.append((time.process_time_ns() - started) / 1e6)
        left -= milliseconds[-1]
        if left <= 0:
            break
    return rankings, milliseconds


def main(phase: str, module: str, make: str, folder: str) -> None:
    # Some peers print while they work: standard output is kept for the result.
    result = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    job = json.load(sys.stdin)
    started = time.process_time()
    try:
        peer: Peer = getattr(import_module(f"{PEERS}.{module}"), make)()
    except ImportError as error:
        json.dump({"missing": str(error.name)}, result)
        return
    imported = time.process_time() - started
    measured = (fit if phase == "fit" else serve)(peer, job, Path(folder))
    json.dump({"import_seconds": imported, **measured}, result)
    result.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
