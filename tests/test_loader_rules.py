"""`sambung check` finds every mistake in the rules; what is right becomes the interview."""

import contextlib
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.eligibility.questions import Eligibility, QuestionKind
from bot.domain.eligibility.rules import (
    Bounds,
    Criterion,
    FactTest,
    Group,
    Join,
    MeetsTest,
    MemberTest,
    Node,
    OfficeTest,
    ReceivesTest,
    criteria,
)
from bot.domain.eligibility.values import Span
from bot.domain.knowledge import Amount, KnowledgeBase
from bot.domain.provenance import Confidence
from bot.domain.wording import answer_text
from bot.loader import KnowledgeError, load
from tests.mistakes import TODAY, Mistake
from tests.mistakes_rules import (
    CASES,
    CONSEQUENCES,
    FACTS,
    PARAMETER,
    PKH,
    RULE_MISTAKES,
    SEMBAKO,
    Consequence,
)
from tests.test_loader import Desk

RULES = Path(__file__).parent / "fixtures" / "rules"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("rules") / "knowledge"
    shutil.copytree(RULES, root)
    return Desk(root)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load(RULES, TODAY)


@pytest.fixture(scope="module")
def interview(base: KnowledgeBase) -> Eligibility:
    return base.eligibility


# Mistakes


def test_there_are_many_mistakes() -> None:
    assert len(RULE_MISTAKES) > 80
    assert len({mistake.name for mistake in RULE_MISTAKES}) == len(RULE_MISTAKES)


def test_the_base_is_clean(desk: Desk) -> None:
    assert desk.problems() == ()


@pytest.mark.parametrize("mistake", RULE_MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_found_on_its_line(desk: Desk, mistake: Mistake) -> None:
    text, line = desk.edited(mistake.file, mistake.old, mistake.new)
    with desk.with_file(mistake.file, text):
        found = desk.problems()
    told = [p for p in found if (p.file, p.line) == (mistake.file, line)]
    assert any(mistake.word in f"{p.what} {p.fix}" for p in told), "\n".join(map(str, found))
    assert all(problem.fix for problem in found)
    assert len(found) <= mistake.most_problems, "\n".join(map(str, found))


@pytest.mark.parametrize("found", CONSEQUENCES, ids=lambda found: found.edit.name)
def test_a_mistake_of_one_file_is_found_in_another(desk: Desk, found: Consequence) -> None:
    text, _ = desk.edited(found.edit.file, found.edit.old, found.edit.new)
    with desk.with_file(found.edit.file, text):
        told = [problem for problem in desk.problems() if found.edit.word in problem.what]
        lines = (desk.root / found.file).read_text(encoding="utf-8").splitlines()
    assert [lines[p.line - 1].strip().startswith(found.line) for p in told[:1]] == [True]
    assert all(problem.file == found.file and problem.fix for problem in told)


def test_rules_without_questions_are_one_problem(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "knowledge")
    (tmp_path / "knowledge" / FACTS).unlink()
    assert [problem.file for problem in Desk(tmp_path / "knowledge").problems()] == [FACTS]


@pytest.mark.parametrize("name", [FACTS, PARAMETER, PKH, SEMBAKO, CASES])
def test_a_misread_file_does_not_make_the_others_wrong(desk: Desk, name: str) -> None:
    with desk.with_file(name, "kunci salah: [\n" + (RULES / name).read_text()):
        assert {problem.file for problem in desk.problems()} == {name}


# What comes out


def _criterion(base: Eligibility, programme: str, identity: str) -> Criterion:
    found = [c for rule in base.rules[programme] for c in criteria(rule.root) if c.id == identity]
    assert len(found) == 1
    return found[0]


def test_every_kind_of_question_fills_its_facts(interview: Eligibility) -> None:
    fills = {
        (question.id, option.id): dict(option.fills)
        for question in interview.questions.values()
        for option in question.options
    }
    assert fills["aparat", "tidak"] == {"aparat": frozenset({"tidak"})}
    assert fills["ktp", "kota"] == {"ktp": frozenset({"kota"})}
    assert fills["desil", "tinggi"] == {"desil": Span(5, 10), "dtsen": frozenset({"ya"})}
    assert fills["desil", "belum"] == {"dtsen": frozenset({"tidak"})}
    assert fills["penghasilan", "di_bawah"] == {"penghasilan": Bounds(below="ump")}
    assert fills["diterima", "pkh"] == {"diterima/pkh": frozenset({"ya"})}
    assert fills["anak", "sd"] == {}
    children = interview.questions["anak"].option("sd")
    assert children
    assert children.people == {"sekolah": frozenset({"sd"}), "umur": Span(6, 15)}
    assert [option.weight for option in interview.questions["aparat"].options] == [8, 92]


def test_a_question_keeps_what_it_says_of_itself(interview: Eligibility) -> None:
    desil, aparat = interview.questions["desil"], interview.questions["aparat"]
    assert (desil.kind, desil.unit, desil.limits) == (QuestionKind.NUMBER, "desil", Span(1, 10))
    assert desil.only_if == FactTest("dtsen", frozenset({"ya"}))
    assert desil.who_knows == "operator kelurahan"
    assert (aparat.is_sensitive, desil.is_sensitive) == (True, False)
    # Nobody is older than the limit, so "60 to 120" is "60 and more".
    assert interview.questions["lansia"].about == {"umur": Span(60, None)}
    assert interview.traits["sekolah"].heard_as["sd"] == ("sd", "mi")
    assert interview.traits["sekolah"].ages["smp"] == Span(11, 18)


def test_the_words_of_answers_are_there(interview: Eligibility) -> None:
    words = interview.words
    assert (words.yes, words.numbers["setengah"], words.times_idr) == (
        ("ya", "iya"),
        0.5,
        {"rb": 1000},
    )
    assert (words.years, words.months) == (("tahun",), ("bulan",))
    assert [dict(role.traits) for role in words.roles] == [{"umur": Span(40, None)}, {}]


def test_a_rule_keeps_its_groups_and_names(interview: Eligibility) -> None:
    [rule] = interview.rules["pkh"]
    assert _flat(rule.root) == [
        *["semua", "desil", "salah_satu_1", "anggota_1", "lansia", "petugas_1"],
        *["kecuali", "aparat"],
    ]
    assert rule.root.join is Join.ALL
    assert (rule.file, rule.line) == (PKH, 17)
    assert (rule.most_people, rule.cannot_check) == ("pkh_orang", ("Jumlah penerima terbatas.",))
    assert rule.already == ReceivesTest(frozenset({"pkh"}))
    child, extra = rule.benefits
    assert (child.amount, child.most, extra.people) == ("pkh_anak", "pkh_orang", None)
    assert isinstance(extra.when, Criterion)
    assert extra.when.test == FactTest("ktp", frozenset({"kota"}))


def _flat(node: Node) -> list[str]:
    inner = node.parts if isinstance(node, Group) else ()
    return [node.id, *(name for part in inner for name in _flat(part))]


def test_every_kind_of_criterion_is_built(interview: Eligibility) -> None:
    tests = {c.id: c.test for rule in interview.rules["pkh"] for c in criteria(rule.root)}
    assert tests["desil"] == FactTest("desil", Bounds(most="pkh_desil"))
    assert tests["petugas_1"] == OfficeTest("kelurahan")
    assert tests["anggota_1"] == MemberTest(
        {
            "sekolah": frozenset({"sd", "smp"}),
            "umur": Bounds(least="pkh_sekolah_min", most="pkh_sekolah_maks"),
        }
    )
    assert _criterion(interview, "sembako", "memenuhi_pkh").test == MeetsTest("pkh")
    received = _criterion(interview, "sembako", "menerima_1").test
    assert received == ReceivesTest(frozenset({"pkh", "sembako"}))


def test_a_criterion_takes_from_the_rule_and_the_file_what_it_leaves_out(
    interview: Eligibility,
) -> None:
    own = _criterion(interview, "pkh", "aparat").provenance
    assert (own.sources, own.confidence, own.reviewed_on) == (
        ("S1",),
        Confidence.HIGH,
        date(2026, 11, 1),
    )
    assert _criterion(interview, "sembako", "ktp").provenance.confidence is Confidence.MEDIUM


def test_rules_of_a_programme_stand_in_their_order(interview: Eligibility) -> None:
    old, new = interview.rules["sembako"]
    assert (old.starts, old.ends, new.starts) == (None, date(2025, 12, 31), date(2026, 1, 1))
    assert new.already == FactTest("dtsen", frozenset({"ya"}))
    assert interview.without_rules == {"adminduk": "Layanan untuk semua warga."}


def test_a_household_knows_its_line(interview: Eligibility) -> None:
    [case] = interview.cases
    assert (case.file, case.line, case.scope) == (CASES, 2, "pkh")
    assert case.answers == {"ktp": "kota", "desil": "3", "anak": "1 SD umur 7, 1 SMP"}
    assert case.reasons == {"pkh": ("desil", "anggota_1")}


def test_an_amount_is_told_with_the_value_of_the_day(base: KnowledgeBase) -> None:
    [amount] = base.programmes["pkh"].sections["nominal"].items
    assert isinstance(amount, Amount)
    assert (amount.parameter, amount.value) == ("pkh_anak", Decimal(900_000))
    told = answer_text(base, base.intents["pkh/nominal"], TODAY)
    assert "• Anak sekolah: Rp900.000 per tahun" in told
    later = answer_text(base, base.intents["pkh/nominal"], date(2026, 12, 1))
    assert "• Anak sekolah: Rp1.000.000 per tahun" in later


# Whatever stands in the files

WORDS = ["desil", "umur", "sekolah", "anak", "ktp", "pkh", "sembako", "semua", "fakta", "anggota"]
WORDS += [
    "adalah",
    "menerima",
    "memenuhi",
    "parameter.ump",
    "parameter.x",
    "5-1",
    "[]",
    "{}",
    "ya",
]
WORDS += [
    "angka",
    "pilihan",
    "beberapa",
    "ya_tidak",
    "siapa",
    "nilai",
    "isi",
    "hanya_jika",
    "9" * 50,
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), name=st.sampled_from([FACTS, PARAMETER, PKH, SEMBAKO, CASES]))
def test_a_swapped_word_never_raises_anything_else(
    desk: Desk, data: st.DataObject, name: str
) -> None:
    parts = re.split(r"([\w./-]+)", (RULES / name).read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(parts) // 2 - 1)) * 2 + 1
        parts[at] = data.draw(st.sampled_from(WORDS))
    with desk.with_file(name, "".join(parts)), contextlib.suppress(KnowledgeError):
        load(desk.root, TODAY)
