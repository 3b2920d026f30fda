"""The last door of a site: whatever breaks behind it, a visitor sees a page and never a trace."""

from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Apologise = Callable[[Request, Exception], Awaitable[Response]]


class Shield:
    """Answers whatever happens; what is said when something breaks is the site's business."""

    def __init__(self, app: ASGIApp, apologise: Apologise) -> None:
        """`app` is what may break; `apologise` makes the page that says so."""
        self._app = app
        self._apologise = apologise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
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
        except Exception as problem:  # noqa: BLE001  # the last door
            response = await self._apologise(Request(scope), problem)
            if not started:
                await response(scope, receive, send)
