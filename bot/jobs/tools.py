"""What every job works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.config import Retention
from bot.domain.desk_chat import NO_ROOM, Room
from bot.domain.knowledge import KnowledgeBase
from bot.jobs.trying import is_public
from bot.storage.database import Writer
from bot.storage.secrets import SecretBox


@dataclass(frozen=True, slots=True)
class Tools:
    """What jobs work with. `base` reads the knowledge when a job asks for it; `now` has a zone.

    `check_links`: whether pages may be asked over the network, those at addresses that
    `may_reach` allows. `room`: the coordinators' chat.
    """

    writer: Writer
    box: SecretBox
    keep: Retention
    base: Callable[[], KnowledgeBase]
    now: datetime
    check_links: bool = False
    room: Room = NO_ROOM
    may_reach: Callable[[str], bool] = is_public

    @property
    def stored_now(self) -> datetime:
        """Now, as it is stored: UTC without its zone."""
        return self.now.astimezone(UTC).replace(tzinfo=None)
