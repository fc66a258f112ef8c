"""What a section's sources may say: the options of its blocks, and its group of layout.yaml."""

from __future__ import annotations

from pydantic import Field

from pressmark.read.models.values import Model, Text, Units


class EntryOptions(Model):
    """The options of an entry."""

    title: Text | None = None
    """What to call its titles together, where it names several."""
    cover_title: Text | None = None
    """What their drawn cover says."""


class Shelf(Model):
    """How entries stand on pages without a band."""

    columns: int = Field(ge=1, le=4)
    """How many columns."""
    gap: Units
    """The least between two entries."""
    pitches: tuple[Units, ...] = ()
    """The fixed rows of a page with two and with three of them, where every row fits."""


class CoverSize(Model):
    """How large a cover is shown."""

    width: Units
    """Its width."""
    height: Units
    """Its height."""


class SectionLayout(Model):
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
    """The least height of an entry, and the height of the cover beside it."""
    thumb_width: Units = 6
    """The width of the cover beside an entry; if it is another than that of `styles/covers.css`."""
    feature: CoverSize = CoverSize(width=13, height=18.4)
    """The cover beside an extract, where that has a column to itself; if it is another than that of
    `styles/covers.css`."""
