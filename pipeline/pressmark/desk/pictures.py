"""Pictures of pages for the browser: drawn when they are asked for, the last ones held."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image

from pressmark.pdf.page_picture import page_picture
from pressmark.root import Root
from pressmark.typeset.set_page import SetPiece
from pressmark.units import Length

# No picture is coarser or finer, in pixels per inch: a whole page at the finest takes a tenth of a second.
COARSEST, FINEST = 18, 440

# So many bytes of pictures are held: the browser holds what it shows by itself.
MOST_HELD = 32_000_000

# Of 100: letters keep their edges, and a page takes a few milliseconds.
QUALITY = 90


@dataclass
class Pictures:
    """Pictures by what they are of; one at a time is drawn, as PDFium wants it."""

    _held: OrderedDict[tuple[object, ...], bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of_piece(
        self, folder: Path, picture: str, piece: SetPiece, nth: int, cut: Length, dpi: float
    ) -> bytes:
        """A page of a piece, without what lies within `cut` of its edges, as JPEG."""
        key = (picture, dpi)
        with self._lock:
            if (known := self._known(key)) is not None:
                return known
            return self._hold(key, _jpeg(page_picture(Root(folder), piece, nth, cut, dpi)))

    def of_file(self, path: Path, n: int, cut: Length, dpi: float) -> bytes:
        """A page of a PDF file, from 0, as JPEG. Raises OSError and pypdfium2's PdfiumError."""
        found = path.stat()
        key = (path, found.st_mtime_ns, found.st_size, n, cut.mm, dpi)
        with self._lock:
            if (known := self._known(key)) is not None:
                return known
            with pypdfium2.PdfDocument(path.read_bytes()) as document:
                picture = document[n].render(scale=dpi / 72, crop=(cut.pt,) * 4).to_pil()
            return self._hold(key, _jpeg(picture.convert("RGB")))

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


def _jpeg(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue()
