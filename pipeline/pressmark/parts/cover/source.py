"""What a cover's sources may say: its row of publication.yaml, and its group of layout.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pressmark.read.models.publications import PartRow
from pressmark.read.models.values import ColourName, Model, Units

# The texts that a cover may bear; each stands on its page.
TEXTS = ("front-line", "inside-front", "inside-back", "back", "strapline")

# What of it a layout must give a place.
PLACED = ("front",)


class CoverRow(PartRow):
    """A cover. `colours` are those of its pattern."""

    colours: tuple[ColourName, ...] = ()
    """The colours of the cover's pattern."""


class CoverLayout(Model):
    """The cover. `pattern` is where the pattern begins on the front, as a share of the page's height.

    `places` says how far down the page a block stands that does not follow the one before it by
    `gap`; `front_forms` are the sizes of the front's title, the first that fits is set; from
    `knot_room` under the text inside the cover, a knot is drawn there.
    """

    pattern: Annotated[float, Field(gt=0, lt=1)]
    """Where the pattern begins on the front, as a share of the page's height."""
    places: dict[str, Units] = Field(json_schema_extra={"required": list(PLACED)})
    """How far down its page a text stands that does not follow the one before it."""
    gap: Units
    """Between texts that follow one another."""
    front_forms: tuple[str, ...] = Field(min_length=1)
    """The sizes of the title on the front: the first that fits is set."""
    knot_room: Units
    """From so much room under the text inside the cover, a knot is drawn there."""
