"""The templates of drawn covers, by the names that a series may give: what each is called, and what is drawn
on it. Packages bring more: whatever drawing is called `cover_…`."""

from collections.abc import Mapping

# What a drawing of covers is called: this, and the name of its template.
COVER = "cover_"

# The name of what is drawn names the template too.
PATTERNS: Mapping[str, str] = {
    "question": "question",
    "handbook": "handbook",
    "report": "report",
    "magazine": "magazine",
    "poster": "poster",
    "knots": "question",
    "discs": "handbook",
    "arcs": "report",
    "nodes": "magazine",
    "quarters": "poster",
}
