"""layouts/<name>/layout.yaml: the numbers and names that composition needs of a layout."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pressmark.read.models.publications import Trim
from pressmark.read.models.values import Form, Model, SheetName, Size, Units, not_too_fine
from pressmark.units import Length

# What may stand on pages besides their blocks: the number of the page, the title of its part once
# more, the labels of the symbols of availability.
Furniture = Literal["folio", "running-head", "key"]

# The designs of pages; of "shelf verso", only the versos.
DESIGNS = (
    *("cover-front", "cover-inside-front", "cover-inside-back", "cover-back"),
    *("contents", "opener", "shelf", "extract", "flow", "index-opener", "index", "notes", "leaf"),
)


def _bearer(value: str) -> str:
    design, _, side = value.partition(" ")
    if design not in DESIGNS or side not in ("", "verso", "recto"):
        known = ", ".join(DESIGNS)
        raise ValueError(
            f'"{value}" is no design of a page: write one of {known}, with verso or recto after it'
        )
    return value


Bearer = Annotated[str, AfterValidator(_bearer)]

# What of the sources a layout may leave out, where its layout.yaml says so.
LeftOut = Literal[
    "address",
    "authors",
    "contents-page",
    "cover-title",
    "group",
    "guide-meaning",
    "index-note",
    "index-pages",
    "index-series-line",
    "index-subtitle",
    "kinds",
    "note",
    "publisher",
    "read-on",
    "read-on-page",
    "section-number",
    "series-line",
    "subtitle",
    "taken-from",
]


class Margins(Model):
    """Margins in units of the grid."""

    inner: Units
    """At the fold."""
    outer: Units
    """At the fore edge."""
    top: Units
    """At the head."""
    bottom: Units
    """At the foot."""


class Shelf(Model):
    """How entries stand on pages without a band."""

    columns: int = Field(ge=1, le=4)
    """How many columns."""
    gap: Units
    """The least between two entries."""
    pitches: tuple[Units, ...] = ()
    """The fixed rows of a page with two and with three of them, where every row fits."""


class CoverGrid(Model):
    """The cover. `pattern` is where the pattern begins on the front, as a share of the page's height.

    `places` says how far down the page a block stands that does not follow the one before it by
    `gap`; `front_forms` are the sizes of the front's title, the first that fits is set; from
    `knot_room` under the text inside the cover, a knot is drawn there.
    """

    pattern: Annotated[float, Field(gt=0, lt=1)]
    """Where the pattern begins on the front, as a share of the page's height."""
    places: dict[str, Units]
    """How far down its page a text stands that does not follow the one before it."""
    gap: Units
    """Between texts that follow one another."""
    front_forms: tuple[str, ...] = Field(min_length=1)
    """The sizes of the title on the front: the first that fits is set."""
    knot_room: Units
    """From so much room under the text inside the cover, a knot is drawn there."""


class ContentsGrid(Model):
    """The contents: rows in a column of their own beside panels, or, without one, over them."""

    column: Units | None = None
    """Where the column of rows begins; without it they stand over the panels."""
    panel_gap: Units
    """Between panels."""


class SectionGrid(Model):
    """A section: its entries beside a band and on shelves, its extracts in a panel."""

    entry_gap: Units
    """Between the entries beside a band."""
    tight_gap: Units
    """What every gap gives way to, before copy is cut."""
    shelf: Shelf
    """Pages of entries without a band."""
    panel: Units
    """Where the tinted panel of an extract begins."""
    panel_inset: Units
    """From the panel's edge to its text."""
    panel_forms: tuple[str, ...] = Field(min_length=1)
    """The sizes of an extract: the first that fits is set."""
    foot_room: Units
    """From so much room under an extract, a knot is drawn there."""
    shelf_room: Units
    """The same under facing shelves."""
    thumb_height: Units
    """The least height of an entry."""


class IndexGrid(Model):
    """The index: the gaps above its rows, and whether a band opens it or only a head."""

    opener: Literal["band", "head"]
    """Does a band open the index, or only a head?"""
    series_gap: Units
    """Above a series."""
    title_gap: Units
    """Above a title."""
    row_gap: Units
    """Between rows."""


class TextGrid(Model):
    """A text, which runs from page to page. A last page with less than `short` on it is said."""

    short: Units
    """A last page with less on it than this is said."""
    opens: Literal["any", "recto"] = "any"
    """`recto`: a text opens on a right-hand page."""


class Grid(Model):
    """layouts/<name>/layout.yaml: the numbers that composition needs. All in units of the grid.

    `measure` is the most that text is wide, `least_measure` the least that the layout is drawn for;
    the page decides, and what is over goes to the margins. A form is as wide as its number of
    units, or a share of the measure, as 1/2. A group that is missing says that the layout does not
    set such a part. `furniture` says what stands on the pages of a design besides their blocks, of
    "shelf verso" on its versos only; `leaves_out` what of the sources the layout does not print. All
    else is missed where it is not on the pages.
    """

    unit: Annotated[Size, AfterValidator(not_too_fine)]
    """The unit that everything else here is counted in, as `4.2mm`: base line and module."""
    margins: Margins
    """The margins."""
    measure: Units
    """The most that text is wide. What a page has over goes to the margins."""
    least_measure: Units
    """The least width that the layout is drawn for."""
    least_depth: Units
    """The least depth that the layout is drawn for."""
    gutter: Units
    """Between columns."""
    forms: dict[str, Form]
    """The widths that blocks are set to: units, or a share of the measure, as `1/2`."""
    tab: Units | None = None
    """The most that an edge tab is high; without it there are none."""
    band_knot_room: Units | None = None
    """From so much room under a standfirst, the band bears a knot."""
    cover: CoverGrid | None = None
    """The cover. A group that is missing: the layout sets no such part."""
    contents: ContentsGrid | None = None
    """The contents."""
    section: SectionGrid | None = None
    """Sections: entries and extracts."""
    text: TextGrid | None = None
    """Running texts."""
    index: IndexGrid | None = None
    """The index."""
    furniture: dict[Bearer, tuple[Furniture, ...]]
    """What stands on a page besides its blocks, by the page's design, or of its `verso` or `recto` only."""
    leaves_out: tuple[LeftOut, ...] = ()
    """What of the sources this layout does not print: all else that they say is missed where it is not."""
    styles: tuple[SheetName, ...] = Field(min_length=1)
    """The style sheets of this layout, in order, from `styles/`."""

    def text_width(self, trim: Trim) -> Length:
        """The width of the text area: what the margins leave of a page, and no more than the measure."""
        between = trim.width - self.unit * (self.margins.inner + self.margins.outer)
        return min(between, self.unit * self.measure)
