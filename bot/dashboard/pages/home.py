"""Beranda: what needs you today."""

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.visit import Visit
from bot.domain.agenda import agenda
from bot.domain.desk import Harm, Right
from bot.domain.staleness import lapsing
from bot.domain.usage import ANSWERED, about


async def show(visit: Visit) -> Response:
    """The first page after logging in: one screen of a phone."""
    reporting = visit.desk.reporting
    groups = await visit.done(visit.desk.work.groups())
    proposals = await visit.slowly(reporting.proposals)
    facts = await visit.slowly(lapsing, visit.desk.service.brain.base, visit.today)
    own = not visit.desk.config.dashboard.second_eyes
    theirs = [p for p in proposals if own or p.author_id != visit.account.id]
    week = await visit.slowly(reporting.last_week)
    return visit.page(
        "beranda.html",
        hari_ini=agenda(visit.account, groups, theirs, facts, visit.now),
        minggu=week,
        kira_kira=about,
        terjawab=week.share(*ANSWERED),
        bahaya=Harm,
    )


DOORS = (Door("", Right.READ, get=show),)
