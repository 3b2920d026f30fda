"""The coordinators' desk, wired to the database and the knowledge in service."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.app.core import Core, now
from bot.app.explaining import explain_in_service
from bot.app.publishing import open_publishing
from bot.app.showing import shown
from bot.desk import Desk
from bot.desk.accounts import Accounts
from bot.desk.gathering import Gatherer
from bot.desk.logins import Logins
from bot.desk.reporting import Reporting
from bot.desk.work import Work
from bot.domain.knowledge import KnowledgeBase
from bot.domain.sentences import Say


def open_desk(core: Core, clock: Callable[[], datetime] = now) -> Desk:
    """The desk of this process; it closes with the core."""

    def base() -> KnowledgeBase:
        return core.service.brain.base

    logins = Logins(core.writer, core.box, clock, core.config.dashboard.session_hours)
    return Desk(
        publishing=open_publishing(core, clock),
        config=core.config,
        writer=core.writer,
        box=core.box,
        clock=clock,
        service=core.service,
        gatherer=Gatherer(core.writer, base, clock),
        work=Work(core.writer, base, clock, core.config.dashboard.answer_days),
        reporting=Reporting(core.writer, base, clock),
        logins=logins,
        accounts=Accounts(core.writer, logins),
        show=lambda reply: shown(reply, base().say[Say.PICK_NUMBER]),
        explain=partial(explain_in_service, core.service),
    )
