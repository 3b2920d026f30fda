"""What somebody wants of the interview itself: enough, back, change, help."""

from bot.domain.eligibility.hearing.heard import Wish, WishKind
from bot.domain.eligibility.hearing.items import Item
from bot.domain.eligibility.hearing.terms import Kind

_KINDS = {
    Kind.ENOUGH: WishKind.ENOUGH,
    Kind.BACK: WishKind.BACK,
    Kind.CHANGE: WishKind.CHANGE,
    Kind.HELP: WishKind.HELP,
}
# Words that may stand beside a wish without making it something else.
_BESIDE = (
    Kind.FILLER,
    Kind.YES,
    Kind.ROLE,
    Kind.TOGETHER,
    Kind.ASIDE,
    Kind.IGNORED,
    Kind.EVERYONE,
    *_KINDS,
)


def wish_of(items: list[Item], asking: str | None) -> Wish | None:
    """The wish, where the message is nothing else; a change may name its question."""
    words = [item for item in items if not item.is_mark]
    if not words:
        return Wish(WishKind.HELP) if any(item.text == "?" for item in items) else None
    wished = [(kind, item) for item in words for kind in _KINDS if item.has(kind)]
    if not wished:
        return None
    kinds = {kind for kind, _ in wished}
    named = _questions(words)
    if Kind.CHANGE in kinds and named:
        return Wish(WishKind.CHANGE, named[0])
    rest = [item for item in words if not item.has(*_BESIDE)]
    if Kind.HELP in kinds:
        rest = [i for i in rest if not (i.has(Kind.ASKS) or (asking and i.names(asking)))]
    if rest:
        return None
    return Wish(_KINDS[max(wished, key=lambda pair: len(pair[1].text))[0]])


def _questions(words: list[Item]) -> list[str]:
    """The questions named, where the message is about them only."""
    if sum(item.is_strange for item in words) > 1:
        return []
    found = [
        sense.question
        for item in words
        for sense in item.of(Kind.TOPIC, Kind.OPTION)
        if sense.question
    ]
    return list(dict.fromkeys(found))
