"""Our Markdown: what it knows besides, and what it does not, taught to Python-Markdown.

It is CommonMark, with tables and lists of definitions, what is lowered, raised and struck out, and boxes of
tasks. It knows no raw HTML and no pictures by address, but references, words in other languages, addresses as
they stand, names of headings, and lead-ins.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from pressmark.read.markdown.block_processor import REPLACED, Blocks
from pressmark.read.markdown.emphasis import Emphasis
from pressmark.read.markdown.inline_marks import Reading, register
from pressmark.read.markdown.trace import traced
from pressmark.read.markdown.tree_rules import Headings, LeadIns, LineEnds

# Which of the ways to read a text are there? A line has no blocks; a running text has all.
LINE, PROSE, RUNNING = "line", "prose", "running"

# What a stroke makes a letter of: every mark of ASCII (CommonMark 2.4).
_ESCAPED = [chr(i) for i in range(33, 127) if not chr(i).isalnum()]

# The rules of Python-Markdown that ours stand for, or that are not known here.
_UNKNOWN = (
    *("backtick", "html", "em_strong", "linebreak", "link", "reference", "short_reference"),
    *("image_link", "image_reference", "short_image_ref"),
)


class Dialect(Extension):
    """Our Markdown, and what it reads just now."""

    def __init__(self, reads: str) -> None:
        super().__init__()
        self.reads = reads
        self.reading = Reading(traced(""))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put our rules among those of Markdown, and take out what we do not know."""
        md.ESCAPED_CHARS = _ESCAPED
        md.preprocessors.deregister("html_block")
        for name in ("prettify", "unescape"):
            md.treeprocessors.deregister(name)
        for name in _UNKNOWN:
            md.inlinePatterns.deregister(name)
        for name in REPLACED:
            md.parser.blockprocessors.deregister(name)
        # A line of text may stand in a link already, as a title does.
        register(md, self.reading, links=self.reads != LINE)
        if self.reads != LINE:
            md.parser.blockprocessors.register(Blocks(md.parser, self.reads == RUNNING), "blocks", 200)
        md.treeprocessors.register(Emphasis(md), "emphasis", 15)
        md.treeprocessors.register(LineEnds(md), "line-ends", 10)
        md.treeprocessors.register(Headings(md, self.reading), "headings", 6)
        md.treeprocessors.register(LeadIns(md), "lead-ins", 5)
        md.references = _LinkNames(self.reading)


class _LinkNames(dict[str, tuple[str, str]]):
    """The addresses that a text defines, by the names that were typed for them, case and spaces apart."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def _typed(self, name: object) -> str:
        return " ".join(self.reading.trace.typed(str(name)).casefold().split())

    def __setitem__(self, name: str, address: tuple[str, str]) -> None:
        super().__setitem__(self._typed(name), address)

    def __getitem__(self, name: str) -> tuple[str, str]:
        return super().__getitem__(self._typed(name))

    def __contains__(self, name: object) -> bool:
        return super().__contains__(self._typed(name))
