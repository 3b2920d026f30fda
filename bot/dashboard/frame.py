"""Around every handler: who is this, may they, is the form ours; and what is said if not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.dashboard.city import CitySignIn
from bot.dashboard.cookies import Cookies
from bot.dashboard.doors import ROOT, Way
from bot.dashboard.forms import FORM_LIMIT_BYTES, Form, UnreadableFormError, read_form
from bot.dashboard.patience import Patience
from bot.dashboard.rendering import Pages
from bot.dashboard.visit import Visit
from bot.desk import Desk
from bot.domain.desk import Account
from bot.http.limits import BODY_LIMIT_BYTES, BodyTooLargeError, read_body
from bot.http.origins import is_from_our_page
from bot.http.outcomes import outcome

CSRF = "csrf"
_LARGEST = 2**63 - 1  # of a number in the database


@dataclass(frozen=True, slots=True)
class Frame:
    """What all addresses share."""

    desk: Desk
    pages: Pages
    cookies: Cookies
    patience: Patience
    city: CitySignIn | None

    async def respond(self, here: Mapping[str, Way], request: Request) -> Response:
        """Let the handler answer, or say why it does not."""
        way = here["GET" if request.method == "HEAD" else request.method]
        visit = await self.visit(request)
        if way.right is not None and visit.visitor is None:
            response = await self._stranger(visit)
        elif way.right is not None and not visit.may(way.right):
            response = visit.sorry(403, "Halaman atau tombol ini bukan bagian dari peran Anda.")
        elif any(part > _LARGEST for part in visit.path.values() if isinstance(part, int)):
            response = visit.missing()
        elif request.method == "POST":
            response = await self._posted(visit, way)
        else:
            response = await way.handler(visit)
        if visit.visitor is None and not self.cookies.brought(request):
            # A form for somebody unknown is bound to a cookie too: nobody can log them in as
            # somebody else from another site.
            self._greet(response, visit.token)
        return response

    async def visit(self, request: Request) -> Visit:
        """Who comes. Their form is read later, once we know that they may send one."""
        token = self.cookies.token(request)
        visitor: Account | None = None
        if self.cookies.brought(request):
            visitor = await outcome(self.desk.logins.who(token))
        return Visit(
            *(request, self.desk, self.pages, self.cookies, self.patience),
            token=token,
            visitor=visitor,
            city=self.city,
        )

    async def _posted(self, visit: Visit, way: Way) -> Response:
        try:
            form = await self._form(visit)
        except BodyTooLargeError:
            return visit.sorry(413, "Isiannya terlalu panjang. Bagi menjadi beberapa kali.")
        except UnreadableFormError:
            return visit.sorry(400, "Isian ini tidak terbaca. Kembali, lalu coba sekali lagi.")
        visit = replace(visit, form=form)
        proxy = self.desk.config.server.trusted_proxy
        if not is_from_our_page(visit.request, trusted_proxy=proxy):
            return visit.sorry(403, "Isian ini dikirim dari situs lain, jadi tidak diterima.")
        if not self.cookies.is_ours(visit.token, form.raw(CSRF)):
            return self._send_again(visit)
        return await way.handler(visit)

    async def _form(self, visit: Visit) -> Form:
        # Strangers have nothing long to say.
        limit = BODY_LIMIT_BYTES if visit.visitor is None else FORM_LIMIT_BYTES
        return read_form(await read_body(visit.request, limit))

    async def _stranger(self, visit: Visit) -> Response:
        """To the login, and from there to where they wanted to go."""
        if visit.request.method != "POST":
            response: Response = RedirectResponse(f"{ROOT}/masuk", status_code=303)
            if visit.is_htmx:  # a whole page inside a part of one would be a muddle
                response = Response(status_code=401, headers={"hx-redirect": f"{ROOT}/masuk"})
            return response
        try:
            form = await self._form(visit)
        except (BodyTooLargeError, UnreadableFormError):
            form = Form()
        return self._send_again(replace(visit, form=form))

    def _send_again(self, visit: Visit) -> Response:
        """403; what somebody wrote for half an hour is not lost because their login ended.

        Given back only where the browser itself says that the form stood on our page: another
        site must not get its words onto ours, one press away from being done.
        """
        is_ours = visit.request.headers.get("sec-fetch-site") == "same-origin"
        pairs = [pair for pair in visit.form.pairs() if pair[0] != CSRF] if is_ours else []
        return visit.page("kirim_lagi.html", 403, isian=pairs)

    def _greet(self, response: Response, token: str) -> None:
        if not any(name == b"set-cookie" and b"dasbor=" in v for name, v in response.raw_headers):
            self.cookies.keep(response, token)
