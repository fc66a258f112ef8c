"""The contents page: its panels, and the guide to the symbols that are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmark.book.editor import Editor, empty, read_options, unknown
from pressmark.book.title import Mark
from pressmark.book.tree import Part
from pressmark.book.words import Line
from pressmark.findings import Finding
from pressmark.parts.contents.model import Contents, Explained, Panel
from pressmark.parts.contents.source import ContentsLayout
from pressmark.parts.contents.under_rows import UNDER
from pressmark.parts.kind import Place
from pressmark.read.markdown.blocks import FencedBlock


def resolve_contents(editor: Editor, place: Place) -> tuple[Contents, list[Finding]]:
    """The contents page, without the rows of the other parts."""
    panels: list[Panel] = []
    found: list[Finding] = []
    for block in place.document.blocks if place.document else ():
        if block.name != "panel":
            found += unknown(block, ("panel",))
            continue
        panel, more = _panel(editor, block, f"contents/{len(panels) + 1}")
        panels.append(panel)
        found += more
    line, more = editor.title(place.row, "Contents")
    contents = Contents(
        id="contents",
        title=line.words("contents/title", "the title of the contents"),
        panels=tuple(panels),
        guide=tuple(map(_explained, _marks(editor))),
        in_one=_in_one(editor),
        place=place.at,
        span=line.span,
    )
    return contents, found + more


def _panel(editor: Editor, block: FencedBlock, id: str) -> tuple[Panel, list[Finding]]:
    _, found = read_options(editor, block)
    found += editor.line_faults(block.argument, block.argument_at)
    found += empty(block)
    title = Line.of(block.argument, block.argument_at, language=editor.language)
    prose, more = editor.prose(id, f'the panel "{title.text}"', block.body, block.body_at)
    words = title.words(f"{id}/title", f'the title of the panel "{title.text}"')
    return Panel(id, words, prose, block.argument_at), found + more


def _in_one(editor: Editor) -> bool:
    layout = editor.manuscript.layout
    if layout is None or not layout.value.sets(Contents.kind):
        return False
    return layout.value.of(ContentsLayout).column is None


def _marks(editor: Editor) -> Iterator[Mark]:
    """The symbols that this publication prints, those of its entries and of its index, in the order of the
    table."""
    titles = editor.catalogue.titles
    marks = {mark.name: mark for title in titles.values() for mark in (*title.kinds, *title.formats)}
    own_titles = (titles[name] for name in editor.described | editor.listed if name in titles)
    used = {mark.name for title in own_titles for mark in (*title.kinds, *title.formats)}
    return (marks[name] for name in editor.house.symbols.value.root if name in used)


def _explained(mark: Mark) -> Explained:
    """A symbol as the guide explains it."""
    id, of = f"contents/guide/{mark.name}", f'of the symbol "{mark.symbol.label}" in the guide'
    return Explained(
        mark,
        mark.label.words(f"{id}/label", f"the label {of}"),
        mark.meaning.words(f"{id}/meaning", f"the meaning {of}", "guide-meaning"),
    )


def relate_contents(
    contents: Contents, parts: tuple[Part, ...], editor: Editor
) -> tuple[Part, list[Finding]]:
    """The contents with the rows of the parts; and of their groups, in a layout that sets these."""
    rows = (row for part in parts for row in part.rows)
    all = contents.in_one or _lists_groups(editor)
    return replace(contents, listed=tuple(row for row in rows if row.level == 1 or all)), []


def _lists_groups(editor: Editor) -> bool:
    layout = editor.manuscript.layout
    return layout is not None and UNDER in layout.value.forms
