"""What is wrong with a file that is not YAML: the line to look at, and what to do there.

YAML notices a mistake where the text stops making sense, often lines below it. So small repairs
are tried on the lines above: the one after which YAML reads further on names the mistake.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from bot.loader.problems import Problem

try:
    from yaml import CBaseLoader as YamlLoader
except ImportError:  # libyaml is missing on this machine: the same result, ten times slower
    from yaml import BaseLoader as YamlLoader  # type: ignore[assignment]

__all__ = ["YamlLoader", "syntax_problem"]

_VALUE = re.compile(r"(?P<before>\s*(?:(?:- +)+|[\w/.-]+: +))(?P<value>\S.*)")


def _with_quote_closed(line: str) -> str:
    found = _VALUE.fullmatch(line)
    if not found or found["value"][0] not in "'\"":
        return line
    quote = found["value"][0]
    return line if quote in found["value"][1:] else f"{line}{quote}"


def _with_space_after_colon(line: str) -> str:
    return re.sub(r"^(\s*(?:- +)*[a-z_]+):(?=\S)", r"\1: ", line)


def _with_colon_after_key(line: str) -> str:
    return re.sub(r"^(\s*(?:- +)*[a-z_]+) (?=\S)", r"\1: ", line)


def _with_quotes_around(line: str) -> str:
    found = _VALUE.fullmatch(line)
    if not found or found["value"][0] in "|>":
        return line
    return f"{found['before']}'{found['value'].replace(chr(39), chr(39) * 2)}'"


@dataclass(frozen=True, slots=True)
class _Repair:
    mend: Callable[[str], str]
    lines_above: int
    what: str
    fix: str


_QUOTE = _Repair(
    _with_quote_closed,
    1_000,  # an open quote swallows everything up to the next one
    "tanda kutip dibuka tetapi tidak ditutup.",
    "Tambahkan tanda kutip di akhir teksnya.",
)
_NEAR = (
    _Repair(
        _with_space_after_colon,
        1,
        "sesudah titik dua harus ada spasi.",
        "Contoh: jawaban: Bawa KTP dan KK.",
    ),
    _Repair(
        _with_colon_after_key,
        1,
        "baris ini bukan pasangan “kunci: isi”.",
        "Tambahkan titik dua sesudah kunci, atau jorokkan kalau ini sambungan teks di atasnya.",
    ),
    _Repair(
        _with_quotes_around,
        0,
        "teks ini harus diberi kutip.",
        "Teks yang memuat “: ” atau diawali { [ * & @ % ditulis di antara tanda kutip.",
    ),
)


def syntax_problem(name: str, text: str, error: yaml.YAMLError) -> Problem:
    """The mistake behind YAML's error, as near to its real line as can be told."""
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes.
        line = text.encode()[: error.position].count(b"\n") + 1
        return Problem(name, line, "ada huruf yang tidak terbaca.", "Hapus, lalu tulis ulang.")
    lines = text.split("\n")
    stopped = min(_line(error), len(lines))
    for at in (stopped, stopped - 1):
        if "\t" in re.split(r"\S", lines[at - 1])[0]:
            return Problem(name, at, "ada tombol Tab.", "Pakai spasi untuk menjorokkan.")
    context = str(getattr(error, "context", ""))
    if "quoted" in context:
        return Problem(name, _line(error, "context_mark"), _QUOTE.what, _QUOTE.fix)
    found = _repaired(lines, stopped, _QUOTE)
    if found == 0 and "flow" in context:
        what = "tanda [ atau { dibuka tetapi tidak ditutup dengan benar."
        fix = "Periksa koma dan tanda penutupnya."
        return Problem(name, _line(error, "context_mark"), what, fix)
    for repair in (_QUOTE, *_NEAR):
        found = found or _repaired(lines, stopped, repair)
        if found:
            return Problem(name, found, repair.what, repair.fix)
    fix = "Periksa jorokan di baris ini: harus lurus dengan baris lain yang setingkat."
    return Problem(name, stopped, "tulisan YAML tidak terbaca.", fix)


def _line(error: yaml.YAMLError, mark: str = "problem_mark") -> int:
    place = getattr(error, mark, None)
    return place.line + 1 if place else 1


def _repaired(lines: list[str], stopped: int, repair: _Repair) -> int:
    """The nearest line on which this repair lets YAML read past `stopped`, or 0."""
    for line in range(stopped, max(stopped - repair.lines_above - 1, 0), -1):
        mended = repair.mend(lines[line - 1])
        if mended != lines[line - 1]:
            # One line beyond is enough to know.
            text = "\n".join([*lines[: line - 1], mended, *lines[line : stopped + 1]])
            if _stops_at(text) > stopped:
                return line
    return 0


def _stops_at(text: str) -> float:
    """The line of the first error, infinite when there is none."""
    try:
        for _ in yaml.parse(text, Loader=YamlLoader):
            pass
    except yaml.YAMLError as error:
        return _line(error)
    return math.inf
