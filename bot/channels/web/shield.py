"""Around every page: its security headers, and what a visitor sees when something breaks."""

import logging
import secrets
import traceback
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.rendering import Pages
from bot.channels.web.rest import error
from bot.service import NotTakenError

log = logging.getLogger(__name__)

# Nothing was taken, and the same may work later; anything else is a defect of ours.
_PASSING = (NotTakenError, TimeoutError, ConnectionError)
# The last calls tell where it broke; the ones before are always the same.
_FRAMES = 5

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: with that, browsers send "Origin: null" with our own form.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


class Headers:
    """Adds the security headers that a response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Shield:
    """Turns whatever breaks into a friendly page (or JSON error) with a code found in the log."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        """`app` is what may break."""
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, whatever happens."""
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            # Nobody is left to answer.
            return
        except Exception as problem:  # noqa: BLE001  # the last door: a visitor never sees a trace
            response = self._apology(Request(scope), problem)
            if not started:
                await response(scope, receive, send)

    def _apology(self, request: Request, problem: Exception) -> Response:
        incident = secrets.token_hex(2).upper()
        # Not the exception's own words: a database puts a resident's message into them.
        log.error(
            "web request failed: incident %s, %s at\n%s",
            incident,
            type(problem).__name__,
            "".join(traceback.format_tb(problem.__traceback__)[-_FRAMES:]),
        )
        status = 503 if isinstance(problem, _PASSING) else 500
        if _is_for_programs(request):
            return error(status, f"something broke on our side, incident {incident}")
        draft = getattr(request.state, "draft", None)
        return self._pages.notice(status, "web_gangguan", draft, incident)


class Refusals:
    """The page for an address that is none (404) or that does not take this method (405)."""

    def __init__(self, pages: Pages) -> None:
        """`pages` has the sentences."""
        self._pages = pages

    async def __call__(self, request: Request, problem: Exception) -> Response:
        """Say so."""
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        headers = problem.headers if isinstance(problem, HTTPException) else None
        if _is_for_programs(request):
            return error(status, "no such address or method", headers)
        key = "web_tidak_ada" if status == HTTPStatus.NOT_FOUND else "web_tidak_terbaca"
        response = self._pages.notice(status, key)
        response.headers.update(headers or {})
        return response


def _is_for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/")
