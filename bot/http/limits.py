"""How much and how fast: the size of a body, and how often from one visitor."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

# 10,000 emoji, percent-encoded by a form, are 120 kB: even such a long message gets its reply.
BODY_LIMIT_BYTES = 128 * 1024
# Read on a little and throw it away, or the sender sees a broken connection instead of our page.
_DISCARD_TIMES = 16


class BodyTooLargeError(Exception):
    """More was sent than anybody types."""


async def read_body(request: Request, limit: int = BODY_LIMIT_BYTES) -> bytes:
    """The body, of at most `limit` bytes; raises BodyTooLargeError."""
    kept = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > _DISCARD_TIMES * limit:
            break
        if seen <= limit:
            kept += chunk
    if seen > limit:
        raise BodyTooLargeError
    return bytes(kept)


def client_address(request: Request, *, trusted_proxy: bool) -> str:
    """Where a request comes from: an IPv4 address, or the /64 that one IPv6 customer is given."""
    address = request.client.host if request.client else ""
    if trusted_proxy:
        # Our proxy wrote the last value of the last line (some add a line of their own, some
        # lengthen the visitor's); whatever stands before it came from outside.
        lines = request.headers.getlist("x-forwarded-for") or [address]
        address = lines[-1].rpartition(",")[2].strip()
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and not parsed.is_loopback:
        return (parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64)).compressed
    return parsed.compressed


def is_local(request: Request) -> bool:
    """True for a program on this machine that speaks for itself, not for somebody behind it."""
    if "x-forwarded-for" in request.headers or request.client is None:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


class Throttle:
    """So many a period for each key, all at once if need be (generic cell rate algorithm, I.371).

    Remembers one number a key; when there are too many keys, those quiet longest are forgotten.
    """

    def __init__(
        self,
        most: int,
        clock: Callable[[], float] = time.monotonic,
        most_keys: int = 20_000,
        period_seconds: float = 60.0,
    ) -> None:
        """`most` 0 lets everything pass. `clock` gives seconds."""
        self._most = most
        self._period_seconds = period_seconds
        self._clock = clock
        self._most_keys = most_keys
        self._full_until: dict[str, float] = {}

    def wait_seconds(self, key: str) -> float:
        """0 when one more may pass now (which is counted), else how long to wait."""
        if self._most <= 0:
            return 0.0
        now = self._clock()
        interval = self._period_seconds / self._most
        due = max(self._full_until.pop(key, now), now)
        over = due - now - (self._period_seconds - interval)
        # Put back at the end: the order of the dictionary is the order of the last visits.
        self._full_until[key] = due if over > 0 else due + interval
        if len(self._full_until) > self._most_keys:
            del self._full_until[next(iter(self._full_until))]
        return max(over, 0.0)
