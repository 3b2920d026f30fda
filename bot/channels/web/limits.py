"""How much and how fast: the size of a body, and messages a minute from one visitor."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

# 10,000 emoji, percent-encoded by a form, are 120 kB: even such a long message gets its reply.
BODY_LIMIT_BYTES = 128 * 1024
# Read on a little and throw it away, or the sender sees a broken connection instead of our page.
_DISCARD_BYTES = 16 * BODY_LIMIT_BYTES


class BodyTooLargeError(Exception):
    """More was sent than anybody types."""


async def read_body(request: Request) -> bytes:
    """The body, of at most BODY_LIMIT_BYTES; raises BodyTooLargeError."""
    kept = bytearray()
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > _DISCARD_BYTES:
            break
        if seen <= BODY_LIMIT_BYTES:
            kept += chunk
    if seen > BODY_LIMIT_BYTES:
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
    """So many a minute for each key, all at once if need be (generic cell rate algorithm, I.371).

    Remembers one number a key; when there are too many keys, those quiet longest are forgotten.
    """

    def __init__(
        self,
        per_minute: int,
        clock: Callable[[], float] = time.monotonic,
        most_keys: int = 20_000,
    ) -> None:
        """`per_minute` 0 lets everything pass. `clock` gives seconds."""
        self._per_minute = per_minute
        self._clock = clock
        self._most_keys = most_keys
        self._full_until: dict[str, float] = {}

    def wait_seconds(self, key: str) -> float:
        """0 when one more may pass now (which is counted), else how long to wait."""
        if self._per_minute <= 0:
            return 0.0
        now = self._clock()
        interval = 60.0 / self._per_minute
        due = max(self._full_until.pop(key, now), now)
        over = due - now - (60.0 - interval)
        # Put back at the end: the order of the dictionary is the order of the last visits.
        self._full_until[key] = due if over > 0 else due + interval
        if len(self._full_until) > self._most_keys:
            del self._full_until[next(iter(self._full_until))]
        return max(over, 0.0)
