"""A small base with two rules, and a bot whose people keep their answers: no YAML, no matcher."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import yaml
from sqlalchemy import Engine, text

from bot.config import Retention
from bot.domain.conversation import (
    Conversation,
    Erasure,
    Record,
    ScreeningDropped,
    ScreeningKept,
    Turn,
)
from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.questions import Eligibility, Question, QuestionKind
from bot.domain.eligibility.rules import Bounds, Criterion, FactTest, Group, Join, Rule, Wording
from bot.domain.eligibility.values import Span
from bot.domain.knowledge import KnowledgeBase, Level, Parameter, Programme, Status
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.provenance import Provenance
from bot.domain.routing import Route, TurnContext
from bot.domain.understanding import Understanding
from bot.jobs import Tools
from bot.loader import SHIPPED
from bot.service import Brain, Service, Surroundings, Taken
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BOX = SecretBox("for tests only, for tests only, for tests only")
SAY = yaml.load((SHIPPED / "pesan.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
LIKELY, UNSURE, UNLIKELY = "kemungkinan_bisa", "perlu_dicek", "kemungkinan_belum_bisa"

# A household with a disabled member that earns two million a month and does not know its desil.
ANSWERS = (
    Answer("penghasilan", {"penghasilan": Span(2_000_000, 2_000_000)}),
    Answer("anggota", members=(Member({"disabilitas": frozenset({"ya"})}, "anggota"),)),
    Answer("desil"),
)


def question(name: str, kind: QuestionKind = QuestionKind.NUMBER) -> Question:
    return Question(name, kind, f"{name}?", f"{name}?", name, ())


def programme(name: str) -> Programme:
    return Programme(
        id=name,
        official_name=name,
        short_name=name.upper(),
        names=(),
        status=Status.ACTIVE,
        level=Level.CITY,
        agencies=(),
        ask="kelurahan",
        sections={},
        examples={},
    )


def rule(name: str, *facts: str, reviewed_on: date = date(2026, 11, 1), **dates: date) -> Rule:
    """Asks for each of these facts to be at most the parameter of the same name."""
    source = Provenance(("perwal",), reviewed_on=reviewed_on)
    parts = [
        Criterion(fact, FactTest(fact, Bounds(most=fact)), Wording(), source) for fact in facts
    ]
    return Rule(name, Group(Join.ALL, tuple(parts)), source, **dates)


def base(*rules: Rule, income: int = 1_000_000) -> KnowledgeBase:
    """What the bot knows; `income` is the limit of the day."""
    numbers = {"penghasilan": income, "desil": 4}
    return KnowledgeBase(
        intents={},
        programmes={name: programme(name) for name in ("pkh", "pip", "kks")},
        parameters={
            name: Parameter(name, name, "x", ((date(2020, 1, 1), Decimal(value)),), Provenance())
            for name, value in numbers.items()
        },
        say=SAY,
        eligibility=Eligibility(
            questions={
                one.id: one
                for one in (
                    question("penghasilan"),
                    question("anggota", QuestionKind.MEMBERS),
                    question("desil"),
                )
            },
            rules={one.programme: (one,) for one in rules or (rule("pkh", "penghasilan"),)},
        ),
    )


def reachable_or_not(context: TurnContext) -> str:
    return "reachable" if context.reachable else "not reachable"


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    assert isinstance(message.content, Text)
    effects: dict[str, tuple[Record, ...]] = {
        "kabari": (ScreeningKept(ANSWERS, {"pkh": UNLIKELY}),),
        "berhenti": (ScreeningDropped(),),
        "hapus": (Erasure(),),
    }
    records = effects.get(message.content.utterance, ())
    after = Conversation(interview=Interview(answers=ANSWERS)) if records else before
    return Turn(Reply(reachable_or_not(context)), after, records)


def no_ear(day: date):
    raise AssertionError("nobody interviews here")


def brain(known: KnowledgeBase) -> Brain:
    return Brain(
        base=known,
        understand=lambda utterance, topic: Understanding(()),
        routes=(Route("all", lambda message, before, context: True, handle),),
        ear_on=no_ear,
    )


@dataclass(slots=True)
class Town:
    """People who talk to that bot over Telegram, and what waits to be sent to them."""

    folder: Path
    engine: Engine
    writer: Writer
    service: Service
    numbers: itertools.count = field(default_factory=itertools.count)

    def say(self, words: str, person: str = "4711", channel: str = "telegram") -> Taken:
        number = f"t{next(self.numbers)}"
        message = InboundMessage(channel, person, person, number, Text(words))
        return self.service.submit(message).result(10)

    def know(self, known: KnowledgeBase) -> None:
        self.service.swap(replace(self.service.brain, base=known))

    def tools(self, now: datetime = NOW, box: SecretBox = BOX) -> Tools:
        return Tools(self.writer, box, Retention(), lambda: self.service.brain.base, now)

    def screened(self) -> list[str]:
        """Whose answers are kept."""
        return self._column("SELECT key FROM screenings ORDER BY key")

    def news(self) -> list[str]:
        """Everything that waits to be sent and answers nobody."""
        return self._column("SELECT reply FROM outbox WHERE message_id = 'rescreening'")

    def _column(self, query: str) -> list[str]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query)).scalars())

    def raw(self) -> bytes:
        """Every byte of the database on disk."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.glob("town*")))

    def close(self) -> None:
        self.service.close()
        self.engine.dispose()


def town(folder: Path, known: KnowledgeBase | None = None) -> Town:
    engine = open_engine(folder / "town.sqlite3")
    migrate(engine)
    writer = Writer(engine)
    around = Surroundings(BOX, lambda: NOW, lambda: "0001")
    return Town(folder, engine, writer, Service(writer, brain(known or base()), around))
