"""One turn: the only meeting of pure code and I/O. `brain` decides, `turns` carries it out."""

from bot.service.brain import Brain, Decided, UnreachableError, decide
from bot.service.turns import HISTORY, NotTakenError, Service, Surroundings, Taken

__all__ = [
    "HISTORY",
    "Brain",
    "Decided",
    "NotTakenError",
    "Service",
    "Surroundings",
    "Taken",
    "UnreachableError",
    "decide",
]
