"""Menu: everywhere one can go, for a phone. Also the smallest example of a page."""

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.visit import Visit
from bot.domain.desk import Right


async def show(visit: Visit) -> Response:
    """All places of this account, each with a sentence."""
    return visit.page("menu.html")


DOORS = (Door("/menu", Right.READ, get=show),)
