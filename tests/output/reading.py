"""A PDF read back for the tests, with PDFium and pikepdf only: nothing here asks the pipeline.

All lengths are millimetres from the head and left of the trim.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from fontTools.ttLib import TTFont

MM = 25.4 / 72

Box = tuple[float, float, float, float]

# How PDFium says the hyphen at the end of a line.
HYPHEN = "\x02"

# Baselines closer than this are one line; lines stand 4 mm apart.
SAME_LINE = 0.8


def letters(text: str) -> str:
    """The letters and digits of a text, as this project compares words: case and accents apart."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


@dataclass(frozen=True)
class Char:
    """A printed character: the left end of its baseline, its right edge, its size in pt, its ink."""

    text: str
    x: float
    right: float
    y: float
    size: float
    ink: tuple[int, int, int]


@dataclass(frozen=True)
class Text:
    """Characters in an order, and their letters: letter n is printed by `by[n]`."""

    chars: tuple[Char, ...]
    letters: str
    by: tuple[Char, ...]

    @classmethod
    def of(cls, chars: Iterable[Char]) -> Text:
        """The text of characters in the order given."""
        kept = tuple(chars)
        pairs = [(letter, char) for char in kept for letter in letters(char.text)]
        return cls(kept, "".join(letter for letter, _ in pairs), tuple(char for _, char in pairs))

    def find(self, words: str, after: int = 0) -> int:
        """Where the letters of `words` begin, from letter `after` on; -1 when they are not here."""
        return self.letters.find(letters(words), after)

    def all(self, words: str) -> Iterator[int]:
        """Every place at which the letters of `words` begin."""
        at = self.find(words)
        while at >= 0:
            yield at
            at = self.find(words, at + 1)


@dataclass(frozen=True)
class Link:
    """A link: its rectangle, those of its lines, and its address or the page (from 0) and depth that it
    leads to."""

    page: int
    x: float
    y: float
    right: float
    bottom: float
    address: str
    to: int
    to_y: float
    lines: tuple[tuple[float, float, float, float], ...]

    def covers(self, char: Char) -> bool:
        """Does the character stand on one of its lines?"""
        return any(
            x - 0.1 <= char.x <= right + 0.1 and y - 0.1 <= char.y <= bottom + 0.1
            for x, y, right, bottom in self.lines
        )


@dataclass(frozen=True)
class Mark:
    """A bookmark: how deep it stands, its title and the page (from 0) it leads to."""

    level: int
    title: str
    page: int


class Reader:
    """A PDF whose trim begins at the origin, read back."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.file = pikepdf.open(io.BytesIO(raw))
        self.document = pypdfium2.PdfDocument(raw)

    def __len__(self) -> int:
        return len(self.document)

    def close(self) -> None:
        """Let go of the file."""
        self.document.close()
        self.file.close()

    @cached_property
    def labels(self) -> list[str]:
        """What a reader's page field shows for each page."""
        return [self.document.get_page_label(i) for i in range(len(self))]

    def page(self, label: str) -> int:
        """The page (from 0) that is called `label`."""
        return self.labels.index(label)

    @cached_property
    def painted(self) -> list[Text]:
        """Each page's characters in the order in which they are painted."""
        return [Text.of(self._chars(i)) for i in range(len(self))]

    @cached_property
    def words(self) -> str:
        """The letters of the whole file."""
        return "".join(page.letters for page in self.painted)

    def flow(self, page: int, x: float, right: float, y: float = 20.0, bottom: float = 190.0) -> Text:
        """The characters that begin inside a rectangle, as they are read: line by line."""

        def inside(char: Char) -> bool:
            return x - 0.3 <= char.x < right and y <= char.y <= bottom

        return Text.of(by_line(filter(inside, self.painted[page].chars)))

    def shown(self, page: int) -> list[tuple[str, float, float]]:
        """Each text that a page shows in one go, hyphens and all, and where its base line begins, to a
        hundredth of a millimetre; spaces at its ends apart."""
        drawn = self.document[page]
        _, foot, _, head = drawn.get_trimbox()
        textpage, height = drawn.get_textpage(), head - foot
        found = []
        for item, by in objects(drawn, textpage):
            if isinstance(item, pypdfium2.PdfTextObj):
                text, at = item.extract().replace(HYPHEN, "-").strip(), item.get_matrix().multiply(by)
                found += [(text, round(at.e * MM, 2), round((height - at.f) * MM, 2))] if text else []
        return found

    def _chars(self, page: int) -> Iterator[Char]:
        text = self.document[page].get_textpage()
        edge, _, _, height = self.document[page].get_trimbox()
        x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        for i in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text.raw, i)
            if code < 33 or pdfium.FPDFText_IsGenerated(text.raw, i) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(text.raw, i, x, y)
            pdfium.FPDFText_GetCharBox(text.raw, i, left, right, low, high)
            pdfium.FPDFText_GetFillColor(text.raw, i, red, green, blue, alpha)
            yield Char(
                chr(code),
                (x.value - edge) * MM,
                (right.value - edge) * MM,
                (height - y.value) * MM,
                pdfium.FPDFText_GetFontSize(text.raw, i),
                (red.value, green.value, blue.value),
            )

    @cached_property
    def links(self) -> list[Link]:
        """Every link of the file."""
        return [link for i in range(len(self)) for link in self._links(i)]

    @cached_property
    def _numbers(self) -> dict[Any, int]:
        """The number (from 0) of each page by its object."""
        return {page.objgen: i for i, page in enumerate(self.file.pages)}

    def _links(self, page: int) -> Iterator[Link]:
        numbers = self._numbers
        height = float(self.file.pages[page].trimbox[3])
        for annotation in self.file.pages[page].obj.get("/Annots", []):
            if annotation.get("/Subtype") != "/Link":
                continue
            place = _placed([float(side) for side in annotation.Rect], height)
            corners = [float(number) for number in annotation.QuadPoints]
            lines = tuple(_placed(corners[i : i + 8], height) for i in range(0, len(corners), 8))
            target = annotation.get("/Dest")
            if target is None:
                yield Link(page, *place, str(annotation.A.get("/URI", "")), -1, 0.0, lines)
            else:
                down = (height - float(target[3])) * MM
                yield Link(page, *place, "", numbers[target[0].objgen], down, lines)

    @cached_property
    def bookmarks(self) -> list[Mark]:
        """The outline, from its head to its foot."""
        return [
            Mark(item.level, item.get_title(), item.get_dest().get_index())
            for item in self.document.get_toc()
        ]

    @cached_property
    def fonts(self) -> set[str]:
        """The PostScript name inside each font program; "" for a font that is not embedded."""
        return {_font_name(item) for item in self._of_type("/FontDescriptor")}

    @cached_property
    def font_count(self) -> int:
        """How many fonts there are."""
        return len(list(self._of_type("/FontDescriptor")))

    def _of_type(self, kind: str) -> Iterator[Any]:
        for item in self.file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind:
                yield item

    def figures(self) -> list[tuple[int, str]]:
        """Each figure of the structure tree: its page (from 0) and what is said in its place."""
        numbers = self._numbers
        found: list[tuple[int, str]] = []

        def walk(element: Any) -> None:
            if not isinstance(element, pikepdf.Dictionary):
                return
            if element.get("/S") == "/Figure":
                found.append((numbers[element.Pg.objgen], str(element.get("/Alt", ""))))
            kids: Any = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

        walk(self.file.Root.StructTreeRoot)
        return found

    def picture(self, page: int, scale: float = 1.0, trimmed: bool = False) -> Picture:
        """The page as it is drawn, `scale` pixels a point."""
        drawn = self.document[page]
        whole = drawn.get_mediabox()
        if trimmed:
            drawn.set_mediabox(*drawn.get_trimbox())
        bitmap = drawn.render(scale=scale)
        drawn.set_mediabox(*whole)
        made = Picture(bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, bytes(bitmap.buffer))
        bitmap.close()
        return made


@dataclass(frozen=True)
class Picture:
    """A drawn page: blue, green and red of each pixel, row by row."""

    width: int
    height: int
    stride: int
    channels: int
    data: bytes

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue of the pixel; a negative place counts from the far side."""
        start = y % self.height * self.stride + x % self.width * self.channels
        blue, green, red = self.data[start : start + 3]
        return red, green, blue

    def column(self, x: int) -> list[tuple[int, int, int]]:
        """The pixels of a column, from the head."""
        return [self.at(x, y) for y in range(self.height)]

    def row(self, y: int) -> list[tuple[int, int, int]]:
        """The pixels of a row, from the left."""
        return [self.at(x, y) for x in range(self.width)]


def objects(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage | None = None,
    form: pypdfium2.PdfObject | None = None,
    by: pypdfium2.PdfMatrix | None = None,
) -> Iterator[tuple[pypdfium2.PdfObject, pypdfium2.PdfMatrix]]:
    """What is painted on a page, forms opened, in its order: each with the matrix of the forms around it."""
    left, foot, _, _ = page.get_trimbox()
    around = by or pypdfium2.PdfMatrix().translate(-left, -foot)  # places are those of the trim
    for item in page.get_objects(max_depth=1, form=form, textpage=textpage):
        if item.type == pdfium.FPDF_PAGEOBJ_FORM:
            yield from objects(page, textpage, item, item.get_matrix().multiply(around))
        else:
            yield item, around


def pictures(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The boxes of the pictures that are painted on a page, in points."""
    for item, by in objects(page):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield by.on_rect(*item.get_bounds())


def fills(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The boxes of the shapes that are filled on a page, in points."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    for item, by in objects(page):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
            if mode.value != pdfium.FPDF_FILLMODE_NONE:
                yield by.on_rect(*item.get_bounds())


def _placed(corners: Sequence[float], height: float) -> tuple[float, float, float, float]:
    """The rectangle around corners in points, from the head and left of a page `height` points high."""
    xs, ys = corners[::2], corners[1::2]
    return min(xs) * MM, (height - max(ys)) * MM, max(xs) * MM, (height - min(ys)) * MM


def by_line(chars: Iterable[Char]) -> Iterator[Char]:
    """Characters as they are read: from the head down, each line from the left."""
    line: list[Char] = []
    for char in sorted(chars, key=lambda c: c.y):
        if line and char.y - line[0].y > SAME_LINE:
            yield from sorted(line, key=lambda c: c.x)
            line = []
        line.append(char)
    yield from sorted(line, key=lambda c: c.x)


def runs(chars: Sequence[Char], gap: float = 3.0) -> Iterator[tuple[Char, ...]]:
    """Characters that stand together on a line, in one size and ink."""
    run: list[Char] = []
    for char in by_line(chars):
        if run and not _together(run[-1], char, gap):
            yield tuple(run)
            run = []
        run.append(char)
    if run:
        yield tuple(run)


def _together(before: Char, after: Char, gap: float) -> bool:
    same: Callable[[Char], object] = lambda c: (round(c.size, 2), c.ink)  # noqa: E731
    near = abs(before.y - after.y) < SAME_LINE and -gap < after.x - before.right < gap
    return near and same(before) == same(after)


def _font_name(descriptor: Any) -> str:
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        if key in descriptor:
            with TTFont(io.BytesIO(descriptor[key].read_bytes())) as font:
                return str(font["name"].getDebugName(6))
    return ""
