"""Writing changed knowledge files: each is replaced whole or not at all."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from bot.domain.publishing import FileChange
from bot.editor.editing import text_of

_LEFTOVER = ".sambung-"  # hidden, so that the loader and the watcher pass it by


class ChangedMeanwhileError(Exception):
    """A file does not say any more what it said when the change was made; `name` is the file."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def write(root: Path, changes: Sequence[FileChange]) -> None:
    """Put the new texts in place. Raises ChangedMeanwhileError before anything is touched.

    After a crash each file is the old or the new one; calling it again needs the old ones back,
    so whoever continues passes only the files that still are `before`.
    """
    for change in changes:
        if text_of(root, change.name) != change.before:
            raise ChangedMeanwhileError(change.name)
    ready = [(change, _beside(root, change)) for change in changes if change.after]
    for change, fresh in ready:
        fresh.replace(root / change.name)
    for change in changes:
        if not change.after:
            (root / change.name).unlink()
    for folder in {(root / change.name).parent for change in changes}:
        _sync(folder)


def folder_mark(root: Path) -> str:
    """A mark that changes when any knowledge file does."""
    mark = hashlib.sha256()
    for file in sorted(root.rglob("*.yaml")):
        if not file.name.startswith("."):
            mark.update(str(file.relative_to(root)).encode() + b"\0")
            mark.update(hashlib.sha256(file.read_bytes()).digest())
    return mark.hexdigest()


def _beside(root: Path, change: FileChange) -> Path:
    """The new text on the disk, beside the file it will replace."""
    file = root / change.name
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f"{_LEFTOVER}{file.name}")
    with fresh.open("wb") as stream:
        stream.write(change.after.encode("utf-8"))
        stream.flush()
        if file.exists():
            fresh.chmod(file.stat().st_mode & 0o777)
        os.fsync(stream.fileno())
    return fresh


def _sync(folder: Path) -> None:
    # The renames themselves survive a power cut only once the folder is on the disk.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
