"""Figures of how the service is used, month by month, hidden where few people stand behind one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.domain.desk import GapGroup
from bot.domain.knowledge import KnowledgeBase
from bot.domain.publishing import Publication, PublicationStatus
from bot.domain.serving import LoopFigures, loop_figures
from bot.domain.staleness import Lapsing, lapsing
from bot.domain.usage import LEAST_PEOPLE, Month, Overview, Table, counted, endings, overview
from bot.domain.usage.kinds import (
    HOURS,
    by_aspect,
    by_channel,
    by_day,
    by_hour,
    by_place,
    by_programme,
)
from bot.storage import asked, publications, served
from bot.storage.asked import Log
from bot.storage.askers import ANSWERED
from bot.storage.database import Writer
from bot.storage.groups import listing

MOST_MONTHS = 13
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Usage:
    """How the service was used in a month. `until` is its last day, or today while it runs."""

    month: Month
    until: date
    overview: Overview
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Report:
    """The serving report of a month. What is open, closed or lapsed is so `on` that day.

    `loop` counts from the first of `loop_since`. `closed` groups have an answer.
    """

    usage: Usage
    before: Overview
    loop: LoopFigures
    loop_since: Month
    open: tuple[GapGroup, ...]
    closed: int
    facts: tuple[Lapsing, ...]
    on: date

    @property
    def overdue(self) -> int:
        """How many open groups should have been answered by now."""
        return sum(group.is_overdue(self.on) for group in self.open)

    @property
    def told_openly(self) -> tuple[GapGroup, ...]:
        """Open groups that enough people asked, so that their words single nobody out."""
        asked_by_many = (g for g in self.open if g.people >= LEAST_PEOPLE)
        return tuple(sorted(asked_by_many, key=lambda g: (-g.people, g.id)))

    @property
    def share_informed(self) -> float | None:
        """How many of those who wanted to be told were; None where they are few."""
        return self.loop.share_informed if self.loop.wishes >= LEAST_PEOPLE else None

    @property
    def share_solved(self) -> float | None:
        """How many of those who judged what they were told said yes; None where they are few."""
        return self.loop.share_solved if self.loop.judged >= LEAST_PEOPLE else None

    @property
    def lapsed(self) -> int:
        """How many facts may not be stated any more."""
        return sum(fact.has_lapsed(self.on) for fact in self.facts)


class Reporting:
    """Figures from the log of turns. Its methods read and count: call them in a thread."""

    def __init__(
        self,
        writer: Writer,
        base: Callable[[], KnowledgeBase],
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._base = base
        self._clock = clock

    @property
    def this_month(self) -> Month:
        """The month that runs, in the city."""
        return Month.of(self._today)

    def months(self) -> tuple[Month, ...]:
        """The months there are figures of, the running one first."""
        first = self._writer.run(asked.first_at).result()
        months = [self.this_month]
        begun = Month.of(first.astimezone(self._base().zone).date()) if first else months[0]
        while months[-1] > begun and len(months) < MOST_MONTHS:
            months.append(months[-1].before)
        return tuple(months)

    def usage(self, month: Month) -> Usage:
        """A month counted by day, hour, programme, aspect, kelurahan and channel."""
        base, log = self._base(), self._log_of(month)
        until = min(month.after.first - timedelta(days=1), self._today)
        questions = endings(log.uses, log.judged)
        days = tuple(str(day) for day in range(1, until.day + 1))
        tables = {
            "hari": counted(questions, by_day(base.zone), days),
            "jam": counted(questions, by_hour(base.zone), HOURS),
            "program": counted(questions, by_programme(base)),
            "aspek": counted(questions, by_aspect(base)),
            "kelurahan": counted(questions, by_place),
            "kanal": counted(questions, by_channel),
        }
        return Usage(month, until, overview(log.uses, questions, log.judged), tables)

    def sums(self, month: Month) -> Overview:
        """The sums of a month alone."""
        return _sums(self._log_of(month))

    def last_week(self) -> Overview:
        """The sums of the seven days until now; tell them roughly (`about`)."""
        now = self._clock()
        return _sums(self._log(now - WEEK, now))

    def report(self, month: Month) -> Report:
        """All that the serving report of a month tells."""
        usage, since = self.usage(month), month.before.before
        groups = self._writer.run(listing).result()
        return Report(
            usage=usage,
            before=self.sums(month.before),
            loop=self._loop(since),
            loop_since=since,
            open=tuple(g for g in groups if g.status.is_open),
            closed=sum(g.status in ANSWERED for g in groups),
            facts=lapsing(self._base(), self._today),
            on=self._today,
        )

    def proposals(self) -> tuple[Publication, ...]:
        """Changes of the knowledge that wait to be published."""
        waiting = PublicationStatus.PROPOSED
        return self._writer.run(lambda c: publications.with_status(c, waiting)).result()

    def _loop(self, since: Month) -> LoopFigures:
        at, now = _stored(since.starts_at(self._base().zone)), self._clock()
        asked_for = self._writer.run(lambda c: (served.questions(c, at), served.wishes(c, at)))
        return loop_figures(*asked_for.result(), now)

    @property
    def _today(self) -> date:
        return self._clock().astimezone(self._base().zone).date()

    def _log_of(self, month: Month) -> Log:
        zone = self._base().zone
        return self._log(month.starts_at(zone), month.after.starts_at(zone))

    def _log(self, since: datetime, until: datetime) -> Log:
        """Read day by day: turns go on in between."""
        days = []
        while since < until:
            end = min(since + DAY, until)
            read = partial(asked.between, since=_stored(since), until=_stored(end))
            days.append(self._writer.run(read).result())
            since = end
        uses = tuple(use for day in days for use in day.uses)
        return Log(uses, tuple(said for day in days for said in day.judged))


def _sums(log: Log) -> Overview:
    return overview(log.uses, endings(log.uses, log.judged), log.judged)


def _stored(at: datetime) -> datetime:
    """As it is stored: UTC without its zone."""
    return at.astimezone(UTC).replace(tzinfo=None)
