"""Unanswered questions that ask the same thing, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.domain.choosing import plain

# Token-sort ratio (RapidFuzz), 0-100. Set by reading groups of made-up questions: at 70 word order
# and a typo do not part two questions, and two programmes' names still do.
ALIKE = 70.0
# Two questions whose best candidate is the same intent need less likeness in words.
ALIKE_SAME_CANDIDATE = 55.0
# Against one that is compared; the rest of a long story changes nothing.
COMPARED_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to group; `index` is the caller's, `candidate` its best intent or ""."""

    index: int
    question: str
    candidate: str


def group(questions: Sequence[Asked]) -> tuple[tuple[Asked, ...], ...]:
    """Groups, the largest first; a question is compared with the first of each. Deterministic."""
    groups: list[tuple[str, str, list[Asked]]] = []
    for asked in questions:
        words = plain(asked.question)[:COMPARED_CHARACTERS]
        for first, candidate, members in groups:
            same = bool(candidate) and candidate == asked.candidate
            bar = ALIKE_SAME_CANDIDATE if same else ALIKE
            if fuzz.token_sort_ratio(words, first, score_cutoff=bar):
                members.append(asked)
                break
        else:
            groups.append((words, asked.candidate, [asked]))
    ordered = sorted(groups, key=lambda entry: -len(entry[2]))
    return tuple(tuple(members) for _, _, members in ordered)
