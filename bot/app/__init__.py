"""The composition root: the only room that knows every other.

`brain` makes the knowledge ready to answer, `core` opens database and service, `serving` runs the
channels around them.
"""

from bot.app.brain import consult, load_brain, think
from bot.app.core import Core, WeakSecretError, now, open_core, open_writer, secret_box
from bot.app.serving import serve

__all__ = [
    "Core",
    "WeakSecretError",
    "consult",
    "load_brain",
    "now",
    "open_core",
    "open_writer",
    "secret_box",
    "serve",
    "think",
]
