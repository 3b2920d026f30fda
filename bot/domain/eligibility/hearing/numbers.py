"""Numbers as people write them: "sejuta setengah", "2-3 juta", "umur 5 dan 7", "kelas 3"."""

from dataclasses import dataclass, replace

from bot.domain.eligibility.hearing.items import Item, Quantity, is_plain_word, only
from bot.domain.eligibility.hearing.terms import Kind

BOUNDS = (Kind.BELOW, Kind.ABOVE, Kind.AT_MOST, Kind.AT_LEAST)
_UNITS = (Kind.YEARS, Kind.MONTHS)
_LEVELS = (Kind.ROLE, Kind.TRAIT, Kind.OPTION, Kind.TOPIC)
_POWERS = (10, 100, 1000)
_DAYS = {Kind.DAYS: 1, Kind.WEEKS: 7}
_DAYS_A_MONTH = 30


def with_quantities(items: list[Item]) -> list[Item]:
    """The same row with every number put together with what belongs to it."""
    joined: list[Item] = []
    start = 0
    while start < len(items):
        length, quantity = _number_at(items, start)
        if quantity is None:
            joined.append(items[start])
            start += 1
            continue
        text = " ".join(item.text for item in items[start : start + length])
        senses = items[start].senses if length == 1 else ()
        joined.append(replace(items[start], text=text, senses=senses, quantity=quantity))
        start += length
    for step in (_ranges, _short_times, _units, _bounds, _places, _ages):
        joined = step(joined)
    return joined


@dataclass(slots=True)
class _Sum:
    """A number being read. `done` is settled, `open` the part that "puluh" may still multiply."""

    total: float = 0
    done: float = 0
    open: float | None = None
    scale: float = 0
    is_literal: bool = False

    def takes(self, item: Item) -> bool:
        """Add one more item; False where it belongs to another number."""
        if item.quantity:
            return self._literal(item.quantity.low)
        if times := item.of(Kind.TIMES):
            return self._times(times[0].number, is_one=times[0].is_one)
        if number := item.of(Kind.NUMBER):
            return self._word(number[0].number)
        return False

    def _literal(self, number: float) -> bool:
        if self.open is not None or (self.scale and number < 100):
            return False
        self.open, self.is_literal = number, True
        return True

    def _times(self, times: float, *, is_one: bool) -> bool:
        if is_one == (self.open is not None):
            return False
        if self.scale and times >= self.scale:
            return False
        self.total += times if self.open is None else (self.done + self.open) * times
        self.done, self.open, self.scale = 0, None, times
        return True

    def _word(self, number: float) -> bool:
        if 0 < number < 1:
            self._half(number)
            return True
        if self.open is None:
            self.open = number
            return True
        if number in _POWERS and self.open < number:
            self.open *= number
            return True
        if self.is_literal or self.open < 10 or self.open % 10:
            return False
        if number >= (100 if self.open % 100 == 0 else 10):
            return False
        self.done, self.open = self.done + self.open, number
        return True

    def _half(self, part: float) -> None:
        if self.open is None and self.scale:
            self.total += part * self.scale
        else:
            self.open = (self.open or 0) + part

    @property
    def number(self) -> float:
        """What it comes to. "2 juta 500": what follows a unit unnamed is of the next one."""
        rest = self.done + (self.open or 0)
        return self.total + rest * (self.scale / 1000 if self.scale > 1000 else 1)


def _number_at(items: list[Item], start: int) -> tuple[int, Quantity | None]:
    reading = _Sum()
    end = start
    while end < len(items) and reading.takes(items[end]):
        end += 1
    if end == start:
        return 0, None
    return end - start, Quantity(reading.number, reading.number, reading.scale)


def _ranges(items: list[Item]) -> list[Item]:
    """ "2-3 juta", "umur 5 atau 6"."""
    joined: list[Item] = []
    for item in items:
        if item.quantity and len(joined) >= 2 and _joins(joined[-1]):
            first = joined[-2].quantity
            if first and (span := _span(first, item.quantity)):
                text = f"{joined[-2].text} {joined[-1].text} {item.text}"
                joined[-2:] = [Item(text, quantity=span)]
                continue
        joined.append(item)
    return joined


def _joins(item: Item) -> bool:
    return item.has(Kind.UNTIL) or item.text == "-"


def _span(first: Quantity, last: Quantity) -> Quantity | None:
    low = first.low * (last.scale if last.scale and not first.scale else 1)
    return Quantity(low, last.high, last.scale) if low <= last.high else None


def _short_times(items: list[Item]) -> list[Item]:
    """ "40 hari" and "2 minggu" in whole months."""
    joined: list[Item] = []
    for item in items:
        unit = next((sense.kind for sense in item.senses if sense.kind in _DAYS), None)
        before = joined[-1].quantity if joined else None
        if unit and before and not (before.unit or before.scale):
            low, high = (n * _DAYS[unit] // _DAYS_A_MONTH for n in (before.low, before.high))
            quantity = replace(before, low=low, high=high, unit=Kind.MONTHS)
            joined[-1] = replace(joined[-1], quantity=quantity)
        else:
            joined.append(item)
    return joined


def _units(items: list[Item]) -> list[Item]:
    """ "5 tahun", "setahun"; of "5 dan 7 tahun" both."""
    joined: list[Item] = []
    for item in items:
        unit = next((sense for sense in item.senses if sense.kind in _UNITS), None)
        before = joined[-1].quantity if joined else None
        if unit is None or item.quantity:
            joined.append(item)
        elif unit.is_one:
            joined.append(replace(item, quantity=Quantity(1, 1, unit=unit.kind)))
        elif before and before.unit is None and not before.scale:
            joined[-1] = replace(joined[-1], quantity=replace(before, unit=unit.kind))
            _share_unit(joined, unit.kind)
            _add_months(joined)
        else:
            joined.append(item)
    return joined


def _share_unit(items: list[Item], unit: Kind) -> None:
    place = len(items) - 3
    if place >= 0 and not items[place + 1].has(Kind.TOGETHER):
        return  # "ada 1, 3 tahun"
    while place >= 0 and _lists(items[place + 1]):
        quantity = items[place].quantity
        if quantity is None or quantity.unit or items[place].senses or quantity.scale:
            return
        items[place] = replace(items[place], quantity=replace(quantity, unit=unit))
        place -= 2


def _add_months(items: list[Item]) -> None:
    """ "1 tahun 3 bulan" is one number."""
    years, months = (item.quantity for item in items[-2:]) if len(items) > 1 else (None, None)
    if years and months and (years.unit, months.unit) == (Kind.YEARS, Kind.MONTHS):
        low, high = 12 * years.low + months.low, 12 * years.high + months.high
        items[-2:] = [replace(items[-2], quantity=Quantity(low, high, unit=Kind.MONTHS))]


def _lists(item: Item) -> bool:
    return item.has(Kind.TOGETHER) or item.text == ","


def _bounds(items: list[Item]) -> list[Item]:
    """ "Kurang dari 1 juta"."""
    joined: list[Item] = []
    for item in items:
        place = len(joined) - 1
        while item.quantity and place >= 0 and is_plain_word(joined[place]):
            place -= 1
        bound = joined[place].of(*BOUNDS) if item.quantity and place >= 0 else ()
        if bound and item.quantity:
            quantity = replace(item.quantity, bound=bound[0].kind)
            joined[place] = replace(item, senses=(), quantity=quantity)
        else:
            joined.append(item)
    return _bounds_after(joined)


def _bounds_after(items: list[Item]) -> list[Item]:
    """ "2 juta lebih"."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1].quantity if joined else None
        if before and not before.bound and not item.quantity and item.has(*BOUNDS):
            bound = Kind.AT_LEAST if item.has(Kind.ABOVE, Kind.AT_LEAST) else Kind.AT_MOST
            joined[-1] = replace(joined[-1], quantity=replace(before, bound=bound))
        else:
            joined.append(item)
    return joined


def _places(items: list[Item]) -> list[Item]:
    """ "Anak ke 3" and "RT 2" count nothing, nor does the 5 of "kelas 3 dan 5 SD"."""
    joined: list[Item] = []
    for item in items:
        before = [other for other in joined[-2:] if other.text != "-"]
        is_plain = item.quantity and item.quantity.unit is None and not item.quantity.scale
        if is_plain and before and (before[-1].has(Kind.ORDINAL) or _is_second_class(before)):
            joined.append(only(Kind.FILLER, item.text))
        else:
            joined.append(item)
    return joined


def _is_second_class(before: list[Item]) -> bool:
    return (
        len(before) == 2
        and before[1].has(Kind.TOGETHER)
        and before[0].has(Kind.TRAIT)
        and before[0].text[-1:].isdigit()
    )


def _ages(items: list[Item]) -> list[Item]:
    """ "Umur 5", "umur anak saya 5 dan 7"."""
    joined: list[Item] = []
    is_age = False
    for place, item in enumerate(items):
        if item.has(Kind.AGE):
            is_age = True
        elif item.quantity and is_age:
            before = joined[-1].quantity
            if before and before.unit and not item.quantity.unit:
                is_age = False  # "umur 4 tahun 1 umur 7 bulan"
            elif not item.quantity.unit and before is None and _lists(joined[-1]):
                is_age = not _names_somebody(items[place + 1 : place + 2])
            quantity = replace(item.quantity, is_age=is_age)
            joined.append(replace(item, quantity=quantity))
            continue
        elif not (_lists(item) or item.text == ":" or is_plain_word(item) or item.has(Kind.ROLE)):
            is_age = False
        joined.append(item)
    return joined


def _names_somebody(items: list[Item]) -> bool:
    return bool(items) and items[0].has(*_LEVELS)
