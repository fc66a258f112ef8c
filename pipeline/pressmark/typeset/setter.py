"""A book through its layout: measured, composed, and each part as the HTML that is typeset."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from pressmark.book.tree import DOCUMENT, FLOW, Book, Part
from pressmark.compose.pages import (
    FLOW_FORMS,
    ComposedPart,
    Composition,
    Heights,
    Measure,
    Numbers,
    Page,
    Placed,
    Request,
    Side,
    UnmeasuredError,
    side_of,
)
from pressmark.compose.printed import Printed
from pressmark.compose.tabs import Tabs
from pressmark.drawings import Materials
from pressmark.findings import Finding, finding
from pressmark.memory import Attributes
from pressmark.pagination.budget import LastPages
from pressmark.pagination.compose import NONE, compose, compose_part, frames_of
from pressmark.parts.kind import Pages, Room
from pressmark.parts.table import KINDS
from pressmark.parts.template_values import NAMES
from pressmark.read.markdown.text_tree import numbered
from pressmark.read.sources import SHARED
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import Fragment
from pressmark.typeset.slices import sliced
from pressmark.typeset.templates import Book as BookValue
from pressmark.typeset.templates import environment, faults, rendered, unnested
from pressmark.units import ZERO

# Composition asks for heights in waves, each for something new, until it comes out; and is then made
# again till the numbers that it prints are those that it came to. That takes no more than this.
MOST_PASSES = 12


class Setter:
    """Sets one book in its layout. What is measured is kept by the very HTML that was measured; `last_pages`
    are those of the last build. The root remembers what templates made, for the next run."""

    def __init__(self, book: Book, root: Root, engines: Engines, last_pages: LastPages = NONE) -> None:
        self.book = book
        self.root = root
        self.last_pages = last_pages
        self.engines = engines
        self.frames = frames_of(book)
        self.materials = Materials(book.inks, book.first_pages)
        self.env = environment(root, book.id, self.materials)
        self.measured: dict[Fragment, Measure] = {}
        self._numbers = Numbers()
        self._markup: dict[tuple[str, str], str] = {}  # what was made with those numbers
        self._colours = {id: block.colour or self.default_colour for id, block in book.blocks.items()}
        self._reads: dict[str, str] = {}
        self._name = (book.id, len(book.parts))  # a book of the first part alone is another
        # A layout's own template, else the one that layouts share.
        self._folders = (book.publication.layout, SHARED)

    @property
    def reads(self) -> Reads:
        """The templates that were read till now."""
        return dict(self._reads)

    def compose(self) -> tuple[Composition, list[Finding]]:
        """The book on its pages, measuring what composition asks for until it asks no more.

        Page numbers that blocks print are those of the pass before; the last pass printed the
        numbers that it came to.
        """
        findings: list[Finding] = []
        numbers = Numbers()
        settled = False
        known: dict[Request, Measure] = {}
        passes = 0
        for wave in itertools.count():
            if passes >= MOST_PASSES:
                break
            try:
                composed = functools.partial(self._composed, wave)
                composition = compose(self.book, Heights(known), self.last_pages, composed)
            except UnmeasuredError as wanted:
                if wanted.numbers is not None and not settled:
                    numbers = wanted.numbers
                measures, found = self._measure(wanted.requests, numbers)
                known |= measures
                findings += found
                continue
            passes += 1
            numbers, settled = composition.numbers, True
            stale = [r for r in known if self._fragment(r, numbers) not in self.measured]
            if not stale:
                # By other styles than were written, whether copy fits says nothing of the copy.
                styled = not findings and not self.engines.findings
                return composition, findings + list(composition.findings if styled else ())
            for request in stale:
                del known[request]
        return composition, [*findings, finding("E402", self.book.span)]

    def _composed(self, wave: int, part: Part, room: Room) -> Pages:
        """A part on its pages, in the how manyth wave. Raises UnmeasuredError."""

        def composed(known: Mapping[Request, Measure]) -> Pages | UnmeasuredError:
            try:
                return compose_part(part, replace(room, heights=Heights(known)))
            except UnmeasuredError as lacking:
                return lacking

        made_of = (part, room.publication, room.frames, room.folio, room.closing)
        slot = (*self._name, "composed", part.id, wave)
        made = self.root.recall(slot, made_of, composed, room.heights.known)
        if isinstance(made, UnmeasuredError):
            raise UnmeasuredError(made.requests)
        return made

    def _fragment(self, request: Request, numbers: Numbers) -> Fragment:
        for side, form in FLOW_FORMS.items():
            if request.form == form:
                part = self.book.part(request.block)
                folio = 1 if side is Side.RECTO else 2  # which number it is moves nothing
                return Fragment(self._flowing(part, folio, numbers), ZERO, part.colour, flows=True)
        return Fragment(
            self.markup(request.block, request.form, numbers),
            self.frames.form(request.form),
            self._colours[request.block],
        )

    def _measure(
        self, requests: frozenset[Request], numbers: Numbers
    ) -> tuple[Mapping[Request, Measure], list[Finding]]:
        wanted = {request: self._fragment(request, numbers) for request in sorted(requests)}
        new = list(dict.fromkeys(f for f in wanted.values() if f not in self.measured))
        findings: list[Finding] = []
        if new:
            measures, findings = self.engines.measure(new)
            self.measured.update(zip(new, measures, strict=True))
        return {request: self.measured[f] for request, f in wanted.items()}, findings

    def _rendered(self, name: str, values: Mapping[str, Any]) -> str:
        assert values.keys() <= NAMES, "a template is given what check does not know of"
        with faults(self.book.id):
            template = self.env.select_template([f"{folder}/{name}.html.j2" for folder in self._folders])
            return unnested(rendered(template, values))

    def _made(
        self, slot: tuple[Hashable, ...], name: str, values: Mapping[str, Any], numbers: Numbers
    ) -> str:
        """What a template makes of its values, of what it asks of the book, and of the numbers."""

        def made(book: Any, featured: Any, listed: Any, colours: Any, *pages: Any) -> str:
            known = Numbers(*pages)
            asked = {
                "book": BookValue(book),
                "numbers": Printed(known, featured),
                "indexed": listed,
                "colour_of": colours.__getitem__,
            }
            return numbered(self._rendered(name, {**values, **asked}), known.marks)

        own = (Attributes(self.book), self.book.featured, self.book.listed, self._colours)
        watched = (*own, *vars(numbers).values())
        with self.root.recording() as reads:
            markup = self.root.recall((*self._name, *slot), (name, values, self.materials), made, *watched)
        self._reads |= reads
        return markup

    def markup(self, block: str, form: str, numbers: Numbers) -> str:
        """A block's HTML in a form, its colour around it; made once for the same numbers."""
        if numbers is not self._numbers and numbers != self._numbers:
            self._markup.clear()
        self._numbers = numbers
        if (block, form) not in self._markup:
            self._markup[block, form] = self._made_markup(block, form, numbers)
        return self._markup[block, form]

    def _made_markup(self, block: str, form: str, numbers: Numbers) -> str:
        own = self.book.blocks[block]
        values = {
            **own.values,
            "id": block,
            "form": form,
            "colour": self._colours[block],
            "contents": self._contents,
            "footer": self.book.key,
            "unit": self.frames.unit.mm,
        }
        return self._made(("block", block, form), own.template, values, numbers).strip()

    def pieces(self, composed: ComposedPart, composition: Composition) -> list[str]:
        """A part of a composition as the HTML that is typeset: a document of each page; of a running text,
        one."""
        part, numbers = self.book.part(composed.content), composition.numbers
        if part.flows and composed.flowed:
            return [self._flowing(part, composed.start, numbers)]
        values: dict[str, Any] = {
            "part": part,
            "colour": part.colour or self.default_colour,
            "frames": self.frames,
            "unit": self.frames.unit.mm,
            "tabs": self._tabs(composition.tabs),
            "pitch": composition.tabs.pitch,
            "own_tab": part.id,
            "footer": self.book.key,
            **KINDS[part.kind].values(part, composed, self.frames, self.book),
        }
        return [
            self._page((composed.id, i), {**values, "page": page, "first": not i, "number": i}, page, numbers)
            for i, page in enumerate(composed.pages)
        ]

    def _page(
        self, slot: tuple[Hashable, ...], values: Mapping[str, Any], page: Page, numbers: Numbers
    ) -> str:
        """A page as the HTML that is typeset."""
        placed = _Placed({at: Markup(self._placed(at, numbers)) for at in page.placed})
        return self._made(("page", *slot), DOCUMENT, {**values, "placed": placed}, numbers)

    def sheet(self, name: str, values: Mapping[str, Any]) -> str:
        """A sheet that goes with the publication and is none of its pages, as HTML."""
        bleed = min(self.book.publication.bleed, self.book.condition.bleed)
        own = {"book": self.book, "colour": self.default_colour, "bleed": bleed}
        with self.root.recording() as reads:
            made = self._rendered(name, {**own, **values})
        self._reads |= reads
        return made

    def _flowing(self, part: Part, folio: int, numbers: Numbers) -> str:
        """A part that flows as the HTML document that goes from page to page, the first bearing `folio`."""
        values = {"part": part, "folio": folio, "side": side_of(folio), "frames": self.frames}
        values["contents"] = self._contents
        return self._made(("flow", part.id, folio), FLOW, values, numbers)

    @property
    def default_colour(self) -> str:
        """The colour of parts that have none: the first of the publication's parts'."""
        return next((p.colour for p in self.book.parts if p.colour), next(iter(self.book.colours)))

    def _placed(self, at: Placed, numbers: Numbers) -> str:
        markup = self.markup(at.block, at.form, numbers)
        if at.lines is None:
            return markup
        lines = self.measured[self._fragment(Request(at.block, at.form), numbers)].lines
        start = sum(chars for _, chars in lines[: at.lines[0]])
        end = sum(chars for _, chars in lines[: at.lines[1]])
        return sliced(markup, start, end)

    def _tabs(self, tabs: Tabs) -> list[dict[str, Any]]:
        """The edge tabs: of each what it says, which run it is of, and where its head is."""
        return [
            {**vars(tab), "run": tabs.run_of(tab.id), "top": self.frames.top + tabs.down(tab.id)}
            for part in self.book.parts
            for tab in part.tabs
        ]

    @property
    def _contents(self) -> str:
        """Where the heads of parts lead back to: the contents, if there are any."""
        return f"xref:part/{self.book.contents}" if self.book.contents else ""


@dataclass(frozen=True)
class _Placed:
    """What stands where on a page, as a function that templates call."""

    markup: Mapping[Placed, Markup]

    def __call__(self, at: Placed) -> Markup:
        return self.markup[at]
