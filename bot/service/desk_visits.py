"""What a turn may know of the desk, read only when the message is meant for it."""

from datetime import UTC

from bot.domain.choosing import Action, parse_choice
from bot.domain.conversation import Conversation, Drafting
from bot.domain.desk import Account, GapGroup, Right
from bot.domain.desk_chat import Deed, Room, Visit, Wish, pressed_wish, typed_wish
from bot.domain.messages import Content, Pressed, Text
from bot.storage import accounts, groups, sessions
from bot.storage.groups import NoGroupError
from bot.storage.sessions import Purpose
from bot.storage.unit_of_work import UnitOfWork

TELEGRAM = "telegram"


def visit(unit: UnitOfWork, content: Content, before: Conversation, room: Room) -> Visit | None:
    """Everything the desk's handler needs, and nothing else; None for a resident's message.

    `content`: after a number or a label became the choice it stands for.
    """
    wish = _wish(unit, content, before)
    if wish is None:
        return None
    message, connection = unit.message, unit.connection
    is_telegram = message.channel == TELEGRAM
    return Visit(
        wish=wish,
        room=room,
        account=accounts.by_telegram(connection, unit.person) if is_telegram else None,
        linking=_owner_of(unit, wish.words) if wish.deed is Deed.LINK and is_telegram else None,
        group=_group(unit, wish.group) if wish.group else None,
        groups=tuple(groups.listing(connection)) if wish.deed is Deed.OVERVIEW else (),
        colleagues=_colleagues(unit) if wish.deed in (Deed.HAND, Deed.HAND_TO) else (),
        is_team=is_telegram and room.is_team(message.address),
        is_alone=is_telegram and message.sender == message.address,
    )


def _wish(unit: UnitOfWork, content: Content, before: Conversation) -> Wish | None:
    typed, state = unit.message.content, before.state
    if isinstance(content, Pressed):
        chosen = parse_choice(content.choice_id)
        return pressed_wish(chosen[1]) if chosen and chosen[0] is Action.DESK else None
    if not isinstance(typed, Text):
        return None
    if (wish := typed_wish(typed.utterance)) is not None:
        return wish
    now = unit.now.replace(tzinfo=UTC).timestamp()  # stored without its zone
    if isinstance(state, Drafting) and now < state.until:
        return Wish(Deed.DRAFT, state.group, words=typed.utterance)
    return None


def _owner_of(unit: UnitOfWork, code: str) -> Account | None:
    found = sessions.whose(unit.connection, code, Purpose.TELEGRAM, unit.now)
    owner = None if found is None else accounts.by_id(unit.connection, found)
    return owner.account if owner and not owner.account.is_disabled else None


def _group(unit: UnitOfWork, number: int) -> GapGroup | None:
    try:
        return groups.one(unit.connection, number)
    except NoGroupError:
        return None


def _colleagues(unit: UnitOfWork) -> tuple[Account, ...]:
    return tuple(one for one in accounts.everybody(unit.connection) if one.may(Right.WORK))
