"""Where in the files things stand: every section, every sourced fact, every word that is read."""

from collections.abc import Iterator
from typing import TypeAlias

from bot.loader import schema
from bot.loader.folder import Folder
from bot.loader.problems import Problem
from bot.loader.reading import Document, Steps

Place = tuple[Document, Steps]
# A part with its place, and the header of its file, which fills in what the part leaves out.
Fact: TypeAlias = tuple[Place, schema.Sourced, schema.Sourced]
Part: TypeAlias = tuple[Place, schema.Section, schema.Sourced]


def at(place: Place, what: str, fix: str) -> Problem:
    """A problem at a place in a file."""
    document, path = place
    return Problem(document.name, document.line(*path), what, fix)


def below(place: Place, *steps: str | int) -> Place:
    """A place further inside."""
    document, path = place
    return document, (*path, *steps)


def entries(folder: Folder) -> Iterator[tuple[Place, schema.Entry]]:
    """Every entry of tanya_jawab/."""
    for document, file in folder.of(schema.Entries):
        for i, entry in enumerate(file.entries):
            yield (document, ("entri", i)), entry


def aspects(folder: Folder) -> Iterator[tuple[Place, schema.Aspect]]:
    """Every aspect of aspek.yaml."""
    for document, file in folder.of(schema.Aspects):
        for i, aspect in enumerate(file.aspects):
            yield (document, ("aspek", i)), aspect


def channels(folder: Folder) -> Iterator[tuple[Place, schema.ReportingChannel]]:
    """Every complaint channel of pengaduan/."""
    for document, file in folder.of(schema.ReportingChannels):
        for i, channel in enumerate(file.channels):
            yield (document, ("kanal", i)), channel


def neighbours(folder: Folder) -> Iterator[tuple[Place, schema.Community]]:
    """Everybody in komunitas/."""
    for document, file in folder.of(schema.Communities):
        for i, community in enumerate(file.communities):
            yield (document, ("komunitas", i)), community


def sections(folder: Folder) -> Iterator[Part]:
    """Every section of the base."""
    for document, of in folder.of(schema.Programme):
        for key, aspect in schema.SECTION_KEYS.items():
            part = getattr(of, aspect)
            if part is not None:
                yield (document, (key,)), part, of
    for place, entry in entries(folder):
        yield place, entry, entry
    for place, aspect_model in aspects(folder):
        if aspect_model.default:
            yield below(place, "bawaan"), aspect_model.default, aspect_model.default


def facts(folder: Folder) -> Iterator[Fact]:
    """Every part that is a fact whatever it says: it needs a source, a date and a confidence."""
    for place, channel in channels(folder):
        yield place, channel, channel
    for place, community in neighbours(folder):
        yield place, community, community
    for document, file in folder.of(schema.Parameters):
        for i, parameter in enumerate(file.parameters):
            yield (document, ("parameter", i)), parameter, parameter
    for document, region in folder.of(schema.Region):
        for i, row in enumerate(region.rows):
            yield (document, ("baris", i)), row, region
    for document, city in folder.of(schema.City):
        yield (document, ()), city, city


def filled_words(folder: Folder) -> Iterator[tuple[Place, str]]:
    """Every text that residents read and in which {kanal...} and {parameter...} are filled in."""
    for place, part, _ in sections(folder):
        yield below(place, "jawaban"), part.lead
        yield below(place, "lanjut"), part.closing or ""
        for i, item in enumerate(part.items):
            yield below(place, "butir", i), item.text or ""
    for place, channel in channels(folder):
        for key in ("purpose", "prepare", "timing", "anonymity", "note"):
            yield below(place, _written(channel, key)), getattr(channel, key) or ""
    for place, community in neighbours(folder):
        for key in ("helps_with", "how", "note"):
            yield below(place, _written(community, key)), getattr(community, key) or ""


def plain_words(folder: Folder) -> Iterator[tuple[Place, str]]:
    """Every other text that residents read: names, headings, amounts. Nothing is filled in."""
    for place, model, keys in _named(folder):
        for key in keys:
            yield below(place, _written(model, key)), getattr(model, key) or ""


def _named(folder: Folder) -> Iterator[tuple[Place, schema.Model, tuple[str, ...]]]:
    for document, of in folder.of(schema.Programme):
        yield (document, ()), of, ("official_name", "short_name", "ask")
    for place, part, _ in sections(folder):
        for i, item in enumerate(part.items):
            yield below(place, "butir", i), item, ("name", "unit", "period", "note")
    for place, entry in entries(folder):
        yield place, entry, ("label",)
    for place, aspect in aspects(folder):
        yield place, aspect, ("label", "title")
    for place, channel in channels(folder):
        yield place, channel, ("name",)
    for place, neighbour in neighbours(folder):
        yield place, neighbour, ("name",)


def _written(of: schema.Model, key: str) -> str:
    """The key of the file, in Indonesian."""
    return type(of).model_fields[key].alias or key


def values_of(key: str, content: object, path: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Every value of a key, however deep it stands, with its path."""
    if isinstance(content, dict):
        for name, part in content.items():
            if name == key:
                yield (*path, name), part
            elif not isinstance(part, str):
                yield from values_of(key, part, (*path, name))
    elif isinstance(content, list):
        for i, part in enumerate(content):
            if not isinstance(part, str):
                yield from values_of(key, part, (*path, i))
