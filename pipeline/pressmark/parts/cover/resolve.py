"""The cover: its texts, each once, and the imprint and the publisher of the publication."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.book.editor import Editor, bare, empty, unknown
from pressmark.book.tree import Part
from pressmark.book.words import BREAK, Line, Words, join_lines
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.cover.model import Cover
from pressmark.parts.cover.source import TEXTS, CoverRow
from pressmark.parts.kind import Place
from pressmark.read.markdown.headings import ON_COVER
from pressmark.read.models.publications import Publication, address_lines
from pressmark.read.places import Shifted
from pressmark.read.sourced import Sourced
from pressmark.read.sources import Manuscript


def resolve_cover(editor: Editor, place: Place) -> tuple[Cover, list[Finding]]:
    """The cover of a publication."""
    publication = editor.manuscript.publication
    panels, found = _panels(editor, place)
    inks, more = _inks(editor, place)
    value = publication.value
    written_title = "cover_title" if value.cover_title else "title"
    at = publication.at(written_title)
    lines = _lines(value.cover_title or value.title, publication, written_title)
    subtitle = Line.of_value(value.subtitle or "", publication.located, "subtitle", language=editor.language)
    publisher = _typed(value.publisher.name, publication, "publisher", "name")
    cover = Cover(
        id="cover",
        title=join_lines(lines, BREAK, at).words("cover/title", "the title on the cover"),
        subtitle=subtitle.words("cover/subtitle", "the subtitle on the cover", "subtitle"),
        publisher=publisher.words("cover/publisher", "the publisher on the cover", "publisher"),
        colour=place.colour,
        panels=panels,
        address=_address(editor.manuscript),
        inks=tuple(dict.fromkeys(inks)),
        is_self=value.cover == "self",
        place=place.at,
        span=place.at,
    )
    return cover, found + more


def _lines(written: str, publication: Sourced[Publication], field: str) -> Iterator[Line]:
    """The lines of a title, as its field has them."""
    at, place = publication.at(field), publication.located.placer(written, field)
    offset = 0
    for line in written.splitlines(keepends=True):
        if line.strip() or offset:
            yield Line.of(line, at, Shifted(place, offset), language=publication.value.language)
        offset += len(line)


def _typed(written: str, publication: Sourced[Publication], *path: str | int) -> Line:
    """A line of the publication's file that prints as it is typed."""
    return Line.plain(written, publication.at(*path), publication.located.placer(written, *path))


def _panels(editor: Editor, place: Place) -> tuple[dict[str, Words], list[Finding]]:
    """The texts of the cover, by their names, the imprint among them."""
    publication = editor.manuscript.publication
    panels: dict[str, Words] = {}
    found: list[Finding] = []
    if publication.value.imprint:
        written = publication.value.imprint.strip()
        placer = publication.located.placer(written, "imprint")
        what, at = "the text of the cover's imprint", publication.at("imprint")
        panels["imprint"], found = editor.prose("cover/imprint", what, written, at, placer, ON_COVER)
    for block in place.document.blocks if place.document else ():
        if block.name not in TEXTS:
            found += unknown(block, TEXTS)
        elif block.name in panels:
            found.append(finding("E130", block.span, name=block.name))
        else:
            found += [*bare(editor, block), *empty(block)]
            id, what = f"cover/{block.name}", f"the text of the cover's {block.name}"
            words, more = editor.prose(id, what, block.body, block.body_at, levels=ON_COVER)
            panels[block.name] = words
            found += more
    return panels, found


def _address(manuscript: Manuscript) -> dict[str, Words]:
    """The lines of the publisher's address, by what each is called."""
    publication = manuscript.publication
    return {
        key: _typed(written, publication, "publisher", *path).words(
            f"cover/address/{key}", f"the publisher's {key.partition('/')[0]} in the address", "address"
        )
        for key, path, written in address_lines(publication.value.publisher)
    }


def _inks(editor: Editor, place: Place) -> tuple[list[str], list[Finding]]:
    """The colours of the cover's pattern: those that it asks for, else those of the parts."""
    palette = editor.house.palette.value.colours
    publication = editor.manuscript.publication
    asked = place.row.colours if isinstance(place.row, CoverRow) else ()
    found = [
        finding(
            "E209",
            publication.at("parts", place.index, "colours", j),
            name=name,
            guess=did_you_mean(name, palette),
        )
        for j, name in enumerate(asked)
        if name not in palette
    ]
    chosen = [name for name in asked if name in palette]
    return chosen or list(place.palette) or [place.colour], found


def review_cover(parts: tuple[Part, ...], editor: Editor) -> Iterator[Finding]:
    """A publication without a cover."""
    manuscript = editor.manuscript
    if manuscript.sound and not any(isinstance(part, Cover) for part in parts):
        yield finding("N503", manuscript.publication.at("parts"))
