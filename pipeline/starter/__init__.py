"""A complete root for another team: layouts, styles, fonts, icons and a small publication."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
SHARED = ("layouts", "styles", "icons")


class NotEmptyError(Exception):
    """The folder holds something already; nothing is written over."""


def write_root(directory: Path) -> tuple[Path, ...]:
    """Write a root into `directory`, which must be empty or not there; the files written."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise NotEmptyError(f"{directory} is not empty: choose a new folder")
    directory.mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        shutil.copytree(_shared(name), directory / name)
    shutil.copytree(HERE / "source", directory / "source")
    return tuple(sorted(p for p in directory.rglob("*") if p.is_file()))


def _shared(name: str) -> Path:
    """A folder that comes with the package, or, in a checkout, stands beside it."""
    packed = HERE / name
    return packed if packed.is_dir() else HERE.parents[1] / name
