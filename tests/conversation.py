"""Replays a transcript through the front door: the real service on a real SQLite file.

# What this conversation shows
> what the resident types          > [foto]    a message without words
                                   > (label)   a button of the last reply, pressed
< words of the reply               each line must occur in the reply, in this order
= an effect                        jawab: pkh/syarat · tercatat (alasan): kata · ketemu: niat
                                   umpan: niat ya|belum · terhapus · kelompok: status
                                   menunggu: kata · dikabari: kata (niat) · tuntas: kata
@ telegram                         plays in a private chat on Telegram; "@ grup" in a group there;
                                   without such a line in the terminal
* what happens meanwhile           dijawab: niat · salah cocok: niat · bukan urusan kami
                                   (the newest open question) · hari berlalu: 200 · diblokir
                                   The lines under it are what reaches the person then.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from bot import jobs
from bot.app import think
from bot.config import Retention
from bot.domain.choosing import plain
from bot.domain.delivery import Delivered, Outgoing
from bot.domain.desk import GapStatus
from bot.domain.matching import Matcher
from bot.domain.messages import (
    Choice,
    Content,
    InboundMessage,
    Kind,
    Pressed,
    Reply,
    Text,
    Unsupported,
)
from bot.loader import load
from bot.service import Brain, Service, Surroundings
from bot.storage import conversations
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from tests.answered_world import Clock, close_question, wishes_in

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
SECRET = "for tests only, for tests only, for tests only"


@dataclass(slots=True)
class Step:
    typed: str
    line: int
    expected: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    at_desk: bool = False


@dataclass(slots=True)
class Script:
    file: str
    title: str
    steps: list[Step] = field(default_factory=list)
    place: str = "console"

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def scripts(folder: Path) -> list[Script]:
    return [script for file in sorted(folder.glob("*.txt")) for script in _scripts(file)]


def _scripts(file: Path) -> Iterator[Script]:
    script: Script | None = None
    for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark, words = raw[:1], raw[1:].strip()
        if mark == "#":
            if script and script.steps:
                yield script
            script = Script(file.stem, words)
        elif mark == "@":
            assert script, f"{file.name}:{number}: a conversation begins with a # title"
            script.place = words
        elif mark and mark in ">*":
            assert script, f"{file.name}:{number}: a conversation begins with a # title"
            script.steps.append(Step(raw[2:], number, at_desk=mark == "*"))
        elif mark in "<=" and mark:
            assert script, f"{file.name}:{number}: a conversation begins with a # title"
            assert script.steps, f"{file.name}:{number}: nobody has spoken yet"
            last = script.steps[-1]
            (last.expected if mark == "<" else last.effects).append(words)
        else:
            assert not raw.strip(), f"{file.name}:{number}: begins with none of # > < = @ *"
    if script and script.steps:
        yield script


def shipped_brain() -> Brain:
    base = load(KNOWLEDGE, NOW.date())
    return think(base, Matcher.compile(base))


@dataclass(slots=True)
class FrontDoor:
    """A person talking to the service, and the effects their turns have."""

    service: Service
    engine: Engine
    writer: Writer
    clock: Clock
    numbers: Iterator[int] = field(default_factory=itertools.count)
    offered: tuple[Choice, ...] = ()

    def say(self, typed: str, sender: str = "warga", channel: str = "console") -> str:
        """One turn; the reply as a person sees it, choices as lines."""
        address = sender
        if channel == "grup":
            channel, sender, address = "telegram", f"-100:{sender}", "-100"
        message = InboundMessage(
            channel, sender, address, f"m{next(self.numbers)}", self._content(typed)
        )
        reply = self.service.submit(message).result(30).reply
        assert reply is not None
        if channel == "telegram":
            self.arrived()
        return self._seen([reply])

    def meanwhile(self, what: str, sender: str = "warga") -> str:
        """Something at the coordinators' desk, or time; what reaches people then."""
        deed, _, about = what.partition(": ")
        if deed == "hari berlalu":
            self.clock.now += timedelta(days=int(about))
            jobs.retention(self.tools())
        elif deed == "diblokir":
            self.service.left_by("telegram", sender).result(30)
        else:
            close_question(self.engine, sender, (GapStatus(deed), about), self.clock.now)
        jobs.notify(self.tools())
        return self._seen([row.reply for row in self.arrived()])

    def arrived(self) -> tuple[Outgoing, ...]:
        """Everything that waits for Telegram has reached people; in the order it did."""
        found: list[Outgoing] = []
        while rows := self.service.due("telegram", 100).result(30):
            self.service.settle([Delivered(row.id) for row in rows]).result(30)
            found += rows
        return tuple(found)

    def tools(self) -> jobs.Tools:
        """What the jobs work with, on the knowledge in service."""
        base = self.service.brain.base
        return jobs.Tools(self.writer, SecretBox(SECRET), Retention(), lambda: base, self.clock())

    def _seen(self, replies: list[Reply]) -> str:
        """As a person sees it; its buttons are what can be pressed next."""
        lines: list[str] = []
        for reply in replies:
            labels = [f"[{choice.label}]" for choice in reply.choices]
            lines += [part for part in (reply.heading, reply.text, *labels) if part]
        if replies:
            self.offered = tuple(choice for reply in replies for choice in reply.choices)
        return "\n".join(lines)

    def _content(self, typed: str) -> Content:
        if typed.startswith("[") and typed.endswith("]") and typed[1:-1] in set(Kind):
            return Unsupported(Kind(typed[1:-1]))
        if typed.startswith("(") and typed.endswith(")"):
            wanted = plain(typed[1:-1])
            found = [choice.id for choice in self.offered if plain(choice.label) == wanted]
            assert found, f"no button {typed} among {[c.label for c in self.offered]}"
            return Pressed(found[0])
        return Text(json.loads(typed) if typed.startswith('"') else typed)

    def effects(self) -> list[str]:
        """Everything the database holds of this person, in the words of a transcript."""
        lines = []
        with self.engine.connect() as connection:
            for row in connection.execute(text("SELECT * FROM gaps ORDER BY id")):
                lines.append(f"tercatat ({row.reason}): {row.question}")
                if row.settled_intent:
                    lines.append(f"ketemu: {row.settled_intent}")
            for row in connection.execute(text("SELECT * FROM feedback ORDER BY id")):
                lines.append(f"umpan: {row.intent} {'ya' if row.solved else 'belum'}")
            lines += wishes_in(connection)
            state = connection.execute(text("SELECT state FROM conversations")).scalar()
        if state:
            conversation = conversations.opened(state, SecretBox(SECRET))
            action, _, about = conversation.screen.partition(":")
            if action == "jawab":
                lines.append(f"jawab: {about}")
        return lines


def front_door(brain: Brain, folder: Path) -> FrontDoor:
    engine = open_engine(folder / "test.sqlite3")
    migrate(engine)
    codes, clock, writer = itertools.count(1), Clock(NOW), Writer(engine)
    around = Surroundings(SecretBox(SECRET), clock, lambda: f"{next(codes):04X}")
    return FrontDoor(Service(writer, brain, around), engine, writer, clock)


def replay(script: Script, door: FrontDoor) -> list[str]:
    """The conversation as it really went, and what differs from the script, marked with !!."""
    told: list[str] = []
    for step in script.steps:
        before = door.effects()
        reply = played(step, script, door)
        told += [
            f"{'*' if step.at_desk else '>'} {step.typed}",
            *(f"< {line}" for line in reply.splitlines()),
        ]
        after = door.effects()
        fresh = [line for line in after if line not in before or line.startswith("jawab:")]
        if before and not after:
            fresh.append("terhapus")
        told += [f"= {line}" for line in fresh]
        told += _missing(step, reply, fresh)
    return told


def played(step: Step, script: Script, door: FrontDoor, sender: str = "warga") -> str:
    """One step of a script, and what the person sees of it."""
    if step.at_desk:
        return door.meanwhile(step.typed, sender)
    return door.say(step.typed, sender, script.place)


def _missing(step: Step, reply: str, fresh: list[str]) -> list[str]:
    missing, rest = [], reply
    for wanted in step.expected:
        found = rest.find(wanted)
        if found < 0:
            missing.append(f"!! line {step.line}: the reply lacks: {wanted}")
        else:
            rest = rest[found + len(wanted) :]
    missing += [
        f"!! line {step.line}: this did not happen: {wanted}"
        for wanted in step.effects
        if wanted not in fresh
    ]
    if "tercatat" not in "".join(step.effects) and any(f.startswith("tercatat") for f in fresh):
        missing.append(f"!! line {step.line}: a gap was noted that the script does not tell of")
    return missing
