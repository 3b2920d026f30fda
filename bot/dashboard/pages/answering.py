"""Jawab: from a group of questions to a new answer, seen on every channel as it is written."""

from dataclasses import replace

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.filling.answers import (
    Written,
    beginning,
    checked,
    from_entry,
    from_form,
    new_source,
    one_line,
)
from bot.dashboard.filling.grammar import value_at
from bot.dashboard.pages.proposing import propose
from bot.dashboard.visit import Visit
from bot.desk.answering import FOLDER, edits_for, topics
from bot.desk.previewing import NoPreviewError, preview
from bot.desk.work import GapSheet
from bot.domain.desk import Right
from bot.domain.previewing import Shown
from bot.domain.publishing import Publication
from bot.domain.readability import Hint, hints
from bot.editor import EditError, edited
from bot.editor.nodes import parsed
from bot.loader.reading import Plain

NEW = "/pengetahuan/baru"


async def begin(visit: Visit) -> Response:
    """The form, filled in as far as we know; that of an earlier proposal with its words."""
    sheet = await sheet_of(visit)
    if sheet is None and "nomor" in visit.path:
        return visit.missing()
    written = _beginning(visit, sheet)
    before = visit.query.get("usulan", "")
    if before.isdecimal() and len(before) < 16:
        found = await visit.slowly(visit.desk.publishing.get, int(before))
        written = _proposed_before(found, written) if found else written
    elif sheet and sheet.group.draft:
        written = replace(written, lead=sheet.group.draft)
    return _form(visit, sheet, written)


async def take(visit: Visit) -> Response:
    """Show, keep or propose what was written; the words come back when something is missing."""
    sheet = await sheet_of(visit)
    if sheet is None and "nomor" in visit.path:
        return visit.missing()
    written = from_form(visit.form, _beginning(visit, sheet))
    match visit.form.first("aksi"):
        case "simpan" if sheet:
            return await _keep_draft(visit, sheet, written)
        case "usul":
            return await _propose(visit, sheet, written)
    return _form(visit, sheet, written)


async def show_preview(visit: Visit) -> Response:
    """Only the preview, for htmx as somebody types."""
    written = from_form(visit.form, Written())
    return visit.part("pratinjau.html", **look(visit, _entry(written), written.lead))


def look(visit: Visit, entry: Plain, words: str, place: str = "") -> dict[str, object]:
    """Preview and hints of what is written so far, for the template."""
    shown: Shown | None = None
    trouble = ""
    try:
        base = visit.desk.service.brain.base
        reply = preview(base, place or f"{FOLDER}/x.yaml", ("entri", 0), entry, visit.today)
        shown = visit.desk.show(reply) if reply and words else None
    except NoPreviewError as error:
        trouble = str(error)
    return {"tampak": shown, "kendala": trouble, "saran": advice(visit, entry)}


def advice(visit: Visit, entry: Plain) -> tuple[Hint, ...]:
    """What would make the words easier to read."""
    held = entry if isinstance(entry, dict) else {"jawaban": entry}
    parts: list[str] = []
    for key in ("jawaban", "butir", "lanjut"):
        value = held.get(key, "")
        parts += [v for v in value if isinstance(v, str)] if isinstance(value, list) else [value]  # type: ignore[list-item]
    text = "\n".join(part for part in parts if part)
    return hints(text, visit.desk.service.brain.base.lexicon.plain_words)


def _entry(written: Written) -> Plain:
    """What is written, as an entry that can be shown whatever is still missing."""
    lines: dict[str, Plain] = {
        "id": "umum/pratinjau",
        "judul": written.title[:40],
        "contoh": ["x"],
        "jawaban": one_line(written.lead) or "…",
        "butir": list(written.item_lines),
        "lanjut": one_line(written.closing),
        "keyakinan": written.confidence,
        "dicek_terakhir": written.reviewed_on,
    }
    return {key: value for key, value in lines.items() if value}


async def sheet_of(visit: Visit) -> GapSheet | None:
    """The group the address names; None without one."""
    if "nomor" not in visit.path:
        return None
    return await visit.done(visit.desk.work.sheet(visit.path["nomor"]))


def _beginning(visit: Visit, sheet: GapSheet | None) -> Written:
    base = visit.desk.service.brain.base
    asked = [question.question for question in sheet.questions] if sheet else []
    begun = beginning(topics(base), asked, visit.today)
    owner = (sheet.group.office if sheet else "") or visit.account.office
    near = [
        base.intents[name].file
        for name in (sheet.group.near if sheet else ())
        if name in base.intents
    ]
    files = {topic.file for topic in topics(base)}
    file = next((name for name in near if name in files), begun.file)
    return replace(begun, owner=owner, file=file)


def _proposed_before(found: Publication, begun: Written) -> Written:
    for change in found.changes:
        content = parsed(change.name, change.after).plain()
        entries = value_at(content, ("entri",))
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and entry.get("id") == found.intent:
                return from_entry(entry, change.name, begun)
    return begun


def _form(
    visit: Visit,
    sheet: GapSheet | None,
    written: Written,
    *,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    base = visit.desk.service.brain.base
    here = f"/pertanyaan/{sheet.group.id}/jawab" if sheet else NEW
    return visit.page(
        "jawab.html",
        status,
        kelompok=sheet.group if sheet else None,
        isi=written,
        topik=topics(base),
        sumber=tuple(base.sources.values()),
        kantor=offices(visit),
        kanal=tuple(base.channels.values()),
        sini_saja=here,
        usulan=visit.query.get("usulan") or visit.form.first("usulan"),
        masalah=problems,
        **look(visit, _entry(written), written.lead),
    )


def offices(visit: Visit) -> list[str]:
    """Who keeps answers already, to suggest instead of being typed."""
    base = visit.desk.service.brain.base
    held = {intent.section.provenance.owner for intent in base.intents.values()}
    held |= {agency for each in base.programmes.values() for agency in each.agencies[-1:]}
    return sorted((held | {visit.account.office}) - {""})


async def _keep_draft(visit: Visit, sheet: GapSheet, written: Written) -> Response:
    await visit.done(visit.desk.work.draft(sheet.group.id, visit.actor, written.lead))
    words = "Jawabannya disimpan sebagai konsep. Isian yang lain belum disimpan."
    return visit.back(f"/pertanyaan/{sheet.group.id}", words)


async def _propose(visit: Visit, sheet: GapSheet | None, written: Written) -> Response:
    base, root = visit.desk.service.brain.base, visit.desk.config.knowledge
    written, answer = checked(written, topics(base), base.sources, visit.today)
    if answer is None:
        return _form(visit, sheet, written, status=422)
    try:
        intent, edits = await visit.slowly(edits_for, root, base, answer, new_source(written))
        changes = await visit.slowly(edited, root, edits)
    except EditError as error:
        return _form(visit, sheet, written, problems=(str(error),), status=422)
    summary = f"Jawaban baru: {answer.title}"
    done = await propose(visit, changes, summary, sheet.group.id if sheet else None, intent)
    if isinstance(done, tuple):
        return _form(visit, sheet, written, problems=done, status=422)
    return done


ONE = "/pertanyaan/{nomor:int}"
DOORS = (
    Door(f"{ONE}/jawab", Right.WRITE, get=begin, post=take),
    Door(NEW, Right.WRITE, get=begin, post=take),
    Door("/pengetahuan/pratinjau", Right.WRITE, post=show_preview),
)
