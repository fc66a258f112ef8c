"""How full the spreads are, read off compositions that were made of heights made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from pressmark import Root
from pressmark.book.title import Title
from pressmark.book.tree import Book, Part
from pressmark.book.words import Line, Words
from pressmark.compose.grid import Frames
from pressmark.compose.pages import (
    ComposedPart,
    Composition,
    Flowed,
    Heights,
    Measure,
    Page,
    Request,
    Side,
    UnmeasuredError,
)
from pressmark.findings import Finding, Span
from pressmark.pagination.compose import numbers_of
from pressmark.pagination.fit import Fit, State, fits
from pressmark.parts.kind import Pages, Room
from pressmark.parts.models import MODELS
from pressmark.parts.section.compose import compose_section
from pressmark.parts.section.model import Break, Entry, Extract, Item, Section
from pressmark.parts.section.source import SectionLayout
from pressmark.parts.text.compose import compose_text
from pressmark.parts.text.model import Text
from pressmark.parts.text.source import TextLayout
from pressmark.read.models.publications import Trim
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.validate import validated
from pressmark.units import mm

FILE = "layouts/directory/layout.yaml"
LAYOUT, _ = validated(MODELS.layout, read_yaml(Root(Path(__file__).parents[2]), FILE)[0])
assert LAYOUT is not None
FRAMES = Frames(LAYOUT, Trim(width=mm(210), height=mm(210)))
PANEL_FORMS = LAYOUT.of(SectionLayout).panel_forms

# How high is a block, in units of the grid?
Units = Callable[[Request], float]


def made(kind: Any, **given: Any) -> Any:
    """A value of a dataclass of which only what matters here is given."""
    return kind(**{**{field.name: "" for field in fields(kind)}, **given})


def book_of(*parts: Part) -> Book:
    """A book of these parts."""
    book: Book = made(Book, parts=parts)
    return book


def words(written: str, span: Span) -> Words:
    """Words that are printed as they are written."""
    return Line.plain(written, span).words("", "")


def item_of(mark: str, line: int) -> Item:
    """An entry "e", an extract "x" or a break "|"; the texts of both are of ten words."""
    span = Span("section.md", line)
    prose, name = words("ten words " * 5, span), words(f"Title {line}", span)
    title = made(Title, id=f"title-{line}", name=Line.plain(name.source, span))
    if mark == "e":
        entry: Entry = made(Entry, id=f"entry/{line}", titles=(title,), title=name, prose=prose, span=span)
        return entry
    if mark == "x":
        return Extract(f"extract/{line}", title, prose, prose, name, name, span)
    return Break(span)


def section_of(marks: Sequence[str]) -> Section:
    """A section of such items, each at a line of its own."""
    at = Span("section.md")
    return Section(
        id="section/1",
        title=words("A section", at),
        number=words("1", at),
        turn=0,
        standfirst=None,
        items=tuple(item_of(mark, line) for line, mark in enumerate(marks, 1)),
        described=frozenset(),
        place=at,
        span=at,
    )


def composed(section: Section, units: Units) -> Pages:
    """The pages of a section that begins on page 2, its blocks as high as they are asked for."""
    known: dict[Request, Measure] = {}
    for _ in range(500):
        try:
            return compose_section(
                section, Room(book_of(section).publication, FRAMES, Heights(known), folio=2)
            )
        except UnmeasuredError as wanted:
            known |= {request: Measure(FRAMES.u(units(request))) for request in wanted.requests}
    raise AssertionError("composition asks without end")


def fitted(section: Section, units: Units) -> tuple[tuple[Fit, ...], list[Finding]]:
    """The spreads of a section that begins on page 2, and what did not fit."""
    pages = composed(section, units)
    numbered = tuple(replace(page, folio=str(n), label=str(n)) for n, page in enumerate(pages.pages, 2))
    parts = [ComposedPart("section/1", "section/1", numbered, 2)]
    composition = Composition(tuple(parts), numbers_of(book_of(), parts))
    return fits(book_of(section), composition, FRAMES), list(pages.findings)


def test_a_spread_has_its_entries_its_words_and_its_room() -> None:
    """Three entries of ten words beside the band, and an extract; the words of all of them, once."""
    spreads, findings = fitted(section_of("eeex"), lambda r: {"wide": 9.0, "big": 30.0}.get(r.form, 8.0))
    assert findings == []
    (spread,) = spreads
    assert (spread.pages, spread.entries, spread.part) == ("2–3", 3, "A section")
    assert spread.words == 5 * 10
    # 40 units deep: three of 9, two gaps of 1.5, leave 10; the extract leaves 10 more.
    assert round(spread.room / FRAMES.unit, 3) == 20.0
    # Half a word a unit in both: 30 words stand on 27 units, 20 on 30.
    assert spread.room_words == round(10 * 30 / 27) + round(10 * 20 / 30)
    assert (spread.state, spread.used) == (State.FITS, ("gap 1.5u", "extract big"))


def test_what_is_over_is_over_by_the_words_of_its_finding() -> None:
    """The table and the message say the same of an extract that no form of it makes fit."""
    forms = dict(zip(PANEL_FORMS, (60.0, 56.0, 52.0, 50.0), strict=True))
    spreads, findings = fitted(section_of("ex"), lambda r: forms.get(r.form, 9.0))
    assert [found.code for found in findings] == ["E401"]
    (spread,) = spreads
    assert spread.state is State.OVER
    (over,) = spread.over
    assert f"about {over.words} words too long ({over.by.mm:.0f} mm)" in findings[0].message
    assert over.span == findings[0].span
    assert spread.in_words == f"over by {over.words} words"
    assert spread.used[-2:] == ("extract close", "tried big, long, run-in, close")


def test_what_gave_way_is_said() -> None:
    """The smaller gap, the last form of an extract and an entry that moved to the recto are named."""
    tight, _ = fitted(section_of("eee"), lambda r: 12.5)
    assert (tight[0].state, tight[0].used) == (State.TIGHT, ("gap 1u",))
    forms = dict.fromkeys(PANEL_FORMS[:-1], 50.0)
    last, _ = fitted(section_of("ex"), lambda r: forms.get(r.form, 12.0))
    assert last[0].state is State.TIGHT
    assert "extract close" in last[0].used
    moved, _ = fitted(section_of("eeeex"), lambda r: 12.0)
    assert "entry moved to the recto column" in moved[0].used


def test_a_spread_with_little_on_it_is_short() -> None:
    """One low entry on a spread of its own after a break."""
    spreads, _ = fitted(section_of("e|e"), lambda r: 9.0)
    assert [spread.state for spread in spreads][1] is State.SHORT


def test_every_page_of_a_running_text_has_its_words_and_its_room() -> None:
    """A full page fits; the last page, with three lines, is short."""
    own = TextLayout(short=5.0)
    frames = replace(FRAMES, layout=FRAMES.layout.model_copy(update={"text": own}))
    flowed = (Flowed(frames.depth, 300), Flowed(frames.u(3), 24))
    at = Span("text.md", 1)
    text = Text(
        id="text/1", title=words("A text", at), titled=True, colour="teal", passages=(), place=at, span=at
    )
    known = {Request("text/1", "flow-recto"): Measure(frames.depth, flowed=flowed)}
    made = compose_text(text, Room(book_of(text).publication, frames, Heights(known), folio=1))
    assert (made.flowed, made.short) == (flowed, frames.u(5))
    pages = tuple(Page("flow", Side.RECTO, label=str(n), folio=str(n)) for n in (1, 2))
    part = ComposedPart("text/1", "text/1", pages, 1, made.flowed, made.short)
    full, last = fits(book_of(text), Composition((part,), numbers_of(book_of(), [])), frames)
    assert (full.words, full.room, full.state) == (300, mm(0), State.FITS)
    assert (last.words, last.room_words, last.state) == (24, 8 * 37, State.SHORT)
