"""What the sources of plates may say: front matter, the options of a plate, their group of layout.yaml."""

from __future__ import annotations

from typing import Literal

from pressmark.read.models.publications import Front
from pressmark.read.models.values import Model, Name, Text, Units

# The blocks of a file of plates.
BLOCKS = ("plate",)


class PlateFront(Front):
    """Front matter of plates: is their title printed?"""

    print_title: bool = True
    """Is the title printed, over the caption of the first plate?"""


class PlateOptions(Model):
    """The options of a plate. Its picture fills the page, or stands on it `whole`."""

    id: Name | None = None
    """A name for this plate, for `[[#name]]` and `[words](#name)`."""
    alt: Text
    """What the picture shows, for those who cannot see it."""
    credit: Text | None = None
    """Who made it, under the caption."""
    fit: Literal["fill", "whole"] = "fill"
    """`fill`: the picture covers the page to its edges, and what is over is cut off. `whole`: all of it
    stands inside the margins."""


class PlateLayout(Model):
    """Plates, a page each, with their captions at the foot."""

    gap: Units
    """Between a picture and its caption."""
    least: Units
    """The least height of a picture: a caption that leaves less is too long."""
