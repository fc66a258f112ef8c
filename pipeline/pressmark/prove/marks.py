"""The marks of our Markdown that CommonMark has not, and the deviations from it, for the reader of the proof.

Deliberately not those of the reader that sets the texts (`read/markdown`): what that one drops shows.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned

# What a reference is called among the tokens.
REFERENCE = "reference"

_REFERENCE = re.compile(r"\[\[\s*([^\[\]\n]+?)\s*\]\]")
_NOTE = re.compile(r"\[\^[\w-]+\](?!:)")
_LANGUAGE = re.compile(r"\{lang=[^{}\s]*\}")
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_SMALL = re.compile(r"([~^])((?:\\.|(?!\1)[^\s\\])+)\1(?!~)")
_NAME = re.compile(r"\s*\{#[\w-]+\}\s*$")
_IN_ADDRESS = r"(?:[^\s<>\[\]\"*`|]|\*(?=[\w/.-]))"
_ADDRESS = re.compile(
    r"(?:https?://|mailto:|\bwww\.|\b(?:[\w-]+\.)+[a-z]{2,}/)"
    rf"{_IN_ADDRESS}*(?![_~^.,;:!?'&)]){_IN_ADDRESS}",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"[^\\&]+")


def add_marks(md: MarkdownIt) -> None:
    """Teach a reader of CommonMark our dialect."""
    md.core.ruler.after("block", "names", _without_names)
    md.block.ruler.before("paragraph", "comment", _comment_lines, {"alt": ["paragraph"]})
    for name, rule in (("address", _address), ("given", _given), ("comment", _comment), ("small", _small)):
        md.inline.ruler.before("escape", name, rule)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.before("link", "language", _language)


def _without_names(state: StateCore) -> None:
    """`## Heading {#name}`: the name is not printed."""
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if before.type == "heading_open":
            token.content = _NAME.sub("", token.content)


def _comment_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<!-- … -->` on lines of its own, which may have empty ones between them."""
    at = state.bMarks[start] + state.tShift[start]
    found = _COMMENT.match(state.src, at) if state.sCount[start] - state.blkIndent < 4 else None
    if found is None:
        return False
    last = start + found[0].count("\n")
    if last >= end or state.src[found.end() : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """An address as it stands: but for strokes and names of characters, what it holds is no mark."""
    key = f"addresses in {state.src}"
    if key not in state.env:
        state.env[key] = [match.span() for match in _ADDRESS.finditer(state.src)]
    end = next((end for start, end in state.env[key] if start <= state.pos < end <= state.posMax), 0)
    plain = _UNNAMED.match(state.src, state.pos, end)
    if plain is None:
        return False
    if not silent:
        state.pending += plain[0]
    state.pos = plain.end()
    return True


def _given(state: StateInline, silent: bool) -> bool:
    """`[[title]]`, `[[#page]]`, `[[=term]]`, `[[!index]]`, and footnotes' marks, which print nothing."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    note = None if found else _NOTE.match(state.src, state.pos, state.posMax)
    if found is not None and not silent:
        token = state.push(REFERENCE, "", 0)
        token.content, token.markup = found[1], found[0]
    state.pos = found.end() if found else note.end() if note else state.pos
    return bool(found or note)


def _comment(state: StateInline, silent: bool) -> bool:
    """`<!-- … -->` within a line."""
    found = _COMMENT.match(state.src, state.pos, state.posMax)
    state.pos = found.end() if found else state.pos
    return found is not None


def _small(state: StateInline, silent: bool) -> bool:
    """`H~2~O`, `x^2^`: without white space."""
    found = _SMALL.match(state.src, state.pos, state.posMax)
    if found is None or state.src[state.pos - 1 : state.pos] == "~" or silent:
        return False
    _inside(state, found.start(2), found.end(2), found.end())
    return True


def _language(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=fr}`: the words."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    named = _LANGUAGE.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if named is None:
        return False
    if silent:
        state.pos = named.end()
    else:
        _inside(state, state.pos + 1, end, named.end())
    return True


def _inside(state: StateInline, start: int, end: int, after: int) -> None:
    """Read what stands between two marks, and go on after them."""
    whole, state.pos, state.posMax = state.posMax, start, end
    state.push("within_open", "", 1)
    state.md.inline.tokenize(state)
    state.push("within_close", "", -1)
    state.pos, state.posMax = after, whole


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Runs of stars and underscores, as CommonMark has them but for two deviations: stars between letters or
    digits are letters, and stars after a sign and before a letter may close."""
    marker = state.src[state.pos]
    if silent or marker not in ("_", "*"):
        return False
    run = state.scanDelims(state.pos, marker == "*")
    if marker == "*":
        run = _of_stars(run, state.src[: state.pos][-1:], state.src[state.pos + run.length :][:1])
    for _ in range(run.length):
        token = state.push("text", "", 0)
        token.content = marker
        own = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), run.length, own, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _of_stars(run: Scanned, before: str, after: str) -> Scanned:
    """May a run of stars between two characters open and close?"""
    if before.isalnum() and after.isalnum():
        return Scanned(False, False, run.length)
    closes = bool(before) and not before.isspace() and not before.isalnum() and after.isalnum()
    return Scanned(run.can_open, run.can_close or closes, run.length)
