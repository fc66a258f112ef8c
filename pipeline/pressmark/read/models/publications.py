"""source/<id>/publication.yaml, and what stands at the head of Markdown files and blocks."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from pressmark.read.models.values import (
    MOST_PARTS,
    Around,
    ColourName,
    ConditionName,
    Language,
    LayoutName,
    Mail,
    Model,
    PrintedWeb,
    Size,
    Text,
    Web,
)
from pressmark.units import Length, length

# ISO 216, width and height in millimetres.
ISO_SIZES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "a6": (105, 148)}


def _trim(value: object) -> object:
    """ "A5", "A5 landscape", "210mm square", "210mm x 148mm" are pages as a printer says them."""
    if not isinstance(value, str):
        return value
    words = value.lower().replace("×", "x").split()
    if words and words[0] in ISO_SIZES and words[1:] in ([], ["portrait"], ["landscape"]):
        sides = [f"{side}mm" for side in ISO_SIZES[words[0]]]
        return dict(zip(("width", "height"), sides[:: -1 if "landscape" in words else 1], strict=True))
    square = len(words) == 2 and words[1] == "square"
    sides = [words[0]] * 2 if square else " ".join(words).split("x")
    if len(sides) != 2:
        raise ValueError(
            f'"{value}" is not a page size: write a name, as A5 or A5 landscape, '
            "or width x height, as 210mm x 210mm"
        )
    width, height = (_side(value, side) for side in sides)
    return {"width": width, "height": height}


def _side(trim: str, side: str) -> str:
    """One side of a page as a length with a unit."""
    try:
        length(side)
    except ValueError as error:
        raise ValueError(
            f'"{trim}" is not a page size: write each side with its unit, as 210mm square or 148mm x 210mm'
        ) from error
    return side.strip()


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


def address_lines(publisher: Publisher) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """The lines of a publisher's address: what each is called, its path in the YAML, its words."""
    yield "name", ("name",), publisher.name
    for i, written in enumerate(publisher.address):
        yield f"address/{i + 1}", ("address", i), written
    for key in ("telephone", "fax", "email", "web"):
        written = getattr(publisher, key)
        if written:
            yield key, (key,), written


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


class PartRow(Model):
    """One part of a publication, in order: what each kind has of its own is said in its folder of
    `parts/`."""

    part: str
    """What kind of part it is."""
    file: Text | None = None
    """Its words: a Markdown file beside this one."""
    title: Text | None = None
    """Its title, where it has no Markdown file."""
    colour: ColourName | None = None
    """Its colour, of the palette. A section without one takes the next."""


class Trim(Model):
    """The size of the page after trimming."""

    width: Size
    """As `210mm`."""
    height: Size
    """As `297mm`."""


class Artwork(Model):
    """The seeds of the drawn pattern; with the same seed it is drawn the same for ever. One that is not given
    is made of the publication's own name.

    Of `inside` (the two inner covers) and `bands` (the openers) there may be several, taken in turn.
    """

    cover: int | None = None
    """The seed of the cover's pattern."""
    inside: tuple[int, ...] | None = Field(default=None, min_length=1)
    """The seeds of the two inner covers."""
    bands: tuple[int, ...] | None = Field(default=None, min_length=1)
    """The seeds of the openers' bands, taken in turn."""
    foot: int | None = None
    """The seed of the knot at the foot of pages."""

    def of(self, name: str) -> Artwork:
        """The seeds of the publication of that name, those made of it that are not given."""

        def made(what: str) -> int:
            return int.from_bytes(hashlib.sha256(f"{what} of {name}".encode()).digest()[:2], "big")

        own = {
            "cover": made("cover"),
            "inside": (made("inside front"), made("inside back")),
            "bands": tuple(made(f"band {n}") for n in range(6)),
            "foot": made("foot"),
        }
        return self.model_copy(update={key: one for key, one in own.items() if getattr(self, key) is None})


class Opens(Model):
    """How the screen edition opens: facing pages as `spreads`, or one by one as `pages`.

    Without a view, what is bound at a spine opens as spreads, what is bound by wire as pages.
    """

    view: Literal["spreads", "pages"] | None = None
    """`spreads`: facing pages. `pages`: one by one."""


# How many pages the sheets of a binding hold: a folded sheet has four, a leaf two.
SHEETS: Mapping[str, int] = {"saddle-stitch": 4, "perfect-bound": 2, "wire-bound": 2}


def _spelling(value: object) -> object:
    """ "en-GB" is a dictionary; pairs of words are what is written instead of what."""
    if isinstance(value, str):
        return {"dictionary": value}
    if isinstance(value, dict) and not value.keys() & Spelling.model_fields.keys():
        return {"instead": value}
    return value


class Spelling(Model):
    """How the house spells: a dictionary in which words are looked up, its own words beside that, and what it
    writes instead of what."""

    dictionary: Text | None = None
    """The dictionary that words are looked up in: `en-GB`, `en-US`, or your own, a path from `source/`."""
    words: tuple[Text, ...] = ()
    """Lists of words that are right, a word a line: paths from `source/`."""
    instead: dict[Text, Text] = Field(default_factory=dict)
    """What is not written, and what is written instead, as `{organize: organise}`."""


HouseSpelling = Annotated[
    Spelling,
    BeforeValidator(_spelling),
    WithJsonSchema(
        {
            "type": ["string", "object"],
            "properties": {
                "dictionary": {
                    "type": "string",
                    "pattern": r"\S",
                    "examples": ["en-GB", "en-US"],
                    "description": "The dictionary that words are looked up in.",
                },
                "words": {
                    "type": "array",
                    "items": {"type": "string", "pattern": r"\S"},
                    "description": "Lists of words that are right: paths from `source/`.",
                },
                "instead": {
                    "type": "object",
                    "additionalProperties": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
                    "description": "What is not written, and what is written instead.",
                },
            },
            "additionalProperties": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
            "pattern": r"\S",
            "examples": ["en-GB"],
        }
    ),
]


class HouseRules(Model):
    """What this publication's house asks of its texts: the most words of an entry and of an extract, and how
    it spells.
    """

    entry_words: Annotated[int, Field(ge=1)] | None = None
    """The most words of an entry."""
    extract_words: Annotated[int, Field(ge=1)] | None = None
    """The most words of an extract."""
    spelling: HouseSpelling = Spelling()
    """How it spells: a dictionary, as `en-GB`, with lists of its own words, and what is written instead of
    what."""


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
    parts: tuple[PartRow, ...] = Field(min_length=1, max_length=MOST_PARTS)
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
