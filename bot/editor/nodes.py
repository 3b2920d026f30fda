"""A YAML text taken apart: every key and value with the exact characters it is written with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

import yaml

from bot.loader.problems import Problem
from bot.loader.reading import MAX_DEPTH, Plain, Steps
from bot.loader.syntax import YamlLoader, syntax_problem

Mark: TypeAlias = "yaml.error.Mark | yaml._yaml.Mark"
BOM = "\ufeff"


class EditError(Exception):
    """A change that cannot be made; the words are for the coordinator."""


class Kind(Enum):
    """What a node is."""

    WORDS = auto()
    LIST = auto()
    MAPPING = auto()


@dataclass(slots=True)
class Node:
    """One value. It is written from `start` up to `end`, comments behind it not included.

    `style` is the character a text or collection begins with (`"`, `'`, `>`, `|`, `[`, `{`) or "".
    `children` of a mapping come with their key, those of a list with None.
    """

    kind: Kind
    start: int
    end: int
    column: int
    style: str = ""
    words: str = ""
    children: list[tuple["Node | None", "Node"]] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        """Whether it is written between brackets."""
        return self.style in ("[", "{")

    def position(self, step: str | int) -> int | None:
        """Where a key or an index stands among the children."""
        if self.kind is Kind.MAPPING:
            keys = (key.words for key, _ in self.children if key is not None)
            return next((i for i, words in enumerate(keys) if words == step), None)
        if self.kind is Kind.LIST and isinstance(step, int):
            return step if 0 <= step < len(self.children) else None
        return None

    def at(self, path: Steps) -> "Node | None":
        """The node at a path."""
        node = self
        for step in path:
            position = node.position(step)
            if position is None:
                return None
            node = node.children[position][1]
        return node

    def plain(self) -> Plain:
        """What it says, without how it is written."""
        if self.kind is Kind.WORDS:
            return self.words
        if self.kind is Kind.LIST:
            return [child.plain() for _, child in self.children]
        return {key.words: child.plain() for key, child in self.children if key is not None}


def parsed(name: str, text: str) -> Node:
    """The mapping a file consists of. Raises EditError for a text that is not sound."""
    try:
        events = yaml.parse(text, Loader=YamlLoader)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = _Composer(name, text, events).node(event, 0)
                if root.kind is Kind.MAPPING and not _more(events):
                    return root
                break
    except yaml.YAMLError as error:
        raise _unsound(syntax_problem(name, text, error)) from None
    what = "isi berkas harus berupa pasangan “kunci: isi”."
    raise _unsound(Problem(name, 1, what, "Perbaiki dulu lewat berkasnya."))


def _more(events: Iterator[yaml.Event]) -> bool:
    return any(isinstance(event, yaml.DocumentStartEvent) for event in events)


def _marks(event: yaml.Event) -> "tuple[Mark, Mark]":
    """Where an event begins and ends; the parser always tells."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start, end


def _unsound(problem: Problem) -> EditError:
    return EditError(str(problem))


@dataclass(frozen=True, slots=True)
class _Composer:
    name: str
    text: str
    events: Iterator[yaml.Event]

    def node(self, event: yaml.Event, depth: int) -> Node:
        start, _ = _marks(event)
        if depth > MAX_DEPTH or getattr(event, "anchor", None) or getattr(event, "tag", None):
            what = "cara menulis bagian ini tidak dikenal di sini."
            raise _unsound(Problem(self.name, start.line + 1, what, "Ubah lewat berkasnya."))
        if isinstance(event, yaml.ScalarEvent):
            return self._words(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        bracket = ("{" if is_mapping else "[") if getattr(event, "flow_style", False) else ""
        kind = Kind.MAPPING if is_mapping else Kind.LIST
        node = Node(kind, start.index, start.index + 1, start.column, bracket)
        seen: set[str] = set()
        for child in self.events:
            if isinstance(child, yaml.CollectionEndEvent):
                if bracket:
                    node.end = _marks(child)[1].index
                break
            key = self._key(seen, child, depth) if is_mapping else None
            value = self.node(next(self.events) if is_mapping else child, depth + 1)
            node.children.append((key, value))
            node.end = max(node.end, value.end)
        return node

    def _key(self, seen: set[str], event: yaml.Event, depth: int) -> Node:
        key = self.node(event, depth + 1)
        line = _marks(event)[0].line + 1
        if key.kind is not Kind.WORDS or key.style in ("|", ">"):
            what = "kunci (kata sebelum titik dua) harus berupa kata."
            raise _unsound(Problem(self.name, line, what, "Ubah lewat berkasnya."))
        if key.words in seen:
            what = f"kunci “{key.words}” ditulis dua kali."
            raise _unsound(Problem(self.name, line, what, "Hapus salah satu."))
        seen.add(key.words)
        return key

    def _words(self, event: yaml.ScalarEvent) -> Node:
        begins, ends = _marks(event)
        start, end = begins.index, ends.index
        style = event.style or ""
        if style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return Node(Kind.WORDS, start, end, begins.column, style, event.value)
