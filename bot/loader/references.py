"""Do the files fit together: references that lead nowhere, words that no longer match."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from bot.domain.emergency import EmergencyDetector, SignError
from bot.domain.knowledge import EmergencySign, KnowledgeBase
from bot.loader import schema
from bot.loader.folder import Folder
from bot.loader.places import Place, aspects, at, below, sections, values_of
from bot.loader.problems import Problem, suggestion


def check_references(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """Every reference that leads nowhere."""
    yield from _programme_files(folder, base)
    yield from _aspects(folder)
    yield from _examples(folder, base)
    yield from _see_also(folder, base)
    yield from _sources(folder, base)
    yield from _expectations(folder, base)
    yield from _lexicon(folder, base)
    yield from _emergencies(folder, base)
    yield from _menu(folder, base)


def _programme_files(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, of in folder.of(schema.Programme):
        if PurePath(document.name).stem != of.id:
            what = f"id “{of.id}” tidak sama dengan nama berkas."
            yield at((document, ("id",)), what, f"Namai berkasnya {of.id}.yaml.")
    if base.programmes and not base.aspects and not folder.promises("aspek"):
        what = "berkas ini belum ada, jadi program tidak bisa menjawab apa pun."
        yield Problem("aspek.yaml", 0, what, "Salin dari folder pengetahuan bawaan.")


def _aspects(folder: Folder) -> Iterator[Problem]:
    for place, aspect in aspects(folder):
        if schema.SECTION_KEYS.get(aspect.section) != aspect.id:
            fitting = [key for key, of in schema.SECTION_KEYS.items() if of == aspect.id]
            hint = suggestion(aspect.section, fitting or schema.SECTION_KEYS) or (
                f"Untuk aspek “{aspect.id}” tulis “{fitting[0]}”." if fitting else ""
            )
            what = f"bagian “{aspect.section}” bukan milik “{aspect.id}”."
            yield at(below(place, "bagian"), what, hint)
        for key, phrases, named in (
            ("contoh", aspect.phrases, False),
            ("contoh_dengan_nama", aspect.named_phrases, True),
        ):
            for i, phrase in enumerate(phrases):
                if ("{nama}" in phrase) != named:
                    told = "tidak memuat" if named else "memuat"
                    what = f"contoh “{phrase}” {told} {{nama}}."
                    fix = "Tambahkan {nama}." if named else "Pindahkan ke contoh_dengan_nama."
                    yield at(below(place, key, i), what, fix)


def _examples(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """A programme's examples of an aspect that nothing answers."""
    for document, of in folder.of(schema.Programme):
        for key in of.examples:
            if base.aspects and f"{of.id}/{key}" not in base.intents and not folder.promises(key):
                known = [aspect for aspect in base.aspects if f"{of.id}/{aspect}" in base.intents]
                hint = suggestion(key, known) or "Tulis dulu bagiannya, atau hapus contohnya."
                yield at((document, ("contoh", key)), f"tidak ada jawaban untuk “{key}”.", hint)


def _see_also(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for place, part, _ in sections(folder):
        for i, target in enumerate(part.see_also):
            if _is_unknown(folder, target, base.intents):
                hint = suggestion(target, base.intents) or "Periksa ejaannya, atau hapus."
                what = f"“lihat” menunjuk “{target}” yang tidak ada."
                yield at(below(place, "lihat", i), what, hint)


def _sources(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """A source that is not in sumber.yaml; only where the base keeps such a list."""
    for document, model in folder.models:
        if not base.sources or isinstance(model, schema.Sources):
            continue
        for path, listed in values_of("sumber", document.content):
            for i, source in enumerate(listed if isinstance(listed, list) else []):
                if _is_unknown(folder, str(source), base.sources):
                    hint = suggestion(str(source), base.sources) or "Tambahkan di sumber.yaml."
                    what = f"sumber “{source}” tidak ada di daftar."
                    yield at((document, (*path, i)), what, hint)


def _expectations(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, file in folder.of(schema.Expectations):
        for i, question in enumerate(file.questions):
            place: Place = (document, ("pertanyaan", i))
            target = question.intent or question.never
            if target is None or (question.intent and question.never):
                fix = "Contoh: niat: pkh/jadwal."
                yield at(place, "pertanyaan ini butuh “niat” atau “bukan”, salah satu.", fix)
            elif _is_unknown(folder, target, base.intents):
                yield _unknown(place, "niat", target, base.intents)


def _lexicon(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, of in folder.of(schema.Lexicon):
        for key, words in (("singkatan", of.abbreviations), ("jawa", of.javanese)):
            for word in words:
                if word.lower() in base.lexicon.protected:
                    what = f"“{word}” ada di “lindungi”, jadi tidak boleh diganti."
                    yield at((document, (key, word)), what, "Hapus salah satu.")


def _emergencies(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    mistakes = _misread(base.emergencies)
    for document, of in folder.of(schema.Lexicon):
        for i, sign in enumerate(of.emergencies):
            place: Place = (document, ("darurat", i))
            if _is_unknown(folder, sign.intent, base.intents):
                yield _unknown(below(place, "niat"), "niat", sign.intent, base.intents)
            for key, written in (("tanda", sign.signs), ("kecuali", sign.unless)):
                for j, text in enumerate(written):
                    if mistake := mistakes.pop(text.strip(), ""):
                        yield at(below(place, key, j), mistake, "Lihat contoh di sekitarnya.")


def _misread(entries: Sequence[EmergencySign]) -> dict[str, str]:
    """Every sign that cannot be read, and what is wrong with it.

    The reader stops at the first: each is taken out and the others are read again.
    """
    found: dict[str, str] = {}
    while mistake := _first_misread(entries):
        texts = {text.strip() for of in entries for text in (*of.signs, *of.unless)}
        spoilt = next((text for text in texts if f"“{text}”" in mistake), None)
        if spoilt is None:
            break
        found[spoilt] = mistake
        if "=" in spoilt:  # without this list all that name it would be unreadable too
            break
        entries = [
            replace(
                of,
                signs=tuple(text for text in of.signs if text.strip() != spoilt),
                unless=tuple(text for text in of.unless if text.strip() != spoilt),
            )
            for of in entries
        ]
    return found


def _first_misread(signs: Iterable[EmergencySign]) -> str:
    """What is wrong with the first sign that cannot be read, or an empty text."""
    try:
        EmergencyDetector(signs, {})
    except SignError as error:
        return str(error)
    return ""


def _menu(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    for document, of in folder.of(schema.Menu):
        for i, group in enumerate(of.groups):
            for j, programme in enumerate(group.programmes):
                if _is_unknown(folder, programme, base.programmes):
                    place: Place = (document, ("kelompok", i, "program", j))
                    yield _unknown(place, "program", programme, base.programmes)
        for key, intents in (("cek", of.check), ("lapor", of.report), ("info", of.info)):
            for i, intent in enumerate(intents):
                if _is_unknown(folder, intent, base.intents):
                    yield _unknown((document, (key, i)), "jawaban", intent, base.intents)


def _is_unknown(folder: Folder, target: str, known: Container[str]) -> bool:
    return target not in known and not folder.promises(target)


def _unknown(place: Place, what: str, target: str, known: Iterable[str]) -> Problem:
    hint = suggestion(target, known) or "Periksa ejaannya."
    return at(place, f"{what} “{target}” tidak ada.", hint)
