"""The web channel as one application: which address shows what."""

import asyncio
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.channels.web.metrics import Metrics
from bot.channels.web.page import ChatPage
from bot.channels.web.rendering import Pages
from bot.channels.web.rest import RestDoor
from bot.channels.web.settings import WebSettings
from bot.channels.web.shield import Headers, Refusals, Shield
from bot.service import Service


def routes(
    service: Service,
    settings: WebSettings,
    texts: Mapping[str, str],
    metrics: Metrics,
) -> list[BaseRoute]:
    """Everything under "/". It answers every path left over: put other routes before it."""
    pages = Pages(texts)
    chat = ChatPage(service, settings, pages)
    rest = RestDoor(service, settings)
    plain = _PlainDoor(service, pages, metrics)
    site = Starlette(
        routes=[
            Route("/", chat.respond, methods=["GET", "POST"]),
            Route(pages.style_path, plain.style),
            Route("/api/v1/messages", rest.take, methods=["POST"]),
            Route("/api/v1/openapi.json", rest.describe),
            Route("/healthz", plain.alive),
            Route("/readyz", plain.ready),
            Route("/metrics", plain.metrics),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(Shield, pages=pages),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={HTTPException: Refusals(pages)},
    )
    return [Mount("/", app=site)]


class _PlainDoor:
    """What is neither a page nor a message: the style sheet, and what a monitor asks for."""

    def __init__(self, service: Service, pages: Pages, metrics: Metrics) -> None:
        self._service = service
        self._pages = pages
        self._metrics = metrics

    async def style(self, _: Request) -> Response:
        """The style sheet, whose address changes with its content."""
        keep = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(self._pages.style, media_type="text/css", headers=keep)

    async def alive(self, _: Request) -> Response:
        """200: the process is up."""
        return PlainTextResponse("ok\n")

    async def ready(self, _: Request) -> Response:
        """503 while messages cannot be taken."""
        # In a thread: asking the database may take a moment, and the other visitors must not wait.
        if await asyncio.to_thread(self._service.ready):
            return PlainTextResponse("ready\n")
        return PlainTextResponse("not ready\n", 503)

    async def metrics(self, _: Request) -> Response:
        """The counts."""
        return Response(self._metrics.exposition(), media_type=self._metrics.content_type)
