"""Pages' content as their structure tree wants it: decoration as artifacts, and words apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from pressmark.pdf.readback import map_of, mark_of
from pressmark.pdf.tags.structure import MarkedContent

Instruction = ContentStreamInstruction | ContentStreamInlineImage
Codes = Mapping[bytes, str]


def rewrite(file: Pdf, read: Collection[MarkedContent], ends: Collection[MarkedContent]) -> None:
    """Make artifacts of what no element holds (ISO 32000-1, 14.8.2.2), and write a space after `ends`."""
    maps: dict[tuple[int, int], Codes] = {}
    own, spaced = _by_page(read), _by_page(ends)
    for number, page in enumerate(file.pages):
        hushed = _hushed(parse_content_stream(page), own.get(number, frozenset()))
        content = _spaced(hushed, page, spaced.get(number, frozenset()), maps)
        page.obj[Name.Contents] = file.make_stream(unparse_content_stream(content))


def _by_page(marks: Iterable[MarkedContent]) -> Mapping[int, Collection[int]]:
    """The numbers of marked content, by its page."""
    found: dict[int, set[int]] = {}
    for mark in marks:
        found.setdefault(mark.page, set()).add(mark.number)
    return found


def _hushed(content: Iterable[Instruction], read: Collection[int]) -> Iterator[Instruction]:
    for instruction in content:
        number = mark_of(instruction.operands) if str(instruction.operator) == "BDC" else None
        if number is not None and number not in read:
            yield ContentStreamInstruction([Name.Artifact], Operator("BMC"))
        else:
            yield instruction


def _spaced(
    content: Iterable[Instruction], page: Page, ends: Collection[int], maps: dict[tuple[int, int], Codes]
) -> list[Instruction]:
    """The content with a space after all that each of the marked contents `ends` shows.

    Every line of the engine's places itself, so nothing moves by it. A font of which only some letters
    are in the file may have no space: then one of another font is written.
    """
    fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
    spaces = {name: code for name, font in sorted(fonts.items()) if (code := _space(font, maps))}
    made: list[Instruction] = []
    number, font, last = None, Array([]), -1
    for instruction in content:
        match str(instruction.operator):
            case "BDC":
                number, last = mark_of(instruction.operands), -1
            case "Tf":
                font = Array(list(instruction.operands))
            case "TJ":
                last = len(made)
            case "ET" if number in ends and last >= 0 and spaces:
                own = spaces.get(str(font[0]))
                if own is not None:
                    strings = Array([*made[last].operands[0], String(own)])
                    made[last] = ContentStreamInstruction([strings], Operator("TJ"))
                else:
                    made += _of_another(font, *next(iter(spaces.items())))
        made.append(instruction)
    return made


def _of_another(font: Array, name: str, space: bytes) -> Iterator[Instruction]:
    """A space in another font, and the font again."""
    yield ContentStreamInstruction([Name(name), font[1]], Operator("Tf"))
    yield ContentStreamInstruction([String(space)], Operator("Tj"))
    yield ContentStreamInstruction(list(font), Operator("Tf"))


def _space(font: Object, maps: dict[tuple[int, int], Codes]) -> bytes | None:
    """The code of the space in a font."""
    return next((code for code, text in map_of(font, maps).items() if text == " "), None)
