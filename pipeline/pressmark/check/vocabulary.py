"""What a template may name: the values that it is given, our functions and our filters."""

from __future__ import annotations

from pressmark.drawings import names

_VALUES = """
    bleed book colour colour_of contact contents continued covers first folio footer form forms frames
    grid guide head id indexed letter level number numbers openings own_tab page pitch placed prose row
    shown side tabs unit
"""

# The values that one template or another is given, besides those of each kind of part.
VALUES = frozenset(_VALUES.split())
FILTERS = frozenset(("css", "html", "unbroken", "runs", "said", "suffixed", "web"))
# Those that templates may call beside those that ask for drawings.
OWN_FUNCTIONS = frozenset(("symbol", "in_lines"))


def functions() -> frozenset[str]:
    """All that templates may call."""
    return OWN_FUNCTIONS.union(names())
