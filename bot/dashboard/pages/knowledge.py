"""Pengetahuan: what the bot knows, what needs another look first, one answer with its sources."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.filling.places import address
from bot.dashboard.visit import Visit
from bot.domain.desk import Right
from bot.domain.knowledge import Intent
from bot.domain.previewing import reply_of
from bot.domain.provenance import Provenance
from bot.domain.staleness import Lapsing, lapsing
from bot.editor import EditError, Item, items, plain_of
from bot.loader.schema import SECTION_KEYS
from bot.storage import links

PATH = "/pengetahuan"
ANSWER = f"{PATH}/jawaban"
ON_A_PAGE = 60
MOST_FOUND = 40
MOST_LAPSING = 12
FIRST = ("program", "tanya_jawab", "kanal", "parameter", "komunitas", "sumber", "pesan", "kamus")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source with the address it was read at, "" where none is known."""

    id: str
    name: str
    published: str
    href: str


async def show(visit: Visit) -> Response:
    """What needs another look, then everything by kind; or what a search finds."""
    root = visit.desk.config.knowledge
    everything = await visit.slowly(items, root)
    kind, words = visit.query.get("jenis", ""), visit.query.get("cari", "").strip()
    if kind:
        return _of_kind(visit, everything, kind)
    base = visit.desk.service.brain.base
    stale = lapsing(base, visit.today) if not words else ()
    return visit.page(
        "pengetahuan.html",
        cari=words,
        ditemukan=_found(visit, everything, words) if words else [],
        lewat=[_stale_row(one, everything) for one in stale[:MOST_LAPSING]],
        banyak_lewat=len(stale),
        rusak=await visit.done(visit.desk.writer.run(links.broken)) if not words else (),
        menunggu=await visit.slowly(visit.desk.publishing.waiting) if not words else (),
        jenis=_by_kind(everything),
    )


def _by_kind(everything: tuple[Item, ...]) -> dict[str, int]:
    """How much there is of each kind, what is edited most first."""
    counts = Counter(item.kind for item in everything)
    return {
        kind: counts[kind] for kind in (*FIRST, *sorted(set(counts) - set(FIRST))) if counts[kind]
    }


def _stale_row(one: Lapsing, everything: tuple[Item, ...]) -> tuple[Lapsing, str]:
    """What lapses, with the page where it is looked at again."""
    here = [item for item in everything if item.file == one.file]
    best = next((item for item in here if item.label == one.label), here[0] if here else None)
    return one, address(one.file, best.path if best else ())


def _found(visit: Visit, everything: tuple[Item, ...], words: str) -> list[tuple[str, str, str]]:
    """Answers that hold all the words, then other things called so: title, place, address."""
    wanted = words.lower().split()
    found: dict[str, tuple[str, str, str]] = {}
    for intent in visit.desk.service.brain.base.intents.values():
        if not intent.is_default and _holds(_text(intent), wanted):
            href = f"/dasbor{ANSWER}?niat={intent.id}"
            found[intent.id] = (intent.heading or intent.label, intent.id, href)
    for item in everything:
        if item.id not in found and _holds(f"{item.label} {item.id} {item.file}", wanted):
            href = address(item.file, item.path)
            found[href] = (item.label, item.file, href)
    return list(found.values())[:MOST_FOUND]


def _holds(text: str, wanted: list[str]) -> bool:
    text = text.lower()
    return all(word in text for word in wanted)


def _text(intent: Intent) -> str:
    section = intent.section
    lines = [item for item in section.items if isinstance(item, str)]
    return " ".join(
        (intent.id, intent.heading, intent.label, section.lead, *lines, section.closing)
    )


def _of_kind(visit: Visit, everything: tuple[Item, ...], kind: str) -> Response:
    """Everything of one kind, what has lapsed first."""
    chosen = [item for item in everything if item.kind == kind]
    if not chosen:
        return visit.missing()
    file = visit.query.get("berkas", "")
    files = Counter(item.file for item in chosen)
    if file in files:
        chosen = [item for item in chosen if item.file == file]
    chosen.sort(key=partial(_lapsed_first, visit))
    start = visit.query.get("mulai", "")
    at = int(start) if start.isdecimal() and len(start) < 9 else 0
    return visit.page(
        "pengetahuan_jenis.html",
        jenis=kind,
        nama_berkas=file if file in files else "",
        berkas_lain=sorted(files.items()) if len(files) > 1 else [],
        isi=[(each, address(each.file, each.path)) for each in chosen[at : at + ON_A_PAGE]],
        mulai=at,
        per_halaman=ON_A_PAGE,
        banyak=len(chosen),
    )


def _lapsed_first(visit: Visit, item: Item) -> bool:
    return not (item.provenance is not None and item.provenance.has_lapsed(visit.today))


async def show_answer(visit: Visit) -> Response:
    """One answer as residents read it, with where it comes from and where it is changed."""
    base = visit.desk.service.brain.base
    intent = base.intents.get(visit.query.get("niat", ""))
    if intent is None:
        return visit.missing()
    root = visit.desk.config.knowledge
    sources = await visit.slowly(_sources, visit, intent.section.provenance)
    edit = await visit.slowly(_edit_address, root, intent)
    return visit.page(
        "jawaban.html",
        niat=intent,
        tampak=visit.desk.show(reply_of(base, intent, visit.today)),
        kendala="",
        saran=(),
        sumber=sources,
        asal=intent.section.provenance,
        ubah=edit,
        contoh=intent.examples[:12],
        banyak_contoh=len(intent.examples),
    )


def _sources(visit: Visit, of: Provenance) -> list[SourceLink]:
    try:
        content = plain_of(visit.desk.config.knowledge, "sumber.yaml")
    except EditError:
        return []
    rows = content.get("sumber") if isinstance(content, dict) else None
    told = {row.get("id"): row for row in rows or () if isinstance(row, dict)}
    return [_source(name, told[name]) for name in of.sources if name in told]


def _source(name: str, row: Mapping[str, object]) -> SourceLink:
    written = str(row.get("alamat", ""))
    # "radarsemarang.jawapos.com/webtorial/..." was cut: only the site itself can be opened.
    site = written.partition("...")[0].rstrip("/")
    is_site = "." in site and " " not in site
    # Whoever may propose a source must not lead colleagues to javascript:// or data://.
    is_whole = site.lower().startswith(("https://", "http://"))
    is_site = is_site and (is_whole or "://" not in site)
    href = (site if is_whole else f"https://{site}") if is_site else ""
    return SourceLink(name, str(row.get("nama", "")), str(row.get("tanggal", "")), href)


def _edit_address(root: object, intent: Intent) -> str:
    """Where the words of an answer stand."""
    if intent.programme is not None and intent.aspect is not None:
        keys = {aspect: key for key, aspect in SECTION_KEYS.items()}
        if not intent.is_default:
            return address(intent.file, (keys[intent.aspect.id],))
    wanted = intent.aspect.id if intent.aspect is not None else intent.id
    for item in items(root):  # type: ignore[arg-type]
        if item.id == wanted and item.kind in ("tanya_jawab", "kanal", "komunitas", "aspek"):
            return address(item.file, item.path)
    return ""


DOORS = (
    Door(PATH, Right.READ, get=show),
    Door(ANSWER, Right.READ, get=show_answer),
)
