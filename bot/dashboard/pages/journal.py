"""Jejak: everything that was done here, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.pages.publishing import name_of
from bot.dashboard.visit import Visit
from bot.desk.logins import ACCOUNT
from bot.domain.desk import Right
from bot.storage import journal
from bot.storage.journal import GROUP, Entry
from bot.storage.publications import KIND as PUBLICATION

PAGE = 40
_ITS_NAME = ("nama",)
_NUMBERS = ("huruf",)  # how long a draft was: for nobody


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of the journal as it is shown: done to what, and where that is found ("": nowhere).

    `said`: the details that need not be told again.
    """

    entry: Entry
    what: str
    href: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and groups are called, by their number in the journal."""

    accounts: Mapping[str, str]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """The deeds of one day."""

    on: date
    deeds: tuple[Deed, ...]


async def show(visit: Visit) -> Response:
    """One page of them; `?sebelum=` pages back."""
    before = visit.query.get("sebelum", "")
    is_number = before.isascii() and before.isdecimal() and len(before) < 16
    before_id = int(before) if is_number else None
    read = visit.desk.writer.run(lambda c: journal.latest(c, PAGE + 1, before_id))
    entries = await visit.done(read)
    more = len(entries) > PAGE
    zone = visit.now.tzinfo
    names = Names(
        {str(each.id): each.name for each in await visit.done(visit.desk.accounts.everybody())},
        {str(each.id): each.title for each in await visit.done(visit.desk.work.groups())},
    )
    days = groupby(entries[:PAGE], lambda entry: entry.at.astimezone(zone).date())
    return visit.page(
        "jejak.html",
        hari_hari=[Day(on, tuple(_deed(visit, one, names) for one in of)) for on, of in days],
        nama=lambda intent: name_of(intent, visit.desk.service.brain.base),
        terbaru="/dasbor/jejak" if before_id is not None else "",
        lebih_lama=f"/dasbor/jejak?sebelum={entries[PAGE - 1].id}" if more else "",
    )


def _deed(visit: Visit, entry: Entry, names: Names) -> Deed:
    if entry.kind == GROUP:
        title = names.groups.get(entry.target, f"pertanyaan {entry.target}")
        return Deed(entry, title, f"/dasbor/pertanyaan/{entry.target}", _NUMBERS)
    if entry.kind == PUBLICATION:
        title = entry.detail.get("ringkasan", f"usulan {entry.target}")
        return Deed(entry, title, f"/dasbor/pengetahuan/usulan/{entry.target}", ("ringkasan",))
    if entry.kind != ACCOUNT:
        return Deed(entry, entry.target, "")
    if str(entry.account_id) == entry.target:
        return Deed(entry, "", "", _ITS_NAME)  # "Siti masuk" says it
    name = names.accounts.get(entry.target, f"akun {entry.target}")
    may = visit.may(Right.ACCOUNTS)
    return Deed(entry, name, f"/dasbor/pengguna/{entry.target}" if may else "", _ITS_NAME)


DOORS = (Door("/jejak", Right.READ, get=show),)
