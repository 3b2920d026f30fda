"""New values as YAML, in the style of the shipped files: plain words where that is safe, long
texts folded, short names in brackets. Every value is a text, so nothing is ever a number to us.
"""

import re
from textwrap import wrap

from bot.editor.nodes import EditError
from bot.loader.reading import Plain

WIDTH = 110  # a text that passes it is folded, where it may be
STEP = 2
_ALWAYS_BLOCK = frozenset({"contoh", "sebutan", "butir", "luar", "contoh_dengan_nama", "tanda"})
# What another YAML reader (an editor's completion) would take for something else than words.
_RESERVED = frozenset({"", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`]|0\d|\.\.\.|=$|<<$)\S(?:.*\S)?", re.DOTALL)
_UNPLAIN = re.compile(r":(?:\s|$)|\s#|[\n\r\t]")
_UNPRINTABLE = re.compile(
    r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_FLOW_MARKS = re.compile(r"[,\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def words(text: str, style: str = "", *, flow: bool = False) -> str:
    """One text on one line; `style` is the quote it had before, kept where that is possible."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise EditError("Ada huruf yang tidak bisa disimpan. Ketik ulang bagian itu.")
    if style == '"' or _UNPRINTABLE.search(text):
        return _double_quoted(text)
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if _is_plain(text, flow=flow):
        return text
    return _double_quoted(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    if text.lower() in _RESERVED or not _PLAIN.fullmatch(text) or _UNPLAIN.search(text):
        return False
    return not (flow and _FLOW_MARKS.search(text))


def _double_quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or _escaped(c) for c in text) + '"'


def _escaped(character: str) -> str:
    if not _UNPRINTABLE.match(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def is_foldable(text: str) -> bool:
    """Whether folding gives back exactly this text: its only white space is single spaces."""
    return text == " ".join(text.split()) and text != "" and not _UNPRINTABLE.search(text)


def folded(text: str, indent: int) -> str:
    """The text as `>-` with lines of a readable length."""
    # No hyphenated word and no address may be broken: the break would come back as a space.
    lines = wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(" " * indent + line for line in lines)


def value(of: Plain, indent: int, *, room: int = WIDTH, key: str = "") -> str:
    """What stands behind `key:`, with its leading space or line end; lines below have `indent`."""
    if isinstance(of, str):
        if len(of) > room and key and is_foldable(of):
            return f" {folded(of, indent)}"
        return f" {words(of)}"
    brackets = in_brackets(of) if _is_short(of, key) else ""
    if not of or (brackets and len(brackets) <= room):
        return f" {brackets}"
    return "\n" + block(of, indent)


def item(of: Plain, indent: int) -> str:
    """What stands behind the dash of a list whose items begin at `indent`."""
    if isinstance(of, str):
        return f" {words(of)}"
    brackets = in_brackets(of) if _is_short(of, "") else ""
    if not of or (brackets and len(brackets) <= WIDTH):
        return f" {brackets}"
    return " " + block(of, indent).lstrip(" ")


def block(of: "list[Plain] | dict[str, Plain]", indent: int) -> str:
    """A list or mapping, one line each, every line beginning at `indent`."""
    return "\n".join(
        [pair(key, part, indent) for key, part in of.items()]
        if isinstance(of, dict)
        else [" " * indent + dashed(part, indent) for part in of]
    )


def pair(key: str, of: Plain, indent: int) -> str:
    """One `key: value` with its indentation."""
    start = " " * indent + f"{words(key)}:"
    return start + value(of, indent + STEP, room=WIDTH - len(start), key=key)


def dashed(of: Plain, indent: int) -> str:
    """One item of a list with its dash; the dash stands at `indent`."""
    return "-" + item(of, indent + STEP)


def in_brackets(of: Plain) -> str:
    """The value on one line, collections in brackets."""
    if isinstance(of, str):
        return words(of, flow=True)
    if isinstance(of, list):
        return f"[{', '.join(in_brackets(part) for part in of)}]"
    return "{" + ", ".join(f"{words(k, flow=True)}: {in_brackets(v)}" for k, v in of.items()) + "}"


def _is_short(of: "list[Plain] | dict[str, Plain]", key: str) -> bool:
    """Empty, a list of names without a space (sources, ids), or an amount."""
    if not of:
        return True
    if isinstance(of, dict):
        return "jumlah" in of and all(isinstance(part, str) for part in of.values())
    if key in _ALWAYS_BLOCK:
        return False
    return all(isinstance(part, str) and part and not re.search(r"\s", part) for part in of)
