"""Marks of Markdown that are typed not quite as they are written, and so would print as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.findings import Finding, finding
from pressmark.read.addresses import TARGET, without_addresses
from pressmark.read.markdown.emphasis import opens_and_closes
from pressmark.read.markdown.paragraphs import Paragraph, is_item, paragraphs
from pressmark.read.markdown.references import FOOTNOTE, NAMED, PASSAGE, REFERENCE
from pressmark.read.places import Place

# A mark, how far into its paragraph it begins, and its cure.
_Found = tuple[str, int, str]

_SOUND = (REFERENCE, FOOTNOTE, PASSAGE)
_IN_ANGLES = re.compile(r"<[^<>\s]{1,500}>")
_ESCAPED = re.compile(r"\\[\\*\[\]_]")

# What is left open, by the brackets that it lacks.
_HALF_REFERENCE = re.compile(
    r"\[\[\s*([=!#^]?[^\[\]\n|]{1,80}?)\s*\](?!\])|\[\[([=!#^]?[\w-]+)(?![\w-])(?![^\[\]\n]*\])"
)
_HALF_CLOSED = re.compile(r"(?<!\[)\[([=!#^]?[^\[\]\n|]{1,80})\]\]")
_EMPTY = re.compile(r"\[\[\s*\]\]")
_NOTE = re.compile(
    r"\[\s{0,3}\^\s{0,3}([\w-]+(?:[ ][\w-]+){0,5})\s{0,3}\]"
    r"|\(\^([A-Za-z][\w-]*)\)"
    r"|\[\^([\w-]+)(?![\w-])(?![^\[\]\n]*\])"
)
_APART = re.compile(rf"\[([^\[\]\n]{{1,200}})\]([ \t]+)\(((?:https?://|mailto:|www\.|#){TARGET})\)")
_OPEN_LINK = re.compile(
    rf"\[([^\[\]\n]{{1,200}})\]\(((?:https?://|mailto:|www\.|#){TARGET})(?=\s|$)(?![ \t]+[\"'])"
)

_STARS = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
_STARRED = re.compile(r"(\*{1,3})[^\s*]{0,40}")

# Bullets as other programs type them; Word's are of its own typefaces, or letters with a tab after them.
_BULLET = re.compile(r"[ \t]*([•●▪◦‣·○■\uf0b7\uf0a7\uf0d8\uf076\uf0fc]|[o§Øü–—](?=\t))[ \t]*(?=\S)")
_TABBED = re.compile(r"[^\t]*[^\s][^\t]*\t+[^\t]*\S.*")
_FORMULA = re.compile(r"(?<![\w$\\])\$(?=[^\s$])(?=[^$\n]*[=^_\\{}])[^$\n]{1,80}?(?<=[^\s\\])\$(?![\w$])")
_LONE_STROKE = re.compile(r"\S{0,40}(?<!\\)(?:\\\\)*\\[ \t]*$")
_TIGHT = re.compile(r"[ \t]*(-|\d{1,2}\.)(?=[^\W\d_])(\S{1,40})")
_NUMBER = re.compile(r"(\d{1,9})[.)]\s")
_HEADING = re.compile(r"#{1,6}[^\n]*?(?<!\])[ \t]*(\{#?[^{}\n]{1,60}\}|\{#[\w-]+)[ \t]*")


def mark_faults(body: str, place: Place) -> Iterator[Finding]:
    """The marks of a text that are not quite as they are written, and how to write them."""
    for one in paragraphs(body):
        for look in (_references, _notes, _links, _emphasis, _lists, _names, _tables, _formulas, _strokes):
            for mark, at, cure in look(one):
                yield finding("W350", place(one.offsets[0] + at), mark=mark, cure=cure)


def _bare(one: Paragraph) -> str:
    """A paragraph without what is sound in it, each character in its place."""
    text = one.text
    for pattern in _SOUND:
        text = pattern.sub(_blank, text)
    return _ESCAPED.sub("xx", text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", match[0])


def _references(one: Paragraph) -> Iterator[_Found]:
    if "[" not in one.text:
        return
    bare = _bare(one)
    for match in _EMPTY.finditer(bare):
        yield match[0], match.start(), "write the id of a title between the brackets, as [[id]]"
    more = bare.count("[") - bare.count("]")
    for pattern, lacking in ((_HALF_REFERENCE, more > 0), (_HALF_CLOSED, more < 0)):
        for match in pattern.finditer(bare) if lacking else ():
            name = next(group for group in match.groups() if group)
            if not name.startswith("^"):
                yield match[0], match.start(), f"write [[{name}]]"


def _notes(one: Paragraph) -> Iterator[_Found]:
    for match in _NOTE.finditer(_bare(one)) if "^" in one.text else ():
        name = next(group for group in match.groups() if group)
        yield match[0], match.start(), f"write [^{'-'.join(name.split())}]"


def _links(one: Paragraph) -> Iterator[_Found]:
    if "[" not in one.text:
        return
    for pattern in (_APART, _OPEN_LINK):
        for match in pattern.finditer(one.text):
            words, address = match[1], match[match.lastindex or 1]
            yield match[0], match.start(), f"write [{words}]({address.rstrip('.,;:')})"


def _emphasis(one: Paragraph) -> Iterator[_Found]:
    """Stars that open and are not closed; and two that close what is not open, for one may be a grade, A*."""
    if "*" not in one.text:
        return
    for start, piece in _pieces(one):
        bare = _ESCAPED.sub("xx", without_addresses(_IN_ANGLES.sub(_blank, piece), "x"))
        opened: dict[int, int] = {}
        faults: dict[int, str] = {}
        for match in _STARS.finditer(bare):
            opens, closes = _sides(bare, match.start(), match.end())
            for stars in (1, 2) if len(match[0]) == 3 else (len(match[0]),):
                if closes and stars in opened:
                    del opened[stars]
                elif opens:
                    if stars in opened:
                        faults[opened[stars]] = "ends"
                    opened[stars] = match.start()
                elif closes and stars == 2:
                    faults[match.start()] = "begins"
        faults |= dict.fromkeys(opened.values(), "ends")
        for at, side in sorted(faults.items()):
            mark = _STARRED.match(piece, at)
            assert mark is not None
            cure = f"write {mark[1]} where it {side} too, or \\* for a star that is to print"
            yield mark[0] if side == "ends" else mark[1], start + at, cure


def _sides(text: str, start: int, end: int) -> tuple[bool, bool]:
    """May stars between `start` and `end` open, and may they close?"""
    return opens_and_closes(text[start], text[start - 1 : start] or " ", text[end : end + 1] or " ")


def _pieces(one: Paragraph) -> Iterator[tuple[int, str]]:
    """What of a paragraph is read together: the items of a list, the rows of a table each for itself."""
    starts = [i for i, line in enumerate(one.lines) if not i or is_item(line) or line.lstrip()[:1] in "|>:"]
    for start, end in zip(starts, [*starts[1:], len(one.lines)], strict=True):
        lines = one.lines[start:end]
        head = len(lines[0]) - len(lines[0].lstrip()) + 1 if is_item(lines[0]) else 0
        yield one.offsets[start] - one.offsets[0] + head, "\n".join(lines)[head:]


def _lists(one: Paragraph) -> Iterator[_Found]:
    """Items with another mark than a list's, without a space after it, or that a paragraph takes in."""
    for n, line in enumerate(one.lines):
        at = one.offsets[n] - one.offsets[0]
        above = one.lines[n - 1].rstrip() if n else ""
        if match := _BULLET.match(line):
            mark = match[1] if match[1].isprintable() else f"Word's bullet (U+{ord(match[1]):04X})"
            yield mark, at + match.start(1), f"write - and a space in the place of each {mark}"
            return
        if (match := _TIGHT.match(line)) and (not n or above.endswith(":") or _TIGHT.match(above)):
            yield match[1] + match[2], at + match.start(1), f"write {match[1]} {match[2]}, with a space"
        elif n and _is_taken_in(one, n):
            cure = "put an empty line above the list"
            yield line.strip()[:40], at + len(line) - len(line.lstrip()), cure


def _is_taken_in(one: Paragraph, n: int) -> bool:
    """Is a line the first item of a list that does not begin with 1, and so of the paragraph above it?"""
    match = _NUMBER.match(one.lines[n].lstrip())
    if match is None or match[1] == "1" or any(map(is_item, one.lines[:n])):
        return False
    below = _NUMBER.match(one.lines[n + 1].lstrip()) if n + 1 < len(one.lines) else None
    follows = below is not None and int(below[1]) == int(match[1]) + 1
    return one.lines[n - 1].rstrip().endswith(":") or follows


def _tables(one: Paragraph) -> Iterator[_Found]:
    """Rows whose cells are parted by tabs, as a table is that is pasted from Word."""
    rows = [_TABBED.fullmatch(line) for line in one.lines]
    for n, row in enumerate(rows[:-1]):
        if row and rows[n + 1] and not is_item(one.lines[n]) and not _BULLET.match(one.lines[n]):
            cure = "write | for each tab, and under the first row a line of |---|---|"
            yield " | ".join(one.lines[n].split("\t"))[:40], one.offsets[n] - one.offsets[0], cure
            return


def _formulas(one: Paragraph) -> Iterator[_Found]:
    """Formulas as TeX has them."""
    for match in _FORMULA.finditer(one.text):
        cure = (
            "write it in words, with ~…~ for what is lowered and ^…^ for what is raised; or make it a figure"
        )
        yield match[0], match.start(), cure


def _strokes(one: Paragraph) -> Iterator[_Found]:
    """A stroke at the end of a paragraph: there is no line after it to break from."""
    if match := _LONE_STROKE.search(one.text):
        yield match[0].strip(), match.start(), "take the stroke out, or write \\\\ for one that is to print"


def _names(one: Paragraph) -> Iterator[_Found]:
    """Names of headings that are none."""
    line = one.lines[0]
    match = _HEADING.fullmatch(line) if "{" in line else None
    if match and not NAMED.search(line) and not match[1].startswith("{lang="):
        name = "-".join(re.findall(r"[\w-]+", match[1]))
        if name:
            yield match[1], match.start(1), f"write {{#{name}}}"
