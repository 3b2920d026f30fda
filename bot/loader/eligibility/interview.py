"""Is fakta.yaml sound: every question can be asked, every option fills what is there."""

from collections.abc import Iterator

from bot.domain.eligibility.household import Member
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.values import Possible
from bot.domain.wording import PLACEHOLDER, fill
from bot.loader import schema
from bot.loader.eligibility.known import YES_OR_NO, Scene, written
from bot.loader.eligibility.numbers import View, on_day
from bot.loader.eligibility.places import conditions, options, questions, rules, traits
from bot.loader.eligibility.values import check_people, check_values
from bot.loader.places import Place, at, below
from bot.loader.problems import Problem, suggestion

LONGEST_LABEL = 40
# What belongs to one kind of question only: field -> (key, kind).
_BELONGS = {
    "unit": ("satuan", QuestionKind.NUMBER),
    "limits": ("batas", QuestionKind.NUMBER),
    "about": ("siapa", QuestionKind.MEMBERS),
    "weights": ("bobot", QuestionKind.YES_NO),
}
_OPTION_BELONGS = {
    "value": ("nilai", (QuestionKind.NUMBER,)),
    "people": ("anggota", (QuestionKind.MEMBERS, QuestionKind.SEVERAL)),
}


def check_interview(scene: Scene) -> Iterator[Problem]:
    """Every mistake of fakta.yaml."""
    for place, trait in traits(scene.folder):
        yield from _trait(scene, place, trait)
    for place, question in questions(scene.folder):
        yield from _question(scene, place, question)
    for place, question, option in options(scene.folder):
        yield from _option(scene, place, question, option)
        yield from _label(scene, below(place, "label"), option.label)
    yield from _roles(scene)
    yield from _unused(scene)


def _trait(scene: Scene, place: Place, of: schema.Trait) -> Iterator[Problem]:
    if of.kind is QuestionKind.NUMBER:
        for key, there in (("satuan", of.unit), ("batas", of.limits)):
            if not there:
                what = f"ciri angka “{of.id}” butuh “{key}”."
                yield at(place, what, "Contoh: satuan: tahun, batas: 0-120.")
    elif not of.values:
        what = f"ciri pilihan “{of.id}” butuh “nilai”."
        yield at(place, what, "Contoh: nilai: {ya: yatim, tidak: bukan yatim}.")
    for key, said in (("sebutan", of.heard_as), ("berarti", of.ages)):
        for value in said:
            if value not in of.values:
                hint = suggestion(value, of.values) or "Tambahkan di “nilai”, atau hapus."
                yield at(below(place, key, value), f"nilai “{value}” tidak ada.", hint)


def _question(scene: Scene, place: Place, of: schema.Question) -> Iterator[Problem]:
    for field, (key, kind) in _BELONGS.items():
        written_there = bool(getattr(of, field))
        if written_there and of.kind is not kind:
            what = f"“{key}” hanya untuk pertanyaan berjenis “{kind}”."
            yield at(below(place, key), what, f"Hapus, atau ganti jenis “{of.kind}”.")
        elif not written_there and of.kind is kind and field != "weights":
            what = f"pertanyaan “{of.id}” butuh “{key}”."
            yield at(place, what, "Contoh: satuan: desil, batas: 1-10, siapa: {umur: 0-6}.")
    if of.kind is QuestionKind.YES_NO and of.options:
        what = "pertanyaan ya_tidak sudah punya pilihan “Ya” dan “Tidak”."
        yield at(below(place, "pilihan"), what, "Hapus “pilihan”, atau pakai jenis: pilihan.")
    elif of.kind not in (QuestionKind.YES_NO, QuestionKind.NUMBER) and not of.options:
        yield at(place, f"pertanyaan “{of.id}” butuh “pilihan”.", "Tulis pilihannya.")
    if of.about:
        where = below(place, "siapa")
        yield from check_people(View(scene, literal=True), where, of.about)
        yield from _no_parameters(where, of.about)


def _no_parameters(place: Place, people: dict[str, schema.Values]) -> Iterator[Problem]:
    for trait, values in people.items():
        if any(getattr(values, side) for side in schema.COMPARISONS):
            what = "di sini tulis rentang angkanya langsung, bukan parameter."
            yield at(below(place, trait), what, "Contoh: umur: 0-6.")


def _option(
    scene: Scene, place: Place, question: schema.Question, of: schema.Option
) -> Iterator[Problem]:
    for field, (key, kinds) in _OPTION_BELONGS.items():
        if getattr(of, field) and question.kind not in kinds:
            what = f"“{key}” hanya untuk pertanyaan berjenis {' atau '.join(kinds)}."
            yield at(below(place, key), what, f"Hapus; pertanyaan ini berjenis “{question.kind}”.")
            return
    if question.kind is QuestionKind.NUMBER and not (of.value or of.fills):
        what = f"pilihan “{of.id}” tidak mengisi apa pun."
        yield at(place, what, "Tulis “nilai” (misalnya 1-2) atau “isi”.")
    if question.kind is QuestionKind.MEMBERS and not of.people:
        what = f"pilihan “{of.id}” butuh “anggota”: orang seperti apa."
        yield at(place, what, "Contoh: anggota: {sekolah: sd, umur: 6-15}.")
    if of.value:
        fact = scene.known.facts[question.id]
        yield from check_values(View(scene, literal=True), below(place, "nilai"), of.value, fact)
    if of.people:
        where = below(place, "anggota")
        wrong = list(check_people(View(scene, literal=True), where, of.people))
        if wrong or question.kind is not QuestionKind.MEMBERS:
            yield from wrong
        else:
            yield from _is_asked_for(scene, where, question, of.people)
    yield from _fills(scene, below(place, "isi"), of)


def _is_asked_for(
    scene: Scene, place: Place, question: schema.Question, people: dict[str, schema.Values]
) -> Iterator[Problem]:
    """Who an option stands for is somebody the question asks for: else the answer gets lost."""
    sort = scene.known.sorts.get(question.id, {})
    told: dict[str, Possible] = {
        trait: on_day(scene, written(values, scene.known.traits[trait]), scene.today)
        for trait, values in people.items()
        if trait in scene.known.traits
    }
    if Member(told).is_one_of(sort) is not True:
        doubtful = [
            trait for trait, of in sort.items() if Member(told).is_one_of({trait: of}) is not True
        ]
        what = f"pilihan ini bisa berarti orang di luar “siapa” ({', '.join(doubtful)})."
        yield at(place, what, "Tulis ciri itu juga di sini, di dalam “siapa” pertanyaannya.")


def _fills(scene: Scene, place: Place, of: schema.Option) -> Iterator[Problem]:
    for fact, names in of.fills.items():
        thing = scene.known.facts[fact]
        if thing.is_number:
            fix = "Isi hanya untuk fakta ya/tidak dan pilihan."
            yield at(below(place, fact), f"“{fact}” adalah angka.", fix)
            continue
        allowed = (
            YES_OR_NO if fact in scene.known.filled and "ya" in thing.values else thing.values
        )
        for i, name in enumerate(names):
            if name not in allowed:
                hint = suggestion(name, allowed) or f"Pilih: {', '.join(allowed)}."
                yield at(below(place, fact, i), f"nilai “{name}” tidak ada.", hint)


def _label(scene: Scene, place: Place, label: str) -> Iterator[Problem]:
    blanks = PLACEHOLDER.finditer(label)
    known = {"kanal": scene.base.channels, "parameter": scene.base.parameters}
    if any(blank["name"] not in known.get(blank["head"], {}) for blank in blanks):
        return  # told by the check of blanks
    length = len(fill(label, scene.base, scene.today))
    if length > LONGEST_LABEL:
        what = f"tulisan pilihan terlalu panjang ({length} huruf)."
        yield at(place, what, f"Paling banyak {LONGEST_LABEL} huruf.")


def _roles(scene: Scene) -> Iterator[Problem]:
    for document, file in scene.folder.of(schema.Interview):
        for i, role in enumerate(file.words.roles if file.words else []):
            place: Place = (document, ("kata", "orang", i))
            people = role.model_extra or {}
            yield from check_people(View(scene, literal=True), place, people)
            yield from _no_parameters(place, people)


def _unused(scene: Scene) -> Iterator[Problem]:
    """A fact that options fill by the way and nothing looks at: misspelt, most often."""
    used = {found.node.fact for found in conditions(scene.folder) if found.node.fact}
    if not any(True for _ in rules(scene.folder)):
        return
    for place, _, option in options(scene.folder):
        for fact in option.fills:
            if fact in scene.known.filled and fact not in used:
                others = [known for known in scene.known.facts if known != fact]
                hint = suggestion(fact, others) or "Periksa ejaannya, atau hapus."
                yield at(below(place, "isi", fact), f"fakta “{fact}” tidak dipakai.", hint)
