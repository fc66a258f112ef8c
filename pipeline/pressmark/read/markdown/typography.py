"""Typography: how straight quotes, double hyphens and three dots are set, and how they were typed."""

from __future__ import annotations

# What is set for what is typed, by the names that Python-Markdown has for it.
SET = {
    "left-single-quote": "‘",
    "right-single-quote": "’",
    "left-double-quote": "“",
    "right-double-quote": "”",
    "ellipsis": "…",
    "ndash": "–",
    "mdash": "—",
}


def straight(text: str) -> str:
    """A text with straight quotes, so that it can be compared with what was typed, character by character."""
    if "‘" in text or "’" in text:
        text = text.replace("‘", "'").replace("’", "'")
    if "“" in text or "”" in text:
        text = text.replace("“", '"').replace("”", '"')
    return text
