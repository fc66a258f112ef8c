"""Drawings of figures: SVG whose colours are the palette's, by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pipeline.findings import did_you_mean
from pipeline.read.drawings import MAX_BYTES, endless, leads_out

_INK = re.compile(r"var\(--([\w-]+)\)")
_COLOURED = ("fill", "stroke", "stop-color", "flood-color", "color")
_PLAIN = ("none", "currentColor", "inherit", "transparent")


def drawing_faults(raw: bytes, inks: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a figure's drawing, and the cure of each.

    A drawing names its colours by the palette's inks, as `var(--teal-base)`, reaches for nothing
    outside itself and holds no script.
    """
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    if len(raw) > MAX_BYTES:
        yield "it is far too large", "simplify it, or place it as a picture"
        return
    try:
        root = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, DefusedXmlException, LookupError, ValueError) as error:
        yield f"it cannot be read as SVG ({type(error).__name__})", "save it as plain SVG in UTF-8"
        return
    if problem := endless(root):
        yield problem, "save it as plain SVG"
        return
    if not root.tag.endswith("svg") or "viewBox" not in root.attrib:
        yield "it has no <svg> with a viewBox", "save it as plain SVG"
    named: set[str] = set()
    for element in root.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag in ("script", "image", "foreignObject", "style"):
            yield f"it holds <{tag}>", "take it out; write colours as attributes"
        for key, value in element.attrib.items():
            key = key.rpartition("}")[2]
            if leads_out(key, value) or key.lower().startswith("on"):
                yield f"it reaches outside itself ({key})", "take that out"
            named |= set(_INK.findall(value))
            if key == "style" or (key in _COLOURED and value not in _PLAIN and not _INK.fullmatch(value)):
                if key == "style" and not any(f"{name}:" in value for name in _COLOURED):
                    continue
                yield (
                    f'it writes a colour of its own ({key}="{value[:40]}")',
                    'write an ink, as fill="var(--teal-base)"',
                )
    for ink in sorted(named - set(inks)):
        yield f'the palette has no ink "{ink}"', did_you_mean(ink, inks)


def inked(svg: str, inks: Mapping[str, str]) -> str:
    """A drawing with its inks as sRGB: the engine's SVG knows no custom properties."""
    return _INK.sub(lambda match: inks.get(match[1], "#000000"), svg)
