"""Logging: events and ids, never words."""

import json
import logging
import sys
import traceback
from typing import Any

# SQL statements may hold words, and the lines of web servers and clients hold addresses: that of a
# sheet opens it.
WORDY = ("httpx", "httpcore", "aiohttp.access", "uvicorn.access", "sqlalchemy.engine")
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class _Lines(logging.Formatter):
    """Time, level, event and its fields; one line each, as text or JSON."""

    def __init__(self, *, json_lines: bool) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._json = json_lines

    def formatException(self, ei: Any) -> str:
        """Where it happened and of which type; the message is left out: it may quote people."""
        kind, _, trace = ei
        frames = "".join(traceback.format_tb(trace))
        return f"{frames}{kind.__name__ if kind else ''}"

    def format(self, record: logging.LogRecord) -> str:
        fields = {key: value for key, value in vars(record).items() if key not in _PLAIN}
        if self._json:
            line = {
                "at": self.formatTime(record),
                "level": record.levelname,
                "event": record.getMessage(),
                **fields,
            }
            if record.exc_info:
                line["trace"] = self.formatException(record.exc_info)
            return json.dumps(line, default=str)
        told = " ".join(f"{key}={_short(value)}" for key, value in fields.items())
        return f"{super().format(record)} {told}".rstrip()


def _short(value: object) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def set_up(level: str, *, json_lines: bool) -> None:
    """Log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(json_lines=json_lines))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for noisy in WORDY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for quiet in ("alembic", "uvicorn.error"):
        logging.getLogger(quiet).setLevel(logging.WARNING)
