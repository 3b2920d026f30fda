"""Hostile and everyday messages through the service: incidents, and private data left behind.

.venv/bin/python -m tests.benchmarks.fuzz [COUNT] [SEED]
"""

import io
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from bot.domain.messages import Content, InboundMessage, Kind, Pressed, Text, Unsupported
from bot.logs import set_up
from bot.service import Brain
from tests.conversation import FrontDoor, front_door, shipped_brain

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    " \t\n\r\x00\x1b\u200b\u202e\ufeff",
    "0123456789 .-+()/",
    "אבגדהוزحطיкеёжз漢字かなกขค",
    "😀😭🙏🏽👨‍👩‍👧‍👦❤️",
    "_*[]<>&`~\\{}%$@/;'\"",
)
CARRIERS = (
    "nik saya {} kok belum dapat pkh",
    "no kk {} tolong dicek min",
    "{} ini nomor saya, resep rawon gimana",
    "hubungi {} ya, harga cabai berapa",
    "rekening {} atas nama Sutrisno Hadi, kapan cair",
    "kks {} terblokir",
    "tolong {}",
    "{}",
)


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def private(rng: random.Random) -> str:
    """A number nobody may find again, in one of the ways people write it."""
    kind = rng.randrange(4)
    if kind == 0:  # NIK or KK: region, date of birth, serial
        born = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(50, 99)}"
        found = f"33{rng.randint(1, 29):02}{rng.randint(1, 20):02}{born}{rng.randint(1, 40):04}"
    elif kind == 1:
        found = "08" + digits(rng, 10)
    elif kind == 2:
        found = "62812" + digits(rng, 8)
    else:
        found = digits(rng, rng.choice((10, 13, 15, 16)))
    if rng.random() < 0.3:
        step = rng.choice((3, 4))
        parts = [found[i : i + step] for i in range(0, len(found), step)]
        return rng.choice((" ", "-", ".")).join(parts)
    return found


def message(rng: random.Random, phrases: list[str], secrets: list[str]) -> Content:
    kind = rng.randrange(10)
    if kind == 0:
        secret = private(rng)
        secrets.append(secret)
        actions = ("menu:", "jawab:", "program:", "jenis:", "x", "hapus:", "ya:", "bukan:")
        return Pressed(rng.choice(actions) + rng.choice((secret, noise(rng, 20))))
    if kind == 1:
        return Unsupported(rng.choice(list(Kind)))
    if kind in (2, 3, 4):
        secret = private(rng)
        secrets.append(secret)
        return Text(rng.choice(CARRIERS).format(secret))
    if kind in (5, 6):
        return Text(noise(rng, rng.choice((0, 5, 80, 600, 10_000))))
    if kind == 7:
        return Text(
            rng.choice(("/", "/start", "/x" * 40, "menu", "ya", "belum", "2", "99", "batal"))
        )
    return Text(rng.choice(phrases))


def noise(rng: random.Random, length: int) -> str:
    alphabet = rng.choice(ALPHABETS)
    return "".join(rng.choice(alphabet) for _ in range(length))


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found: `left` are private numbers seen again in database or log."""

    incidents: int
    private: int
    left: list[str]
    routes: Counter[str]


def run(brain: Brain, folder: Path, count: int, seed: int) -> Found:
    rng = random.Random(seed)
    phrases = [phrase for intent in brain.base.intents.values() for phrase in intent.examples]
    stream = io.StringIO()
    set_up("debug", json_lines=False)
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    secrets: list[str] = []
    routes: Counter[str] = Counter()
    door = front_door(brain, folder)
    futures = []
    for number in range(count):
        content = message(rng, phrases, secrets)
        channel = rng.choice(("telegram", "web", "rest", "console"))
        sender = f"{rng.randrange(60)}"
        inbound = InboundMessage(channel, sender, sender, f"f{number}", content)
        futures.append(door.service.submit(inbound))
    for future in futures:
        taken = future.result(300)
        assert taken.reply is not None
        assert taken.reply.text.strip()
        routes[taken.route] += 1
    kept = everything_stored(door)
    door.service.close()
    door.engine.dispose()
    left = [secret for secret in secrets if secret in kept or secret in stream.getvalue()]
    return Found(routes["incident"], len(secrets), left, routes)


def everything_stored(door: FrontDoor) -> str:
    with door.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
        return "\n".join(
            str(tuple(row))
            for table in [row.name for row in tables]
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        )


def main(count: int = 10_000, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        found = run(shipped_brain(), Path(folder), count, seed)
        seconds = time.perf_counter() - started
    print(f"{count} messages in {seconds:.1f} s, {found.incidents} unhandled exceptions")
    print(f"routes: {dict(found.routes.most_common())}")
    print(f"{found.private} private numbers said, {len(found.left)} found again")
    for secret in found.left[:10]:
        print(f"  left: {secret}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
