"""Perturbed questions stay questions: never empty, and the same for the same seed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.domain.perturbing import (
    perturbations,
    reversed_spellings,
    slang,
    typo,
    without_vowels,
)

SPELLINGS = {"kpn": "kapan", "pan": "kapan", "gmn": "bagaimana", "drmn": "dari mana", "ya": "ya"}
WAYS = perturbations(SPELLINGS)
texts = st.text(min_size=1, max_size=80).filter(str.strip)
seeds = st.integers(0, 1000)


@pytest.mark.parametrize("name", ["typo", "vowels", "slang", "all"])
@given(text=texts, seed=seeds)
def test_no_perturbation_empties_a_question(name: str, text: str, seed: int) -> None:
    assert WAYS[name](text, random.Random(seed)).strip()


@pytest.mark.parametrize("name", list(WAYS))
@given(text=texts, seed=seeds)
def test_the_same_seed_gives_the_same_slips(name: str, text: str, seed: int) -> None:
    change = WAYS[name]
    assert change(text, random.Random(seed)) == change(text, random.Random(seed))


@given(text=texts, seed=seeds, share=st.floats(0, 1))
def test_dropping_vowels_keeps_every_word_and_its_ends(text: str, seed: int, share: float) -> None:
    changed = without_vowels(text, random.Random(seed), share).split()
    assert [(w[0], w[-1]) for w in changed] == [(w[0], w[-1]) for w in text.split()]


def test_a_quarter_of_the_words_loses_its_vowels() -> None:
    changed = without_vowels("bagaimana " * 1000, random.Random(1)).split()
    assert set(changed) == {"bagaimana", "bgmna"}
    assert 200 < changed.count("bgmna") < 300


@given(word=st.from_regex(r"[a-z]{4,12}", fullmatch=True), seed=seeds)
def test_a_typo_is_one_slip_in_one_word(word: str, seed: int) -> None:
    changed = typo(f"yg {word} di", random.Random(seed)).split()
    assert (changed[0], changed[2]) == ("yg", "di")
    assert OSA.distance(changed[1], word) <= 1


def test_all_four_slips_occur() -> None:
    seen = {typo("pasti", random.Random(seed)) for seed in range(300)}
    assert {"psti", "passti", "psati", "pssti"} <= seen


def test_short_words_get_no_typo() -> None:
    assert typo("kk di rt", random.Random(1)) == "kk di rt"


def test_slang_is_the_kamus_backwards() -> None:
    informal = reversed_spellings(SPELLINGS)
    assert informal == {"kapan": ("kpn", "pan"), "bagaimana": ("gmn",)}
    changed = {slang("Kapan ya, dari mana?", random.Random(s), informal) for s in range(20)}
    assert changed == {"kpn ya, dari mana?", "pan ya, dari mana?"}
