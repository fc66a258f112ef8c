"""Drawings: the elements of an SVG with their places, and nothing that reaches outside it.

The parser is expat itself, which knows where it is; ElementTree forgets it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn
from xml.parsers import expat
from xml.parsers.expat import errors

from pressmark.findings import Span
from pressmark.read.places import place_in
from pressmark.read.yaml.located import byte_at

SVG = "http://www.w3.org/2000/svg"

# To look for one of many more than this, once for each that is wrong, takes minutes.
MOST_ATTRIBUTES = 100

_ATTRIBUTE = re.compile(rb"""\s+([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<[^\s/>]+")


@dataclass(frozen=True)
class Element:
    """An element's name and attributes, without their namespaces, and where it opens.

    `parent` is the element around it; `raw` the file, in which it begins at the byte `offset`. Of a <style>,
    `pieces` are its text, each with where it begins.
    """

    name: str
    attributes: Mapping[str, str]
    span: Span
    namespace: str = ""
    parent: Element | None = field(default=None, repr=False)
    raw: bytes = field(default=b"", repr=False)
    offset: int = 0
    pieces: tuple[tuple[str, Span], ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The text of a <style>."""
        return "".join(piece for piece, _ in self.pieces)

    def text_at(self, offset: int) -> Span:
        """Where the character at an offset of that text is written."""
        for piece, begins in self.pieces:
            if offset < len(piece):
                return place_in(piece, begins, offset)
            offset -= len(piece)
        return self.span

    def at(self, key: str, offset: int = 0) -> Span:
        """Where the character at `offset` of an attribute is written; the element, where that is not told."""
        if len(self.attributes) > MOST_ATTRIBUTES:
            return self.span
        begun = _NAME.match(self.raw, self.offset)
        pos = begun.end() if begun else len(self.raw)
        while match := _ATTRIBUTE.match(self.raw, pos):
            pos = match.end()
            if match[1].rpartition(b":")[2] == key.encode() and not match[1].startswith(b"xmlns"):
                before = self.raw[self.offset : match.start(2) + 1].decode("utf-8", "replace")
                written = match[2][1:-1].decode("utf-8", "replace")
                as_read = written == self.attributes.get(key)
                text = before + (written[:offset] if as_read else "")
                return place_in(text.replace("\r\n", "\n").replace("\r", "\n"), self.span, len(text))
        return self.span


class SvgError(ValueError):
    """A file is no SVG that can be drawn; `span` says where, `problem` why, `cure` what to do."""

    def __init__(self, problem: str, span: Span, cure: str = "save it as plain SVG in UTF-8") -> None:
        super().__init__(problem)
        self.problem, self.span, self.cure = problem, span, cure


def elements_of(raw: bytes, file: str) -> tuple[Element, ...]:
    """The elements of an SVG in UTF-8, in order. Raises SvgError."""
    parser = expat.ParserCreate(namespace_separator="}")
    found: list[Element] = []
    opened: list[Element] = []

    def here() -> Span:
        return Span(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def begun(name: str, attributes: dict[str, str]) -> None:
        bare = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        space, _, own = name.rpartition("}")
        around = opened[-1] if opened else None
        found.append(Element(own, bare, here(), space, around, raw, parser.CurrentByteIndex))
        opened.append(found[-1])
        places.append(len(found) - 1)

    pieces: list[tuple[str, Span]] = []
    places: list[int] = []

    def written(text: str) -> None:
        if opened and opened[-1].name == "style":
            pieces.append((text, here()))

    def ended(_: str) -> None:
        element, place = opened.pop(), places.pop()
        if element.name == "style":
            found[place] = replace(element, pieces=tuple(pieces))
            pieces.clear()

    def refused(*_: object) -> NoReturn:
        # An entity may stand for any amount of others, or for another file.
        raise SvgError("it declares an entity", here())

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = written
    parser.EntityDeclHandler = refused
    parser.ExternalEntityRefHandler = refused
    try:
        raw.decode("utf-8")
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        at = Span(file, error.lineno, error.offset + 1)
        raise _unread(error, raw, parser.ErrorByteIndex, at, opened) from error
    except UnicodeDecodeError as error:
        raise SvgError("it is not UTF-8", byte_at(raw, error.start, file)) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        raise SvgError("it is in an encoding that is not known", Span(file, 1)) from error
    if found[0].name != "svg":
        raise SvgError(f"it begins with <{found[0].name[:40]}>, not with <svg>", found[0].span)
    return tuple(found)


# What the parser says of what it cannot read, in plain words, and what to do.
_PROBLEMS: Mapping[str, tuple[str, str]] = {
    errors.XML_ERROR_UNCLOSED_TOKEN: ("what opens here is never closed", "write > where it ends"),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: ("an attribute stands twice in one element", "take one out"),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: ("something stands after </svg>", "take it out"),
    errors.XML_ERROR_UNDEFINED_ENTITY: (
        "an entity is none that SVG knows",
        "write the character itself, or &amp; for &",
    ),
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: ("what opens here is never closed", "write ]]> where it ends"),
    errors.XML_ERROR_MISPLACED_XML_PI: (
        "<?xml … ?> does not stand at the very beginning",
        "take out what stands before it",
    ),
    errors.XML_ERROR_UNBOUND_PREFIX: (
        "a prefix is used that is not declared",
        'take it out, or declare it in <svg>, as xmlns:xlink="http://www.w3.org/1999/xlink"',
    ),
}


def _unread(error: expat.ExpatError, raw: bytes, index: int, at: Span, opened: list[Element]) -> SvgError:
    """What keeps a file from being read as XML, and where."""
    message = expat.ErrorString(error.code)
    inner = opened[-1] if opened else None
    if message in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_TAG_MISMATCH):
        if inner is None:
            return SvgError("it holds no element", at)
        name = inner.name[:40]
        if message == errors.XML_ERROR_TAG_MISMATCH:
            problem = f"<{name}>, of line {inner.span.line}, is not closed before this"
            return SvgError(problem, at, f"write </{name}> before it")
        return SvgError(f"<{name}> is never closed", inner.span, f"write </{name}> where it ends")
    if message in _PROBLEMS:
        problem, cure = _PROBLEMS[message]
        return SvgError(problem, at, cure)
    if index > 0 and raw[index - 1 : index] == b"&":
        before = Span(at.file, at.line, at.column - 1)
        return SvgError("this & stands for no character", before, "write &amp; for it")
    written = raw[index : index + 80].decode("utf-8", "replace").split("\n")[0].strip()[:20]
    cure = 'look here, or just before it, for a < or > or " that is missing or too many'
    return SvgError(f'it cannot be read from here on: "{written}"', at, cure if inner else _PLAIN)


_PLAIN = "save it as plain SVG in UTF-8"
