"""What a section's sources may say: its row, the options of its blocks, and its group of layout.yaml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, create_model, model_validator

from pressmark.read.models.publications import Front, PartRow
from pressmark.read.models.records import FieldName, Names, Shows
from pressmark.read.models.values import Model, SeriesName, Text, Units


def _alone(value: object) -> object:
    """One series is a list of one."""
    return [value] if isinstance(value, str) else value


class SectionRow(PartRow):
    """A section: its file, or the records that it is made of."""

    where: dict[FieldName, Names] = Field(default_factory=dict)
    """Only records with such a value: `{state: [Ohio, Texas]}`."""
    group_by: Text | None = None
    """The field whose value heads a group of records, or `first letter of` one."""
    sort_by: Names = ()
    """The fields that its records are ordered by, `-` before one for downwards; else as their type says."""
    shows: Shows | None = None
    """What of a record is shown in a list of many, where it is not what its type says."""
    opens: Literal["spread", "page", "here"] = "spread"
    """Where it begins: on a new `spread`, a new `page`, or `here`, below what stands before it."""

    @property
    def records(self) -> tuple[str, ...]:
        """The series that it is made of."""
        named: tuple[str, ...] = getattr(self, "from", ())
        return named


# "from" is a word of Python's own, so that this field is not written as the others are.
_from: Any = (
    Annotated[tuple[SeriesName, ...], BeforeValidator(_alone)],
    Field(default=(), description="The series whose records it is made of: one, or several."),
)
_row: Any = {"from": _from}
SECTION_ROW: type[SectionRow] = create_model("Row", __base__=SectionRow, __doc__=SectionRow.__doc__, **_row)


class SectionFront(Front):
    """Front matter of a section: its title, and the line at the foot of its pages."""

    note: Annotated[Text, Field(max_length=120)] | None = None
    """A line at the foot of pages of records that run on, as one that explains what stands in a record."""


class EntryOptions(Model):
    """The options of an entry."""

    title: Text | None = None
    """What to call its titles together, where it names several."""
    cover_title: Text | None = None
    """What their drawn cover says."""
    feature: Text | None = None
    """`yes`: it may have a larger place than those around it."""


class Shelf(Model):
    """How entries stand on pages without a band."""

    columns: int = Field(ge=1, le=4)
    """How many columns."""
    gap: Units
    """The least between two entries."""
    pitches: tuple[Units, ...] = ()
    """The fixed rows of a page with two and with three of them, where every row fits."""


class PagePlace(Model):
    """A place for an entry on a page, in units from the left and the head of the text area."""

    form: Text
    """The form that it is set in."""
    x: Units = 0
    """From the left of the text area."""
    y: Units = 0
    """From its head."""
    depth: Units
    """How high an entry may be there."""
    features: bool = False
    """Is it larger than the others, for an entry that is marked `feature: yes`, or is much longer?"""


class PageForm(Model):
    """A form of a page for few entries: places for them, in the order of the source."""

    name: Text
    """What `fit` calls it."""
    places: tuple[PagePlace, ...] = Field(min_length=1)
    """The places."""
    least: int = Field(ge=1)
    """The fewest entries that it is for; what places they leave stay white."""
    side: Literal["verso", "recto"] | None = None
    """The side that it is for; both, without this."""
    beside: tuple[Text, ...] = ()
    """On a verso: the forms that may face it."""
    tint: Units = 0
    """How far a tinted ground reaches from the fold."""
    rules: bool = True
    """Does a rule stand above each row but the first?"""


class CoverSize(Model):
    """How large a cover is shown."""

    width: Units
    """Its width."""
    height: Units
    """Its height."""


class RunOn(Model):
    """How records run on: in columns, from page to page."""

    form: Text = "record"
    """The form of a record: as many columns of its width as stand side by side."""
    gap: Units = 0
    """Between two records."""
    group_gap: Units = 1
    """Above the head of a group."""
    head_gap: Units = 1
    """Below the head of the section."""
    rise: Units = 0
    """So far above the text area that head begins, where other pages have a running head."""
    thumbs: int = Field(default=0, ge=0)
    """From so many pages on, a section that is grouped by letters has a thumb index; without this, never."""
    picture: CoverSize | None = None
    """How large a record's picture is shown."""


class SectionLayout(Model):
    """A section: its entries beside a band and on shelves, its extracts in a panel, or its records in columns
    that run on."""

    entry_gap: Units = 1.5
    """Between the entries beside a band."""
    tight_gap: Units = 1
    """What every gap gives way to, before copy is cut."""
    shelf: Shelf | None = None
    """Pages of entries without a band."""
    page_forms: tuple[PageForm, ...] = ()
    """Forms of pages for few entries: whichever fills a spread best is taken, or the columns of `shelf`."""
    run: RunOn | None = None
    """Records that run on. A layout without `shelf` sets all sections so."""
    panel: Units = 18.5
    """Where the tinted panel of an extract begins."""
    panel_inset: Units = 2
    """From the panel's edge to its text."""
    panel_forms: tuple[str, ...] = ()
    """The sizes of an extract: the first that fits is set."""
    foot_room: Units = 7
    """From so much room under an extract, a knot is drawn there."""
    shelf_room: Units = 10
    """The same under facing shelves."""
    thumb_height: Units = 8.5
    """The least height of an entry, and the height of the cover beside it."""
    thumb_width: Units = 6
    """The width of the cover beside an entry; if it is another than that of `styles/covers.css`."""
    feature: CoverSize = CoverSize(width=13, height=18.4)
    """The cover beside an extract, where that has a column to itself; if it is another than that of
    `styles/covers.css`."""

    @model_validator(mode="after")
    def _set_somehow(self) -> SectionLayout:
        if self.shelf is None and self.run is None:
            raise ValueError("it sets entries neither on shelves nor in columns: write shelf: or run:")
        if self.shelf is not None and not self.panel_forms:
            raise ValueError("it names no size of an extract: write panel_forms: [big]")
        return self
