"""What may belong to one owner only: ids, everyday names, example phrases, spellings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.knowledge import KnowledgeBase
from bot.loader import schema
from bot.loader.folder import Folder
from bot.loader.places import Place, aspects, at, below, channels, entries, neighbours
from bot.loader.problems import Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """`owner` says that `word` is its own; `space` keeps ids of different kinds apart."""

    word: str
    owner: str
    place: Place
    space: str = ""


def check_claims(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """Every word that two owners claim."""
    yield from twice(_ids(folder), "id", "Ganti salah satu id.")
    yield from twice(_names(folder), "sebutan", "Sebutan hanya boleh menunjuk satu program.")
    yield from twice(_examples(folder), "contoh", "Hapus dari salah satu tempat.")
    yield from twice(_spellings(folder), "kata", "Satu kata hanya boleh punya satu arti.")
    yield from _answered_twice(folder, base)


def twice(claims: Iterable[Claim], what: str, fix: str) -> Iterator[Problem]:
    """A problem for every word that a second owner claims."""
    first: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        earlier = first.setdefault((claim.space, _comparable(claim.word)), claim)
        if earlier.owner != claim.owner:
            document, path = earlier.place
            where = f"{document.name}, baris {document.line(*path)}"
            yield at(claim.place, f"{what} “{claim.word}” sudah dipakai di {where}.", fix)


def _comparable(words: str) -> str:
    """Capitals, spaces and a question mark make no other phrase."""
    return re.sub(r"\s+", " ", words.lower()).strip(" ?!.,")


def _ids(folder: Folder) -> Iterator[Claim]:
    """Every id. Entries and neighbours share one space: both are intents."""
    for document, of in folder.of(schema.Programme):
        yield Claim(of.id, document.name, (document, ("id",)), "program")
    for document, region in folder.of(schema.Region):
        yield Claim(region.id, document.name, (document, ("id",)), "wilayah")
    lists: tuple[tuple[type[schema.Model], str, str, str], ...] = (
        (schema.Entries, "entries", "entri", "jawaban"),
        (schema.Communities, "communities", "komunitas", "jawaban"),
        (schema.ReportingChannels, "channels", "kanal", "kanal"),
        (schema.Aspects, "aspects", "aspek", "aspek"),
        (schema.Parameters, "parameters", "parameter", "parameter"),
        (schema.Sources, "sources", "sumber", "sumber"),
        (schema.Menu, "groups", "kelompok", "kelompok"),
    )
    for model, attribute, key, space in lists:
        for document, file in folder.of(model):
            for i, part in enumerate(getattr(file, attribute)):
                yield Claim(part.id, f"{document.name} {i}", (document, (key, i, "id")), space)


def _names(folder: Folder) -> Iterator[Claim]:
    for document, of in folder.of(schema.Programme):
        for i, name in enumerate(of.names):
            yield Claim(name, of.id, (document, ("sebutan", i)))


def _examples(folder: Folder) -> Iterator[Claim]:
    for document, of in folder.of(schema.Programme):
        for aspect, phrases in of.examples.items():
            place: Place = (document, ("contoh", aspect))
            yield from _phrases(phrases, f"{of.id}/{aspect}", place)
    for place, entry in entries(folder):
        yield from _phrases(entry.examples, entry.id, below(place, "contoh"))
    for place, aspect_model in aspects(folder):
        phrases = aspect_model.phrases
        yield from _phrases(phrases, f"aspek {aspect_model.id}", below(place, "contoh"))
    for place, channel in channels(folder):
        yield from _phrases(channel.examples, f"kanal {channel.id}", below(place, "contoh"))
    for place, community in neighbours(folder):
        yield from _phrases(community.examples, community.id, below(place, "contoh"))


def _phrases(phrases: Iterable[str], owner: str, place: Place) -> Iterator[Claim]:
    for i, phrase in enumerate(phrases):
        yield Claim(phrase, owner, below(place, i))


def _spellings(folder: Folder) -> Iterator[Claim]:
    """The owner of a spelling is its meaning: said twice is no harm, said differently is."""
    for document, of in folder.of(schema.Lexicon):
        for key, words in (("jawa", of.javanese), ("singkatan", of.abbreviations)):
            for word, meaning in words.items():
                yield Claim(word, meaning.lower(), (document, (key, word)), "ejaan")
        for command, phrases in of.commands.items():
            for i, phrase in enumerate(phrases):
                yield Claim(phrase, command, (document, ("perintah", command, i)), "perintah")


def _answered_twice(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """An entry that would silently take the place of a programme's own answer."""
    ids = [(place, entry.id) for place, entry in entries(folder)]
    ids += [(place, neighbour.id) for place, neighbour in neighbours(folder)]
    for place, intent in ids:
        programme, _, aspect = intent.partition("/")
        if programme in base.programmes and aspect in base.aspects:
            what = f"“{intent}” sudah dijawab oleh program/{programme}.yaml."
            yield at(below(place, "id"), what, "Ubah bagian itu di sana, atau ganti id ini.")
