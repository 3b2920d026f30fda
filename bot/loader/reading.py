"""YAML files to plain texts, lists and mappings, with the line of every part.

Every scalar stays text: YAML's own guesses turn `no:` into False and `0271123456` into a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from bot.loader.problems import Problem

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # libyaml is missing on this machine: the same result, ten times slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Steps: TypeAlias = tuple[str | int, ...]
MAX_BYTES = 2_000_000


@dataclass(slots=True)
class Document:
    """One file: its plain content, and the line (from 1) of each path into it."""

    name: str
    content: dict[str, Plain] = field(default_factory=dict)
    lines: dict[Steps, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, *path: str | int) -> int:
        """The line of the deepest part of `path` that is really there."""
        known: Steps = ()
        for step in path:
            if (*known, step) in self.lines:
                known = (*known, step)
        return self.lines.get(known, 1)


def read(file: Path, name: str) -> Document:
    """Read one file. What is wrong with it stands in `problems`; then `content` may be incomplete."""
    document = Document(name)
    try:
        raw = file.read_bytes()
        if len(raw) > MAX_BYTES:
            raise ValueError
        node = yaml.compose(raw.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        document.problems.append(
            Problem(name, line, "ada huruf yang tidak terbaca.", "Simpan ulang sebagai UTF-8.")
        )
    except ValueError:
        document.problems.append(
            Problem(name, 0, "berkas lebih dari 2 MB.", "Pecah menjadi beberapa berkas.")
        )
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(name, error))
    else:
        _fill(document, node)
    return document


def _fill(document: Document, node: yaml.Node | None) -> None:
    if not isinstance(node, yaml.MappingNode):
        document.problems.append(
            Problem(document.name, 1, "isi berkas harus berupa pasangan “kunci: isi”.")
        )
        return
    content = _plain(node, (), document, frozenset())
    if isinstance(content, dict):
        document.content = content


def _syntax_problem(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    text = str(getattr(error, "problem", "") or "")
    if "\\t" in text or "tab" in text:
        return Problem(name, line, "ada tombol Tab.", "Pakai spasi untuk menjorokkan.")
    if "alias" in text or "anchor" in text:
        return Problem(
            name, line, "tanda & atau * di awal isi tidak dipakai di sini.", "Beri kutip."
        )
    return Problem(
        name,
        line,
        "tulisan YAML tidak terbaca.",
        "Periksa jorokan, tanda kutip, dan titik dua di baris ini atau baris sebelumnya. "
        "Teks yang memuat “: ” harus diberi kutip.",
    )


def _plain(node: yaml.Node, path: Steps, document: Document, above: frozenset[int]) -> Plain:
    # A node inside itself, or shared, comes only from anchors; those could blow up a small file.
    if id(node) in above:
        return ""
    document.lines.setdefault(path, node.start_mark.line + 1)
    above |= {id(node)}
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path, document, above))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, (*path, i), document, above) for i, part in enumerate(node.value)]
    return str(node.value)


def _pairs(
    node: yaml.MappingNode, path: Steps, document: Document, above: frozenset[int]
) -> Iterator[tuple[str, Plain]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in seen:
            document.problems.append(
                Problem(
                    document.name,
                    line,
                    f"kunci “{key}” sudah ditulis di baris {seen[key]}.",
                    "Hapus salah satu.",
                )
            )
            continue
        seen[key] = line
        document.lines[(*path, key)] = line
        yield key, _plain(value_node, (*path, key), document, above)
