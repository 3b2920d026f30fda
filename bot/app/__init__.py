"""The composition root: the only room that knows every other.

`brain` makes the knowledge ready to answer, `explaining` and `suggesting` show how to
mend it, `core` opens database and service, `serving` runs the channels around them.
"""

from bot.app.bench import Bench, open_bench
from bot.app.brain import consult, load_brain, load_matcher, think
from bot.app.core import (
    Core,
    WeakSecretError,
    now,
    open_core,
    open_writer,
    room,
    secret_box,
    today,
)
from bot.app.explaining import explain
from bot.app.publishing import finish_publications
from bot.app.serving import serve
from bot.app.suggesting import suggestions

__all__ = [
    "Bench",
    "Core",
    "WeakSecretError",
    "consult",
    "explain",
    "finish_publications",
    "load_brain",
    "load_matcher",
    "now",
    "open_bench",
    "open_core",
    "open_writer",
    "room",
    "secret_box",
    "serve",
    "suggestions",
    "think",
    "today",
]
