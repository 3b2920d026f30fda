"""The webhook: checks the secret before it reads, and says 200 only after the commit."""

import asyncio
import hmac
import json
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.channels.telegram.intake import WANTED_UPDATES, Intake
from bot.channels.telegram.parse import NAME, IdentityUnknown

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
MAX_CONNECTIONS = 40
LARGEST_BODY_BYTES = 1_000_000
LARGE_BODY_BYTES = 64_000  # from here on reading the JSON would hold up the loop
COMMIT_SECONDS = 25.0  # Telegram itself waits a little longer


class Webhook:
    """Answers Telegram's calls."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()
        self._open = True
        self._under_way: set[asyncio.Task[bool]] = set()

    def routes(self) -> list[Route]:
        """Return what the web server must serve."""
        return [Route(PATH, self.receive, methods=["POST"])]

    async def register(self, bot: Bot, public_url: str) -> None:
        """Tell Telegram where to call; what it has kept for us is not dropped."""
        await bot.set_webhook(
            public_url.rstrip("/") + PATH,
            secret_token=self._secret.decode(),
            allowed_updates=WANTED_UPDATES,
            max_connections=MAX_CONNECTIONS,
            drop_pending_updates=False,
        )

    async def receive(self, request: Request) -> Response:
        """Take one update."""
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(given.encode(), self._secret):
            log.warning("webhook_wrong_secret", extra={"channel": NAME})
            return Response(status_code=403)
        if not self._open:
            return _later(1)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            log.warning("webhook_too_large", extra={"channel": NAME})
            return Response(status_code=413)
        return await self._take(await _decoded(body))

    async def stop(self, seconds: float) -> None:
        """Take nothing more and wait for what is being committed."""
        self._open = False
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def _take(self, raw: object) -> Response:
        try:
            begun = self._intake.begin(raw)
        except IdentityUnknown:
            return _later(2)
        # A task of its own: a call that Telegram gives up does not take the commit's end with it.
        safe = asyncio.create_task(self._intake.is_safe(begun))
        self._under_way.add(safe)
        safe.add_done_callback(self._under_way.discard)
        await asyncio.wait({safe}, timeout=COMMIT_SECONDS)
        return Response() if safe.done() and safe.result() else _later(2)


def _later(seconds: int) -> Response:
    """Ask Telegram to bring the update again."""
    return Response(status_code=503, headers={"Retry-After": str(seconds)})


async def _body(request: Request) -> bytes | None:
    """Return the body, None if it is too large; reads no further than that."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY_BYTES:
            return None
    return bytes(body)


async def _decoded(body: bytes) -> object:
    """Return the JSON, None if it is none: the secret was right, so it is logged and let go."""
    if len(body) > LARGE_BODY_BYTES:
        return await asyncio.to_thread(_json, body)
    return _json(body)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
