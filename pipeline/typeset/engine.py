"""The one module that knows WeasyPrint: it measures blocks and sets parts.

Whatever the engine logs at warning or above is a finding; what it loses without a word is found by
`pipeline.prove` from the boxes that are read back here.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.check.pictures import picture_fault
from pipeline.compose.pages import Flowed, Measure
from pipeline.findings import Finding, Span, finding
from pipeline.read.drawings import unsafe
from pipeline.resolve.figures import inked
from pipeline.typeset.drawing import drawn, kept_place
from pipeline.typeset.naming import naming
from pipeline.units import Length, px

# Every address in a layout is under this one, so that the output knows nothing of the checkout.
BASE = "https://root.invalid/"
ART = "art/"
FRONT = "art/front.png"

# What may a style sheet or template reach for?
_KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
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
_BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
MAX_FILE = 50_000_000

# How far may text stand over an edge, in millimetres, before it is said? Side bearings do.
SLACK = 0.3

# Taller than anything that is measured; the engine has no page without a height.
_ENDLESS = """
@page { size: 1000mm 100000mm; margin: 0; bleed: 0 }
.measure { display: flow-root }
"""


@dataclass(frozen=True)
class Fragment:
    """A block's HTML in one form, the width it is set to, and the colour around it.

    What `flows` is a whole document, which is measured in pages.
    """

    markup: str
    width: Length
    colour: str
    flows: bool = False


@dataclass(frozen=True)
class Rect:
    """A rectangle from the head and left of the trim, in millimetres."""

    x: float
    y: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Does the point lie in it?"""
        return self.x - slack <= x <= self.right + slack and self.y - slack <= y <= self.bottom + slack


@dataclass(frozen=True)
class LaidBox:
    """Where a block (or, as "source", a text that a source wrote) came to lie on a page; a "call" is
    the mark of a footnote, a "number" a page number by the places that it is the page of, a "repeat"
    what stands on many pages. `block` is the block around it, `nth` which of the page's marked
    elements it belongs to: one that breaks over lines has several boxes."""

    kind: str
    id: str
    rect: Rect
    block: str = ""
    nth: int = 0


# What a layout writes on an element, and the kind of box that this makes of it.
_MARKS = {"data-block": "block", "data-source": "source", "data-page-of": "number", "data-repeat": "repeat"}


@dataclass(frozen=True)
class LaidText:
    """A piece of text as it was set in one go, and the ids of the sources that it is of."""

    text: str
    rect: Rect
    sources: frozenset[str]


@dataclass(frozen=True)
class LaidPage:
    """One page as it was set: its boxes, the text that the style sheets made or repeat, what is cut
    off, and what of a running text runs out of its measure."""

    boxes: tuple[LaidBox, ...]
    generated: tuple[tuple[str, Rect], ...]
    cut: tuple[tuple[str, str], ...]
    astray: tuple[tuple[str, str], ...]
    texts: tuple[LaidText, ...]
    anchors: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Laid:
    """A part as it was set: its PDF (tagged, with bleed) and its pages."""

    pdf: bytes
    pages: tuple[LaidPage, ...]


class _RefusedError(ValueError):
    """Something outside the root, or nothing, was asked for."""


class RootFetcher(URLFetcher):  # type: ignore[misc]
    """Gives the files of one root and what is made for it; refuses everything else.

    A drawing is given with the inks that it names as sRGB; `made` are pictures (JPEG) by their address.
    """

    def __init__(self, root: Path, inks: Mapping[str, str], made: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["https"], allow_redirects=False)
        self.root = root.resolve()
        self.inks = inks
        self.made = made
        self.blank = False  # while blocks are measured, drawings need not be drawn

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file or drawing at `url`. Raises _RefusedError."""
        if not url.startswith(BASE):
            raise _RefusedError(f"{url} is not in the root; nothing is fetched from elsewhere")
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        if path == FRONT:
            return URLFetcherResponse(url, kept_place(parts.query), {"Content-Type": "image/png"})
        if path in self.made:
            return URLFetcherResponse(url, self.made[path], {"Content-Type": "image/jpeg"})
        if path.startswith(ART):
            body = _BLANK if self.blank else drawn(path.removeprefix(ART), parts.query).encode()
            return URLFetcherResponse(url, body, {"Content-Type": "image/svg+xml"})
        file = (self.root / path).resolve()
        kind = _KINDS.get(file.suffix.lower())
        if kind is None or not file.is_relative_to(self.root) or not file.is_file():
            raise _RefusedError(f"there is no {path} in the root")
        wrong = picture_fault(file) if kind in PICTURES else None
        if wrong is None and file.stat().st_size > MAX_FILE:
            wrong = f"it is larger than {MAX_FILE // 1_000_000} MB"
        body = b"" if wrong else file.read_bytes()
        if file.suffix.lower() == ".svg":
            wrong = wrong or unsafe(body)
        if wrong:
            raise _RefusedError(f"{path} cannot be used: {wrong}")
        if file.suffix.lower() == ".svg":
            body = inked(body.decode("utf-8", "replace"), self.inks).encode()
        return URLFetcherResponse(url, body, {"Content-Type": kind})


class Engine:
    """WeasyPrint with one root's style sheets and fonts, parsed once and used for every part."""

    def __init__(
        self,
        root: Path,
        sheets: Sequence[str],
        tokens: str,
        inks: Mapping[str, str],
        made: Mapping[str, bytes] | None = None,
    ) -> None:
        self.fetcher = RootFetcher(root, inks, made or {})
        self.fonts = FontConfiguration()
        self.findings: list[Finding] = []
        self.sheets = [self._sheet("styles/palette.yaml", tokens)]
        self.sheets += [self._sheet(name, (root / name).read_text("utf-8")) for name in sheets]
        self.endless = CSS(string=_ENDLESS, font_config=self.fonts)

    def _sheet(self, name: str, text: str) -> CSS:
        with _listening(Span(name)) as heard:
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
        self.fetcher.blank = True
        with _listening(Span("styles")) as heard:
            document = self._render(html, [])
        self.fetcher.blank = False
        return Measure(Length(0.0), flowed=tuple(_flowed(page) for page in document.pages)), heard

    def _blocks(self, fragments: Sequence[Fragment]) -> tuple[list[Measure], list[Finding]]:
        body = "".join(
            f'<div class="measure colour-{f.colour}" style="width:{f.width.css}" data-measure="{i}">'
            f"{f.markup}</div>"
            for i, f in enumerate(fragments)
        )
        self.fetcher.blank = True
        with _listening(Span("styles")) as heard:
            document = self._render(f"<!doctype html><body>{body}</body>", [self.endless])
        self.fetcher.blank = False
        measures = [Measure(Length(0.0))] * len(fragments)
        for page in document.pages:
            for box in page._page_box.descendants():
                element = getattr(box, "element", None)
                if element is None or box.element_tag != "div" or element.get("data-measure") is None:
                    continue
                measures[int(element.get("data-measure"))] = Measure(px(box.height), tuple(_lines(box)))
        return measures, heard

    def typeset(self, html: str, where: Span) -> tuple[Laid, list[Finding]]:
        """A part's HTML as a PDF and its boxes."""
        with _listening(where) as heard:
            document = self._render(html, [])
            with _named():
                pdf = document.write_pdf(pdf_tags=True, pdf_identifier=b"")
        heads: set[Any] = set()
        pages = tuple(_laid(page, heads) for page in document.pages)
        return Laid(pdf, pages), heard

    def _render(self, html: str, extra: Sequence[CSS]) -> Any:
        return HTML(string=html, base_url=BASE, url_fetcher=self.fetcher).render(
            stylesheets=[*self.sheets, *extra], font_config=self.fonts
        )


def _lines(box: Any) -> Iterator[tuple[Length, int]]:
    """Each line of a measured block: its height and its characters, spaces apart."""
    for line in box.descendants():
        if type(line).__name__ == "LineBox":
            text = "".join(
                inner.text
                for inner in line.descendants()
                if type(inner).__name__ == "TextBox" and _is_source(inner.element_tag)
            )
            yield px(line.height), len(re.sub(r"\s", "", text))


def _flowed(page: Any) -> Flowed:
    """How far down its text area a page of a running text is filled, and what is on it."""
    root = page._page_box
    top = root.position_y + root.margin_top + root.border_top_width + root.padding_top
    words = 0
    foot = top
    for box in root.children[0].descendants():
        name = type(box).__name__
        if name == "TextBox" and _is_source(getattr(box, "element_tag", "") or ""):
            words += len(box.text.split())
        if name in ("TextBox", "LineBox") or getattr(box, "is_table_wrapper", False) or "Replaced" in name:
            foot = max(foot, box.position_y + box.margin_height())
        elif getattr(box, "element", None) is not None and box.element.get("data-block"):
            foot = max(foot, box.position_y + _number(box.margin_top) + box.border_height())
    return Flowed(px(foot - top), words, tuple(sorted(page.anchors)))


def _laid(page: Any, heads: set[Any]) -> LaidPage:
    """What prove and the links need of a page, read from the engine's own boxes.

    `heads` are the heads of tables that the pages before it bear: here they are repeated.
    """
    boxes: list[LaidBox] = []
    elements: dict[Any, int] = {}
    generated: list[tuple[str, Rect]] = []
    cut: list[tuple[str, str]] = []
    astray: list[tuple[str, str]] = []
    texts: list[LaidText] = []
    root = page._page_box
    sheet = Rect(0, 0, px(root.margin_width()).mm, px(root.margin_height()).mm)

    # A page that is composed has no margins: what stands where is composition's.
    flows = bool(root.margin_left)
    left = px(root.position_x + root.margin_left).mm
    right = left + px(root.width).mm

    def walk(box: Any, clip: Rect, id: str, block: str, sources: frozenset[str], again: bool) -> None:
        element = getattr(box, "element", None)
        own = getattr(box, "element_tag", None) or ""
        if element is not None and own.endswith("::footnote-call"):
            boxes.append(LaidBox("call", element.get("data-source", ""), _rect(box)))
        if element is not None and "::" not in own and _is_first_box_of(box):
            block = element.get("data-block") or block
            if source := element.get("data-source"):
                sources |= {source}
            id = element.get("data-source") or element.get("data-block") or id
            for mark, kind in _MARKS.items():
                if name := element.get(mark):
                    nth = elements.setdefault(element, len(elements))
                    boxes.append(LaidBox(kind, name, _rect(box), block, nth))
        if type(box).__name__ == "TextBox":
            rect = _rect(box)
            if box.text.strip():
                texts.append(LaidText(box.text.strip(), rect, sources))
            if again or not _is_source(own):
                generated.append((box.text.strip(), rect))
            elif flows and not (left - SLACK <= rect.x and rect.right <= right + SLACK):
                astray.append((id, box.text.strip()))
            elif box.text.strip() and not _inside(rect, clip):
                cut.append((id, box.text.strip()))
        if "Replaced" in type(box).__name__ and not _inside(_rect(box), clip):
            cut.append((id, element.get("alt", "") if element is not None else ""))
        if getattr(box, "is_header", False) and element is not None:
            again = again or element in heads
            heads.add(element)
        if own and box.style["overflow"] != "visible":
            clip = _rect(box)
        for child in getattr(box, "children", ()):
            walk(getattr(child, "_box", child), clip, id, block, sources, again)

    for child in root.children:
        if type(child).__name__ != "MarginBox":
            walk(child, sheet, "", "", frozenset(), False)
        elif re.sub(r"\W", "", _text_in(child)).isdigit():
            boxes.append(LaidBox("number", "page", _rect(child)))  # what counter(page) prints
    anchors = tuple((name, px(x).mm, px(y).mm) for name, (x, y, *_) in sorted(page.anchors.items()))
    return LaidPage(tuple(boxes), tuple(generated), tuple(cut), tuple(astray), tuple(texts), anchors)


def _text_in(box: Any) -> str:
    return "".join(inner.text for inner in box.descendants() if type(inner).__name__ == "TextBox")


# A pseudo-element that holds text of the source, not of the style sheet.
_SOURCE_TEXT = ("::first-letter", "::first-line")


def _is_source(tag: str) -> bool:
    return "::" not in tag or tag.endswith(_SOURCE_TEXT)


def _is_first_box_of(box: Any) -> bool:
    """Line, text and anonymous boxes share the element of the box around them."""
    return type(box).__name__ not in ("LineBox", "TextBox") and not (
        type(box).__name__ == "BlockBox" and box.style.__class__.__name__ == "AnonymousStyle"
    )


def _rect(box: Any) -> Rect:
    x, y = px(box.position_x).mm, px(box.position_y).mm
    left, top = px(_number(box.margin_left)).mm, px(_number(box.margin_top)).mm
    return Rect(
        x + left,
        y + top,
        x + left + px(box.border_width()).mm,
        y + top + px(box.border_height()).mm,
    )


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else 0.0


def _inside(rect: Rect, clip: Rect, slack: float = SLACK) -> bool:
    return clip.holds(rect.x, rect.y, slack) and clip.holds(rect.right, rect.bottom, slack)


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
def _listening(where: Span) -> Iterator[list[Finding]]:
    """Everything the engine says at warning or above, as findings about `where`."""
    heard: list[Finding] = []
    handler = logging.Handler(logging.WARNING)
    handler.addFilter(lambda record: record.msg != _WITHOUT_ALT)
    handler.emit = lambda record: heard.append(_said(record, where))  # type: ignore[method-assign]
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

_AT = re.compile(r" at (\d+):(\d+)")


def _said(record: logging.LogRecord, where: Span) -> Finding:
    message = " ".join(record.getMessage().split()).replace(BASE, "")
    place = _AT.search(message) if where.file.endswith(".css") else None
    span = Span(where.file, int(place[1]), int(place[2])) if place else where
    return finding("E601", span, message=message[:300])


def resource_key(address: str) -> str:
    """What the engine calls a picture of an address by, among the resources of a page."""
    return hashlib.md5((BASE + address).encode(), usedforsecurity=False).hexdigest()


@functools.cache
def engine_version() -> str:
    """The engine and its version, for the keys of what is kept."""
    import weasyprint

    return f"weasyprint {weasyprint.__version__}"
