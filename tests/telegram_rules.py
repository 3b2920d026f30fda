"""What Telegram checks in a call, and how it can go wrong: the rules of the tests' server."""

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "42424242:AA-secret_of_the_tests"
BOT_ID = 42424242
USERNAME = "sambung_rasa_test_bot"
Raw = dict[str, Any]

_TAGS = frozenset(
    ("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote")
) | {"tg-spoiler", "tg-emoji", "span"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong. `cut` drops the connection; `page` is a proxy's."""

    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    page: str = ""
    cut: bool = False


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
CUT = Fault(cut=True)


@dataclass(frozen=True)
class Sent:
    """A message that has arrived; `text` without markup, `buttons` row by row as (label, data)."""

    chat: int
    text: str
    raw: Raw
    at: float
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()


class BadRequestError(Exception):
    """What Telegram answers with 400."""


def plain_of(markup: str, violations: list[str]) -> str:
    """Return the text of a piece of HTML as Telegram counts it, or its BadRequestError."""
    text: list[str] = []
    stack: list[str] = []
    at = 0
    while at < len(markup):
        character = markup[at]
        if character == "<":
            tag = _TAG.match(markup, at)
            _nest(tag, stack, len(markup[:at].encode()))
            assert tag is not None
            at = tag.end()
        elif entity := _ENTITY.match(markup, at):
            text.append(html.unescape(entity[0]))
            at = entity.end()
        else:
            if character in "&>":
                violations.append(f"bare {character} in HTML")
            text.append(character)
            at += 1
    if stack:
        raise BadRequestError(
            f"can't parse entities: Can't find end tag corresponding to {stack[-1]}"
        )
    return "".join(text)


def _nest(tag: re.Match[str] | None, stack: list[str], offset: int) -> None:
    name = tag[2].lower() if tag else ""
    if tag is None or name not in _TAGS:
        raise BadRequestError(
            f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}'
        )
    if not tag[1]:
        stack.append(name)
    elif not stack or stack.pop() != name:
        raise BadRequestError(f"can't parse entities: Unmatched end tag at byte offset {offset}")


def utf16(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def chat_in(asked: Raw) -> int:
    """Return the chat a call is about."""
    try:
        return int(asked["chat_id"])
    except (KeyError, ValueError):
        raise BadRequestError("chat not found") from None


def buttons_in(markup: Raw | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return a keyboard's rows of (label, data)."""
    rows = (markup or {}).get("inline_keyboard", [])
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip():
            raise BadRequestError("can't parse inline keyboard button: Text must be non-empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise BadRequestError("BUTTON_DATA_INVALID")
    return tuple(tuple((each["text"], each["callback_data"]) for each in row) for row in rows)


@dataclass
class Webhook:
    """Where to bring updates."""

    url: str = ""
    secret: str = ""
    asked: Raw = field(default_factory=dict)


def chat_of(update: Raw) -> int:
    """Return the chat an update belongs to; 0 for one without."""
    for part in update.values():
        if isinstance(part, dict):
            chat = (part.get("message") or part).get("chat")
            return int(chat["id"]) if isinstance(chat, dict) else 0
    return 0


async def parameters(request: web.Request) -> Raw:
    """Return what a call asks, however it is encoded."""
    if request.content_type == "application/json":
        return dict(await request.json())
    asked: Raw = {**request.query, **await request.post()}
    return {name: _maybe_json(value) for name, value in asked.items()}


def _maybe_json(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def error_answer(code: int, description: str, retry_after: int | None = None) -> web.Response:
    """Return an error as the Bot API puts it."""
    body: Raw = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return web.json_response(body, status=code)


def failure_answer(request: web.Request, fault: Fault) -> web.Response:
    """Let a call go wrong."""
    if fault.cut:
        assert request.transport is not None
        request.transport.abort()
    if fault.page:
        return web.Response(text=fault.page, status=fault.code)
    return error_answer(fault.code, fault.description, fault.retry_after)
