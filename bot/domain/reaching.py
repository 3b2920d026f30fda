"""The links and numbers the bot prints: where they stand, and whether they can be right at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.knowledge import ContactKind, Intent, KnowledgeBase
from bot.domain.wording import PLACEHOLDER

# The ways to reach somebody whose form says something; an app's or a page's name does not.
CHECKED = frozenset(
    {
        ContactKind.PHONE,
        ContactKind.WHATSAPP,
        ContactKind.SMS,
        ContactKind.SITE,
        ContactKind.EMAIL,
    }
)
_SITE = re.compile(r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:id|com|org|net)(?:/[\w./-]*\w)?(?![\w@-])")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?:https?://)?{_LABEL}(?:\.{_LABEL})+(?::\d{{2,5}})?(?:/[^\s<>\"']*)?", re.IGNORECASE
)
_MAIL = re.compile(rf"[\w.+-]+@{_LABEL}(?:\.{_LABEL})+", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?62|0)8\d{8,11}")
# 112, 1500-537, 021-171 (short ones with an area code), (0293) 362260, 0857-9966-4444.
_NUMBER = re.compile(r"1\d{2,3}|1500\d{3}|0\d{2,3}1\d{2}|(?:\+?62|0)\d{8,12}")


class LinkState(StrEnum):
    """What is known of a link or number. The values stand in the database."""

    FINE = "ok"
    BROKEN = "rusak"
    UNTRIED = "belum dicek"


@dataclass(frozen=True, slots=True)
class Printed:
    """One address or number that people may be shown, and the intents that show it."""

    kind: ContactKind
    value: str
    intents: frozenset[str]


def printed(base: KnowledgeBase, uses: Mapping[str, int]) -> tuple[Printed, ...]:
    """Every one, the most used first. `uses` is how often each intent was answered lately."""
    shown: dict[tuple[ContactKind, str], set[str]] = {}
    mentions = _mentions(base)
    for channel in base.channels.values():
        where = mentions.get(channel.id, set()) | {f"kanal/{channel.id}"}
        for contact in channel.printable:
            if contact.kind in CHECKED:
                shown.setdefault((contact.kind, contact.value), set()).update(where)
    for intent in base.intents.values():
        for site in _SITE.findall(PLACEHOLDER.sub(" ", _words(intent))):
            shown.setdefault((ContactKind.SITE, site), set()).add(intent.id)
    found = [Printed(kind, value, frozenset(where)) for (kind, value), where in shown.items()]

    def worth(one: Printed) -> tuple[int, int, str]:
        return -sum(uses.get(i, 0) for i in one.intents), -len(one.intents), one.value

    return tuple(sorted(found, key=worth))


def malformed(kind: ContactKind, value: str) -> str:
    """Why this cannot be right, in Indonesian; "" when its form is fine."""
    if kind is ContactKind.SITE:
        return "" if _ADDRESS.fullmatch(value) else "bentuknya bukan alamat situs"
    if kind is ContactKind.EMAIL:
        return "" if _MAIL.fullmatch(value) else "bentuknya bukan alamat email"
    # "119 lalu tekan 8", "Halo Dukcapil pusat 1500-537": one number with words around it.
    numbers = [re.sub(r"[^\d+]", "", part) for part in re.findall(r"\+?[\d().][\d(). -]*", value)]
    wanted = _MOBILE if kind is ContactKind.WHATSAPP else _NUMBER
    if kind is ContactKind.SMS:
        wanted = re.compile(rf"{_MOBILE.pattern}|\d{{3,5}}")
    # "36226O": a letter that stands in a number was meant to be a digit.
    is_torn = re.search(r"\d[a-z]|[a-z]\d", value, re.IGNORECASE)
    if not is_torn and any(wanted.fullmatch(number) for number in numbers):
        return ""
    name = "WhatsApp" if kind is ContactKind.WHATSAPP else "telepon"
    return f"bentuknya bukan nomor {name}" if numbers else "tidak ada nomornya"


def _mentions(base: KnowledgeBase) -> dict[str, set[str]]:
    """Which intents show which channel."""
    found: dict[str, set[str]] = {}
    for intent in base.intents.values():
        for place in PLACEHOLDER.finditer(_words(intent)):
            if place["head"] == "kanal":
                found.setdefault(place["name"], set()).add(intent.id)
    return found


def _words(intent: Intent) -> str:
    return "\n".join(_texts(intent))


def _texts(intent: Intent) -> Iterator[str]:
    yield intent.section.lead
    yield from (item for item in intent.section.items if isinstance(item, str))
    yield intent.section.closing
