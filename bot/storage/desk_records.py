"""What a turn at the desk asked for, done in the transaction of that turn."""

from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection

from bot.domain.desk import Actor, GapStatus
from bot.domain.desk_chat import (
    DeskRecord,
    GroupDismissed,
    GroupDrafted,
    GroupHanded,
    GroupTaken,
    TelegramLinked,
)
from bot.storage import accounts, deeds, journal, sessions
from bot.storage.deeds import doing
from bot.storage.journal import ACCOUNT
from bot.storage.sessions import Purpose


def carry_out(connection: Connection, record: DeskRecord, person: str, at: datetime) -> None:
    """Do it, with its row in the journal. `person`: the pseudonym of who wrote."""
    match record:
        case GroupTaken():
            deeds.take(doing(connection, record.group, record.by, at), record.usual)
        case GroupHanded():
            of = doing(connection, record.group, record.by, at)
            deeds.assign(of, record.usual, account_id=record.to)
        case GroupDismissed():
            deeds.set_status(doing(connection, record.group, record.by, at), GapStatus.NOT_OURS)
        case GroupDrafted():
            deeds.draft(doing(connection, record.group, record.by, at), record.text)
        case TelegramLinked():
            _link(connection, record, person, at)
        case _:
            assert_never(record)


def _link(connection: Connection, record: TelegramLinked, person: str, at: datetime) -> None:
    account = record.account
    sessions.use(connection, record.code, Purpose.TELEGRAM, at)
    accounts.link_telegram(connection, account.id, person)
    actor = Actor(account.name, account.id)
    journal.write(connection, at, actor, "sambung telegram", ACCOUNT, str(account.id))
