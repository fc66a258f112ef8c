"""Drawings of figures: SVG whose colours are the palette's, by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pressmark.check.svg_support import shape_faults, worded
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.drawings import endless, tree_of
from pressmark.read.svg import Element, SvgError, elements_of

_INK = re.compile(r"var\(--([\w-]+)\)")
_COLOURED = ("fill", "stroke", "stop-color", "flood-color", "color")
_PLAIN = ("none", "currentColor", "inherit", "transparent")


def drawing_faults(
    raw: bytes, file: str, inks: Collection[str], families: Collection[str] = ()
) -> Iterator[Finding]:
    """What is wrong with a figure's drawing, each thing at its element.

    A drawing names its colours by the palette's inks, as `var(--teal-base)`, reaches for nothing
    outside itself and holds no script. Its words are set in one of the `families` of the project, if
    those are known.
    """
    try:
        elements = elements_of(raw, file)
    except SvgError as error:
        yield finding("E219", error.span, problem=error.problem, cure=error.cure)
        return
    if problem := endless(tree_of(raw)):
        yield finding("E219", Span(file), problem=problem, cure="save it as plain SVG")
        return
    for fault in shape_faults(elements):
        yield finding("E219", fault.span, problem=fault.problem, cure=fault.cure)
    for element in worded(elements, families) if families else ():
        problem = "its words are set in no typeface of the project"
        cure = "turn them into paths, or print them as labels: of the figure"
        yield finding("E219", element.span, problem=problem, cure=cure)
    for element in elements:
        for problem, cure, at in _faults(element):
            yield finding("E219", at, problem=problem, cure=cure)
        yield from _inks(element, inks)


def too_large(file: str) -> Finding:
    """What is said of a drawing that has more bytes than drawings may have (`read.drawings`)."""
    cure = "simplify it, or place it as a picture"
    return finding("E219", Span(file), problem="it is far too large", cure=cure)


def _inks(element: Element, inks: Collection[str]) -> Iterator[Finding]:
    """Inks that the palette does not have, each where the element first names it."""
    known: set[str] = set(inks)
    for key, value in element.attributes.items():
        for match in _INK.finditer(value):
            if match[1] not in known:
                known.add(match[1])
                at = element.at(key, match.start(1))
                yield finding("E243", at, name=match[1], guess=did_you_mean(match[1], inks))


def _faults(element: Element) -> Iterator[tuple[str, str, Span]]:
    """What is wrong with one element, the cure of each, and where."""
    if element.name in ("script", "image", "foreignObject", "style"):
        yield f"it holds <{element.name}>", "take it out; write colours as attributes", element.span
    for key, value in element.attributes.items():
        if (key == "href" and not value.startswith("#")) or key.lower().startswith("on"):
            yield f"it reaches outside itself ({key})", "take that out", element.at(key)
        if key == "style":
            coloured = any(f"{name}:" in value for name in _COLOURED)
        else:
            coloured = key in _COLOURED and value not in _PLAIN and not _INK.fullmatch(value)
        if coloured:
            problem = f'it writes a colour of its own ({key}="{value[:40]}")'
            yield problem, 'write an ink, as fill="var(--teal-base)"', element.at(key)


def inked(svg: str, inks: Mapping[str, str]) -> str:
    """A drawing with its inks as sRGB: the engine's SVG knows no custom properties."""
    return _INK.sub(lambda match: inks.get(match[1], "#000000"), svg)
