"""Do the files fit together: ids, references, sources, names that two entries claim."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from bot.domain.knowledge import KnowledgeBase
from bot.loader import schema
from bot.loader.folder import Folder
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document, Steps

Place = tuple[Document, Steps]


def check_references(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """Every mistake that shows only when the files are seen together."""
    yield from _programme_files(folder)
    yield from _twice(_ids(folder), "id", "Ganti salah satu id.")
    yield from _twice(_names(folder), "sebutan", "Sebutan hanya boleh menunjuk satu program.")
    yield from _twice(_examples(folder), "contoh", "Hapus dari salah satu tempat.")
    yield from _aspects(folder, base)
    yield from _see_also(folder, base.intents)
    yield from _sources(folder, base)
    yield from _expectations(folder, base)
    yield from _lexicon(folder, base)
    yield from _menu(folder, base)


def sections(folder: Folder) -> Iterator[tuple[Document, Steps, schema.Section, schema.Sourced]]:
    """Every section of the base: its file, its path, itself, the header it takes defaults from."""
    for document, of in folder.of(schema.Programme):
        for key, aspect in schema.SECTION_KEYS.items():
            part = getattr(of, aspect)
            if part is not None:
                yield document, (key,), part, of
    for document, file in folder.of(schema.Entries):
        for i, entry in enumerate(file.entries):
            yield document, ("entri", i), entry, entry
    for document, aspects in folder.of(schema.Aspects):
        for i, aspect_model in enumerate(aspects.aspects):
            if aspect_model.default:
                default = aspect_model.default
                yield document, ("aspek", i, "bawaan"), default, default


def _programme_files(folder: Folder) -> Iterator[Problem]:
    for document, of in folder.of(schema.Programme):
        if PurePath(document.name).stem != of.id:
            yield Problem(
                document.name,
                document.line("id"),
                f"id “{of.id}” tidak sama dengan nama berkas.",
                f"Namai berkasnya {of.id}.yaml.",
            )


def _ids(folder: Folder) -> Iterator[tuple[str, str, Place]]:
    """Every id, with the owner it stands for."""
    for document, of in folder.of(schema.Programme):
        yield of.id, document.name, (document, ("id",))
    lists: tuple[tuple[type[schema.Model], str, str], ...] = (
        (schema.Entries, "entries", "entri"),
        (schema.ReportingChannels, "channels", "kanal"),
        (schema.Communities, "communities", "komunitas"),
        (schema.Aspects, "aspects", "aspek"),
        (schema.Parameters, "parameters", "parameter"),
        (schema.Sources, "sources", "sumber"),
    )
    for model, attribute, key in lists:
        # Entries and neighbours share one space of ids: both are intents.
        space = "" if key in ("entri", "komunitas") else f"{key} "
        for document, file in folder.of(model):
            for i, part in enumerate(getattr(file, attribute)):
                place = (document, (key, i, "id"))
                yield f"{space}{part.id}", f"{document.name} {i}", place


def _names(folder: Folder) -> Iterator[tuple[str, str, Place]]:
    for document, of in folder.of(schema.Programme):
        for i, name in enumerate(of.names):
            yield name.lower(), of.id, (document, ("sebutan", i))


def _examples(folder: Folder) -> Iterator[tuple[str, str, Place]]:
    for document, of in folder.of(schema.Programme):
        for aspect, phrases in of.examples.items():
            for i, phrase in enumerate(phrases):
                place = (document, ("contoh", aspect, i))
                yield phrase.lower(), f"{of.id}/{aspect}", place
    for document, file in folder.of(schema.Entries):
        for i, entry in enumerate(file.entries):
            for j, phrase in enumerate(entry.examples):
                yield phrase.lower(), entry.id, (document, ("entri", i, "contoh", j))
    for document, aspects in folder.of(schema.Aspects):
        for i, aspect_model in enumerate(aspects.aspects):
            for j, phrase in enumerate(aspect_model.phrases):
                place = (document, ("aspek", i, "contoh", j))
                yield phrase.lower(), f"aspek {aspect_model.id}", place


def _twice(found: Iterable[tuple[str, str, Place]], what: str, fix: str) -> Iterator[Problem]:
    """A word that two owners claim."""
    seen: dict[str, tuple[str, Place]] = {}
    for word, owner, place in found:
        if word not in seen:
            seen[word] = (owner, place)
        elif seen[word][0] != owner:
            first, steps = seen[word][1]
            where = f"{first.name}, baris {first.line(*steps)}"
            yield at(
                place,
                f"{what} “{word.split(' ')[-1] if what == 'id' else word}” "
                f"sudah dipakai di {where}.",
                fix,
            )


def _aspects(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, file in folder.of(schema.Aspects):
        for i, aspect in enumerate(file.aspects):
            if schema.SECTION_KEYS.get(aspect.section) != aspect.id:
                fitting = [k for k, v in schema.SECTION_KEYS.items() if v == aspect.id]
                hint = suggestion(aspect.section, schema.SECTION_KEYS) or (
                    f"Untuk aspek “{aspect.id}” tulis “{fitting[0]}”." if fitting else ""
                )
                where = (document, ("aspek", i, "bagian"))
                yield at(where, f"bagian “{aspect.section}” bukan milik “{aspect.id}”.", hint)
            for j, phrase in enumerate(aspect.named_phrases):
                if "{nama}" not in phrase:
                    place = (document, ("aspek", i, "contoh_dengan_nama", j))
                    yield at(place, f"contoh “{phrase}” tidak memuat {{nama}}.", "Tambahkan.")
    for document, of in folder.of(schema.Programme):
        for key in of.examples:
            if base.aspects and f"{of.id}/{key}" not in base.intents:
                hint = (
                    suggestion(key, base.aspects) or "Tulis dulu bagiannya, atau hapus contohnya."
                )
                yield at((document, ("contoh", key)), f"tidak ada jawaban untuk “{key}”.", hint)


def _see_also(folder: Folder, intents: Iterable[str]) -> Iterator[Problem]:
    known = set(intents)
    for document, path, part, _ in sections(folder):
        for i, target in enumerate(part.see_also):
            if target not in known:
                hint = suggestion(target, known) or "Periksa ejaannya, atau hapus."
                place = (document, (*path, "lihat", i))
                yield at(place, f"“lihat” menunjuk “{target}” yang tidak ada.", hint)


def _sources(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """A source that is not in sumber.yaml; only where the base keeps such a list."""
    if not base.sources:
        return
    for document, model in folder.models:
        for path, words in texts(document.content):
            if "sumber" in path and isinstance(path[-1], int) and document.name != "sumber.yaml":
                if words not in base.sources:
                    hint = suggestion(words, base.sources) or "Tambahkan di sumber.yaml."
                    yield at((document, path), f"sumber “{words}” tidak ada di daftar.", hint)


def _expectations(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, file in folder.of(schema.Expectations):
        for i, question in enumerate(file.questions):
            place: Place = (document, ("pertanyaan", i))
            target = question.intent or question.never
            if target is None or (question.intent and question.never):
                yield at(place, "pertanyaan ini butuh “niat” atau “bukan”, salah satu.", "")
            elif target not in base.intents:
                hint = suggestion(target, base.intents) or "Periksa ejaannya."
                yield at(place, f"niat “{target}” tidak ada.", hint)


def _lexicon(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, of in folder.of(schema.Lexicon):
        for key, words in (("singkatan", of.abbreviations), ("jawa", of.javanese)):
            for word in words:
                if word.lower() in base.lexicon.protected:
                    what = f"“{word}” dilindungi di lindungi, jadi tidak boleh diganti."
                    yield at((document, (key, word)), what, "Hapus salah satu.")
        for i, sign in enumerate(of.emergencies):
            if sign.intent not in base.intents:
                hint = suggestion(sign.intent, base.intents) or "Tulis dulu jawabannya."
                yield at((document, ("darurat", i)), f"niat “{sign.intent}” tidak ada.", hint)


def _menu(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, of in folder.of(schema.Menu):
        for i, group in enumerate(of.groups):
            for j, programme in enumerate(group.programmes):
                if programme not in base.programmes:
                    hint = suggestion(programme, base.programmes) or "Periksa ejaannya."
                    place = (document, ("kelompok", i, "program", j))
                    yield at(place, f"program “{programme}” tidak ada.", hint)
        for key, intents in base.menu.intents.items():
            for i, intent in enumerate(intents):
                if intent not in base.intents:
                    hint = suggestion(intent, base.intents) or "Periksa ejaannya."
                    yield at((document, (key, i)), f"“{intent}” tidak ada.", hint)


def texts(content: object, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every text below `content`, with its path."""
    if isinstance(content, dict):
        for key, part in content.items():
            yield from texts(part, (*path, key))
    elif isinstance(content, list):
        for i, part in enumerate(content):
            yield from texts(part, (*path, i))
    elif isinstance(content, str):
        yield path, content


def at(place: Place, what: str, fix: str) -> Problem:
    """A problem at a place in a file."""
    document, path = place
    return Problem(document.name, document.line(*path), what, fix)
