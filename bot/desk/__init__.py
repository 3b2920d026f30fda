"""The coordinators' deeds: transactions around storage, each with its row in the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.config import Config
from bot.desk.accounts import Accounts
from bot.desk.gathering import Gatherer
from bot.desk.logins import Logins
from bot.desk.publishing import Publishing
from bot.desk.reporting import Reporting
from bot.desk.work import Work
from bot.domain.matching.explanation import Why
from bot.domain.previewing import Show
from bot.service import Service
from bot.storage.database import Writer
from bot.storage.secrets import SecretBox

# An utterance, the intent answered before it and the one that was expected ("" for neither).
Explain = Callable[[str, str, str], Why]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the dashboard, the terminal and the jobs get to work with."""

    config: Config
    writer: Writer
    box: SecretBox
    clock: Callable[[], datetime]
    service: Service
    work: Work
    gatherer: Gatherer
    reporting: Reporting
    logins: Logins
    accounts: Accounts
    show: Show
    explain: Explain
    publishing: Publishing


__all__ = ["Desk"]
