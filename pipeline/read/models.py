"""The shape of every YAML file and front matter, as pydantic models.

The models are the documentation of the sources: each field says what it is and in which unit.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.units import Length, length


class Model(BaseModel):
    """Frozen, and nothing in a file goes unread."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _length(value: object) -> object:
    return value if isinstance(value, Length) else length(str(value))


def _some(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty: write something, or take the line out")
    return value


def _slug(value: str) -> str:
    if not value or not all(c.isascii() and (c.isalnum() or c in "-_") for c in value):
        raise ValueError(f'"{value}" is not a name: use letters, digits and hyphens')
    return value


def _srgb(value: str) -> str:
    digits = value.removeprefix("#")
    if len(value) != 7 or len(digits) != 6 or any(c not in "0123456789abcdefABCDEF" for c in digits):
        raise ValueError(f'"{value}" is not an sRGB colour: write # and six digits, as #007174')
    return value.lower()


def _build(value: object) -> object:
    """ "96 0 40 40" is a build as a designer says it."""
    values = value.split() if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or len(values) != 4:
        raise ValueError("a build is four numbers, per cent of C, M, Y and K, as 96 0 40 40")
    return values


def _trim(value: object) -> object:
    if isinstance(value, str):
        sides = value.lower().replace("×", "x").split("x")
        if len(sides) != 2:
            raise ValueError(f'"{value}" is not a page size: write width x height, as 210mm x 210mm')
        return {"width": sides[0].strip(), "height": sides[1].strip()}
    return value


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or " " in value:
        raise ValueError(f'"{value}" is not a web address: begin with https://')
    return value


def _positive(value: Length) -> Length:
    if not value.mm > 0:
        raise ValueError("it must be more than nought")
    return value


def _not_negative(value: Length) -> Length:
    if value.mm < 0:
        raise ValueError("it must not be less than nought")
    return value


Size = Annotated[Length, BeforeValidator(_length), AfterValidator(_positive)]
Around = Annotated[Length, BeforeValidator(_length), AfterValidator(_not_negative)]
Units = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Text = Annotated[str, AfterValidator(_some)]
Name = Annotated[str, AfterValidator(_slug)]
Srgb = Annotated[str, AfterValidator(_srgb)]
Web = Annotated[str, AfterValidator(_address)]
Percent = Annotated[float, Field(ge=0, le=100)]
Build = Annotated[tuple[Percent, Percent, Percent, Percent], BeforeValidator(_build)]


class Ink(Model):
    """One colour: its build in per cent of C, M, Y and K, and how that build looks in sRGB."""

    cmyk: Build
    srgb: Srgb


class Colour(Model):
    """A section colour, in the four roles that it plays."""

    base: Ink
    deep: Ink
    mid: Ink
    tint: Ink


class Palette(Model):
    """styles/palette.yaml: every colour once. Nothing else writes a colour."""

    colours: dict[Name, Colour] = Field(min_length=1)
    neutrals: dict[Name, Ink] = Field(min_length=1)


class Symbol(Model):
    """One row of icons/symbols.yaml: what the symbol is called, and what it says."""

    label: Text
    meaning: Text
    group: Literal["kind", "format"]
    file: Text


class Group(Model):
    """A group of records in a series, printed as a head in the index."""

    id: Name
    title: Text


class Record(Model):
    """One title of the catalogue. The title is written here and nowhere else."""

    id: Name
    title: Text
    entry_title: Text | None = None
    index_title: Text | None = None
    cover_title: Annotated[Text, Field(max_length=60)] | None = None
    label: Text | None = None
    subtitle: Text | None = None
    kinds: tuple[str, ...] = ()
    authors: Text | None = None
    group: str | None = None
    part_of: str | None = None
    pack: bool = False
    names_series: bool = False
    taken_from: str | None = None
    index_intro: Text | None = None
    index_note: Text | None = None
    note: Text | None = None
    date: Text | None = None
    formats: tuple[str, ...] = ("download",)
    cover: Text | None = None
    download: Text | None = None
    series_line: bool | None = None


class Series(Model):
    """source/catalogue/<series>.yaml: a series, its groups and its records in printed order."""

    title: Text
    suffix: Text | None = None
    series_line: bool = False
    index_line: bool = False
    pattern: str = "quarters"
    introduction: Text | None = None
    groups: tuple[Group, ...] = ()
    records: tuple[Record, ...] = ()


class Publisher(Model):
    """Who publishes, as the address block prints it."""

    name: Text
    address: tuple[Text, ...] = ()
    telephone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    web: Text | None = None


class Part(Model):
    """One part of a publication, in order."""

    part: Literal["cover", "contents", "section", "index", "notes"]
    file: Text | None = None
    title: Text | None = None
    colour: str | None = None
    series: tuple[str, ...] = ()


class Trim(Model):
    """The size of the page after trimming."""

    width: Size
    height: Size


class Artwork(Model):
    """The seeds of the drawn pattern; with the same seed it is drawn the same for ever.

    Of `inside` (the two inner covers) and `bands` (the openers) there may be several, taken in turn.
    """

    cover: int = 1
    inside: tuple[int, ...] = Field(default=(1,), min_length=1)
    bands: tuple[int, ...] = Field(default=(1,), min_length=1)
    foot: int = 1


class Publication(Model):
    """source/<id>/publication.yaml."""

    title: Text
    subtitle: Text | None = None
    layout: Name
    language: Text = "en-GB"
    trim: Annotated[Trim, BeforeValidator(_trim)]
    bleed: Around = Length(3.0)
    binding: Literal["saddle-stitch"] = "saddle-stitch"
    cover: Literal["separate"] = "separate"
    date: datetime.date
    publisher: Publisher
    parts: tuple[Part, ...] = Field(min_length=1)
    download_base: Web | None = None
    keywords: tuple[Text, ...] = ()
    rights: Text | None = None
    artwork: Artwork = Artwork()


class SectionFront(Model):
    """Front matter of a section, contents, index or cover file."""

    title: Text


class Margins(Model):
    """Margins in units of the grid."""

    inner: Units
    outer: Units
    top: Units
    bottom: Units


class Shelf(Model):
    """How entries stand on pages without a band."""

    columns: int = Field(ge=1, le=4)
    gap: Units
    pitches: tuple[Units, ...] = ()


class Grid(Model):
    """layouts/<name>/layout.yaml: the numbers that composition needs. All in units of the grid."""

    unit: Size
    margins: Margins
    measure: Units
    depth: Units
    gutter: Units
    forms: dict[str, Units]
    entry_gap: Units
    tight_gap: Units
    shelf: Shelf
    panel: Units
    panel_inset: Units
    panel_forms: tuple[str, ...] = Field(min_length=1)
    foot_room: Units
    shelf_room: Units
    band_knot_room: Units
    inside_knot_room: Units
    motto_depth: Units
    tab: Units
    contents_column: Units
    thumb_height: Units
    series_gap: Units
    title_gap: Units
    row_gap: Units
    panel_gap: Units
    styles: tuple[Text, ...] = Field(min_length=1)
