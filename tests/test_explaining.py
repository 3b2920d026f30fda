"""Explanations: every word accounted for, the rule that decided, evidence that adds up."""

from dataclasses import replace

import pytest

from bot.app import explain
from bot.domain.knowledge import (
    Aspect,
    ExpectedMatch,
    Intent,
    KnowledgeBase,
    Level,
    Lexicon,
    Programme,
    Section,
    Status,
)
from bot.domain.matching import Matcher
from bot.domain.matching.deciding import Opinion, Rule, decide, rule_for
from bot.domain.matching.evidence import Kind
from bot.domain.matching.explaining import Explainer, with_example
from bot.domain.matching.explanation import Explanation
from bot.domain.matching.tracing import How
from bot.domain.understanding import Candidate, Outcome
from bot.loader import SHIPPED
from bot.loader.messages import sound_sentences
from bot.loader.reading import read
from bot.reports import why_lines

LEXICON = Lexicon(
    spellings={"gmn": "bagaimana", "brp": "berapa"},
    protected=frozenset({"kk"}),
    outside=("resep rendang padang", "skor bola semalam"),
)
SHOP_SAID = {
    "toko/jam": ("jam berapa buka", "kapan tutupnya", "hari minggu buka tidak"),
    "toko/harga": ("berapa harganya", "harga kopi berapa", "mahal tidak kopinya"),
    "toko/alamat": ("tokonya di mana", "alamat toko", "letaknya sebelah mana"),
    "umum/salam": ("selamat pagi", "halo"),
}
SHOP = KnowledgeBase(
    {i: Intent(i, i, i, Section("Baik."), said, file="a.yaml") for i, said in SHOP_SAID.items()},
    lexicon=LEXICON,
    say=sound_sentences(read(SHIPPED / "pesan.yaml", "pesan.yaml"))[0],
)
MATCHER = Matcher.compile(SHOP)
EXPLAINER = Explainer(SHOP, MATCHER)


def aid() -> KnowledgeBase:
    """Two programmes and two aspects."""
    aspects = {
        "info": Aspect("info", "Apa itu", "apa itu", ("apa itu", "jelaskan"), ("apa itu {nama}",)),
        "jadwal": Aspect(
            *("jadwal", "Jadwal", "jadwal"),
            phrases=("kapan cair", "tanggal berapa turun"),
            named_phrases=("kapan {nama} cair",),
            file="aspek.yaml",
        ),
    }
    programmes = {
        p: Programme(
            *(p, p.upper(), p.upper(), names, Status.ACTIVE, Level.CITY, (), "dinas"),
            sections={},
            examples={},
            file=f"program/{p}.yaml",
        )
        for p, names in {"pkh": ("pkh", "keluarga harapan"), "pip": ("pip", "uang saku")}.items()
    }
    intents = {
        f"{p.id}/{a.id}": Intent(
            *(f"{p.id}/{a.id}", a.label, a.title, Section("Baik.")),
            programme=p,
            aspect=a,
            is_default=True,
            file=p.file,
        )
        for p in programmes.values()
        for a in aspects.values()
    }
    return KnowledgeBase(intents, programmes, aspects)


AID = aid()
AID_EXPLAINER = Explainer(AID, Matcher.compile(AID))


def only(explainer: Explainer, text: str, topic: str | None = None) -> Explanation:
    (found,) = explainer.explain(text, topic)
    return found


def test_every_word_is_accounted_for() -> None:
    found = only(EXPLAINER, "Halo hrgany kopi, BRP kk wkwk 😀")

    assert [(word.typed, word.read, word.how) for word in found.words] == [
        ("Halo", ("halo",), How.GREETING),
        ("hrgany", ("harganya",), How.MENDED),
        ("kopi", ("kopi",), How.AS_TYPED),
        ("BRP", ("berapa",), How.RESPELT),
        ("kk", ("kk",), How.AS_TYPED),
        ("wkwk", ("wkwk",), How.AS_TYPED),
    ]
    assert [word.typed for word in found.words if word.is_protected] == ["kk"]
    assert [word.typed for word in found.words if not word.is_known] == ["kk", "wkwk"]


def test_an_ending_written_apart_and_stretched_letters_are_told() -> None:
    words = {word.typed: word for word in only(EXPLAINER, "harga nya mahallll").words}

    assert words["nya"].how is How.DROPPED
    assert words["mahallll"].how is How.TIDIED
    assert words["mahallll"].read == ("mahal",)


@pytest.mark.parametrize(
    ("opinion", "rule", "outcome"),
    [
        (Opinion("x", known=Rule.SAME_WORDS), Rule.SAME_WORDS, Outcome.ANSWER),
        (Opinion("x", outside=0.9), Rule.OUTSIDE, Outcome.UNKNOWN),
        (Opinion("x", (Candidate("a/b", 90.0),)), Rule.SURE, Outcome.ANSWER),
        (Opinion("x " * 15, (Candidate("a/b", 58.0),)), Rule.NEAR, Outcome.CONFIRM),
        (
            Opinion("x", (Candidate("a/b", 62.0), Candidate("a/c", 55.0))),
            Rule.NEAR,
            Outcome.CONFIRM,
        ),
        (Opinion("x", (Candidate("a/b", 12.0),), group=0.9), Rule.ONLY_PROGRAMME, Outcome.CONFIRM),
        (Opinion("x", (Candidate("a/b", 3.0),)), Rule.TOO_WEAK, Outcome.UNKNOWN),
    ],
)
def test_the_rule_is_the_one_that_decides(opinion: Opinion, rule: Rule, outcome: Outcome) -> None:
    assert rule_for(opinion) is rule
    assert decide(opinion).outcome is outcome


def test_what_needs_no_model_says_so() -> None:
    assert only(EXPLAINER, "jam berapa buka").rule is Rule.SAME_WORDS
    assert only(AID_EXPLAINER, "kalau pkh", "pip/jadwal").rule is Rule.NAME_ALONE


def test_the_evidence_adds_up_to_the_lead() -> None:
    # Two intents of one group without programmes: all that is left is what no word says.
    rests = set()
    for text in ("minggu kopi berapa", "harga buka", "kapan mahal ya bukanya"):
        reading = MATCHER.read(text)
        one, two = (MATCHER.ranker.evidence(reading, "", f"toko/{i}") for i in ("jam", "harga"))
        chances = MATCHER.ranker.rank(reading, "").chances
        jam, harga = (MATCHER.ranker.intents.index(f"toko/{i}") for i in ("jam", "harga"))
        lead = float(chances[jam]) / float(chances[harga])
        rests.add(round(lead / 2.718281828 ** (sum(one.values()) - sum(two.values())), 2))

    assert len(rests) == 1


def test_the_words_that_count_stand_first() -> None:
    found = only(EXPLAINER, "kopinya mahal apa berapa harga").comparison

    assert found
    assert found.first == "toko/harga"
    assert found.lead > 0
    assert {"mahal", "harga"} & {e.piece.text for e in found.for_first[:3]}
    weights = [e.weight for e in found.for_first]
    assert weights == sorted(weights, reverse=True)
    assert all(e.weight < 0 for e in found.for_second)


def test_a_name_and_the_topic_are_evidence() -> None:
    named = only(AID_EXPLAINER, "besok uang saku kapan ya cair")
    assert [(n.text, n.programmes) for n in named.names] == [("uang saku", ("pip",))]
    assert named.comparison
    name = AID_EXPLAINER.expected("besok uang saku kapan ya cair", "pkh/jadwal").comparison
    assert name
    assert Kind.NAME in {e.piece.kind for e in name.for_first}

    talked = AID_EXPLAINER.expected("besok kapan ya cair", "pkh/jadwal", "pip/info").comparison
    assert talked
    assert talked.first == "pip/jadwal"
    assert Kind.TOPIC in {e.piece.kind for e in talked.for_first}


def test_a_name_that_is_ruled_out_is_told() -> None:
    (first, *_) = only(AID_EXPLAINER, "bukan pkh kapan cairnya ya").names
    assert first.is_negated


def test_the_nearest_examples_come_with_their_files() -> None:
    exact = only(EXPLAINER, "jam berapa buka").examples[0]
    assert (exact.text, exact.likeness, exact.file) == ("jam berapa buka", 1.0, "a.yaml")

    near = only(AID_EXPLAINER, "kapan ya pkh cair").examples[0]
    assert (near.intent, near.text, near.file) == ("pkh/jadwal", "kapan {nama} cair", "aspek.yaml")

    name = only(AID_EXPLAINER, "keluarga harapan").examples[0]
    assert (name.text, name.likeness, name.file) == ("keluarga harapan", 1.0, "program/pkh.yaml")


def test_out_of_scope_shows_the_phrase_it_is_like() -> None:
    found = only(EXPLAINER, "resep rendang padang asli")

    assert found.rule is Rule.OUTSIDE
    assert found.examples[0].text == "resep rendang padang"


def test_what_the_expected_intent_lacks() -> None:
    found = EXPLAINER.expected("parkirnya mahal tidak", "toko/alamat")

    assert found.rank > 1
    assert 0 <= found.score < 50
    assert found.new_words == ("parkirnya", "mahal", "tidak")
    assert found.comparison
    assert found.comparison.second == "toko/alamat"


def test_two_questions_get_two_explanations() -> None:
    found = EXPLAINER.explain("jam berapa buka? alamat toko")

    assert [e.question.candidates[0].intent for e in found] == ["toko/jam", "toko/alamat"]


@pytest.mark.parametrize("text", ["", "   ", "😀", "?!", "\x00", "halo", "p.k.h 3kg syarat2"])
def test_nothing_breaks_it(text: str) -> None:
    for explainer in (
        EXPLAINER,
        AID_EXPLAINER,
        Explainer(KnowledgeBase({}), Matcher.compile(KnowledgeBase({}))),
    ):
        for found in explainer.explain(text):
            assert found.question.text == text.strip()


def test_the_trial_says_what_the_example_would_mend_and_break() -> None:
    text = "permisi mas numpang lewat"
    expectations = (
        ExpectedMatch(text, "umum/salam", True, "p.yaml", 1),
        ExpectedMatch("kopi berapa ya", "toko/harga", True, "p.yaml", 2),
        ExpectedMatch(text, "umum/salam", False, "p.yaml", 3),
    )
    base = replace(SHOP, expectations=expectations)
    why = explain(base, MATCHER, text, None, "umum/salam")

    assert why.trial
    assert why.expected
    assert why.trial.after[0].candidates[0].intent == "umum/salam"
    assert why.trial.score > why.expected.score
    assert [("baris 1" in line) for line in why.trial.mended] == [True]
    assert [("baris 3" in line) for line in why.trial.broken] == [True]
    told = "\n".join(why_lines(why))
    assert "Dicoba" in told
    assert "1 jadi salah, 1 jadi benar" in told


def test_an_example_is_added_to_one_intent_alone() -> None:
    richer = with_example(SHOP, "toko/jam", "malam buka")

    assert richer.intents["toko/jam"].examples[-1] == "malam buka"
    assert richer.intents["toko/harga"] == SHOP.intents["toko/harga"]


def test_the_words_shown_name_rule_and_numbers() -> None:
    told = "\n".join(why_lines(explain(SHOP, MATCHER, "hrga kopi nya brapa ya")))

    assert "dimiripkan" in told
    assert "Sebab: " in told
    assert "batas" in told
    assert "--for" in told


def test_personal_data_is_not_explained() -> None:
    why = explain(SHOP, MATCHER, "harga kopi 081299887766 berapa ya")

    assert "0812" not in "".join(explanation.question.text for explanation in why.explanations)
