"""The coordinators' desk in a terminal: work on groups without answering anybody."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.app.core import now, open_writer, today
from bot.config import Config
from bot.desk.gathering import Gatherer
from bot.desk.work import Work
from bot.domain.desk import Actor
from bot.domain.knowledge import KnowledgeBase
from bot.loader import KnowledgeError, load
from bot.storage import accounts
from bot.storage.database import Writer


@dataclass(frozen=True, slots=True)
class Bench:
    """What the commands below `gaps` work with. `zone` and `today` are the city's."""

    writer: Writer
    work: Work
    gatherer: Gatherer
    zone: ZoneInfo
    today: date

    def actor(self, name: str) -> Actor:
        """The owner of an account by its login; whoever has none is taken by the name."""
        found = self.writer.run(lambda connection: accounts.by_login(connection, name)).result()
        return Actor(found.account.name, found.account.id) if found else Actor(name)


@contextlib.contextmanager
def open_bench(config: Config) -> Iterator[Bench]:
    """The bench on the configured database, closed when everything is committed."""
    base = _base(config) or KnowledgeBase({})
    with open_writer(config) as writer:
        work = Work(writer, lambda: base, now, config.dashboard.answer_days)
        with contextlib.closing(Gatherer(writer, lambda: base, now)) as gatherer:
            if base.intents:
                gatherer.gather().result()
            on = now().astimezone(base.zone).date()
            yield Bench(writer, work, gatherer, base.zone, on)


def _base(config: Config) -> KnowledgeBase | None:
    """The knowledge; a mistake in it must not hide the questions. They are not grouped then:
    without its words they would be grouped badly, and stay so.
    """
    try:
        return load(config.knowledge, today())
    except KnowledgeError:
        return None
