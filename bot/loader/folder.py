"""All files of a knowledge folder: models on one side, problems on the other."""

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeVar

from bot.loader import schema
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document, read
from bot.loader.validation import validated

M = TypeVar("M", bound=schema.Model)
_IGNORED = frozenset({"README.md", "skema"})
_ID = re.compile(r"^[\s-]*(?:\{\s*)?id:\s*[\"']?([\w./-]+)", re.MULTILINE)


@dataclass(slots=True)
class Folder:
    """What a knowledge folder holds. `models` keeps the file beside each model.

    `promised` are the ids in files that could not be taken: to call every reference to them
    unknown would bury the one mistake that matters.
    """

    models: list[tuple[Document, schema.Model]] = field(default_factory=list)
    sentences: Document | None = None
    problems: list[Problem] = field(default_factory=list)
    promised: set[str] = field(default_factory=set)

    def of(self, model: type[M]) -> list[tuple[Document, M]]:
        """Every file of one kind, by name."""
        return [(document, found) for document, found in self.models if isinstance(found, model)]

    def promises(self, target: str) -> bool:
        """True when a file with mistakes holds this id, or a part of `programme/aspect`."""
        return not self.promised.isdisjoint((target, *target.split("/")))


def open_folder(root: Path) -> Folder:
    """Read everything below `root`. Never raises for what a file holds."""
    folder = Folder()
    if not root.is_dir():
        what = "folder pengetahuan tidak ada."
        folder.problems.append(Problem(str(root), 0, what, "Periksa letaknya."))
        return folder
    for entry in sorted(root.iterdir()):
        name = entry.name
        if name in _IGNORED or _is_leftover(name):
            continue
        if entry.is_dir() and name in schema.FOLDERS:
            for file in sorted(entry.iterdir()):
                _take(folder, file, f"{name}/{file.name}", schema.FOLDERS[name])
        elif entry.is_file() and name in schema.FILES:
            _take(folder, entry, name, schema.FILES[name])
        elif entry.is_file() and name == schema.SENTENCES:
            folder.sentences = read(entry, name)
            folder.problems.extend(folder.sentences.problems)
        else:
            folder.problems.append(_unknown(name))
    return folder


def _take(folder: Folder, file: Path, name: str, model: type[schema.Model]) -> None:
    if _is_leftover(file.name):
        return
    if file.suffix != ".yaml":
        what, fix = "bukan berkas .yaml, jadi tidak dibaca.", "Ganti nama atau pindahkan."
        folder.problems.append(Problem(name, 0, what, fix))
        return
    document = read(file, name)
    found = validated(document, model) if document.content or not document.problems else None
    if found is not None:
        folder.models.append((document, found))
    else:
        folder.promised.update((PurePath(name).stem, *_ID.findall(document.text)))
    folder.problems.extend(document.problems)


def _is_leftover(name: str) -> bool:
    """Hidden files, and the copies that editors leave behind."""
    return name.startswith(".") or name.endswith("~")


def _unknown(name: str) -> Problem:
    known = [*schema.FOLDERS, *schema.FILES, schema.SENTENCES]
    hint = suggestion(name, known) or f"Yang dikenal: {', '.join(known)}."
    return Problem(name, 0, "tidak dikenal di folder pengetahuan.", hint)
