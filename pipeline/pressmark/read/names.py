"""Names for what is called something in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Letters that no accent is taken off of to leave a plain one.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def slug(words: Iterable[str]) -> str:
    """A name for what is called so: small letters, digits and hyphens."""
    text = unicodedata.normalize("NFKD", " ".join(words).lower().translate(_PLAIN))
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return "-".join(kept.split())
