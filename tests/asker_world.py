"""A bot that knows three answers and understands nothing: every question waits for the desk."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml
from sqlalchemy import Engine, text

from bot import jobs
from bot.config import Retention
from bot.domain.delivery import Delivered, Outgoing
from bot.domain.desk import GapStatus
from bot.domain.eligibility.questions import Eligibility
from bot.domain.knowledge import Intent, KnowledgeBase, Lexicon, Section
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply, Text
from bot.domain.provenance import Confidence, Provenance
from bot.domain.understanding import Outcome, Question, Understanding
from bot.jobs import telling
from bot.loader import SHIPPED
from bot.service import Brain, Service, Surroundings
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from handlers import ROUTES
from tests.answered_world import SECRET, Clock, close_question, open_group
from tests.screening_world import base as screening_base
from tests.screening_world import no_ear

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BOX = SecretBox(SECRET)
ASK = "Apakah ini menjawab pertanyaan Anda?"
TELL_ME = "Kabari saya kalau sudah ada jawabannya"
SURE, LAPSED, UNSURE = "air/keruh", "air/jadwal", "air/tarif"


def _commands() -> dict[str, str]:
    words = yaml.load(
        (SHIPPED / "kamus" / "perintah.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
    )
    return {one: name for name, all_ in words["perintah"].items() for one in all_}


def _intent(name: str, words: str, of: Provenance) -> Intent:
    return Intent(name, name, name.upper(), Section(words, provenance=of))


def base(*without: str) -> KnowledgeBase:
    """What the bot knows, but for some intents."""
    checked = date(2026, 11, 1)
    known = (
        _intent(SURE, "Laporkan ke kantor air.", Provenance(("pdam",), reviewed_on=checked)),
        _intent(
            LAPSED,
            "Air mengalir pagi hari.",
            Provenance(("pdam",), reviewed_on=checked, valid_until=date(2026, 12, 1)),
        ),
        _intent(
            UNSURE,
            "Tarifnya dua ribu.",
            Provenance(("pdam",), Confidence.LOW, reviewed_on=checked),
        ),
    )
    return replace(
        screening_base(),
        intents={one.id: one for one in known if one.id not in without},
        eligibility=Eligibility(),
        lexicon=Lexicon(commands=_commands()),
    )


def brain(known: KnowledgeBase) -> Brain:
    def understand(utterance: str, _: str | None) -> Understanding:
        return Understanding((Question(utterance, Outcome.UNKNOWN),))

    return Brain(base=known, understand=understand, routes=ROUTES, ear_on=no_ear)


@dataclass(slots=True)
class City:
    """People who ask over Telegram, the desk that answers, and what arrives."""

    folder: Path
    engine: Engine
    writer: Writer
    service: Service
    clock: Clock
    numbers: Iterator[int] = field(default_factory=itertools.count)
    offered: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def says(self, words: str, person: str = "4711", channel: str = "telegram") -> Reply:
        """One turn; its reply arrives at once. "(label)" presses a button of the last message."""
        content = Text(words)
        if words.startswith("("):
            content = Pressed(self.button(words[1:-1], person))
        number = f"m{next(self.numbers)}"
        message = InboundMessage(channel, person, person, number, content)
        reply = self.service.submit(message).result(20).reply
        assert reply
        self.arrived()
        self.offered[person] = reply.choices
        return reply

    def button(self, label: str, person: str = "4711") -> str:
        (found, *_) = [one.id for one in self.offered[person] if one.label == label]
        return found

    def asks(self, words: str, person: str = "4711") -> None:
        """A question, and the wish to be told."""
        self.says(words, person)
        self.says(f"({TELL_ME})", person)

    def answers(
        self, about: str = SURE, person: str = "4711", status: GapStatus = GapStatus.ANSWERED
    ) -> int:
        """Coordinators close this person's newest open question."""
        return close_question(self.engine, person, (status, about), self.clock())

    def groups(self, *questions: Sequence[int]) -> None:
        """Put these questions together."""
        with self.engine.begin() as connection:
            for together in questions:
                open_group(connection, list(together), self.clock.now.replace(tzinfo=None))

    def notify(self) -> str:
        return jobs.notify(self.tools())

    def tools(self, box: SecretBox = BOX) -> jobs.Tools:
        known = self.service.brain.base
        return jobs.Tools(self.writer, box, Retention(), lambda: known, self.clock())

    def know(self, known: KnowledgeBase) -> None:
        self.service.swap(replace(self.service.brain, base=known))

    def later(self, **by: int) -> None:
        """Time goes by."""
        self.clock.now += timedelta(**by)

    def due(self) -> tuple[Outgoing, ...]:
        return self.service.due("telegram", 1_000).result(20)

    def arrived(self) -> list[Outgoing]:
        """Everything that waits has reached people."""
        found: list[Outgoing] = []
        while rows := self.due():
            self.service.settle([Delivered(row.id) for row in rows]).result(20)
            found += rows
        self.offered |= {row.address: row.reply.choices for row in found}
        return found

    def told(self) -> list[tuple[str, str]]:
        """Run the job; whom it reached with what."""
        self.notify()
        return [(row.address, row.reply.text) for row in self.arrived()]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def close(self) -> None:
        self.service.close()
        self.engine.dispose()


def city(folder: Path, *, known: KnowledgeBase | None = None) -> City:
    engine = open_engine(folder / "city.sqlite3")
    migrate(engine)
    writer = Writer(engine)
    clock = Clock(NOW)
    around = Surroundings(BOX, clock, lambda: "0001")
    return City(folder, engine, writer, Service(writer, brain(known or base()), around), clock)


def waiting(of: City) -> int:
    (found,) = of.rows("SELECT count(*) FROM askers WHERE told_at IS NULL AND address != x''")
    return int(str(found[0]))


def group_rows(of: City) -> list[tuple[object, ...]]:
    return of.rows("SELECT status, reopened FROM gap_groups ORDER BY id")


def notify_once(folder: Path) -> None:
    """The job in a process of its own, in many small steps; it may be killed at any moment."""
    telling.ASKERS_AT_ONCE = 2
    writer = Writer(open_engine(folder / "city.sqlite3"))
    jobs.notify(jobs.Tools(writer, BOX, Retention(), base, NOW + timedelta(hours=1)))
