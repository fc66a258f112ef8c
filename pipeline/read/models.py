"""The shape of every YAML file and front matter, as pydantic models.

The models are the documentation of the sources: each field says what it is and in which unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.read.limits import endless
from pipeline.units import Length, length


class Model(BaseModel):
    """Frozen, and nothing in a file goes unread."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _length(value: object) -> object:
    return value if isinstance(value, Length) else length(str(value))


def _some(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty: write something, or take the line out")
    if found := endless(value):
        raise ValueError(found[0])
    return value


def is_name(value: str) -> bool:
    """Can it be an id: letters, digits and hyphens?"""
    return bool(value) and all(c.isascii() and (c.isalnum() or c in "-_") for c in value)


def _slug(value: str) -> str:
    if not is_name(value):
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


# ISO 216, width and height in millimetres.
ISO_SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}


def _trim(value: object) -> object:
    """ "A5", "A5 landscape", "210mm square", "210mm x 148mm" are pages as a printer says them."""
    if not isinstance(value, str):
        return value
    words = value.lower().replace("×", "x").split()
    if words and words[0] in ISO_SIZES and words[1:] in ([], ["portrait"], ["landscape"]):
        width, height = ISO_SIZES[words[0]]
        sides = [f"{width}mm", f"{height}mm"]
        return dict(zip(("width", "height"), sides[:: -1 if "landscape" in words else 1], strict=True))
    if len(words) == 2 and words[1] == "square":
        return {"width": words[0], "height": words[0]}
    sides = " ".join(words).split("x")
    if len(sides) != 2:
        raise ValueError(
            f'"{value}" is not a page size: write a name, as A5 or A5 landscape, '
            "or width x height, as 210mm x 210mm"
        )
    return {"width": sides[0].strip(), "height": sides[1].strip()}


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or " " in value:
        raise ValueError(f'"{value}" is not a web address: begin with https://')
    return value


# The largest page that PDF knows, 14,400 units (ISO 32000-1, annex C.2); more around a page than any
# press has, a finer grid than can be seen, and more parts and titles than any publication has.
LARGEST = Length(5_080.0)
WIDEST = Length(100.0)
FINEST = Length(0.5)
MOST_PARTS = 500
MOST_RECORDS = 5_000


def _positive(value: Length) -> Length:
    if not value.mm > 0:
        raise ValueError("it must be more than nought")
    if not value.mm <= LARGEST.mm:
        raise ValueError(f"it must not be more than {LARGEST.css}")
    return value


def _not_too_fine(value: Length) -> Length:
    if value.mm < FINEST.mm:
        raise ValueError(f"it must be {FINEST.css} at the least")
    return value


def _not_negative(value: Length) -> Length:
    if value.mm < 0:
        raise ValueError("it must not be less than nought")
    if not value.mm <= WIDEST.mm:
        raise ValueError(f"it must not be more than {WIDEST.css}")
    return value


def _place(value: object) -> object:
    """ "35% 20%" is a place on a figure: how far across, and how far down."""
    parts = value.split() if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or len(parts) != 2:
        raise ValueError("a place is two percentages, across and down, as 35% 20%")
    return tuple(str(part).removesuffix("%") for part in parts)


def _share(value: object) -> object:
    return value.removesuffix("%").strip() if isinstance(value, str) else value


def _form(value: object) -> object:
    """The width of a form: units of the grid, or a share of the measure, as 1/2."""
    try:
        return Fraction(value) if isinstance(value, str) and "/" in value else float(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f'"{value}" is not a width: write units, as 13, or a share, as 1/2') from error


def _wide(value: float | Fraction) -> float | Fraction:
    if not 0 < value < 10_000:
        raise ValueError("it must be more than nought")
    return value


Size = Annotated[Length, BeforeValidator(_length), AfterValidator(_positive)]
Around = Annotated[Length, BeforeValidator(_length), AfterValidator(_not_negative)]
Units = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Text = Annotated[str, AfterValidator(_some)]
Name = Annotated[str, AfterValidator(_slug)]
Srgb = Annotated[str, AfterValidator(_srgb)]
Web = Annotated[str, AfterValidator(_address)]
Percent = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[Percent, BeforeValidator(_share)]
Place = Annotated[tuple[Percent, Percent], BeforeValidator(_place)]
Form = Annotated[float | Fraction, BeforeValidator(_form), AfterValidator(_wide)]
Build = Annotated[tuple[Percent, Percent, Percent, Percent], BeforeValidator(_build)]


class Ink(Model):
    """One colour: its build in per cent of C, M, Y and K, and how that build looks in sRGB.

    With a `spot`, it is that ink in so many per cent (`tint`), and the build is what stands in for it.
    """

    cmyk: Build
    srgb: Srgb
    spot: Text | None = None
    tint: Annotated[float, Field(gt=0, le=100)] = 100.0


# The roles that a section colour plays.
ROLES = ("base", "deep", "mid", "tint")


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

    @property
    def rows(self) -> dict[str, Ink]:
        """Every ink by its name, as teal-base or black."""
        named: dict[str, Ink] = {
            f"{name}-{role}": getattr(colour, role) for name, colour in self.colours.items() for role in ROLES
        }
        return named | self.neutrals

    @property
    def inks(self) -> dict[str, str]:
        """Every ink by its name, in sRGB."""
        return {name: ink.srgb for name, ink in self.rows.items()}


class OutputIntent(Model):
    """The printing condition that a file is made for (ISO 15930-7, 6.2.2): its registered name first."""

    identifier: Text
    condition: Text
    info: Text
    registry: Web = "http://www.color.org"


class Marks(Model):
    """Which marks stand in the slug."""

    crop: bool = False
    registration: bool = False
    colour_bar: bool = False
    page_line: bool = False


class PictureLimits(Model):
    """Pixels per inch at the printed size under which a picture is warned of, or refused."""

    warn: Annotated[int, Field(ge=0)] = 225
    refuse: Annotated[int, Field(ge=0)] = 150


class Condition(Model):
    """styles/press/<name>.yaml: what a printer asks of a file.

    `ink_limit` is the sum of the four inks in per cent. Without `bleed_at_spine` nothing is printed
    beyond the trim at the fold. `severities` says of a check what a failure of it is.
    """

    title: Text
    standard: Literal["PDF/X-4", "PDF/X-1a:2003"] = "PDF/X-4"
    intent: OutputIntent
    profile: Text | None = None
    licence: Text | None = None
    ink_limit: Annotated[float, Field(gt=0, le=400)]
    bleed: Around = Length(3.0)
    bleed_at_spine: bool = True
    slug: Around = Length(10.0)
    marks: Marks = Marks()
    pictures: PictureLimits = PictureLimits()
    smallest_text: Size = Length(8 * 25.4 / 72)
    thinnest_line: Size = Length(0.25 * 25.4 / 72)
    page_multiple: Annotated[int, Field(ge=1)] | None = None
    cover: Literal["separate", "self"] | None = None
    inks: Literal["spots", "process"] = "spots"
    severities: dict[Text, Literal["error", "warning", "notice"]] = Field(default_factory=dict)


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
    publication: Name | None = None
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
    records: Annotated[tuple[Record, ...], Field(max_length=MOST_RECORDS)] = ()


class Publisher(Model):
    """Who publishes, as the address block prints it."""

    name: Text
    address: tuple[Text, ...] = ()
    telephone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    web: Text | None = None


class Part(Model):
    """One part of a publication, in order. `colours` are those of a cover's pattern.

    Notes pages are there `always`, one at the least, or only `when` they are `needed` to fill up
    the last sheet.
    """

    part: Literal["cover", "contents", "section", "text", "index", "notes"]
    file: Text | None = None
    title: Text | None = None
    colour: str | None = None
    colours: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    when: Literal["always", "needed"] = "always"


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


# How many pages the sheets of a binding hold: a folded sheet has four, a leaf two.
SHEETS: Mapping[str, int] = {"saddle-stitch": 4, "perfect-bound": 2, "wire-bound": 2}


class Publication(Model):
    """source/<id>/publication.yaml.

    `cover_title` is the title as its cover breaks it, a line each; `pages` are those that are bound
    together, a separate cover apart.
    """

    title: Text
    subtitle: Text | None = None
    cover_title: Text | None = None
    layout: Name
    language: Text = "en-GB"
    trim: Annotated[Trim, BeforeValidator(_trim)]
    bleed: Around = Length(3.0)
    binding: Literal["saddle-stitch", "perfect-bound", "wire-bound"] = "saddle-stitch"
    cover: Literal["separate", "self"] = "separate"
    pages: Annotated[int, Field(ge=1, le=2000)] | None = None
    date: datetime.date
    publisher: Publisher
    parts: tuple[Part, ...] = Field(min_length=1, max_length=MOST_PARTS)
    download_base: Web | None = None
    keywords: tuple[Text, ...] = ()
    rights: Text | None = None
    imprint: Text | None = None
    condition: Name = "sheetfed-coated"
    artwork: Artwork = Artwork()


class Front(Model):
    """Front matter of a section, contents or cover file."""

    title: Text


class TextFront(Front):
    """Front matter of a text: is its title printed over it?"""

    print_title: bool = True


class IndexFront(Front):
    """Front matter of an index: the words that lead from a heading to others, by heading."""

    see: dict[Text, Text] = Field(default_factory=dict)
    see_also: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)


class Label(Model):
    """Words that stand on a figure, their head in the middle of `at`."""

    at: Place
    text: Text
    colour: str | None = None
    width: Share = 30.0


class Options(Model):
    """What may stand in the options of every block of a text."""

    id: Name | None = None
    colour: str | None = None


class FigureOptions(Options):
    """The options of a figure. `width` is a share of the measure."""

    alt: Text
    credit: Text | None = None
    width: Share = 100.0
    labels: tuple[Label, ...] = ()


class TableOptions(Options):
    """The options of a table."""

    credit: Text | None = None


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


class CoverGrid(Model):
    """The cover. `pattern` is where the pattern begins on the front, as a share of the page's height.

    `places` says how far down the page a block stands that does not follow the one before it by
    `gap`; `front_forms` are the sizes of the front's title, the first that fits is set; from
    `knot_room` under the text inside the cover, a knot is drawn there.
    """

    pattern: Annotated[float, Field(gt=0, lt=1)]
    places: dict[str, Units]
    gap: Units
    front_forms: tuple[str, ...] = Field(min_length=1)
    knot_room: Units


class ContentsGrid(Model):
    """The contents: rows in a column of their own beside panels, or, without one, over them."""

    column: Units | None = None
    panel_gap: Units


class SectionGrid(Model):
    """A section: its entries beside a band and on shelves, its extracts in a panel."""

    entry_gap: Units
    tight_gap: Units
    shelf: Shelf
    panel: Units
    panel_inset: Units
    panel_forms: tuple[str, ...] = Field(min_length=1)
    foot_room: Units
    shelf_room: Units
    thumb_height: Units


class IndexGrid(Model):
    """The index: the gaps above its rows, and whether a band opens it or only a head."""

    opener: Literal["band", "head"]
    series_gap: Units
    title_gap: Units
    row_gap: Units


class TextGrid(Model):
    """A text, which runs from page to page. A last page with less than `short` on it is said."""

    short: Units
    opens: Literal["any", "recto"] = "any"


class Grid(Model):
    """layouts/<name>/layout.yaml: the numbers that composition needs. All in units of the grid.

    `measure` is the most that text is wide, `least_measure` the least that the layout is drawn for;
    the page decides, and what is over goes to the margins. A form is as wide as its number of
    units, or a share of the measure, as 1/2. A group that is missing says that the layout does not
    set such a part.
    """

    unit: Annotated[Size, AfterValidator(_not_too_fine)]
    margins: Margins
    measure: Units
    least_measure: Units
    least_depth: Units
    gutter: Units
    forms: dict[str, Form]
    tab: Units | None = None
    band_knot_room: Units | None = None
    cover: CoverGrid | None = None
    contents: ContentsGrid | None = None
    section: SectionGrid | None = None
    text: TextGrid | None = None
    index: IndexGrid | None = None
    styles: tuple[Text, ...] = Field(min_length=1)
