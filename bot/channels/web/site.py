"""The web channel as one application: which address shows what."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.channels.web.apologies import Apologies, Refusals
from bot.channels.web.metrics import Metrics
from bot.channels.web.page import ChatPage
from bot.channels.web.rendering import Pages, Style
from bot.channels.web.rest import RestDoor
from bot.channels.web.settings import WebSettings
from bot.channels.web.sheets import SheetDoor
from bot.domain.sheet import SHEET_PATH
from bot.http.headers import Headers, policy
from bot.http.shield import Shield
from bot.service import Service


def routes(
    service: Service,
    settings: WebSettings,
    texts: Mapping[str, str],
    metrics: Metrics,
    problems: Callable[[], Sequence[str]] = lambda: (),
) -> list[BaseRoute]:
    """Everything under "/". It answers every path left over: put other routes before it.

    `problems` says what keeps other parts of the program from working now: /readyz passes it on.
    """
    pages = Pages(texts)
    chat = ChatPage(service, settings, pages)
    rest = RestDoor(service, settings)
    plain = _PlainDoor(service, metrics, problems)
    site = Starlette(
        routes=[
            Route("/", chat.respond, methods=["GET", "POST"]),
            Route(f"{SHEET_PATH}{{token}}", SheetDoor(service, pages).show),
            *(Route(style.path, partial(plain.style, style)) for style in pages.styles),
            Route("/api/v1/messages", rest.take, methods=["POST"]),
            Route("/api/v1/openapi.json", rest.describe),
            Route("/healthz", plain.alive),
            Route("/readyz", plain.ready),
            Route("/metrics", plain.metrics),
        ],
        middleware=[
            Middleware(Headers, headers=policy()),
            Middleware(Shield, apologise=Apologies(pages)),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={HTTPException: Refusals(pages)},
    )
    return [Mount("/", app=site)]


class _PlainDoor:
    """What is neither a page nor a message: the style sheets, and what a monitor asks for."""

    def __init__(
        self,
        service: Service,
        metrics: Metrics,
        problems: Callable[[], Sequence[str]],
    ) -> None:
        self._service = service
        self._metrics = metrics
        self._problems = problems

    async def style(self, style: Style, _: Request) -> Response:
        """A style sheet."""
        keep = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(style.content, media_type="text/css", headers=keep)

    async def alive(self, _: Request) -> Response:
        """200: the process is up."""
        return PlainTextResponse("ok\n")

    async def ready(self, _: Request) -> Response:
        """503, and why, while messages cannot be taken or another part does not work."""
        problems = list(self._problems())
        # In a thread: asking the database may take a moment, and the other visitors must not wait.
        if not await asyncio.to_thread(self._service.ready):
            problems.insert(0, "database: takes no transactions")
        if problems:
            return PlainTextResponse("\n".join(["not ready", *problems, ""]), 503)
        return PlainTextResponse("ready\n")

    async def metrics(self, _: Request) -> Response:
        """The counts."""
        return Response(self._metrics.exposition(), media_type=self._metrics.content_type)
