"""Who is spoken of: "anak 2", "SD umur 7", "simbah 72", one segment each."""

from collections.abc import Iterable, Iterator

from bot.domain.eligibility.hearing.clauses import Clause, Mention
from bot.domain.eligibility.hearing.items import Item, Quantity, is_plain_word
from bot.domain.eligibility.hearing.parts import (
    Level,
    Segment,
    are_two,
    completes,
    is_far,
    is_same_person,
    is_wider,
    merged,
    narrows,
    tells_the_age,
)
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind, Sense
from bot.domain.eligibility.questions import People
from bot.domain.eligibility.values import Span

_LEAST_IDR = 10_000  # a bare number this high is money


class Segmenter:
    """Reads the people of the clauses."""

    def __init__(self, asking: str, about: People) -> None:
        self._asking = asking
        self._is_age_asked = AGE_TRAIT in about
        self._is_state_asked = bool(about) and not self._is_age_asked

    def segments(self, told: Iterable[Clause], *, splits_head: bool) -> list[Segment]:
        """One segment per person or group; `splits_head`: "anak 3" stands before its details."""
        row = _Row(splits_head)
        for clause in told:
            for place, mention in enumerate(clause.mentions):
                self._take(row, mention, clause, place)
            row.close()
        return row.done

    def _take(self, row: "_Row", mention: Mention, clause: Clause, place: int) -> None:
        item = mention.item
        level = self._level(item)
        if level:
            if mention.is_so:
                row.level(level)
        elif item.has(Kind.ROLE):
            if mention.is_so:
                row.role(item)
        elif item.quantity:
            is_near = self._is_age_asked or _is_near(clause, place)
            if not (_is_period(clause, place) or self._lasts(item.quantity, clause)):
                row.quantity(item.quantity, is_near=is_near)
        elif item.has(Kind.TOGETHER):
            row.close()
        else:
            row.word(item)

    def _lasts(self, quantity: Quantity, clause: Clause) -> bool:
        """ "3 bulan", where it is asked who is pregnant."""
        is_bare = not (quantity.is_age or clause.has(Kind.ROLE))
        return self._is_state_asked and quantity.unit is Kind.MONTHS and is_bare

    def _level(self, item: Item) -> Level | None:
        senses = [
            sense
            for sense in item.of(Kind.OPTION, Kind.TRAIT, Kind.TOPIC)
            if sense.people is not None
            and (sense.question == self._asking or not (sense.is_label or item.is_guess))
        ]
        if not senses:
            return None
        senses.sort(key=self._rank)
        role = item.of(Kind.ROLE)
        people = senses[0].people or {}
        return Level(
            merged(people, role[0].people or {}) if role else people,
            frozenset(sense.question for sense in senses if sense.question),
            is_weak=senses[0].kind is Kind.TOPIC,
            is_clear=any(sense.is_clear or sense.kind is Kind.TOPIC for sense in senses),
            is_class=any(letter.isdigit() for letter in item.text),
            text=item.text,
        )

    def _rank(self, sense: Sense) -> int:
        kinds = [Kind.OPTION, Kind.TRAIT, Kind.TOPIC]
        return 2 * kinds.index(sense.kind) + (sense.question != self._asking)


def _is_near(clause: Clause, place: int) -> bool:
    """A number right beside the words of a person; "anak sudah 2 tahun sakit" tells no age."""
    for mention in reversed(clause.mentions[:place]):
        if is_plain_word(mention.item):
            continue
        return not (mention.item.is_strange or mention.item.has(Kind.YES, Kind.NO))
    return True


def _is_period(clause: Clause, place: int) -> bool:
    """The "sebulan" of wages, and how long something has been so: "stroke 3 tahun"."""
    item = clause.mentions[place].item
    if item.has(Kind.PER_MONTH, Kind.PER_YEAR):
        numbers = [mention.item.quantity for mention in clause.mentions]
        if any(number and (number.scale or number.high >= _LEAST_IDR) for number in numbers):
            return True
    before = clause.mentions[place - 1].item.of(Kind.OPTION, Kind.TOPIC) if place else ()
    of_nobody = bool(before) and all(sense.people is None for sense in before)
    is_role = bool(place) and clause.mentions[place - 1].item.has(Kind.ROLE, Kind.TRAIT)
    return bool(item.quantity and item.quantity.unit) and of_nobody and not is_role


class _Row:
    """The segments while they are built."""

    def __init__(self, splits_head: bool) -> None:
        self._splits_head = splits_head
        self.done: list[Segment] = []
        self.open = Segment()
        self.is_adjacent = False

    def close(self) -> None:
        before = self.done[-1] if self.done else None
        if before and (narrows(before, self.open) or completes(before, self.open)):
            before.levels.extend(self.open.levels)
        elif before and tells_the_age(before, self.open):
            before.ages.extend(self.open.ages)
        elif not self.open.is_empty:
            self.done.append(self.open)
        self.open = Segment()
        self.is_adjacent = False

    def role(self, item: Item) -> None:
        """ "Anak saya" is one person, "suami kuli anak" are two."""
        part = self.open
        traits = item.of(Kind.ROLE)[0].people or {}
        if part.roles and self.is_adjacent and is_same_person(part.role_traits, traits):
            part.role_traits.update(traits)
            return
        is_started = bool(part.roles or part.levels or part.told_ages or part.ages)
        if is_started:
            self.close()
        self.open.roles.append(item.text)
        self.open.role_traits.update(traits)
        self.is_adjacent = True

    def word(self, item: Item) -> None:
        if item.has(Kind.EVERYONE):
            self.open.is_all = True
        elif not is_plain_word(item):
            self.is_adjacent = False

    def level(self, level: Level) -> None:
        part = self.open
        is_head = part.number and part.roles and not part.is_counted and not level.is_weak
        if (self._splits_head and is_head and not part.is_strong) or self._clashes(level):
            self.close()
        self.open.levels = [o for o in self.open.levels if not is_wider(level, o)]
        if not any(is_wider(other, level) for other in self.open.levels):
            self.open.levels.append(level)
        self.is_adjacent = False

    def _clashes(self, level: Level) -> bool:
        """ "SD SD SMP" are three; "anak sekolah SD" is one."""
        others = [o for o in self.open.levels if not (is_wider(o, level) or is_wider(level, o))]
        if any(are_two(other.people, level.people) for other in others):
            return True
        if any(is_far(number, level.people) for number in self.open.told_ages):
            return True
        told = set(level.people) - {AGE_TRAIT}
        return not level.is_weak and any(
            told & set(other.people)
            and not (other.is_class or level.is_class)
            and (other.text == level.text or other.people != level.people)
            for other in others
            if not other.is_weak
        )

    def quantity(self, quantity: Quantity, *, is_near: bool) -> None:
        if quantity.scale or quantity.bound not in (None, Kind.AT_LEAST):
            self.is_adjacent = False
            return
        if quantity.unit or quantity.is_age:
            self._age(quantity, is_near=is_near)
        else:
            self._number(quantity)
        self.is_adjacent = False

    def _age(self, quantity: Quantity, *, is_near: bool) -> None:
        if not (is_near or quantity.is_age):
            return
        part = self.open
        if quantity.unit is Kind.MONTHS and any(AGE_TRAIT not in o.people for o in part.levels):
            return  # "hamil 7 bulan"
        lowest = part.role_traits.get(AGE_TRAIT)
        months = quantity.unit is Kind.MONTHS
        years = int(quantity.high) // (12 if months else 1)
        if isinstance(lowest, Span) and lowest.low is not None and years < lowest.low:
            return  # "istri 8 bulan"
        if quantity.unit and not quantity.is_age and is_far(years, part.people):
            return  # "lulus SMA 2 tahun lalu"
        if part.ages and part.is_strong:
            self.close()
        self.open.ages.append(quantity)

    def _number(self, quantity: Quantity) -> None:
        part = self.open
        if part.number or (part.ages and part.levels):
            self.close()
        self.open.number = quantity
        self.open.is_counted = not (self.open.roles or self.open.levels)


def _is_of_family(segment: Segment, head: Segment) -> bool:
    """ "Anak 3, SD, SMP sama balita"."""
    if segment.roles == head.roles:
        return True
    is_child = bool(segment.role_traits) and is_same_person(head.role_traits, segment.role_traits)
    return is_child and bool(head.roles and head.number) and AGE_TRAIT not in head.role_traits


def families(segments: list[Segment]) -> Iterator[list[Segment]]:
    """A role and what is said of it: "anak 2, SD sama SMP"."""
    family: list[Segment] = []
    for segment in segments:
        if family and segment.roles and not _is_of_family(segment, family[0]):
            yield family
            family = []
        family.append(segment)
    if family:
        yield family
