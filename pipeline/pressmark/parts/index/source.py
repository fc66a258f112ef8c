"""What an index's sources may say: its row, its front matter, and its group of layout.yaml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pressmark.read.models.publications import Front, PartRow
from pressmark.read.models.records import Names
from pressmark.read.models.values import Model, SeriesName, Text, Units


class IndexRow(PartRow):
    """An index: of the series that it lists, of what texts mark, or of a field of the records."""

    series: tuple[SeriesName, ...] = ()
    """The series that an index lists, in order. Without them it is an index from A to Z."""
    of: Names = ()
    """What an index from A to Z is of: `marks` in texts, a field of the records, or several. Marks, without
    this."""
    show: Text | None = None
    """What it prints of each record that has the value, as `"{symbol} {discovered}"`; else its page."""
    pages: bool | None = None
    """Does it print pages? Yes, where it shows nothing else of a record."""
    heads: Literal["letters", "none"] = "letters"
    """Do letters head its terms?"""


class IndexFront(Front):
    """Front matter of an index: the words that lead from a heading to others, by heading."""

    see: dict[Text, Text] = Field(default_factory=dict)
    """Words that lead elsewhere: `{NLC: Networked Learning Communities}`."""
    see_also: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Headings that lead to others, too: `{knots: [networks]}`."""


class IndexLayout(Model):
    """The index: the gaps above its rows, and whether a band opens it or only a head."""

    opener: Literal["band", "head"]
    """Does a band open the index, or only a head?"""
    series_gap: Units
    """Above a series."""
    title_gap: Units
    """Above a title."""
    row_gap: Units
    """Between rows."""
