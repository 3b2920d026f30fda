"""The numbers of the rules: parameters that are there, fit, and hold on the days that count."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.rules import Bounds, parameters_in, values_of
from bot.domain.eligibility.values import Possible, Span
from bot.domain.wording import value_on
from bot.loader import schema
from bot.loader.eligibility.known import Scene, Thing, written
from bot.loader.eligibility.places import ALWAYS, Period, benefits, conditions, rules
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem, suggestion

PEOPLE = "orang"
_AMOUNT = re.compile(r"rupiah (?:sekali|per (?:hari|minggu|bulan|triwulan|semester|tahun))")
_AMOUNTS = "rupiah sekali, rupiah per bulan, rupiah per semester, rupiah per tahun"


@dataclass(frozen=True, slots=True)
class View:
    """The scene on the days of a rule. `literal`: numbers may stand there ("0-6"), as in fakta."""

    scene: Scene
    period: Period = ALWAYS
    literal: bool = False


def check_numbers(scene: Scene) -> Iterator[Problem]:
    """Every parameter that stands for an amount or a count of people."""
    for found in conditions(scene.folder):
        if found.node.at_least:
            place = below(found.place, "paling_sedikit_orang")
            yield from _count(scene, place, found.node.at_least, found.period)
    for where in rules(scene.folder):
        if where.rule.benefits and where.rule.benefits.most_people:
            place = below(where.place, "hitung", "paling_banyak_orang")
            yield from _count(scene, place, where.rule.benefits.most_people, where.period)
        for place, line in benefits(where):
            amount = below(place, "jumlah")
            yield from check_parameter(scene, amount, line.amount, where.period)
            yield from _is_an_amount(scene, amount, line.amount)
            if line.most:
                yield from _count(scene, below(place, "paling_banyak"), line.most, where.period)


def _count(scene: Scene, place: Place, identity: str, period: Period) -> Iterator[Problem]:
    yield from check_parameter(scene, place, identity, period)
    yield from _unit(scene, place, identity, PEOPLE)


def _is_an_amount(scene: Scene, place: Place, identity: str) -> Iterator[Problem]:
    parameter = scene.parameter(identity)
    if parameter and not _AMOUNT.fullmatch(parameter.unit):
        what = f"satuan parameter “{identity}” adalah “{parameter.unit}”, bukan jumlah uang."
        yield at(place, what, f"Pakai parameter bersatuan salah satu dari: {_AMOUNTS}.")


def check_parameter(
    scene: Scene, place: Place, identity: str, period: Period
) -> Iterator[Problem]:
    """It is there, its values are whole, and it has one on the days that count."""
    parameter = scene.parameter(identity)
    if parameter is None:
        if not scene.folder.promises(identity):
            hint = suggestion(identity, scene.base.parameters) or "Tambahkan di parameter.yaml."
            yield at(place, f"parameter “{identity}” tidak ada.", hint)
        return
    if any(value % 1 for _, value in parameter.values):
        what = f"parameter “{identity}” tidak bulat, jadi tidak bisa dipakai di aturan."
        yield at(place, what, "Tulis angka bulat di parameter.yaml.")
    lacking = [day for day in period.first_days(scene.today) if parameter.on(day) is None]
    if lacking:
        what = f"parameter “{identity}” belum punya nilai pada {lacking[0]}."
        yield at(place, what, "Tambahkan nilai untuk tanggal itu di parameter.yaml.")


def _unit(scene: Scene, place: Place, identity: str, unit: str) -> Iterator[Problem]:
    parameter = scene.parameter(identity)
    if parameter and unit and parameter.unit != unit:
        what = f"satuan parameter “{identity}” adalah “{parameter.unit}”, bukan “{unit}”."
        yield at(place, what, f"Pakai parameter yang satuannya “{unit}”.")


def check_bounds(
    view: View, place: Place, values: schema.Values, thing: Thing
) -> Iterator[Problem]:
    """A comparison with parameters: each fits, and together they leave something."""
    wrong: list[Problem] = []
    for side, key in schema.COMPARISONS.items():
        identity = getattr(values, side)
        if identity:
            wrong += check_parameter(view.scene, below(place, key), identity, view.period)
            wrong += _unit(view.scene, below(place, key), identity, thing.unit)
    yield from wrong
    if not wrong:
        yield from _impossible(view, place, values, thing)


def _impossible(
    view: View, place: Place, values: schema.Values, thing: Thing
) -> Iterator[Problem]:
    bounds = written(values, thing)
    named = [getattr(values, side) for side in schema.COMPARISONS]
    for day in days_of_change(view.scene, filter(None, named), view.period):
        span = on_day(view.scene, bounds, day)
        assert isinstance(span, Span)
        told = f"{_or_open(span.low)} sampai {_or_open(span.high)}"
        if span.is_empty:
            what = f"pada {day} tidak ada angka yang cocok ({told})."
            yield at(place, what, "Periksa kedua batasnya di parameter.yaml.")
            return
        outside = [
            end
            for end in (span.low, span.high)
            if end is not None and thing.limits and not thing.limits.meets(Span(end, end))
        ]
        if outside and thing.limits:
            limits = f"{thing.limits.low}-{thing.limits.high}"
            what = f"pada {day} batas {outside[0]} ada di luar {limits}."
            yield at(place, what, "Periksa nilai parameternya, atau “batas” di fakta.yaml.")
            return


def _or_open(end: int | None) -> str:
    return "…" if end is None else str(end)


def days_of_change(scene: Scene, identities: Iterable[str], period: Period) -> list[date]:
    """The days of the period on which one of the parameters takes a value."""
    days = set(period.first_days(scene.today))
    for identity in identities:
        parameter = scene.parameter(identity)
        days |= {day for day, _ in parameter.values if period.holds(day)} if parameter else set()
    return sorted(days)


def on_day(scene: Scene, wanted: Bounds | Span | frozenset[str], day: date) -> Possible:
    """The values meant on a day; before its first value a parameter counts with that one."""
    numbers = {of.id: int(value_on(of, day)) for of in scene.base.parameters.values()}
    if any(name not in numbers for name in parameters_in(wanted)):
        return Span()  # in a file that could not be read
    return values_of(wanted, numbers)
