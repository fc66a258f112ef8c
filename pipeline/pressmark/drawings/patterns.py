"""The patterns of drawn covers, by name; what draws each stands in `cover.py`."""

PATTERNS = ("knots", "discs", "arcs", "nodes", "quarters")
