"""The files of a root, read and validated one by one; what joins them is resolve's business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, RootModel

from pipeline.findings import Finding, Span, did_you_mean, finding, has_errors, relative
from pipeline.read.blocks import Document, read_document, too_much
from pipeline.read.located import Located, read_text, read_yaml, validated
from pipeline.read.models import (
    Condition,
    Front,
    Grid,
    IndexFront,
    Name,
    Palette,
    Publication,
    Series,
    Symbol,
    TextFront,
)

M = TypeVar("M", bound=BaseModel)

PUBLICATION = "publication.yaml"
LAYOUT = "layout.yaml"
PRESS = "styles/press"

# The front matter of the parts that have one of their own.
FRONTS: Mapping[str, type[Front]] = {"text": TextFront, "index": IndexFront}


class Symbols(RootModel[dict[Name, Symbol]]):
    """icons/symbols.yaml: every symbol by name, in the order of the Guide to symbols."""


@dataclass(frozen=True)
class Sourced(Generic[M]):
    """A value of a model and the places it was read from."""

    value: M
    located: Located

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`."""
        return self.located.at(*path)


@dataclass(frozen=True)
class House:
    """What every publication of a root shares: inks, symbols, the catalogue, printing conditions."""

    root: Path
    palette: Sourced[Palette]
    symbols: Sourced[Symbols]
    series: Mapping[str, Sourced[Series]]
    conditions: Mapping[str, Sourced[Condition]]


@dataclass(frozen=True)
class Manuscript:
    """What one publication brings: its own file, its layout's numbers and its Markdown."""

    id: str
    publication: Sourced[Publication]
    grid: Sourced[Grid]
    documents: Mapping[str, Document]
    fronts: Mapping[str, Front]


class Standing(Enum):
    """Where a path that a source names leads."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NOWHERE = "nowhere"


def standing(root: Path, path: Path) -> Standing:
    """Does `path`, its symbolic links followed, lead to a file, and does that lie inside `root`?

    A name that no disk can hold, and a link that leads to itself, lead nowhere.
    """
    try:
        resolved = path.resolve()
        if not resolved.is_relative_to(root.resolve()):
            return Standing.OUTSIDE
        return Standing.INSIDE if resolved.is_file() else Standing.NOWHERE
    except (OSError, RuntimeError, ValueError):
        return Standing.NOWHERE


def publications(root: Path) -> tuple[str, ...]:
    """The ids of the publications of a root: the folders of source/ that hold a publication."""
    return tuple(sorted(p.parent.name for p in root.glob(f"source/*/{PUBLICATION}")))


def read_house(root: Path) -> tuple[House | None, list[Finding]]:
    """The shared files of a root, or every reason why they cannot be used."""
    palette, findings = _read(root, root / "styles" / "palette.yaml", Palette)
    symbols, more = _read(root, root / "icons" / "symbols.yaml", Symbols)
    findings += more
    series: dict[str, Sourced[Series]] = {}
    for path in sorted((root / "source" / "catalogue").glob("*.yaml")):
        one, more = _read(root, path, Series)
        findings += more
        if one is not None:
            series[path.stem] = one
    conditions, more = read_conditions(root)
    findings += more
    if palette is None or symbols is None or has_errors(findings):
        return None, findings
    return House(root, palette, symbols, series, conditions), findings


def read_conditions(root: Path) -> tuple[dict[str, Sourced[Condition]], list[Finding]]:
    """The printing conditions of a root, by name, and what is wrong in them."""
    conditions: dict[str, Sourced[Condition]] = {}
    findings: list[Finding] = []
    for path in sorted((root / PRESS).glob("*.yaml")):
        condition, more = _read(root, path, Condition)
        findings += more
        if condition is not None:
            conditions[path.stem] = condition
            findings += _profile(root, condition)
    return conditions, findings


def _profile(root: Path, condition: Sourced[Condition]) -> Iterator[Finding]:
    """A condition's profile that is not beside it."""
    name = condition.value.profile
    if name is not None and standing(root, root / PRESS / name) is not Standing.INSIDE:
        guess = did_you_mean(name, [p.name for p in (root / PRESS).glob("*.ic[cm]")])
        yield finding("E110", condition.at("profile"), file=f"{PRESS}/{name}", guess=guess)


def read_manuscript(root: Path, id: str) -> tuple[Manuscript | None, list[Finding]]:
    """One publication's own files, or every reason why they cannot be used."""
    folder = root / "source" / id
    publication, findings = _read(root, folder / PUBLICATION, Publication)
    if publication is None:
        return None, findings
    grid, more = _read_grid(root, publication)
    findings += more
    documents: dict[str, Document] = {}
    fronts: dict[str, Front] = {}
    for i, part in enumerate(publication.value.parts):
        if part.file is None or part.file in documents:
            continue
        document, more = _read_document(root, folder / part.file, publication.at("parts", i, "file"))
        findings += more
        if document is None:
            continue
        documents[part.file] = document
        front, more = validated(FRONTS.get(part.part, Front), document.front)
        findings += more
        if front is not None:
            fronts[part.file] = front
    if not has_errors(findings):
        findings += _unused(root, folder, publication)
    if grid is None or has_errors(findings):
        return None, findings
    return Manuscript(id, publication, grid, documents, fronts), findings


def _read(root: Path, path: Path, model: type[M]) -> tuple[Sourced[M] | None, list[Finding]]:
    file = relative(path, root)
    if standing(root, path) is not Standing.INSIDE:
        return None, [finding("E106", Span(file), problem="there is no such file in the root")]
    located, findings = read_yaml(path, file)
    if located.data is None and not findings:
        return None, [finding("E108", Span(file, 1))]
    value, more = validated(model, located)
    return (None if value is None else Sourced(value, located)), findings + more


def _read_grid(root: Path, publication: Sourced[Publication]) -> tuple[Sourced[Grid] | None, list[Finding]]:
    name = publication.value.layout
    path = root / "layouts" / name / LAYOUT
    if standing(root, path) is not Standing.INSIDE:
        known = [p.parent.name for p in root.glob(f"layouts/*/{LAYOUT}")]
        guess = did_you_mean(name, known)
        return None, [finding("E202", publication.at("layout"), name=name, guess=guess)]
    grid, findings = _read(root, path, Grid)
    for i, sheet in enumerate(grid.value.styles if grid else ()):
        if grid is not None and standing(root, root / "styles" / sheet) is not Standing.INSIDE:
            there = [p.name for p in root.glob("styles/*.css")]
            guess = did_you_mean(sheet, there)
            findings.append(finding("E110", grid.at("styles", i), file=f"styles/{sheet}", guess=guess))
    return grid, findings


def _unused(root: Path, folder: Path, publication: Sourced[Publication]) -> Iterator[Finding]:
    """Markdown files of the publication's folder that no part names: nothing of them is printed."""
    named = {part.file for part in publication.value.parts}
    for path in sorted(folder.glob("*.md")):
        if path.name not in named:
            yield finding("W307", Span(relative(path, root), 1))


def _read_document(root: Path, path: Path, named_at: Span) -> tuple[Document | None, list[Finding]]:
    file = relative(path, root)
    where = standing(root, path)
    if where is Standing.OUTSIDE:
        return None, [finding("E109", named_at, file=file)]
    if where is Standing.NOWHERE:
        there = [p.name for p in path.parent.glob("*.md")]
        return None, [finding("E110", named_at, file=file, guess=did_you_mean(path.name, there))]
    text, findings = read_text(path, file)
    if text is None:
        return None, findings
    if (wrong := too_much(text, file)) is not None:
        return None, [*findings, wrong]
    document, more = read_document(text, file)
    return document, findings + more
