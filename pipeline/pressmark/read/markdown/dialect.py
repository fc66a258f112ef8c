"""Our Markdown: what it knows besides, and what it does not, taught to Python-Markdown.

It knows no raw HTML and no pictures by address, but references, words in other languages, addresses
as they stand, names of headings, and lead-ins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from pressmark.read.addresses import BEGINS, address_of
from pressmark.read.markdown.references import FOOTNOTE, NAMED, PASSAGE, REFERENCE, SIGILS
from pressmark.read.markdown.text_tree import Nodes
from pressmark.read.markdown.trace import Trace, traced
from pressmark.read.markdown.typography import held

# What a reference prints, by its name and by where in the source it stands: a tree whose places are in that
# source; None where it is to nothing.
References = Callable[[str, int], Nodes | None]

# Where a link may lead: to the web, to a mailbox, or to a place in the publication.
SAFE = re.compile(r"(https?://|mailto:|xref:)", re.IGNORECASE)

# An item opens with a lead-in: its label in bold, a dash, then the text.
_AFTER_LEAD_IN = re.compile(r"^\s*(?:[–—:.]|-{1,3})\s+")

# A character; or what Python-Markdown put by for what stood there, and, of that, what was escaped.
_TOKEN = re.compile(r"\x02[^\x02\x03]*\x03|\S")
_ESCAPED = re.compile(r"\x02(\d+)\x03")

_NEW_LINE = AtomicString("\n")


def no_references(name: str, at: int) -> Nodes | None:
    """What references print in a text that has none."""
    return None


@dataclass(frozen=True)
class Given:
    """What a reference prints, and which part of the source asks for it."""

    nodes: Nodes
    start: int
    end: int


class Dialect(Extension):
    """Our Markdown, and what it reads just now: a traced text, its references, the ids of its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.trace: Trace = traced("")
        self.references: References = no_references
        self.prefix = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put our rules among those of Markdown, and take out what we do not know."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, '"', "'"]
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Reference(REFERENCE.pattern, md, self), "title-reference", 175)
        md.inlinePatterns.register(_Reference(FOOTNOTE.pattern, md, self), "footnote", 176)
        md.inlinePatterns.register(_Passage(PASSAGE.pattern, md), "passage", 177)
        md.treeprocessors.register(_Spaces(md), "spaces", 8)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
        md.treeprocessors.register(_Headings(md, self), "headings", 6)
        md.treeprocessors.register(_LeadIns(md), "lead-ins", 5)
        md.references = _LinkNames(self)


class _LinkNames(dict[str, tuple[str, str]]):
    """The addresses that a text defines, by the names that were typed for them, in small letters."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def _typed(self, name: object) -> str:
        return self.dialect.trace.typed(str(name)).lower()

    def __setitem__(self, name: str, address: tuple[str, str]) -> None:
        super().__setitem__(self._typed(name), address)

    def __getitem__(self, name: str) -> tuple[str, str]:
        return super().__getitem__(self._typed(name))

    def __contains__(self, name: object) -> bool:
        return super().__contains__(self._typed(name))


class _Reference(InlineProcessor):
    """`[[record]]`: the title of a record, as the references give it, in italics.

    Of a name that begins with a sigil, and of a footnote's mark `[^name]`, they give all that prints.
    """

    def __init__(self, pattern: str, md: Markdown, dialect: Dialect) -> None:
        super().__init__(pattern, md)
        self.dialect = dialect

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        trace = self.dialect.trace
        name = trace.typed(m[1])
        start, end = trace.span(data, m.start(), m.end())
        nodes = self.dialect.references(name, start)
        if nodes is not None and name.startswith(SIGILS):
            return self._put_by(Given(nodes, start, end)), m.start(0), m.end(0)
        element = Element("cite")
        element.text = m[0] if nodes is None else self._put_by(Given(nodes, start, end))
        return element, m.start(0), m.end(0)

    def _put_by(self, given: Given) -> str:
        stored: str = self.md.htmlStash.store(given)  # type: ignore[arg-type]
        return stored


class _Passage(InlineProcessor):
    """`[words]{lang=fr}`: words in another language."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("span", {"lang": m[2]})
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Addresses(InlineProcessor):
    """Finds addresses where they stand in a text as they are."""

    def address_at(self, m: re.Match[str], data: str) -> tuple[str, str, int]:
        """The address that begins with a match: as it prints, where a link of it leads, and its end."""
        characters: list[str] = []
        ends: list[int] = []
        for token in _TOKEN.finditer(data, m.start()):
            if token.start() != (ends[-1] if ends else m.start()) or not (character := self._shown(token[0])):
                break
            characters.append(character)
            ends.append(token.end())
        before = data[: m.start()][-1:]
        text = before + "".join(characters)
        begins = BEGINS.search(text, len(before))
        assert begins is not None
        address = address_of(text, begins)
        return text[address.start : address.end], address.target, ends[address.end - len(before) - 1]

    def _shown(self, token: str) -> str:
        """A character, or that which was escaped and is put by; "" for all else that is."""
        if len(token) == 1:
            return token
        number = token.partition(":")[2].rstrip("\x03")
        stored = self.md.treeprocessors["inline"].stashed_nodes.get(number)  # type: ignore[attr-defined]
        escaped = _ESCAPED.fullmatch(stored) if isinstance(stored, str) else None
        return chr(int(escaped[1])) if escaped else ""


class Bare(_Addresses):
    """A web or mail address as it is written, which is a link too."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """The link, and what it stands for."""
        typed, target, end = self.address_at(m, data)
        if not target:
            return None, None, None
        element = Element("a", {"href": target})
        element.text = AtomicString(typed)
        return element, m.start(), end


class Unlinked(_Addresses):
    """An address where none is a link: in a line of text, within a link."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """The address, put by so that no other rule reads it."""
        typed, _, end = self.address_at(m, data)
        return self.md.htmlStash.store(typed), m.start(), end


class _Spaces(Treeprocessor):
    """Keeps the ends of lines between blocks from the rules of typography, which look at all."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tail == "\n":
                element.tail = _NEW_LINE


class _Unescape(UnescapeTreeprocessor):
    """Takes the stroke off what was escaped, which no rule of typography sets."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and element.tag != "code":
                element.text = _ESCAPED.sub(_held_character, element.text)
            if element.tail:
                element.tail = _ESCAPED.sub(_held_character, element.tail)
        super().run(root)


def _held_character(escaped: re.Match[str]) -> str:
    return held(chr(int(escaped[1])))


class _LeadIns(Treeprocessor):
    """Marks a list each item of which opens with a bold label: class "lead-ins"."""

    def run(self, root: Element) -> None:
        for tag in ("ul", "ol"):
            for items in root.iter(tag):
                if len(items) and all(_lead_in(item) is not None for item in items):
                    items.set("class", "lead-ins")
                    for item in items:
                        _mark(item)


def _lead_in(item: Element) -> Element | None:
    """The bold label that an item opens with, if it does."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if (holder.text or "").strip() or not len(holder) or holder[0].tag != "strong":
        return None
    return holder[0]


def _mark(item: Element) -> None:
    label = _lead_in(item)
    if label is None:
        return
    label.set("class", "lead-in")
    match = _AFTER_LEAD_IN.match(label.tail or "")
    if match and label.tail:
        # The dash belongs to the run-in form only; a label on a line of its own does without.
        holder = item[0] if label not in item else item
        dash = Element("span", {"class": "lead-in-dash"})
        dash.text = match[0]
        rest = Element("span", {"class": "lead-in-text"})
        rest.text = label.tail[match.end() :]
        rest.extend(list(holder)[1:])
        for child in list(holder)[1:]:
            holder.remove(child)
        label.tail = None
        holder.extend([dash, rest])


class _Headings(Treeprocessor):
    """Takes the name `{#name}` off the end of a heading, and makes the heading's id of it."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: Element) -> None:
        prefix = self.dialect.prefix
        for n, heading in enumerate(e for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag)):
            named = _name_taken_off(heading)
            if named or prefix:
                heading.set("id", f"at/{named}" if named else f"{prefix}/h{n + 1}")


def _name_taken_off(heading: Element) -> str:
    """The name at the end of a heading, taken out of it; "" where there is none."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    match = NAMED.search(text)
    if match is None:
        return ""
    if last is None:
        heading.text = text[: match.start()]
    else:
        last.tail = text[: match.start()]
    return match[1]
