"""Is every condition of the rules sound: it names what is there, fits it, and can be settled."""

from collections.abc import Iterator

from bot.domain.eligibility.checks import RECEIVED
from bot.loader import schema
from bot.loader.eligibility.known import Scene
from bot.loader.eligibility.numbers import View
from bot.loader.eligibility.places import Condition, benefits, conditions, rules
from bot.loader.eligibility.values import check_can_be_settled, check_people, check_values
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem, suggestion

_GATES = ("fakta", "anggota")


def check_conditions(scene: Scene) -> Iterator[Problem]:
    """Every condition that is misshapen, or names what is not there."""
    for found in conditions(scene.folder):
        wrong = list(_shape(found))
        yield from wrong or _test(scene, found)
    for where in rules(scene.folder):
        for place, line in benefits(where):
            if line.people:
                view = View(scene, where.period)
                yield from check_people(view, below(place, "anggota"), line.people)


def _shape(found: Condition) -> Iterator[Problem]:
    """One key that says what is asked for, and beside it only what belongs to that key."""
    node, place = found.node, found.place
    tests = [key for field, key in schema.TESTS.items() if getattr(node, field)]
    groups = [key for field, key in schema.GROUPS.items() if getattr(node, field)]
    keys = [*tests, *groups]
    allowed = _GATES if found.owner else tuple(schema.TESTS.values())
    if not keys:
        known = ", ".join((*schema.TESTS.values(), *schema.GROUPS.values()))
        yield at(place, "syarat ini tidak berisi apa pun.", f"Tulis salah satu: {known}.")
    elif len(keys) > 1:
        what = f"syarat ini memuat “{keys[0]}” dan “{keys[1]}” sekaligus."
        fix = "Pecah menjadi dua butir."
        if groups:
            fix += " Kelompok (semua, salah_satu, kecuali) berdiri sendiri di butirnya."
        yield at(place, what, fix)
    elif found.is_single and keys[0] not in allowed:
        what = f"“{keys[0]}” tidak bisa dipakai di sini."
        yield at(below(place, keys[0]), what, f"Yang bisa: {', '.join(allowed)}.")
    yield from _beside(place, node) if len(keys) == 1 else ()


def _beside(place: Place, node: schema.Node) -> Iterator[Problem]:
    values = {"named": "adalah", **schema.COMPARISONS}
    for field, key in values.items():
        if getattr(node, field) is not None and not node.fact:
            fix = "Untuk anggota, tulis di dalamnya: anggota: {umur: {paling_sedikit: …}}."
            yield at(below(place, key), f"“{key}” hanya untuk “fakta”.", fix)
    if node.at_least and not node.people:
        what = "“paling_sedikit_orang” hanya untuk “anggota”."
        yield at(below(place, "paling_sedikit_orang"), what, "Hapus, atau tulis “anggota”.")


def _test(scene: Scene, found: Condition) -> Iterator[Problem]:
    node, place = found.node, found.place
    view = View(scene, found.period, literal=bool(found.owner))
    if node.fact:
        thing = scene.known.facts.get(node.fact)
        if thing:
            yield from check_values(view, place, node, thing)
        else:
            yield from _no_fact(scene, below(place, "fakta"), node.fact)
    if node.people:
        where = below(place, "anggota")
        wrong = list(check_people(view, where, node.people))
        yield from wrong or check_can_be_settled(view, where, node.people)
    for i, programme in enumerate(node.receives or []):
        yield from _received(scene, below(place, "menerima", i), programme)
    if node.meets:
        yield from _met(scene, below(place, "memenuhi"), node.meets)


def _no_fact(scene: Scene, place: Place, fact: str) -> Iterator[Problem]:
    if scene.folder.promises(fact):
        return
    if fact in scene.known.sorts:
        fix = "Tulis orangnya, misalnya: anggota: {umur: {paling_sedikit: parameter.…}}."
        yield at(place, f"“{fact}” menanyakan anggota keluarga, bukan fakta.", fix)
        return
    inside = [known for known in scene.known.facts if known.startswith(f"{fact}/")]
    hint = suggestion(fact, scene.known.facts) or (
        f"Tulis salah satu isinya, misalnya “{inside[0]}”."
        if inside
        else "Tambahkan pertanyaannya di fakta.yaml."
    )
    yield at(place, f"fakta “{fact}” tidak ada di fakta.yaml.", hint)


def _received(scene: Scene, place: Place, programme: str) -> Iterator[Problem]:
    if programme in scene.known.received or scene.folder.promises(programme):
        return
    known = scene.known.received
    if programme not in scene.base.programmes:
        hint = suggestion(programme, scene.base.programmes) or "Periksa ejaannya."
        yield at(place, f"program “{programme}” tidak ada.", hint)
    else:
        what = f"tidak ada yang menanyakan apakah “{programme}” sudah diterima."
        fix = f"Tambahkan di pilihan pertanyaan “{RECEIVED}” (sekarang: {', '.join(known)})."
        yield at(place, what, fix)


def _met(scene: Scene, place: Place, programme: str) -> Iterator[Problem]:
    ruled = {where.programme.id for where in rules(scene.folder)}
    if scene.lacks(programme, scene.base.programmes):
        hint = suggestion(programme, ruled) or "Periksa ejaannya."
        yield at(place, f"program “{programme}” tidak ada.", hint)
    elif scene.lacks(programme, (*ruled, *scene.known.received)):
        what = f"program “{programme}” tidak punya “aturan”, jadi tidak bisa dipenuhi."
        yield at(place, what, "Tulis aturannya, atau pakai “petugas”.")
