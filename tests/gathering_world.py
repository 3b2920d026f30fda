"""A desk with nothing but the database and its questions, as coordinators and jobs meet it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, update

from bot.desk.gathering import Gatherer
from bot.desk.work import Work
from bot.domain.conversation import Gap, GapReason, GapSettled
from bot.domain.desk import Actor, GapGroup
from bot.domain.knowledge import KnowledgeBase
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate
from bot.storage import gaps, grouping, tables
from bot.storage.database import Writer, open_engine
from bot.storage.desk_tables import gap_groups
from bot.storage.gaps import GapRow, Origin
from bot.storage.schema import migrate

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Actor("Bu Siti", 1)


@dataclass
class Clock:
    """The clock of one test: it stands still until the test moves it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


class DeskWorld:
    """Questions go in as a turn leaves them; groups come out as coordinators see them."""

    def __init__(self, folder: Path, base: KnowledgeBase) -> None:
        self.base = base
        self.clock = Clock()
        self._engine = open_engine(folder / "bot.sqlite")
        migrate(self._engine)
        self.writer = Writer(self._engine)
        self.gatherer = self.another_process()
        self.work = Work(self.writer, lambda: self.base, self.clock, 7)
        self._asked = 0

    def another_process(self) -> Gatherer:
        """A gatherer that remembers nothing, as after a start or in another process."""
        return Gatherer(self.writer, lambda: self.base, self.clock)

    def close(self) -> None:
        self.gatherer.close()
        self.writer.close()
        self._engine.dispose()

    def ask(self, text: str, who: str = "warga", *near: tuple[str, float]) -> int:
        """Leave a question open, and gather. The question's number."""
        question = self.leave(text, who, *near)
        self.gatherer.gather().result()
        return question

    def leave(self, text: str, who: str = "warga", *near: tuple[str, float]) -> int:
        """Leave a question open without gathering."""
        self._asked += 1
        candidates = tuple(Candidate(intent, score) for intent, score in near)
        gap = Gap(RedactedText(text), GapReason.NEAR_TIE, candidates)
        origin = Origin(who, "web", str(self._asked), self._stored_now())
        self.writer.run(lambda c: gaps.add(c, gap, origin)).result()
        return max(row.id for row in self.rows())

    def settle(self, question: int, who: str = "warga") -> None:
        """The asker finds the answer among the choices."""
        origin = Origin(who, "web", "", self._stored_now())
        settled = GapSettled(str(question), "pkh/syarat")
        self.writer.run(lambda c: gaps.settle(c, settled, origin)).result()

    def erase(self, who: str) -> None:
        """The person types "hapus data"."""
        self.writer.run(lambda c: gaps.forget(c, who)).result()

    def rows(self) -> list[GapRow]:
        return list(self.writer.run(gaps.unsettled).result())

    def group_of(self, question: int) -> int | None:
        return next(row.group for row in self.rows() if row.id == question)

    def together(self) -> list[set[int]]:
        """The questions of every group, those of the oldest question first."""
        found: dict[int, set[int]] = defaultdict(set)
        for row in sorted(self.rows(), key=lambda row: row.id):
            assert row.group is not None
            found[row.group].add(row.id)
        return list(found.values())

    def group(self, number: int) -> GapGroup:
        sheet = self.work.sheet(number).result()
        assert sheet is not None
        return sheet.group

    def deeds(self, number: int) -> list[str]:
        sheet = self.work.sheet(number).result()
        assert sheet is not None
        return [entry.deed for entry in sheet.entries]

    def set(self, number: int, **values: object) -> None:
        """What other parts of the desk do to a group, without their journal."""

        def change(connection: Connection) -> None:
            connection.execute(
                update(gap_groups).where(gap_groups.c.id == number).values(**values)
            )

        self.writer.run(change).result()

    def place(self, question: int, group: int) -> None:
        """Put a question where it does not belong, as an older version of the rules might have."""
        row = tables.gaps.c.id == question
        placing = update(tables.gaps).where(row).values(group_id=group)
        self.writer.run(lambda connection: connection.execute(placing) and None).result()

    def purge(self) -> int:
        return self.writer.run(grouping.purge).result()

    def _stored_now(self) -> datetime:
        return self.clock.now.replace(tzinfo=None)
