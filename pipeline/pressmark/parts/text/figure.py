"""The drawing or picture of a figure, and the words on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmark.book.editor import Editor
from pressmark.findings import Finding, did_you_mean, finding, has_errors
from pressmark.parts.text.marker import Call
from pressmark.parts.text.model import WHATS, Figure, FigureLabel
from pressmark.parts.text.source import FigureOptions
from pressmark.parts.text.texts import MarkedText, Texts
from pressmark.read.markdown.blocks import FencedBlock
from pressmark.read.markdown.convert import plain_line
from pressmark.units import Length


def resolve_figure(
    texts: Texts, block: FencedBlock, given: FigureOptions, id: str
) -> tuple[Figure | None, tuple[Call, ...], list[Finding]]:
    """The drawing or picture of a figure, the footnotes that its labels call, and what was found."""
    editor = texts.editor
    width = _text_width(editor)
    setting = replace(editor.setting, width=width and width * (given.width / 100))
    address, found = editor.picture(block, setting)
    if not address:
        return None, (), found
    usable = not has_errors(found)
    alt_at, placer = block.options.at("alt"), block.options.placer(given.alt, "alt")
    found += editor.line_faults(given.alt, alt_at, placer, printed=False)
    found += _unknown_colours(editor, block, given)
    labels = _labels(texts, block, given, id)
    found += [fault for text in labels for fault in text.findings]
    figure_labels = tuple(
        FigureLabel(text.words, *label.at, label.width, label.colour or texts.colour)
        for label, text in zip(given.labels, labels, strict=True)
    )
    calls = tuple(call for text in labels for call in text.calls)
    figure = Figure(address, plain_line(given.alt, editor.language), given.width, figure_labels)
    return figure if usable else None, calls, found


def _text_width(editor: Editor) -> Length | None:
    """The width of the publication's text area, as far as there is a layout to say so."""
    layout = editor.manuscript.layout
    return layout.value.text_width(editor.manuscript.publication.value.trim) if layout else None


def _labels(texts: Texts, block: FencedBlock, given: FigureOptions, id: str) -> list[MarkedText]:
    """The words of each label."""
    made = []
    for i, label in enumerate(given.labels):
        at, placer = (
            block.options.at("labels", i, "text"),
            block.options.placer(label.text, "labels", i, "text"),
        )
        made.append(
            texts.line(f"{id}/label/{i + 1}", WHATS[block.name], label.text, at, placer, given.lang or "")
        )
    return made


def _unknown_colours(editor: Editor, block: FencedBlock, given: FigureOptions) -> Iterator[Finding]:
    palette = editor.house.palette.value.colours
    for i, label in enumerate(given.labels):
        if label.colour is not None and label.colour not in palette:
            at = block.options.at("labels", i, "colour")
            yield finding("E209", at, name=label.colour, guess=did_you_mean(label.colour, palette))
