"""Synthetic households of the city, poor to middle, and what they answer.

The shares below are written down so that they can be argued with. They are plausible, not
measured: drawn so that the answers come out near the `bobot` of knowledge/fakta.yaml, which are
guesses too. A household is drawn as a whole (who lives there, how well off, what they receive), so
that the answers hang together as they do in life.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import joined, nobody, unknown
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO, YES
from tests.eligibility_homes import Home
from tests.eligibility_law import Law, Person, Value, is_in, is_of, sort_of

# Of a hundred households that use the bot, by decile 1 to 10.
DECILES = (16, 16, 15, 13, 12, 10, 8, 5, 3, 2)
# Couple with children, one parent, three generations, old people alone, couple without children.
SHAPES = {"anak": 45, "satu": 12, "tiga": 18, "sepuh": 15, "dua": 10}
# How many of a hundred honestly cannot say. 1 everywhere else.
CANNOT_SAY = {
    "desil": 50,
    "jkn": 15,
    "listrik": 15,
    "penghasilan": 15,
    "keadaan_rumah": 15,
    "lama_usaha": 15,
    "diterima": 5,
    "disabilitas": 3,
}
LISTED_ONLY = 40  # of a hundred who are listed and can say that, so many do not know the decile


@dataclass(frozen=True, slots=True)
class Family:
    """A home, and the questions it cannot answer."""

    home: Home
    cannot_say: frozenset[str]
    knows_only_listed: bool

    def answer(self, book: RuleBook, law: Law, question: Question) -> Answer:
        """What they press: the truth, as far as the buttons can tell it."""
        if question.id in self.cannot_say:
            return unknown(question.id)
        if question.about:
            return self._people(book, law, question)
        world = self.home.world(law)
        buttons = [
            answer
            for answer in book.answers[question.id].values()
            if all(
                is_in(law.value(fact, world), values, law.numbers)
                for fact, values in answer.fills.items()
                if question.kind is not QuestionKind.SEVERAL or values != frozenset({NO})
            )
        ]
        if question.kind is QuestionKind.SEVERAL:
            return _together(buttons, question)
        if question.id == "desil" and self.knows_only_listed:
            buttons = [answer for answer in buttons if question.id not in answer.fills]
        return buttons[0] if buttons else unknown(question.id)

    def _people(self, book: RuleBook, law: Law, question: Question) -> Answer:
        buttons = []
        for person in self.home.people:
            if not is_of(person, sort_of(question.about or {}), law.numbers):
                continue
            for answer in book.answers[question.id].values():
                if is_of(person, sort_of(answer.members[0].traits), law.numbers):
                    buttons.append(answer)
                    break
        return _together(buttons, question)


def _together(buttons: list[Answer], question: Question) -> Answer:
    said: Answer | None = None
    for button in buttons:
        said = joined(said, button)
    return said or nobody(question)


def families(count: int, seed: int = 1) -> list[Family]:
    rng = random.Random(seed)
    return [_family(rng) for _ in range(count)]


def _family(rng: random.Random) -> Family:
    decile = rng.choices(range(1, 11), DECILES)[0]
    people = _people(rng, decile)
    facts = _facts(rng, decile, people)
    cannot_say = frozenset(
        question for question in _ASKED if rng.random() * 100 < CANNOT_SAY.get(question, 1)
    )
    return Family(Home(facts, people), cannot_say, rng.random() * 100 < LISTED_ONLY)


_ASKED = (
    *CANNOT_SAY,
    *("ktp", "rumah", "aparat", "pensiunan", "tinggal_sendiri", "situasi", "yatim", "lansia"),
)


def _people(rng: random.Random, decile: int) -> tuple[Person, ...]:
    shape = rng.choices(list(SHAPES), list(SHAPES.values()))[0]
    people: list[dict[str, Value]] = []
    parents = {"anak": 2, "satu": 1, "tiga": rng.choice((1, 2)), "dua": 2, "sepuh": 0}[shape]
    ages = [rng.randint(22, 58) for _ in range(parents)]
    if shape in ("anak", "satu", "tiga"):
        youngest = max(0, min(ages) - 38)
        oldest = max(youngest, min(ages) - 18)
        children = rng.choices((1, 2, 3, 4), (35, 40, 18, 7))[0]
        ages += [min(24, rng.randint(youngest, oldest)) for _ in range(children)]
    if shape in ("tiga", "sepuh"):
        ages += [rng.randint(60, 88) for _ in range(rng.choice((1, 1, 2)))]
    orphans = shape == "satu" and rng.random() < 0.35
    carries = rng.random() < 0.12  # where there is a woman of that age
    for age in ages:
        person: dict[str, Value] = {
            "umur": age,
            "sekolah": _school(rng, age, decile),
            "hamil": "tidak",
            "disabilitas": rng.choices(("tidak", "ringan", "berat"), (95, 3, 2))[0],
            "yatim": YES if orphans and age < 18 else NO,
        }
        if carries and 22 <= age <= 42:
            person["hamil"], carries = rng.choices(("hamil", "nifas"), (75, 25))[0], False
        people.append(person)
    return tuple(people)


def _school(rng: random.Random, age: int, decile: int) -> str:
    chance = rng.random()
    if age > 24:
        return "selesai"
    if age < 7:
        small = "tk" if age >= 4 and chance < 0.75 else "belum"
        return "sd" if age == 6 and chance < 0.3 else small
    if age < 20 and chance < (0.005 * (11 - decile) if age > 12 else 0.003):
        return "putus"
    for last, school in ((12, "sd"), (15, "smp"), (18, "sma")):
        if age <= last:
            return school
    if age == 19 and chance < 0.5:
        return "lulus_sma"
    return "kuliah" if chance < 0.05 + 0.04 * decile + (0.5 if age == 19 else 0) else "selesai"


def _facts(
    rng: random.Random, decile: int, people: tuple[Person, ...]
) -> Mapping[str, Value | None]:
    def so(chance: float) -> str:
        return YES if rng.random() < chance else NO

    poor = decile <= 4
    listed = so(0.88 if poor else 0.7)
    has_old = any(int(p["umur"]) >= 60 for p in people)
    house = rng.choices(("milik", "sewa", "numpang", "tidak_punya"), (46, 18, 34, 2))[0]
    worker = decile > 5
    health = rng.choices(
        ("gratis", "mandiri", "kantor", "tidak_aktif", "belum"),
        (35, 18, 28, 14, 5) if worker else (70, 7, 5, 13, 5),
    )[0]
    power = rng.choices(
        ("v450", "v900", "v1300", "tidak_ada"), (15, 55, 25, 5) if worker else (43, 44, 4, 9)
    )[0]
    facts: dict[str, Value | None] = {
        "ktp": rng.choices(("kota", "luar", "belum"), (95, 4, 1))[0],
        "dtsen": listed,
        "desil": decile if listed == YES else None,
        "aparat": so(0.1 if worker else 0.02),
        "pensiunan": so(0.15 if has_old and worker else 0.02),
        "tinggal_sendiri": so(0.5 if len(people) == 1 and has_old else 0.02 if has_old else 0.005),
        "jkn": health,
        "listrik": power,
        "rumah": house,
        "penghasilan": int((600_000 + 420_000 * decile) * rng.uniform(0.7, 1.5)),
    }
    facts |= {
        f"keadaan_rumah/{name}": so(chance) if house == "milik" else None
        for name, chance in (
            ("rusak", 0.5 if poor else 0.2),
            ("satu_satunya", 0.9),
            ("surat", 0.6),
        )
    }
    facts |= _received(rng, decile, listed, people)
    facts |= _situation(rng, decile)
    return facts


def _received(
    rng: random.Random, decile: int, listed: str, people: tuple[Person, ...]
) -> dict[str, Value | None]:
    schools = {str(person["sekolah"]) for person in people}
    old = any(int(person["umur"]) >= 60 for person in people)
    may = decile <= 4 and listed == YES
    counted = old or schools & {"belum", "sd", "smp", "sma"}
    chances = {
        "pkh": 0.45 if may and counted else 0,
        "sembako": 0.5 if may else 0,
        "pip": 0.55 if may and schools & {"sd", "smp", "sma"} else 0.05,
        "bantuan_beras": 0.55 if may else 0.02,
        "yapi": 0.3 if any(person["yatim"] == YES for person in people) else 0,
        "kjs": 0.05 if may and old else 0,
        "permakanan_kota": 0.15 if old and decile <= 3 else 0,
        "kip_kuliah": 0.4 if may and "kuliah" in schools else 0,
    }
    return {
        f"diterima/{name}": YES if rng.random() < chance else NO
        for name, chance in chances.items()
    }


def _situation(rng: random.Random, decile: int) -> dict[str, Value | None]:
    chances = {
        "cari_kerja": 0.32 if decile <= 4 else 0.15,
        "usaha": 0.26,
        "mau_usaha": 0.2,
        "meninggal": 0.03,
        "hukum": 0.02,
        "sakit": 0.14,
        "telantar": 0.02,
        "korban": 0.02,
    }
    facts: dict[str, Value | None] = {
        f"situasi/{name}": YES if rng.random() < chance else NO for name, chance in chances.items()
    }
    runs = facts["situasi/usaha"] == YES
    facts["lama_usaha"] = rng.choice((2, 4, 8, 12, 24, 60, 120)) if runs else None
    return facts
