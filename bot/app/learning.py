"""The knowledge made ready to answer, with what conversations have shown."""

from sqlalchemy import Connection

from bot.app.brain import load_matcher, think
from bot.app.core import Core
from bot.domain.matching import Judged
from bot.service import Brain
from bot.storage.gaps import outcomes

# Fewer than these say more of chance than of the matcher.
FEWEST_OUTCOMES = 30


def learnt_brain(core: Core) -> Brain:
    """The configured knowledge, its scores fitted to what people said of the answers they got.

    Raises as `load_brain` does.
    """
    base, matcher = load_matcher(core.config)
    judged = core.writer.run(_judged).result()
    if len(judged) >= FEWEST_OUTCOMES:
        matcher = matcher.refitted(judged)
    return think(base, matcher)


def _judged(connection: Connection) -> list[Judged]:
    return [Judged(one.question, one.intent, one.was_right) for one in outcomes(connection)]
