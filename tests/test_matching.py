"""The matcher on the shipped base, on small bases, and on everything people may paste."""

import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.knowledge import Intent, KnowledgeBase, Lexicon, Section
from bot.domain.matching import Judged, Matcher, Normaliser
from bot.domain.understanding import Outcome, Question
from bot.loader import SHIPPED, load

BASE = load(SHIPPED, date(2026, 11, 22))
NORMALISER = Normaliser(BASE.lexicon)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.compile(BASE)


def plain_words(text: str) -> str:
    return " ".join(NORMALISER.words(text))


def plain(phrases: dict[str, tuple[str, ...]], lexicon: Lexicon | None = None) -> KnowledgeBase:
    """A base of entries alone."""
    intents = {i: Intent(i, i, i, Section("Baik."), said) for i, said in phrases.items()}
    return KnowledgeBase(intents, lexicon=lexicon or Lexicon())


SHOP = plain(
    {
        "toko/jam": ("jam berapa buka", "kapan tutupnya", "hari minggu buka tidak"),
        "toko/harga": ("berapa harganya", "harga kopi berapa", "mahal tidak"),
        "toko/alamat": ("tokonya di mana", "alamat toko", "letaknya sebelah mana"),
    }
)

SMALL, EMPTY = Matcher.compile(SHOP), Matcher.compile(KnowledgeBase({}))


def first(matcher: Matcher, text: str, topic: str | None = None) -> str:
    candidates = matcher.understand(text, topic)[0].candidates
    return candidates[0].intent if candidates else ""


def names_of_one_programme() -> dict[str, list[str]]:
    """Names that no other programme has, by programme."""
    owners: dict[str, set[str]] = {}
    for programme in BASE.programmes.values():
        for name in programme.names:
            owners.setdefault(plain_words(name), set()).add(programme.id)
    return {
        programme.id: [n for n in programme.names if len(owners[plain_words(n)]) == 1]
        for programme in BASE.programmes.values()
    }


def phrases_with_names() -> Iterator[tuple[str, str]]:
    """Every third aspect phrase beside a name of every programme that has the aspect.

    The three starting points take turns, so that every phrase stands beside many programmes.
    """
    for start, (programme, names) in enumerate(names_of_one_programme().items()):
        for aspect in BASE.aspects.values():
            intent = f"{programme}/{aspect.id}"
            if intent in BASE.intents and names:
                pairs = zip(aspect.phrases[start % 3 :: 3], cycle(names), strict=False)
                yield from ((f"{phrase} {name}", intent) for phrase, name in pairs)


def test_every_aspect_of_every_programme_is_found_by_phrase_and_name(matcher: Matcher) -> None:
    asked = list(phrases_with_names())
    lost = [(text, wanted) for text, wanted in asked if first(matcher, text) != wanted]

    assert len(asked) > 5_000
    # The end of a phrase and the name after it may spell a third programme's name.
    assert len(lost) <= len(asked) / 1000, lost


def test_an_example_is_answered_with_its_own_intent(matcher: Matcher) -> None:
    said: dict[str, set[str]] = {}
    for intent in BASE.intents.values():
        for text in intent.examples:
            said.setdefault(plain_words(text), set()).add(intent.id)
    unique = {text: intents for text, intents in said.items() if len(intents) == 1}

    assert unique
    for text, intents in unique.items():
        (question,) = matcher.understand(text)
        assert question.outcome is Outcome.ANSWER
        assert {question.candidates[0].intent} == intents


def test_a_bare_name_asks_what_it_is(matcher: Matcher) -> None:
    assert first(matcher, "PKH") == "pkh/info"
    assert first(matcher, "bpnt?") == "sembako/info"


@pytest.mark.parametrize(
    ("topic", "text", "wanted"),
    [
        ("pkh/info", "syaratnya apa", "pkh/syarat"),
        ("sembako/info", "kapan cair", "sembako/jadwal"),
        ("pip/syarat", "kalau pkh", "pkh/syarat"),
        ("pkh/jadwal", "bukan pkh, maksud saya bpnt", "sembako/jadwal"),
        ("pkh/jadwal", "matur nuwun", "umum/terima_kasih"),
        (None, "kapan cair", "bansos/jadwal"),
        (None, "bukan pkh tapi syarat pip apa", "pip/syarat"),
        (None, "assalamualaikum pak, syarat pkh apa saja", "pkh/syarat"),
    ],
)
def test_topic_correction_and_greeting(
    matcher: Matcher, topic: str | None, text: str, wanted: str
) -> None:
    assert first(matcher, text, topic) == wanted


def test_a_greeting_alone_is_a_greeting(matcher: Matcher) -> None:
    assert first(matcher, "selamat pagi") == "umum/salam"


def intents_of(questions: tuple[Question, ...]) -> list[str]:
    return [question.candidates[0].intent for question in questions]


def test_two_questions_get_two_answers_and_the_second_keeps_the_programme(
    matcher: Matcher,
) -> None:
    found = matcher.understand("syarat pkh apa saja? terus kapan cairnya")

    assert intents_of(found) == ["pkh/syarat", "pkh/jadwal"]


def test_more_than_three_questions_stay_three(matcher: Matcher) -> None:
    many = "syarat pkh apa? kapan pip cair? kis saya mati? cara daftar kur? alamat kelurahan?"

    assert len(matcher.understand(many)) <= 3


def test_a_long_complaint_with_one_wish_is_one_question(matcher: Matcher) -> None:
    angry = (
        "Saya ini sudah capek, bolak balik kelurahan, sama pak RT juga sudah bilang, dan anak "
        "saya tiga masih sekolah, suami kerja serabutan, kalau hujan rumah bocor, terus kenapa "
        "saya tidak pernah dapat bantuan sama sekali!"
    )

    assert len(matcher.understand(angry)) == 1


@pytest.mark.parametrize("text", ["", "   ", "😀🙏🙏", "؟؟ مرحبا بالعالم", "…!?;\n;", "\x00"])
def test_what_holds_no_known_word_is_unknown(matcher: Matcher, text: str) -> None:
    assert all(q.outcome is not Outcome.ANSWER for q in matcher.understand(text))


@pytest.mark.parametrize(
    "text", ["kapan cair " * 100_000, "x" * 1_000_000, "a? " * 5_000, "ﷺ" * 9_999]
)
def test_huge_messages_take_bounded_time(matcher: Matcher, text: str) -> None:
    started = time.process_time()
    matcher.understand(text)

    assert time.process_time() - started < 1.0


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=20))
def test_no_text_and_no_topic_breaks_it(text: str, topic: str | None) -> None:
    for matcher in (SMALL, EMPTY):
        for question in matcher.understand(text, topic):
            assert {c.intent for c in question.candidates} <= set(SHOP.intents)
            assert all(0 <= c.score <= 100 for c in question.candidates)


def test_the_same_base_gives_the_same_matcher() -> None:
    texts = ["buka jam brp", "hrga kopi", "dmn tokonya", "mahal"]
    again = Matcher.compile(SHOP)

    assert [SMALL.understand(t) for t in texts] == [again.understand(t) for t in texts]


def test_a_base_of_plain_entries_is_enough() -> None:
    assert first(SMALL, "hari sabtu jam berapa bukanya") == "toko/jam"
    assert first(SMALL, "harga tehnya berapa ya") == "toko/harga"


def test_a_base_of_one_entry_does_not_answer_everything_with_it() -> None:
    only = Matcher.compile(plain({"toko/jam": ("jam berapa buka",)}))

    assert only.understand("buka jam berapa")[0].outcome is Outcome.ANSWER
    assert only.understand("resep rendang padang")[0].outcome is Outcome.UNKNOWN


def test_an_empty_base_knows_nothing() -> None:
    (question,) = EMPTY.understand("halo")

    assert (question.outcome, question.candidates) == (Outcome.UNKNOWN, ())


def test_misspelt_words_are_mended_with_the_words_of_the_base() -> None:
    assert first(SMALL, "hrgany brp") == "toko/harga"
    assert first(SMALL, "almat tko") == "toko/alamat"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Syarat2nya APA??", "syaratnya apa"),
        ("syarat-syarat", "syarat"),
        ("bangettt lamaaa", "banget lama"),
        ("kk saya 3kg", "kk saya 3 kg"),
        ("bansos nya gmn", "bansos bagaimana"),
        ("ｋａｐａｎ", "kapan"),
    ],
)
def test_normalising(typed: str, expected: str) -> None:
    lexicon = Lexicon(spellings={"gmn": "bagaimana"}, protected=frozenset({"kk"}))

    assert " ".join(Normaliser(lexicon).words(typed)) == expected


def test_what_people_say_of_answers_moves_the_scores() -> None:
    question = "harga di mana buka"
    before = SMALL.understand(question)[0].candidates[0]
    wrong = SMALL.refitted([Judged(question, before.intent, False)] * 40)
    right = SMALL.refitted([Judged(question, before.intent, True)] * 40)

    assert wrong.understand(question)[0].candidates[0].score < before.score
    assert right.understand(question)[0].candidates[0].score > before.score
    assert SMALL.understand(question)[0].candidates[0] == before
