"""Personal data out of a text before it is stored or logged. The only way to make a RedactedText.

Numbers are judged by their shape and by the words around them, and in doubt a long number goes.
Names and addresses need a cue or a capital. Nothing here knows the date or reads a file.
"""

from typing import NewType

from bot.domain.redaction import addresses, names, numbers, patterns
from bot.domain.redaction.spans import PLACEHOLDERS, Span, view_of, without_overlaps

__all__ = ["RedactedText", "Span", "find_personal_data", "redact"]

RedactedText = NewType("RedactedText", str)

# A second run mends what the first one's replacements brought to light; more are hardly needed.
_MOST_RUNS = 6


def find_personal_data(
    text: str, public_numbers: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Return personal data in order of appearance, never overlapping.

    `public_numbers` are hotlines and office numbers, digits only, that may stay.
    """
    view = view_of(text)
    found = [
        *patterns.find_emails(view),
        *patterns.find_handles(view),
        *patterns.find_birthdates(view),
        *patterns.find_plates(view),
        *addresses.find_addresses(view),
    ]
    # Dates and house numbers consist of digits too: whoever comes first here names the kind.
    found += numbers.find_numbers(view, public_numbers)
    spans = without_overlaps([*found, *patterns.find_spelled_numbers(view)])
    return without_overlaps([*spans, *names.find_names(view, spans)])


def redact(text: str, public_numbers: frozenset[str] = frozenset()) -> RedactedText:
    """Replace personal data by placeholders such as [NIK]; a second time changes nothing."""
    for _ in range(_MOST_RUNS):
        spans = find_personal_data(text, public_numbers)
        if not spans:
            break
        text = _replaced(text, spans)
    return RedactedText(text)


def _replaced(text: str, spans: tuple[Span, ...]) -> str:
    parts: list[str] = []
    position = 0
    for span in spans:
        parts += (text[position : span.start], PLACEHOLDERS[span.kind])
        position = span.end
    return "".join([*parts, text[position:]])
