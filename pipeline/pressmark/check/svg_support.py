"""What an SVG draws: elements, numbers and paths that the engine would leave out, or stop at.

SVG 2: 8.6 (viewBox), 9.3.9 (the grammar of paths), 4.2 and 8.5 (numbers, lengths, transforms).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pressmark.findings import Span, did_you_mean
from pressmark.read.drawings import NUMBER, PARTED, frame_problem
from pressmark.read.svg import SVG, Element

# A drawing with more faults than this is to be drawn anew.
MOST_FAULTS = 100

_NAMES = """
    a animate animateMotion animateTransform circle clipPath cursor defs desc discard ellipse feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge
    feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter
    font font-face foreignObject g glyph hatch hatchpath hkern image line linearGradient marker mask mesh
    meshgradient meshpatch meshrow metadata missing-glyph mpath path pattern polygon polyline radialGradient
    rect script set solidColor stop style svg switch symbol text textPath title tref tspan unknown use view
    vkern
"""
NAMES = frozenset(_NAMES.split())

_DIGITS = NUMBER.pattern
_LENGTH = re.compile(rf"\s*(?:{_DIGITS}(?:px|pt|pc|mm|cm|in|[qQ]|em|ex|rem|ch|vw|vh|%)?|auto|.*\(.*)\s*")
_SHARE = re.compile(rf"\s*{_DIGITS}%?\s*")

_LENGTHS = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "stroke-width")
_SHARES = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "offset", "stroke-miterlimit")
_KEYWORDS = ("inherit", "initial", "unset")

# How many numbers each command of a path takes.
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_COMMAND = re.compile(r"([a-df-zA-DF-Z])([^a-df-zA-DF-Z]*)")
_FLAG = re.compile("[01]")

_TRANSFORM = re.compile(r"([\w-]+)\s*\(([^()]*)\)[\s,]*")
_TRANSFORMS = (
    *("matrix", "translate", "translateX", "translateY", "rotate", "scale", "scaleX", "scaleY"),
    *("skew", "skewX", "skewY"),
)
_TRANSFORMED = "write it as translate(4 2), rotate(30), scale(2), skewX(10) or matrix(1 0 0 1 4 2)"
_MEASURE = re.compile(rf"{_DIGITS}(?:px|pt|pc|mm|cm|in|em|ex|rem|%|deg|rad|grad|turn)?")


@dataclass(frozen=True)
class SvgFault:
    """What is wrong in a drawing, the cure, and where."""

    problem: str
    cure: str
    span: Span


def shape_faults(elements: Sequence[Element]) -> Iterator[SvgFault]:
    """What of a drawing would not be drawn as it is written, as far as it is worth saying."""
    return islice(_faults(elements), MOST_FAULTS)


def _faults(elements: Sequence[Element]) -> Iterator[SvgFault]:
    root = elements[0]
    yield from _frame(root)
    if root.namespace != SVG:
        problem = "its <svg> has another xmlns than SVG's" if root.namespace else "its <svg> has no xmlns"
        yield SvgFault(problem, f'write xmlns="{SVG}" in its <svg>', root.span)
    for element in elements:
        if element.namespace != root.namespace:
            continue  # what programs note for themselves
        if element.name not in NAMES:
            known = did_you_mean(f"<{element.name}>", [f"<{name}>" for name in NAMES])
            yield SvgFault(f"there is no element <{element.name[:40]}> in SVG", known, element.span)
        yield from _values(element)


def _frame(root: Element) -> Iterator[SvgFault]:
    """The viewBox: four numbers, the last two above nought."""
    written = root.attributes.get("viewBox")
    if written is None:
        sizes = [NUMBER.match(root.attributes.get(key, "")) for key in ("width", "height")]
        extent = " ".join(size[0] for size in sizes if size) if all(sizes) else "WIDTH HEIGHT"
        yield SvgFault("its <svg> has no viewBox", f'write viewBox="0 0 {extent}" in its <svg>', root.span)
        return
    problem = frame_problem(written)
    if problem:
        numbers = NUMBER.findall(written)
        sized = len(numbers) == 4 and all(float(number) > 0 for number in numbers[2:])
        frame = " ".join(numbers) if sized else "0 0 WIDTH HEIGHT"
        yield SvgFault(problem, f'write viewBox="{frame}"', root.at("viewBox"))


def _values(element: Element) -> Iterator[SvgFault]:
    listed = element.name in ("text", "tspan", "textPath", "tref")  # whose places may be many
    for key, written in element.attributes.items():
        wanted = _SHARE if key in _SHARES else _LENGTH if key in _LENGTHS and not listed else None
        if wanted is not None and written.strip() not in _KEYWORDS and not wanted.fullmatch(written):
            yield SvgFault(f'{key}="{written[:40]}" is no number', "write a number", element.at(key))
        found = None
        if key == "d" and element.name == "path":
            found = path_problem(written)
        elif key == "points" and element.name in ("polygon", "polyline"):
            found = _points_problem(written)
        elif key in ("transform", "gradientTransform", "patternTransform"):
            found = _transform_problem(written)
        if found is not None:
            problem, offset = found
            cure = _TRANSFORMED if "ransform" in key else "write what is missing, or draw it anew"
            yield SvgFault(problem, cure, element.at(key, offset))


def path_problem(written: str) -> tuple[str, int] | None:
    """What is wrong in the data of a path, and where in it; a path without data is drawn by nothing."""
    if written.strip() in ("", "none"):
        return None
    begins = len(written) - len(written.lstrip())
    if written[begins] not in "Mm":
        return "this path does not begin with M", begins
    for match in _COMMAND.finditer(written):
        command, given = match[1], match[2]
        takes = _TAKES.get(command.upper())
        if takes is None:
            return f'"{command}" is no command of a path', match.start()
        if command in "Aa":
            complete = _arcs(given)
        else:
            count = len(NUMBER.findall(given))
            complete = bool(PARTED.fullmatch(NUMBER.sub("", given)))
            complete = complete and (count == 0 if takes == 0 else count > 0 and count % takes == 0)
        if not complete:
            many = f"{takes} numbers" if takes > 1 else "one number" if takes else "no number"
            return f'"{command}" takes {many} at a time: "{(command + given).strip()[:20]}"', match.start()
    return None


def _arcs(given: str) -> bool:
    """Are these the numbers of arcs? The fourth and the fifth of each are flags, of one digit."""
    pos, count = PARTED.match(given).end(), 0  # type: ignore[union-attr]
    while pos < len(given):
        match = (_FLAG if count % 7 in (3, 4) else NUMBER).match(given, pos)
        if match is None:
            return False
        pos, count = PARTED.match(given, match.end()).end(), count + 1  # type: ignore[union-attr]
    return count > 0 and count % 7 == 0


def _points_problem(written: str) -> tuple[str, int] | None:
    numbers = NUMBER.findall(written)
    if len(numbers) % 2 or not PARTED.fullmatch(NUMBER.sub("", written)):
        return "these points are not numbers in pairs", 0
    return None


def _transform_problem(written: str) -> tuple[str, int] | None:
    pos = len(written) - len(written.lstrip())
    if written.strip() in ("", "none", *_KEYWORDS):
        return None
    while pos < len(written):
        match = _TRANSFORM.match(written, pos)
        if match is None:
            return "this transform cannot be read", pos
        numbers = match[2].replace(",", " ").split()
        if match[1] not in _TRANSFORMS:
            return f'there is no transform "{match[1][:40]}"', pos
        if not numbers or not all(_MEASURE.fullmatch(number) for number in numbers):
            return f'"{match[1]}" takes numbers', pos
        pos = match.end()
    return None


_STYLED = re.compile(r"(?:^|;)\s*font-family\s*:\s*([^;]+)")


def worded(
    elements: Sequence[Element], families: Collection[str], given: Mapping[int, str]
) -> Iterator[Element]:
    """The elements of words that are set in none of the typefaces of the project; rules of <style> have
    `given` some elements theirs, by where they begin."""
    for element in elements:
        if element.name == "text" and not _set_in(element, families, given):
            yield element


def _set_in(element: Element | None, families: Collection[str], given: Mapping[int, str]) -> bool:
    while element is not None:
        styled = _STYLED.search(element.attributes.get("style", ""))
        family = styled[1] if styled else given.get(element.offset, element.attributes.get("font-family"))
        if family is not None:
            return family.split(",")[0].strip().strip("\"'").strip().casefold() in families
        element = element.parent
    return False
