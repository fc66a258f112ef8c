"""What a machine can do of a finding's cure: one word in place of another, where only one can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pressmark.findings import Finding

_MEANT = re.compile(r'did you mean ((?:"[^"]*"(?:, )?)+)\?')
_WRITE = re.compile(r'write ("[^"]+")')
_QUOTED = re.compile(r'"([^"]+)"')

# A word that stands twice: what is said of it is its code.
_TWICE = "W331"


@dataclass(frozen=True)
class Cure:
    """The text `old`, at a line and column, becomes `new`; `label` is what the button says."""

    line: int
    column: int
    old: str
    new: str
    label: str

    @property
    def end(self) -> tuple[int, int]:
        """The line and column up to which it is about the text."""
        first, *more = self.old.rstrip().split("\n")
        if more:
            return self.line + len(more), len(more[-1]) + 1
        return self.line, self.column + len(first)


def cure_of(found: Finding, text: str) -> Cure | None:
    """The cure of a finding in a file that holds `text`; None where it is in words only, where there are
    several, or where what it names does not stand in its place."""
    lines = text.split("\n")
    line = found.span.line
    if not 0 < line <= len(lines):
        return None
    if found.code == _TWICE:
        return _one_taken_out(found, lines[line - 1])
    meant = _MEANT.search(found.hint) or _WRITE.fullmatch(found.hint)
    suggested = _QUOTED.findall(meant[1]) if meant else []
    if len(suggested) != 1:
        return None
    (new,) = suggested
    begun = max(0, found.span.column - 1)
    rest = "\n".join((lines[line - 1][begun:], *lines[line:]))
    old = _at_once(found, rest) if found.span.column else ""
    at = begun if old else None
    if not old:
        old, at = _further_on(found, lines[line - 1], begun)
    if not old or at is None or old == new:
        return None
    return Cure(line, at + 1, old, new, f'Write "{new}"')


def _one_taken_out(found: Finding, line: str) -> Cure | None:
    """The second of two words that are one, with the space before it, or behind it at the head of a line."""
    begun = found.span.column - 1
    word = "".join(_QUOTED.findall(found.message)).split()[-1:]
    if not word or begun < 0 or not line.startswith(word[0], begun):
        return None
    before, end = line[:begun], begun + len(word[0])
    start = len(before.rstrip(" \t")) if before.strip() else begun
    end += 0 if before.strip() else len(line[end:]) - len(line[end:].lstrip(" \t"))
    return Cure(found.span.line, start + 1, line[start:end], "", "Take one out")


def _at_once(found: Finding, rest: str) -> str:
    """The name that a finding quotes, as it stands at the very place, over the ends of lines too; else ""."""
    named = (name for name in _QUOTED.findall(found.message) if name.strip())
    spelt = (r"\s+".join(re.escape(part) for part in name.split()) for name in named)
    matches = (re.match(pattern, rest) for pattern in spelt)
    return max((match[0] for match in matches if match), key=len, default="")


def _further_on(found: Finding, line: str, begun: int) -> tuple[str, int | None]:
    """The name that a finding gives, as a word that stands first from its place on; where its place on the
    line is not known, as one that stands there once. A plain word at the end of what it says stands at the
    very place."""
    for name in _names(found.message):
        places = [begun + match.start() for match in _word(name).finditer(line[begun:])]
        if places and (found.span.column or len(places) == 1):
            return name, places[0]
    last = found.message.split()[-1:]
    if last and found.span.column and _word(last[0]).match(line, begun):
        return last[0], begun
    return "", None


def _word(name: str) -> re.Pattern[str]:
    """A name as it stands in a line, and not as a part of another."""
    before = r"(?<![\w-])" if name[0].isalnum() else ""
    behind = r"(?![\w-])" if name[-1].isalnum() else ""
    return re.compile(before + re.escape(name) + behind)


def _names(message: str) -> Iterator[str]:
    """What a message names: what it quotes, else its words that are no plain ones, and their last parts."""
    yield from _QUOTED.findall(message)
    for word in message.split():
        path = PurePosixPath(word)
        if not word.isalpha() and '"' not in word:
            yield from (name for name in (word, path.name, path.stem) if name)
