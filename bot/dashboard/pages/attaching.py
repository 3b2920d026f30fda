"""Tautkan: the answer is there already, only these words did not find it."""

from urllib.parse import quote

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.filling.answers import beginning, one_line
from bot.dashboard.pages.answering import sheet_of
from bot.dashboard.pages.proposing import propose
from bot.dashboard.pages.publishing import name_of
from bot.dashboard.visit import Visit
from bot.desk.answering import topics
from bot.desk.work import DeedError, GapSheet
from bot.domain.desk import GapStatus, Right
from bot.editor import EditError, edited, examples_added

PATH = "/pertanyaan/{nomor:int}/tautkan"
MOST_CHOICES = 10


async def offer(visit: Visit) -> Response:
    """Which answer there is already."""
    return await _attach_page(visit)


async def _attach_page(visit: Visit, mistake: str = "", status: int = 200) -> Response:
    sheet = await sheet_of(visit)
    if sheet is None:
        return visit.missing()
    base = visit.desk.service.brain.base
    words = visit.query.get("cari", "").strip() or visit.form.first("cari")
    asked = words or (sheet.questions[0].question if sheet.questions else "")
    names = list(sheet.group.near) if not words else []
    names += await visit.slowly(likely, visit, asked)
    chosen = visit.form.first("niat") or visit.query.get("niat", "")
    names = list(dict.fromkeys([*filter(None, [chosen]), *names]))
    found = [base.intents[name] for name in names if name in base.intents][:MOST_CHOICES]
    written = beginning(topics(base), [q.question for q in sheet.questions], visit.today)
    return visit.page(
        "tautkan.html",
        status,
        kelompok=sheet.group,
        pilihan=found,
        dipilih=chosen,
        isi=written,
        dicentang=set(visit.form.all("contoh")) if visit.form.has("aksi") else None,
        cari=words,
        salah=mistake,
    )


def likely(visit: Visit, words: str) -> list[str]:
    """Intents by what the bot itself would think of, then by the words in their names."""
    brain = visit.desk.service.brain
    found: list[str] = []
    if words:
        for question in brain.understand(words, None).questions:
            found += [candidate.intent for candidate in question.candidates[:6]]
    wanted = words.lower().split()
    for intent in brain.base.intents.values():
        name = f"{intent.id} {intent.heading} {intent.label}".lower()
        if wanted and all(word in name for word in wanted):
            found.append(intent.id)
    return list(dict.fromkeys(found))


async def attach(visit: Visit) -> Response:
    """Say that this is the answer; ticked wordings become examples of it."""
    sheet = await sheet_of(visit)
    if sheet is None:
        return visit.missing()
    intent = visit.form.first("niat")
    if visit.form.first("aksi") == "cari":
        return visit.back(
            f"/pertanyaan/{sheet.group.id}/tautkan?cari={quote(visit.form.first('cari'))}"
        )
    if intent not in visit.desk.service.brain.base.intents:
        return await _attach_page(visit, "Pilih dulu jawaban yang cocok.", 422)
    phrases = [one_line(words) for words in visit.form.all("contoh")]
    try:
        return await _attached(visit, sheet, intent, phrases)
    except (EditError, DeedError) as error:
        return await _attach_page(visit, str(error), 422)


async def _attached(visit: Visit, sheet: GapSheet, intent: str, phrases: list[str]) -> Response:
    root = visit.desk.config.knowledge
    edits = await visit.slowly(examples_added, root, intent, phrases)
    number = sheet.group.id
    if not edits:
        await visit.done(visit.desk.work.status(number, visit.actor, GapStatus.MISMATCHED, intent))
        return visit.back(f"/pertanyaan/{number}", "Penanya akan dikabari dengan jawaban itu.")
    changes = await visit.slowly(edited, root, edits)
    name = name_of(intent, visit.desk.service.brain.base)
    summary = f"{len(edits)} cara bertanya untuk “{name}”"
    closes = GapStatus.MISMATCHED
    done = await propose(visit, changes, summary, number, intent, closes=closes)
    if isinstance(done, tuple):
        return await _attach_page(visit, done[0], 422)
    return done


DOORS = (Door(PATH, Right.WRITE, get=offer, post=attach),)
