"""Replays a transcript through the front door: the real service on a real SQLite file.

# What this conversation shows
> what the resident types          > [foto]    a message without words
                                   > (label)   a button of the last reply, pressed
< words of the reply               each line must occur in the reply, in this order
= an effect                        jawab: pkh/syarat · tercatat (alasan): kata · ketemu: niat
                                   umpan: niat ya|belum · terhapus
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, text

from bot.app import think
from bot.domain.choosing import plain
from bot.domain.matching import Matcher
from bot.domain.messages import Choice, Content, InboundMessage, Kind, Pressed, Text, Unsupported
from bot.loader import load
from bot.service import Brain, Service, Surroundings
from bot.storage import conversations
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
SECRET = "for tests only, for tests only, for tests only"


@dataclass(slots=True)
class Step:
    typed: str
    line: int
    expected: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Script:
    file: str
    title: str
    steps: list[Step] = field(default_factory=list)

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
        elif mark == ">":
            assert script, f"{file.name}:{number}: a conversation begins with a # title"
            script.steps.append(Step(raw[2:], number))
        elif mark in "<=" and mark:
            assert script, f"{file.name}:{number}: a conversation begins with a # title"
            assert script.steps, f"{file.name}:{number}: nobody has spoken yet"
            last = script.steps[-1]
            (last.expected if mark == "<" else last.effects).append(words)
        else:
            assert not raw.strip(), f"{file.name}:{number}: begins with none of # > < ="
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
    numbers: Iterator[int] = field(default_factory=itertools.count)
    offered: tuple[Choice, ...] = ()

    def say(self, typed: str, sender: str = "warga", channel: str = "console") -> str:
        """One turn; the reply as a person sees it, choices as lines."""
        message = InboundMessage(
            channel, sender, sender, f"m{next(self.numbers)}", self._content(typed)
        )
        reply = self.service.submit(message).result(30).reply
        assert reply is not None
        self.offered = reply.choices
        labels = [f"[{choice.label}]" for choice in reply.choices]
        return "\n".join(part for part in (reply.heading, reply.text, *labels) if part)

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
    codes = itertools.count(1)
    around = Surroundings(SecretBox(SECRET), lambda: NOW, lambda: f"{next(codes):04X}")
    return FrontDoor(Service(Writer(engine), brain, around), engine)


def replay(script: Script, door: FrontDoor) -> list[str]:
    """The conversation as it really went, and what differs from the script, marked with !!."""
    told: list[str] = []
    for step in script.steps:
        before = door.effects()
        reply = door.say(step.typed)
        told += [f"> {step.typed}", *(f"< {line}" for line in reply.splitlines())]
        after = door.effects()
        fresh = [line for line in after if line not in before or line.startswith("jawab:")]
        if before and not after:
            fresh.append("terhapus")
        told += [f"= {line}" for line in fresh]
        told += _missing(step, reply, fresh)
    return told


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
