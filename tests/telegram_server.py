"""A Bot API server on loopback that is as strict as Telegram's own, and fails on demand.

It checks the token, the HTML of a message (Telegram's own tags only, well nested), 1 to 4096
UTF-16 units without the markup, 1 to 64 bytes of callback_data. It keeps updates until getUpdates
acknowledges them by a higher offset, or brings them to the webhook as Telegram does: one at a time
per chat, again and again until a 2xx. `violations` lists what Telegram lets pass and we do not.

    with TelegramServer() as telegram:
        telegram.says(42, "halo")
        telegram.wait(lambda: telegram.sent)
"""

import asyncio
import re
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

from tests.telegram_rules import (
    BOT_ID,
    TOKEN,
    USERNAME,
    BadRequestError,
    Fault,
    Raw,
    Sent,
    Webhook,
    buttons_in,
    chat_in,
    chat_of,
    error_answer,
    failure_answer,
    parameters,
    plain_of,
    utf16,
)

LONGEST_POLL_SECONDS = 2.0


class TelegramServer:
    """The server, in a thread of its own. All methods may be called from the tests' thread."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, Raw]] = []
        self.times: list[tuple[str, float]] = []
        self.violations: list[str] = []
        self.log: list[str] = []
        self.deliveries: Counter[int] = Counter()  # update -> how often a webhook was called
        self.offsets: list[int] = []
        self.webhook = Webhook()
        self.conflict = False
        self.delay_seconds = 0.0
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._pending: list[Raw] = []
        self._next_update = 1000
        self._changed = threading.Condition()
        self._news = asyncio.Event()
        self._end = asyncio.Event()
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self.port = 0

    # --- for the tests -----------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The api_base to configure."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "TelegramServer":
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    def says(self, chat: int, text: str | None, **message: Any) -> int:
        """Somebody writes (in a group if `chat` is negative); returns the update's id."""
        content: Raw = message if text is None else {"text": text, **message}
        person = content.pop("person", abs(chat))
        content.setdefault("from", {"id": person, "is_bot": False, "first_name": "Ani"})
        kind = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        return self.push(
            {"message": {"message_id": 1, "date": int(time.time()), "chat": kind, **content}}
        )

    def presses(self, chat: int, data: str, callback_id: str = "77") -> int:
        """Somebody presses a button under one of our messages."""
        person = {"id": abs(chat), "is_bot": False, "first_name": "Ani"}
        me = {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}
        kind = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        message = {"message_id": 1, "date": 1, "chat": kind, "from": me, "text": "?"}
        query = {"id": callback_id, "from": person, "chat_instance": "1", "data": data}
        return self.push({"callback_query": {**query, "message": message}})

    def push(self, update: Raw) -> int:
        """Queue an update as it is; gives it an id unless it has one."""
        with self._changed:
            update_id = update.get("update_id", self._next_update)
            self._next_update = max(self._next_update, update_id) + 1
            self._pending.append({"update_id": update_id, **update})
        self._loop.call_soon_threadsafe(self._tell)
        return int(update_id)

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong, one fault each."""
        self._faults[method.lower()].extend(faults)

    def wait(self, until: Callable[[], object], seconds: float = 15.0) -> None:
        """Wait until something holds; fails with the log if it never does."""
        with self._changed:
            assert self._changed.wait_for(until, seconds), "\n".join(["never came:", *self.log])

    async def until(self, holds: Callable[[], object]) -> None:
        """The same inside a coroutine."""
        await asyncio.to_thread(self.wait, holds)

    def texts(self, chat: int) -> list[str]:
        """Return what has arrived in a chat, in order."""
        return [each.text for each in self.sent if each.chat == chat]

    def called(self, method: str) -> list[Raw]:
        """Return the parameters of all calls of a method."""
        return [asked for name, asked in self.calls if name == method.lower()]

    @property
    def pending(self) -> int:
        """How many updates nobody has acknowledged."""
        return len(self._pending)

    # --- the server --------------------------------------------------------------------------

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        runner = web.AppRunner(app, shutdown_timeout=0.05, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        self._up.set()
        await self._end.wait()
        self._news.set()  # long polls end
        await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        if request.match_info["token"] != TOKEN:
            return error_answer(401, "Unauthorized")
        asked = await parameters(request)
        faults = self._faults[method]
        fault = faults.popleft() if faults else None
        with self._changed:
            self.calls.append((method, asked))
            self.times.append((method, time.monotonic()))
            self.log.append(f"{method} {asked} {fault or ''}")
            self._changed.notify_all()
        if self.delay_seconds and method != "getupdates":
            await asyncio.sleep(self.delay_seconds)
        if fault is not None:
            return failure_answer(request, fault)
        return await self._answer(method, asked)

    async def _answer(self, method: str, asked: Raw) -> web.Response:
        action = getattr(self, f"_do_{method}", None)
        if action is None:
            return error_answer(404, "Not Found: method not found")
        try:
            result = action(asked)
            if asyncio.iscoroutine(result):
                result = await result
        except BadRequestError as error:
            return error_answer(400, f"Bad Request: {error}")
        with self._changed:
            self._changed.notify_all()
        if isinstance(result, web.Response):
            return result
        return web.json_response({"ok": True, "result": result})

    # --- methods -----------------------------------------------------------------------------

    def _do_getme(self, _: Raw) -> Raw:
        return {"id": BOT_ID, "is_bot": True, "first_name": "Sambung", "username": USERNAME}

    def _do_sendmessage(self, asked: Raw) -> Raw:
        chat, text = chat_in(asked), asked.get("text", "")
        if asked.get("parse_mode") == "HTML":
            text = plain_of(text, self.violations)
        elif asked.get("parse_mode"):
            raise BadRequestError("unsupported parse_mode")
        if not text.strip():
            raise BadRequestError("message text is empty")
        if utf16(text.strip()) > 4096:
            raise BadRequestError("message is too long")
        buttons = buttons_in(asked.get("reply_markup"))
        if not (asked.get("link_preview_options") or {}).get("is_disabled"):
            self.violations.append("link preview is on")
        self.sent.append(Sent(chat, text.strip(), asked, time.monotonic(), buttons))
        kind = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        return {"message_id": len(self.sent), "date": int(time.time()), "chat": kind, "text": text}

    def _do_sendchataction(self, asked: Raw) -> bool:
        chat_in(asked)
        if asked.get("action") != "typing":
            raise BadRequestError("wrong parameter action in request")
        return True

    def _do_answercallbackquery(self, asked: Raw) -> bool:
        if not asked.get("callback_query_id"):
            raise BadRequestError(
                "query is too old and response timeout expired or query ID is invalid"
            )
        return True

    def _do_setmycommands(self, asked: Raw) -> bool:
        for command in asked["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise BadRequestError("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise BadRequestError("BOT_COMMAND_DESCRIPTION_INVALID")
        return True

    def _do_setwebhook(self, asked: Raw) -> bool:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", asked.get("secret_token", "")):
            raise BadRequestError("secret token contains unallowed characters")
        self.webhook = Webhook(asked.get("url", ""), asked.get("secret_token", ""), asked)
        self._tell()
        return True

    def _do_deletewebhook(self, asked: Raw) -> bool:
        if asked.get("drop_pending_updates"):
            self._pending.clear()
        self.webhook = Webhook()
        return True

    async def _do_getupdates(self, asked: Raw) -> Any:
        if self.conflict or self.webhook.url:
            return error_answer(409, "Conflict: terminated by other getUpdates request")
        offset = int(asked.get("offset") or 0)
        with self._changed:
            self.offsets.append(offset)
            self._pending = [each for each in self._pending if each["update_id"] >= offset]
            self._changed.notify_all()
        limit, seconds = int(asked.get("limit") or 100), float(asked.get("timeout") or 0)
        if not self._pending and seconds:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), min(seconds, LONGEST_POLL_SECONDS))
            except TimeoutError:
                return []
        return self._pending[:limit]

    # --- webhooks ----------------------------------------------------------------------------

    def _tell(self) -> None:
        self._news.set()
        if self.webhook.url:
            waiting = {chat_of(update) for update in self._pending}
            for chat in waiting:
                worker = self._workers.get(chat)
                if worker is None or worker.done():
                    self._workers[chat] = self._loop.create_task(self._bring(chat))

    async def _bring(self, chat: int) -> None:
        """Bring one chat's updates, each until it is taken."""
        async with aiohttp.ClientSession() as session:
            while mine := [each for each in self._pending if chat_of(each) == chat]:
                code = await self._bring_one(session, mine[0])
                if not 200 <= code < 300:
                    await asyncio.sleep(0.1)

    async def _bring_one(self, session: aiohttp.ClientSession, update: Raw) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.secret}
        code = 0
        try:
            async with session.post(self.webhook.url, json=update, headers=headers) as answer:
                code = answer.status
        except (aiohttp.ClientError, OSError):
            pass
        with self._changed:
            self.deliveries[update["update_id"]] += 1
            self.log.append(f"webhook {update['update_id']} -> {code}")
            if 200 <= code < 300:
                self._pending.remove(update)
            self._changed.notify_all()
        return code
