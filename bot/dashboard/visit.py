"""One request of one coordinator: what a page's handler gets to work with."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.dashboard.city import CitySignIn
from bot.dashboard.cookies import Cookies, Notice
from bot.dashboard.forms import Form
from bot.dashboard.patience import Patience
from bot.dashboard.rendering import Around, Pages
from bot.desk import Desk
from bot.domain.desk import Account, Actor, Right
from bot.http.limits import client_address
from bot.http.outcomes import outcome

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """`visitor` is None at the doors for people who are not logged in; elsewhere use `account`.

    `token` is what the browser's cookie holds: a session's, or a stranger's.
    """

    request: Request
    desk: Desk
    pages: Pages
    cookies: Cookies
    patience: Patience
    token: str
    visitor: Account | None = None
    form: Form = field(default_factory=Form)
    city: CitySignIn | None = None

    @property
    def account(self) -> Account:
        """Who is logged in."""
        assert self.visitor is not None, "this door lets in people who are not logged in"
        return self.visitor

    @property
    def actor(self) -> Actor:
        """The same, as the journal names them."""
        return Actor(self.account.name, self.account.id)

    @cached_property
    def now(self) -> datetime:
        """The time of this visit, in the city's zone."""
        return self.desk.clock().astimezone(self.desk.service.brain.base.zone)

    @property
    def today(self) -> date:
        """The day of this visit, in the city."""
        return self.now.date()

    @property
    def query(self) -> QueryParams:
        """What stands behind the question mark."""
        return self.request.query_params

    @property
    def path(self) -> Mapping[str, Any]:
        """The parts of the address that a door leaves open: {group:int}."""
        return self.request.path_params

    @property
    def is_htmx(self) -> bool:
        """Whether a part of the page is enough."""
        return "hx-request" in self.request.headers

    @property
    def address(self) -> str:
        """Where the visitor comes from, for limits; never stored."""
        return client_address(self.request, trusted_proxy=self.desk.config.server.trusted_proxy)

    def link(self, path: str) -> str:
        """The whole address of a page below /dasbor, to pass on."""
        before = self.desk.config.server.public_url or str(self.request.base_url).rstrip("/")
        return f"{before}/dasbor{path}"

    def may(self, right: Right) -> bool:
        """Whether whoever is here has this right."""
        return self.visitor is not None and self.visitor.may(right)

    async def done(self, future: "Future[T]") -> T:
        """What the desk promised, once it is committed."""
        return await outcome(future)

    async def slowly(self, work: Callable[..., T], *arguments: object) -> T:
        """Work that takes milliseconds or waits, in a thread: the others must not wait for it."""
        return await asyncio.to_thread(work, *arguments)

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """The page in templates/, in its frame."""
        notice = self.cookies.notice(self.request)
        response = self.pages.html(self._around, template, status, {"kabar": notice, **values})
        if notice:
            self.cookies.forget_notice(response)
        return response

    def part(self, template: str, **values: object) -> Response:
        """A template that is no whole page, for htmx."""
        return self.pages.html(self._around, template, 200, values)

    def missing(self) -> Response:
        """404, said kindly: it was deleted, merged, or never there."""
        return self.sorry(404, "Halaman ini tidak ada, atau isinya sudah dihapus.")

    def sorry(self, status: int, words: str, **values: object) -> Response:
        """Why it cannot be done, and the way on."""
        return self.page("maaf.html", status, kata=words, **values)

    def back(self, path: str, notice: str = "", *, is_bad: bool = False) -> Response:
        """303 to a page below /dasbor ("" is the first), which then says `notice` once."""
        response = RedirectResponse(f"/dasbor{path}", status_code=303)
        if notice:
            self.cookies.say(response, Notice(notice, is_bad))
        return response

    @property
    def _around(self) -> Around:
        below = self.request.url.path.removeprefix("/dasbor")
        return Around(self.visitor, self.cookies.csrf(self.token), below, self.now)
