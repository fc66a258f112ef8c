"""Sections: standfirst, entries, extracts and forced breaks, in the order of the file."""

from __future__ import annotations

import re

from pressmark.book.catalogue import COVER_TITLE, shortened
from pressmark.book.editor import Desk, filled, names, names_at, no_argument, options, unknown, within
from pressmark.book.tree import (
    Break,
    Entry,
    Extract,
    Item,
    Prose,
    Section,
)
from pressmark.findings import did_you_mean, finding
from pressmark.read.markdown.blocks import Block, Document
from pressmark.read.markdown.headings import IN_EXTRACT
from pressmark.read.markdown.prose import inline, plain, text
from pressmark.read.models.publications import EntryOptions, Part

# What parts an extract's introduction from its body?
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def section(desk: Desk, part: Part, document: Document | None, colour: str, number: int) -> Section | None:
    """The section of a document, or None where there is none."""
    if document is None:
        return None
    id = f"section/{number}"
    standfirst: Prose | None = None
    items: list[Item] = []
    for block in document.blocks:
        if block.name in ("standfirst", "break"):
            options(desk, block)
            no_argument(desk, block)
        match block.name:
            case "standfirst" if standfirst is not None:
                desk.findings.append(finding("E130", block.span, name=block.name))
            case "standfirst":
                filled(desk, block)
                standfirst = desk.prose(f"{id}/standfirst", block.body, block.body_at)
            case "entry":
                items += _entry(desk, block)
            case "extract":
                items += _extract(desk, block)
            case "break":
                if block.body:
                    desk.findings.append(finding("E127", block.body_at))
                items.append(Break(block.span))
            case _:
                unknown(desk, block, ("standfirst", "entry", "extract", "break"))
    title = desk.heading(part, f"Section {number}")
    span = document.front.at("title")
    if not any(block.name in ("entry", "extract") for block in document.blocks):
        desk.findings.append(finding("W304", span, part=f'the section "{text(title)}"'))
    return Section(id, number, inline(title), text(title), colour, standfirst, tuple(items), span)


def _entry(desk: Desk, block: Block) -> list[Item]:
    """The entry of a block, or nothing when it names no record."""
    given = options(desk, block, EntryOptions.model_fields)
    named_ids = names(block)
    titles = desk.catalogue.titles
    if not named_ids:
        desk.findings.append(finding("E129", block.span, name=block.name))
    for name, offset in names_at(block):
        if name not in titles:
            span = block.argument_at.down(0, block.argument_at.column + offset)
            several = [word for word in re.split(r"[\s;/&+]+", name) if word]
            parted = len(several) > 1 and all(word in titles for word in several)
            guess = f"part them with a comma: {', '.join(several)}" if parted else did_you_mean(name, titles)
            desk.findings.append(finding("E201", span, name=name, guess=guess))
    named = tuple(titles[name] for name in named_ids if name in titles)
    if not named or len(named) < len(named_ids):
        return []
    if not block.body:
        desk.findings.append(finding("W301", block.span, title=named[0].text))
    markup = inline(given["title"]) if "title" in given else named[0].entry_markup
    cover = given.get("cover_title") or given.get("title")
    record = desk.catalogue.rows[named[0].id].record
    drawn = text(cover or record.cover_title or record.title)
    if len(drawn) > COVER_TITLE and not (record.cover or record.publication):
        key = "cover_title" if "cover_title" in given else "title"
        at = block.options.at(key) if cover else named[0].span
        desk.findings.append(finding("W323", at, length=len(drawn), most=COVER_TITLE))
    id = f"entry/{named[0].id}"
    entry = [
        Entry(
            id=id,
            titles=named,
            markup=markup,
            text=plain(markup),
            cover_text=shortened(drawn),
            prose=desk.prose(id, block.body, block.body_at),
            span=block.span,
        )
    ]
    within(desk, "entry", (entry[0].prose,), block.span)
    return list(entry)


def _extract(desk: Desk, block: Block) -> list[Item]:
    options(desk, block)
    title = desk.catalogue.titles.get(block.argument)
    if not block.argument:
        desk.findings.append(finding("E129", block.span, name=block.name))
        return []
    if title is None:
        guess = did_you_mean(block.argument, desk.catalogue.titles)
        desk.findings.append(finding("E201", block.argument_at, name=block.argument, guess=guess))
        return []
    # An entry whose title is unknown may be the one.
    if title.id not in desk.listed and desk.listed <= desk.catalogue.titles.keys():
        desk.findings.append(finding("W302", block.argument_at, title=title.text))
    gap = _EMPTY_LINES.search(block.body)
    intro, body = (block.body[: gap.start()], block.body[gap.end() :]) if gap else (block.body, "")
    body_at = block.body_at.down(block.body[: gap.end()].count("\n") if gap else 0, 1)
    if not intro:
        desk.findings.append(finding("W309", block.span, name=block.name))
    elif not body:
        desk.findings.append(finding("W306", block.span, title=title.text))
    id = f"extract/{title.id}"
    introduction = desk.prose(f"{id}/introduction", intro, block.body_at)
    panel = desk.prose(f"{id}/body", body, body_at, levels=IN_EXTRACT)
    within(desk, "extract", (introduction, panel), block.span)
    return [Extract(id, title, introduction, panel, block.span)]
