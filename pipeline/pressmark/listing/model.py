"""The shape of contents.json. Each field says in the string below it what it is."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from pressmark.parts.table import NAMES
from pressmark.read.models.values import Model


class Place(Model):
    """A page."""

    label: str
    """What the page is called in print, as `12` or `Inside front`."""
    page: int
    """Which page of the screen edition it is, from 1: `file#page=…` leads there."""


class Heading(Place):
    """A heading of a running text."""

    title: str
    """Its words."""
    level: int
    """2 for a main heading, 3 for one under it, and so on."""


class Item(Place):
    """An entry or an extract."""

    item: Literal["entry", "extract"]
    """Which of the two."""
    title: str
    """What stands over it; of an extract, the title that it is from."""
    titles: tuple[str, ...]
    """The ids of the titles that it is about."""


class Part(Place):
    """A part, and the page that it begins on."""

    part: Annotated[str, WithJsonSchema({"type": "string", "enum": list(NAMES)})]
    """What kind of part it is."""
    title: str
    """Its title."""
    pages: int
    """How many pages it has."""
    colour: str | None = None
    """Its colour, by the palette's name."""
    items: tuple[Item, ...] = ()
    """Its entries and extracts, in order."""
    headings: tuple[Heading, ...] = ()
    """Its headings, in order."""


class Listed(Model):
    """A title of the catalogue that the publication prints."""

    id: str
    """Its name in the catalogue."""
    title: str
    """The title."""
    series: str
    """The id of its series."""
    part_of: str | None = None
    """The id of the title that it is a part of."""
    authors: str | None = None
    """Who wrote it."""
    note: str | None = None
    """A line about it, as `Available next year`."""
    kinds: tuple[str, ...] = ()
    """What sort of publication it is: ids of `kinds`."""
    formats: tuple[str, ...] = ()
    """How it can be had: ids of `formats`."""
    download: str | None = None
    """The address that it is downloaded from."""
    entry: Place | None = None
    """Where it is described."""
    extract: Place | None = None
    """Where a piece of it is printed."""
    index: Place | None = None
    """Where the index lists it."""


class Named(Model):
    """A series."""

    id: str
    """Its name in the sources."""
    title: str
    """Its title."""


class Symbol(Model):
    """A symbol, and what it says."""

    id: str
    """Its name in the sources."""
    label: str
    """What it is called."""
    meaning: str
    """What it says of a title."""


class Listing(Model):
    """output/<publication>/contents.json: what a publication holds, and on which pages."""

    version: Literal[1] = 1
    """The version of this shape."""
    id: str
    """The publication's name: that of its folder."""
    title: str
    """Its title."""
    subtitle: str | None = None
    """The line under the title."""
    language: str
    """Its language, as `en-GB`."""
    date: datetime.date
    """The day of publication."""
    sources: str | None = None
    """A digest (SHA-256) of the sources that it was made of."""
    publisher: str
    """Who publishes it."""
    rights: str | None = None
    """Who may copy what."""
    keywords: tuple[str, ...] = ()
    """Its keywords."""
    file: str
    """The screen edition: a file beside this one."""
    pages: int
    """How many pages the screen edition has, the cover's among them."""
    parts: tuple[Part, ...]
    """Its parts, in the order of the pages."""
    titles: tuple[Listed, ...]
    """The titles that it prints: those of its index first, in its order."""
    series: tuple[Named, ...]
    """The series of those titles."""
    kinds: tuple[Symbol, ...]
    """The kinds of those titles."""
    formats: tuple[Symbol, ...]
    """The formats of those titles."""
