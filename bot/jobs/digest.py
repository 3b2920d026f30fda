"""Jobs `digest` and `urgent`: what the coordinators' Telegram group is told."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from bot.domain import desk_cards
from bot.domain.desk import GapGroup, Harm
from bot.domain.messages import Reply
from bot.jobs.tools import Tools
from bot.storage import groups, marks, outbox
from bot.storage.outbox import Draft, OutboxStatus

DIGEST = "ringkasan mingguan"  # the name of its mark, and in the outbox
URGENT = "mendesak"
TELEGRAM = "telegram"
WEEK = timedelta(days=7)
DIGEST_AT = time(8)  # on Mondays, in the city
ALARMING = Harm.ILLNESS  # and whatever is worse
# So long a person gets to pick from "did you mean" before others are called.
SETTLING = timedelta(minutes=5)
NO_GROUP = "No Telegram group is configured (dashboard.telegram_group)."


def digest(tools: Tools) -> str:
    """Send the weekly overview, once for every Monday morning.

    Message and mark are one transaction: however often this runs, nothing is sent twice, and a
    Monday on which nothing ran is made up for.
    """
    if not tools.room.telegram_group:
        return NO_GROUP
    base, now = tools.base(), tools.now.astimezone(tools.base().zone)
    due = _last_monday(now)

    def work(connection: Connection) -> bool:
        last = marks.last(connection, DIGEST)
        if last is not None and last >= due:
            return False
        asked = groups.asked_since(connection, _stored(now - WEEK))
        found = groups.listing(connection)
        post(connection, tools, DIGEST, desk_cards.overview(base, found, now, asked))
        marks.set_to(connection, DIGEST, tools.stored_now)
        return True

    sent = tools.writer.run(work).result()
    return "Sent the weekly digest." if sent else "This week's digest was sent before."


def urgent(tools: Tools) -> str:
    """Tell of every group in which somebody is ill or threatened; once each."""
    if not tools.room.telegram_group:
        return NO_GROUP
    base, now = tools.base(), tools.now.astimezone(tools.base().zone)

    def work(connection: Connection) -> int:
        settling = tools.stored_now - SETTLING
        found = [one for one in groups.unalarmed(connection, settling) if _is_urgent(one)]
        for group in found:
            post(connection, tools, URGENT, desk_cards.urgent(base, group, now, tools.room))
            groups.change(connection, group.id, tools.stored_now, alarmed_at=tools.stored_now)
        return len(found)

    return f"Told the Telegram group of {tools.writer.run(work).result()} urgent groups."


def _is_urgent(group: GapGroup) -> bool:
    return group.harm >= ALARMING and group.status.is_open and group.questions > 0


def post(connection: Connection, tools: Tools, name: str, reply: Reply) -> None:
    """Put a message for the coordinators' group into the outbox."""
    address = tools.room.telegram_group
    key = tools.box.pseudonym(TELEGRAM, f"group:{address}")
    draft = Draft(TELEGRAM, key, name, address, OutboxStatus.WAITING, reply)
    outbox.add(connection, draft, tools.box, tools.stored_now)


def _last_monday(now: datetime) -> datetime:
    """The last Monday morning that has come; `now` in the city's zone."""
    monday = now.date() - timedelta(days=now.weekday())
    morning = datetime.combine(monday, DIGEST_AT, now.tzinfo)
    return morning if morning <= now else morning - WEEK


def _stored(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
