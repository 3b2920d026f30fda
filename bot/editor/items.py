"""Everything in the knowledge folder that can be edited: where it stands and what it is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath

from bot.domain.provenance import Confidence, Provenance
from bot.editor.editing import Edit
from bot.editor.nodes import EditError
from bot.loader import schema
from bot.loader.reading import Plain, Steps, read

Mapping = dict[str, Plain]
_KINDS = {  # folder or file -> what its items are called
    "program": "program",
    "tanya_jawab": "tanya_jawab",
    "pengaduan": "kanal",
    "komunitas": "komunitas",
    "indikator": "indikator",
    "kamus": "kamus",
    "periksa": "periksa",
    "aspek.yaml": "aspek",
    "fakta.yaml": "fakta",
    "parameter.yaml": "parameter",
    "sumber.yaml": "sumber",
    "kota.yaml": "kota",
    "menu.yaml": "menu",
    schema.SENTENCES: "pesan",
}
_WHOLE = frozenset({"program", "kota", "menu"})  # one item a file
_BY_KEY = frozenset({"pesan", "kamus"})  # one item for each key of the file
_NAMES = ("judul", "nama_pendek", "nama_resmi", "nama", "label", "periode", "wilayah", "niat")
_NAMES_LAST = ("teks", "tanya", "jawaban")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an admin edits: an entry, a programme, a parameter, a sentence of the bot.

    `id` is the intent for what answers, else what the file calls it; "" where it has no name.
    `line` is where it begins. `provenance` is None where the part tells no source of its own.
    """

    kind: str
    file: str
    path: Steps
    id: str
    label: str
    line: int
    provenance: Provenance | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """The list of examples of an intent: its file, and the path whether it is there or not."""

    file: str
    path: Steps
    length: int


def items(root: Path) -> tuple[Item, ...]:
    """Every editable thing, by file; files that cannot be read are left out."""
    found: list[Item] = []
    for name in _files(root):
        status = (root / name).stat()
        found += _items_of(root, name, status.st_mtime_ns, status.st_size)
    return tuple(found)


def place_of(root: Path, intent: str) -> Spot:
    """Where example phrases of an intent belong. Raises EditError for an unknown one."""
    head, _, aspect = intent.partition("/")
    for item in items(root):
        path: Steps
        if item.kind == "program" and item.id == head and aspect:
            path = ("contoh", aspect)
        elif item.id == intent and item.kind in ("tanya_jawab", "kanal", "komunitas"):
            path = (*item.path, "contoh")
        else:
            continue
        there = _value(root, item.file, path)
        return Spot(item.file, path, len(there) if isinstance(there, list) else 0)
    raise EditError(f"Jawaban “{intent}” tidak ditemukan di berkas mana pun.")


def examples_added(root: Path, intent: str, phrases: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that add phrases to an intent's examples; those that are there are left out."""
    spot = place_of(root, intent)
    there = _value(root, spot.file, spot.path)
    known = {str(phrase).casefold() for phrase in there or ()}
    new = [p for p in dict.fromkeys(" ".join(phrase.split()) for phrase in phrases) if p]
    new = [phrase for phrase in new if phrase.casefold() not in known]
    if not isinstance(there, list):
        return (Edit(spot.file, spot.path, list(new)),) if new else ()
    at = range(len(there), len(there) + len(new))
    return tuple(
        Edit(spot.file, (*spot.path, i), phrase) for i, phrase in zip(at, new, strict=True)
    )


def _files(root: Path) -> Iterator[str]:
    for entry in sorted(root.iterdir()):
        if entry.is_dir() and entry.name in schema.FOLDERS:
            inside = (file.name for file in sorted(entry.glob("*.yaml")))
            yield from (f"{entry.name}/{name}" for name in inside if not name.startswith("."))
        elif entry.is_file() and entry.name in _KINDS:
            yield entry.name


def _value(root: Path, name: str, path: Steps) -> "Plain | None":
    value: Plain | None = read(root / name, name).content
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


@lru_cache(maxsize=400)  # a file that did not change is not read again
def _items_of(root: Path, name: str, _changed: int, _size: int) -> tuple[Item, ...]:
    document = read(root / name, name)
    folder = name.partition("/")[0]
    kind = _KINDS[folder]
    header = _provenance(document.content, {})
    return tuple(
        Item(
            kind=kind,
            file=name,
            path=path,
            id=_id(kind, path, part, name),
            label=_label(part, path) or PurePath(name).stem,
            line=document.line(*path),
            provenance=_provenance(part, document.content) if path else header,
            owner=_owner(part, document.content),
        )
        for path, part in _parts(kind, document.content)
    )


def _parts(kind: str, content: Mapping) -> Iterator[tuple[Steps, Plain]]:
    """What of a file is an item of its own."""
    if kind in _WHOLE:
        yield (), content
        return
    for key, value in content.items():
        if kind in _BY_KEY:
            yield (key,), value
        elif isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            yield from (((key, i), part) for i, part in enumerate(value))
        elif isinstance(value, list | dict):
            yield (key,), value
    if kind == "indikator":
        yield (), content  # the header of the region itself


def _id(kind: str, path: Steps, part: Plain, name: str) -> str:
    own = part.get("id") if isinstance(part, dict) else None
    if isinstance(own, str):
        return f"kanal/{own}" if kind == "kanal" and not own.startswith("kanal/") else own
    if kind in _BY_KEY and path:
        return str(path[0])
    return PurePath(name).stem if not path else ""


def _label(part: Plain, path: Steps) -> str:
    if isinstance(part, dict):
        for key in (*_NAMES, *_NAMES_LAST):
            words = part.get(key)
            if isinstance(words, str) and words:
                return words
        return str(part.get("id", "")) or str(path[-1] if path else "")
    return part if isinstance(part, str) else str(path[-1])


def _owner(part: Plain, header: Mapping) -> str:
    own = part.get("pemilik") if isinstance(part, dict) else None
    owner = own or header.get("pemilik")
    return owner if isinstance(owner, str) else ""


def _provenance(part: Plain, header: Mapping) -> Provenance | None:
    """The provenance of a part, completed by the header of its file; None when nothing is told."""
    of = {**_sourced(header), **(_sourced(part) if isinstance(part, dict) else {})}
    if not of:
        return None
    sources, confidence = of.get("sumber"), of.get("keyakinan")
    return Provenance(
        sources=tuple(str(one) for one in sources) if isinstance(sources, list) else (),
        confidence=Confidence(confidence) if confidence in set(Confidence) else Confidence.HIGH,
        reviewed_on=_day(of.get("dicek_terakhir")),
        valid_until=_day(of.get("berlaku_sampai")),
    )


def _sourced(part: Mapping) -> Mapping:
    keys = ("keyakinan", "dicek_terakhir", "berlaku_sampai")
    found = {key: part[key] for key in keys if isinstance(part.get(key), str)}
    # In sumber.yaml and parameter lists the word is also the name of the list itself.
    sources = part.get("sumber")
    if isinstance(sources, list) and all(isinstance(one, str) for one in sources):
        found["sumber"] = sources
    return found


def _day(written: "Plain | None") -> date | None:
    try:
        return date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
