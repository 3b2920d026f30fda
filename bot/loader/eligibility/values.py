"""What a condition says of a fact or of people: named values that exist, numbers that fit."""

from collections.abc import Iterator, Mapping

from bot.domain.eligibility.household import is_covered
from bot.domain.eligibility.questions import People
from bot.domain.eligibility.rules import parameters_in
from bot.domain.eligibility.values import Span, within
from bot.loader import schema
from bot.loader.eligibility.known import Scene, Thing, written
from bot.loader.eligibility.numbers import View, check_bounds, days_of_change, on_day
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem, suggestion


def check_values(
    view: View, place: Place, values: schema.Values, thing: Thing
) -> Iterator[Problem]:
    """What is said of a fact or a trait fits it."""
    compared = [key for side, key in schema.COMPARISONS.items() if getattr(values, side)]
    named = values.named or []
    if bool(compared) == bool(named):
        what = (
            "“adalah” dan perbandingan ditulis sekaligus."
            if named
            else "belum ada yang dibandingkan."
        )
        yield at(place, what, "Tulis “adalah” untuk pilihan, “paling_banyak” dsb. untuk angka.")
    elif compared and not thing.is_number:
        what = f"“{compared[0]}” hanya untuk angka, sedangkan ini pilihan."
        yield at(below(place, compared[0]), what, f"Tulis: adalah: {_either(thing)}.")
    elif compared:
        yield from check_bounds(view, place, values, thing)
    elif thing.is_number:
        yield from _literal(view, _named(place, values), named, thing)
    else:
        for i, name in enumerate(named):
            if name not in thing.values:
                hint = suggestion(name, thing.values) or f"Pilih: {_either(thing)}."
                yield at(below(_named(place, values), i), f"nilai “{name}” tidak ada.", hint)


def _named(place: Place, values: schema.Values) -> Place:
    return below(place, "adalah") if isinstance(values, schema.Node) else place


def _either(thing: Thing) -> str:
    return ", ".join(thing.values)


def _literal(view: View, place: Place, named: list[str], thing: Thing) -> Iterator[Problem]:
    """A number that stands where it is used, as it may in fakta.yaml."""
    span = schema.span_of(named[0]) if len(named) == 1 else None
    if not view.literal:
        what = f"ini angka, jadi “{', '.join(named)}” tidak bisa ditulis langsung di aturan."
        fix = "Tulis angkanya di parameter.yaml, lalu: paling_banyak: parameter.nama_parameter."
        yield at(place, what, fix)
    elif span is None or span.is_empty:
        yield at(place, f"“{', '.join(named)}” bukan rentang angka.", "Contoh: 0-6, atau 5 saja.")
    elif thing.limits and not thing.limits.holds(span):
        limits = f"{thing.limits.low}-{thing.limits.high}"
        yield at(place, f"“{named[0]}” ada di luar batas {limits}.", "Periksa angkanya.")


def check_people(
    view: View, place: Place, people: Mapping[str, schema.Values]
) -> Iterator[Problem]:
    """What is said of a sort of people fits their traits."""
    for trait, values in people.items():
        thing = view.scene.known.traits.get(trait)
        where = below(place, trait)
        if thing:
            yield from check_values(view, where, values, thing)
        elif not view.scene.folder.promises(trait):
            known = view.scene.known.traits
            hint = suggestion(trait, known) or f"Yang ada: {', '.join(known)}."
            yield at(where, f"ciri anggota “{trait}” tidak ada di fakta.yaml.", hint)


def check_can_be_settled(
    view: View, place: Place, people: Mapping[str, schema.Values]
) -> Iterator[Problem]:
    """Whether the questions can tell that there is nobody of that sort."""
    scene = view.scene
    if any(trait not in scene.known.traits for trait in people):
        return  # told, or in a file that could not be read
    rule = {trait: written(values, scene.known.traits[trait]) for trait, values in people.items()}
    named = [name for wanted in rule.values() for name in parameters_in(wanted)]
    if any(scene.parameter(name) is None for name in named):
        return
    for day in days_of_change(scene, named, view.period):
        wanted = {trait: on_day(scene, values, day) for trait, values in rule.items()}
        if not is_covered(wanted, scene.known.sorts.values()):
            told = "; ".join(f"{question}: {_sort(of)}" for question, of in _near(scene, wanted))
            what = "tidak ada pertanyaan anggota yang menanyakan semua orang seperti ini."
            if told:
                what += f" Yang ditanyakan hanya {told}."
            fix = "Persempit syaratnya, atau tambahkan pertanyaannya di fakta.yaml."
            yield at(place, what, fix)
            return


def _near(scene: Scene, wanted: People) -> list[tuple[str, People]]:
    """The questions that ask for some of them."""
    return [
        (question, sort)
        for question, sort in scene.known.sorts.items()
        if all(
            within(sort[trait], wanted[trait]) is not False for trait in sort if trait in wanted
        )
        and any(trait in wanted for trait in sort)
    ]


def _sort(people: People) -> str:
    return ", ".join(
        f"{trait} {'-'.join(str(end) for end in (of.low, of.high) if end is not None)}"
        if isinstance(of, Span)
        else f"{trait} {'/'.join(sorted(of))}"
        for trait, of in people.items()
    )
