"""Markdown to trees of words, each with its place in the source, within bounded time.

Raw HTML, Jinja marks and anything else that is not Markdown are plain text and print as such.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from markdown import Markdown

from pressmark.bounds import TooMuchError, within
from pressmark.read.markdown.copies import copied_text
from pressmark.read.markdown.dialect import LINE, PROSE, RUNNING, Dialect
from pressmark.read.markdown.grow import tree_of
from pressmark.read.markdown.inline_marks import References, no_references
from pressmark.read.markdown.running import with_marks_attached
from pressmark.read.markdown.text_tree import Element, Nodes, Origin, Run
from pressmark.read.markdown.trace import Trace, traced
from pressmark.read.markdown.typography import set_type

# Seconds of the processor's time in which Markdown makes any text that a person wrote.
PATIENCE = 5.0

# The language of what is read for no publication.
ENGLISH = "en"

# So many trees are held of texts that were read last.
MOST_TREES = 4_000

# A line of nothing but these is its own text: most titles are, and Markdown takes a while to say so.
_PLAIN = re.compile(r"[^\W_]+(?:[ ,;:?–’‘“”]+[^\W_]+)*[?]?")
_SPACED = re.compile(r"\S+(?: \S+)*")


class UnreadableError(Exception):
    """A text that keeps Markdown busy for ever, or leads it too deep; said in words."""


def read_prose(source: str, references: References = no_references, language: str = ENGLISH) -> Nodes:
    """The paragraphs, lists and headings of a Markdown text in a language. Raises UnreadableError."""
    return _PROSE.read(source, references, language)


def read_running(source: str, references: References, prefix: str, language: str = ENGLISH) -> Nodes:
    """A running text, which also knows tables, lists of definitions, notes and marks of the index.

    Its headings have ids: `at/` and the name they are given, else `prefix` and their number. Raises
    UnreadableError.
    """
    return with_marks_attached(_RUNNING.read(source, references, language, prefix))


def read_line(source: str, references: References | None = None, language: str = ENGLISH) -> Nodes:
    """One line of text: emphasis and typography, never a paragraph or a list. Raises UnreadableError."""
    return _line(source, language) if references is None else _LINES.read(source, references, language)


def plain_line(source: str, language: str = ENGLISH) -> str:
    """The plain words of a line of text, as copies of it have them. Raises UnreadableError."""
    return copied_text(_line(source, language))


@functools.lru_cache(maxsize=20_000)
def _line(source: str, language: str) -> Nodes:
    if not _PLAIN.fullmatch(source):
        return _LINES.read(source, no_references, language)
    runs: list[Run] = []
    for words in _SPACED.finditer(source):
        if runs:
            runs.append(Run(" ", words.start() - 1, Origin.REPLACED))
        runs.append(Run(words[0], words.start(), Origin.WRITTEN))
    return tuple(runs)


class _Answers:
    """What the references of one text print, each asked for once: a second reading asks in the same order."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.given: list[tuple[str, int, Nodes | None]] = []
        self.count = 0

    def __call__(self, name: str, at: int) -> Nodes | None:
        if self.count == len(self.given):
            self.given.append((name, at, self.references(name, at)))
        *_, nodes = self.given[self.count]
        self.count += 1
        return nodes

    def agree(self, before: Sequence[tuple[str, int, Nodes | None]]) -> bool:
        """Are they what they were before?"""
        agreed = all(self(name, at) == nodes for name, at, nodes in before)
        self.count = 0
        return agreed


class _Reader:
    """Reads texts of one sort. Its Python-Markdowns are at rest between texts.

    A text that is read while another is, a term in a heading, needs one of its own. A text that was read
    before, and whose references print what they did, is not read again.
    """

    def __init__(self, reads: str) -> None:
        self.reads = reads
        self.at_rest: list[tuple[Markdown, Dialect]] = []
        self.trees: dict[tuple[str, str, str], tuple[Sequence[tuple[str, int, Nodes | None]], Nodes]] = {}

    def read(self, source: str, references: References, language: str, prefix: str = "") -> Nodes:
        """The tree of a text."""
        answers, key = _Answers(references), (source, language, prefix)
        asked, nodes = self.trees.pop(key, ((), None))
        if nodes is None or not answers.agree(asked):
            nodes = set_type(self._new_tree(source, answers, prefix), language)
        self.trees[key] = answers.given, nodes
        if len(self.trees) > MOST_TREES:
            del self.trees[next(iter(self.trees))]
        return nodes

    def _new_tree(self, source: str, references: References, prefix: str) -> Nodes:
        md, dialect = self.at_rest.pop() if self.at_rest else self._new()
        reading = dialect.reading
        reading.references, reading.prefix = references, prefix
        try:
            with within(PATIENCE):
                reading.trace = traced(source)
                nodes = self._read(md, reading.trace)
        except (RecursionError, TooMuchError) as error:
            raise UnreadableError("it repeats or nests itself without end") from error
        self.at_rest.append((md, dialect))  # one that was stopped half-way is not used again
        return nodes

    def _new(self) -> tuple[Markdown, Dialect]:
        dialect = Dialect(self.reads)
        md = Markdown(
            extensions=[dialect, *(["tables"] if self.reads == RUNNING else [])],
        )
        # Python-Markdown sorts a registry anew at each look into it.
        inline: Any = md.treeprocessors["inline"]
        inline.inlinePatterns = tuple(inline.inlinePatterns)
        return md, dialect

    def _read(self, md: Markdown, trace: Trace) -> Nodes:
        if not trace.source.strip():
            return ()
        md.reset()
        lines = (trace.text if self.reads != LINE else " ".join(trace.text.split())).split("\n")
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        root = md.parser.parseDocument(lines).getroot()
        assert root is not None
        for treeprocessor in md.treeprocessors:
            treeprocessor.run(root)
        nodes = tree_of(root, md, trace)
        if self.reads != LINE or len(nodes) != 1 or not isinstance(nodes[0], Element) or nodes[0].tag != "p":
            return nodes
        return nodes[0].children


_PROSE = _Reader(PROSE)
_RUNNING = _Reader(RUNNING)
_LINES = _Reader(LINE)
