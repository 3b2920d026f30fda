"""Everyday spelling to plain words: lower case, one form per word, no punctuation."""

import re
import unicodedata

from bot.domain.knowledge import Lexicon

MAX_CHARACTERS = 12_000
MAX_WORDS = 600
MAX_WORD_LENGTH = 40

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DOTTED = re.compile(r"\b[a-z](?:\.[a-z]){1,5}\b\.?")  # p.k.h
_STRETCHED = re.compile(r"(.)\1{2,}")
_STRETCHED_END = re.compile(r"([a-z])\1+$")
_DOUBLED = re.compile(r"([a-z]{3,})(?:2|²)([a-z]*)$")
_NUMBER_THEN_LETTERS = re.compile(r"(\d+)([a-z]+)$")
# Written apart ("bansos nya"), these say nothing that the word before them does not.
_LOOSE_ENDINGS = frozenset({"nya", "ny", "lah", "kah", "pun", "e", "ne"})
_GLUED_ENDINGS = ("nya", "ny")
_SHORTEST_STRETCHED_WORD = 4
_CACHE_LIMIT = 20_000  # words


class Normaliser:
    """Everyday spelling to plain words. It remembers the words it has seen, up to a limit."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, tuple[str, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but the words seen lately: people's own are not to be kept."""
        return {**vars(self), "_seen": {}}

    def words(self, text: str) -> tuple[str, ...]:
        """The words of `text` in their plain spelling; at most the first 600.

        Protected words stay as they are typed.
        """
        folded = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS].replace("²", "2")).lower()
        if "." in folded:
            folded = _DOTTED.sub(lambda found: found[0].replace(".", ""), folded)
        words: list[str] = []
        for token in _TOKEN.findall(folded[:MAX_CHARACTERS]):
            words.extend(self._plain(token))
            if len(words) >= MAX_WORDS:
                break
        return tuple(
            word for i, word in enumerate(words[:MAX_WORDS]) if not i or word not in _LOOSE_ENDINGS
        )

    def _plain(self, token: str) -> tuple[str, ...]:
        if (found := self._seen.get(token)) is None:
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            found = tuple(
                plain
                for part in _parts(token, self._lexicon)
                for plain in _respell(part[:MAX_WORD_LENGTH], self._lexicon)
            )
            if len(token) <= MAX_WORD_LENGTH:
                self._seen[token] = found
        return found


def normalise(text: str, lexicon: Lexicon) -> str:
    """The words of one text, joined by spaces; for many texts keep a `Normaliser`."""
    return " ".join(Normaliser(lexicon).words(text))


def _parts(token: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a token: "syarat-syarat" and "syarat2" are one, "3kg" is two."""
    if token in lexicon.protected or token in lexicon.spellings:
        return (token,)
    if "-" in token:
        pieces = tuple(dict.fromkeys(token.split("-")))
        return pieces if len(pieces) != 1 else (pieces[0],)
    if doubled := _DOUBLED.fullmatch(token):
        return (doubled[1] + doubled[2],)
    if measured := _NUMBER_THEN_LETTERS.fullmatch(token):
        return (measured[1], measured[2])
    return (token,)


def _respell(word: str, lexicon: Lexicon) -> list[str]:
    if word in lexicon.protected:
        return [word]
    if plain := lexicon.spellings.get(word):
        return plain.split()
    calm = _STRETCHED.sub(r"\1", word)
    if len(calm) >= _SHORTEST_STRETCHED_WORD:
        calm = _STRETCHED_END.sub(r"\1", calm)
    if plain := lexicon.spellings.get(calm):
        return plain.split()
    for ending in _GLUED_ENDINGS:
        stem = calm.removesuffix(ending)
        if stem != calm and (plain := lexicon.spellings.get(stem)):
            return f"{plain}nya".split()
    return [calm]
