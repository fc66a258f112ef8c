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
from markdown.inlinepatterns import (
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from pressmark.read.addresses import BEGINS, address_of
from pressmark.read.markdown.block_processor import REPLACED, Blocks
from pressmark.read.markdown.emphasis import Emphasis
from pressmark.read.markdown.references import FOOTNOTE, NAMED, PASSAGE, REFERENCE, SIGILS
from pressmark.read.markdown.text_tree import Nodes
from pressmark.read.markdown.trace import Trace, traced

# What a reference prints, by its name and by where in the source it stands: a tree whose places are in that
# source; None where it is to nothing.
References = Callable[[str, int], Nodes | None]

# Where a link may lead: to the web, to a mailbox, or to a place in the publication.
SAFE = re.compile(r"(https?://|mailto:|xref:)", re.IGNORECASE)

# An item opens with a lead-in: its label in bold, a dash, then the text.
_AFTER_LEAD_IN = re.compile(r"^\s*[–—:.-]\s+")

# A character; or what Python-Markdown put by for what stood there, and, of that, what was escaped.
_TOKEN = re.compile(r"\x02[^\x02\x03]*\x03|\S")
_PUT_BY = re.compile(r"\x02(\d+)\x03")
# Marks of one line: what is lowered, raised and struck out; a line that is broken.
_SUBSCRIPT = r"(?<=[^\W_]|[)\]])(~)(?!~)([^\s~]{1,40})~(?!~)"
_SUPERSCRIPT = r"(\^)(?=[^\s^]*[^\W_])([^\s^]{1,40})\^"
_CODE = r"\\[\\`]|(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"
_STRUCK = r"(~~)(?=[^\s~])(.+?)(?<=[^\s~])~~(?!~)"
_COMMENT = r"<!--(?!-?>).*?-->"
_LINE_BREAK = r"(?: {2,}|\\)\n|[\v\u2028]"  # the last two are what Word calls a manual line break

# What a stroke makes a letter of: every mark of ASCII (CommonMark 2.4).
_ESCAPED = [chr(i) for i in range(33, 127) if not chr(i).isalnum()]

# Which of the ways to read a text are there? A line has no blocks; a running text has all.
LINE, PROSE, RUNNING = "line", "prose", "running"

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

    def __init__(self, reads: str) -> None:
        super().__init__()
        self.reads = reads
        self.trace: Trace = traced("")
        self.references: References = no_references
        self.prefix = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put our rules among those of Markdown, and take out what we do not know."""
        md.ESCAPED_CHARS = _ESCAPED
        md.preprocessors.deregister("html_block")
        for name in ("backtick", "html", "image_link", "image_reference", "short_image_ref", "em_strong"):
            md.inlinePatterns.deregister(name)
        for name in REPLACED:
            md.parser.blockprocessors.deregister(name)
        if self.reads != LINE:
            md.parser.blockprocessors.register(Blocks(md.parser, self.reads == RUNNING), "blocks", 200)
            # A line of text may stand in a link already, as a title does.
            md.inlinePatterns.register(Bare(BEGINS.pattern, md), "bare-address", 105)
        md.inlinePatterns.register(Unlinked(BEGINS.pattern, md), "unlinked-address", 104)
        md.inlinePatterns.register(_Code(_CODE, md), "code", 190)
        md.inlinePatterns.register(_Comment(_COMMENT, md), "comment", 185)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(_LINE_BREAK, "br"), "linebreak", 179)
        for pattern, tag in ((_STRUCK, "del"), (_SUBSCRIPT, "sub"), (_SUPERSCRIPT, "sup")):
            md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, tag), tag, 70)
        md.inlinePatterns.register(_Reference(REFERENCE.pattern, md, self), "title-reference", 175)
        md.inlinePatterns.register(_Reference(FOOTNOTE.pattern, md, self), "footnote", 176)
        md.inlinePatterns.register(_Passage(PASSAGE.pattern, md), "passage", 177)
        md.treeprocessors.register(Emphasis(md), "emphasis", 15)
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(_LineEnds(md), "line-ends", 10)
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
        escaped = _PUT_BY.fullmatch(stored) if isinstance(stored, str) else None
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


class _Code(InlineProcessor):
    """Code between runs of as many grave accents (CommonMark 6.1)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if m[1] is None:
            return None, None, None  # an escaped accent
        text = m[2].replace("\n", " ")
        if text[0] == text[-1] == " " and text.strip(" "):
            text = text[1:-1]
        element = Element("code")
        element.text = AtomicString(code_escape(text))
        return element, m.start(), m.end()


class _Comment(InlineProcessor):
    """A comment, which is not printed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return "", m.start(), m.end()


class _LineEnds(Treeprocessor):
    """Puts the end of a line between blocks and after a break, where no rule of typography looks at it."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("pre", "code"):
                continue
            for child in element:
                if child.tag == "br":
                    child.tail = f"\n{child.tail or ''}"
                elif self.md.is_block_level(child.tag) and not (child.tail or "").strip():
                    child.tail = _NEW_LINE
            if len(element) and self.md.is_block_level(element[0].tag) and not (element.text or "").strip():
                element.text = _NEW_LINE


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
