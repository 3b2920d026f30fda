"""Work on groups of questions: every deed is one transaction with its row in the journal."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.domain.desk import Actor, GapGroup, GapStatus
from bot.domain.keeping import kept_words
from bot.domain.knowledge import KnowledgeBase
from bot.storage import deeds, gaps, groups, journal
from bot.storage.database import Writer
from bot.storage.deeds import DeedError, Doing, doing
from bot.storage.gaps import GapRow
from bot.storage.groups import NoGroupError
from bot.storage.journal import GROUP, Entry

__all__ = ["DeedError", "GapSheet", "NoGroupError", "Work"]

# Whose askers are told an answer: it must be known which.
TOLD = frozenset({GapStatus.ANSWERED, GapStatus.MISMATCHED})

ADVICE_HOLDS_DATA = (
    "Kalimat untuk warga tidak boleh memuat nama orang, atau nomor yang belum ada di Pengetahuan. "
    "Tulis nama kantornya saja."
)


@dataclass(frozen=True, slots=True)
class GapSheet:
    """One group, the questions in it (oldest first) and what was done with it."""

    group: GapGroup
    questions: tuple[GapRow, ...]
    entries: tuple[Entry, ...]


class Work:
    """What coordinators do with groups.

    Futures resolve after the commit and raise NoGroupError for a number that is none, DeedError
    for what cannot be done. A group that was merged stands for the one it has gone into.
    """

    def __init__(
        self,
        writer: Writer,
        base: Callable[[], KnowledgeBase],
        clock: Callable[[], datetime],
        answer_days: int,
    ) -> None:
        self._writer = writer
        self._base = base
        self._clock = clock
        self._answer_days = answer_days

    @property
    def today(self) -> date:
        """The day in the city."""
        return self._clock().astimezone(self._base().zone).date()

    def groups(self) -> "Future[list[GapGroup]]":
        """All groups that are not merged away, in the order they were opened."""
        return self._writer.run(groups.listing)

    def sheet(self, group: int) -> "Future[GapSheet | None]":
        """All about one group; None for a number that is none."""
        return self._writer.run(partial(_sheet, group))

    def take(self, group: int, actor: Actor) -> "Future[None]":
        """The actor sees to it from now on."""
        usual = self._usual_due()
        return self._do(group, actor, lambda of: deeds.take(of, usual))

    def assign(
        self, group: int, actor: Actor, *, office: str = "", account_id: int | None = None
    ) -> "Future[None]":
        """Hand it to an office, a person, or both; due as if it had been taken."""
        usual = self._usual_due()
        return self._do(group, actor, lambda of: deeds.assign(of, usual, office, account_id))

    def due(self, group: int, actor: Actor, day: date | None) -> "Future[None]":
        """Set the day it should be done by; None: no such day."""
        return self._do(group, actor, lambda of: deeds.set_due(of, day))

    def status(
        self, group: int, actor: Actor, status: GapStatus, intent: str = ""
    ) -> "Future[None]":
        """Say where it stands. `intent`: the answer askers are told, of what is answered."""

        def deed(of: Doing) -> None:
            if status in TOLD and intent not in self._base().intents:
                raise DeedError(
                    f"Tidak ada jawaban “{intent}”. Periksa lagi tulisannya."
                    if intent
                    else "Tulis dulu jawaban mana yang dimaksud, misalnya pkh/syarat."
                )
            deeds.set_status(of, status, intent if status in TOLD else "")

        return self._do(group, actor, deed)

    def dismiss(self, group: int, actor: Actor, advice: str = "") -> "Future[None]":
        """It is nobody's business here. `advice`: whom askers are told to ask instead.

        It reaches people as it is, so it holds no number that the knowledge does not hold too.
        """
        advice = " ".join(advice.split())
        is_safe = kept_words(advice, self._base().public_numbers) == advice

        def deed(of: Doing) -> None:
            if not is_safe:
                raise DeedError(ADVICE_HOLDS_DATA)
            if len(advice) > deeds.ADVICE_CHARACTERS:
                raise DeedError(f"Paling panjang {deeds.ADVICE_CHARACTERS} huruf, ya.")
            deeds.dismiss(of, advice)

        return self._do(group, actor, deed)

    def give_back(self, group: int, actor: Actor) -> "Future[None]":
        """It lies with nobody any more, and is new again for the team."""
        return self._do(group, actor, deeds.give_back)

    def note(self, group: int, actor: Actor, text: str) -> "Future[None]":
        """Keep a note for the others, redacted."""
        words = kept_words(text, self._base().public_numbers).strip()

        def deed(of: Doing) -> None:
            if not words:
                raise DeedError("Catatannya masih kosong.")
            deeds.note(of, words)

        return self._do(group, actor, deed)

    def retitle(self, group: int, actor: Actor, title: str) -> "Future[None]":
        """Give it a name of its own, redacted; "" goes back to the oldest question's words."""
        words = kept_words(title, self._base().public_numbers)
        return self._do(group, actor, lambda of: deeds.retitle(of, words))

    def draft(self, group: int, actor: Actor, text: str) -> "Future[None]":
        """Keep an answer begun elsewhere; it takes the place of the one kept before.

        Not redacted: it is meant for everybody, and the number of an office is part of it.
        """
        return self._do(group, actor, lambda of: deeds.draft(of, text))

    def _usual_due(self) -> date:
        return self.today + timedelta(days=self._answer_days)

    def _do(self, group: int, actor: Actor, deed: Callable[[Doing], None]) -> "Future[None]":
        at = self._clock().astimezone(UTC).replace(tzinfo=None)  # as it is stored
        return self._writer.run(lambda connection: deed(doing(connection, group, actor, at)))


def _sheet(group: int, connection: Connection) -> GapSheet | None:
    try:
        found = groups.one(connection, group)
    except NoGroupError:
        return None
    return GapSheet(
        group=found,
        questions=tuple(gaps.in_group(connection, found.id)),
        entries=journal.of(connection, GROUP, str(found.id)),
    )
