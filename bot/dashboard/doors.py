"""What an address of the dashboard is: a path, the right it asks for, and who answers."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from bot.dashboard.visit import Visit
from bot.domain.desk import Right

Handler = Callable[[Visit], Awaitable[Response]]
ROOT = "/dasbor"


@dataclass(frozen=True, slots=True)
class Door:
    """An address below /dasbor; "" is the first page. `right` None: for people not logged in.

    Where reading and doing ask for different rights, the same path has two doors.
    """

    path: str
    right: Right | None
    get: Handler | None = None
    post: Handler | None = None

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The methods it answers."""
        both = {"GET": self.get, "POST": self.post}
        return {method: handler for method, handler in both.items() if handler is not None}


@dataclass(frozen=True, slots=True)
class Way:
    """One method of one address."""

    right: Right | None
    handler: Handler


def ways(doors: Iterable[Door]) -> dict[str, dict[str, Way]]:
    """path -> method -> way. Raises ValueError where two doors answer the same."""
    found: dict[str, dict[str, Way]] = {}
    for door in doors:
        here = found.setdefault(ROOT + door.path, {})
        for method, handler in door.handlers.items():
            if method in here:
                raise ValueError(f"two doors answer {method} {door.path}")
            here[method] = Way(door.right, handler)
    return found
