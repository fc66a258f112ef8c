"""The catalogue as titles: each record of each series, ready to be printed anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urljoin

from pressmark.book.marks import marks_of
from pressmark.book.record_names import wrong_names
from pressmark.book.rows import Row
from pressmark.book.title import Mark, Title
from pressmark.book.words import Line, join_lines
from pressmark.drawings import covers, template_of
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.addresses import is_whole
from pressmark.read.markdown.convert import plain_line
from pressmark.read.models.colours import ROLES
from pressmark.read.models.records import Record
from pressmark.read.salvage import NO_ID
from pressmark.read.sources import House

# How many characters of a title does a generated cover bear? The art direction's measure.
COVER_TITLE = 60


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
    marks, more = marks_of(house)
    findings += more
    findings += _alike(house)
    findings += _patterns(house)
    for row in rows.values():
        findings += wrong_names(row, rows, house)
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
        if name not in covers():
            yield finding("E214", source.at("pattern"), name=name, guess=did_you_mean(name, covers()))


def _rows(house: House, language: str) -> tuple[dict[str, Row], list[Finding]]:
    rows: dict[str, Row] = {}
    findings: list[Finding] = []
    for name, source in house.series.items():
        kind = house.type_of(source.value)
        for i, record in enumerate(source.value.records):
            if record.id == NO_ID:  # it lacks one, which has been said
                record = record.model_copy(update={"id": f"{NO_ID}/{name}/{i}"})
            row = Row(record, name, ("records", i), source, kind, language)
            first = rows.get(record.id)
            if first is not None:
                span = row.at("id")
                findings.append(finding("E203", span, name=record.id, first=first.at("id")))
                continue
            rows[record.id] = row
    return rows, findings


# The types of field that are set as one line of text.
LINES = ("text", "telephone", "email", "web", "address")


def _title(
    row: Row,
    rows: Mapping[str, Row],
    house: House,
    marks: Mapping[str, Mark],
    base: str | None,
) -> Title:
    record, name = row.record, row.title
    parent = rows.get(record["part_of"] or "") if row.has("part_of", "reference") else None
    source = rows.get(record["taken_from"] or "") if row.has("taken_from", "reference") else None

    def marked(key: str) -> tuple[Mark, ...]:
        named = record[key] if row.has(key, "symbol") else ()
        return tuple(marks[one] for one in named if one in marks)

    formats = marked("formats")
    return Title(
        id=record.id,
        name=name,
        entry=row.text("entry_title") or name,
        index=_index_line(row),
        cover=on_cover(row.text("cover_title") or name),
        authors=row.text("authors"),
        subtitle=row.text("subtitle"),
        issue=row.text("issue"),
        note=row.text("note"),
        index_note=row.text("index_note"),
        series_line=_series_line(row, parent),
        taken_from=replace(source.title, span=row.place("taken_from")) if source else NOTHING,
        kinds=marked("kinds"),
        formats=formats,
        pattern=template_of(row.source.value.pattern),
        masthead=plain_line(row.source.value.masthead or "", row.language),
        source=source.record.id if source else "",
        group=record["group"] if row.has("group", "group") else "",
        part_of=record["part_of"] if row.has("part_of", "reference") else "",
        pack=row.has("pack", "flag"),
        address=address_of(record, base) if "download" in (record["formats"] or ()) else "",
        picture=quote(record["cover"]) if row.has("cover", "picture") else "",
        cover_fit=record["cover_fit"] or "fill",
        publication=record["publication"] if row.has("publication", "publication") else "",
        series=row.series,
        series_title=plain_line(row.source.value.title, row.language),
        kinds_span=row.place("kinds"),
        span=row.span,
        row=row,
    )


# A line that is not there.
NOTHING = Line((), "", Span(""))


def _index_line(row: Row) -> Line:
    """A title as the index prints it: its label, itself, its date."""
    title = row.text("index_title") or row.title
    labelled = join_lines((row.text("label"), title), ": ", title.span) if row.has("label", "text") else title
    return join_lines((labelled, row.text("date")), ", ", title.span) if row.has("date", "text") else labelled


def address_of(record: Record, base: str | None) -> str:
    """Where a title is downloaded from: its own address, or the publication's and its end; "" if nowhere."""
    own = record["download"] or record.id
    return urljoin(base, own) if base else own if is_whole(own) else ""


def _series_line(row: Row, parent: Row | None) -> Line:
    """The line that names a title's series, or the title that stands for it; and where its words are
    written."""
    if parent is not None and parent.has("names_series", "flag"):
        return parent.title
    has_line = row.record["series_line"]
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
