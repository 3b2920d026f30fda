"""A place in the knowledge with all a page needs to show and change it."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from bot.dashboard.filling.fields import Shape, fields_of, named
from bot.dashboard.filling.grammar import Grammar, value_at
from bot.dashboard.filling.paths import read_path, written_path
from bot.dashboard.filling.windows import Window, sliced
from bot.loader.reading import Plain, Steps
from bot.loader.schema import json_schemas

PATH = "/pengetahuan/isi"


@cache
def _grammars() -> dict[str, Grammar]:
    return {kind: Grammar.of(schema) for kind, schema in json_schemas().items()}


def grammar_of(file: str) -> Grammar | None:
    """How a file may look; None for what is no knowledge file."""
    return _grammars().get(file.partition("/")[0].removesuffix(".yaml"))


@dataclass(frozen=True, slots=True)
class Place:
    """What is edited: a place in a file, how it may look, and what stands there (None: nothing).

    `mark` is that of what stands in the file, whatever `value` is being filled in; `proposal` the
    number of the proposal whose words these are, or "".
    """

    file: str
    path: Steps
    grammar: Grammar
    value: "Plain | None"
    mark: str
    proposal: str = ""

    @property
    def query(self) -> dict[str, str]:
        """This place in an address."""
        return {"berkas": self.file, "letak": written_path(self.path)}

    @property
    def name(self) -> str:
        """What it is called: by its title, else by its key."""
        last = self.path[-1] if self.path else self.file
        if isinstance(last, int) or not self.path:
            return named(self.value, last if isinstance(last, int) else 0)
        return str(last)

    @property
    def has_fields(self) -> bool:
        """Whether it is a mapping with fields of its own."""
        return self.grammar.mapping() is not None and not self.grammar.is_endless

    @property
    def is_shelf(self) -> bool:
        """Whether it only holds places with a form of their own."""
        part = sliced(self.grammar, self.value, Window())
        return not self.has_fields and part.field.shape is Shape.PART

    @property
    def is_free(self) -> bool:
        """A shelf whose things have names that anybody may give."""
        return self.is_shelf and self.grammar.items() is None

    def shown_keys(self) -> list[str]:
        """The keys that stand in its form; the others have pages of their own."""
        fields = fields_of(self.grammar, self.value)
        return [field.key for field in fields if field.shape is not Shape.PART]

    def ways_up(self) -> list[tuple[str, str]]:
        """The places above this one: address and what to call it."""
        steps = [(self.path[:depth], self.path[depth - 1]) for depth in range(1, len(self.path))]
        inner = [
            (address(self.file, path), f"nomor {step + 1}" if isinstance(step, int) else step)
            for path, step in steps
        ]
        return [(address(self.file, ()), self.file), *inner] if self.path else []

    def shelf(self) -> list[tuple[str, str, int]]:
        """What a shelf holds: name, address, how many things are in it."""
        value = self.value
        pairs: list[tuple[str | int, Plain]] = []
        if isinstance(value, dict):
            pairs = list(value.items())
        elif isinstance(value, list):
            pairs = list(enumerate(value))
        return [
            (
                key if isinstance(key, str) else named(part, key),
                address(self.file, (*self.path, key)),
                len(part) if isinstance(part, list) else 0,
            )
            for key, part in pairs
        ]

    def next_one(self) -> str:
        """Where a new thing of a shelf is written; "" where it needs a name first."""
        if not self.is_shelf or self.is_free:
            return ""
        held = len(self.value) if isinstance(self.value, list) else 0
        return address(self.file, (*self.path, held))


def address(file: str, path: Steps) -> str:
    """The page of a place."""
    return f"/dasbor{PATH}?{urlencode({'berkas': file, 'letak': written_path(path)})}"


def place_in(content: Plain, stored: Plain, file: str, letak: str, proposal: str) -> Place | None:
    """The place an address names; None where there is none. `stored` is what the file says, while
    `content` may be what somebody proposes.
    """
    grammar = grammar_of(file)
    path = read_path(content, letak)
    if grammar is None or path is None:
        return None
    mark = hashlib.sha256(json.dumps(value_at(stored, path)).encode()).hexdigest()[:16]
    return Place(file, path, grammar.at(path), value_at(content, path), mark, proposal)
