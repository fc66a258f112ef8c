"""What a text refers to: titles, pages, terms, marks of the index, footnotes, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.read.addresses import TARGET
from pressmark.read.markdown.typed import without_code

REFERENCE = re.compile(r"\[\[\s*([^\[\]\n]+?)\s*\]\]")

# What a reference may begin with: the page of a place, a term's first use, a mark of the index, a
# footnote. What does not is a title's id.
PAGE_OF, TERM, MARK, NOTE = SIGILS = ("#", "=", "!", "^")
FOOTNOTE = re.compile(r"\[(\^[\w-]+)\](?!:)")

# The name at the end of a heading.
NAMED = re.compile(r"(?<!\s)\s*\{#([\w-]+)\}\s*$")

# Words in another language, and what stands in for its tag (BCP 47).
PASSAGE = re.compile(r"\[([^\[\]]+)\]\{lang=([^{}\s]*)\}")

# Where a link may lead: to the web, to a mailbox, or to a place in the publication.
SAFE = re.compile(r"(https?://|mailto:|xref:)", re.IGNORECASE)

# A link: its target, and its words.
LINK = re.compile(
    rf"(?<!!)\[(?P<words>[^\[\]\n]{{0,200}})\]\(<?(?P<target>{TARGET})(?=>?(?:\s+[\"'(]|\s*\)))"
)

# What defines the address of `[words][name]`: a name and an address.
DEFINED = re.compile(
    r"^[ ]{0,3}\[(?P<name>(?!\^)(?:[^\[\]\\\n]|\\.)+)\]:[ \t]*\n?[ \t]*(?P<address><[^<>\n]*>|\S+)",
    re.MULTILINE,
)


def is_used(name: str, bare: str) -> bool:
    """Does a text, without its code, refer to an address by a name that it defines?"""
    return bool(re.search(rf"\[{re.escape(name)}\](?!:)", bare, re.IGNORECASE))


# What parts a term of the index from what it is sorted by; in a cell of a table it is written \\|.
_KEYED = re.compile(r"\s*\\?\|\s*")


def term_and_key(written: str) -> tuple[str, str | None]:
    """A term of the index, and what it is sorted by, where that is given: `Straße|strasse`."""
    term, *keys = _KEYED.split(written.strip(), maxsplit=1)
    return term, keys[0] if keys else None


def links_within(body: str) -> Iterator[tuple[str, int]]:
    """The names of places in the publication that a text refers to, and where they stand in it."""
    bare = without_code(body)
    for match in REFERENCE.finditer(bare):
        if match[1].startswith(PAGE_OF):
            name = match[1][1:].lstrip()
            yield name, match.end(1) - len(name)
    for match in LINK.finditer(bare):
        if match["target"].startswith("#"):
            yield match["target"][1:], match.start("target") + 1


def references_within(body: str) -> Iterator[tuple[str, int]]:
    """All that a text refers to, and where in it."""
    bare = without_code(body)
    for pattern in (REFERENCE, FOOTNOTE):
        for match in pattern.finditer(bare):
            yield match[0], match.start()


def marks_within(body: str) -> Iterator[tuple[str, int]]:
    """The footnotes, terms and marks of the index in a text, which only a running text can set."""
    for mark, at in references_within(body):
        if mark.strip("[ ").startswith((TERM, MARK, NOTE)):
            yield mark, at
