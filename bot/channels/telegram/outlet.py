"""A reply as Telegram messages: HTML, a keyboard, parts of 4096 units; and what went wrong."""

import html
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from bot.channels import DeliveryError
from bot.channels.pacing import Pace, Room
from bot.channels.rendering import split
from bot.channels.telegram.addresses import Place, place_of
from bot.channels.telegram.parse import NAME
from bot.channels.telegram.request import FloodWait
from bot.domain.delivery import Outgoing
from bot.domain.messages import Choice, Reply

log = logging.getLogger(__name__)

LONGEST_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)  # UTF-16 units, counted without the markup
LONGEST_LABEL = 48  # about what a cheap phone shows of a button over the whole width
LONGEST_LABEL_OF_TWO = 16
MOST_BUTTONS = 100
TOKEN_REFUSED_PAUSE_SECONDS = 60.0
UNFINISHED_KEPT = 1_000

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# Telegram's own words may quote ours, so only these are passed on to the log and the outbox.
_BAD_REQUESTS = (
    "chat not found",
    "can't parse entities",
    "message is too long",
    "message text is empty",
    "message thread not found",
    "not enough rights",
    "user not found",
    "button_data_invalid",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a reply."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None


def compose(reply: Reply) -> tuple[Part, ...]:
    """Return the messages of a reply: heading bold, all else escaped, the keyboard on the last."""
    heading = reply.heading.strip()
    texts = split(f"{heading}\n{reply.text}" if heading else reply.text, LONGEST_TEXT)
    last = len(texts) - 1
    keyboard = _keyboard(reply.choices)
    return tuple(
        Part(
            _markup(text, heading if index == 0 else ""), text, keyboard if index == last else None
        )
        for index, text in enumerate(texts)
    )


class TelegramOutlet:
    """Sends replies through the Bot API."""

    name = NAME

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace
        # Row of the outbox -> how many parts of its long reply have arrived: trying again goes on
        # after them. Rows are never numbered twice.
        self._arrived: OrderedDict[int, int] = OrderedDict()
        self.token_refused = False

    def room(self, address: str) -> Room:
        """Return the chat; all topics of a group are one room."""
        chat, _, _ = address.partition("/")
        return Room(chat, group=chat.startswith("-"))

    async def deliver(self, row: Outgoing) -> None:
        """Send all parts of a reply; DeliveryError says what happened to it."""
        place = place_of(row.address)
        parts = compose(row.reply)
        if not parts:
            raise DeliveryError("empty reply", permanent=True)
        first = self._arrived.get(row.id, 0)
        for index in range(first, len(parts)):
            if index > first:
                await self._pace.another(self.room(row.address))
            try:
                await self._send(place, parts[index])
            except TelegramError as error:
                raise self._failure(row, error) from None
            self.token_refused = False
            self._remember(row.id, index + 1)
        self._arrived.pop(row.id, None)

    async def _send(self, place: Place, part: Part) -> None:
        try:
            await self._send_text(place, part.html, ParseMode.HTML, part.keyboard)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            log.error("markup_refused", extra={"channel": NAME})
            await self._send_text(place, part.plain, None, part.keyboard)

    async def _send_text(
        self,
        place: Place,
        text: str,
        parse_mode: str | None,
        keyboard: InlineKeyboardMarkup | None,
    ) -> None:
        await self._bot.send_message(
            chat_id=place.chat_id,
            message_thread_id=place.thread_id,
            text=text,
            parse_mode=parse_mode,
            reply_markup=keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    def _failure(self, row: Outgoing, error: TelegramError) -> DeliveryError:
        said = delivery_error(error)
        if said.permanent:  # nobody will go on with it
            self._arrived.pop(row.id, None)
        self.token_refused = self.token_refused or isinstance(error, InvalidToken)
        return said

    def _remember(self, row_id: int, arrived: int) -> None:
        self._arrived[row_id] = arrived
        while len(self._arrived) > UNFINISHED_KEPT:
            self._arrived.popitem(last=False)


def delivery_error(error: TelegramError) -> DeliveryError:
    """Say what a failure means for the reply, in words that quote nobody."""
    match error:
        case FloodWait(seconds=seconds):
            said = DeliveryError("too many requests", retry_after_seconds=seconds)
        case Forbidden():
            said = DeliveryError("blocked by the person", permanent=True, blocked=True)
        case ChatMigrated():
            said = DeliveryError("the group has become a supergroup", permanent=True)
        case InvalidToken():
            # No fault of the reply: it waits for somebody to repair the token, as long as any
            # reply waits (GIVE_UP_AFTER_ATTEMPTS in delivery.py, a day at this pause).
            log.critical("token_refused", extra={"channel": NAME})
            pause = TOKEN_REFUSED_PAUSE_SECONDS
            said = DeliveryError("the token is refused", retry_after_seconds=pause)
        case BadRequest():
            known = (why for why in _BAD_REQUESTS if why in error.message.lower())
            said = DeliveryError(next(known, "bad request"), permanent=True)
        case _:  # also a late answer: it may have arrived, but a double is better than a loss
            said = DeliveryError(f"network or server fault ({type(error).__name__})")
    return said


def _markup(text: str, heading: str) -> str:
    if not heading or not text.startswith(heading):
        return html.escape(text, quote=False)
    rest = html.escape(text[len(heading) :], quote=False)
    return f"<b>{html.escape(heading, quote=False)}</b>{rest}"


def _keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup | None:
    """Return the buttons: two short labels share a row."""
    rows: list[list[Choice]] = []
    for choice in _sendable(choices):
        short = len(choice.label) <= LONGEST_LABEL_OF_TWO
        if (
            short
            and rows
            and len(rows[-1]) == 1
            and len(rows[-1][0].label) <= LONGEST_LABEL_OF_TWO
        ):
            rows[-1].append(choice)
        else:
            rows.append([choice])
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(_label(each), callback_data=each.id) for each in row]
            for row in rows
        ]
    )


def _sendable(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Leave out buttons Telegram would refuse the whole message for."""
    longest = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
    good = tuple(c for c in choices if 0 < len(c.id.encode()) <= longest and c.label.strip())
    if len(good) < len(choices):
        log.error("buttons_left_out", extra={"channel": NAME, "number": len(choices) - len(good)})
    return good[:MOST_BUTTONS]


def _label(choice: Choice) -> str:
    """Return the label on one line, cut after a word where it is too long for a phone."""
    label = " ".join(choice.label.split())
    if len(label) <= LONGEST_LABEL:
        return label
    kept, _, _ = label[:LONGEST_LABEL].rpartition(" ")
    return f"{(kept or label[: LONGEST_LABEL - 1]).rstrip(' ,;:')}\u2026"
