"""The knowledge made ready to answer, with what conversations have shown."""

import gc
from collections.abc import Callable

from sqlalchemy import Connection

from bot.app.brain import load_matcher, think
from bot.app.core import Core, today
from bot.domain.matching import Judged
from bot.loader.source import fingerprint, made_from
from bot.service import Brain
from bot.storage.gaps import outcomes

# Fewer than these say more of chance than of the matcher.
FEWEST_OUTCOMES = 30


def learnt_brain(core: Core) -> Brain:
    """The configured knowledge, its scores fitted to what people said of the answers they got.

    What a gate has just learnt is taken, not learnt again. Raises as `load_brain` does.
    """
    with core.learning.lock:
        source = _source(core)
        core.learning.wait_for(source)
        base, matcher = load_matcher(core.config)
        if judged := core.writer.run(judged_lately).result():
            matcher = matcher.refitted(judged)
        brain = think(base, matcher)
        core.learning.source = source
        return brain


def reload(
    core: Core, learn: Callable[[Core], Brain] = learnt_brain, *, anyway: bool = False
) -> bool:
    """Take the knowledge folder into service. False when its files are in service already.

    For whoever has written files, and for the watcher that sees them: the second learns nothing.
    `anyway`: learn once more, because the day or people's judgement has changed. Raises
    KnowledgeError; the old base stays.
    """
    with core.learning.lock:
        source = _source(core)
        if source == core.learning.source and not anyway:
            return False
        core.service.swap(learn(core))
        core.learning.source = source
        # The base before is some 100 MB that point at each other: left to itself the collector
        # lets several of them pile up.
        gc.collect()
        return True


def _source(core: Core) -> str:
    return fingerprint(made_from(core.config.knowledge, today()))


def judged_lately(connection: Connection) -> list[Judged]:
    """What people said of answers; nothing while there is too little of it."""
    found = [Judged(one.question, one.intent, one.was_right) for one in outcomes(connection)]
    return found if len(found) >= FEWEST_OUTCOMES else []
