"""How a reply looks as text: cutting long ones, and numbers where there are no buttons. Pure."""

import re

from bot.domain.choosing import LETTERS
from bot.domain.messages import Reply

_SENTENCE_END = re.compile(r"[.!?\u2026][)\"\u201d\u2019\u00bb\]]*(?=\s)")
_NO_SENTENCE_END = re.compile(r"(?:^|\n)\s*\d{1,3}$|(?:^|[\s(])[A-Z][a-z]{0,2}$")
_OPEN_ENTITY = re.compile(r"&[#\w]{0,10}$")


def units(text: str) -> int:
    """Return the length as Telegram counts it: in UTF-16 units, so most emoji are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> tuple[str, ...]:
    """Cut a text into parts of at most `limit` UTF-16 units; nothing but white space is lost.

    Cuts after a sentence, else after a line, else after a word, and only in a word longer than
    `limit` inside it; never inside a surrogate pair or an HTML entity. A blank text has no parts.
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*parts, rest) if rest else tuple(parts)


def numbered(reply: Reply, pick_a_number: str) -> str:
    """Return the reply as plain text, its choices as "1. label" lines and how to pick one.

    Lettered ones as "a. label": there a number is an answer.
    """
    said = "\n".join(line for line in (reply.heading, reply.text) if line)
    if not reply.choices:
        return said
    signs = LETTERS if reply.lettered else [str(number) for number in range(1, 100)]
    labels = (
        f"{sign}. {choice.label}" for sign, choice in zip(signs, reply.choices, strict=False)
    )
    blocks = (said, "\n".join(labels), pick_a_number)
    return "\n\n".join(block for block in blocks if block)


def _cut(text: str, limit: int) -> int:
    """Return where to cut a text that is too long: the best place that fits."""
    fits = _fitting(text, limit)
    window = text[: fits + 1]  # one more, to see that a sentence, line or word ends exactly here
    places = (_last_sentence_end(window), window.rfind("\n"), _last_space(window))
    for place in places:
        if place > fits // 2:
            return place
    # Nothing good in the second half: rather a short part than a torn sentence or word.
    for place in places:
        if place > 0:
            return place
    return _inside_a_word(text[:fits]) or fits


def _fitting(text: str, limit: int) -> int:
    """Return how many characters from the start have at most `limit` units (at least 1)."""
    if units(text[:limit]) <= limit:
        return limit
    used = 0
    for index, character in enumerate(text):
        used += 1 if character <= "\uffff" else 2
        if used > limit:
            return max(index, 1)
    return len(text)


def _last_sentence_end(window: str) -> int:
    """Return the end of the last whole sentence, -1 without one; "1." and "Jl." end none."""
    for found in reversed(tuple(_SENTENCE_END.finditer(window))):
        before = window[max(0, found.start() - 12) : found.start()]
        if window[found.start()] != "." or not _NO_SENTENCE_END.search(before):
            return found.end()
    return -1


def _last_space(window: str) -> int:
    return max((window.rfind(blank) for blank in " \t\u00a0"), default=-1)


def _inside_a_word(window: str) -> int:
    """Return the end of the window, moved before an entity (`&amp;`) it would tear."""
    entity = _OPEN_ENTITY.search(window)
    return entity.start() if entity else len(window)
