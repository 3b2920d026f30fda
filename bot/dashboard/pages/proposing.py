"""What every change of the knowledge has in common: tried first, then proposed."""

import contextlib
from collections.abc import Sequence

from starlette.responses import Response

from bot.dashboard.visit import Visit
from bot.desk.answering import problems_with
from bot.desk.publishing import RefusedError
from bot.domain.desk import GapStatus, Right
from bot.domain.publishing import FileChange

PATH = "/pengetahuan/usulan"
MOST_PROBLEMS = 8
REPLACED = "Diganti usulan yang lebih baru."


async def propose(  # noqa: PLR0913  what a proposal consists of
    visit: Visit,
    changes: Sequence[FileChange],
    summary: str,
    group: int | None = None,
    intent: str = "",
    *,
    closes: GapStatus = GapStatus.ANSWERED,
) -> Response | tuple[str, ...]:
    """To the page of the new proposal; or what is wrong, for the form to say.

    A field `usulan` of the form names the proposal that this one takes the place of.
    """
    root = visit.desk.config.knowledge
    problems = await visit.slowly(problems_with, root, changes, visit.today)
    if problems:
        return tuple(str(problem) for problem in problems[:MOST_PROBLEMS])

    def keep() -> int:
        return visit.desk.publishing.propose(
            changes, summary, visit.actor, group=group, intent=intent, closes=closes
        )

    try:
        number = await visit.slowly(keep)
    except RefusedError as error:
        return (str(error),)
    before = visit.form.number("usulan")
    if before is not None and await may_put_aside(visit, before):
        with contextlib.suppress(RefusedError):  # somebody has decided on it meanwhile
            await visit.slowly(visit.desk.publishing.reject, before, visit.actor, REPLACED)
    return visit.back(f"{PATH}/{number}")


async def may_put_aside(visit: Visit, number: int) -> bool:
    """Whether it is theirs to decide on: who proposed it may take it back, who publishes may
    refuse it.
    """
    found = await visit.slowly(visit.desk.publishing.get, number)
    is_own = found is not None and found.author_id == visit.account.id
    return is_own or visit.may(Right.PUBLISH)
