"""How full the spreads are, read off compositions that were made of heights made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pressmark.book.tree import Book, Section, Text
from pressmark.compose.pages import ComposedPart, Composition, Flowed, Page, Side
from pressmark.findings import Span
from pressmark.pagination.compose import numbers_of
from pressmark.pagination.fit import Fit, State, fits
from pressmark.units import mm
from tests.compose.test_section import FRAMES, composed, made, section_of


def book_of(*parts: Any) -> Any:
    """A book of these parts."""
    return made(Book, parts=parts)


def fitted(section: Section, units: Any) -> tuple[tuple[Fit, ...], list[Any]]:
    """The spreads of a section that begins on page 2, and what did not fit."""
    pages, findings, _ = composed(replace(section, text="A section"), units)
    numbered = tuple(replace(page, folio=str(n), label=str(n)) for n, page in enumerate(pages, 2))
    book = book_of(replace(section, text="A section"))
    parts = [ComposedPart("section/1", "section/1", numbered, 2)]
    return fits(book, Composition(tuple(parts), numbers_of(made(Book, parts=()), parts)), FRAMES), findings


def test_a_spread_has_its_entries_its_words_and_its_room() -> None:
    """Three entries of ten words beside the band, and an extract; the words of all of them, once."""
    spreads, findings = fitted(section_of("eeex"), lambda r: {"wide": 9.0, "big": 30.0}.get(r.form, 8.0))
    assert findings == []
    (spread,) = spreads
    assert (spread.pages, spread.entries, spread.part) == ("2–3", 3, "A section")
    assert spread.words == 5 * 10
    # 40 units deep: three of 9, two gaps of 1.5, leave 10; the extract leaves 10 more.
    assert round(spread.room / FRAMES.grid.unit, 3) == 20.0
    # Half a word a unit in both: 30 words stand on 27 units, 20 on 30.
    assert spread.room_words == round(10 * 30 / 27) + round(10 * 20 / 30)
    assert (spread.state, spread.used) == (State.FITS, ("gap 1.5u", "extract big"))


def test_what_is_over_is_over_by_the_words_of_its_finding() -> None:
    """The table and the message say the same of an extract that no form of it makes fit."""
    forms = dict(zip(FRAMES.section.panel_forms, (60.0, 56.0, 52.0, 50.0), strict=True))
    spreads, findings = fitted(section_of("ex"), lambda r: forms.get(r.form, 9.0))
    assert [found.code for found in findings] == ["E401"]
    (spread,) = spreads
    assert spread.state is State.OVER
    (over,) = spread.over
    assert f"about {over.words} words too long ({over.by.mm:.0f} mm)" in findings[0].message
    assert over.span == findings[0].span
    assert spread.said == f"over by {over.words} words"
    assert spread.used[-2:] == ("extract close", "tried big, long, run-in, close")


def test_what_gave_way_is_said() -> None:
    """The smaller gap, the last form of an extract and an entry that moved to the recto are named."""
    tight, _ = fitted(section_of("eee"), lambda r: 12.5)
    assert (tight[0].state, tight[0].used) == (State.TIGHT, ("gap 1u",))
    forms = dict.fromkeys(FRAMES.section.panel_forms[:-1], 50.0)
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
    frames = replace(FRAMES, grid=FRAMES.grid.model_copy(update={"text": _Text()}))
    flowed = (Flowed(frames.depth, 300), Flowed(frames.u(3), 24))
    pages = tuple(Page("flow", Side.RECTO, label=str(n), folio=str(n)) for n in (1, 2))
    text = Text("text/1", "A text", "A text", True, "teal", (), Span("text.md", 1))
    part = ComposedPart("text/1", "text/1", pages, 1, flowed)
    full, last = fits(book_of(text), Composition((part,), numbers_of(made(Book, parts=()), [])), frames)
    assert (full.words, full.room, full.state) == (300, mm(0), State.FITS)
    assert (last.words, last.room_words, last.state) == (24, 8 * 37, State.SHORT)


class _Text:
    short = 5.0
    opens = "any"
