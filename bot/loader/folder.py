"""All files of a knowledge folder, read and validated: models on one side, problems on the other."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.loader import schema
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document, read
from bot.loader.validation import validated

M = TypeVar("M", bound=schema.Model)
SENTENCES = "pesan.yaml"
_IGNORED = frozenset({"README.md", "skema"})


@dataclass(slots=True)
class Folder:
    """What a knowledge folder holds. `models` keeps the file beside each model, to name its lines."""

    models: list[tuple[Document, schema.Model]] = field(default_factory=list)
    sentences: Document | None = None
    problems: list[Problem] = field(default_factory=list)

    def of(self, model: type[M]) -> list[tuple[Document, M]]:
        """Every file of one kind, by name."""
        return [(document, found) for document, found in self.models if isinstance(found, model)]


def open_folder(root: Path) -> Folder:
    """Read everything below `root`. Never raises for what a file holds."""
    folder = Folder()
    if not root.is_dir():
        folder.problems.append(
            Problem(str(root), 0, "folder pengetahuan tidak ada.", "Periksa letaknya.")
        )
        return folder
    for entry in sorted(root.iterdir()):
        if entry.name in _IGNORED or entry.name.startswith("."):
            continue
        if entry.is_dir() and entry.name in schema.MODELS:
            for file in sorted(entry.iterdir()):
                _take(folder, file, f"{entry.name}/{file.name}", schema.MODELS[entry.name])
        elif entry.name == SENTENCES:
            folder.sentences = read(entry, entry.name)
            folder.problems.extend(folder.sentences.problems)
        elif entry.is_file() and entry.name in schema.MODELS:
            _take(folder, entry, entry.name, schema.MODELS[entry.name])
        else:
            known = [*schema.MODELS, SENTENCES]
            hint = suggestion(entry.name, known) or f"Yang dikenal: {', '.join(known)}."
            folder.problems.append(
                Problem(entry.name, 0, "tidak dikenal di folder pengetahuan.", hint)
            )
    return folder


def _take(folder: Folder, file: Path, name: str, model: type[schema.Model]) -> None:
    if file.name.startswith("."):
        return
    if file.suffix != ".yaml":
        folder.problems.append(
            Problem(
                name, 0, "bukan berkas .yaml, jadi tidak dibaca.", "Ganti nama atau pindahkan."
            )
        )
        return
    document = read(file, name)
    if document.content or not document.problems:
        found = validated(document, model)
        if found is not None:
            folder.models.append((document, found))
    folder.problems.extend(document.problems)
