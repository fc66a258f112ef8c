"""Pictures: can a file be set as one, in any sensible memory? No more than its head is read."""

from __future__ import annotations

import warnings
from pathlib import Path

MAX_BYTES = 50_000_000

# A page of A2 at 350 ppi is 47 million pixels.
MAX_PIXELS = 100_000_000

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


def picture_fault(path: Path) -> str | None:
    """Why a file cannot be set as a picture, if it cannot."""
    from PIL import Image, UnidentifiedImageError

    if path.stat().st_size > MAX_BYTES:
        return f"it is larger than {MAX_BYTES // 1_000_000} MB"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as picture:
                width, height = picture.size
    except Image.DecompressionBombError:
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
    except UnidentifiedImageError:
        return f"it is none of {', '.join(FORMATS)}"
    except Exception as error:  # the readers of broken files raise whatever they come upon
        return f"it is broken ({type(error).__name__})"
    if width * height > MAX_PIXELS:
        return f"it has {width} x {height} pixels, more than {MAX_PIXELS // 1_000_000} million"
    return None
