"""The files of a root, read and validated one by one; what joins them is resolve's business."""

from __future__ import annotations

import glob
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, RootModel

from pressmark.findings import Finding, Span, did_you_mean, elsewhere, finding, has_errors, which_file
from pressmark.read.markdown.blocks import Document, read_document, too_much
from pressmark.read.models.catalogue import PUBLICATION_TYPE, Series, Symbol
from pressmark.read.models.colours import Contrast, Palette
from pressmark.read.models.conditions import Condition, OutputIntent
from pressmark.read.models.layout import Layout
from pressmark.read.models.publications import Front, PartRow, Publication
from pressmark.read.models.records import RecordType
from pressmark.read.models.values import Name, is_name
from pressmark.read.profiles import profile_fault
from pressmark.read.salvage import (
    NO_CONTRAST,
    NO_PALETTE,
    StandIn,
    lost_of,
    nothing,
    publication_of,
    salvaged,
)
from pressmark.read.series import Types, read_all_series, read_types, records_of
from pressmark.read.sourced import Sourced, lines_of
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.located import Located, read_text
from pressmark.read.yaml.validate import validated
from pressmark.root import Root, joined
from pressmark.rules import Severity
from pressmark.standings import Standing, TooLargeError

M = TypeVar("M", bound=BaseModel)

# What stands in for a printing condition that cannot be read, or is not there.
NO_CONDITION = Condition(
    title="none", intent=OutputIntent(identifier="none", condition="none", info="none"), ink_limit=400
)

PUBLICATION = "publication.yaml"
LAYOUT = "layout.yaml"
PRESS = "styles/press"

# What is named all over a root, and the file that it stands in.
SHARED_FILES = {"palette": "styles/palette.yaml", "symbols": "icons/symbols.yaml"}

# The folder of layouts/ that every layout takes what it has not itself from.
SHARED = "shared"


@dataclass(frozen=True)
class Models:
    """What a publication's files are validated by; the kinds of part say what of them is theirs.

    `fronts` are the models of front matter, by the kind of part; `blocks` the names of all fenced blocks. A
    part of the kind `plain` stands in for parts that cannot be read, and what `stand_in` gives for a field
    that is missing.
    """

    publication: type[Publication]
    row: type[PartRow]
    layout: type[Layout]
    fronts: Mapping[str, type[Front]]
    blocks: frozenset[str]
    plain: str
    stand_in: StandIn


class Symbols(RootModel[dict[Name, Symbol]]):
    """icons/symbols.yaml: every symbol by name, in the order of the Guide to symbols."""


@dataclass(frozen=True)
class House:
    """What every publication of a root shares: inks, symbols, the catalogue, printing conditions.

    Nothing is built of a house that is not `sound`; `unread` names what of it could not be read at all,
    `faults` say what is wrong in it."""

    root: Root
    palette: Sourced[Palette]
    symbols: Sourced[Symbols]
    types: Types
    series: Mapping[str, Sourced[Series]]
    conditions: Mapping[str, Sourced[Condition]]
    contrast: Sourced[Contrast]
    sound: bool = True
    unread: frozenset[str] = frozenset()
    faults: tuple[Finding, ...] = ()

    def type_of(self, series: Series) -> RecordType:
        """The type of a series' records: that of publications, where there is none of that name."""
        return self.types.get(series.type, self.types[PUBLICATION_TYPE]).value


@dataclass(frozen=True)
class Manuscript:
    """What one publication brings: its own file, its layout's numbers and its Markdown.

    Nothing is built of a manuscript that is not `sound`; `unread` names what of it could not be read
    at all.
    """

    id: str
    publication: Sourced[Publication]
    layout: Sourced[Layout] | None
    documents: Mapping[str, Document]
    fronts: Mapping[str, Front]
    sound: bool = True
    unread: frozenset[str] = frozenset()


def publications(root: Root) -> tuple[str, ...]:
    """The ids of the publications of a root: the folders of source/ that hold a publication.

    A folder whose name cannot be an id is none; `misnamed` says so.
    """
    return tuple(name for name in _folders(root) if is_name(name))


def no_publication(root: Root) -> str:
    """Why a root on disk has no publication, and what to do."""
    message = f"there is no publication in {root.folder / 'source'}"
    outer = next((one for one in root.folder.parents if Root(one).list("source/catalogue")), None)
    if outer is not None:
        return f"{message}: run this in the folder that holds source/, {outer}"
    texts = [file.split("/")[1] for file in root.list("source/*/*.md")]
    text = next((name for name in texts if name != "catalogue"), None)
    return f"{message}: source/{text} has Markdown but no {PUBLICATION}" if text else message


def misnamed(root: Root) -> Iterator[Finding]:
    """Folders that hold a publication, and whose names cannot be an id, nor the name of its files."""
    for name in _folders(root):
        if not is_name(name):
            yield finding("E117", Span(f"source/{name}/{PUBLICATION}"), name=name)


def _folders(root: Root) -> Sequence[str]:
    return [PurePosixPath(file).parent.name for file in root.list(f"source/*/{PUBLICATION}")]


def read_house(root: Root) -> tuple[House, list[Finding]]:
    """The shared files of a root, and what is wrong in them."""
    palette, findings = _read(root, SHARED_FILES["palette"], Palette)
    symbols, more = _read(root, SHARED_FILES["symbols"], Symbols)
    findings += more
    contrast, more = _read(root, "styles/contrast.yaml", Contrast)
    findings += more
    wrong = {one.span.file for one in findings if one.severity is Severity.ERROR}
    unread: set[str] = {name for name, file in SHARED_FILES.items() if file in wrong}
    types, more = read_types(root)
    findings += more
    series, more = read_all_series(root, types)
    findings += more
    for one in series.values():
        unread |= lost_of(one.value, (f for f in more if f.span.file == one.located.file))
    ids = Counter(record.id for record in records_of(series))
    unread |= {"ids"} if any(count > 1 for count in ids.values()) else set()
    conditions, more = read_conditions(root)
    findings += more
    nothing = Located(None, "")
    return House(
        root,
        palette or Sourced(NO_PALETTE, nothing),
        symbols or Sourced(Symbols({}), nothing),
        types,
        series,
        conditions,
        contrast or Sourced(NO_CONTRAST, nothing),
        not has_errors(findings),
        frozenset(unread),
        tuple(findings),
    ), findings


def read_conditions(root: Root) -> tuple[dict[str, Sourced[Condition]], list[Finding]]:
    """The printing conditions of a root, by name, and what is wrong in them."""
    conditions: dict[str, Sourced[Condition]] = {}
    findings: list[Finding] = []
    for file in root.list(f"{PRESS}/*.yaml"):
        found, more = _read(root, file, Condition)
        findings += more
        condition = found or Sourced(NO_CONDITION, Located(None, file))
        conditions[PurePosixPath(file).stem] = condition
        findings += _profile(root, condition)
    return conditions, findings


def _profile(root: Root, condition: Sourced[Condition]) -> Iterator[Finding]:
    """A condition's profile that is not beside it, or is not one."""
    name = condition.value.profile
    if name is None:
        return
    at, file = condition.at("profile"), f"{PRESS}/{name}"
    if root.standing(file) is not Standing.INSIDE:
        guess = which_file(name, root.names(f"{PRESS}/*.ic[cm]"), "put the profile there, or name another")
        yield finding("E110", at, file=file, guess=guess)
        return
    try:
        problem = profile_fault(root.read(file))
    except TooLargeError:
        problem = "it is far too large"
    if problem:
        yield finding("E248", at, file=file, problem=problem)


def read_manuscript(root: Root, id: str, models: Models) -> tuple[Manuscript, list[Finding]]:
    """One publication's own files, and what is wrong in them."""
    file = f"source/{id}/{PUBLICATION}"
    publication, findings = _read(root, file, models.publication, models.stand_in)
    unread = {"publication"} if publication is None else set()
    if publication is None:
        lines = lines_of(root, file)
        publication = Sourced(publication_of(lines, models.row, models.plain), Located(None, file))
    no_layout = unread or publication.at("layout") in {f.span for f in findings}
    layout, more = (
        (None, [])
        if no_layout
        else read_layout(root, publication.value.layout, publication.at("layout"), models.layout)
    )
    sound = not has_errors(findings)
    findings += more
    documents: dict[str, Document] = {}
    fronts: dict[str, Front] = {}
    for i, part in enumerate(publication.value.parts):
        if part.file is None:
            continue
        first = next(n for n, other in enumerate(publication.value.parts, 1) if other.file == part.file)
        if first <= i:
            at = publication.at("parts", i, "file")
            findings.append(finding("E162", at, file=part.file, first=first))
            continue
        file = joined("source", id, part.file)
        document, more = _read_document(root, file, publication.at("parts", i, "file"), models.blocks)
        findings += more
        if document is None:
            unread.add("documents")
            continue
        if more and more[0].code == "E142":
            unread.add("documents")
        documents[part.file] = document
        front, more = validated(models.fronts.get(part.part, Front), document.front)
        findings += elsewhere(more, findings)
        if front is not None:
            fronts[part.file] = front
    if sound and not unread:
        findings += _unused(root, id, publication)
    sound = not has_errors(findings)
    return Manuscript(id, publication, layout, documents, fronts, sound, frozenset(unread)), findings


def _read(
    root: Root, file: str, model: type[M], stand_in: StandIn = nothing
) -> tuple[Sourced[M] | None, list[Finding]]:
    """A file as a value of `model`; of one that is not sound, what can be made of it, if anything."""
    read, found = root.recall(
        ("file", file, model), (stand_in,), lambda: _read_anew(root, file, model, stand_in)
    )
    return read, list(found)


def _read_anew(
    root: Root, file: str, model: type[M], stand_in: StandIn
) -> tuple[Sourced[M] | None, list[Finding]]:
    located, findings = read_yaml(root, file)
    if located.data is None and not findings:
        return None, [finding("E108", Span(file, 1))]
    value, more = validated(model, located)
    if has_errors(more):
        value, located = salvaged(model, located, stand_in)
    return (None if value is None else Sourced(value, located)), findings + elsewhere(more, findings)


def layouts(root: Root) -> tuple[str, ...]:
    """The names of a root's layouts."""
    return tuple(PurePosixPath(file).parent.name for file in root.list(f"layouts/*/{LAYOUT}"))


def read_layout(
    root: Root, name: str, at: Span, model: type[Layout]
) -> tuple[Sourced[Layout] | None, list[Finding]]:
    """The layout of that name, which is asked for at `at`, and what is wrong with its layout.yaml."""
    file = f"layouts/{name}/{LAYOUT}"
    if root.standing(file) is not Standing.INSIDE:
        guess = did_you_mean(name, layouts(root))
        return None, [finding("E202", at, name=name, guess=guess)]
    layout, findings = _read(root, file, model)
    for i, sheet in enumerate(layout.value.styles if layout else ()):
        if layout is not None and root.standing(joined("styles", sheet)) is not Standing.INSIDE:
            guess = which_file(sheet, root.names("styles/*.css"), "write it, or take it out")
            findings.append(finding("E110", layout.at("styles", i), file=f"styles/{sheet}", guess=guess))
    return layout, findings


def _unused(root: Root, id: str, publication: Sourced[Publication]) -> Iterator[Finding]:
    """Markdown files of the publication's folder that no part names: nothing of them is printed."""
    named = {part.file for part in publication.value.parts}
    for name in root.names(f"source/{id}/*.md"):
        if name not in named:
            yield finding("W307", Span(f"source/{id}/{name}", 1))


def _read_document(
    root: Root, file: str, named_at: Span, names: frozenset[str]
) -> tuple[Document | None, list[Finding]]:
    where = root.standing(file)
    if where is Standing.OUTSIDE:
        return None, [finding("E109", named_at, file=file)]
    if where is Standing.NOWHERE:
        folder, name = posixpath.split(file)
        there = [other for other in root.names(f"{glob.escape(folder)}/*.md") if other != name]
        guess = which_file(name, there, "write it, or name another")
        return None, [finding("E110", named_at, file=file, guess=guess)]
    text, findings = read_text(root, file)
    if text is None:
        return None, findings
    if (wrong := too_much(text, file)) is not None:
        return None, [*findings, wrong]
    document, more = root.recall(("document", file), (text, names), lambda: read_document(text, file, names))
    return document, [*findings, *more]
