"""What may be kept of an utterance, and what of it says anything about the wish."""

import re
import unicodedata

from bot.domain.redaction import RedactedText, find_personal_data, redact

# Read for redaction; what lies beyond is neither understood nor kept.
READ_CHARACTERS = 20_000
KEPT_CHARACTERS = 1_000
_MARK = re.compile(r"\[[^\[\]]{1,30}\]")  # what redaction puts in place of a name


def kept_words(utterance: str, public_numbers: frozenset[str]) -> RedactedText:
    """The words for the gaps and the chat page: redacted first, then cut, so no half number stays.

    Control characters go before that: they could hide a number, and they steer a terminal.
    """
    whole = redact(_printable(utterance[:READ_CHARACTERS]), public_numbers)
    return RedactedText(whole[:KEPT_CHARACTERS])


def unmarked(kept: str) -> str:
    """Stored words without the marks that redaction has left in them, on one line."""
    return " ".join(_MARK.sub(" ", kept).split())


def impersonal(utterance: str, public_numbers: frozenset[str]) -> str:
    """The text without names, numbers and addresses: they say nothing of the wish, and mislead."""
    for span in reversed(find_personal_data(utterance[:READ_CHARACTERS], public_numbers)):
        utterance = f"{utterance[: span.start]} {utterance[span.end :]}"
    return utterance


def _printable(text: str) -> str:
    """Line ends stay; controls and halves of a surrogate pair, which no database takes, go."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
