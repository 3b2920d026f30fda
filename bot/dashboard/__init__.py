"""The coordinators' pages at /dasbor.

`doors` says what an address is, `frame` guards it, `visit` is what a handler gets, `pages/` has
the handlers, `templates/` every word people read.
"""

from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.dashboard.apologies import Apologies, Refusals
from bot.dashboard.city import CitySignIn
from bot.dashboard.cookies import Cookies
from bot.dashboard.doors import ROOT, Door, ways
from bot.dashboard.frame import Frame
from bot.dashboard.pages import DOORS
from bot.dashboard.patience import Patience
from bot.dashboard.rendering import Pages, Static
from bot.desk import Desk
from bot.http.headers import Headers, policy
from bot.http.shield import Shield

__all__ = ["DOORS", "Door", "routes"]


def routes(desk: Desk) -> list[BaseRoute]:
    """Everything at /dasbor. Put it before the web channel, which answers every path left over."""
    pages = Pages(lambda: _city(desk), lambda: desk.service.brain.base.zone)
    cookies = Cookies(desk.box, https=desk.config.server.https)
    city = CitySignIn(desk.config.oidc) if desk.config.oidc.issuer else None
    frame = Frame(desk, pages, cookies, Patience(desk.clock), city)
    site = Starlette(
        routes=[
            *(Route(each.path, partial(_static, each)) for each in pages.statics),
            *(
                Route(path, partial(frame.respond, here), methods=list(here))
                for path, here in ways(DOORS).items()
            ),
        ],
        middleware=[
            Middleware(Headers, headers=policy("script-src 'self'", "connect-src 'self'")),
            Middleware(Shield, apologise=Apologies(frame)),
            Middleware(GZipMiddleware, minimum_size=500),
        ],
        exception_handlers={HTTPException: Refusals(frame)},
    )
    return [Route(ROOT, site), Route(f"{ROOT}/{{rest:path}}", site)]


async def _static(static: Static, _: Request) -> Response:
    keep = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(static.content, media_type=static.kind, headers=keep)


def _city(desk: Desk) -> str:
    """The city of the knowledge in service."""
    city = desk.service.brain.base.city
    return city.name if city else ""
