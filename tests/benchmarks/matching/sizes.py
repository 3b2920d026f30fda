"""Installed size: the files of a package and of all that it needs, as pip put them there."""

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def installed_mb(*packages: str) -> float:
    """Megabytes (10^6) of the packages that are installed, with everything they require."""
    found: dict[str, int] = {}
    waiting = [*packages]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            found[name] = 0
            continue
        files = (Path(str(file.locate())) for file in installed.files or ())
        found[name] = sum(file.stat().st_size for file in files if file.is_file())
        required = (Requirement(line) for line in installed.requires or ())
        waiting += [need.name for need in required if _is_needed(need)]
    return sum(found.values()) / 1e6


def _is_needed(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def folder_mb(folder: Path) -> float:
    """Megabytes of a folder's sources, without what Python made of them."""
    files = (file for file in folder.rglob("*") if "__pycache__" not in file.parts)
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


if __name__ == "__main__":  # asked of another interpreter than ours
    print(installed_mb(*sys.argv[1:]))
