"""Who wants to be told when there is an answer: their wishes, and the news itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.choosing import Action, choice_id, parse_choice, plain
from bot.domain.keeping import KEPT_CHARACTERS
from bot.domain.knowledge import Intent, KnowledgeBase
from bot.domain.messages import Choice, Content, Pressed, Reply, Text
from bot.domain.redaction import RedactedText
from bot.domain.sentences import Say
from bot.domain.wording import answer_text, bare_text, in_words

TELL_ME, STOP = "kabari", "berhenti_dikabari"
YES, NO = "ya", "belum"
QUOTED_CHARACTERS = 80
_ABOUT_NEWS = frozenset({Action.TELL_ME, Action.TOLD_SOLVED, Action.TOLD_UNSOLVED})
_WITHOUT_FOOTER = ("darurat", "umum")


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of this person that had no answer when it was asked.

    `mark` names the message it came with. `is_told`: they were told what came of it; `intent` is
    that answer, "" where nobody here can give one.
    """

    id: int
    mark: str
    text: RedactedText
    is_told: bool = False
    intent: str = ""


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer this person was told of; `asker` is the number their buttons carry."""

    asker: int
    intent: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person's wishes to be told stand at, the newest first.

    `last_said` is the number of the news that nothing was said after, by either side.
    `keep_days`: how long a wish is kept.
    """

    questions: tuple[OwnQuestion, ...] = ()
    told: tuple[ToldAnswer, ...] = ()
    last_said: int | None = None
    keep_days: int = 0


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class Awaited:
    """What somebody waits to be told: their words, when they asked, and what came of it.

    `intent` "" where the question is nobody's business here; `advice` is then what a coordinator
    wrote for the askers: whom to ask instead. A draft of an answer is no part of it: nobody has
    checked that yet.
    """

    asker: int
    question: RedactedText
    asked_at: datetime
    intent: str = ""
    advice: str = ""


def mark_of(message_id: str) -> str:
    """A short name of a message for a button; ids of some channels are longer than a button's."""
    return hashlib.blake2s(message_id.encode(), digest_size=8).hexdigest()


def is_about_news(content: Content, commands: Mapping[str, str]) -> bool:
    """Whether a message can only be answered knowing what this person waits for."""
    if isinstance(content, Pressed):
        chosen = parse_choice(content.choice_id)
        return chosen is not None and chosen[0] in _ABOUT_NEWS
    if not isinstance(content, Text) or len(content.utterance) > KEPT_CHARACTERS:
        return False
    return commands.get(plain(content.utterance)) in (TELL_ME, YES, NO)


def quoted(words: str) -> str:
    """Somebody's own words on one line, short enough to be quoted."""
    line = " ".join(words.split())
    if len(line) <= QUOTED_CHARACTERS:
        return line
    return f"{line[:QUOTED_CHARACTERS].rstrip()}…"


def answer_news(base: KnowledgeBase, awaited: Awaited, now: datetime) -> Reply:
    """Your question, its answer, and "did this answer it?". The intent must exist."""
    intent = base.intents[awaited.intent]
    parts = (_asked(base, awaited), _answer(base, intent, now), base.say[Say.NEWS_ASK])
    choices = (
        Choice(choice_id(Action.TOLD_SOLVED, str(awaited.asker)), base.say[Say.NEWS_YES]),
        Choice(choice_id(Action.TOLD_UNSOLVED, str(awaited.asker)), base.say[Say.NEWS_NO]),
    )
    return Reply("\n\n".join(parts), base.say[Say.NEWS_HEADING], choices)


def not_ours_news(base: KnowledgeBase, awaited: Awaited) -> Reply:
    """Your question is nobody's business here, and who can be asked instead."""
    whom = awaited.advice or base.say[Say.NEWS_WHO_ELSE]
    parts = (_asked(base, awaited), base.say[Say.NEWS_NOT_OURS], whom)
    return Reply("\n\n".join(parts), base.say[Say.NEWS_HEADING])


def _asked(base: KnowledgeBase, awaited: Awaited) -> str:
    day = in_words(awaited.asked_at.astimezone(base.zone).date())
    return base.say[Say.NEWS_OF].format(tanggal=day, pertanyaan=quoted(awaited.question))


def _answer(base: KnowledgeBase, intent: Intent, now: datetime) -> str:
    today = now.astimezone(base.zone).date()
    words = bare_text if intent.group in _WITHOUT_FOOTER else answer_text
    text = words(base, intent, today)
    return f"{intent.heading}\n{text}" if intent.heading else text
