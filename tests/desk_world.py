"""A small town with a coordinators' group on Telegram: residents ask, colleagues answer."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update

from bot.app import think
from bot.config import Retention
from bot.desk.gathering import Gatherer
from bot.desk.work import Work
from bot.domain.desk import Actor, GapGroup, GapStatus, Harm, Role
from bot.domain.desk_chat import Room
from bot.domain.matching import Matcher
from bot.domain.messages import Content, InboundMessage, Text
from bot.jobs import Tools
from bot.loader import load
from bot.service import Brain, Service, Surroundings
from bot.storage import accounts, journal, sessions
from bot.storage.accounts import NewAccount
from bot.storage.database import Writer, open_engine
from bot.storage.desk_tables import askers, gap_groups
from bot.storage.schema import migrate
from bot.storage.secrets import SecretBox
from bot.storage.sessions import Purpose
from bot.storage.tables import gaps
from tests.conversation import SECRET
from tests.telegram_bot import Running
from tests.telegram_rules import BOT_ID
from tests.telegram_server import TelegramServer

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, 09:00 in the city
TEAM = -100777
URL = "https://contoh.go.id"
OPERATOR = Actor("operator")
BASE = """\
entri:
  - {id: kebun/buka, contoh: [kapan kebun buka, jam buka kebun], jawaban: Jam delapan.}
  - {id: kebun/tiket, contoh: [tiket kebun berapa, harga masuk kebun], jawaban: Gratis.}
  - {id: darurat/medis, contoh: [ada yang pingsan], jawaban: Minta tolong sekarang.}
"""
DANGER = """\
darurat:
  - niat: darurat/medis
    tanda: [pingsan]
"""


def small_brain(folder: Path) -> Brain:
    """A knowledge of two answers and one danger: what is asked beyond them stays open."""
    root = folder / "pengetahuan"
    (root / "tanya_jawab").mkdir(parents=True, exist_ok=True)
    (root / "tanya_jawab" / "kebun.yaml").write_text(BASE, encoding="utf-8")
    (root / "kamus").mkdir(exist_ok=True)
    (root / "kamus" / "darurat.yaml").write_text(DANGER, encoding="utf-8")
    base = load(root, START.date())
    return think(base, Matcher.compile(base))


@dataclass(slots=True)
class Town:
    """The service of that town, its clock, and the coordinators' desk."""

    engine: Engine
    writer: Writer
    service: Service
    box: SecretBox
    now: datetime = START
    group: str = str(TEAM)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def work(self) -> Work:
        return Work(self.writer, lambda: self.service.brain.base, lambda: self.now, 7)

    def gatherer(self) -> Gatherer:
        return Gatherer(self.writer, lambda: self.service.brain.base, lambda: self.now)

    def ask(self, words: str, person: str = "9001", *, told: bool = False) -> int:
        """A resident asks what nobody can answer, and wants to be told; the question's number."""
        number = f"q{next(self.numbers)}"
        content: Content = Text(words)
        message = InboundMessage("telegram", person, person, number, content)
        assert self.service.submit(message).result(10).left_open, "it was answered"
        return self.writer.run(lambda c: self._asked(c, number, person, told=told)).result(10)

    def _asked(self, connection: Connection, number: str, person: str, *, told: bool) -> int:
        found = select(gaps.c.id).where(gaps.c.message_id == number)
        question = connection.execute(found).scalar_one()
        if told:
            row = {
                "question_id": question,
                "key": self.box.pseudonym("telegram", person),
                "channel": "telegram",
                "address": self.box.seal(person),
                "consented_at": self.stored_now,
                "expires_at": self.stored_now + timedelta(days=180),
            }
            connection.execute(insert(askers), row)
        return int(question)

    def group_of(self, *questions: int, harm: Harm = Harm.ORDINARY) -> int:
        """Those questions put together, as the grouping does it; the group's number."""

        def work(connection: Connection) -> int:
            row = {
                "status": GapStatus.NEW,
                "harm": harm,
                "opened_at": self.stored_now,
                "changed_at": self.stored_now,
            }
            key = connection.execute(insert(gap_groups), row).inserted_primary_key
            assert key is not None
            which = gaps.c.id.in_(questions)
            connection.execute(update(gaps).where(which).values(group_id=key[0]))
            return int(key[0])

        return self.writer.run(work).result(10)

    def account(self, login: str, role: Role = Role.COORDINATOR, office: str = "") -> int:
        new = NewAccount(login, login.title(), role, office)
        return self.writer.run(lambda c: accounts.add(c, new, self.stored_now)).result(10)

    def disable(self, account_id: int) -> None:
        self.writer.run(lambda c: accounts.disable(c, account_id, self.stored_now)).result(10)

    def actor(self, login: str) -> Actor:
        """The owner of an account, at work."""
        found = self.writer.run(lambda c: accounts.by_login(c, login)).result(10)
        assert found is not None
        return Actor(found.account.name, found.account.id)

    def link(self, account_id: int, person: int) -> None:
        """As if the code had been typed."""
        key = self.box.pseudonym("telegram", str(person))
        self.writer.run(lambda c: accounts.link_telegram(c, account_id, key)).result(10)

    def code(self, account_id: int, code: str = "ABCD2345") -> str:
        until = self.stored_now + timedelta(minutes=10)
        issue = sessions.issue
        self.writer.run(lambda c: issue(c, code, account_id, Purpose.TELEGRAM, until)).result(10)
        return code

    def standing(self, group: int) -> GapGroup:
        sheet = self.work.sheet(group).result(10)
        assert sheet is not None
        return sheet.group

    def deeds(self, group: int) -> list[str]:
        """Who did what with it, oldest first."""
        entries = self.writer.run(lambda c: journal.of(c, journal.GROUP, str(group))).result(10)
        return [f"{entry.actor}: {entry.deed}" for entry in entries]

    def tools(self) -> Tools:
        return Tools(
            self.writer,
            self.box,
            Retention(),
            lambda: self.service.brain.base,
            self.now,
            room=Room(self.group, URL),
        )

    @property
    def stored_now(self) -> datetime:
        return self.now.astimezone(UTC).replace(tzinfo=None)

    def close(self) -> None:
        self.service.close()
        self.engine.dispose()


def town(folder: Path) -> Town:
    engine = open_engine(folder / "town.sqlite3")
    migrate(engine)
    writer, box = Writer(engine), SecretBox(SECRET)
    opened: list[Town] = []
    around = Surroundings(
        box,
        lambda: opened[0].now,
        lambda: "0001",
        public_url=URL,
        room=Room(str(TEAM), URL),
    )
    opened.append(Town(engine, writer, Service(writer, small_brain(folder), around), box))
    return opened[0]


@dataclass(slots=True)
class Team:
    """The town's bot on the strict Telegram: what colleagues press and write, and what comes."""

    telegram: TelegramServer
    town: Town

    async def press(self, person: int, label: str, chat: int = TEAM) -> str:
        """Press the newest button of that label in the chat; what the bot says to it."""
        newest = [
            data
            for sent in self.telegram.sent
            if sent.chat == chat
            for row in sent.buttons
            for words, data in row
            if words == label
        ]
        assert newest, f"no button “{label}” in {self.telegram.texts(chat)}"
        return await self.press_data(person, newest[-1], chat)

    async def press_data(self, person: int, data: str, chat: int = TEAM) -> str:
        """Press a button by what stands behind it, as a changed program on a phone could."""
        me = {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}
        message = {"message_id": 1, "date": 1, "chat": kind(chat), "from": me, "text": "?"}
        query = {"id": "77", "from": somebody(person), "chat_instance": "1", "data": data}
        return await self._answered(chat, {"callback_query": {**query, "message": message}})

    async def write(self, person: int, words: str, chat: int | None = None) -> str:
        """Write to the bot: alone, or in a group as a reply to what it said."""
        where = person if chat is None else chat
        message = {
            "message_id": 1,
            "date": 1,
            "chat": kind(where),
            "from": somebody(person),
            "text": words,
        }
        if chat is not None:
            me = {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}
            before = {"message_id": 9, "date": 1, "chat": kind(where), "from": me, "text": "?"}
            message["reply_to_message"] = before
        return await self._answered(where, {"message": message})

    async def _answered(self, chat: int, update: dict[str, object]) -> str:
        before = len(self.telegram.texts(chat))
        self.telegram.push(update)
        await self.telegram.until(lambda: len(self.telegram.texts(chat)) > before)
        return self.telegram.texts(chat)[-1]

    async def arrives(self, count: int, chat: int = TEAM) -> str:
        """Wait until so many messages are in a chat; the last one."""
        await self.telegram.until(lambda: len(self.telegram.texts(chat)) >= count)
        return self.telegram.texts(chat)[-1]

    def buttons(self, chat: int = TEAM) -> list[str]:
        """The labels under the last message of a chat."""
        last = [sent for sent in self.telegram.sent if sent.chat == chat][-1]
        return [words for row in last.buttons for words, _ in row]


def somebody(person: int) -> dict[str, object]:
    return {"id": person, "is_bot": False, "first_name": "Ani"}


def kind(chat: int) -> dict[str, object]:
    return {"id": chat, "type": "private" if chat > 0 else "supergroup"}


@asynccontextmanager
async def on_duty(telegram: TelegramServer, town: Town) -> AsyncIterator[Team]:
    """The bot at work until the block ends."""
    bot = Running(telegram, town.service, "polling")
    await bot.start()
    try:
        yield Team(telegram, town)
    finally:
        await bot.stop()
