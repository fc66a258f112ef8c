"""Pages' content as their structure tree wants it: decoration as artifacts, and words apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from pipeline.pdf.readback import map_of, mark_of
from pipeline.pdf.tags.tree import Mark

Instruction = ContentStreamInstruction | ContentStreamInlineImage
Codes = Mapping[bytes, str]


def rewrite(whole: Pdf, read: Collection[Mark], ends: Collection[Mark]) -> None:
    """Make artifacts of what no element holds (ISO 32000-1, 14.8.2.2), and write a space after `ends`."""
    maps: dict[tuple[int, int], Codes] = {}
    for number, page in enumerate(whole.pages):
        own = {mark.number for mark in read if mark.page == number}
        spaced = {mark.number for mark in ends if mark.page == number}
        made = _spaced(_hushed(parse_content_stream(page), own), page, spaced, maps)
        page.obj[Name.Contents] = whole.make_stream(unparse_content_stream(made))


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
    """The content with a space after the last text that each of the marked contents `ends` shows.

    Every line of the engine's places itself, so nothing moves by it.
    """
    made: list[Instruction] = []
    fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
    number, last, space = None, -1, None
    for instruction in content:
        match str(instruction.operator):
            case "BDC":
                number, last = mark_of(instruction.operands), -1
            case "Tf":
                font = fonts.get(str(instruction.operands[0]))
                known = map_of(font, maps) if font is not None else {}
                space = next((code for code, text in known.items() if text == " "), None)
            case "TJ":
                last = len(made)
            case "EMC" if number in ends and last >= 0 and space is not None:
                shown = Array([*made[last].operands[0], String(space)])
                made[last] = ContentStreamInstruction([shown], Operator("TJ"))
                number = None
        made.append(instruction)
    return made
