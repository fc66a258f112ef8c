"""styles/press/<name>.yaml: what a printer asks of a file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressmark.read.models.values import Around, Model, Size, Text, Web
from pressmark.units import Length, pt


class OutputIntent(Model):
    """The printing condition that a file is made for (ISO 15930-7, 6.2.2): its registered name first."""

    identifier: Text
    """The registered name of the printing condition, as `FOGRA39`."""
    condition: Text
    """The condition in words, as the registry has it."""
    info: Text
    """What the condition, or its profile, is called."""
    registry: Web = "http://www.color.org"
    """Where the name is registered."""


class Marks(Model):
    """Which marks stand in the slug."""

    crop: bool = False
    """Crop marks, at the corners of the trim."""
    registration: bool = False
    """Register marks, in every ink."""
    colour_bar: bool = False
    """A bar of every ink, solid and in tints."""
    page_line: bool = False
    """A line with the file, the page and the day."""


class PictureLimits(Model):
    """Pixels per inch at the printed size under which a picture is warned of, or refused.

    With `resample`, a picture that has half as many again is taken down to so many; without, none is.
    """

    warn: Annotated[int, Field(ge=0)] = 225
    """Under so many pixels per inch a picture is warned of."""
    refuse: Annotated[int, Field(ge=0)] = 150
    """Under so many pixels per inch a picture is an error."""
    line_art: Annotated[int, Field(ge=0)] = 800
    """Under so many pixels per inch a picture of black and white alone is warned of."""
    resample: Annotated[int, Field(ge=72)] | None = None
    """Over half as many again, a picture is taken down to so many pixels per inch."""


class Condition(Model):
    """styles/press/<name>.yaml: what a printer asks of a file.

    `ink_limit` is the sum of the four inks in per cent. Without `bleed_at_spine` nothing is printed
    beyond the trim at the fold. `severities` says of a check what a failure of it is.
    """

    title: Text
    """What the condition is called, for people."""
    standard: Literal["PDF/X-4", "PDF/X-1a:2003", "PDF/X-4p", "PDF/X-6"] = "PDF/X-4"
    """The kind of PDF that the printer takes."""
    intent: OutputIntent
    """The printing condition that the file names as its own."""
    profile: Text | None = None
    """The ICC profile, a file beside this one."""
    licence: Text | None = None
    """Who made the profile, and on what terms it is passed on."""
    ink_limit: Annotated[float, Field(gt=0, le=400)]
    """The most ink in one place: C, M, Y and K together, in per cent."""
    bleed: Around = Length(3.0)
    """How far colour runs beyond the trim, as `3mm`."""
    bleed_at_spine: bool = True
    """Is there bleed at the fold too?"""
    slug: Around = Length(10.0)
    """How far the sheet goes on beyond the bleed, for marks, as `10mm`."""
    marks: Marks = Marks()
    """Which marks stand in the slug."""
    pictures: PictureLimits = PictureLimits()
    """How fine pictures must be at their printed size."""
    smallest_text: Size = pt(8)
    """Text below this size has no more than two inks, as `8pt`."""
    thinnest_line: Size = pt(0.25)
    """The thinnest line that prints, as `0.25pt`."""
    page_multiple: Annotated[int, Field(ge=1)] | None = None
    """Pages come in multiples of this number."""
    cover: Literal["separate", "self"] | None = None
    """Does the printer want the cover as a file of its own?"""
    inks: Literal["spots", "process"] = "spots"
    """`spots`: spot inks are plates of their own. `process`: they are built of CMYK."""
    severities: dict[Text, Literal["error", "warning", "notice"]] = Field(default_factory=dict)
    """How bad a check of preflight is to this printer, as `P821: error`."""

    @property
    def transparency(self) -> bool:
        """May a file of its standard hold what is transparent (ISO 15930-4, 6.12; ISO 15930-7, 6.2.8)?"""
        return self.standard != "PDF/X-1a:2003"

    @property
    def pdf_version(self) -> str:
        """The version of PDF that its standard is written in."""
        return {"PDF/X-1a:2003": "1.4", "PDF/X-6": "2.0"}.get(self.standard, "1.6")
