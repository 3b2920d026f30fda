"""What may be done with a group, each deed with its row in the journal.

They run in the transaction of whoever calls: a page, the terminal, or a turn in the chat.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.domain.desk import Actor, GapStatus
from bot.storage import accounts, groups, journal
from bot.storage.journal import GROUP

OFFICE_CHARACTERS = 80
DRAFT_CHARACTERS = 4_000
ADVICE_CHARACTERS = 300
_UNANSWERED: dict[str, None] = {"intent": None, "answered_at": None}


class DeedError(ValueError):
    """Why a deed is refused, in Indonesian, for the person who wanted it."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something to which group, and when (as it is stored: UTC, no zone)."""

    connection: Connection
    group: int
    actor: Actor
    at: datetime

    def change(self, **values: object) -> None:
        """Set columns of the group."""
        groups.change(self.connection, self.group, self.at, **values)

    def write(self, deed: str, **detail: str) -> None:
        """Add the row of the journal; what is empty is left out."""
        told = {name: words for name, words in detail.items() if words}
        target = str(self.group)
        journal.write(self.connection, self.at, self.actor, deed, GROUP, target, **told)

    def due(self, usual: date) -> date:
        """The day it should be done by: the one that was set, or the usual one."""
        return groups.one(self.connection, self.group).due_on or usual


def doing(connection: Connection, group: int, actor: Actor, at: datetime) -> Doing:
    """The deed on the group as it stands after all merges. Raises NoGroupError."""
    return Doing(connection, groups.standing(connection, group), actor, at)


def take(of: Doing, usual: date) -> None:
    """The actor sees to it from now on, until the usual day if none was set."""
    due = of.due(usual)
    office = groups.one(of.connection, of.group).office
    if of.actor.account_id is None:
        # At the terminal nobody has an account: then the name stands in place of the office.
        office = office or of.actor.name[:OFFICE_CHARACTERS]
    of.change(
        status=GapStatus.WORKING,
        account_id=of.actor.account_id,
        office=office,
        due_on=due,
        **_UNANSWERED,
    )
    of.write("ambil", tenggat=due.isoformat())


def assign(of: Doing, usual: date, office: str = "", account_id: int | None = None) -> None:
    """It lies with an office, a person, or both from now on. Raises DeedError."""
    office, name = " ".join(office.split())[:OFFICE_CHARACTERS], ""
    if not office and account_id is None:
        raise DeedError("Pilih dulu kantor atau orang yang akan mengurusnya.")
    if account_id is not None:
        found = accounts.by_id(of.connection, account_id)
        if found is None or found.account.is_disabled:
            raise DeedError("Akun orang itu sudah tidak dipakai. Pilih orang lain.")
        name, office = found.account.name, office or found.account.office
    of.change(office=office, account_id=account_id, due_on=of.due(usual))
    of.write("serahkan", kantor=office, orang=name)


def set_due(of: Doing, day: date | None) -> None:
    """It should be done by that day; None: there is no such day."""
    of.change(due_on=day)
    of.write("tenggat", tenggat=day.isoformat() if day else "tidak ada")


def set_status(of: Doing, status: GapStatus, intent: str = "") -> None:
    """It stands there from now on. With an `intent` it is answered, and askers are told that."""
    before = groups.one(of.connection, of.group).status
    answered = {"intent": intent, "answered_at": of.at} if intent else _UNANSWERED
    of.change(status=status, advice="", **answered)
    of.write("status", dari=str(before), ke=str(status), jawaban=intent)


def dismiss(of: Doing, advice: str) -> None:
    """It is nobody's business here; `advice` is whom askers are told to ask, "" the usual."""
    before = groups.one(of.connection, of.group).status
    of.change(status=GapStatus.NOT_OURS, advice=advice[:ADVICE_CHARACTERS], **_UNANSWERED)
    of.write("status", dari=str(before), ke=str(GapStatus.NOT_OURS), saran=advice)


def give_back(of: Doing) -> None:
    """Nobody sees to it any more: the team hands it on, or somebody takes it."""
    of.change(status=GapStatus.NEW, office="", account_id=None, due_on=None, **_UNANSWERED)
    of.write("kembalikan")


def note(of: Doing, words: str) -> None:
    """Keep a note, redacted by whoever calls."""
    of.change()
    of.write("catatan", teks=words)


def retitle(of: Doing, title: str) -> None:
    """It is called that from now on; "" goes back to the oldest question's words."""
    title = " ".join(title.split())[: groups.TITLE_CHARACTERS]
    of.change(title=title)
    of.write("judul", judul=title)


def draft(of: Doing, text: str) -> None:
    """Keep an answer that was begun; it takes the place of the one kept before."""
    words = text.replace("\0", "").strip()[:DRAFT_CHARACTERS]
    of.change(draft=words)
    of.write("konsep", huruf=str(len(words)))
