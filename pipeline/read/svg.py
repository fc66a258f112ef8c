"""Drawings: the elements of an SVG with their places, and nothing that reaches outside it.

The parser is expat itself, which knows where it is; ElementTree forgets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from pipeline.findings import Span
from pipeline.read.located import byte_at


@dataclass(frozen=True)
class Element:
    """An element's name and attributes, without their namespaces, and where it opens."""

    name: str
    attributes: Mapping[str, str]
    span: Span


class SvgError(ValueError):
    """A file is no SVG that can be drawn; `span` says where, `problem` why."""

    def __init__(self, problem: str, span: Span) -> None:
        super().__init__(problem)
        self.problem, self.span = problem, span


def elements_of(raw: bytes, file: str) -> tuple[Element, ...]:
    """The elements of an SVG in UTF-8, in order. Raises SvgError."""
    parser = expat.ParserCreate(namespace_separator="}")
    found: list[Element] = []

    def here() -> Span:
        return Span(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def opened(name: str, attributes: dict[str, str]) -> None:
        bare = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        found.append(Element(name.rpartition("}")[2], bare, here()))

    def refused(*_: object) -> NoReturn:
        # An entity may stand for any amount of others, or for another file.
        raise SvgError("it declares an entity", here())

    parser.StartElementHandler = opened
    parser.EntityDeclHandler = refused
    parser.ExternalEntityRefHandler = refused
    try:
        raw.decode("utf-8")
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise SvgError(f"it is no XML: {said}", Span(file, error.lineno, error.offset + 1)) from error
    except UnicodeDecodeError as error:
        raise SvgError("it is not UTF-8", byte_at(raw, error.start, file)) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        raise SvgError("it is in an encoding that is not known", Span(file, 1)) from error
    if found[0].name != "svg" or "viewBox" not in found[0].attributes:
        raise SvgError("it has no <svg> with a viewBox", found[0].span)
    return tuple(found)
