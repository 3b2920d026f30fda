"""What one turn costs, beside peers doing comparable work in the same run. `make bench` prints it.

Times are processor time, so that a busy machine shows in the noise line and not in the figures;
still, compare ratios, not machines.
"""

import asyncio
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.domain.matching import Matcher
from bot.domain.messages import InboundMessage, Text
from bot.domain.redaction import redact
from bot.service import Brain, Service
from tests.conversation import FrontDoor, front_door, shipped_brain

QUESTIONS = (
    "min kapan pkh cair kok blm msk",
    "syarat bpnt apa aja",
    "kis saya mati, berobat ditolak, harus gimana",
    "tetangga punya mobil dua kok dapat bansos terus",
    "cara daftar kip kuliah",
    "syaratnya apa",
    "nggo ngurus sktm nggowo opo wae",
    "saya janda anak tiga ngontrak di potrobangsan, dari dulu didata terus tapi belum pernah "
    "dapat apa apa, ke pak rt katanya sudah diusulkan, sebenarnya saya harus ke mana ya",
    "halo min",
    "resep rawon daging sapi",
    "token listrik subsidi 900 watt",
    "nik saya 3399065203900004 belum online, akta anak gimana",
)
ROUNDS = 40


def percentiles(milliseconds: list[float]) -> str:
    ordered = sorted(milliseconds)
    p99 = ordered[int(len(ordered) * 0.99)]
    return f"p50 {statistics.median(ordered):7.3f} ms   p99 {p99:7.3f} ms"


def timed(work: Callable[[str], object]) -> list[float]:
    for question in QUESTIONS:
        work(question)
    costs = []
    for _, question in itertools.product(range(ROUNDS), QUESTIONS):
        started = time.process_time_ns()
        work(question)
        costs.append((time.process_time_ns() - started) / 1e6)
    return costs


def noise() -> str:
    def spin() -> float:
        started = time.process_time()
        sum(i * i for i in range(400_000))
        return time.process_time() - started

    runs = sorted(spin() for _ in range(15))
    return (
        f"{(runs[-1] / runs[0] - 1) * 100:.0f} % between the fastest and slowest of 15 equal loops"
    )


def turns(brain: Brain, count: int) -> float:
    """Milliseconds of processor time a turn, submitted as a busy channel does: many at once."""
    with tempfile.TemporaryDirectory() as folder:
        door: FrontDoor = front_door(brain, Path(folder))
        submit_all(door.service, 200, "warm")
        started = time.process_time()
        submit_all(door.service, count, "run")
        cost = (time.process_time() - started) / count * 1000
        door.service.close()
        door.engine.dispose()
    return cost


def submit_all(service: Service, count: int, run: str) -> None:
    futures = [
        service.submit(
            InboundMessage(
                "telegram",
                f"{i % 97}",
                f"{i % 97}",
                f"{run}{i}",
                Text(QUESTIONS[i % len(QUESTIONS)]),
            )
        )
        for i in range(count)
    ]
    for future in futures:
        future.result(60)


def echo_loop(count: int) -> float:
    """The floor: an event loop that takes a message off a queue and puts an answer on another."""

    async def run() -> None:
        incoming: asyncio.Queue[str] = asyncio.Queue()
        outgoing: asyncio.Queue[str] = asyncio.Queue()
        for i in range(count):
            incoming.put_nowait(QUESTIONS[i % len(QUESTIONS)])
        while not incoming.empty():
            await outgoing.put(await incoming.get())

    started = time.process_time()
    asyncio.run(run())
    return (time.process_time() - started) / count * 1000


def start_seconds(*words: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", *words], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    print(f"noise            {noise()}")
    started = time.process_time()
    brain = shipped_brain()
    print(f"load + compile   {time.process_time() - started:.2f} s processor time, no cache")
    phrases = [phrase for intent in brain.base.intents.values() for phrase in intent.examples]
    started = time.process_time()
    Matcher.compile(brain.base)
    print(f"compile          {time.process_time() - started:.2f} s for {len(phrases)} own phrases")
    understand = timed(lambda question: brain.understand(question, "pkh/info"))
    wratio = timed(lambda question: process.extractOne(question, phrases, scorer=fuzz.WRatio))
    token_set = timed(
        lambda question: process.extractOne(question, phrases, scorer=fuzz.token_set_ratio)
    )
    print(f"understand       {percentiles(understand)}")
    print(f"  WRatio scan    {percentiles(wratio)}   {ratio(wratio, understand)} times as much")
    print(
        f"  token_set scan {percentiles(token_set)}   {ratio(token_set, understand)} times as much"
    )
    print(f"redact           {percentiles(timed(redact))}")
    cost = turns(brain, 3_000)
    print(f"turn             {cost:.3f} ms processor time: claim to commit on SQLite, fsync full")
    print(f"  echo loop      {echo_loop(3_000):.3f} ms: no understanding, nothing kept")
    start_seconds("ask", "halo")
    print(f"ask, warm cache  {min(start_seconds('ask', 'halo') for _ in range(3)):.2f} s wall")


def ratio(peer: list[float], ours: list[float]) -> str:
    return f"{statistics.median(peer) / statistics.median(ours):.1f}"


if __name__ == "__main__":
    main()
