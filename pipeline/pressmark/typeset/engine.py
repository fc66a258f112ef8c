"""The one module that knows WeasyPrint: it measures blocks and sets parts.

Whatever the engine logs at warning or above is a finding; what it loses without a word is found by
`pressmark.prove` from the boxes that are read back here.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pikepdf import Pdf
from weasyprint import CSS, HTML
from weasyprint.css import PAGE_MARGIN_BOXES, PSEUDO_ELEMENTS
from weasyprint.css.validation import EXPANDERS, NOT_PRINT_MEDIA
from weasyprint.css.validation import descriptors as at_rules
from weasyprint.css.validation.properties import PROPERTIES
from weasyprint.pdf import tags
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pressmark.check.characters import called
from pressmark.check.figures import inked
from pressmark.check.pictures import MAX_FILE, TOO_LARGE, picture_fault
from pressmark.compose.pages import Measure
from pressmark.drawings import FOLDER, Ornament, draw
from pressmark.findings import Finding, Span, finding
from pressmark.read.drawings import unsafe
from pressmark.read.flat_shapes import without_hairlines
from pressmark.read.pixels import for_engine
from pressmark.root import Root
from pressmark.standings import NotThereError, TooLargeError
from pressmark.typeset.boxes import Before, flowed, lines_of, read_page
from pressmark.typeset.naming import naming
from pressmark.typeset.ornaments import BLANK_PIXEL, PLACE, place_svg, set_ornaments
from pressmark.typeset.page_digests import page_digests
from pressmark.typeset.quicker import quicken
from pressmark.typeset.set_page import BASE, Fragment, SetPiece, Styles, called_by
from pressmark.units import Length, px

DRAWING = "image/svg+xml"

# What may a style sheet or template reach for?
_KINDS = {
    ".css": "text/css",
    ".svg": DRAWING,
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/tiff")

# Taller than anything that is measured; the engine has no page without a height.
_ENDLESS = """
@page { size: 1000mm 100000mm; margin: 0; bleed: 0 }
.measure { display: flow-root }
"""


class _RefusedError(ValueError):
    """Something outside the root, or nothing, was asked for."""


class RootFetcher(URLFetcher):  # type: ignore[misc]
    """Gives the files of one root and what is made for it; refuses everything else.

    A drawing is given with the inks that it names as sRGB; `made` are pictures (JPEG) by their address.
    """

    def __init__(self, root: Root, inks: Mapping[str, str], made: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["https"], allow_redirects=False)
        self.root = root
        self.inks = inks
        self.made = made
        self.measuring = False  # while blocks are measured, backgrounds need not be drawn
        self.placed: dict[str, Ornament] = {}  # what was asked for of ornaments, by the addresses of places

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file or drawing at `url`. Raises _RefusedError."""
        if not url.startswith(BASE):
            raise _RefusedError(f"{url} is not in the root; nothing is fetched from elsewhere")
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        if path in self.made:
            return URLFetcherResponse(url, self.made[path], {"Content-Type": "image/jpeg"})
        if path in self.placed:
            return URLFetcherResponse(url, BLANK_PIXEL, {"Content-Type": "image/png"})
        if path.startswith(FOLDER):
            return self._drawing(url, path.removeprefix(FOLDER), parts.query)
        kind = _KINDS.get(PurePosixPath(path).suffix.lower())
        if kind is None:
            raise _RefusedError(f"there is no {path} in the root")
        return URLFetcherResponse(url, self._file(path, kind), {"Content-Type": kind})

    def _file(self, path: str, kind: str) -> bytes:
        """A file of the root as it is set. Raises _RefusedError for one that cannot be."""
        try:
            body = self.root.read(path, MAX_FILE)
        except NotThereError as error:
            raise _RefusedError(f"there is no {path} in the root") from error
        except TooLargeError as error:
            raise _RefusedError(f"{path} cannot be used: {TOO_LARGE}") from error
        fault = picture_fault(body) if kind in PICTURES else unsafe(body) if kind == DRAWING else None
        if fault:
            raise _RefusedError(f"{path} cannot be used: {fault}")
        if kind == DRAWING:
            return without_hairlines(inked(body.decode("utf-8", "replace"), self.inks)).encode()
        return for_engine(body) if kind in PICTURES else body

    def _drawing(self, url: str, name: str, query: str) -> URLFetcherResponse:
        try:
            body, kind = draw(name, query, self.measuring)
        except ValueError as error:
            raise _RefusedError(f"nothing is drawn for this: {error}") from error
        if isinstance(body, Ornament):
            place = PLACE + hashlib.sha256(url.encode()).hexdigest()
            self.placed[place] = body
            body = place_svg(body, BASE + place)
        return URLFetcherResponse(url, body, {"Content-Type": kind})


class Engine:
    """WeasyPrint with one root's style sheets and fonts, parsed once and used for every part.

    `reads` is what was read of the root for them.
    """

    def __init__(self, root: Root, styles: Styles) -> None:
        quicken()
        self.root = root
        self.fetcher = RootFetcher(root, styles.inks, styles.made)
        self.fonts = FontConfiguration()
        self.findings: list[Finding] = []
        with root.recording() as self.reads:
            self.sheets = [self._sheet("styles/palette.yaml", styles.tokens)]
            self.sheets += [self._sheet(name, root.read(name).decode("utf-8")) for name in styles.sheets]
        self.endless = CSS(string=_ENDLESS, font_config=self.fonts)

    def _sheet(self, name: str, text: str) -> CSS:
        # A place that the engine names in a sheet which imports others may be in any of them.
        with _listening(Span(name), placed=name.endswith(".css") and "@import" not in text) as heard:
            sheet = CSS(
                string=text,
                base_url=BASE + name,
                url_fetcher=self.fetcher,
                font_config=self.fonts,
            )
        self.findings += heard
        return sheet

    def measure(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        """The height of each fragment at its width, all in one layout; of what flows, its pages."""
        measures = [Measure(Length(0.0))] * len(fragments)
        findings: list[Finding] = []
        blocks = [i for i, fragment in enumerate(fragments) if not fragment.flows]
        if blocks:
            found, findings = self._blocks([fragments[i] for i in blocks])
            for i, measure in zip(blocks, found, strict=True):
                measures[i] = measure
        for i, fragment in enumerate(fragments):
            if fragment.flows:
                measures[i], heard = self._flow(fragment.markup)
                findings += heard
        return measures, findings

    def _flow(self, html: str) -> tuple[Measure, list[Finding]]:
        self.fetcher.measuring = True
        with _listening(Span("styles")) as heard:
            document = self._render(html, [])
        self.fetcher.measuring = False
        return Measure(Length(0.0), flowed=tuple(flowed(page) for page in document.pages)), heard

    def _blocks(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        body = "".join(
            f'<div class="measure colour-{f.colour}" style="width:{f.width.css}" data-measure="{i}">'
            f"{markup}</div>"
            for i, (f, markup) in enumerate(zip(fragments, _each_id_once(fragments), strict=True))
        )
        self.fetcher.measuring = True
        with _listening(Span("styles")) as heard:
            document = self._render(f"<!doctype html><body>{body}</body>", [self.endless])
        self.fetcher.measuring = False
        measures = [Measure(Length(0.0))] * len(fragments)
        for page in document.pages:
            for box in page._page_box.descendants():
                element = getattr(box, "element", None)
                if element is None or box.element_tag != "div" or element.get("data-measure") is None:
                    continue
                measures[int(element.get("data-measure"))] = Measure(px(box.height), tuple(lines_of(box)))
        return measures, heard

    def typeset(self, html: str, where: Span) -> tuple[SetPiece, list[Finding]]:
        """A piece's HTML as a PDF and its boxes."""
        self.fetcher.placed.clear()
        with _listening(where) as heard:
            document = self._render(html, [])
            with _named(), _called_by_digests(set(self.reads.values())):
                pdf = document.write_pdf(pdf_tags=True, pdf_identifier=b"")
        before = Before()
        pages = [read_page(page, before) for page in document.pages]
        with Pdf.open(io.BytesIO(pdf)) as file:
            set_ornaments(file, self.fetcher.placed)
            digests = page_digests(file)
            out = io.BytesIO()
            file.save(out, deterministic_id=True)
        told = (replace(page, digest=digest) for page, digest in zip(pages, digests, strict=True))
        return SetPiece(out.getvalue(), tuple(told)), heard

    def _render(self, html: str, extra: Sequence[CSS]) -> Any:
        return HTML(string=html, base_url=BASE, url_fetcher=self.fetcher).render(
            stylesheets=[*self.sheets, *extra], font_config=self.fonts
        )


def names() -> dict[str, Any]:
    """What the engine knows by name in a style sheet, as `check.css.Names` has it."""
    return {
        "properties": sorted({*PROPERTIES, *EXPANDERS}),
        "passed_over": sorted({*NOT_PRINT_MEDIA, *at_rules.NOT_PRINT_MEDIA}),
        "descriptors": {rule: sorted(known) for rule, known in at_rules.DESCRIPTORS.items()},
        "margin_boxes": sorted(PAGE_MARGIN_BOXES),
        "pseudo_elements": sorted(name for name in PSEUDO_ELEMENTS if name),
    }


@contextmanager
def _named() -> Iterator[None]:
    """Have each structure element that is written say what HTML it was made of."""
    build = tags._build_box_tree
    tags._build_box_tree = naming(build)
    try:
        yield
    finally:
        tags._build_box_tree = build


@contextmanager
def _called_by_digests(files: Collection[str]) -> Iterator[None]:
    """Have a typeface that is one of the `files` of the root, by their SHA-256, called by that in a PDF in
    place of its program: of all pages together, that is cut to their letters once."""
    clean = Font.clean

    def called(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        digest = hashlib.sha256(font.file_content).hexdigest()
        made = font.png or font.svg or font.colr or "fvar" in font.tables or font.missing
        if digest in files and not made and not font.used_in_forms:
            font.file_content = called_by(digest, font.file_content)
        else:
            clean(font, to_unicode, hinting)

    Font.clean = called
    try:
        yield
    finally:
        Font.clean = clean


@contextmanager
def _listening(where: Span, placed: bool = False) -> Iterator[list[Finding]]:
    """Everything the engine says at warning or above, as findings about `where`; where they are `placed`,
    at the line and column that it names."""
    heard: list[Finding] = []
    handler = logging.Handler(logging.WARNING)
    handler.addFilter(lambda record: record.msg != _WITHOUT_ALT)
    handler.emit = lambda record: heard.append(_said(record, where, placed))  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


# Said of decoration (alt="") too; what has no alternative and needs one is found in the structure tree.
_WITHOUT_ALT = 'Image "%s" has no required alt description'

# Said of a character that no font has.
_NO_GLYPH = ".notdef glyph"

_AT = re.compile(r" at (\d+):(\d+)")
_REFUSED = _RefusedError.__name__


_ID = re.compile(r'\sid="([^"]*)"')


def _each_id_once(fragments: Iterable[Fragment]) -> Iterator[str]:
    """The HTML of fragments; what is measured in several forms has its ids in the first."""
    seen: set[str] = set()

    def first_only(match: re.Match[str]) -> str:
        again = match[1] in seen
        seen.add(match[1])
        return "" if again else match[0]

    for fragment in fragments:
        yield _ID.sub(first_only, fragment.markup)


def _said(record: logging.LogRecord, where: Span, placed: bool) -> Finding:
    if record.msg.startswith(_NO_GLYPH) and isinstance(record.args, tuple):
        return finding("E280", where, what=called(str(record.args[0])))
    message = " ".join(record.getMessage().split()).replace(BASE, "").replace(f"{_REFUSED}: ", "")
    place = _AT.search(message) if placed else None
    span = Span(where.file, int(place[1]), int(place[2])) if place else where
    return finding("E601", span, message=message[:300])
