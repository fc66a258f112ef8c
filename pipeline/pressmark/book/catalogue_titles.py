"""The catalogue as titles: each record of each series, ready to be printed anywhere."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urljoin

from pressmark.book.title import Mark, Title
from pressmark.book.words import Line, join_lines
from pressmark.check.pictures import SHOWN
from pressmark.check.svg_colours import symbol_colour_fault
from pressmark.check.svg_styles import declared, less_than_nothing
from pressmark.check.svg_support import SvgFault, shape_faults
from pressmark.drawings import PATTERNS
from pressmark.findings import Finding, Span, did_you_mean, finding, which_file
from pressmark.read.addresses import is_whole
from pressmark.read.drawings import endless, tree_of
from pressmark.read.markdown.convert import plain_line
from pressmark.read.models.catalogue import Group, Record, Series, Symbol
from pressmark.read.models.colours import ROLES
from pressmark.read.salvage import NO_ID
from pressmark.read.sources import House, Sourced, Symbols, publications
from pressmark.read.svg import SvgError, elements_of
from pressmark.read.yaml.located import Path_
from pressmark.root import joined
from pressmark.standings import Standing, TooLargeError

# A symbol of more bytes is none.
MAX_SYMBOL = 200_000

# What the engine's own black and white are in sRGB: they print as K and as paper.
BLACK, WHITE = "#000000", "#ffffff"

# How many characters of a title does a generated cover bear? The art direction's measure.
COVER_TITLE = 60


@dataclass(frozen=True)
class Row:
    """A record, the series it stands in, and its place there."""

    record: Record
    series: str
    path: Path_
    source: Sourced[Series]
    language: str

    def at(self, *path: str | int) -> Span:
        """The span of a field of the record."""
        return self.source.at(*self.path, *path)

    def place(self, key: str) -> Span:
        """Where a field is written; of one that the record lacks, where its title is."""
        return self.at(key if getattr(self.record, key) else "title")

    def line(self, key: str, otherwise: str = "") -> Line:
        """A field as it is printed; of one that the record lacks, `otherwise` instead."""
        name = key if getattr(self.record, key) else otherwise
        written = getattr(self.record, name) if name else None
        span = self.place(key)
        if not written:
            return Line((), "", span)
        placer = self.source.located.placer(written, *self.path, name)
        return Line.of(written, span, placer, language=self.language)


@dataclass(frozen=True)
class Catalogue:
    """Every record by its id, in printed order; and, in a draft, what stands in for titles that there are
    not, by the names that are typed for them."""

    rows: Mapping[str, Row]
    titles: Mapping[str, Title]
    stand_ins: Mapping[str, Title] = field(default_factory=dict)

    def title(self, name: str) -> Title | None:
        """The title of that id, or what stands in for it."""
        return self.titles.get(name) or self.stand_ins.get(name)


def catalogue(house: House, download_base: str | None, language: str) -> tuple[Catalogue, list[Finding]]:
    """The titles of a house; every name in a record that names nothing is a finding."""
    rows, findings = _rows(house, language)
    marks, more = _marks(house)
    findings += more
    findings += _alike(house)
    findings += _patterns(house)
    for row in rows.values():
        findings += _wrong_names(row, rows, house)
    titles = {id: _title(row, rows, house, marks, download_base) for id, row in rows.items()}
    return Catalogue(rows, titles), findings


def _alike(house: House) -> Iterator[Finding]:
    """Two inks that look the same on the screen could not be told apart on their way to the press."""
    palette = house.palette.value
    inks: list[tuple[tuple[str, ...], str]] = [
        (("colours", name, role), getattr(colour, role).srgb)
        for name, colour in palette.colours.items()
        for role in ROLES
    ]
    inks += [(("neutrals", name), ink.srgb) for name, ink in palette.neutrals.items()]
    seen: dict[str, tuple[str, ...]] = {}
    for path, srgb in inks:
        if srgb in seen:
            first, name = "-".join(seen[srgb][1:]), "-".join(path[1:])
            yield finding("E212", house.palette.at(*path), first=first, name=name, srgb=srgb)
        seen.setdefault(srgb, path)


def _patterns(house: House) -> Iterator[Finding]:
    for source in house.series.values():
        name = source.value.pattern
        if name not in PATTERNS:
            yield finding("E214", source.at("pattern"), name=name, guess=did_you_mean(name, PATTERNS))


def _rows(house: House, language: str) -> tuple[dict[str, Row], list[Finding]]:
    rows: dict[str, Row] = {}
    findings: list[Finding] = []
    for name, source in house.series.items():
        for i, record in enumerate(source.value.records):
            if record.id == NO_ID:  # it lacks one, which has been said
                record = record.model_copy(update={"id": f"{NO_ID}/{name}/{i}"})
            row = Row(record, name, ("records", i), source, language)
            first = rows.get(record.id)
            if first is not None:
                span = row.at("id")
                findings.append(finding("E203", span, name=record.id, first=first.at("id")))
                continue
            rows[record.id] = row
    return rows, findings


def _marks(house: House) -> tuple[dict[str, Mark], list[Finding]]:
    """The symbols with their drawings."""
    marks: dict[str, Mark] = {}
    findings: list[Finding] = []
    inks = frozenset((*(srgb.lower() for srgb in house.palette.value.inks.values()), BLACK, WHITE))
    for name, symbol in house.symbols.value.root.items():
        file = joined("icons", symbol.file)
        span = house.symbols.at(name, "file")
        if house.root.standing(file, within="icons") is not Standing.INSIDE:
            there = house.root.names("icons/*.svg")
            guess = which_file(symbol.file, there, "put the drawing there, or name another")
            findings.append(finding("E206", span, file=symbol.file, guess=guess))
            continue
        try:
            raw = house.root.read(file, MAX_SYMBOL)
        except TooLargeError:
            problem = "it is far too large for a symbol"
            findings.append(finding("E207", Span(f"icons/{symbol.file}"), problem=problem, cure=PLAIN))
            continue
        faults = symbol_faults(raw, f"icons/{symbol.file}", inks)
        findings += [finding("E207", at, problem=why, cure=cure or PLAIN) for why, cure, at in faults]
        if faults:
            continue
        label, meaning = (_typed(house.symbols, symbol, name, key) for key in ("label", "meaning"))
        marks[name] = Mark(name, symbol, raw.decode("utf-8", "replace"), label, meaning)
    return marks, findings


def _typed(symbols: Sourced[Symbols], symbol: Symbol, name: str, key: str) -> Line:
    """Words of a symbol, which print as they are typed."""
    written: str = getattr(symbol, key)
    return Line.plain(written, symbols.at(name, key), symbols.located.placer(written, name, key))


PLAIN = "draw it as plain filled paths, in UTF-8"


@functools.lru_cache(maxsize=256)
def symbol_faults(raw: bytes, file: str, inks: frozenset[str]) -> tuple[tuple[str, str, Span], ...]:
    """What is wrong with a symbol's SVG, the cure if there is another than to draw it anew, and where.

    A symbol draws in the current colour, or in one of the `inks`, as sRGB; it reaches for nothing outside
    itself.
    """
    return tuple(_symbol_faults(raw, file, inks))


def _symbol_faults(raw: bytes, file: str, inks: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    try:
        elements = elements_of(raw, file)
    except SvgError as error:
        yield error.problem, error.cure, error.span
        return
    if problem := endless(tree_of(raw)):
        yield problem, "", Span(file)
        return
    for fault in shape_faults(elements):
        yield fault.problem, fault.cure, fault.span
    for element in elements:
        if element.name in ("script", "image", "foreignObject", "use", "style", "text"):
            yield f"it holds <{element.name}>", "", element.span
        for key, value in element.attributes.items():
            if "href" in key or "url(" in value or key.lower().startswith("on"):
                yield f"it reaches outside itself ({key})", "", element.at(key)
    for one in declared([element for element in elements if element.name != "style"]):
        wrong = one if isinstance(one, SvgFault) else symbol_colour_fault(one, inks) or less_than_nothing(one)
        if wrong is not None:
            yield wrong.problem, wrong.cure, wrong.span


# The fields of a record that are set as one line of text.
LINES = (
    "title",
    "entry_title",
    "index_title",
    "cover_title",
    "label",
    "subtitle",
    "authors",
    "index_note",
    "note",
    "date",
)


def _wrong_names(row: Row, rows: Mapping[str, Row], house: House) -> Iterator[Finding]:
    record = row.record
    for key in ("part_of", "taken_from"):
        name = getattr(record, key)
        if name == record.id:
            yield finding("E241", row.at(key), field=key)
        elif name is not None and name not in rows:
            guess = did_you_mean(name, (r for r in rows if r != record.id))
            yield finding("E201", row.at(key), name=name, guess=guess)
    groups: tuple[Group, ...] = row.source.value.groups
    if record.group is not None and record.group not in (g.id for g in groups):
        guess = did_you_mean(record.group, (g.id for g in groups), "add it to groups:, or take the line out")
        yield finding("E204", row.at("group"), name=record.group, guess=guess)
    symbols = house.symbols.value.root
    for key, group in (("kinds", "kind"), ("formats", "format")):
        known = [name for name, symbol in symbols.items() if symbol.group == group]
        for i, name in enumerate(named := getattr(record, key)):
            if name in named[:i]:
                yield finding("W366", row.at(key, i), name=name, list=key)
            elif name not in known:
                guess = did_you_mean(name, known)
                yield finding("E205", row.at(key, i), group=group, name=name, guess=guess)
    if record.publication is not None and record.publication not in publications(house.root):
        guess = did_you_mean(record.publication, publications(house.root))
        yield finding("E223", row.at("publication"), name=record.publication, guess=guess)
    cover = record.cover
    if cover is not None and house.root.standing(joined("source", cover)) is not Standing.INSIDE:
        files = (file for kind in SHOWN for file in house.root.list(f"source/**/*{kind}"))
        there = [file.removeprefix("source/") for file in files]
        guess = which_file(cover, there, "put the picture there, or take the line out")
        yield finding("E208", row.at("cover"), file=cover, guess=guess)


def _title(
    row: Row,
    rows: Mapping[str, Row],
    house: House,
    marks: Mapping[str, Mark],
    base: str | None,
) -> Title:
    record = row.record
    parent = rows.get(record.part_of or "")
    source = rows.get(record.taken_from or "")
    by_name: Callable[[tuple[str, ...]], tuple[Mark, ...]] = lambda names: tuple(  # noqa: E731
        marks[name] for name in names if name in marks
    )
    return Title(
        id=record.id,
        name=row.line("title"),
        entry=row.line("entry_title", "title"),
        index=_index_line(row),
        cover=on_cover(row.line("cover_title", "title")),
        authors=row.line("authors"),
        subtitle=row.line("subtitle"),
        note=row.line("note"),
        index_note=row.line("index_note"),
        series_line=_series_line(row, parent),
        taken_from=replace(source.line("title"), span=row.place("taken_from")) if source else NOTHING,
        kinds=by_name(record.kinds),
        formats=by_name(record.formats),
        pattern=row.source.value.pattern,
        source=source.record.id if source else "",
        group=record.group or "",
        part_of=record.part_of or "",
        pack=record.pack,
        address=address_of(record, base) if "download" in record.formats else "",
        picture=quote(record.cover or ""),
        cover_fit=record.cover_fit,
        publication=record.publication or "",
        series=row.series,
        series_title=plain_line(row.source.value.title, row.language),
        kinds_span=row.place("kinds"),
        span=row.at("title"),
    )


# A line that is not there.
NOTHING = Line((), "", Span(""))


def _index_line(row: Row) -> Line:
    """A title as the index prints it: its label, itself, its date."""
    title = row.line("index_title", "title")
    labelled = join_lines((row.line("label"), title), ": ", title.span) if row.record.label else title
    return join_lines((labelled, row.line("date")), ", ", title.span) if row.record.date else labelled


def address_of(record: Record, base: str | None) -> str:
    """Where a title is downloaded from: its own address, or the publication's and its end; "" if nowhere."""
    own = record.download or record.id
    return urljoin(base, own) if base else own if is_whole(own) else ""


def _series_line(row: Row, parent: Row | None) -> Line:
    """The line that names a title's series, or the title that stands for it; and where its words are
    written."""
    if parent is not None and parent.record.names_series:
        return parent.line("title")
    has_line = row.record.series_line
    if has_line is None:
        has_line = row.source.value.series_line
    at, title = row.source.at("title"), row.source.value.title
    if not has_line:
        return replace(NOTHING, span=at)
    return Line.of_value(title, row.source.located, "title", language=row.language)


def on_cover(line: Line) -> Line:
    """A title as a generated cover bears it: its plain words, shortened."""
    return line.shown_as(shortened(line.text))


def shortened(title: str) -> str:
    """A title as a generated cover bears it: whole words of the first `COVER_TITLE` characters."""
    if len(title) <= COVER_TITLE:
        return title
    words = title[:COVER_TITLE].rpartition(" ")[0] or title[: COVER_TITLE - 1]
    return words.rstrip(" ,;:–-") + "…"
