"""Which facts are about to lose their right to be said, and who keeps them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.knowledge import Intent, KnowledgeBase
from bot.domain.provenance import Provenance

NOTICE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Lapsing:
    """One thing to look at again by `last_day`. `parts` facts lapse together; `file` holds them.

    `owner` is "" where no office is named.
    """

    file: str
    label: str
    last_day: date
    owner: str
    parts: int = 1

    def has_lapsed(self, today: date) -> bool:
        """Whether it may not be stated any more."""
        return self.last_day < today


def lapsing(
    base: KnowledgeBase, today: date, within_days: int = NOTICE_DAYS
) -> tuple[Lapsing, ...]:
    """Everything that has lapsed or will within so many days, the earliest first.

    What lapses on one day in one programme is one thing to look at: its file has one header.
    """
    latest = today + timedelta(days=within_days)
    found: dict[tuple[str, str, date, str], int] = {}
    for file, label, of, owner in _facts(base):
        if of.last_day is not None and of.last_day <= latest:
            key = (file, label, of.last_day, of.owner or owner)
            found[key] = found.get(key, 0) + 1
    return tuple(
        sorted(
            (Lapsing(*key, parts=parts) for key, parts in found.items()),
            key=lambda one: (one.last_day, one.file, one.label),
        )
    )


_Fact = tuple[str, str, Provenance, str]  # file, label, provenance, who keeps it if it says not


def _facts(base: KnowledgeBase) -> Iterator[_Fact]:
    for intent in base.intents.values():
        # A default section belongs to its aspect, not to each programme that borrows it.
        if not intent.is_default:
            yield intent.file, _label(intent), intent.section.provenance, _agency(intent)
    for parameter in base.parameters.values():
        yield "parameter.yaml", parameter.name, parameter.provenance, ""
    for region in base.regions.values():
        # The newest row only: an old year does not become more wrong.
        for figure in region.figures[-1:]:
            yield f"indikator/{region.id}.yaml", region.name, figure.provenance, ""


def _label(intent: Intent) -> str:
    return intent.programme.short_name if intent.programme else intent.label


def _agency(intent: Intent) -> str:
    """The nearest office that runs the programme: the city's stands last."""
    return intent.programme.agencies[-1] if intent.programme and intent.programme.agencies else ""


def by_owner(found: Iterable[Lapsing]) -> dict[str, tuple[Lapsing, ...]]:
    """The same, office by office; what nobody owns ("") last."""
    offices: dict[str, list[Lapsing]] = {}
    for one in found:
        offices.setdefault(one.owner, []).append(one)
    names = sorted(offices, key=lambda name: (not name, name))
    return {name: tuple(offices[name]) for name in names}
