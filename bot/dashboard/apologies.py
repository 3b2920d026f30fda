"""What a coordinator sees when something breaks, or where there is no page."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.dashboard.frame import Frame
from bot.http.incidents import incident
from bot.service import NotTakenError


class Apologies:
    """A page with a code that is found in the log, for whatever broke."""

    def __init__(self, frame: Frame) -> None:
        """`frame` knows who is there."""
        self._frame = frame

    async def __call__(self, request: Request, problem: Exception) -> Response:
        """Say so; without a page where the database itself is gone."""
        status, code = incident(problem, NotTakenError)
        words = (
            "Ada gangguan di pihak kami. Tidak ada yang tersimpan setengah. "
            f"Coba lagi sebentar lagi (kode {code})."
        )
        try:
            return (await self._frame.visit(request)).sorry(status, words)
        except Exception as again:  # noqa: BLE001  # the database itself: no page without it
            incident(again)
            return PlainTextResponse(words, status)


class Refusals:
    """The page for an address that is none (404) or does not take this method (405)."""

    def __init__(self, frame: Frame) -> None:
        """`frame` knows who is there."""
        self._frame = frame

    async def __call__(self, request: Request, problem: Exception) -> Response:
        """Say so."""
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        headers = problem.headers if isinstance(problem, HTTPException) else None
        visit = await self._frame.visit(request)
        is_missing = status == HTTPStatus.NOT_FOUND
        words = "Alamat ini tidak bisa dibuka dengan cara itu."
        response = visit.missing() if is_missing else visit.sorry(status, words)
        response.headers.update(headers or {})
        return response
