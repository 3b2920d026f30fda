"""One value of a YAML text replaced by another: only the characters of what differs are touched.

The file is never written anew from its parsed form. What changes is found by comparing the old
value with the new one, part by part; each difference becomes a splice of the text. So comments,
order, quotes and line ends of everything else stay byte for byte by construction.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.editor import rendering
from bot.editor.children import Block
from bot.editor.matching import paired
from bot.editor.nodes import EditError, Kind, Node
from bot.editor.rendering import STEP, WIDTH
from bot.loader.reading import Plain


@dataclass(frozen=True, slots=True)
class Splice:
    """Put `text` in place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node hangs: its parent and its number among the children. None: the whole file."""

    parent: Node | None = None
    number: int = 0


def spliced(text: str, splices: list[Splice]) -> str:
    """The text with all splices made; deletions that overlap count once."""
    done, parts = 0, []
    # At one place the order is that in which they were found: inner parts before outer ones.
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        start = max(splice.start, done)
        if splice.start < done and splice.text:
            raise EditError("Perubahan ini saling bertumpuk. Simpan satu per satu.")
        parts += [text[done:start], splice.text]
        done = max(done, splice.end)
    return "".join([*parts, text[done:]])


def differences(text: str, node: Node, value: Plain, place: Place) -> Iterator[Splice]:
    """The splices that make `node` say `value`."""
    if node.plain() == value:
        return
    if isinstance(value, str):
        if node.kind is Kind.WORDS:
            yield _reworded(text, node, value, place)
        else:
            yield from _rewritten(text, node, value, place)
    elif not value or not node.children or node.kind is not _kind(value):
        yield from _rewritten(text, node, value, place)
    elif node.is_flow:
        yield from _bracketed(text, node, value, place)
    else:
        yield from _in_block(text, node, value, place)


def _kind(value: Plain) -> Kind:
    return Kind.LIST if isinstance(value, list) else Kind.MAPPING


def _reworded(text: str, node: Node, value: str, place: Place) -> Splice:
    """Another text, written as the old one was where that is possible."""
    parent = place.parent
    if parent is None or parent.is_flow:
        new = rendering.words(value, _quote(node), flow=True)
        return Splice(node.start, node.end, new if node.end > node.start else f" {new}")
    if node.style in ("|", ">"):
        if rendering.is_foldable(value) and _fits(node, text):
            new = rendering.folded(value, parent.column + STEP)
            return Splice(node.start, node.end, new)
        return Splice(node.start, node.end, rendering.words(value))
    if parent.kind is Kind.MAPPING and _may_fold(text, node, value):
        return Splice(node.start, node.end, rendering.folded(value, parent.column + STEP))
    new = rendering.words(value, _quote(node))
    return Splice(node.start, node.end, new if node.end > node.start else f" {new}")


def _quote(node: Node) -> str:
    return node.style if node.style in ("'", '"') else ""


def _fits(node: Node, text: str) -> bool:
    """Whether nothing but a line end stands behind the `>` (no comment, no other chomping)."""
    return text[node.start : node.end].split("\n", 1)[0].strip() == ">-"


def _may_fold(text: str, node: Node, value: str) -> bool:
    """Only a text that was short, is long now, and has no comment on its line."""
    was_long = len(node.words) > WIDTH
    rest = text[node.end :].split("\n", 1)[0].strip()
    return (
        not was_long
        and not rest
        and node.end > node.start
        and node.column + len(value) > WIDTH
        and rendering.is_foldable(value)
    )


def _rewritten(text: str, node: Node, value: Plain, place: Place) -> Iterator[Splice]:
    """A value of another kind: everything behind the colon or the dash is new, but comments that
    stand before the old value stay.
    """
    parent = place.parent
    if parent is None:
        raise EditError("Berkas tidak boleh kosong. Kalau tidak dipakai lagi, hapus berkasnya.")
    if parent.is_flow:
        new = rendering.in_brackets(value)
        yield Splice(node.start, node.end, new if node.end > node.start else f" {new}")
        return
    around = Block(text, parent)
    start, indent = around.behind_mark(place.number), around.inside(place.number)
    key = parent.children[place.number][0]
    if "#" not in text[start : node.start]:
        new = (
            rendering.value(value, indent, key=key.words) if key else rendering.item(value, indent)
        )
        yield Splice(start, node.end, new)
        return
    line = text.rfind("\n", 0, node.start)
    if isinstance(value, str) or not value:
        new = rendering.words(value) if isinstance(value, str) else rendering.in_brackets(value)
        yield Splice(start, start, f" {new}")
        yield Splice(line, node.end, "")
    else:
        yield Splice(line, node.end, f"\n{rendering.block(value, indent)}")


def _bracketed(
    text: str, node: Node, value: "list[Plain] | dict[str, Plain]", place: Place
) -> Iterator[Splice]:
    """A collection in brackets, its unchanged parts as they were written."""
    usual, gaps = _gaps(text, node)
    inside = ""
    for step, key, part in _steps(node, value):
        gap = gaps.get(step, usual) if step is not None else usual
        inside += gap if inside else ""
        inside += _kept(text, node, step, part) if step is not None else _new(key, part)
    closing = "]" if node.kind is Kind.LIST else "}"
    first, last = node.children[0], node.children[-1][1]
    opening = text[node.start : (first[0] or first[1]).start]
    new = opening + inside + text[last.end : node.end - 1] + closing
    outside = place.parent is not None and not place.parent.is_flow
    if outside and "\n" not in new and len(new) > max(WIDTH, node.end - node.start):
        yield from _rewritten(text, node, value, place)
    else:
        yield Splice(node.start, node.end, new)


def _gaps(text: str, node: Node) -> tuple[str, dict[int, str]]:
    """What usually stands between two parts, and what stands before each but the first."""
    pairs = zip(node.children, node.children[1:], strict=False)
    gaps = {
        i: text[before.end : (key or after).start]
        for i, ((_, before), (key, after)) in enumerate(pairs, start=1)
    }
    if any("#" in gap for gap in gaps.values()):
        raise EditError("Ada catatan (#) di dalam kurung pada bagian ini. Ubah lewat berkasnya.")
    different = set(gaps.values())
    return different.pop() if len(different) == 1 else ", ", gaps


def _steps(
    node: Node, value: "list[Plain] | dict[str, Plain]"
) -> Iterator[tuple[int | None, str, Plain]]:
    """Each new part with the number of the child it continues."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield node.position(key), key, part
    else:
        old = [child.plain() for _, child in node.children]
        for before, after in paired(old, value):
            if after is not None:
                yield before, "", value[after]


def _kept(text: str, node: Node, number: int, value: Plain) -> str:
    key, child = node.children[number]
    start = (key or child).start
    splices = differences(text, child, value, Place(node, number))
    moved = [Splice(s.start - start, s.end - start, s.text) for s in splices]
    return spliced(text[start : child.end], moved)


def _new(key: str, value: Plain) -> str:
    new = rendering.in_brackets(value)
    return f"{rendering.words(key, flow=True)}: {new}" if key else new


def _in_block(
    text: str, node: Node, value: "list[Plain] | dict[str, Plain]", place: Place
) -> Iterator[Splice]:
    """A collection with one part a line: kept ones are compared, others come and go."""
    steps = list(_steps(node, value))
    if all(step is None for step, _, _ in steps):
        yield from _rewritten(text, node, value, place)
        return
    around = Block(text, node)
    new: list[str] = []
    after: int | None = None  # the kept child that new ones stand behind
    gone = set(range(len(node.children)))
    for step, key, part in steps:
        if step is None:
            new.append(around.rendered(key, part))
            continue
        if new:
            yield Splice(*around.inserted(after, new))
            new = []
        gone.discard(step)
        after = step
        yield from differences(text, node.children[step][1], part, Place(node, step))
    if new:
        yield Splice(*around.inserted(after, new))
    yield from (Splice(*cut) for cut in around.deleted(gone))
