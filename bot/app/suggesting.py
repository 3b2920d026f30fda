"""From what is stored to what is worth adding."""

from sqlalchemy import Connection

from bot.app.core import open_writer
from bot.config import Config
from bot.domain.conversation import GapReason
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.suggesting import Stored, Suggestion, suggest
from bot.storage.gaps import confirmed, unsettled


def suggestions(
    config: Config, base: KnowledgeBase, matcher: Matcher, most: int
) -> tuple[Suggestion, ...]:
    """At most `most` examples from the configured database, the most helpful first."""
    with open_writer(config) as writer:
        stored = writer.run(_stored).result()
    return suggest(base, matcher, stored, most)


def _stored(connection: Connection) -> list[Stored]:
    """Told wishes, and open ones; a later "belum" takes back what the same words were told."""
    still_open = [
        Stored(
            question=gap.question,
            asker=gap.conversation,
            rejected=gap.candidates[0].intent
            if gap.reason is GapReason.SAID_NO and gap.candidates
            else "",
        )
        for gap in unsettled(connection)
    ]
    taken_back = {(one.asker, one.question, one.rejected) for one in still_open}
    told = [
        Stored(one.question, one.conversation, one.intent)
        for one in confirmed(connection)
        if (one.conversation, one.question, one.intent) not in taken_back
    ]
    return [*told, *still_open]
