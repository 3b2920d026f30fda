"""Which part of a new list continues which part of the old one."""

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.loader.reading import Plain

Pair = tuple[int | None, int | None]


def paired(old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Pair]:
    """(old, new) numbers in the new order; (old, None) for what goes, (None, new) for what comes.

    Parts with an id are known by it, others by what they say; a changed one takes the place of
    the one that stood there.
    """
    matcher = SequenceMatcher(None, _names(old), _names(new), autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        both = min(b - a, d - c)
        yield from ((a + i, c + i) for i in range(both))
        yield from ((i, None) for i in range(a + both, b))
        yield from ((None, i) for i in range(c + both, d))


def _names(parts: Sequence[Plain]) -> list[str]:
    return [_name(part) for part in parts]


def _name(part: Plain) -> str:
    if isinstance(part, dict) and isinstance(part.get("id"), str):
        return f"id:{part['id']}"
    return json.dumps(part, ensure_ascii=False)
