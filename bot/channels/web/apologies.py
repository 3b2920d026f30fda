"""What a visitor sees when something breaks."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.rendering import Pages
from bot.channels.web.rest import error
from bot.http.incidents import incident
from bot.service import NotTakenError


class Apologies:
    """A friendly page (or JSON error) with a code found in the log, for whatever broke."""

    def __init__(self, pages: Pages) -> None:
        """`pages` has the sentences."""
        self._pages = pages

    async def __call__(self, request: Request, problem: Exception) -> Response:
        """Say so."""
        status, code = incident(problem, NotTakenError)
        if _is_for_programs(request):
            return error(status, f"something broke on our side, incident {code}")
        draft = getattr(request.state, "draft", None)
        return self._pages.notice(status, "web_gangguan", draft, code)


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
