"""Edits of the knowledge files, worked out as whole new texts; nothing is written here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.publishing import FileChange
from bot.editor import rendering
from bot.editor.children import Block
from bot.editor.nodes import BOM, EditError, Kind, Node, parsed
from bot.editor.order import placed
from bot.editor.splicing import Place, Splice, differences, spliced
from bot.loader import schema
from bot.loader.reading import Plain, Steps

_FILE = re.compile(r"[a-z0-9][a-z0-9_-]*\.yaml")


@dataclass(frozen=True, slots=True)
class Edit:
    """Make the part at `path` of a file say `value`; None deletes it.

    An index equal to a list's length appends; keys that are not there yet are made. An empty
    path means the whole file: a mapping makes a new one or changes it, None deletes it.
    """

    file: str
    path: Steps
    value: "Plain | None"


def edited(root: Path, edits: Sequence[Edit]) -> tuple[FileChange, ...]:
    """What the files would say after all edits, made one after the other. Raises EditError."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for edit in edits:
        name = edit.file
        if name not in before:
            before[name] = after[name] = text_of(root, name)
        after[name] = _edited(name, after[name], edit)
    return tuple(
        FileChange(name, text, after[name]) for name, text in before.items() if text != after[name]
    )


def text_of(root: Path, name: str) -> str:
    """A knowledge file as it is, line ends and all; "" when there is none. Raises EditError."""
    folder, _, file = name.rpartition("/")
    known = folder in schema.FOLDERS or (
        not folder and (name in schema.FILES or name == schema.SENTENCES)
    )
    if not known or not _FILE.fullmatch(file):
        raise EditError(f"“{name}” bukan nama berkas pengetahuan. Contoh: tanya_jawab/umum.yaml.")
    try:
        return (root / name).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise EditError(f"{name} tidak bisa dibaca. Periksa izin dan hurufnya.") from None


def plain_of(root: Path, name: str) -> Plain:
    """What a file says. Raises EditError."""
    return parsed(name, text_of(root, name).removeprefix(BOM)).plain()


def from_yaml(text: str) -> Plain:
    """What a part typed as YAML says. Raises EditError that names the line."""
    indented = "".join(
        f"  {line}" for line in text.replace("\r\n", "\n").splitlines(keepends=True)
    )
    try:
        root = parsed("tulisan ini", f"isi:\n{indented}")
    except EditError as error:
        raise EditError(re.sub(r"baris (\d+)", _line_above, str(error))) from None
    if len(root.children) != 1:
        raise EditError("Tulisan ini belum rapi. Periksa spasi di awal barisnya.")
    return root.children[0][1].plain()


def _line_above(found: re.Match[str]) -> str:
    return f"baris {max(int(found[1]) - 1, 1)}"


def to_yaml(value: Plain) -> str:
    """A part as YAML, for a form that shows what is too deep for fields."""
    if isinstance(value, str):
        return rendering.words(value)
    return rendering.block(value, 0) if value else rendering.in_brackets(value)


def _edited(name: str, text: str, edit: Edit) -> str:
    """The text after one edit; checked to say exactly what was wanted and nothing else."""
    if not edit.path and edit.value is None:
        return ""
    if not text:
        return _new_file(name, edit)
    mark = BOM if text.startswith(BOM) else ""
    # Files from Windows: the same work, and the same line ends again.
    is_windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    body = text.removeprefix(mark)
    body = body.replace("\r\n", "\n") if is_windows else body
    node = parsed(name, body)
    value = None if edit.value is None else _clean(edit.value)
    wanted = _with(node.plain(), edit.path, value)
    new = spliced(body, _splices(body, node, Edit(name, edit.path, value)))
    if _said(name, new) != wanted:
        raise EditError(f"Bagian ini tidak bisa diubah dengan aman. Ubah lewat berkas {name}.")
    return mark + (new.replace("\n", "\r\n") if is_windows else new)


def _said(name: str, text: str) -> "Plain | None":
    try:
        return parsed(name, text).plain()
    except EditError:
        return None


def _new_file(name: str, edit: Edit) -> str:
    whole = {} if edit.value is None else _with({}, edit.path, _clean(edit.value))
    if not isinstance(whole, dict) or not whole:
        raise EditError(f"{name} belum ada, jadi tidak ada yang bisa diubah.")
    text = rendering.block(whole, 0) + "\n"
    if _said(name, text) != whole:
        raise EditError(f"Isi ini tidak bisa ditulis dengan aman ke {name}.")
    return text


def _clean(value: Plain) -> Plain:
    """Browsers send line ends of their own."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return {key: _clean(part) for key, part in value.items()}


def _with(of: Plain, path: Steps, value: "Plain | None") -> Plain:
    """A copy in which the part at `path` says `value`. Raises EditError where there is no way."""
    if not path:
        return _given(value)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return _with_item(of, step, rest, value)
    if not isinstance(of, Mapping):
        return _no_way()
    if step not in of and value is None:
        return _no_way()
    if rest or value is not None:
        inner = of.get(step, [] if rest and isinstance(rest[0], int) else {})
        return placed(of, step, _with(inner, rest, value) if rest else _given(value))
    return {key: part for key, part in of.items() if key != step}


def _with_item(of: Plain, step: int, rest: Steps, value: "Plain | None") -> Plain:
    if not isinstance(of, list) or not 0 <= step <= len(of) or (step == len(of) and value is None):
        return _no_way()
    if not rest and value is None:
        return [*of[:step], *of[step + 1 :]]
    inner = of[step] if step < len(of) else [] if rest and isinstance(rest[0], int) else {}
    return [*of[:step], _with(inner, rest, value) if rest else _given(value), *of[step + 1 :]]


def _given(value: "Plain | None") -> Plain:
    return _no_way() if value is None else value


def _no_way() -> Plain:
    raise EditError("Bagian yang mau diubah tidak ada lagi. Muat ulang halamannya.")


def _splices(text: str, root: Node, edit: Edit) -> list[Splice]:
    """The splices of one edit, found at the deepest part of its path that is there."""
    node, place, depth = root, Place(), 0
    for step in edit.path:
        position = node.position(step)
        if position is None:
            break
        if depth == len(edit.path) - 1 and edit.value is None and _can_cut(node):
            return [Splice(*cut) for cut in Block(text, node).deleted({position})]
        if depth == len(edit.path) - 1 and edit.value is None:
            break
        place, node = Place(node, position), node.children[position][1]
        depth += 1
    value = _with(node.plain(), edit.path[depth:], edit.value)
    return list(differences(text, node, value, place))


def _can_cut(node: Node) -> bool:
    return not node.is_flow and node.kind is not Kind.WORDS and len(node.children) > 1
