"""The marks of our Markdown that CommonMark has not, and the deviations from it, for the reader of the proof.

Deliberately not those of the reader that sets the texts (`read/markdown`): what that one drops shows.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned

# What a reference is called among the tokens.
REFERENCE = "reference"

_REFERENCE = re.compile(r"\[\[\s*([^\[\]\n]+?)\s*\]\]")
_NOTE = re.compile(r"\[\^[\w-]+\](?!:)")
_LANGUAGE = re.compile(r"\{lang=[^{}\s]*\}")
_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
_LOWERED = re.compile(r"~((?:\\.|[^\s\\~])+)~(?!~)")
_RAISED = re.compile(r"\^((?=[^\s^]*[^\W_])(?:\\.|[^\s\\^])+)\^")
_TILDES = re.compile("~+")
_NAME = re.compile(r"\s*\{#[\w-]+\}\s*$")
_LABELS = r"(?:[^\W_][\w-]*\.)"
_IN_ADDRESS = r"(?:[^\s<>\[\]\"*`|^]|\*(?=[\w/.-]))"
_ADDRESS = re.compile(
    r"(?<![^\W_])(?<![@/.-])(?:"
    r"[a-z][a-z0-9+.-]{1,15}://(?:[^\s/@]+@)?(?:[^\W_][\w.-]*|\[[\da-f:.]+\])"
    rf"|mailto:[^\s<>]+@|www\.{_LABELS}*[^\W_]+"
    rf"|{_LABELS}+(?:com|org|net|eu|example|(?:ac|co|gov|nhs|org|sch)\.uk)"
    rf")(?::\d+)?(?:[/?#]{_IN_ADDRESS}*)?(?<![_~.,;:!?'&)])",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<(?:https?://|mailto:)[^\s<>]+>|<[^\s<>@:]+@[^\s<>@:]+>", re.IGNORECASE)
_ENDS = (".", ",", ":", ";", "!", "?", ")", "]", "}", "…")
_UNNAMED = re.compile(r"[^\\&]+")


def add_marks(md: MarkdownIt) -> None:
    """Teach a reader of CommonMark our dialect."""
    md.core.ruler.after("block", "names", _without_names)
    md.block.ruler.before("deflist", "comment", _comment_lines, {"alt": ["paragraph"]})
    md.block.ruler.before("deflist", "tilde", _line_of_tilde)
    for name, rule in (("address", _address), ("given", _given), ("comment", _comment), ("small", _small)):
        md.inline.ruler.before("escape", name, rule)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.before("strikethrough", "tildes", _tildes)
    md.inline.ruler.before("link", "picture", _picture)
    md.inline.ruler.before("autolink", "angles", _angles)
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


def _line_of_tilde(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tilde at the head of a line begins no definition; a colon does."""
    lines = range(start + 1, min(start + 3, end))
    first = next((at for at in lines if not state.isEmpty(at)), None)
    if silent or first is None or state.src[state.bMarks[first] + state.tShift[first]] != "~":
        return False
    return paragraph(state, start, end, silent)


def _address(state: StateInline, silent: bool) -> bool:
    """An address as it stands: but for strokes and names of characters, what it holds is no mark."""
    starts, ends = _addresses(state)
    nth = bisect_right(starts, state.pos) - 1
    end = ends[nth] if nth >= 0 and state.pos < ends[nth] <= state.posMax else 0
    plain = _UNNAMED.match(state.src, state.pos, end)
    if plain is None:
        return False
    if not silent:
        state.pending += plain[0]
    state.pos = plain.end()
    return True


def _addresses(state: StateInline) -> tuple[list[int], list[int]]:
    """Where the addresses of a text begin, and where each ends: looked for once."""
    text, *found = state.env.get("addresses", ("", [], []))
    if text is not state.src:
        spans = [match.span() for match in _ADDRESS.finditer(state.src)]
        found = [[start for start, _ in spans], [_balanced(state.src, *span) for span in spans]]
        state.env["addresses"] = (state.src, *found)
    starts, ends = found
    return starts, ends


def _balanced(text: str, start: int, end: int) -> int:
    """Where an address ends: before the first bracket that nothing in it opened."""
    depth = 0
    for i in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth < 0:
            return i
    return end


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
    """`H~2~O`, `x^2^`: without white space; what is lowered stands right after something."""
    before = state.src[state.pos - 1] if state.pos else " "
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if not before.isspace() and before not in "~^[":
        found = found or _LOWERED.match(state.src, state.pos, state.posMax)
    if found is None or silent:
        return False
    _inside(state, found.start(1), found.end(1), found.end())
    return True


def _tildes(state: StateInline, silent: bool) -> bool:
    """Two tildes strike out; fewer and more print."""
    found = _TILDES.match(state.src, state.pos, state.posMax)
    if found is None or len(found[0]) == 2 or silent:
        return False
    state.pending += found[0]
    state.pos = found.end()
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    """`![words](address)` prints as it is typed: a picture is a block of its own."""
    if not state.src.startswith("![", state.pos):
        return False
    state.pos = after = state.pos + 1
    is_read = _language(state, True) or _given(state, True)
    state.pos = after if is_read else after + 1
    if not silent:
        state.pending += "!" if is_read else "!["
    return True


def _angles(state: StateInline, silent: bool) -> bool:
    """`<…>` prints as it is typed, addresses apart."""
    if state.src[state.pos] != "<" or _ANGLED.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.pending += "<"
    state.pos += 1
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
    digits are letters, and a run after a sign that ends a clause and before a letter may close."""
    marker = state.src[state.pos]
    if silent or marker not in ("_", "*"):
        return False
    run = state.scanDelims(state.pos, marker == "*")
    run = _of_run(run, marker, state.src[: state.pos][-1:], state.src[state.pos + run.length :][:1])
    for _ in range(run.length):
        token = state.push("text", "", 0)
        token.content = marker
        own = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), run.length, own, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _of_run(run: Scanned, marker: str, before: str, after: str) -> Scanned:
    """May a run between two characters open and close?"""
    if marker == "*" and _in_word(before) and _in_word(after):
        return Scanned(False, False, run.length)
    return Scanned(run.can_open, run.can_close or (before in _ENDS and _in_word(after)), run.length)


def _in_word(character: str) -> bool:
    """Is it a letter, a digit, or an accent of one?"""
    return character.isalnum() or (bool(character) and unicodedata.category(character)[0] == "M")
