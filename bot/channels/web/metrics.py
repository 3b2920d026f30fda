"""Counts for a monitor, in Prometheus' text format. No label names a person or holds words."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.domain.delivery import Settlement

# A turn is meant to take milliseconds; the upper buckets show a database that is in trouble.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """What the process did since it started. Its registry is its own, not the global one."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        """Start every count at zero."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._turns = Counter(
            "sambung_turns",
            "Turns taken, by channel and outcome.",
            ("channel", "outcome"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sambung_turn_seconds",
            "Seconds from the arrival of a message to the commit of its turn.",
            ("channel",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._sendings = Counter(
            "sambung_sendings",
            "Attempts at sending a reply, by how they ended.",
            ("ended",),
            registry=self._registry,
        )

    def turn_taken(self, channel: str, outcome: str, seconds: float) -> None:
        """Count a committed turn. `outcome` comes from a closed list, never from a message."""
        self._turns.labels(channel, outcome).inc()
        self._seconds.labels(channel).observe(seconds)

    def sending_ended(self, how: Settlement) -> None:
        """Count an attempt at sending: delivered, postponed or undeliverable."""
        self._sendings.labels(type(how).__name__.lower()).inc()

    def exposition(self) -> bytes:
        """All counts, the way Prometheus reads them."""
        return generate_latest(self._registry)
