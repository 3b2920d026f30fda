"""The coordinators' work from a chat: what a button or a word asks for, and what is done then."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.desk import Account, Actor, GapGroup

DRAFTING_SECONDS = 60 * 60  # after that a message is not taken for the answer that was begun
_LINK = re.compile(r"/meja(?:@\w+)?(?:\s+(\S+))?\s*", re.IGNORECASE)
_ABOUT = re.compile(r"([a-z]+):(\d{1,15})(?::(\d{1,15}))?")


class Deed(StrEnum):
    """What is wanted. The values stand in the ids of buttons, but for the last three."""

    LOOK = "lihat"
    TAKE = "ambil"
    HAND = "serahkan"
    HAND_TO = "ke"
    ANSWER = "jawab"
    DISMISS = "bukan"
    DISMISS_SURELY = "pasti"
    LEAVE = "batal"
    LINK = "/meja kode"
    OVERVIEW = "/meja"
    DRAFT = "konsep"


BUTTONS = frozenset(Deed) - {Deed.LINK, Deed.OVERVIEW, Deed.DRAFT}


@dataclass(frozen=True, slots=True)
class Wish:
    """A deed, the group it is about, whom it is handed to, and the code or the draft typed."""

    deed: Deed
    group: int = 0
    to: int = 0
    words: str = ""


def about(deed: Deed, group: int, to: int = 0) -> str:
    """What stands behind "meja:" in the id of a button."""
    return f"{deed}:{group}:{to}" if to else f"{deed}:{group}"


def pressed_wish(behind: str) -> Wish | None:
    """The wish of such a button; None for one that was never ours."""
    found = _ABOUT.fullmatch(behind)
    if found is None or found[1] not in BUTTONS:
        return None
    return Wish(Deed(found[1]), int(found[2]), int(found[3] or 0))


def typed_wish(utterance: str) -> Wish | None:
    """The wish of "/meja" and "/meja KODE"; None for everything else."""
    found = _LINK.fullmatch(utterance.strip())
    if found is None:
        return None
    return Wish(Deed.LINK, words=found[1].upper()) if found[1] else Wish(Deed.OVERVIEW)


@dataclass(frozen=True, slots=True)
class Room:
    """The coordinators' Telegram group and the program's public address; "" where there is none.

    What is taken is due after `answer_days`.
    """

    telegram_group: str = ""
    public_url: str = ""
    answer_days: int = 7

    def page(self, group: int) -> str:
        """Where a group of questions is worked on; "" where that is not known."""
        return f"{self.public_url}/dasbor/pertanyaan/{group}" if self.public_url else ""

    def is_team(self, address: str) -> bool:
        """Whether something was said in the group, whichever of its topics ("group/topic"): of a
        message that is old Telegram tells no topic.
        """
        group, _, _ = self.telegram_group.partition("/")
        return bool(group) and address.partition("/")[0] == group

    def form(self, group: int) -> str:
        """Where the answer to a group is written; "" where that is not known."""
        return f"{self.page(group)}/jawab" if self.public_url else ""


NO_ROOM = Room()


@dataclass(frozen=True, slots=True)
class Visit:
    """All a turn may know of the desk: who wants what, where it was said, and what it is about.

    `account` is None for somebody who is not linked; `linking` is the account a code is for.
    `is_team`: it was said in the coordinators' group; `is_alone`: in a chat with one person.
    """

    wish: Wish
    room: Room
    account: Account | None = None
    linking: Account | None = None
    group: GapGroup | None = None
    groups: tuple[GapGroup, ...] = ()
    colleagues: tuple[Account, ...] = ()
    is_team: bool = False
    is_alone: bool = False

    @property
    def is_for_others(self) -> bool:
        """Whether the words are an answer for others, written among colleagues: what is told in
        them of danger is nobody's cry for help.
        """
        return self.is_team and self.wish.deed is Deed.DRAFT


@dataclass(frozen=True, slots=True)
class GroupTaken:
    """The actor sees to this group from now on; due on `usual` if no other day was set."""

    group: int
    by: Actor
    usual: date


@dataclass(frozen=True, slots=True)
class GroupHanded:
    """The group lies with another account from now on."""

    group: int
    by: Actor
    usual: date
    to: int


@dataclass(frozen=True, slots=True)
class GroupDismissed:
    """The group is none of our business, and who waits for it is told so."""

    group: int
    by: Actor


@dataclass(frozen=True, slots=True)
class GroupDrafted:
    """An answer was begun in the chat."""

    group: int
    by: Actor
    text: str


@dataclass(frozen=True, slots=True)
class TelegramLinked:
    """The sender works with this account from now on; the code is used up."""

    account: Account
    code: str


DeskRecord = GroupTaken | GroupHanded | GroupDismissed | GroupDrafted | TelegramLinked


def drafting_until(now: datetime) -> float:
    """The moment (seconds of the epoch) until which the next message is the draft."""
    return now.timestamp() + DRAFTING_SECONDS
