"""The patterns of drawn covers, by name; what draws each stands in `cover_art.py`."""

PATTERNS = ("knots", "discs", "arcs", "nodes", "quarters")
