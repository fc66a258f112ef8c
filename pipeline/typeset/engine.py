"""The one module that knows WeasyPrint: it measures blocks and sets parts.

Whatever the engine logs at warning or above is a finding; what it loses without a word is found by
`pipeline.prove` from the boxes that are read back here.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.compose.pages import Measure
from pipeline.findings import Finding, Span, finding
from pipeline.typeset.drawing import drawn
from pipeline.units import Length, px

# Every address in a layout is under this one, so that the output knows nothing of the checkout.
BASE = "https://root.invalid/"
ART = "art/"

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
}
_BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
MAX_FILE = 50_000_000

# Taller than anything that is measured; the engine has no page without a height.
_ENDLESS = """
@page { size: 1000mm 100000mm; margin: 0; bleed: 0 }
.measure { display: flow-root }
"""


@dataclass(frozen=True)
class Fragment:
    """A block's HTML in one form, the width it is set to, and the colour around it."""

    markup: str
    width: Length
    colour: str


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
    """Where a block (or, as "source", a block's own text) came to lie on a page."""

    kind: str
    id: str
    rect: Rect


@dataclass(frozen=True)
class LaidPage:
    """One page as it was set: its boxes, the text that the style sheets made, what is cut off."""

    boxes: tuple[LaidBox, ...]
    generated: tuple[Rect, ...]
    cut: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, Rect], ...]
    anchors: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Laid:
    """A part as it was set: its PDF (tagged, with bleed) and its pages."""

    pdf: bytes
    pages: tuple[LaidPage, ...]


class _RefusedError(ValueError):
    """Something outside the root, or nothing, was asked for."""


class RootFetcher(URLFetcher):  # type: ignore[misc]
    """Gives the files of one root and the drawings made for it; refuses everything else."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=["https"], allow_redirects=False)
        self.root = root.resolve()
        self.blank = False  # while blocks are measured, drawings need not be drawn

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file or drawing at `url`. Raises _RefusedError."""
        if not url.startswith(BASE):
            raise _RefusedError(f"{url} is not in the root; nothing is fetched from elsewhere")
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/")
        if path.startswith(ART):
            body = _BLANK if self.blank else drawn(path.removeprefix(ART), parts.query).encode()
            return URLFetcherResponse(url, body, {"Content-Type": "image/svg+xml"})
        file = (self.root / path).resolve()
        kind = _KINDS.get(file.suffix.lower())
        if kind is None or not file.is_relative_to(self.root) or not file.is_file():
            raise _RefusedError(f"there is no {path} in the root")
        if file.stat().st_size > MAX_FILE:
            raise _RefusedError(f"{path} is larger than {MAX_FILE // 1_000_000} MB")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})


class Engine:
    """WeasyPrint with one root's style sheets and fonts, parsed once and used for every part."""

    def __init__(self, root: Path, sheets: Sequence[str], tokens: str) -> None:
        self.fetcher = RootFetcher(root)
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
        """The height of each fragment at its width, all in one layout."""
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
            pdf = document.write_pdf(pdf_tags=True, pdf_identifier=b"")
        pages = tuple(_laid(page) for page in document.pages)
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


def _laid(page: Any) -> LaidPage:
    """What prove and the links need of a page, read from the engine's own boxes."""
    boxes: list[LaidBox] = []
    generated: list[Rect] = []
    cut: list[tuple[str, str]] = []
    texts: list[tuple[str, Rect]] = []
    root = page._page_box
    sheet = Rect(0, 0, px(root.margin_width()).mm, px(root.margin_height()).mm)

    def walk(box: Any, clip: Rect, id: str) -> None:
        element = getattr(box, "element", None)
        own = getattr(box, "element_tag", None) or ""
        if element is not None and "::" not in own and _is_first_box_of(box):
            for kind in ("block", "source"):
                name = element.get(f"data-{kind}")
                if name:
                    boxes.append(LaidBox(kind, name, _rect(box)))
                    id = name
        if type(box).__name__ == "TextBox":
            rect = _rect(box)
            if box.text.strip():
                texts.append((box.text.strip(), rect))
            if not _is_source(own):
                generated.append(rect)
            elif box.text.strip() and not _inside(rect, clip):
                cut.append((id, box.text.strip()))
        if own and box.style["overflow"] != "visible":
            clip = _rect(box)
        for child in getattr(box, "children", ()):
            walk(getattr(child, "_box", child), clip, id)

    walk(root, sheet, "")
    anchors = tuple((name, px(x).mm, px(y).mm) for name, (x, y, *_) in sorted(page.anchors.items()))
    return LaidPage(tuple(boxes), tuple(generated), tuple(cut), tuple(texts), anchors)


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


def _inside(rect: Rect, clip: Rect, slack: float = 0.3) -> bool:
    return clip.holds(rect.x, rect.y, slack) and clip.holds(rect.right, rect.bottom, slack)


@contextmanager
def _listening(where: Span) -> Iterator[list[Finding]]:
    """Everything the engine says at warning or above, as findings about `where`."""
    heard: list[Finding] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(_said(record, where))  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


_AT = re.compile(r" at (\d+):(\d+)")


def _said(record: logging.LogRecord, where: Span) -> Finding:
    message = " ".join(record.getMessage().split()).replace(BASE, "")
    place = _AT.search(message) if where.file.endswith(".css") else None
    span = Span(where.file, int(place[1]), int(place[2])) if place else where
    return finding("E601", span, message=message[:300])


@functools.cache
def engine_version() -> str:
    """The engine and its version, for the keys of what is kept."""
    import weasyprint

    return f"weasyprint {weasyprint.__version__}"
