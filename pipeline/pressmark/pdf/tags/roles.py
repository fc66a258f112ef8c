"""Which structure type is it? Tables from HTML, its roles (WAI-ARIA 1.2, DPUB-ARIA 1.1) and the
engine's own pseudo-elements to the standard structure types of ISO 32000-1, 14.8.4.

A row of contents has the role "tocitem", which is of our own making: HTML knows none.
"""

from __future__ import annotations

from pressmark.pdf.tags.structure import Element

ROLES = {
    "article": "Art",
    "region": "Sect",
    "group": "Div",
    "list": "L",
    "listitem": "LI",
    "img": "Figure",
    "doc-toc": "TOC",
    "tocitem": "TOCI",
    "doc-index": "Index",
    "doc-pullquote": "BlockQuote",
    "doc-footnote": "Note",
}

TAGS = {
    "q": "Quote",
    "code": "Code",
    "pre": "P",
    "aside": "Sect",
    "figure": "Div",
    "li::marker": "Lbl",
    "li::before": "Lbl",
}

CALL, MARKER = "::footnote-call", "::footnote-marker"
PSEUDO = {CALL: "Reference", MARKER: "Lbl"}

HEADINGS = tuple(f"H{level}" for level in range(1, 7))

# What groups blocks; what stands in a line.
GROUPS = ("Sect", "Art", "Div", "BlockQuote", "Index")
INLINE = ("Span", "Link", "Reference", "Quote", "Code", "Figure")

# What may stand only in another, and is put in one where a layout has none around it.
HOLDERS = {"LI": "L", "TOCI": "TOC"}


def kind_of(element: Element) -> str:
    """The structure type of an element."""
    for end, kind in PSEUDO.items():
        if element.tag.endswith(end):
            return kind
    role = element.given.get("role", "")
    if role == "heading":
        return f"H{element.given.get('aria-level', '2')}"
    if role in ROLES:
        return ROLES[role]
    return TAGS.get(element.tag, element.kind)


def is_decoration(element: Element) -> bool:
    """Is it nothing to those who listen? A layout hides it, or it is a picture that says nothing."""
    given = element.given
    if given.get("aria-hidden") == "true" or given.get("role") in ("none", "presentation"):
        return True
    silent = element.tag == "svg" and "alt" not in given and "aria-label" not in given
    return silent or (element.tag == "img" and given.get("alt") == "")
