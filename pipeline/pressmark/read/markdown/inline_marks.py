"""The marks of one line that are ours: references, words in other languages, addresses, code, comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString, code_escape

from pressmark.read.addresses import BEGINS, address_of
from pressmark.read.markdown.link_marks import Link, NamedLink, ShortLink
from pressmark.read.markdown.references import FOOTNOTE, PASSAGE, REFERENCE, SIGILS
from pressmark.read.markdown.text_tree import Nodes
from pressmark.read.markdown.trace import Trace

# What a reference prints, by its name and by where in the source it stands: a tree whose places are in that
# source; None where it is to nothing.
References = Callable[[str, int], Nodes | None]

# A character; or what Python-Markdown put by for what stood there, and, of that, what was escaped.
_TOKEN = re.compile(r"\x02[^\x02\x03]*\x03|\S")
_PUT_BY = re.compile(r"\x02(\d+)\x03")

# What is lowered and raised; code; a comment; a broken line, also as Word breaks it.
_SUBSCRIPT = r"(?<=[^\s~^\[])(~)([^\s~]{1,40})~(?!~)"
_SUPERSCRIPT = r"(\^)(?=[^\s^]*[^\W_])([^\s^]{1,40})\^"
_CODE = r"\\[\\`]|(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"
_COMMENT = r"<!--(?!-?>).*?-->"
_BRACKET = r"(?<!!)\["
_LINE_BREAK = r"(?: {2,}|\\)\n|[\v\u2028]"


def no_references(name: str, at: int) -> Nodes | None:
    """What references print in a text that has none."""
    return None


@dataclass(frozen=True)
class Given:
    """What a reference prints, and which part of the source asks for it."""

    nodes: Nodes
    start: int
    end: int


@dataclass
class Reading:
    """What is read just now: a traced text, its references, and what the ids of its headings begin with."""

    trace: Trace
    references: References = no_references
    prefix: str = ""


def register(md: Markdown, reading: Reading, links: bool) -> None:
    """Puts our marks among those of Markdown, in the order of search; addresses are `links`, or are not."""
    rules = md.inlinePatterns
    rules.register(_Code(_CODE, md), "code", 190)
    rules.register(_Comment(_COMMENT, md), "comment", 185)
    rules.register(SubstituteTagInlineProcessor(_LINE_BREAK, "br"), "linebreak", 179)
    rules.register(_Passage(PASSAGE.pattern, md), "passage", 177)
    rules.register(_Reference(FOOTNOTE.pattern, md, reading), "footnote", 176)
    rules.register(_Reference(REFERENCE.pattern, md, reading), "title-reference", 175)
    rules.register(NamedLink(_BRACKET, md), "named-link", 170)
    rules.register(Link(_BRACKET, md), "address-link", 160)
    rules.register(ShortLink(_BRACKET, md), "short-link", 130)
    if links:
        rules.register(_Bare(BEGINS.pattern, md), "bare-address", 105)
    rules.register(_Unlinked(BEGINS.pattern, md), "unlinked-address", 104)
    for pattern, tag in ((_SUBSCRIPT, "sub"), (_SUPERSCRIPT, "sup")):
        rules.register(SimpleTagInlineProcessor(pattern, tag), tag, 70)


class _Reference(InlineProcessor):
    """`[[record]]`: the title of a record, as the references give it, in italics.

    Of a name that begins with a sigil, and of a footnote's mark `[^name]`, they give all that prints.
    """

    def __init__(self, pattern: str, md: Markdown, reading: Reading) -> None:
        super().__init__(pattern, md)
        self.reading = reading

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        trace = self.reading.trace
        name = trace.typed(m[1])
        start, end = trace.span(data, m.start(), m.end())
        nodes = self.reading.references(name, start)
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


class _Bare(_Addresses):
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


class _Unlinked(_Addresses):
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
