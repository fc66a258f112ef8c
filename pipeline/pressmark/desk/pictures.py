"""Pictures of pages for the browser: drawn when they are asked for, the last ones held."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image

from pressmark.desk.files import digest_of_file
from pressmark.desk.snapshot import DeskPage
from pressmark.pdf.face import face_of
from pressmark.pdf.page_picture import Marks, page_picture
from pressmark.root import Root
from pressmark.typeset.set_page import SetPiece
from pressmark.units import Length

# No picture is coarser or finer, in pixels per inch: a whole page at the finest takes a tenth of a second.
COARSEST, FINEST = 18, 440

# So many bytes of pictures are held.
MOST_HELD = 100_000_000

# Of 100: letters keep their edges, and a page takes a few milliseconds.
QUALITY = 90


@dataclass
class Pictures:
    """Pictures by what they are of; one at a time is drawn, as PDFium wants it."""

    _held: OrderedDict[tuple[object, ...], bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of_piece(
        self, folder: Path, piece: SetPiece, page: DeskPage, n: int, cut: Length, dpi: float
    ) -> bytes:
        """Page `n` of a book, from 0, of a piece, without what lies within `cut` of its edges, as JPEG;
        one of a draft is marked as such."""
        key = (page.picture, dpi)
        with self._lock:
            if (known := self._known(key)) is not None:
                return known
            root = Root(folder)
            marks = Marks(n + 1, page.stamp, page.flaws) if page.stamp else None
            face = face_of(root) if marks else None
            return self._hold(key, _jpeg(page_picture(root, piece, page.nth, cut, dpi, marks, face)))

    def of_press_file(self, path: Path, n: int, bleed: Length, dpi: float) -> bytes:
        """A page of a press file, from 0, with so much of what is around its trim, as JPEG. Raises OSError,
        and PdfiumError where there is no such page."""
        key = (path, digest_of_file(path), n, bleed.mm, dpi)
        with self._lock:
            if (known := self._known(key)) is not None:
                return known
            with pypdfium2.PdfDocument(path.read_bytes()) as document:
                page = document[n]
                media, trim = page.get_mediabox(), page.get_trimbox()
                picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            left, head = trim[0] - media[0] - bleed.pt, media[3] - trim[3] - bleed.pt
            size = (trim[2] - trim[0] + 2 * bleed.pt, trim[3] - trim[1] + 2 * bleed.pt)
            pixels = [round(side * dpi / 72) for side in (left, head, *size)]
            return self._hold(key, _jpeg(_cut(picture, *pixels)))

    def _known(self, key: tuple[object, ...]) -> bytes | None:
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def _hold(self, key: tuple[object, ...], picture: bytes) -> bytes:
        self._held[key] = picture
        self._size += len(picture)
        while self._size > MOST_HELD:
            self._size -= len(self._held.popitem(last=False)[1])
        return picture


def _cut(picture: Image.Image, left: int, top: int, width: int, height: int) -> Image.Image:
    """A part of a picture, with paper where that has nothing."""
    made = Image.new("RGB", (width, height), "white")
    made.paste(picture, (-left, -top))
    return made


def _jpeg(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue()
