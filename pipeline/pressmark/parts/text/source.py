"""What a running text's sources may say: front matter, the options of its blocks, its group of
layout.yaml."""

from __future__ import annotations

from typing import Literal

from pressmark.read.models.publications import Front
from pressmark.read.models.values import ColourName, Language, Model, Name, Place, Share, Text, Units

# The blocks of a running text; what stands outside of any is prose.
BLOCKS = ("lead", "box", "pull", "quote", "sidebar", "figure", "table")


class TextFront(Front):
    """Front matter of a text: is its title printed over it?"""

    print_title: bool = True
    """Is the title printed over the text?"""


class Label(Model):
    """Words that stand on a figure, their head in the middle of `at`."""

    at: Place
    """Where the head of the words stands: how far across, and how far down, as `50% 20%`."""
    text: Text
    """The words."""
    colour: ColourName | None = None
    """Their colour, of the palette."""
    width: Share = 30.0
    """How much of the figure they are wide, as `30%`."""


class Options(Model):
    """What may stand in the options of every block of a text. `lang` is the language of its words."""

    id: Name | None = None
    """A name for this place, for `[[#name]]` and `[words](#name)`."""
    colour: ColourName | None = None
    """The colour of the block, of the palette."""
    lang: Language | None = None
    """The language of its words, where it is another than the publication's, as `fr`."""


class FigureOptions(Options):
    """The options of a figure. `width` is a share of the measure."""

    alt: Text
    """What the figure shows, for those who cannot see it."""
    credit: Text | None = None
    """Who made it, under the caption."""
    width: Share = 100.0
    """How much of the measure it is wide, as `70%`."""
    labels: tuple[Label, ...] = ()
    """Words that stand on the figure."""


class TableOptions(Options):
    """The options of a table."""

    credit: Text | None = None
    """Where the table comes from, under it."""


class TextLayout(Model):
    """A text, which runs from page to page. A last page with less than `short` on it is said."""

    short: Units
    """A last page with less on it than this is said."""
    opens: Literal["any", "recto"] = "any"
    """`recto`: a text opens on a right-hand page."""
