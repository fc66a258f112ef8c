"""Plates, in the order of their file."""

from __future__ import annotations

from dataclasses import replace

from pressmark.book.editor import Editor, options_of, unknown
from pressmark.book.words import Line
from pressmark.check.pictures import Setting
from pressmark.findings import Finding, finding, has_errors
from pressmark.parts.kind import Place
from pressmark.parts.plate.model import Plate, Plates
from pressmark.parts.plate.source import BLOCKS, PlateFront, PlateOptions
from pressmark.read.markdown.blocks import FencedBlock
from pressmark.read.markdown.convert import plain_line


def resolve_plates(editor: Editor, place: Place) -> tuple[Plates | None, list[Finding]]:
    """The plates of a document, or None where there is none."""
    document = place.document
    if document is None:
        return None, []
    id = f"plate/{place.number}"
    plates: list[Plate] = []
    found: list[Finding] = []
    for block in document.blocks:
        if block.name not in BLOCKS:
            found += unknown(block, BLOCKS)
            continue
        plate, more = _plate(editor, block, f"{id}/{len(plates) + 1}", place.colour)
        plates += [plate] if plate else []
        found += more
    line, more = editor.title(place.row, f"Plates {place.number}")
    front = editor.manuscript.fronts.get(place.row.file or "")
    titled = front.print_title if isinstance(front, PlateFront) else True
    title = line.words(f"{id}/title", "the title of the plates")
    if plates and titled:
        plates[0] = replace(plates[0], head=title)
    if not any(block.name in BLOCKS for block in document.blocks):
        found.append(finding("W313", line.span, title=line.text))
    part = Plates(
        id=id,
        title=title,
        titled=titled,
        colour=place.colour,
        plates=tuple(plates),
        place=place.at,
        span=line.span,
    )
    return part, found + more


def _plate(editor: Editor, block: FencedBlock, id: str, colour: str) -> tuple[Plate | None, list[Finding]]:
    """The plate of a block, or None where it has no picture or does not say what that shows."""
    given, found = options_of(block, PlateOptions)
    if given is None:
        return None, found
    address, more = editor.picture(block, _setting(editor, given))
    usable = address and not has_errors(more)
    found += more
    at, placer = block.options.at("alt"), block.options.placer(given.alt, "alt")
    found += editor.line_faults(given.alt, at, placer, printed=False)
    named, alt = f"at/{given.id}" if given.id else id, plain_line(given.alt, editor.language)
    plate = Plate(named, address, alt, given.fit, colour, block.span)
    if block.body.strip():
        what = f'the caption of the plate "{block.argument}"'
        caption, more = editor.prose(f"{id}/caption", what, block.body, block.body_at)
        plate, found = replace(plate, caption=caption), found + more
    if given.credit:
        line = Line.of_value(given.credit, block.options, "credit", language=editor.language)
        what = f'the credit of the plate "{block.argument}"'
        found += editor.line_faults(given.credit, line.span, block.options.placer(given.credit, "credit"))
        plate = replace(plate, credit=line.words(f"{id}/credit", what))
    return plate if usable else None, found


def _setting(editor: Editor, given: PlateOptions) -> Setting:
    """The press, and the most that a picture can come to: the page with its bleed, or its text area."""
    publication, layout = editor.manuscript.publication.value, editor.manuscript.layout
    trim, bleed = publication.trim, publication.bleed
    if given.fit == "fill":
        return replace(editor.setting, width=trim.width + bleed * 2, height=trim.height + bleed * 2)
    width = layout.value.text_width(trim) if layout else None
    height = layout.value.text_depth(trim) if layout else None
    return replace(editor.setting, width=width, height=height, fits_whole=True)
