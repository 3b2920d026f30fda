"""A JSON Schema read for one purpose: how a person fills in what it describes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from bot.loader.reading import Plain, Steps

Schema = dict[str, Any]
_MOST_COLUMNS = 7
_SCALARS = frozenset({"string", "number", "integer"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """One part of a schema with all the definitions it may refer to."""

    part: Schema
    definitions: Schema

    @staticmethod
    def of(schema: Schema) -> "Grammar":
        """The grammar of a whole file."""
        return Grammar(schema, schema.get("$defs", {}))

    def inside(self, part: Schema) -> "Grammar":
        """Another part of the same schema."""
        return Grammar(part, self.definitions)

    def options(self) -> list[Schema]:
        """Every shape this may have, references followed, "nothing" left out."""
        found: list[Schema] = []
        for part in self.part.get("anyOf", [self.part]):
            if "$ref" in part:
                found += self.inside(self._definition(part)).options()
            elif part.get("type") != "null":
                found.append(part)
        return found

    def _definition(self, part: Schema) -> Schema:
        return cast("Schema", self.definitions[part["$ref"].rpartition("/")[2]])

    @property
    def is_words(self) -> bool:
        """One text, number, day or choice."""
        return bool(options := self.options()) and all(map(_is_scalar, options))

    @property
    def choices(self) -> tuple[str, ...]:
        """The only words that are allowed, if there are such."""
        found = [
            str(word)
            for option in self.options()
            for word in option.get("enum", [option["const"]] if "const" in option else [])
        ]
        return tuple(found) if self.is_words else ()

    @property
    def is_day(self) -> bool:
        """A date."""
        return any(option.get("format") == "date" for option in self.options())

    @property
    def longest(self) -> int | None:
        """How many letters fit."""
        lengths = [option["maxLength"] for option in self.options() if "maxLength" in option]
        return min(lengths, default=None)

    def mapping(self) -> "Grammar | None":
        """The named parts of this, or None; words may stand for a mapping."""
        return self._one(lambda option: "properties" in option)

    def items(self) -> "Grammar | None":
        """What a list of this consists of, or None."""
        held = self._one(lambda option: option.get("type") == "array" and "items" in option)
        return self.inside(held.part["items"]) if held else None

    def values(self) -> "Grammar | None":
        """What stands behind the free keys of this, or None."""
        held = self._one(lambda option: isinstance(option.get("additionalProperties"), dict))
        return self.inside(held.part["additionalProperties"]) if held else None

    def _one(self, wanted: Callable[[Schema], bool]) -> "Grammar | None":
        """The one option that is no plain text, if it is of the wanted kind."""
        options = [option for option in self.options() if not _is_scalar(option)]
        return self.inside(options[0]) if len(options) == 1 and wanted(options[0]) else None

    @property
    def takes_words(self) -> bool:
        """Whether plain words may stand for the whole."""
        return any(map(_is_scalar, self.options()))

    def main_key(self) -> str:
        """The key that plain words stand for."""
        held = self.mapping()
        if held is None:
            return ""
        return str((held.part.get("required") or list(held.part["properties"]))[0])

    def behind(self, key: str) -> "Grammar":
        """The part behind a key; unknown ones may hold anything."""
        held = self.mapping()
        return self.inside(held.part["properties"].get(key, {}) if held else {})

    @property
    def is_table(self) -> bool:
        """A list whose items are short enough for a row of fields."""
        items = self.items()
        held = items.mapping() if items else None
        if held is None or len(held.part["properties"]) > _MOST_COLUMNS:
            return False
        columns = {key: held.inside(part) for key, part in held.part["properties"].items()}
        return all(g.is_words or (key == "sumber" and g.items()) for key, g in columns.items())

    @property
    def is_endless(self) -> bool:
        """Whether it may hold itself, however deep: no form can show that."""
        names = [part["$ref"] for part in self.part.get("anyOf", [self.part]) if "$ref" in part]
        return any(name in self._reached(name, set()) for name in names)

    def _reached(self, name: str, found: set[str]) -> set[str]:
        """Every definition that one refers to, directly or through others."""
        for inner in _references(self._definition({"$ref": name})):
            if inner not in found:
                found.add(inner)
                self._reached(inner, found)
        return found

    def at(self, path: Steps) -> "Grammar":
        """The grammar of what stands at a path."""
        here = self
        for step in path:
            if isinstance(step, int):
                here = here.items() or here.inside({})
            elif here.mapping() is not None:
                here = here.behind(step)
            else:
                here = here.values() or here.inside({})
        return here


def _references(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, dict):
        for key, each in part.items():
            if key == "$ref":
                yield str(each)
            else:
                yield from _references(each)


def _is_scalar(option: Schema) -> bool:
    return option.get("type") in _SCALARS or "enum" in option or "const" in option


def value_at(content: Plain, path: Steps) -> "Plain | None":
    """What stands at a path, None where nothing does."""
    here: Plain | None = content
    for step in path:
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step] if 0 <= step < len(here) else None
        else:
            return None
    return here
