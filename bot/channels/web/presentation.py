"""A reply's plain text as paragraphs, lists and links. Escaping is the template's business."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.domain.sheet import SHEET_PATH

_BULLET = re.compile(r"\s*[-•*]\s+(?P<rest>\S.*)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+(?P<rest>\S.*)")
_CONTINUED = re.compile(r"\s{2,}(?P<rest>\S.*)")

# A sentence's full stop or bracket is not part of the address before it.
_PATH = r"[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"
_LINK = re.compile(
    rf"(?P<url>https?://{_PATH})"
    rf"|(?P<sheet>(?<![\w./-]){SHEET_PATH}[\w-]{{40,}})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<site>(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:id|com|org)(?:/{_PATH})?(?![\w@-]))"
    r"|(?P<phone>(?<![\w.,/+-])(?:\+62|\(?0\d{2,3}\)?)[ -]?\d[\d -]{4,12}\d(?![\w]))"
    r"|(?P<short>(?<![\w.,/-])(?:021[ -]?)?1(?:1[0-9]|29|71)(?![\w/-]|[.,]\d))",
)
# An address that holds the answers of a whole interview: nobody reads it to the end.
_SHOWN_LETTERS = 40
# "Telepon 119" is a number to press; "119 keluarga" is not.
_CALLING = re.compile(r"\b(?:telepon|telpon|hubungi|panggil|call)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a link when `href` is not empty."""

    text: str
    href: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list with its lines. `start` is the first number of a numbered list."""

    tag: Literal["p", "ul", "ol"]
    lines: tuple[Line, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class _Read:
    """One line of the source and what it is part of; `glued` to the line before it."""

    tag: Literal["p", "ul", "ol", ""]
    text: str
    number: int = 1
    glued: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """What to draw for a text whose lists have "- " or "1. " at the start of a line."""
    done: list[Block] = []
    previous = ""
    for raw in text.splitlines():
        line = _read(raw, previous)
        if line.tag and line.tag == previous:
            done[-1] = _longer(done[-1], line)
        elif line.tag:
            done.append(Block(line.tag, (tuple(_pieces(line.text)),), line.number))
        previous = line.tag
    return tuple(done)


def _read(raw: str, previous: str) -> _Read:
    if not raw.strip():
        return _Read("", "")
    if found := _BULLET.fullmatch(raw):
        return _Read("ul", found["rest"])
    if found := _NUMBERED.fullmatch(raw):
        return _Read("ol", found["rest"], int(found["number"]))
    if previous in ("ul", "ol") and (found := _CONTINUED.fullmatch(raw)):
        return _Read("ul" if previous == "ul" else "ol", found["rest"], glued=True)
    return _Read("p", raw.strip())


def _longer(block: Block, line: _Read) -> Block:
    pieces = tuple(_pieces(line.text))
    if line.glued:
        lines = (*block.lines[:-1], (*block.lines[-1], Piece(" "), *pieces))
    else:
        lines = (*block.lines, pieces)
    return Block(block.tag, lines, block.start)


def _pieces(line: str) -> Iterator[Piece]:
    calling = _CALLING.search(line) is not None
    end = 0
    for found in _LINK.finditer(line):
        href = _href(found, calling=calling)
        if href:
            yield Piece(line[end : found.start()])
            yield Piece(_shown(found[0]), href)
            end = found.end()
    yield Piece(line[end:])


def _shown(address: str) -> str:
    """The address as people read it: that of a sheet is cut, the link is whole."""
    is_cut = SHEET_PATH in address and len(address) > _SHOWN_LETTERS
    return f"{address[:_SHOWN_LETTERS]}…" if is_cut else address


def _href(found: re.Match[str], *, calling: bool) -> str:
    match found.lastgroup:
        case "url" | "sheet":
            return found[0]
        case "mail":
            return f"mailto:{found[0]}"
        case "site":
            return f"https://{found[0]}"
        case "short" if not calling:
            return ""
        case _:
            return "tel:" + re.sub(r"[^\d+]", "", found[0])
