"""By what questions are counted: the row of a table that a question belongs to."""

from datetime import tzinfo

from bot.domain.knowledge import KnowledgeBase
from bot.domain.usage.endings import Question
from bot.domain.usage.tables import NONE, Key

HOURS = tuple(map(str, range(24)))


def by_day(zone: tzinfo) -> Key:
    """The day of the month, "1" to "31"."""
    return lambda question: str(question.use.at.astimezone(zone).day)


def by_hour(zone: tzinfo) -> Key:
    """The hour of the day, "0" to "23"."""
    return lambda question: str(question.use.at.astimezone(zone).hour)


def by_programme(base: KnowledgeBase) -> Key:
    """The programme's short name, or what else it was about; NONE where it was not understood."""

    def key(question: Question) -> str:
        group = question.use.intent.partition("/")[0]
        programme = base.programmes.get(group)
        if programme is not None:
            return programme.short_name
        return group.replace("_", " ").capitalize() or NONE

    return key


def by_aspect(base: KnowledgeBase) -> Key:
    """What about a programme; NONE for everything else."""

    def key(question: Question) -> str:
        group, _, about = question.use.intent.partition("/")
        aspect = base.aspects.get(about) if group in base.programmes else None
        return aspect.label if aspect else NONE

    return key


def by_place(question: Question) -> str:
    """The kelurahan it named."""
    return question.use.place or NONE


def by_channel(question: Question) -> str:
    """Telegram, web, ..."""
    return question.use.channel
