"""Publishing wired to the gate, the knowledge in service and the bell that wakes news."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.app.core import Core, now, open_writer
from bot.app.gating import open_gate
from bot.app.learning import reload
from bot.config import Config
from bot.desk.checking import Checking
from bot.desk.printing import Press
from bot.desk.publishing import Around, Publishing
from bot.domain.keeping import kept_words
from bot.domain.publishing import PublicationStatus
from bot.storage import publications

log = logging.getLogger("sambung")


def open_publishing(core: Core, clock: Callable[[], datetime] = now) -> Publishing:
    """Publishing into the service of this process."""
    root = core.config.knowledge
    around = Around(
        # Under the lock of learning, so that nobody learns from half of a publication.
        press=Press(root, lambda: reload(core), core.learning.lock),
        checking=Checking(core.writer, root, open_gate(core)),
        clock=clock,
        after=core.bell.ring,
        redacted=lambda words: kept_words(words, core.service.brain.base.public_numbers),
        second_eyes=core.config.dashboard.second_eyes,
    )
    return Publishing(core.writer, around)


def finish_publications(config: Config) -> None:
    """Write the files a crash left unwritten; call it before the knowledge is first read."""
    with open_writer(config) as writer:
        standing = PublicationStatus.WRITING
        left = writer.run(lambda db: publications.with_status(db, standing)).result()
        press = Press(config.knowledge, lambda: None)
        for of in left:
            press.finish_files(of.changes)


async def recover(publishing: Publishing) -> None:
    """Note what a crash left unnoted, and go on with checks. Never keeps the bot from starting."""
    try:
        await asyncio.to_thread(publishing.recover)
    except Exception:  # a locked or full database: people get their answers all the same
        log.exception("publications not recovered")
