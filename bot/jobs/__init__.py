"""Work that comes back: each job gets what it needs and returns one sentence."""

from collections.abc import Callable, Mapping

from bot.jobs.deleting import CLAIM_DAYS, FAILED_DAYS, retention
from bot.jobs.digest import digest, urgent
from bot.jobs.judging_again import rescreening
from bot.jobs.regrouping import regroup
from bot.jobs.staleness import staleness
from bot.jobs.telling import notify
from bot.jobs.tools import Tools

__all__ = [
    "CLAIM_DAYS",
    "FAILED_DAYS",
    "JOBS",
    "Tools",
    "digest",
    "notify",
    "regroup",
    "rescreening",
    "retention",
    "staleness",
    "urgent",
]

JOBS: Mapping[str, Callable[[Tools], str]] = {
    "retention": retention,
    "rescreen": rescreening,
    "notify": notify,
    "staleness": staleness,
    "urgent": urgent,
    "digest": digest,
    "regroup": regroup,
}
