"""The choices a person may make, as a closed table: a button's id never names anything else."""

import re
from enum import StrEnum

from bot.domain.conversation import Conversation, Interviewing
from bot.domain.messages import Content, Pressed, Text


class Action(StrEnum):
    """What a choice does; its id is the action, a colon and what it is about."""

    MENU = "menu"
    GROUP = "jenis"
    PROGRAMME = "program"
    ANSWER = "jawab"
    NONE_OF_THESE = "bukan"
    SOLVED = "ya"
    UNSOLVED = "belum"
    ERASE = "hapus"
    INTERVIEW = "wawancara"
    DESK = "meja"
    TELL_ME = "kabari"
    STOP_TELLING = "berhenti"
    TOLD_SOLVED = "tuntas"
    TOLD_UNSOLVED = "masih"


def choice_id(action: Action, about: str = "") -> str:
    """The id of a choice, e.g. "jawab:pkh/syarat"."""
    return f"{action}:{about}"


def parse_choice(identity: str) -> tuple[Action, str] | None:
    """The action and what it is about; None for an id that was never ours."""
    action, _, about = identity.partition(":")
    return (Action(action), about) if action in set(Action) else None


_NUMBER = re.compile(r"\s*(?:nomor|nomer|no|pilih|pilihan)?[ .]*(\d{1,2})\s*[.)]?\s*", re.I)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = re.compile(r"[^\w/-]+|_+")
# "/cek pkh": the words say more than the command. A lone /start may carry a link's payload.
_SLASH_AND_WORDS = re.compile(r"/(?!start\b)([a-z_]+)(?:@\w+)?\s+(?=\w)", re.IGNORECASE)


def plain(utterance: str) -> str:
    """Lower case, one space between words, no marks: to compare short texts."""
    return _MARKS.sub(" ", utterance.lower()).strip(" -/")


def resolve(content: Content, conversation: Conversation) -> Content:
    """A number or a label typed in full becomes the choice; a command with words, the words."""
    if not isinstance(content, Text):
        return content
    if _SLASH_AND_WORDS.match(content.utterance):
        return Text(_SLASH_AND_WORDS.sub(r"\1 ", content.utterance, count=1))
    if not conversation.offered or len(content.utterance) > 80:
        return content
    lettered = isinstance(conversation.state, Interviewing) and conversation.state.lettered
    number = None if lettered else _NUMBER.fullmatch(content.utterance)
    if lettered and (picked := _lettered(content.utterance, conversation)):
        return Pressed(picked)
    if number and 1 <= int(number[1]) <= len(conversation.offered):
        return Pressed(conversation.offered[int(number[1]) - 1].id)
    typed = plain(content.utterance)
    same = (choice.id for choice in conversation.offered if plain(choice.label) == typed)
    found = next(same, None)
    return Pressed(found) if found and typed else content


def _lettered(utterance: str, conversation: Conversation) -> str:
    """The choice behind "b" or "b."; "" where the text is none."""
    letter = utterance.strip().lower().rstrip(".)")
    letters = LETTERS[: len(conversation.offered)]
    return conversation.offered[letters.index(letter)].id if letter and letter in letters else ""
