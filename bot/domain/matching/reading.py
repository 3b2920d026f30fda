"""A text ready for the models."""

from dataclasses import dataclass

from bot.domain.matching.compiling import without_names
from bot.domain.matching.names import Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """A text ready for the models: normalised, mended words and the programmes named."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The words with every programme's name replaced by one mark."""
        return without_names(self.words, self.mentions)

    @property
    def named(self) -> frozenset[str]:
        """The programmes named, those named to be left out not counted."""
        return frozenset(p for m in self.mentions if not m.negated for p in m.programmes)
