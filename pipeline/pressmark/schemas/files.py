"""The schemas of a root, one a kind of file, and the folder that they stand in."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from pressmark.findings import Finding, Span, finding
from pressmark.listing.model import Listing
from pressmark.parts.models import MODELS
from pressmark.parts.table import KINDS as PARTS
from pressmark.read.models.catalogue import PUBLICATION_TYPE, series_model
from pressmark.read.models.colours import Contrast, Palette
from pressmark.read.models.conditions import Condition
from pressmark.read.models.publications import Front
from pressmark.read.models.records import RecordType
from pressmark.read.series import PUBLICATIONS
from pressmark.read.sources import House, Symbols
from pressmark.schemas.names import names_of
from pressmark.schemas.shape import Names, shape_of, shape_written
from pressmark.store import code_part

FOLDER = "schemas"

# What is made of the sources is not merged with them: git keeps the folder, and none of the schemas in it.
UNKEPT = (".gitignore", "# Made of the sources by check and build: not kept by git.\n*\n!.gitignore\n")


@dataclass(frozen=True)
class Kind:
    """A kind of file: the name of its schema, its model, and which files of a root are of it.

    Front matter and the options of a block have a schema too, but stand in Markdown, so no files.
    What the pipeline writes is not `read` from sources.
    """

    name: str
    model: type[BaseModel]
    files: str = ""
    read: bool = True


KINDS = (
    Kind("publication", MODELS.publication, "source/*/publication.yaml"),
    Kind("series", series_model(PUBLICATIONS.value), "source/catalogue/*.yaml"),
    Kind("record-type", RecordType, "source/catalogue/types/*.yaml"),
    Kind("palette", Palette, "styles/palette.yaml"),
    Kind("contrast", Contrast, "styles/contrast.yaml"),
    Kind("condition", Condition, "styles/press/*.yaml"),
    Kind("layout", MODELS.layout, "layouts/*/layout.yaml"),
    Kind("symbols", Symbols, "icons/symbols.yaml"),
    Kind("front", Front),
    *(Kind(f"front-{kind.name}", kind.front) for kind in PARTS.values() if kind.front is not Front),
    *(
        Kind(f"options-{block}" if block else "options", model)
        for kind in PARTS.values()
        for block, model in kind.options.items()
    ),
    Kind("contents", Listing, "output/*/contents.json", read=False),
)


def schemas(house: House) -> Mapping[str, str]:
    """Every schema of a root by the name of its file; made again only where its names have changed."""
    names = names_of(house)
    types = {name: one.value.model_dump_json() for name, one in house.types.items()}
    parts = (b"schemas", code_part("pydantic"), json.dumps([names, types]).encode())
    data = house.root.store.get_or_make(parts, lambda: json.dumps(_schemas(names, house)).encode())
    return MappingProxyType(json.loads(data))


def series_kinds(house: House) -> Iterator[Kind]:
    """The kinds of file that a series is of: one for each type of record."""
    for name, kind in house.types.items():
        called = "series" if name == PUBLICATION_TYPE else f"series-{name}"
        yield Kind(called, series_model(kind.value), "source/catalogue/*.yaml")


def _schemas(names: Names, house: House) -> dict[str, str]:
    kinds = (*KINDS, *series_kinds(house))
    shapes = {kind: shape_of(kind.model, names) if kind.read else shape_written(kind.model) for kind in kinds}
    return {
        f"{kind.name}.json": json.dumps(shape, indent=1, ensure_ascii=False) + "\n"
        for kind, shape in shapes.items()
    }


def write_schemas(root: Path, house: House) -> tuple[Path, ...]:
    """Write the schemas of a root into its folder schemas/, and what keeps them out of git; the files that
    were not as they should be.

    Raises OSError where they cannot be written; a folder that is a link may lead out of the root.
    """
    folder = root / FOLDER
    if folder.is_symlink():
        raise OSError(errno.ELOOP, f"{FOLDER} is a link")
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in (*schemas(house).items(), UNKEPT):
        path, content = folder / name, text.encode()
        if not path.is_file() or path.read_bytes() != content:
            _write(path, content)
            written.append(path)
    return tuple(written)


def refreshed(root: Path, house: House) -> Iterator[Finding]:
    """Keep the schemas of a root as its sources are; a root without the folder wants none."""
    if not (root / FOLDER).is_dir():
        return
    try:
        write_schemas(root, house)
    except OSError as error:
        yield finding("W381", Span(FOLDER), problem=error.strerror or "it cannot be written")


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step. What stands at the name, a link too, is replaced and not followed."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("xb") as file:
            file.write(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
