"""Running texts: prose, and the blocks that stand in it, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pressmark.book.editor import BELOW_BREAK, Editor, bare, no_argument, options_of, unknown
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.kind import Place
from pressmark.parts.text.figure import resolve_figure
from pressmark.parts.text.marker import Call, call_faults, footnotes_in, without_notes
from pressmark.parts.text.model import WHATS, Figure, Passage, Text
from pressmark.parts.text.source import BLOCKS, FigureOptions, Options, TableOptions, TextFront
from pressmark.parts.text.texts import MarkedText, Texts
from pressmark.read.markdown.blocks import FencedBlock

# Whose argument is a heading, or what stands under a quotation?
HEADED = ("box", "pull", "quote", "sidebar", "table")


def resolve_text(editor: Editor, place: Place) -> tuple[Text | None, list[Finding]]:
    """The running text of a document, or None where there is none."""
    document = place.document
    if document is None:
        return None, []
    id = f"text/{place.number}"
    footnotes, found = footnotes_in(document)
    texts = Texts(editor, footnotes, place.colour)
    passages: list[Passage] = []
    calls: list[Call] = []
    for i, block in enumerate(document.blocks, 1):
        passage, own, more = _passage(texts, block, f"{id}/{i}")
        passages += [passage] if passage else []
        calls += own
        found += more
    found += [*call_faults(calls, footnotes), *_skipped(passages)]
    line, more = editor.title(place.row, f"Text {place.number}")
    if not passages:
        found.append(finding("W313", line.span, title=line.text))
    front = editor.manuscript.fronts.get(place.row.file or "")
    text = Text(
        id=id,
        title=line.words(f"{id}/title", "the title of a text"),
        titled=front.print_title if isinstance(front, TextFront) else True,
        colour=place.colour,
        passages=tuple(passages),
        place=place.at,
        span=line.span,
    )
    return text, found + more


def _skipped(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Headings of the text that stand under one of two levels above their own, or under none."""
    level = 1
    for passage in passages:
        for heading in passage.prose.headings if passage.kind == "prose" and passage.prose else ():
            if heading.level > level + 1:
                above = "#" * level if level > 1 else "the title"
                values = {"mark": "#" * heading.level, "above": above, "wanted": "#" * (level + 1)}
                yield finding("W352", heading.span, **values)
            level = max(2, heading.level)


Resolved = tuple[Passage | None, tuple[Call, ...], list[Finding]]


def _passage(texts: Texts, block: FencedBlock, id: str) -> Resolved:
    """A block as a passage, the footnotes that it calls, and what was found in it."""
    body = without_notes(block.body)
    if block.name == "":
        if not body.strip():
            return None, (), []
        prose = texts.body(block, id, body)
        passage = Passage(id, "prose", texts.colour, block.span, prose=prose.words)
        return passage, prose.calls, list(prose.findings)
    if block.name == "break":
        found = list(bare(texts.editor, block))
        if body.strip():
            found.append(finding("E127", block.body_at, cure=BELOW_BREAK))
        return Passage(id, "break", texts.colour, block.span), (), found
    if block.name not in BLOCKS:
        return None, (), list(unknown(block, (*BLOCKS, "break")))
    return _block(texts, block, id, body)


def _block(texts: Texts, block: FencedBlock, id: str, body: str) -> Resolved:
    models: Mapping[str, type[Options]] = {"figure": FigureOptions, "table": TableOptions}
    model = models.get(block.name, Options)
    given, found = options_of(block, model)
    if given is None:
        return None, (), found
    what = WHATS[block.name]
    figure: Figure | None = None
    calls: list[Call] = []
    lang = given.lang or ""
    fields: dict[str, MarkedText] = {}
    if isinstance(given, FigureOptions):
        figure, own, more = resolve_figure(texts, block, given, id)
        found += more
        calls += own
    elif block.name not in HEADED:
        found += no_argument(block)
    if block.name in HEADED and block.argument:
        fields["head"] = texts.line(f"{id}/head", what, block.argument, block.argument_at, lang=lang)
    if body.strip():
        fields["prose"] = texts.body(block, id, body, lang)
    elif block.name != "figure":
        found.append(finding("W309", block.span, name=block.name))
    credit = getattr(given, "credit", None)
    if credit:
        placer = block.options.placer(credit, "credit")
        fields["credit"] = texts.line(f"{id}/credit", what, credit, block.options.at("credit"), placer, lang)
    colour, more = _colour(texts, block, given)
    found += [*more, *(fault for one in fields.values() for fault in one.findings)]
    passage = Passage(
        f"at/{given.id}" if given.id else id,
        block.name,
        colour,
        block.span,
        figure=figure,
        lang=lang,
        **{name: one.words for name, one in fields.items()},
    )
    return passage, (*calls, *(call for one in fields.values() for call in one.calls)), found


def _colour(texts: Texts, block: FencedBlock, given: Options) -> tuple[str, list[Finding]]:
    """The colour of a block: its own, or the text's."""
    palette = texts.editor.house.palette.value.colours
    if given.colour is None or given.colour in palette:
        return given.colour or texts.colour, []
    guess = did_you_mean(given.colour, palette)
    return texts.colour, [finding("E209", block.options.at("colour"), name=given.colour, guess=guess)]
