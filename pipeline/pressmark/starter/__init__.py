"""What the commands `init` and `new` write: a complete root, and publications to begin from."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pressmark.read.sources import House

HERE = Path(__file__).parent
SHARED = ("layouts", "styles", "icons", ".vscode")
GUIDES = ("editors-guide", "designers-guide", "findings", "layouts", "preflight", "glossary", "contents-json")
NEW = HERE / "new"

# The command of a root, in its own folder.
COMMAND = "pressmark"

# Files of these names go into the catalogue under the publication's name: a series, its table, the type of
# its records.
CATALOGUE = {
    "catalogue.yaml": "{name}.yaml",
    "catalogue.csv": "{name}.csv",
    "type.yaml": "types/{name}.yaml",
}

# So many colours of the house have a word of their own.
COLOURS = 4


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
    _write_desk(directory)
    _write_guides(directory / "docs")
    return tuple(sorted(p for p in directory.rglob("*") if p.is_file()))


def _write_desk(directory: Path) -> None:
    """What a root is worked with: the command, what it runs, a Makefile, a README."""
    for path in sorted((HERE / "root").iterdir()):
        to = directory / (".gitignore" if path.name == "gitignore" else path.name)
        to.write_text(path.read_text("utf-8"), "utf-8")
    (directory / COMMAND).chmod(0o755)
    (directory / ".pressmark").write_text(f"{sys.executable}\n", "utf-8")
    (directory / "requirements.txt").write_text(f"{_requirement()}\n", "utf-8")


def _requirement() -> str:
    """Where this Pressmark was installed from, as pip takes it (PEP 610); of an index, its version."""
    try:
        own = distribution("pressmark")
    except PackageNotFoundError:  # it runs from a folder, which only its owner knows
        return "# pressmark @ where it is to be had from"
    origin = json.loads(own.read_text("direct_url.json") or "{}")
    if "url" not in origin:
        return f"pressmark=={own.version}"
    vcs = origin.get("vcs_info")
    address = f"{vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else origin["url"]
    return f"pressmark @ {address}"


def _write_guides(docs: Path) -> None:
    """The guides and the pictures that they show, without what says how they are made."""
    for name in GUIDES:
        text = _shared(f"docs/{name}.md").read_text("utf-8")
        for picture in _PICTURE.findall(text):
            to = docs / picture
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_shared(f"docs/{picture}"), to)
        (docs / f"{name}.md").write_text(_MADE.sub("", text), "utf-8")


_PICTURE = re.compile(r"\]\((images/[^)\s]+)\)")
_MADE = re.compile(r"^<!-- Made from .*? -->\n\n?", re.MULTILINE)

# A row of publication.yaml: what part it is, and the file that it has, if it has one.
_ROW = re.compile(r"^ *- \{part: (\w+)(?:, file: ([\w.-]+))?.*\n", re.MULTILINE)


def beginnings() -> tuple[str, ...]:
    """The names of the publications that there are to begin from."""
    return tuple(sorted(folder.name for folder in NEW.iterdir()))


def words_for(house: House, name: str) -> Mapping[str, str]:
    """What stands for the @words@ of a publication that is called `name`, in a house that is sound."""
    symbols, colours = house.symbols.value.root, list(house.palette.value.colours)
    kinds = [id for id, symbol in symbols.items() if symbol.group == "kind"]
    formats = [id for id, symbol in symbols.items() if symbol.group == "format"]
    return {
        "title": name.replace("-", " ").replace("_", " ").capitalize(),
        "date": date.today().isoformat(),
        "colour": colours[0],
        "colours": ", ".join(colours[:COLOURS]),
        **{f"colour_{n + 1}": colours[n % len(colours)] for n in range(COLOURS)},
        "kind": kinds[0] if kinds else "",
        "other_kind": kinds[-1] if kinds else "",
        "format": formats[0] if formats else "",
    }


def write_publication(
    root: Path,
    layout: str,
    name: str,
    values: Mapping[str, str],
    sets: Callable[[str], bool],
    beginning: str | None = None,
) -> tuple[Path, ...]:
    """Write a small publication into source/<name>/ of a root, @words@ replaced by `values`.

    Of the beginnings there are it is the `beginning`, or else the one of which the layout `sets` the most,
    without what that does not set. Returns the files written. Raises NotEmptyError when the publication, or a
    series, a table or a type of its name, is there already.
    """
    model = NEW / (beginning or max(beginnings(), key=lambda one: _share(NEW / one, sets)))
    values = {**values, "layout": layout, "name": name}
    folder, catalogue = root / "source" / name, root / "source" / "catalogue"
    others = {
        file: catalogue / to.format(name=name) for file, to in CATALOGUE.items() if (model / file).exists()
    }
    for path in (folder, *others.values()):
        if path.exists():
            raise NotEmptyError(f"{path.relative_to(root)} is there already: choose another name")
    written: list[Path] = []
    rows = _ROW.findall((model / "publication.yaml").read_text("utf-8"))
    without = {file for part, file in rows if not sets(part)}
    for template in sorted(file for file in model.iterdir() if file.name not in without):
        text = _ROW.sub(lambda row: row[0] if sets(row[1]) else "", template.read_text("utf-8"))
        for word, value in values.items():
            text = text.replace(f"@{word}@", value)
        path = others.get(template.name, folder / template.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written.append(path)
    return tuple(written)


def _share(folder: Path, sets: Callable[[str], bool]) -> float:
    """How many of the parts of a beginning are set, as a share."""
    rows = _ROW.findall((folder / "publication.yaml").read_text("utf-8"))
    return sum(sets(part) for part, _ in rows) / len(rows)


def _shared(name: str) -> Path:
    """A folder or file that comes with the package, or, in a checkout, stands beside it."""
    packed = HERE / name
    return packed if packed.exists() else HERE.parents[2] / name
