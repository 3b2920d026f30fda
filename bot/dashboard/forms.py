"""What a form said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

# The whole of a long knowledge file as text fits; so does a list of 500 questions to tick.
FORM_LIMIT_BYTES = 1024 * 1024
_MOST_FIELDS = 3_000


class UnreadableFormError(Exception):
    """No form of ours sends this."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields, as sent; a name may occur many times (ticked boxes)."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, name: str, default: str = "") -> str:
        """The words of a field without the spaces around them; line ends are \\n."""
        found = self.fields.get(name)
        return found[0].strip() if found else default

    def raw(self, name: str, default: str = "") -> str:
        """The same with its spaces: for passwords and YAML."""
        found = self.fields.get(name)
        return found[0] if found else default

    def all(self, name: str) -> tuple[str, ...]:
        """Everything of this name, in order, without empty ones."""
        return tuple(value.strip() for value in self.fields.get(name, ()) if value.strip())

    def number(self, name: str) -> int | None:
        """A whole number; None when it is none."""
        words = self.first(name)
        return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else None

    def numbers(self, name: str) -> tuple[int, ...]:
        """The ticked ids; whatever is no number is left out."""
        given = (words for words in self.all(name) if words.isascii() and words.isdecimal())
        return tuple(int(words) for words in given if len(words) < 16)

    def has(self, name: str) -> bool:
        """Whether a box was ticked, or this of several buttons was pressed."""
        return name in self.fields

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Everything as it came, to send it once more."""
        return ((name, value) for name, values in self.fields.items() for value in values)


def read_form(body: bytes) -> Form:
    """The form in an urlencoded body. Raises UnreadableFormError."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise UnreadableFormError from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        # Browsers send \r\n; a NUL is nobody's and no database takes it.
        clean = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        fields.setdefault(name, []).append(clean)
    return Form({name: tuple(values) for name, values in fields.items()})
