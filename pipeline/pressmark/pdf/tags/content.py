"""Pages' content as their structure tree wants it: decoration as artifacts, and words apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

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
from pressmark.store import Store, code_part

Instruction = ContentStreamInstruction | ContentStreamInlineImage
Codes = Mapping[bytes, str]


def rewrite(
    file: Pdf, read: Collection[MarkedContent], ends: Collection[MarkedContent], store: Store
) -> None:
    """Make artifacts of what no element holds (ISO 32000-1, 14.8.2.2), and write a space after `ends`; what
    was made of an equal page is in a `store`."""
    maps: dict[tuple[int, int], Codes] = {}
    own, spaced = _by_page(read), _by_page(ends)
    code = code_part("pikepdf")
    for number, page in enumerate(file.pages):
        numbers, after = own.get(number, frozenset()), spaced.get(number, frozenset())
        spaces = _spaces(page, maps)
        written = partial(_written, page, numbers, after, spaces)
        marks = repr((sorted(numbers), sorted(after), sorted(spaces.items()))).encode()
        content = store.get_or_make((b"content", code, page.obj.Contents.read_bytes(), marks), written)
        page.obj[Name.Contents] = file.make_stream(content)


def _written(page: Page, read: Collection[int], ends: Collection[int], spaces: Mapping[str, bytes]) -> bytes:
    """The content of a page."""
    content = _spaced(_hushed(parse_content_stream(page), read), ends, spaces)
    return unparse_content_stream(content)


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


def _spaces(page: Page, maps: dict[tuple[int, int], Codes]) -> Mapping[str, bytes]:
    """The code of the space in each font of a page that has one, by what the font is called."""
    fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
    return {name: code for name, font in sorted(fonts.items()) if (code := _space(font, maps))}


def _spaced(
    content: Iterable[Instruction], ends: Collection[int], spaces: Mapping[str, bytes]
) -> list[Instruction]:
    """The content with a space after all that each of the marked contents `ends` shows.

    Every line of the engine's places itself, so nothing moves by it. A font of which only some letters
    are in the file may have no space: then one of another font is written.
    """
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
