"""What is wrong in the knowledge files, told so that an admin can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong, how to mend it. All words are for the admin."""

    file: str
    line: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, baris {self.line}" if self.line else self.file
        return f"{place}: {self.what}" + (f" {self.fix}" if self.fix else "")


class KnowledgeError(Exception):
    """The base cannot go into service; `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "Maksudnya “dokumen”?" when a known word is near enough, else an empty text."""
    # A third of the letters may differ: "dokmen" finds "dokumen", "xyz" finds nothing.
    best = process.extractOne(
        word,
        list(known),
        scorer=OSA.normalized_similarity,
        processor=str.lower,
        score_cutoff=0.66,
    )
    return meant(best[0]) if best else ""


def meant(word: str) -> str:
    """The suggestion of one word."""
    return f"Maksudnya “{word}”?"
