"""icons/symbols.yaml and source/catalogue/<series>.yaml: symbols, series and their titles."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pressmark.read.models.values import (
    MOST_RECORDS,
    DownloadEnd,
    FormatName,
    GroupName,
    KindName,
    Model,
    Name,
    PatternName,
    PublicationName,
    Text,
    TitleName,
)


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
    ground: Literal["base", "deep", "tint"] = "base"
    """Of a kind: which of its colour's inks the drawn covers of its titles stand on."""


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
    cover_fit: Literal["fill", "whole"] = "fill"
    """`fill`: the picture fills the place of the cover, and the rest is cut off. `whole`: all is shown."""
    publication: PublicationName | None = None
    """The publication of this project that it is: its first page is then the cover."""
    download: DownloadEnd | None = None
    """The end of its address, when that is not the id; or the whole of it, as `https://…`."""
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
