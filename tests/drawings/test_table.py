"""The table of drawings: from a value to its address, to the value again, and to what is drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from pressmark import Root
from pressmark.book.tree import Book, FirstPage
from pressmark.compose.pages import Numbers
from pressmark.drawings import (
    FOLDER,
    SVG,
    Cover,
    Drawing,
    Materials,
    Ornament,
    covers,
    draw,
    front_address,
    functions,
    names,
    template_of,
)
from pressmark.drawings.cover_report import COVER_REPORT, report
from pressmark.drawings.front import FRONT, Placeholder
from pressmark.drawings.knot import KNOT, Knot, drawn_knot
from pressmark.drawings.registry import BLANK
from pressmark.findings import Finding, Span
from pressmark.typeset.engine import Engine, RootFetcher
from pressmark.typeset.ornaments import BLANK_PIXEL, place_svg
from pressmark.typeset.set_page import BASE, Styles
from pressmark.typeset.setter import Setter
from pressmark.typeset.templates import TemplateFault
from tests.output.building import PROJECT, PUBLICATION, tiny_root

RED, BLUE, CREAM = "#aa1122", "#1122aa", "#fbf5ea"
BAND = "layouts/shared/blocks/band.html.j2"

A_KNOT = Knot(columns=4, rows=3, side=26.25, seed=7, colours=(RED, BLUE), ground=CREAM, skyline=(0, 1, 1, 0))
A_COVER = Cover("who-leads & why + ü", 3, 41.25, (RED, BLUE))
A_PLACE = Placeholder("the-booklet", 148, 210, "0f" * 32)
SAMPLES: list[tuple[Drawing[Any], Any]] = [
    (KNOT, A_KNOT),
    (KNOT, replace(A_KNOT, skyline=(), side=20, stroke=0.1 + 0.2)),
    (COVER_REPORT, A_COVER),
    (COVER_REPORT, replace(A_COVER, key="")),
    (FRONT, A_PLACE),
]

MATERIALS = Materials(
    {"red": RED, "blue": BLUE, "oat": CREAM}, {"booklet": FirstPage(148.2, 209.6, "0f", b"")}
)
TITLE = SimpleNamespace(id="growth")
DRAWN = ("question", "handbook", "report", "magazine", "poster")


def parted(address: str) -> tuple[str, str]:
    """The name and the query of a drawing's address."""
    name, _, query = address.removeprefix(FOLDER).partition("?")
    return name, query


@pytest.mark.parametrize(("row", "value"), SAMPLES)
def test_an_address_gives_back_the_value_that_it_was_made_of(row: Drawing[Any], value: Any) -> None:
    """Every field of a value, of whatever kind, comes through its address as it was."""
    name, query = parted(row.address(value))
    assert name == row.name
    assert row.read(query) == value


def test_an_address_holds_the_fields_in_their_order() -> None:
    """An address is made one way only, so that the same drawing is asked for by the same address."""
    assert (
        FRONT.address(A_PLACE) == f"art/front?publication=the-booklet&width=148&height=210&page={'0f' * 32}"
    )


def test_what_stands_at_an_address_is_what_its_value_is_drawn_as() -> None:
    """Ornaments of a knot and of a cover; a blank picture of a page's proportions of a placeholder."""
    assert draw(*parted(KNOT.address(A_KNOT))) == (drawn_knot(A_KNOT), SVG)
    assert draw(*parted(COVER_REPORT.address(A_COVER))) == (report(A_COVER), SVG)
    picture, kind = draw(*parted(FRONT.address(A_PLACE)))
    assert isinstance(picture, bytes)
    assert kind == "image/png"
    assert Image.open(io.BytesIO(picture)).size == (148, 210)


def test_a_background_alone_is_not_drawn_while_blocks_are_measured() -> None:
    """The place of a first page takes room, so it is there; a knot takes none."""
    assert draw(*parted(KNOT.address(A_KNOT)), measuring=True) == (BLANK, SVG)
    place = parted(FRONT.address(A_PLACE))
    assert draw(*place, measuring=True) == draw(*place)


def test_templates_call_every_drawing_by_its_name() -> None:
    """Inks by name become sRGB; a title and a first page become what is drawn of them."""
    call = functions(MATERIALS)
    assert tuple(call) == names() == (*(f"cover_{name}" for name in DRAWN), "front", "knot")
    knot = KNOT.read(parted(call["knot"](4, 3, 26.25, 7, ["red", "blue"], "oat", skyline=[0, 1, 1, 0]))[1])
    assert knot == A_KNOT
    assert call["front"]("booklet") == front_address("booklet", MATERIALS.fronts["booklet"])
    assert FRONT.read(parted(call["front"]("booklet"))[1]) == Placeholder("booklet", 148, 210, "0f")
    roles = {f"teal-{role}": f"#{n}{n}{n}" for n, role in enumerate(("base", "mid", "deep", "tint"))}
    call = functions(Materials({**roles, "white": CREAM}, {}))
    art = call["cover_report"](TITLE, "teal", ground="tint", turn=2, clear=30.001)
    assert COVER_REPORT.read(parted(art["address"])[1]) == Cover("growth", 2, 30.0, ("#000", "#111"))
    assert call["cover_question"](TITLE, "teal")["place"] in ("head", "middle", "foot")
    assert "%23fbf5ea" in call["cover_poster"](TITLE, "teal", ground="tint")["address"]


WHOLE = parted(KNOT.address(A_KNOT))[1]

# Addresses that nobody makes, and what is said of each.
MALFORMED = {
    "unknown": ("nothing", WHOLE, 'no drawing "nothing"'),
    "no name": ("", WHOLE, 'no drawing ""'),
    "a path": ("../knot", WHOLE, "no drawing"),
    "an ending": ("knot.svg", WHOLE, 'no drawing "knot.svg"'),
    "no query": ("knot", "", "knot is drawn from columns, rows"),
    "a field lacks": ("knot", WHOLE.replace("seed=7&", ""), "knot is drawn from"),
    "a field more": ("knot", f"{WHOLE}&more=1", "knot is drawn from"),
    "of another": ("cover_report", WHOLE, "cover_report is drawn from key"),
    "a word": ("knot", WHOLE.replace("columns=4", "columns=four"), 'columns is "four", which is not a whole'),
    "a fraction": ("knot", WHOLE.replace("rows=3", "rows=3.5"), 'rows is "3.5", which is not a whole'),
    "endless": ("knot", WHOLE.replace("26.25", "inf"), 'side is "inf", which is not a number'),
    "no number": ("knot", WHOLE.replace("26.25", "nan"), 'side is "nan", which is not a number'),
    "in a list": ("knot", WHOLE.replace("skyline=0+1", "skyline=x+1"), 'skyline is "x"'),
    "skyline": ("knot", WHOLE.replace("skyline=0+1", "skyline=9+1"), "skyline"),
    "no such cover": ("cover_dots", parted(COVER_REPORT.address(A_COVER))[1], 'no drawing "cover_dots"'),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_an_address_that_nobody_makes_is_refused(name: str) -> None:
    """An unknown name, a query that lacks a field or has one more, a value of another kind: in words."""
    drawing, query, said = MALFORMED[name]
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        draw(drawing, query)


@pytest.fixture(scope="module")
def engine() -> Engine:
    """An engine without sheets."""
    return Engine(Root(PROJECT), Styles(()))


def heard(engine: Engine, address: str) -> list[Finding]:
    """What the engine has to say where a picture of an address is set."""
    shown = address.replace("&", "&amp;")
    return engine.typeset(f'<html lang="en"><title>A</title><img src="{shown}" alt="">', Span("a part"))[1]


@pytest.mark.parametrize("name", MALFORMED)
def test_the_engine_says_what_it_is_refused(name: str, engine: Engine) -> None:
    """Such an address in a layout is a finding, at the part that is set; never a traceback."""
    drawing, query, _ = MALFORMED[name]
    (found,) = heard(engine, f"{FOLDER}{drawing}?{query}")
    assert (found.code, found.span) == ("E601", Span("a part"))
    if drawing and "/" not in drawing:
        assert "nothing is drawn for this: " in found.message or len(found.message) == 300


@pytest.mark.parametrize(
    "query",
    [
        WHOLE.replace("columns=4", "columns=0").replace("0+1+1+0", ""),
        WHOLE.replace("stroke=0.38", "stroke=99"),
        WHOLE.replace("%23aa1122+%231122aa", ""),
    ],
)
def test_what_cannot_be_drawn_is_a_finding(query: str, engine: Engine) -> None:
    """Values of the right kinds that make no sense: whatever a drawing comes to, the engine says so."""
    assert [found.code for found in heard(engine, f"{FOLDER}knot?{query}")] == ["E601"]


def test_the_engine_gets_what_stands_at_an_address(engine: Engine) -> None:
    """Bytes and type are the table's, of an ornament a picture's place of its size; while it measures, a
    background is blank."""
    fetcher = RootFetcher(Root(PROJECT), {}, {})
    for row, value in SAMPLES:
        address = row.address(value)
        assert not heard(engine, address)
        for measuring in (False, True):
            fetcher.measuring = measuring
            given = fetcher.fetch(BASE + address)
            drawn, kind = draw(*parted(address), measuring=measuring)
            body = given.read()
            assert given.content_type == kind
            if not isinstance(drawn, Ornament):
                assert body == drawn
                continue
            ((place, placed),) = fetcher.placed.items()
            assert placed == drawn
            assert body == place_svg(drawn, BASE + place)
            assert fetcher.fetch(BASE + place).read() == BLANK_PIXEL
            fetcher.placed.clear()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root whose templates are changed."""
    return tiny_root(tmp_path_factory.mktemp("calls") / "root")


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    """Its one publication."""
    book = Root(root).job(PUBLICATION).run(upto="check").work.book
    assert book is not None
    return book


# What a template calls wrongly, and what is said of it.
CALLS = {
    "knot()": "missing 6 required positional arguments",
    "knot(4, 3, 9.5, 7, ['white'], 'oat', colour='red')": "unexpected keyword argument 'colour'",
    "knot(4, 3, 9.5, 7, ['white'], 'otter')": 'the palette has no ink "otter"',
    "knot(4, 3, 9.5, 7, ['teal-bose'], 'oat')": 'the palette has no ink "teal-bose"',
    "knot('four', 3, 9.5, 7, ['white'], 'oat')": 'columns is "four", which is not a whole number',
    "knot(4, 3, '9 mm', 7, ['white'], 'oat')": 'side is "9 mm", which is not a number',
    "knot(4, 3, 9.5, [7], ['white'], 'oat')": 'seed is "[7]"',
    "knot(4, 3, 9.5, 7, 5, 'oat')": "not iterable",
    "knot(4, 3, 9.5, 7, ['white'], 'oat', skyline=['a'])": 'skyline is "a"',
    "knot(4, 3, 9.5, seeds, ['white'], 'oat')": "'seeds' is undefined",
    "cover_report('Growth', 'teal')": "has no attribute 'id'",
    "cover_report(part, 'teal', 'loud')": "loud",
    "in_lines('Growth', 'wide', 12)": "can't multiply sequence",
    "front('nothing')": "nothing",
    "front()": "missing 1 required positional argument",
    "symbol(part, 'teal-base')": "no attribute 'svg'",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_is_said_at_its_line(call: str, root: Path, book: Book) -> None:
    """Whatever a designer gives a drawing that it cannot be drawn of: E602, at the template's line."""
    (root / BAND).write_text(f"<p>\n</p>\n{{{{ {call} }}}}\n")
    with pytest.raises(TemplateFault) as fault:
        Setter(book, Root(root), None).markup("section/1/band", "band", Numbers())  # type: ignore[arg-type]
    found = fault.value.finding
    assert (str(found.span), found.code) == (f"{BAND}:3", "E602")
    assert CALLS[call] in found.message


@dataclass(frozen=True)
class Nested:
    """A value with a field that no address can hold."""

    inks: dict[str, str]


@dataclass(frozen=True)
class Listed:
    """A value that holds a list of texts."""

    words: tuple[str, ...]


def nothing(*_: Any) -> str:
    """Draws and asks for nothing."""
    return ""


def test_a_row_that_cannot_be_asked_for_is_refused() -> None:
    """A name that is none in a template, and a field that cannot be written out: when the row is made."""
    with pytest.raises(ValueError, match='no template can call "my-stripes"'):
        Drawing("my-stripes", Listed, nothing, nothing)
    with pytest.raises(ValueError, match="inks of nested can be neither written"):
        Drawing("nested", Nested, nothing, nothing)


@pytest.mark.parametrize("words", [("two words",), ("",), ["one"]])
def test_a_value_that_its_address_would_not_give_back_has_none(words: Any) -> None:
    """A list is written with spaces between, so what holds spaces is refused where it is asked for."""
    with pytest.raises(ValueError, match="words cannot be"):
        Drawing("listed", Listed, nothing, nothing).address(Listed(words))


def test_every_template_that_a_catalogue_may_name_has_its_drawing() -> None:
    """What the drawings say can be named is what they draw; the names of what is drawn are the same five."""
    assert covers() == (*DRAWN, "knots", "discs", "arcs", "nodes", "quarters")
    assert [template_of(name) for name in covers()] == [*DRAWN, *DRAWN]
    inks = {f"teal-{role}": RED for role in ("base", "mid", "deep", "tint")}
    call = functions(Materials({**inks, "white": CREAM}, {}))
    for name in DRAWN:
        assert draw(*parted(call[f"cover_{name}"](TITLE, "teal")["address"]))[0]
