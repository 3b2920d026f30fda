"""Job `regroup`: open questions grouped anew, except what was done by hand."""

import contextlib

from bot.desk.gathering import Gatherer
from bot.jobs.tools import Tools


def regroup(tools: Tools) -> str:
    """Group everything anew, after the words have changed that questions are compared by."""
    base = tools.base()
    with contextlib.closing(Gatherer(tools.writer, lambda: base, lambda: tools.now)) as gatherer:
        return gatherer.regroup()
