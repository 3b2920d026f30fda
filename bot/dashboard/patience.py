"""How often somebody may try to prove who they are."""

from collections.abc import Callable
from datetime import datetime
from math import ceil

from bot.http.limits import Throttle

PERIOD_SECONDS = 15 * 60
MOST_A_LOGIN = 10
MOST_AN_ADDRESS = 40  # a whole office behind one address comes to work at eight


class Patience:
    """Tries for each login and for each address; right ones count too."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Remembers in memory: one process serves the dashboard."""

        def seconds() -> float:
            return clock().timestamp()

        self._logins = Throttle(MOST_A_LOGIN, seconds, period_seconds=PERIOD_SECONDS)
        self._addresses = Throttle(MOST_AN_ADDRESS, seconds, period_seconds=PERIOD_SECONDS)

    def wait_words(self, who: str, address: str) -> str:
        """Why not now, in Indonesian; "" when one more may be tried (which is counted)."""
        wait = self._addresses.wait_seconds(address) or self._logins.wait_seconds(who.lower())
        if not wait:
            return ""
        return f"Sudah terlalu banyak percobaan. Coba lagi {ceil(wait / 60)} menit lagi."
