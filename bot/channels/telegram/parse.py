"""From Telegram's updates to InboundMessage: who is talking, where, and what they say. Pure."""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.channels.telegram.addresses import Place, address_of
from bot.domain.messages import Content, InboundMessage, Kind, Pressed, Text, Unsupported

NAME = "telegram"

# Everything that comes of a shape de_json does not know.
_UNREADABLE = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    OverflowError,
    OSError,  # a date beyond the clock's range
    RecursionError,
    TelegramError,
)

_COMMAND = re.compile(r"/(\w{1,64})(?:@(\w{1,64}))?(?=\s|$)")

# In this order: a message can be several of them, as an animation is a document too.
_KINDS = (
    ("voice", Kind.VOICE),
    ("audio", Kind.VOICE),
    ("photo", Kind.PHOTO),
    ("live_photo", Kind.PHOTO),
    ("sticker", Kind.STICKER),
    ("location", Kind.LOCATION),
    ("contact", Kind.CONTACT),
    ("animation", Kind.OTHER),
    ("document", Kind.FILE),
    ("video", Kind.FILE),
)

# What Telegram says about the chat itself; nobody waits for a reply to it.
_NOTICE_NAMES = """
boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left chat_shared
checklist_tasks_added checklist_tasks_done connected_website delete_chat_photo
direct_message_price_changed forum_topic_closed forum_topic_created forum_topic_edited
forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden gift gift_upgrade_sent
giveaway giveaway_completed giveaway_created giveaway_winners group_chat_created left_chat_member
managed_bot_created message_auto_delete_timer_changed migrate_from_chat_id migrate_to_chat_id
new_chat_members new_chat_photo new_chat_title paid_message_price_changed pinned_message
poll_option_added poll_option_deleted proximity_alert_triggered refunded_payment successful_payment
suggested_post_approval_failed suggested_post_approved suggested_post_declined suggested_post_paid
suggested_post_refunded supergroup_chat_created unique_gift users_shared video_chat_ended
video_chat_participants_invited video_chat_scheduled video_chat_started web_app_data
write_access_allowed
"""
_NOTICES = tuple(_NOTICE_NAMES.split())


class IdentityUnknown(Exception):
    """A group's message came before the bot knows its own name: ask for it again later."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is: what a group must say to mean it. `commands` are its own, without slash."""

    id: int
    username: str
    commands: frozenset[str] = frozenset()


def read(raw: object) -> Update | None:
    """Return PTB's form of an update as it came; None if it cannot be read."""
    if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
        return None
    try:
        update = Update.de_json(raw, None)
        return update if _is_sound(update) else None
    except _UNREADABLE:
        return None


def parse(update: Update, me: Identity | None) -> InboundMessage | None:
    """Return what was said to the bot; None if nothing was. May raise IdentityUnknown."""
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    message = update.message
    if message is None or not _from_a_person(message):
        return None
    private = message.chat.type == ChatType.PRIVATE
    words = _plain(message.text if message.text is not None else message.caption)
    if not private:
        if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return None
        if me is None:
            raise IdentityUnknown
        if not _is_addressed(message, words or "", me):
            return None
        words = None if words is None else _without_mention(words, me)
    content = _content(message, words)
    return None if content is None else _inbound(update.update_id, message, content)


def _is_sound(update: Update) -> bool:
    """Check the types of what is used below: de_json takes whatever stands in the JSON."""
    query, change = update.callback_query, update.my_chat_member
    message = query.message if query else update.message
    numbers: list[object] = []
    texts: list[object] = []
    optional: list[object] = []
    if query is not None:
        numbers.append(query.from_user.id)
        texts.append(query.id)
        optional.append(query.data)
    for each in (message, change):
        if each is not None:
            numbers.append(each.chat.id)
            texts.append(each.chat.type)
    if change is not None:
        texts.append(change.new_chat_member.status)
    if isinstance(message, Message):
        numbers += [message.message_thread_id or 0, getattr(message.from_user, "id", 0)]
        optional += [message.text, message.caption]
    texts += [each for each in optional if each is not None]
    return all(type(n) is int for n in numbers) and all(isinstance(t, str) for t in texts)


def left_by(update: Update) -> str | None:
    """Return the sender who has just blocked the bot, if that is what the update tells."""
    change: ChatMemberUpdated | None = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return None
    return (
        str(change.chat.id) if change.new_chat_member.status == ChatMemberStatus.BANNED else None
    )


def _from_a_person(message: Message) -> bool:
    sender = message.from_user
    return sender is not None and not sender.is_bot and not message.is_automatic_forward


def _inbound(update_id: int, message: Message, content: Content) -> InboundMessage:
    thread = message.message_thread_id if message.is_topic_message else None
    place = Place(message.chat.id, thread)
    person = str(message.from_user.id) if message.from_user else ""
    private = message.chat.type == ChatType.PRIVATE
    return InboundMessage(
        channel=NAME,
        sender=person if private else f"{message.chat.id}:{person}",
        address=address_of(place),
        message_id=str(update_id),
        content=content,
        person=person,
    )


def _pressed(update_id: int, query: CallbackQuery) -> InboundMessage | None:
    if query.message is None or query.data is None or query.from_user.is_bot:
        return None
    chat = query.message.chat
    # A message too old for Telegram to show still has its chat, but not its topic.
    message = query.message if isinstance(query.message, Message) else None
    thread = message.message_thread_id if message and message.is_topic_message else None
    person = str(query.from_user.id)
    return InboundMessage(
        channel=NAME,
        sender=person if chat.type == ChatType.PRIVATE else f"{chat.id}:{person}",
        address=address_of(Place(chat.id, thread)),
        message_id=str(update_id),
        content=Pressed(_plain(query.data) or ""),
        person=person,
    )


def _plain(text: str | None) -> str | None:
    """Return the text without what no database takes: half surrogate pairs and NUL."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _content(message: Message, words: str | None) -> Content | None:
    if words is not None:
        return Text(_without_command_suffix(words))
    for attribute, kind in _KINDS:
        if getattr(message, attribute):
            return Unsupported(kind)
    if any(getattr(message, notice, None) for notice in _NOTICES):
        return None
    return Unsupported(Kind.OTHER)


def _is_addressed(message: Message, words: str, me: Identity) -> bool:
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id:
        return not message.is_topic_message or answered.forum_topic_created is None
    if command := _COMMAND.match(words):
        name, bot = command.groups()
        return _same(bot, me.username) if bot else name.lower() in me.commands
    return _mention(me).search(words) is not None


def _without_mention(words: str, me: Identity) -> str:
    if _COMMAND.match(words):
        return words
    return " ".join(_mention(me).sub(" ", words).split())


def _without_command_suffix(words: str) -> str:
    """Return "/cek x" for "/cek@sambung_bot x"."""
    command = _COMMAND.match(words)
    return f"/{command[1]}{words[command.end() :]}" if command and command[2] else words


def _mention(me: Identity) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])@{re.escape(me.username)}(?!\w)", re.IGNORECASE | re.ASCII)


def _same(name: str, other: str) -> bool:
    return name.lower() == other.lower()
