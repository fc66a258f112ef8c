"""Prose: Markdown to the HTML that layouts place, with the dialect's few additions.

Raw HTML, Jinja marks and anything else that is not Markdown are plain text and print as such.
Straight quotes, double hyphens and three dots are set as a typesetter sets them.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from pressmark.bounds import TooMuchError, within
from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.limits import endless
from pressmark.read.models.values import is_language, leads_somewhere
from pressmark.read.yaml.located import Place, place_in

REFERENCE = re.compile(r"\[\[\s*([^\[\]\n]+?)\s*\]\]")

# What a reference may begin with: the page of a place, a term's first use, a mark of the index, a
# footnote. What does not is a title's id.
PAGE_OF, TERM, MARK, NOTE = SIGILS = ("#", "=", "!", "^")
FOOTNOTE = re.compile(r"\[(\^[\w-]+)\](?!:)")
NAMED = re.compile(r"(?<!\s)\s*\{#([\w-]+)\}\s*$")
_RAW_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--|<!DOCTYPE|<\?", re.IGNORECASE)
_ADDRESS = re.compile(r"<(?:https?://|mailto:|[^\s<>@]+@)[^\s<>]*>")

# Words in another language, and what stands in for its tag (BCP 47).
PASSAGE = re.compile(r"\[([^\[\]]+)\]\{lang=([^{}\s]*)\}")

# An address that stands in a text as it is: with a scheme, with www., or with an ending that leaves no doubt.
_PATH = r"(?:/[^\s<>\[\]()*]*[\w/])?"
BARE = re.compile(
    r"(?<![\w@/.-])(?:"
    rf"(?P<scheme>https?://)(?:[\w-]+\.)*[\w-]+{_PATH}"
    r"|(?P<mail>[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})"
    rf"|www\.(?:[\w-]+\.)+[a-z]{{2,}}{_PATH}"
    rf"|(?:[\w-]+\.)+(?:com|org|net|eu|example|(?:ac|co|gov|nhs|org|sch)\.uk){_PATH}"
    r")(?![\w@-]|\.\w)"
)
_CODE = re.compile(r"`[^`\n]*`")
_SAFE = re.compile(r"(https?://|mailto:|xref:)", re.IGNORECASE)

# An item opens with a lead-in: its label in bold, a dash, then the text.
_AFTER_LEAD_IN = re.compile(r"^\s*[–—:.-]\s+")

Titles = Callable[[str], str | None]


class _Reference(InlineProcessor):
    """`[[record]]`: the title of a record, as `titles` gives it, in italics.

    Of a name that begins with a sigil, and of a footnote's mark `[^name]`, `titles` gives all of
    the HTML.
    """

    titles: Titles = staticmethod(lambda _: None)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        made = self.titles(m[1])
        if made is not None and m[1].startswith(SIGILS):
            return self.md.htmlStash.store(made), m.start(0), m.end(0)
        element = Element("cite")
        element.text = m[0] if made is None else self.md.htmlStash.store(made)
        return element, m.start(0), m.end(0)


class _Passage(InlineProcessor):
    """`[words]{lang=fr}`: words in another language."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("span", {"lang": m[2]})
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Bare(InlineProcessor):
    """A web or mail address as it is written, which is a link too."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        start = "mailto:" if m["mail"] else "" if m["scheme"] else "https://"
        element = Element("a", {"href": start + m[0]})
        element.text = AtomicString(m[0])
        return element, m.start(0), m.end(0)


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

    prefix = ""

    def run(self, root: Element) -> None:
        for n, heading in enumerate(e for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag)):
            named = _name_taken_off(heading)
            if named or self.prefix:
                heading.set("id", f"at/{named}" if named else f"{self.prefix}/h{n + 1}")


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


class _SafeLinks(Treeprocessor):
    """A link leads to an address or to a place in the publication, never into the file system."""

    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            # A mail address is written in character references, which Markdown keeps apart till last.
            address = html.unescape(element.get("href", "").replace(AMP_SUBSTITUTE, "&"))
            if address.startswith("#"):
                element.set("href", f"xref:at/{address[1:]}")
            elif not _SAFE.match(address):
                element.attrib.pop("href", None)


class _Dialect(Extension):
    """Our Markdown: no raw HTML, no pictures by address, references, lead-ins."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Reference(REFERENCE.pattern, md), "title-reference", 175)
        md.inlinePatterns.register(_Reference(FOOTNOTE.pattern, md), "footnote", 176)
        md.inlinePatterns.register(_Passage(PASSAGE.pattern, md), "passage", 177)
        md.treeprocessors.register(_Headings(md), "headings", 6)
        md.treeprocessors.register(_LeadIns(md), "lead-ins", 5)
        md.treeprocessors.register(_SafeLinks(md), "safe-links", 4)


_TYPOGRAPHY = {
    "left-single-quote": "‘",
    "right-single-quote": "’",
    "left-double-quote": "“",
    "right-double-quote": "”",
    "ellipsis": "…",
    "ndash": "–",
    "mdash": "—",
}

# What opens a block in Markdown? A line of text (a title, say) knows none of it.
_BLOCKS = (
    "indent",
    "code",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
)


# Which makers of HTML are at rest, by what they know (blocks? those of a running text?). A text that
# is made while another is, a term in a heading, needs a maker of its own.
_AT_REST: dict[tuple[bool, bool], list[Markdown]] = {}


def _markdown(blocks: bool, running: bool) -> Markdown:
    md = Markdown(
        extensions=[_Dialect(), "sane_lists", "smarty", *(["tables", "def_list"] if running else [])],
        extension_configs={"smarty": {"substitutions": _TYPOGRAPHY}},
        output_format="xhtml",
    )
    for name in () if blocks else _BLOCKS:
        md.parser.blockprocessors.deregister(name)
    if blocks:
        # A line of text may stand in a link already, as a title does.
        md.inlinePatterns.register(_Bare(BARE.pattern, md), "bare-address", 105)
    return md


def to_html(markdown: str, titles: Titles = lambda _: None) -> str:
    """The XHTML of a Markdown text; `titles` gives a record's title as HTML, or None."""
    return _converted((True, False), markdown, titles)


def running(markdown: str, titles: Titles, prefix: str) -> str:
    """The XHTML of a running text, which also knows tables and lists of definitions.

    Its headings have ids: `at/` and the name they are given, else `prefix` and their number.
    """
    return _marks_attached(_converted((True, True), markdown, titles, prefix))


_MARK_AT_HEAD = re.compile(
    r'(<(?:p|li|td|th|dt|dd|h[1-6])\b[^>]*>)((?:\s*<span class="mark"[^>]*></span>)+)\s+'
)
_MARK_WITHIN = re.compile(r'\s+((?:<span class="mark"[^>]*></span>\s*)+)(?<=\s)')


def _marks_attached(markup: str) -> str:
    """Markup whose marks of the index stand at the word before them, or, at a head, after them.

    The engine breaks a line too early at an empty element between two spaces.
    """
    headed = _MARK_AT_HEAD.sub(lambda m: m[1] + re.sub(r"\s+(?=<)", "", m[2]), markup)
    return _MARK_WITHIN.sub(lambda m: re.sub(r"\s+(?=<|$)", "", m[1]) + " ", headed)


def running_line(text: str, titles: Titles) -> str:
    """The XHTML of one line of a running text: never a paragraph or a list."""
    made = _converted((False, False), " ".join(text.split()), titles)
    return made.removeprefix("<p>").removesuffix("</p>")


# A line of nothing but these is its own XHTML: most titles are, and Markdown takes a while to say so.
_PLAIN = re.compile(r"[^\W_]+(?:[ ,;:?–’‘“”]+[^\W_]+)*[?]?")


@functools.lru_cache(maxsize=20_000)
def inline(text: str) -> str:
    """The XHTML of one line of text: emphasis and typography, never a paragraph or a list."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    made = _converted((False, False), " ".join(text.split()), lambda _: None)
    return made.removeprefix("<p>").removesuffix("</p>")


def _converted(knows: tuple[bool, bool], markdown: str, titles: Titles, prefix: str = "") -> str:
    at_rest = _AT_REST.setdefault(knows, [])
    md = at_rest.pop() if at_rest else _markdown(*knows)
    for name in ("title-reference", "footnote"):
        md.inlinePatterns[name].titles = titles  # type: ignore[attr-defined]
    md.treeprocessors["headings"].prefix = prefix  # type: ignore[attr-defined]
    try:
        with within(PATIENCE):
            made = md.reset().convert(markdown)
    except (RecursionError, TooMuchError) as error:
        raise UnreadableError("it repeats or nests itself without end") from error
    at_rest.append(md)  # one that was stopped half-way is not used again
    return made


def plain(markup: str) -> str:
    """The words of an HTML fragment, one space between them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def text(written: str) -> str:
    """One line of text as it prints, without markup: for bookmarks, file data and covers."""
    return plain(inline(written))


_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\][\[(]")
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{0,200}\]\(([^)\s]{1,500})")

# Seconds of the processor's time in which Markdown makes any text that a person wrote.
PATIENCE = 5.0


class UnreadableError(Exception):
    """A text that keeps Markdown busy for ever, or leads it too deep; said in words."""


def unreadable(body: str, at: Span) -> Finding | None:
    """Why a text cannot be read as Markdown in any sensible time, if it cannot."""
    found = endless(body)
    if found is None:
        return None
    problem, offset = found
    return finding("E134", at.down(body.count("\n", 0, offset)) if offset else at, problem=problem)


# Where the number of a page is to stand, until it is known.
_PAGE_MARK = re.compile(r"<!--page:([^<>]*?)-->")


def page_mark(anchor: str) -> str:
    """A mark in HTML that stands for the number of the page that `anchor` is on."""
    return f"<!--page:{anchor}-->"


def numbered(markup: str, pages: Mapping[str, int]) -> str:
    """HTML with its page marks as numbers; one that is not known yet is as wide as one that is."""
    return _PAGE_MARK.sub(lambda match: str(pages.get(match[1], "00")), markup)


def links_within(body: str) -> Iterator[tuple[str, int]]:
    """The names of places in the publication that a text refers to, and where they stand in it."""
    bare = _CODE.sub(lambda match: " " * len(match[0]), body)
    for match in REFERENCE.finditer(bare):
        if match[1].startswith(PAGE_OF):
            name = match[1][1:].lstrip()
            yield name, match.end(1) - len(name)
    for match in _LINK.finditer(bare):
        if match[1].startswith("#"):
            yield match[1][1:], match.start(1) + 1


def marks_within(body: str) -> Iterator[tuple[str, int]]:
    """The footnotes, terms and marks of the index in a text, which only a running text can set."""
    bare = _CODE.sub(lambda match: " " * len(match[0]), body)
    for pattern in (REFERENCE, FOOTNOTE):
        for match in pattern.finditer(bare):
            if match[1].startswith((TERM, MARK, NOTE)):
                yield match[0], match.start()


def check(
    body: str, at: Span, known: Callable[[str], bool], ids: Callable[[], Any], placed: Place | None = None
) -> Iterator[Finding]:
    """What is wrong in a prose text that begins at `at`: raw HTML, references to nothing.

    Of a value of YAML, only the file knows how its lines were folded: `placed` knows where a
    character stands.
    """
    place = placed or functools.partial(place_in, body, at)

    def blanked(match: re.Match[str]) -> str:
        return " " * len(match[0])

    bare = _CODE.sub(blanked, body)
    for match in _PICTURE.finditer(bare):
        yield finding("E132", place(match.start()))
    for match in _LINK.finditer(bare):
        inside = match[1].startswith(("#", "xref:"))
        if not inside and not (_SAFE.match(match[1]) and leads_somewhere(match[1])):
            yield finding("E133", place(match.start()), address=match[1][:40])
    for match in PASSAGE.finditer(bare):
        if not is_language(match[2]):
            yield finding("E724", place(match.start(2)), name=match[2])
    for match in REFERENCE.finditer(bare):
        if not match[1].startswith(SIGILS) and not known(match[1]):
            guess = did_you_mean(match[1], ids())
            yield finding("E201", place(match.start(1)), name=match[1], guess=guess)
    for match in _RAW_HTML.finditer(_ADDRESS.sub(blanked, bare)):
        yield finding("E126", place(match.start()), tag=" ".join(match[0].split())[:40], cure=_cure(match[0]))


def _cure(tag: str) -> str:
    """What to write instead of HTML; a comment is for what is accepted, and for nothing else."""
    if tag.startswith("<!--"):
        return "take the remark out: only <!-- accept W331: the reason --> may stand here"
    return "use Markdown, or a block"
