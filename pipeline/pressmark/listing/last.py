"""How many pages each part had when its publication was last built: said where it now has too many."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from pressmark.listing.listing import NAME
from pressmark.listing.model import Listing
from pressmark.root import Root
from pressmark.standings import ReadError

# Where builds leave their files, by default.
OUTPUT = "output"

# No listing is larger.
MAX_BYTES = 20_000_000


def last_pages(root: Root, id: str) -> Mapping[tuple[str, str], int]:
    """The pages of each part by its kind and its title; none where nothing was built, or in another shape."""
    try:
        last = Listing.model_validate_json(root.read(f"{OUTPUT}/{id}/{NAME}", MAX_BYTES))
    except (ReadError, OSError, ValidationError):
        return {}
    return {(part.part, part.title): part.pages for part in last.parts}
