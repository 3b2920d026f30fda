"""The real service on a database of its own, with one handler that says what it was told."""

from collections import Counter
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, event

from bot.domain.conversation import Conversation, Turn
from bot.domain.delivery import Outgoing
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply, Text, Unsupported
from bot.domain.routing import Route, TurnContext
from bot.domain.understanding import Understanding
from bot.service import Brain, Service, Surroundings, Taken
from bot.storage.database import Writer, open_engine
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox

LONG = " ".join(f"Ini kalimat nomor {number} dari jawaban yang panjang." for number in range(200))
CHOICES = (
    Choice("ya:", "Ya"),
    Choice("belum:", "Belum"),
    Choice("menu:", "Kembali ke menu utama"),
)


class DiskFullError(Exception):
    """What a commit ends in while `EchoService.broken` is set."""


class DefectError(Exception):
    """A mistake in our own code, which nobody expects."""


class EchoService(Service):
    """For "tombol" come buttons, for "panjang" a long answer, else the words that were said."""

    def __init__(self, folder: Path) -> None:
        file = folder / "bot.sqlite"
        if not file.exists():
            file.write_bytes(_empty_database())
        engine = open_engine(file)
        self.broken = False
        self.defects: Counter[str] = Counter()  # method -> how many of its next calls break
        event.listen(engine, "commit", self._maybe_fail)
        brain = Brain(
            KnowledgeBase({}),
            lambda utterance, topic: Understanding(()),
            (Route("echo", lambda message, conversation, context: True, _echo),),
            lambda day: Ear(rulebook(KnowledgeBase({}), day), {}),
        )
        box = SecretBox("a secret of the tests, long enough")
        around = Surroundings(box, lambda: datetime.now(UTC), lambda: "0000")
        super().__init__(Writer(engine), brain, around)

    def submit(self, message: InboundMessage) -> "Future[Taken]":
        self._maybe_break("submit")
        return super().submit(message)

    def due(self, channel: str, limit: int) -> "Future[tuple[Outgoing, ...]]":
        self._maybe_break("due")
        return super().due(channel, limit)

    def waiting(self) -> int:
        """How many replies have not left."""
        count = "SELECT count(*) FROM outbox WHERE status = 'waiting'"
        return self._writer.run(lambda c: c.exec_driver_sql(count).scalar_one()).result(10)

    def _maybe_break(self, method: str) -> None:
        if self.defects[method]:
            self.defects[method] -= 1
            raise DefectError

    def _maybe_fail(self, _: Connection) -> None:
        if self.broken:
            raise DiskFullError


@cache
def _empty_database() -> bytes:
    """A migrated one; made once, as that takes longer than most tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "empty.sqlite")
        engine = open_engine(file)
        migrate(engine)
        engine.dispose()
        return file.read_bytes()


def _echo(message: InboundMessage, conversation: Conversation, context: TurnContext) -> Turn:
    return Turn(_reply(message), replace(conversation))


def _reply(message: InboundMessage) -> Reply:
    match message.content:
        case Text("tombol"):
            return Reply("Sudah terjawab?", heading="Bantuan <PKH>", choices=CHOICES)
        case Text("panjang"):
            return Reply(LONG, choices=CHOICES)
        case Text(utterance):
            return Reply(f"jawab: {utterance}")
        case Pressed(choice_id):
            return Reply(f"pilihan: {choice_id}")
        case Unsupported(kind):
            return Reply(f"jenis: {kind}")
