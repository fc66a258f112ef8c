"""The symbols of a root: each with its drawing, which must be one that any press can print."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from pressmark.book.title import Mark
from pressmark.book.words import Line
from pressmark.check.svg_colours import symbol_colour_fault
from pressmark.check.svg_styles import declared, less_than_nothing
from pressmark.check.svg_support import SvgFault, shape_faults
from pressmark.findings import Finding, Span, finding, which_file
from pressmark.read.drawings import endless, tree_of
from pressmark.read.models.catalogue import Symbol
from pressmark.read.sourced import Sourced
from pressmark.read.sources import House, Symbols
from pressmark.read.svg import SvgError, elements_of
from pressmark.root import joined
from pressmark.standings import Standing, TooLargeError

# A symbol of more bytes is none.
MAX_SYMBOL = 200_000

# What the engine's own black and white are in sRGB: they print as K and as paper.
BLACK, WHITE = "#000000", "#ffffff"


def marks_of(house: House) -> tuple[dict[str, Mark], list[Finding]]:
    """The symbols with their drawings."""
    marks: dict[str, Mark] = {}
    findings: list[Finding] = []
    inks = frozenset((*(srgb.lower() for srgb in house.palette.value.inks.values()), BLACK, WHITE))
    for name, symbol in house.symbols.value.root.items():
        file = joined("icons", symbol.file)
        span = house.symbols.at(name, "file")
        if house.root.standing(file, within="icons") is not Standing.INSIDE:
            there = house.root.names("icons/*.svg")
            guess = which_file(symbol.file, there, "put the drawing there, or name another")
            findings.append(finding("E206", span, file=symbol.file, guess=guess))
            continue
        try:
            raw = house.root.read(file, MAX_SYMBOL)
        except TooLargeError:
            problem = "it is far too large for a symbol"
            findings.append(finding("E207", Span(f"icons/{symbol.file}"), problem=problem, cure=PLAIN))
            continue
        faults = symbol_faults(raw, f"icons/{symbol.file}", inks)
        findings += [finding("E207", at, problem=why, cure=cure or PLAIN) for why, cure, at in faults]
        if faults:
            continue
        label, meaning = (_typed(house.symbols, symbol, name, key) for key in ("label", "meaning"))
        marks[name] = Mark(name, symbol, raw.decode("utf-8", "replace"), label, meaning)
    return marks, findings


def _typed(symbols: Sourced[Symbols], symbol: Symbol, name: str, key: str) -> Line:
    """Words of a symbol, which print as they are typed."""
    written: str = getattr(symbol, key)
    return Line.plain(written, symbols.at(name, key), symbols.located.placer(written, name, key))


PLAIN = "draw it as plain filled paths, in UTF-8"


@functools.lru_cache(maxsize=256)
def symbol_faults(raw: bytes, file: str, inks: frozenset[str]) -> tuple[tuple[str, str, Span], ...]:
    """What is wrong with a symbol's SVG, the cure if there is another than to draw it anew, and where.

    A symbol draws in the current colour, or in one of the `inks`, as sRGB; it reaches for nothing outside
    itself.
    """
    return tuple(_symbol_faults(raw, file, inks))


def _symbol_faults(raw: bytes, file: str, inks: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    try:
        elements = elements_of(raw, file)
    except SvgError as error:
        yield error.problem, error.cure, error.span
        return
    if problem := endless(tree_of(raw)):
        yield problem, "", Span(file)
        return
    for fault in shape_faults(elements):
        yield fault.problem, fault.cure, fault.span
    for element in elements:
        if element.name in ("script", "image", "foreignObject", "use", "style", "text"):
            yield f"it holds <{element.name}>", "", element.span
        for key, value in element.attributes.items():
            if "href" in key or "url(" in value or key.lower().startswith("on"):
                yield f"it reaches outside itself ({key})", "", element.at(key)
    for one in declared([element for element in elements if element.name != "style"]):
        wrong = one if isinstance(one, SvgFault) else symbol_colour_fault(one, inks) or less_than_nothing(one)
        if wrong is not None:
            yield wrong.problem, wrong.cure, wrong.span
