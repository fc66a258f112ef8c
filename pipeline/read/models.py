"""The shape of every YAML file and front matter, as pydantic models.

The models are the documentation of the sources: each field says what it is and in which unit, in a
string below it that editors are shown (pipeline/schemas/). A type says of itself how it is written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

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


# A host has a name and a domain; a port, a path and what follows may stand after it.
_HOST = r"\w(?:[\w-]*\.)+[^\W\d_]{2,}"
_WEB = re.compile(rf"https?://(?:{_HOST}|localhost)(?::\d+)?(?:[/?#]\S*)?")
_PRINTED_WEB = re.compile(rf"(?:https?://)?{_HOST}(?:[/?#]\S*)?")
_MAIL = re.compile(rf"[^\s@<>,;:]+@{_HOST}")


def leads_somewhere(address: str) -> bool:
    """Does an address of the web name a host, and one of mail a person and a host?"""
    begun = re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return bool(_WEB.fullmatch(f"https://{begun}") or _MAIL.match(address.removeprefix("mailto:")))


def _address(value: str) -> str:
    if not _WEB.fullmatch(value):
        raise ValueError(f'"{value}" is not a web address: write one as https://www.example.org/')
    return value


def _printed_address(value: str) -> str:
    if not _PRINTED_WEB.fullmatch(value):
        raise ValueError(f'"{value}" is not a web address: write one as www.example.org')
    return value


def _mail(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise ValueError(f'"{value}" is not an e-mail address: write one as name@example.org')
    return value


def _path(value: str) -> str:
    if any(c.isspace() for c in value):
        raise ValueError(f'"{value}" is not the end of an address: write it without spaces')
    return value


def is_language(value: str) -> bool:
    """Is it a tag of a language, as en-GB (BCP 47: letters, then hyphens and short pieces)?"""
    return re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def _language(value: str) -> str:
    if not is_language(value):
        raise ValueError(f'"{value}" is not the tag of a language: write it as en-GB, cy or fr')
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


# How numbers and names are written: a source's scalars are text, and these say which.
_NUMBER = r"\s*\d+(\.\d+)?\s*"
_PERCENT = r"(100(\.0+)?|\d{1,2}(\.\d+)?)"
_PERCENTS = {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": rf"^\s*{_PERCENT}%?\s*$"}
_LENGTH = {"type": "string", "pattern": rf"^{_NUMBER}(mm|cm|in|pt|pc|px)\s*$", "examples": ["4.2mm", "12pt"]}
_SOME_LENGTH = _LENGTH | {"pattern": rf"^(?=.*[1-9]){_NUMBER}(mm|cm|in|pt|pc|px)\s*$"}
_NAME = WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[A-Za-z0-9_-]+$"})


def _one_of(names: str) -> WithJsonSchema:
    """For the schemas: one of the root's `names`, which they list (schemas/names.py)."""
    return WithJsonSchema({"x-names": names})


Size = Annotated[Length, BeforeValidator(_length), AfterValidator(_positive), WithJsonSchema(_SOME_LENGTH)]
Around = Annotated[Length, BeforeValidator(_length), AfterValidator(_not_negative), WithJsonSchema(_LENGTH)]
Units = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Text = Annotated[str, AfterValidator(_some), Field(json_schema_extra={"pattern": r"\S"})]
Name = Annotated[str, AfterValidator(_slug), _NAME]
Srgb = Annotated[
    str,
    AfterValidator(_srgb),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#007174"]}),
]
Web = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^ ]*$", "examples": ["https://"]}),
]
Mail = Annotated[
    str,
    AfterValidator(_mail),
    WithJsonSchema({"type": "string", "pattern": "@", "examples": ["name@example.org"]}),
]
PrintedWeb = Annotated[
    str,
    AfterValidator(_printed_address),
    WithJsonSchema({"type": "string", "pattern": r"^\S+$", "examples": ["www.example.org"]}),
]
Language = Annotated[
    Text,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", "examples": ["en-GB"]}),
]
DownloadEnd = Annotated[Text, AfterValidator(_path), WithJsonSchema({"type": "string", "pattern": r"^\S+$"})]
Percent = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[Percent, BeforeValidator(_share), WithJsonSchema(_PERCENTS | {"examples": ["70%"]})]
Place = Annotated[
    tuple[Percent, Percent],
    BeforeValidator(_place),
    WithJsonSchema(
        {
            "type": ["string", "array"],
            "pattern": rf"^\s*{_PERCENT}%?\s+{_PERCENT}%?\s*$",
            "items": _PERCENTS,
            "minItems": 2,
            "maxItems": 2,
            "examples": ["50% 20%"],
        }
    ),
]
Form = Annotated[
    float | Fraction,
    BeforeValidator(_form),
    AfterValidator(_wide),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "exclusiveMinimum": 0,
            "pattern": r"^\s*\d+(\.\d+|/\d+)?\s*$",
            "examples": [13, "1/2"],
        }
    ),
]
Build = Annotated[
    tuple[Percent, Percent, Percent, Percent],
    BeforeValidator(_build),
    WithJsonSchema(
        {
            "type": ["string", "array"],
            "pattern": rf"^\s*{_PERCENT}(\s+{_PERCENT}){{3}}\s*$",
            "items": _PERCENTS,
            "minItems": 4,
            "maxItems": 4,
            "examples": ["96 0 40 40"],
        }
    ),
]
Page = Annotated[
    "Trim",
    BeforeValidator(_trim),
    WithJsonSchema(
        {
            "type": ["string", "object"],
            "pattern": r"^(?!(.*[xX×])?\s*0+(\.0+)?\s*[a-zA-Z])\s*"
            r"([Aa][3-6](\s+([Pp]ortrait|[Ll]andscape))?|[\d.]+[a-zA-Z]+\s+[Ss]quare"
            r"|[\d.]+\s*[a-zA-Z]+\s*[xX×]\s*[\d.]+\s*[a-zA-Z]+)\s*$",
            "required": ["width", "height"],
            "examples": ["A4", "A5", "A5 landscape", "210mm square", "170mm x 240mm"],
        }
    ),
]

# What the root has of each: titles of the catalogue, colours of the palette, and so on.
TitleName = Annotated[str, _one_of("titles")]
GroupName = Annotated[str, _one_of("groups")]
KindName = Annotated[str, _one_of("kinds")]
FormatName = Annotated[str, _one_of("formats")]
ColourName = Annotated[str, _one_of("colours")]
SeriesName = Annotated[str, _one_of("series")]
PatternName = Annotated[str, _one_of("patterns")]
LayoutName = Annotated[Name, _one_of("layouts")]
ConditionName = Annotated[Name, _one_of("conditions")]
PublicationName = Annotated[Name, _one_of("publications")]
SheetName = Annotated[Text, _one_of("sheets")]
InkName = Annotated[str, _one_of("inks")]


class Ink(Model):
    """One colour: its build in per cent of C, M, Y and K, and how that build looks in sRGB.

    With a `spot`, it is that ink in so many per cent (`tint`), and the build is what stands in for it.
    """

    cmyk: Build
    """Its build: per cent of cyan, magenta, yellow and black, as `96 0 40 40`."""
    srgb: Srgb
    """How the build looks on the screen, as `"#007174"`. No two inks may look the same."""
    spot: Text | None = None
    """The spot ink it is printed with, as `PANTONE 7716 C`."""
    tint: Annotated[float, Field(gt=0, le=100)] = 100.0
    """How many per cent of the spot ink; 100 is the solid."""


# The roles that a section colour plays.
ROLES = ("base", "deep", "mid", "tint")


class Colour(Model):
    """A section colour, in the four roles that it plays."""

    base: Ink
    """Fills, icons, rules and tabs. Text on it is white."""
    deep: Ink
    """Coloured text on white and on tint; knots on base."""
    mid: Ink
    """Shapes on base."""
    tint: Ink
    """Panels and boxes."""


class Palette(Model):
    """styles/palette.yaml: every colour once. Nothing else writes a colour."""

    colours: dict[Name, Colour] = Field(min_length=1)
    """The section colours by name, each in its four roles."""
    neutrals: dict[Name, Ink] = Field(min_length=1)
    """The inks that no section owns: black, grey, white …"""

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


class Pair(Model):
    """An ink that text is set in, and the grounds that it stands on.

    An ink is a role of a section colour, or a neutral. Two roles are of the same colour, unless the pair goes
    `across` colours.
    """

    text: Text
    """What is set so."""
    ink: InkName
    """The ink of the text: a role (base, deep, mid, tint) or a neutral."""
    grounds: tuple[InkName, ...] = Field(min_length=1)
    """The grounds that it stands on."""
    level: Literal["AA", "AAA"] = "AA"
    """How much contrast it needs: AAA for what is read at length."""
    size: Size | None = None
    """The smallest size that it is set in, where that is large, as `58pt`."""
    bold: bool = False
    """Is it bold?"""
    across: bool = False
    """May the ground be of another section colour than the text?"""
    exempt: Text | None = None
    """Why its contrast is not looked at: a logotype, a decoration."""


class Contrast(Model):
    """styles/contrast.yaml: which ink text is set in, on which ground."""

    pairs: tuple[Pair, ...] = Field(min_length=1)
    """Every pair that the layouts print."""


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
    resample: Annotated[int, Field(ge=72)] | None = None
    """Over half as many again, a picture is taken down to so many pixels per inch."""


class Condition(Model):
    """styles/press/<name>.yaml: what a printer asks of a file.

    `ink_limit` is the sum of the four inks in per cent. Without `bleed_at_spine` nothing is printed
    beyond the trim at the fold. `severities` says of a check what a failure of it is.
    """

    title: Text
    """What the condition is called, for people."""
    standard: Literal["PDF/X-4", "PDF/X-1a:2003"] = "PDF/X-4"
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
    smallest_text: Size = Length(8 * 25.4 / 72)
    """Text below this size has no more than two inks, as `8pt`."""
    thinnest_line: Size = Length(0.25 * 25.4 / 72)
    """The thinnest line that prints, as `0.25pt`."""
    page_multiple: Annotated[int, Field(ge=1)] | None = None
    """Pages come in multiples of this number."""
    cover: Literal["separate", "self"] | None = None
    """Does the printer want the cover as a file of its own?"""
    inks: Literal["spots", "process"] = "spots"
    """`spots`: spot inks are plates of their own. `process`: they are built of CMYK."""
    severities: dict[Text, Literal["error", "warning", "notice"]] = Field(default_factory=dict)
    """How bad a check of preflight is to this printer, as `P821: error`."""


class Symbol(Model):
    """One row of icons/symbols.yaml: what the symbol is called, and what it says."""

    label: Text
    """What the guide to symbols calls it."""
    meaning: Text
    """What the guide to symbols says of it."""
    group: Literal["kind", "format"]
    """`kind`: what sort of publication a title is. `format`: how it can be had."""
    file: Text
    """Its drawing, an SVG beside this file."""


class Group(Model):
    """A group of records in a series, printed as a head in the index."""

    id: Name
    """The group's name in the sources; never printed."""
    title: Text
    """The head that the index prints."""


class Record(Model):
    """One title of the catalogue. The title is written here and nowhere else."""

    id: Name
    """The title's name in the sources: letters, digits and hyphens. Never printed."""
    title: Text
    """The title, as it is printed wherever nothing else is said (`*italics*` will do)."""
    entry_title: Text | None = None
    """The title over its entry, where that really differs."""
    index_title: Text | None = None
    """The title in the index, where that really differs."""
    cover_title: Annotated[Text, Field(max_length=60)] | None = None
    """A shorter title for the drawn cover, 60 characters at the most."""
    label: Text | None = None
    """Stands before the title in the index: `Booklet 1` gives "Booklet 1: …"."""
    subtitle: Text | None = None
    """After the title, in the index."""
    kinds: tuple[KindName, ...] = ()
    """What sort of publication it is: symbols of the group `kind`, none or several."""
    authors: Text | None = None
    """Who wrote it, for the index."""
    group: GroupName | None = None
    """Under which group of this series the index lists it."""
    part_of: TitleName | None = None
    """The title, a pack or a series of booklets, beneath which the index lists this one."""
    pack: bool = False
    """Is it a pack, whose parts are titles of their own?"""
    names_series: bool = False
    """Do its parts print this title where others print their series?"""
    taken_from: TitleName | None = None
    """The title that this one is an excerpt of: prints "Taken from …"."""
    index_intro: Text | None = None
    """The paragraph under the title in the index (Markdown)."""
    index_note: Text | None = None
    """A few words after the title in the index."""
    note: Text | None = None
    """A line under the entry, as `Available next year`."""
    date: Text | None = None
    """When it came out, in words, for the index."""
    formats: tuple[FormatName, ...] = ("download",)
    """How it can be had: symbols of the group `format`. Download when not given; `[]` for none."""
    cover: Text | None = None
    """A picture of the real cover: a file, counted from `source/`."""
    publication: PublicationName | None = None
    """The publication of this project that it is: its first page is then the cover."""
    download: DownloadEnd | None = None
    """The end of its address, when that is not the id."""
    series_line: bool | None = None
    """Is the series' title printed over the entry? As the series has it when not given."""


class Series(Model):
    """source/catalogue/<series>.yaml: a series, its groups and its records in printed order."""

    title: Text
    """The title of the series."""
    suffix: Text | None = None
    """What the index prints after the title of the series."""
    series_line: bool = False
    """Is the series' title printed over its entries?"""
    index_line: bool = False
    """Is the series' title printed under each of its titles in the index?"""
    pattern: PatternName = "quarters"
    """The pattern of its drawn covers."""
    introduction: Text | None = None
    """The paragraph under the series in the index (Markdown)."""
    groups: tuple[Group, ...] = ()
    """Groups of titles, each under a head of its own in the index."""
    records: Annotated[tuple[Record, ...], Field(max_length=MOST_RECORDS)] = ()
    """The titles, in the order in which the index prints them."""


class Publisher(Model):
    """Who publishes, as the address block prints it."""

    name: Text
    """The name, as the cover and the address block print it."""
    address: tuple[Text, ...] = ()
    """The address, a line each."""
    telephone: Text | None = None
    """The telephone number."""
    fax: Text | None = None
    """The fax number."""
    email: Mail | None = None
    """The e-mail address."""
    web: PrintedWeb | None = None
    """The web address, without `https://`."""


class Paper(Model):
    """What the printer prints on, in the printer's words: weight, kind, finish."""

    text: Text
    """The paper of the text, as `130 g/m² coated silk`."""
    cover: Text | None = None
    """That of the cover, where it is another."""


class Contact(Model):
    """Who answers the printer's questions."""

    name: Text
    """Who it is."""
    telephone: Text | None = None
    """The telephone number."""
    email: Mail | None = None
    """The e-mail address."""


class Part(Model):
    """One part of a publication, in order. `colours` are those of a cover's pattern.

    Notes pages are there `always`, one at the least, or only `when` they are `needed` to fill up
    the last sheet.
    """

    part: Literal["cover", "contents", "section", "text", "index", "notes"]
    """What kind of part it is."""
    file: Text | None = None
    """Its words: a Markdown file beside this one."""
    title: Text | None = None
    """Its title, where it has no Markdown file."""
    colour: ColourName | None = None
    """Its colour, of the palette. A section without one takes the next."""
    colours: tuple[ColourName, ...] = ()
    """The colours of the cover's pattern."""
    series: tuple[SeriesName, ...] = ()
    """The series that an index lists, in order. Without them it is an index from A to Z."""
    when: Literal["always", "needed"] = "always"
    """Notes: `always`, one page at the least, or only when `needed` to fill the last sheet."""


class Trim(Model):
    """The size of the page after trimming."""

    width: Size
    """As `210mm`."""
    height: Size
    """As `297mm`."""


class Artwork(Model):
    """The seeds of the drawn pattern; with the same seed it is drawn the same for ever.

    Of `inside` (the two inner covers) and `bands` (the openers) there may be several, taken in turn.
    """

    cover: int = 1
    """The seed of the cover's pattern."""
    inside: tuple[int, ...] = Field(default=(1,), min_length=1)
    """The seeds of the two inner covers."""
    bands: tuple[int, ...] = Field(default=(1,), min_length=1)
    """The seeds of the openers' bands, taken in turn."""
    foot: int = 1
    """The seed of the knot at the foot of pages."""


class Opens(Model):
    """How the screen edition opens: facing pages as `spreads`, or one by one as `pages`.

    Without a view, what is bound at a spine opens as spreads, what is bound by wire as pages.
    """

    view: Literal["spreads", "pages"] | None = None
    """`spreads`: facing pages. `pages`: one by one."""


# How many pages the sheets of a binding hold: a folded sheet has four, a leaf two.
SHEETS: Mapping[str, int] = {"saddle-stitch": 4, "perfect-bound": 2, "wire-bound": 2}


class HouseRules(Model):
    """What this publication's house asks of its texts: the most words of an entry and of an extract, and
    the words that it does not write, each with the one that it does.
    """

    entry_words: Annotated[int, Field(ge=1)] | None = None
    """The most words of an entry."""
    extract_words: Annotated[int, Field(ge=1)] | None = None
    """The most words of an extract."""
    spelling: dict[Text, Text] = Field(default_factory=dict)
    """What is not written, and what is written instead, as `{organize: organise}`."""


class Publication(Model):
    """source/<id>/publication.yaml.

    `cover_title` is the title as its cover breaks it, a line each; `pages` are those that are bound
    together, a separate cover apart.
    """

    title: Text
    """The title, as cover, bookmarks and the file itself have it."""
    subtitle: Text | None = None
    """The line under the title."""
    cover_title: Text | None = None
    """The title as its cover breaks it: write `|-`, and each line below."""
    layout: LayoutName
    """How it is set: a folder of `layouts/`."""
    language: Language = "en-GB"
    """The language, as `en-GB`."""
    trim: Page
    """The finished page: `A5`, `A5 landscape`, `210mm square`, `170mm x 240mm`."""
    bleed: Around = Length(3.0)
    """How far colour runs beyond the trim, as `3mm`."""
    binding: Literal["saddle-stitch", "perfect-bound", "wire-bound"] = "saddle-stitch"
    """Stapled pages come in fours, the others in twos."""
    cover: Literal["separate", "self"] = "separate"
    """`separate`: four pages of their own. `self`: the first and last page of the text."""
    pages: Annotated[int, Field(ge=1, le=2000)] | None = None
    """How many pages are wanted, a separate cover apart. What does not fit is said."""
    date: datetime.date
    """The day of publication, as `"2006-06-30"`."""
    publisher: Publisher
    """Who publishes it."""
    parts: tuple[Part, ...] = Field(min_length=1, max_length=MOST_PARTS)
    """Its parts, in the order of the pages."""
    download_base: Web | None = None
    """The address that downloads begin with; each goes on with its id."""
    description: Text | None = None
    """A sentence on what it is about, for the properties of its files."""
    author: Text | None = None
    """Who wrote it, for the properties of its files; else the publisher is named."""
    keywords: tuple[Text, ...] = ()
    """Keywords of the PDF, for search engines."""
    rights: Text | None = None
    """Who may copy what, for the PDF."""
    opens: Opens = Opens()
    """How the screen edition opens."""
    imprint: Text | None = None
    """The imprint (Markdown)."""
    condition: ConditionName = "sheetfed-coated"
    """How it is printed: a file of `styles/press/`."""
    paper: Paper | None = None
    """What it is printed on, for the job sheet."""
    run: Annotated[int, Field(ge=1)] | None = None
    """How many copies, for the job sheet."""
    contact: Contact | None = None
    """Who answers the printer's questions, for the job sheet."""
    artwork: Artwork = Artwork()
    """The seeds of the drawn patterns: another number draws another one."""
    house: HouseRules = HouseRules()
    """What the house asks of the texts, and how it spells."""

    @property
    def view(self) -> str:
        """How the screen edition shows its pages."""
        return self.opens.view or ("pages" if self.binding == "wire-bound" else "spreads")


class Front(Model):
    """Front matter of a section, contents or cover file."""

    title: Text
    """The title of the part, as it is printed."""


class TextFront(Front):
    """Front matter of a text: is its title printed over it?"""

    print_title: bool = True
    """Is the title printed over the text?"""


class IndexFront(Front):
    """Front matter of an index: the words that lead from a heading to others, by heading."""

    see: dict[Text, Text] = Field(default_factory=dict)
    """Words that lead elsewhere: `{NLC: Networked Learning Communities}`."""
    see_also: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Headings that lead to others, too: `{knots: [networks]}`."""


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


class EntryOptions(Model):
    """The options of an entry."""

    title: Text | None = None
    """What to call its titles together, where it names several."""
    cover_title: Text | None = None
    """What their drawn cover says."""


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

    unit: Annotated[Size, AfterValidator(_not_too_fine)]
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
