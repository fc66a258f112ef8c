"""What the commands `init` and `new` write: a complete root, and publications to begin from."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
SHARED = ("layouts", "styles", "icons", ".vscode")
NEW = HERE / "new"

# A file of this name is a series: it goes into the catalogue under the publication's name.
CATALOGUE = "catalogue.yaml"


class NotEmptyError(Exception):
    """Something stands there already; nothing is written over."""


def write_root(directory: Path) -> tuple[Path, ...]:
    """Write a root into `directory`, which must be empty or not there; the files written."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise NotEmptyError(f"{directory} is not empty: choose a new folder")
    directory.mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        shutil.copytree(_shared(name), directory / name)
    shutil.copytree(HERE / "source", directory / "source")
    (directory / ".gitignore").write_text("/output/\n", "utf-8")
    return tuple(sorted(p for p in directory.rglob("*") if p.is_file()))


def beginnings() -> Sequence[str]:
    """The layouts that a new publication can be written for."""
    return sorted(path.name for path in NEW.iterdir() if path.is_dir())


def write_publication(root: Path, layout: str, name: str, values: Mapping[str, str]) -> tuple[Path, ...]:
    """Write a small publication into source/<name>/ of a root, @words@ replaced by `values`.

    Returns the files written. Raises NotEmptyError when the publication, or a series of its name,
    is there already.
    """
    folder, series = root / "source" / name, root / "source" / "catalogue" / f"{name}.yaml"
    for path in (folder, series):
        if path.exists():
            raise NotEmptyError(f"{path.relative_to(root)} is there already: choose another name")
    written: list[Path] = []
    for template in sorted((NEW / layout).iterdir()):
        text = template.read_text("utf-8")
        for word, value in values.items():
            text = text.replace(f"@{word}@", value)
        path = series if template.name == CATALOGUE else folder / template.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written.append(path)
    return tuple(written)


def _shared(name: str) -> Path:
    """A folder that comes with the package, or, in a checkout, stands beside it."""
    packed = HERE / name
    return packed if packed.is_dir() else HERE.parents[2] / name
