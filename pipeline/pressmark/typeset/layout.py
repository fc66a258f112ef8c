"""A book through its layout: measured, composed, and each part as the HTML that is typeset."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from pressmark.book.tree import Book, Contents, Cover, Index, PartContent, Text, availability, shown_in
from pressmark.compose.pages import (
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
from pressmark.findings import Finding, finding
from pressmark.pagination.compose import compose, frames_of
from pressmark.parts.contents.compose import tab_pitch
from pressmark.parts.cover.compose import Wrap, wrap_of
from pressmark.parts.text.compose import FORMS
from pressmark.read.markdown.prose import numbered
from pressmark.read.sources import SHARED
from pressmark.root import Root
from pressmark.typeset.fragments import settings
from pressmark.typeset.pool import Pool
from pressmark.typeset.set_page import Fragment
from pressmark.typeset.slices import sliced
from pressmark.typeset.templates import environment, faults, rendered
from pressmark.typeset.vocabulary import VALUES
from pressmark.units import ZERO

# Composition asks for heights in waves, each for something new, until it comes out; and is then made
# again till the numbers that it prints are those that it came to. That takes no more than this.
MOST_PASSES = 12


class Layout:
    """One book in its layout. What is measured is kept by the very HTML that was measured."""

    def __init__(self, book: Book, root: Root, engine: Pool) -> None:
        self.book = book
        self.engine = engine
        self.frames = frames_of(book)
        self.settings = settings(book)
        self.shown = shown_in(book)
        self.env = environment(root, book.colours, book.neutrals, book.fronts)
        self.measured: dict[Fragment, Measure] = {}
        # A layout's own template, else the one that layouts share.
        folders = (book.publication.layout, SHARED)
        self.template = functools.cache(
            lambda name: self.env.select_template([f"{folder}/{name}.html.j2" for folder in folders])
        )

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
                composition = compose(self.book, Heights(known))
            except UnmeasuredError as wanted:
                if wanted.numbers is not None and not settled:
                    numbers = wanted.numbers
                findings += self._measure(wanted.requests, known, numbers)
                continue
            passes += 1
            numbers, settled = composition.numbers, True
            stale = [r for r in known if self._fragment(r, numbers) not in self.measured]
            if not stale:
                # By other styles than were written, whether copy fits says nothing of the copy.
                styled = not findings and not self.engine.findings
                return composition, findings + list(composition.findings if styled else ())
            for request in stale:
                del known[request]
        return composition, [*findings, finding("E402", self.book.span)]

    def _fragment(self, request: Request, numbers: Numbers) -> Fragment:
        for side, form in FORMS.items():
            if request.form == form:
                text = next(part for part in self.book.texts if part.id == request.block)
                folio = 1 if side is Side.RECTO else 2  # which number it is moves nothing
                return Fragment(self._flowing(text, folio, numbers), ZERO, text.colour, flows=True)
        return Fragment(
            self.markup(request.block, request.form, numbers),
            self.frames.form(request.form),
            self._colour(request.block),
        )

    def _colour(self, block: str) -> str:
        return self.settings[block].colour or self.default_colour

    def _measure(
        self, requests: frozenset[Request], known: dict[Request, Measure], numbers: Numbers
    ) -> list[Finding]:
        wanted = {request: self._fragment(request, numbers) for request in sorted(requests)}
        new = list(dict.fromkeys(f for f in wanted.values() if f not in self.measured))
        findings: list[Finding] = []
        if new:
            measures, findings = self.engine.measure(new)
            self.measured.update(zip(new, measures, strict=True))
        known.update({request: self.measured[f] for request, f in wanted.items()})
        return findings

    def _rendered(self, template: str, values: Mapping[str, Any]) -> str:
        assert values.keys() <= VALUES, "a template is given what check does not know of"
        with faults(self.book.id):
            return rendered(self.template(template), values)

    def markup(self, block: str, form: str, numbers: Numbers) -> str:
        """A block's HTML in a form, its colour around it."""
        setting = self.settings[block]
        values = {
            **setting.values,
            "id": block,
            "form": form,
            "colour": self._colour(block),
            "numbers": Printed(numbers, self.shown),
            "indexed": self.book.indexed,
            "contents": self._contents(),
            "book": self.book,
            "footer": availability(self.book),
            "unit": self.frames.grid.unit.mm,
        }
        return numbered(self._rendered(f"blocks/{setting.template}", values).strip(), numbers.marks)

    def part_of(self, composed: ComposedPart) -> PartContent:
        """The content that a composed part was made of."""
        return next(part for part in self.book.parts if part.id == composed.content)

    def html(self, composed: ComposedPart, numbers: Numbers) -> str:
        """A composed part as the HTML document that is typeset."""
        part = self.part_of(composed)
        if isinstance(part, Text):
            return self._flowing(part, composed.start, numbers)

        def placed(at: Placed) -> Markup:
            return Markup(self._placed(at, numbers))

        values: dict[str, Any] = {
            "book": self.book,
            "part": part,
            "pages": composed.pages,
            "colour": getattr(part, "colour", "") or self.default_colour,
            "numbers": Printed(numbers, self.shown),
            "frames": self.frames,
            "unit": self.frames.grid.unit.mm,
            "tabs": self._tabs(),
            "pitch": self._pitch(),
            "own_tab": part.id,
            "placed": placed,
            "colour_of": self._colour,
            "titles": {e.id: e for s in self.book.sections for e in s.items if hasattr(e, "id")},
            "footer": availability(self.book),
            "wrap": self._wrap(composed.pages[0].lower) if isinstance(part, Cover) else None,
        }
        return numbered(self._rendered("document", values), numbers.marks)

    def sheet(self, name: str, values: Mapping[str, Any]) -> str:
        """A sheet that goes with the publication and is none of its pages, as HTML."""
        bleed = min(self.book.publication.bleed, self.book.condition.bleed)
        own = {"book": self.book, "colour": self.default_colour, "bleed": bleed}
        return self._rendered(name, {**own, **values})

    def _wrap(self, lower: int) -> Wrap:
        return wrap_of(self.frames, self.book.publication.bleed, lower)

    def _flowing(self, text: Text, folio: int, numbers: Numbers) -> str:
        """A running text as the HTML document that flows from page to page, the first bearing `folio`."""
        side = side_of(folio)
        values = {"book": self.book, "part": text, "folio": folio, "side": side, "frames": self.frames}
        values["contents"] = self._contents()
        return numbered(self._rendered("flow", values), numbers.marks)

    @property
    def default_colour(self) -> str:
        """The colour of parts that have none: the first of the publication's parts'."""
        return next(
            (p.colour for p in self.book.parts if hasattr(p, "colour")),
            next(iter(self.book.colours)),
        )

    def _placed(self, at: Placed, numbers: Numbers) -> str:
        markup = self.markup(at.block, at.form, numbers)
        if at.lines is None:
            return markup
        lines = self.measured[self._fragment(Request(at.block, at.form), numbers)].lines
        start = sum(chars for _, chars in lines[: at.lines[0]])
        end = sum(chars for _, chars in lines[: at.lines[1]])
        return sliced(markup, start, end)

    def _pitch(self) -> Any:
        return tab_pitch(len(self._tabs()), self.frames)

    def _tabs(self) -> list[dict[str, str]]:
        """The edge tabs: one a section, and the index's."""
        tabs = [
            {"id": s.id, "label": str(s.number), "title": s.title, "colour": s.colour}
            for s in self.book.sections
        ]
        for part in self.book.parts:
            if isinstance(part, Index):
                tabs.append({"id": part.id, "label": part.title, "title": part.title, "colour": part.colour})
        return tabs

    def _contents(self) -> str:
        """Where the heads of parts lead back to: the contents, if there are any."""
        found = (part.id for part in self.book.parts if isinstance(part, Contents))
        return next((f"xref:part/{id}" for id in found), "")
