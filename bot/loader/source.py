"""All that decides what is learnt from a knowledge folder."""

import hashlib
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy

import bot


def made_from(knowledge: Path, day: date) -> list[bytes]:
    """Files, our own code, versions, the day (facts lapse). The folder's own place is no matter:
    what was learnt from a copy is what would be learnt from the folder.
    """
    code = Path(bot.__file__).parent
    ours = [*code.glob("domain/**/*.py"), *code.glob("loader/**/*.py")]
    files = [file for file in knowledge.rglob("*.yaml") if not file.name.startswith(".")]
    versions = f"{bot.__version__} {numpy.__version__} {sys.version} {day}".encode()
    found = [versions, *(file.read_bytes() for file in sorted(ours))]
    for file in sorted(files, key=lambda file: file.relative_to(knowledge).parts):
        found += [file.relative_to(knowledge).as_posix().encode(), file.read_bytes()]
    return found


def fingerprint(sources: Iterable[bytes]) -> str:
    """The same for the same sources."""
    digest = hashlib.sha256()
    for part in sources:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
