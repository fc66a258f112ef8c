"""icons/symbols.yaml and source/catalogue/<series>.yaml: symbols, series and their records."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model

from pressmark.read.models.records import Record, RecordType, record_model
from pressmark.read.models.values import MOST_RECORDS, Model, Name, PatternName, Text

# The type of record that a series has where it names none.
PUBLICATION_TYPE = "publication"


class Symbol(Model):
    """One row of icons/symbols.yaml: what the symbol is called, and what it says."""

    label: Text
    """What the guide to symbols calls it."""
    meaning: Text
    """What the guide to symbols says of it."""
    group: Literal["kind", "format"]
    """`kind`: what sort of publication a title is. `format`: how it can be had."""
    file: Text
    """Its drawing, an SVG beside this file."""
    ground: Literal["base", "deep", "tint"] = "base"
    """Of a kind: which of its colour's inks the drawn covers of its titles stand on."""


class Group(Model):
    """A group of records in a series, printed as a head in the index."""

    id: Name
    """The group's name in the sources; never printed."""
    title: Text
    """The head that the index prints."""


class TableSource(Model):
    """The table that a series keeps its records in."""

    file: Text
    """A `.csv` or `.xlsx` beside this file."""
    sheet: Text | None = None
    """The sheet of a workbook; the only one, without this."""
    columns: dict[Text, Text] = Field(default_factory=dict)
    """For a column that is called otherwise: the field that it is, as `{Telephone number: telephone}`."""
    leave_out: tuple[Text, ...] = ()
    """Columns that are not read."""


def _in_a_file(value: object) -> object:
    """ "members.xlsx" is a table."""
    return {"file": value} if isinstance(value, str) else value


class Series(Model):
    """source/catalogue/<series>.yaml: a series, its groups and its records in printed order."""

    title: Text
    """The title of the series."""
    type: Text = PUBLICATION_TYPE
    """The type of its records: a file of `source/catalogue/types/`, or `publication`."""
    suffix: Text | None = None
    """What the index prints after the title of the series."""
    series_line: bool = False
    """Is the series' title printed over its entries?"""
    index_line: bool = False
    """Is the series' title printed under each of its titles in the index?"""
    pattern: PatternName = "poster"
    """The template of its drawn covers: `question` (knots, and a label), `handbook` (half discs, and a
    spine), `report` (rings), `magazine` (nodes, a masthead and the number of the issue), `poster` (quarter
    discs, and the title reading upward), or another that there is a drawing of. `knots`, `discs`, `arcs`,
    `nodes` and `quarters` are the same five, by what is drawn."""
    masthead: Text | None = None
    """The name of a periodical, as a `magazine`'s covers bear it at the head; without this, the title of the
    series."""
    introduction: Text | None = None
    """The paragraph under the series in the index (Markdown)."""
    table: (
        Annotated[TableSource, BeforeValidator(_in_a_file, json_schema_input_type=Text | TableSource)] | None
    ) = None
    """The table that its records stand in, instead of `records`: a `.csv` or `.xlsx` beside this file."""
    groups: tuple[Group, ...] = ()
    """Groups of titles, each under a head of its own in the index."""
    records: Annotated[tuple[Record, ...], Field(max_length=MOST_RECORDS)] = ()
    """The records, in the order in which an index prints them."""


def series_model(kind: RecordType) -> type[Series]:
    """The model of a series whose records are of a type: the same for what is equal."""
    return _series_model(record_model(kind))


@functools.lru_cache(maxsize=64)
def _series_model(record: type[Record]) -> type[Series]:
    says = "The records, in the order in which an index prints them."
    rows: Any = tuple[record, ...]  # type: ignore[valid-type]
    records: Any = (rows, Field(default=(), max_length=MOST_RECORDS, description=says))
    return create_model("Series", __base__=Series, __doc__=Series.__doc__, records=records)
