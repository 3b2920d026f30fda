"""YAML files to plain texts, lists and mappings, with the line of every part.

Every scalar stays text: YAML's own guesses turn `no:` into False and `0271123456` into a number.
The file is built from YAML's events, so that nothing an admin pastes can nest or multiply itself
until the program falls over (PyYAML's own composer crashes on 50,000 brackets).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from bot.loader.problems import Problem
from bot.loader.syntax import YamlLoader, syntax_problem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Steps: TypeAlias = tuple[str | int, ...]
MAX_BYTES = 2_000_000
MAX_DEPTH = 20


@dataclass(slots=True)
class Document:
    """One file: its plain content, and the line (from 1) of each path into it."""

    name: str
    text: str = ""
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


class _RefusedError(Exception):
    """YAML that is valid but has no place in knowledge/; `args` are those of Problem."""


def read(file: Path, name: str) -> Document:
    """Read one file. What is wrong with it stands in `problems`; then `content` may lack parts."""
    document = Document(name)
    try:
        document.text = _text(file)
        document.content = _content(document)
    except _RefusedError as error:
        document.problems.append(Problem(name, *error.args))
    except yaml.YAMLError as error:
        document.problems.append(syntax_problem(name, document.text, error))
    return document


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _RefusedError(0, "berkas lebih dari 2 MB.", "Pecah menjadi beberapa berkas.")
        raw = file.read_bytes()
    except OSError:
        raise _RefusedError(0, "tidak bisa dibuka.", "Periksa jenis dan izin berkasnya.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "ada huruf yang tidak terbaca."
        raise _RefusedError(line, what, "Simpan ulang sebagai UTF-8.") from None


def _content(document: Document) -> dict[str, Plain]:
    events = yaml.parse(document.text, Loader=YamlLoader)
    what = "isi berkas harus berupa pasangan “kunci: isi”."
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            content = _Composer(document, events).value(event, ())
            _nothing_after(events)
            return content if isinstance(content, dict) else {}
        if isinstance(event, yaml.NodeEvent):
            raise _RefusedError(_line(event), what, "Contoh: nama: Kota Magelang.")
    raise _RefusedError(1, f"berkas ini kosong; {what}", "Isi, atau hapus berkasnya.")


def _nothing_after(events: Iterator[yaml.Event]) -> None:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            what = "ada garis --- di tengah berkas."
            raise _RefusedError(_line(event), what, "Hapus garisnya.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


@dataclass(frozen=True, slots=True)
class _Composer:
    document: Document
    events: Iterator[yaml.Event]

    def value(self, event: yaml.Event, path: Steps) -> Plain:
        line = _line(event)
        self.document.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise _RefusedError(line, "isinya bertingkat terlalu dalam.", "Periksa tanda [ dan {.")
        if getattr(event, "anchor", None):
            what = "tanda & atau * di awal isi tidak dipakai di sini."
            raise _RefusedError(line, what, "Beri kutip.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return str(getattr(event, "value", ""))

    def _sequence(self, path: Steps) -> list[Plain]:
        parts: list[Plain] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            parts.append(self.value(event, (*path, len(parts))))
        return parts

    def _mapping(self, path: Steps) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                what = "kunci (kata sebelum titik dua) harus berupa kata."
                raise _RefusedError(line, what, "Teks yang diawali { atau [ harus diberi kutip.")
            key = str(event.value)
            first = self.document.lines.setdefault((*path, key), line)
            value = self.value(next(self.events), (*path, key))
            if key in found:
                what = f"kunci “{key}” sudah ditulis di baris {first}."
                problem = Problem(self.document.name, line, what, "Hapus salah satu.")
                self.document.problems.append(problem)
            else:
                found[key] = value
        return found
