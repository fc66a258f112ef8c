"""Drawings of figures: SVG whose colours are the palette's, by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pressmark.check.svg_colours import GRADIENTS, colour_fault
from pressmark.check.svg_styles import declared, families_given, less_than_nothing
from pressmark.check.svg_support import SvgFault, shape_faults, worded
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.drawings import endless, tree_of
from pressmark.read.svg import Element, SvgError, elements_of

_INK = re.compile(r"var\(--([\w-]+)\)")


def drawing_faults(
    raw: bytes, file: str, inks: Collection[str], families: Collection[str] = ()
) -> Iterator[Finding]:
    """What is wrong with a figure's drawing, each thing where it is written.

    A drawing names its colours by the palette's inks, as `var(--teal-base)`, or by gradients between them;
    it reaches for nothing outside itself and holds no script. Its words are set in one of the `families` of
    the project, if those are known.
    """
    try:
        elements = elements_of(raw, file)
    except SvgError as error:
        yield finding("E219", error.span, problem=error.problem, cure=error.cure)
        return
    if problem := endless(tree_of(raw)):
        yield finding("E219", Span(file), problem=problem, cure="save it as plain SVG")
        return
    for fault in (*shape_faults(elements), *_faults(elements)):
        yield finding("E219", fault.span, problem=fault.problem, cure=fault.cure)
    given = families_given(raw, elements) if families else {}
    for element in worded(elements, families, given) if families else ():
        problem = "its words are set in no typeface of the project"
        cure = "turn them into paths, print them as labels: of the figure, or name a font-family of its own"
        yield finding("E219", element.span, problem=problem, cure=cure)
    yield from _painted(elements, inks)


def too_large(file: str) -> Finding:
    """What is said of a drawing that has more bytes than drawings may have (`read.drawings`)."""
    cure = "simplify it, or place it as a picture"
    return finding("E219", Span(file), problem="it is far too large", cure=cure)


def _faults(elements: Sequence[Element]) -> Iterator[SvgFault]:
    """What a drawing may not hold or reach for."""
    for element in elements:
        if element.name in ("script", "image", "foreignObject"):
            yield SvgFault(f"it holds <{element.name}>", "take it out", element.span)
        for key, value in element.attributes.items():
            if (key == "href" and not value.startswith("#")) or key.lower().startswith("on"):
                yield SvgFault(f"it reaches outside itself ({key})", "take that out", element.at(key))


def _painted(elements: Sequence[Element], inks: Collection[str]) -> Iterator[Finding]:
    """Colours that are no inks, and gradients that are not there; an ink that the palette lacks is said where
    an element, or <style>, first names it."""
    gradients = {e.attributes.get("id"): e for e in elements if e.name in GRADIENTS}
    named: set[tuple[int, str]] = set()
    for one in declared(elements):
        if isinstance(one, SvgFault):
            yield finding("E219", one.span, problem=one.problem, cure=one.cure)
            continue
        for match in _INK.finditer(one.value):
            key = (one.on.offset if one.on else -1, match[1])
            if match[1] not in inks and key not in named:
                named.add(key)
                at = one.at(match.start(1))
                yield finding("E243", at, name=match[1], guess=did_you_mean(match[1], inks))
        fault = colour_fault(one, gradients) or less_than_nothing(one)
        if fault is not None:
            yield finding("E219", fault.span, problem=fault.problem, cure=fault.cure)
    for gradient in gradients.values():
        if not _stops(gradient, elements, gradients):
            yield finding("E219", gradient.span, problem="this gradient has no <stop>", cure=_STOPS)


_STOPS = 'write two, as <stop offset="0" stop-color="var(--teal-base)"/>'


def _stops(gradient: Element, elements: Sequence[Element], all_of_them: Mapping[str | None, Element]) -> bool:
    """Has a gradient colours, of its own or those of the one that it goes by?"""
    met: list[Element] = []
    while gradient not in met:
        met.append(gradient)
        if any(e.name == "stop" and e.parent is gradient for e in elements):
            return True
        other = all_of_them.get(gradient.attributes.get("href", "").removeprefix("#"))
        if other is None:
            return False
        gradient = other
    return False


def inked(svg: str, inks: Mapping[str, str]) -> str:
    """A drawing with its inks as sRGB: the engine's SVG knows no custom properties."""
    return _INK.sub(lambda match: inks.get(match[1], "#000000"), svg)
