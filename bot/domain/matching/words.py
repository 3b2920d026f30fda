"""What a word is made of: stem, consonant skeleton, pieces."""

from functools import lru_cache

_VOWELS = str.maketrans("", "", "aiueo")
# The longest first: the first that fits is cut off.
_SUFFIXES = (
    *("nipun", "ipun", "kannya", "annya", "inya", "nya", "kan", "kah", "lah", "ake", "ane"),
    *("ke", "ne", "an", "in", "i", "e"),
)
# Prefix -> the letter that it swallowed, if one must be put back.
_PREFIXES = {
    **{"menye": "se", "peny": "s", "meny": "s"},
    **dict.fromkeys(("meng", "peng", "mem", "pem", "men", "pen", "ber", "ter", "per"), ""),
    **dict.fromkeys(("me", "pe", "di", "ke", "se"), ""),
    **{"ny": "s", "ng": ""},
}
_SHORTEST_STEM = 3
_SHORTEST_SKELETON = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without one everyday prefix and suffix; rough on purpose, same for all its forms.

    Covers Indonesian, colloquial (-in, ng-) and Javanese (-e, -ake, -ipun) affixes.
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM + 1:
            word = word[: -len(suffix)]
            break
    for prefix, instead in _PREFIXES.items():
        if word.startswith(prefix) and len(word) - len(prefix) + len(instead) >= _SHORTEST_STEM:
            return instead + word[len(prefix) :]
    return word


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonants of a word, "" when fewer than three: "bgmn" of "bagaimana"."""
    bare = word.translate(_VOWELS)
    return bare if len(bare) >= _SHORTEST_SKELETON else ""
