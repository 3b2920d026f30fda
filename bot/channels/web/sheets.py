"""The page to print: all that it shows stands, sealed, in its address."""

import asyncio
from typing import assert_never

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.rendering import Pages
from bot.domain.sheet import NoSheet, Sheet
from bot.service import Service

_HEADERS = {
    "x-robots-tag": "noindex, nofollow, noarchive",
    # The address is the key to the page: no link may carry it away, not even to our own server.
    "referrer-policy": "no-referrer",
}


class SheetDoor:
    """GET /lembar/<token>."""

    def __init__(self, service: Service, pages: Pages) -> None:
        """The service reads the token; `pages` draws what is in it."""
        self._service = service
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """The sheet; 410 when its week is over, 404 when the address was never one."""
        # In a thread: judging a household anew takes milliseconds that others need not wait for.
        found = await asyncio.to_thread(self._service.sheet, request.path_params["token"])
        response = self._page(found)
        response.headers.update(_HEADERS)
        return response

    def _page(self, found: Sheet | NoSheet) -> Response:
        match found:
            case Sheet():
                return self._pages.sheet(found)
            case NoSheet.EXPIRED:
                return self._pages.notice(410, "lembar_habis")
            case NoSheet.UNREADABLE:
                return self._pages.notice(404, "lembar_rusak")
            case _:
                assert_never(found)
