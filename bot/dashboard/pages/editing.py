"""Ubah: any place of the knowledge as a form, from a programme down to one word of the slang."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

from starlette.responses import Response

from bot.dashboard.doors import Door
from bot.dashboard.filling.fields import (
    SPARE_ROWS,
    Field,
    Shape,
    as_mapping,
    fields_of,
    rows_of,
)
from bot.dashboard.filling.places import PATH, Place, address, grammar_of, place_in
from bot.dashboard.filling.reading import (
    Filled,
    NotTakenError,
    as_written,
    filled,
    row_count,
)
from bot.dashboard.filling.windows import KEY, Slice, Window, put_back, sliced
from bot.dashboard.pages.answering import advice
from bot.dashboard.pages.proposing import propose
from bot.dashboard.visit import Visit
from bot.desk.previewing import NoPreviewError, preview
from bot.domain.desk import Right
from bot.editor import Edit, EditError, edited, plain_of
from bot.editor.nodes import parsed
from bot.loader.reading import Plain

MORE_ROWS = 4


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the form comes back: mistakes by field, problems of the whole, news."""

    mistakes: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    news: str = ""
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """The form as it comes back; without `fields` it shows what stands in the file."""

    trouble: Trouble = Trouble()
    fields: tuple[Field, ...] | None = None
    status: int = 200


FRESH = Again()
CONFLICT = Trouble(
    news="Bagian ini baru saja diubah orang lain. Isian Anda masih ada di bawah: "
    "periksa sekali lagi, lalu simpan.",
    is_conflict=True,
)


async def show(visit: Visit) -> Response:
    """The form of a place."""
    place = await _place(visit, visit.query.get)
    return _page(visit, place) if place else visit.missing()


async def _place(visit: Visit, told: Callable[[str], str | None]) -> Place | None:
    """The place an address or a form names; None where there is none."""
    file, letak, proposal = (told(name) or "" for name in ("berkas", "letak", "usulan"))
    if key := told("kunci"):
        letak = f"{letak}/{quote(key, safe='')}"
    if grammar_of(file) is None:
        return None
    try:
        stored = await visit.slowly(plain_of, visit.desk.config.knowledge, file)
    except EditError:
        return None
    content = stored
    if proposal.isdecimal() and len(proposal) < 16:
        found = await visit.slowly(visit.desk.publishing.get, int(proposal))
        texts = [c.after for c in found.changes if c.name == file and c.after] if found else []
        content = parsed(file, texts[0]).plain() if texts else stored
    return place_in(content, stored, file, letak, proposal)


def _page(visit: Visit, place: Place, again: Again = FRESH) -> Response:
    start = visit.query.get("mulai") or visit.form.first("mulai")
    window = Window(int(start) if start.isdecimal() else 0, visit.query.get("cari", "").strip())
    part: Slice | None = None
    fields = again.fields
    if fields is None:
        fields, part = _fields(place, window)
    asal = visit.form.first("asal")
    return visit.page(
        "isi.html",
        again.status,
        tempat=place,
        bidang=[f for f in fields if f.shape is not Shape.PART],
        bagian=[
            (f, address(place.file, (*place.path, f.key))) for f in fields if f.shape is Shape.PART
        ],
        potongan=part,
        cari=window.search,
        masalah=again.trouble,
        asal=place.mark if again.trouble.is_conflict or not asal else asal,
        bisa_hapus=bool(place.path) and place.value is not None,
        alamat=lambda **more: f"/dasbor{PATH}?{urlencode(place.query | more)}",
        **_look(visit, place, place.value),
    )


def _fields(place: Place, window: Window) -> tuple[tuple[Field, ...], Slice | None]:
    if place.has_fields:
        return fields_of(place.grammar, place.value), None
    if place.is_shelf:
        return (), None
    part = sliced(place.grammar, place.value, window)
    return (part.field,), part


def _look(visit: Visit, place: Place, value: "Plain | None") -> dict[str, object]:
    """Preview and hints, where the place is something people are answered with."""
    shown, trouble, is_answer = None, "", True
    try:
        base = visit.desk.service.brain.base
        reply = preview(base, place.file, place.path, value or {}, visit.today)
        shown, is_answer = (visit.desk.show(reply) if reply else None), reply is not None
    except NoPreviewError as error:
        trouble = str(error)
    hints = advice(visit, value) if is_answer and value else ()
    return {"tampak": shown, "kendala": trouble, "saran": hints, "ada_pratinjau": is_answer}


async def show_preview(visit: Visit) -> Response:
    """Only the preview, for htmx as somebody types."""
    place = await _place(visit, visit.form.first)
    if place is None or not place.has_fields:
        return visit.missing()
    return visit.part("pratinjau.html", **_look(visit, place, _filled(place, visit).value))


def _filled(place: Place, visit: Visit) -> Filled:
    return filled(place.grammar, place.value, visit.form, place.shown_keys())


async def take(visit: Visit) -> Response:
    """Show once more, or propose what was filled in."""
    place = await _place(visit, visit.form.first)
    if place is None:
        return visit.missing()
    deed, _, key = visit.form.first("aksi").partition(":")
    short = {"hapus": _delete, "masih_benar": _confirm}.get(deed)
    if short is not None or not place.has_fields:
        return await (short or _take_slice)(visit, place)
    found = _filled(place, visit)
    shown = replace(place, value=found.value)
    fields = tuple(_kept(each, found, visit) for each in fields_of(place.grammar, found.value))
    if deed in ("tambah", "tabel"):
        fields = tuple(_longer(each, shown) if each.key == key else each for each in fields)
        return _page(visit, shown, Again(fields=fields))
    if deed == "lihat" or found.mistakes:
        status = 422 if found.mistakes else 200
        return _page(visit, shown, Again(Trouble(found.mistakes), fields, status))
    value = as_written(place.grammar, place.value, found.value)
    return await _proposal(visit, place, value, fields)


def _kept(each: Field, found: Filled, visit: Visit) -> Field:
    """A field with a mistake shows what was typed, not what could be read of it."""
    if each.key not in found.mistakes or each.shape in (Shape.TABLE, Shape.PAIRS, Shape.PART):
        return each
    return replace(each, value=visit.form.raw(each.key))


def _longer(each: Field, place: Place) -> Field:
    """A table with more empty rows; lines of words become one."""
    value = place.value.get(each.key) if isinstance(place.value, dict) else None
    rows = rows_of(place.grammar.behind(each.key), value, SPARE_ROWS + MORE_ROWS)
    shape = Shape.TABLE if each.shape is Shape.LINES else each.shape
    return replace(each, shape=shape, rows=tuple(rows), may_be_table=False)


async def _take_slice(visit: Visit, place: Place) -> Response:
    try:
        value = put_back(place.grammar, place.value, visit.form)
    except NotTakenError as error:
        typed = _as_typed(sliced(place.grammar, place.value, Window()).field, visit)
        return _page(visit, place, Again(Trouble({KEY: str(error)}), (typed,), 422))
    return await _proposal(visit, place, value, None)


def _as_typed(each: Field, visit: Visit) -> Field:
    if each.shape not in (Shape.TABLE, Shape.PAIRS):
        return replace(each, value=visit.form.raw(KEY))
    rows = tuple(
        tuple(replace(c, value=visit.form.first(f"{KEY}.{n}.{c.key}")) for c in each.rows[-1])
        for n in range(row_count(visit.form, KEY))
    )
    return replace(each, rows=rows)


async def _proposal(
    visit: Visit, place: Place, value: "Plain | None", fields: tuple[Field, ...] | None
) -> Response:
    """Propose a new value for a place, unless somebody else has changed it meanwhile."""
    shown = replace(place, value=value) if value is not None else place
    if visit.form.first("asal") != place.mark:
        return _page(visit, shown, Again(CONFLICT, fields, 409))
    edit = Edit(place.file, place.path, value)
    verb = "Ubah" if place.value is not None else "Tambah"
    return await _sent(visit, shown, edit, verb, fields)


async def _confirm(visit: Visit, place: Place) -> Response:
    """Looked at again and still right: only the day of the last look changes."""
    value = dict(as_mapping(place.grammar, place.value))
    value["dicek_terakhir"] = visit.today.isoformat()
    until = value.get("berlaku_sampai")
    if isinstance(until, str) and until < visit.today.isoformat():
        words = "Tanggal ini sudah lewat. Tulis sampai kapan jawabannya berlaku."
        return _page(visit, place, Again(Trouble({"berlaku_sampai": words}), status=422))
    edit = Edit(place.file, place.path, value)
    return await _sent(visit, place, edit, "Masih benar:", None)


async def _delete(visit: Visit, place: Place) -> Response:
    if not visit.form.has("yakin"):
        words = "Centang dulu bahwa Anda yakin menghapusnya."
        return _page(visit, place, Again(Trouble(news=words), status=422))
    return await _sent(visit, place, Edit(place.file, place.path, None), "Hapus", None)


async def _sent(
    visit: Visit, place: Place, edit: Edit, verb: str, fields: tuple[Field, ...] | None
) -> Response:
    try:
        changes = await visit.slowly(edited, visit.desk.config.knowledge, [edit])
    except EditError as error:
        return _page(visit, place, Again(Trouble(problems=(str(error),)), fields, 422))
    if not changes:
        return _page(visit, place, Again(Trouble(news="Belum ada yang Anda ubah."), fields))
    done = await propose(visit, changes, f"{verb} {place.name} ({place.file})")
    if isinstance(done, tuple):
        return _page(visit, place, Again(Trouble(problems=done), fields, 422))
    return done


DOORS = (
    Door(PATH, Right.READ, get=show),
    Door(PATH, Right.WRITE, post=take),
    Door(f"{PATH}/pratinjau", Right.WRITE, post=show_preview),
)
