"""Groups of questions as they are shown in the coordinators' chat."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.choosing import Action, choice_id
from bot.domain.desk import GapGroup, Harm, most_urgent_first
from bot.domain.desk_chat import Deed, Room, about
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import Choice, Reply
from bot.domain.sentences import Say
from bot.domain.wording import in_words

SHOWN = 5  # groups in an overview: as many as can be read on one screen of a phone
TITLE_CHARACTERS = 120
_BUTTONS = (
    (Deed.TAKE, Say.DESK_TAKE),
    (Deed.HAND, Say.DESK_HAND),
    (Deed.ANSWER, Say.DESK_ANSWER),
    (Deed.DISMISS, Say.DESK_DISMISS),
)
_HARMS = {
    Harm.ORDINARY: Say.DESK_HARM_NONE,
    Harm.MONEY: Say.DESK_HARM_MONEY,
    Harm.ILLNESS: Say.DESK_HARM_ILLNESS,
    Harm.THREAT: Say.DESK_HARM_THREAT,
}


def desk_choice(base: KnowledgeBase, deed: Deed, say: Say, group: int) -> Choice:
    """A button for a deed on a group."""
    return Choice(choice_id(Action.DESK, about(deed, group)), base.say[say])


def title(group: GapGroup) -> str:
    """What it is called, short enough for a chat."""
    if len(group.title) <= TITLE_CHARACTERS:
        return group.title
    return f"{group.title[: TITLE_CHARACTERS - 1].rstrip()}…"


def standing(base: KnowledgeBase, group: GapGroup, now: datetime) -> str:
    """Where the work stands, in a few words; `now` in the city's zone."""
    parts = [str(group.status), *(name for name in (group.owner, group.office) if name)]
    if group.due_on:
        late = group.is_overdue(now.date())
        key = Say.DESK_OVERDUE if late else Say.DESK_DUE
        parts.append(base.say[key].format(tanggal=in_words(group.due_on)))
    return ", ".join(parts)


def card(base: KnowledgeBase, group: GapGroup, now: datetime, room: Room) -> Reply:
    """One group, with a button for each thing that can be done from the chat."""
    words = base.say[Say.DESK_CARD].format(
        nomor=str(group.id),
        judul=title(group),
        orang=str(group.people),
        menunggu=str(group.waiting),
        keadaan=standing(base, group, now),
    )
    choices: tuple[Choice, ...] = ()
    if group.status.is_open:
        choices = tuple(desk_choice(base, deed, say, group.id) for deed, say in _BUTTONS)
    return Reply(with_page(base, words, room.page(group.id)), choices=choices)


def urgent(base: KnowledgeBase, group: GapGroup, now: datetime, room: Room) -> Reply:
    """A group that must not wait for the weekly overview."""
    shown = card(base, group, now, room)
    return Reply(shown.text, base.say[_HARMS[group.harm]], shown.choices)


def overview(
    base: KnowledgeBase,
    groups: Sequence[GapGroup],
    now: datetime,
    asked: int | None = None,
) -> Reply:
    """How much is open, and the most urgent. `asked`: questions of the week, for the digest."""
    still = [group for group in groups if group.status.is_open and group.questions]
    shown = most_urgent_first(still, now, now.date())[:SHOWN]
    week = [] if asked is None else [base.say[Say.DESK_WEEK].format(banyak=str(asked))]
    if not shown:
        return Reply("\n".join([*week, base.say[Say.DESK_NOTHING]]))
    counts = base.say[Say.DESK_OPEN].format(
        banyak=str(len(still)),
        lewat=str(sum(group.is_overdue(now.date()) for group in still)),
        menunggu=str(sum(group.waiting for group in still)),
    )
    lines = [
        base.say[Say.DESK_LINE].format(
            nomor=str(group.id),
            judul=title(group),
            orang=str(group.people),
            keadaan=standing(base, group, now),
        )
        for group in shown
    ]
    heading = "" if asked is None else base.say[Say.DESK_DIGEST]
    choices = tuple(
        Choice(
            choice_id(Action.DESK, about(Deed.LOOK, group.id)),
            base.say[Say.DESK_LOOK].format(nomor=str(group.id)),
        )
        for group in shown
    )
    return Reply("\n".join([*week, counts, "", *lines]), heading, choices)


def with_page(base: KnowledgeBase, words: str, page: str) -> str:
    """The words, and below them the address of the page where there is more, if it is known."""
    return f"{words}\n{base.say[Say.DESK_PAGE].format(alamat=page)}" if page else words
