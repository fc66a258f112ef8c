"""A book through its layout: measured, composed, and each part as the HTML that is typeset."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from pressmark.book.tree import DOCUMENT, FLOW, Block, Book, Part
from pressmark.compose.pages import (
    FLOW_FORMS,
    ComposedPart,
    Composition,
    Heights,
    Measure,
    Numbers,
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
from pressmark.pagination.budget import LastPages
from pressmark.pagination.compose import NONE, compose, frames_of
from pressmark.parts.table import KINDS
from pressmark.parts.template_values import NAMES
from pressmark.read.markdown.text_tree import numbered
from pressmark.read.sources import SHARED
from pressmark.root import Reads, Root
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import Fragment
from pressmark.typeset.slices import sliced
from pressmark.typeset.templates import environment, faults, rendered, unnested
from pressmark.units import ZERO

# Composition asks for heights in waves, each for something new, until it comes out; and is then made
# again till the numbers that it prints are those that it came to. That takes no more than this.
MOST_PASSES = 12


class Setter:
    """Sets one book in its layout. What is measured is kept by the very HTML that was measured; `last_pages`
    are those of the last build."""

    def __init__(self, book: Book, root: Root, engines: Engines, last_pages: LastPages = NONE) -> None:
        self.book = book
        self.last_pages = last_pages
        self.engines = engines
        self.frames = frames_of(book)
        self.env = environment(root, Materials(book.inks, book.first_pages))
        self.measured: dict[Fragment, Measure] = {}
        self._numbers = Numbers()
        self._markup: dict[tuple[str, str], str] = {}  # what was made with those numbers
        # A layout's own template, else the one that layouts share.
        folders = (book.publication.layout, SHARED)
        self.template = functools.cache(
            lambda name: self.env.select_template([f"{folder}/{name}.html.j2" for folder in folders])
        )

    @property
    def reads(self) -> Reads:
        """The templates that were read till now."""
        return dict(self.env.loader.reads)

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
        while passes < MOST_PASSES:
            try:
                composition = compose(self.book, Heights(known), self.last_pages)
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

    def _fragment(self, request: Request, numbers: Numbers) -> Fragment:
        for side, form in FLOW_FORMS.items():
            if request.form == form:
                part = self.book.part(request.block)
                folio = 1 if side is Side.RECTO else 2  # which number it is moves nothing
                return Fragment(self._flowing(part, folio, numbers), ZERO, part.colour, flows=True)
        return Fragment(
            self.markup(request.block, request.form, numbers),
            self.frames.form(request.form),
            self._colour(request.block),
        )

    def _block(self, id: str) -> Block:
        return self.book.blocks[id]

    def _colour(self, block: str) -> str:
        return self._block(block).colour or self.default_colour

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

    def _rendered(self, template: str, values: Mapping[str, Any]) -> str:
        assert values.keys() <= NAMES, "a template is given what check does not know of"
        with faults(self.book.id):
            return unnested(rendered(self.template(template), values))

    def markup(self, block: str, form: str, numbers: Numbers) -> str:
        """A block's HTML in a form, its colour around it; made once for the same numbers."""
        if numbers is not self._numbers and numbers != self._numbers:
            self._markup.clear()
        self._numbers = numbers
        if (block, form) not in self._markup:
            self._markup[block, form] = self._made_markup(block, form, numbers)
        return self._markup[block, form]

    def _made_markup(self, block: str, form: str, numbers: Numbers) -> str:
        own = self._block(block)
        values = {
            **own.values,
            "id": block,
            "form": form,
            "colour": self._colour(block),
            "numbers": self._printed(numbers),
            "indexed": self.book.listed,
            "contents": self._contents,
            "book": self.book,
            "footer": self.book.key,
            "unit": self.frames.unit.mm,
        }
        return numbered(self._rendered(own.template, values).strip(), numbers.marks)

    def _printed(self, numbers: Numbers) -> Printed:
        return Printed(numbers, self.book.featured)

    def pieces(self, composed: ComposedPart, composition: Composition) -> list[str]:
        """A part of a composition as the HTML that is typeset: a document of each page; of a running text,
        one."""
        part, numbers = self.book.part(composed.content), composition.numbers
        if part.flows and composed.flowed:
            return [self._flowing(part, composed.start, numbers)]

        def placed(at: Placed) -> Markup:
            return Markup(self._placed(at, numbers))

        values: dict[str, Any] = {
            "book": self.book,
            "part": part,
            "colour": part.colour or self.default_colour,
            "numbers": self._printed(numbers),
            "frames": self.frames,
            "unit": self.frames.unit.mm,
            "tabs": self._tabs(composition.tabs),
            "pitch": composition.tabs.pitch,
            "own_tab": part.id,
            "placed": placed,
            "colour_of": self._colour,
            "footer": self.book.key,
            **KINDS[part.kind].values(part, composed, self.frames, self.book),
        }
        pages = (
            {**values, "page": page, "first": not i, "number": i} for i, page in enumerate(composed.pages)
        )
        return [numbered(self._rendered(DOCUMENT, page), numbers.marks) for page in pages]

    def sheet(self, name: str, values: Mapping[str, Any]) -> str:
        """A sheet that goes with the publication and is none of its pages, as HTML."""
        bleed = min(self.book.publication.bleed, self.book.condition.bleed)
        own = {"book": self.book, "colour": self.default_colour, "bleed": bleed}
        return self._rendered(name, {**own, **values})

    def _flowing(self, part: Part, folio: int, numbers: Numbers) -> str:
        """A part that flows as the HTML document that goes from page to page, the first bearing `folio`."""
        side = side_of(folio)
        values = {"book": self.book, "part": part, "folio": folio, "side": side, "frames": self.frames}
        values["contents"] = self._contents
        return numbered(self._rendered(FLOW, values), numbers.marks)

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
        """The edge tabs, one of each part that has one: which run it is of, and where its head is."""
        return [
            {
                "id": part.id,
                "label": part.tab,
                "title": part.title.copy,
                "colour": part.colour,
                "run": tabs.run_of(part.id),
                "top": self.frames.top + tabs.down(part.id),
            }
            for part in self.book.parts
            if part.tab
        ]

    @property
    def _contents(self) -> str:
        """Where the heads of parts lead back to: the contents, if there are any."""
        return f"xref:part/{self.book.contents}" if self.book.contents else ""
