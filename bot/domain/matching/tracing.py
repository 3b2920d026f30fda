"""What became of every word typed, from the keyboard to the models."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.knowledge import Lexicon
from bot.domain.matching.normalising import normalise
from bot.domain.matching.repairing import Repairer

_MARKS = ".,!?;:()\"'…"


class How(StrEnum):
    """How a word was read. The values stand in `ask --why --json`.

    RESPELT by the kamus, TIDIED by the general rules (stretched letters, marks), MENDED by
    likeness to a word of the base; GREETING and DROPPED words are not looked at.
    """

    AS_TYPED = "as typed"
    RESPELT = "respelt"
    TIDIED = "tidied"
    MENDED = "mended"
    GREETING = "greeting"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class WordRead:
    """A word as typed and the words it was read as; `is_known` when the base uses them all."""

    typed: str
    read: tuple[str, ...]
    how: How
    is_protected: bool
    is_known: bool


def trace(
    text: str, read: Sequence[str], lexicon: Lexicon, repairer: Repairer
) -> tuple[WordRead, ...]:
    """The words of a text beside what they were `read` as; marks and emoji are left out."""
    whole = normalise(text, lexicon).split()
    kept = _kept(whole, read, repairer)
    place, found = 0, []
    for typed in (chunk.strip(_MARKS) for chunk in text.split()):
        mine = []
        for word in normalise(typed, lexicon).split():
            # What is missing from the whole was an ending written apart, or too far behind.
            if whole[place : place + 1] == [word]:
                mine.append(place)
                place += 1
        if any(letter.isalnum() for letter in typed):
            found.append(_word(typed, [(whole[at], at in kept) for at in mine], lexicon, repairer))
    return tuple(found)


def _kept(whole: list[str], read: Sequence[str], repairer: Repairer) -> range:
    """Where the words that were read stand: greetings go from both ends."""
    mended = [repairer.repair(word) for word in whole]
    for start in range(len(whole) - len(read) + 1):
        if mended[start : start + len(read)] == list(read):
            return range(start, start + len(read))
    return range(len(whole))


def _word(
    typed: str, plain: list[tuple[str, bool]], lexicon: Lexicon, repairer: Repairer
) -> WordRead:
    words = [word for word, _ in plain]
    read = tuple(repairer.repair(word) for word in words)
    if not words:
        how = How.DROPPED
    elif not any(is_kept for _, is_kept in plain):
        how = How.GREETING
    elif list(read) != words:
        how = How.MENDED
    elif normalise(typed, replace(lexicon, spellings={})).split() != words:
        how = How.RESPELT
    else:
        how = How.AS_TYPED if typed.lower() == " ".join(words) else How.TIDIED
    is_protected = any(word in lexicon.protected for word in words)
    return WordRead(typed, read, how, is_protected, all(map(repairer.knows, read)))
