"""How a reply will look on each channel, before anybody gets it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.knowledge import Intent, KnowledgeBase
from bot.domain.messages import Choice, Reply
from bot.domain.sentences import Say
from bot.domain.wording import answer_text


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A stretch of text; a link when `href` is not empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph ("p") or list ("ul", "ol") of the chat page, numbered from `start`."""

    tag: str
    lines: tuple[tuple[ShownPiece, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply as Telegram cuts it into messages, as the chat page draws it, and as plain text."""

    heading: str
    telegram: tuple[str, ...]
    web: tuple[ShownBlock, ...]
    plain: str
    choices: tuple[str, ...]


Show = Callable[[Reply], Shown]


def reply_of(base: KnowledgeBase, intent: Intent, today: date) -> Reply:
    """The reply an intent is answered with; buttons of its neighbours, and "terjawab?".

    Raises KeyError where it names a channel or number that does not exist.
    """
    near = [base.intents[name] for name in intent.section.see_also if name in base.intents]
    labels = [each.label for each in near] + [base.say[Say.SOLVED_YES], base.say[Say.SOLVED_NO]]
    choices = tuple(Choice(f"lihat:{number}", label) for number, label in enumerate(labels))
    return Reply(answer_text(base, intent, today), intent.heading, choices)
