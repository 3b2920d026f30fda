"""The publish gate over the shipped base and 5,000 questions. `make bench` prints it.

The questions are read from the development data at run time (SAMBUNG_BENCH_DATA names another
folder), among them requests to a voice assistant from Amazon MASSIVE 1.1, CC BY 4.0.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from bot.app.brain import load_matcher, think
from bot.app.core import Core, now, open_core
from bot.app.gating import PublishGate
from bot.app.learning import reload
from bot.config import Config
from bot.domain.publishing import FileChange
from bot.domain.replaying import Change, GateReport
from bot.loader import SHIPPED
from bot.storage.desk_tables import asked
from tests.benchmarks.turn import noise

DATA = Path(os.environ.get("SAMBUNG_BENCH_DATA", SHIPPED.parents[1] / "shared" / "data"))
FILES = ("tanya_bansos_dev.tsv", "layanan/train.tsv", "massive_id/dev.tsv", "massive_id/train.tsv")
QUESTIONS = 5_000
PHRASE = "uang pkh kok belum masuk rekening"  # an example that belongs elsewhere
ENTRY = f"""entri:
  - id: uji/gerbang
    contoh:
      - jam buka loket pelayanan keliling
      - {PHRASE}
    jawaban: Loket buka pukul delapan.
"""


def questions() -> list[str]:
    """Distinct texts, the city's own first, then evenly from the others."""
    found: list[list[str]] = []
    for name in FILES:
        lines = (DATA / name).read_text(encoding="utf-8").split("\n")[1:]
        found.append([line.split("\t")[1] for line in lines if "\t" in line])
    own, *others = found
    rest = [text for texts in others for text in texts]
    step = max(1, len(rest) // (QUESTIONS + 500))
    return list(dict.fromkeys([*own, *rest[::step], *rest]))[:QUESTIONS]


def fill(connection: Connection, texts: list[str]) -> None:
    at = (now() - timedelta(days=3)).replace(tzinfo=None)
    rows = [
        {
            "conversation": f"{i % 997:064d}",
            "channel": "web",
            "at": at,
            "route": "answer",
            "outcome": "answer",
            "question": text,
        }
        for i, text in enumerate(texts)
    ]
    connection.execute(insert(asked), rows)


def load() -> str:
    return f"{os.getloadavg()[0]:.2f}"


def timed(core: Core, changes: list[FileChange], name: str) -> GateReport:
    steps: list[tuple[float, float, str]] = []
    before, started = load(), time.perf_counter()
    report = PublishGate(core)(
        changes, lambda share, words: steps.append((time.perf_counter() - started, share, words))
    )
    seconds = time.perf_counter() - started
    print(f"{name:44s} {seconds:6.2f} s   load {before}")
    told = [words for _, _, words in steps]
    for i, words in enumerate(dict.fromkeys(told)):
        begin = steps[told.index(words)][0]
        last = list(dict.fromkeys(told))[i + 1 : i + 2]
        end = steps[told.index(last[0])][0] if last else seconds
        print(f"    {words:40s} {end - begin:6.2f} s   {told.count(words)} words of progress")
    kinds = ", ".join(f"{len(report.of(kind))} {kind}" for kind in Change)
    print(
        f"    {report.replayed} questions: {kinds}; {len(report.harm)} harm, "
        f"{len(report.broken)} broken, {len(report.own_examples)} own examples astray, "
        f"blocked {report.is_blocked} {report.failure}"
    )
    return report


def wait_until_learnt(core: Core) -> float:
    """Seconds until the process of the last gate has ended."""
    started = time.perf_counter()
    for thread in threading.enumerate():
        if thread.name == "gate":
            thread.join()
    return time.perf_counter() - started


def main() -> None:
    print(f"noise            {noise()}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "knowledge"
        shutil.copytree(SHIPPED, folder)
        config = Config(data_dir=Path(place) / "data", knowledge=folder)
        started = time.perf_counter()
        brain = think(*load_matcher(config))
        print(f"first start, nothing learnt yet   {time.perf_counter() - started:.2f} s")
        with open_core(config, brain) as core:
            texts = questions()
            core.writer.run(lambda connection: fill(connection, texts)).result()
            entry = [FileChange("tanya_jawab/uji_gerbang.yaml", "", ENTRY)]
            timed(core, entry, "cold: nothing remembered of today's base")
            print(f"    afterwards, nobody waits                 {wait_until_learnt(core):6.2f} s")
            for _ in range(2):
                timed(core, entry, "warm: today's answers are remembered")
                wait_until_learnt(core)
            publish(core, folder, entry)
            city = folder / "kota.yaml"
            text = city.read_text(encoding="utf-8")
            quiet = [FileChange("kota.yaml", text, text + "\n# catatan\n")]
            timed(core, quiet, "warm: a change that teaches nothing")
            wait_until_learnt(core)
    sys.stdout.flush()


def publish(core: Core, folder: Path, changes: list[FileChange]) -> None:
    for change in changes:
        (folder / change.name).write_text(change.after, encoding="utf-8")
    started = time.perf_counter()
    reload(core)
    print(f"swapped after publishing                     {time.perf_counter() - started:6.2f} s")
    started = time.perf_counter()
    is_again = reload(core)
    print(
        f"    the watcher, seeing the same files       {time.perf_counter() - started:6.2f} s, "
        f"learnt again: {is_again}"
    )


if __name__ == "__main__":
    main()
