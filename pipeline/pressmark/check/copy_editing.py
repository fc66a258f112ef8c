"""What an editor would mark in a text: what was left to do, words that stand twice, the house's spelling."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from pressmark.findings import Finding, finding
from pressmark.read.addresses import TARGET, without_addresses
from pressmark.read.places import Place

# What is no text of the source, besides addresses: code, references and marks, the targets of links.
# Bounded, so that no text takes long.
_NO_TEXT = re.compile(rf"`[^`\n]{{1,500}}`|\[\[[^\]\n]{{1,200}}\]\]|\]\(<?{TARGET}|<[^<>\s]{{1,500}}>")
_LEFT = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBC|TBD)\b|\b(?i:lorem ipsum)\b|(?<![\w?!])\?{3,}(?![\w?!])"
    r"|\[(?i:insert|add|your|replace)\b[^\[\]\n]{1,80}\](?![\[({])"
)
# What only English says; "todo" is a word of Spanish.
_LEFT_IN_ENGLISH = re.compile(
    r"\b(?:tbd|tbc|fixme|[Ff]ixme|[Tt]o-?do(?=:)|todo(?=:))(?![\w-]):?"
    r"|\b(?i:(?:sub)?titles?|texts?|captions?|pictures?|photos?|images?|names?|dates?|details|copy)"
    r" to (?:come|follow)(?=[ \t]*(?:$|[.)\]]))",
    re.MULTILINE,
)
# The letters of Windows-1252 by their bytes; it has none for five.
_CODES = {bytes((code,)).decode("cp1252", "ignore") or chr(code): code for code in range(128, 256)}
# What UTF-8 looks like that was read as Windows-1252: the first byte of a letter, and those that go on.
_GOES_ON = re.escape("".join(char for char, code in _CODES.items() if code < 192))
_GARBLED = re.compile(rf"[ÂÃÄÅâð][{_GOES_ON}]{{1,3}}")
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’-])", re.IGNORECASE)

# What English may say twice.
_MAY_BE_TWICE = frozenset(("had", "that"))


def text_faults(body: str, place: Place, language: str, spelling: Mapping[str, str]) -> Iterator[Finding]:
    """What to mark in a text: what was left to do, a word that stands twice, a word that the house avoids."""
    bare = without_addresses(_NO_TEXT.sub(lambda match: "\0" * len(match[0]), body), "\0")
    english = language.startswith("en")
    for pattern in (_LEFT, _LEFT_IN_ENGLISH) if english else (_LEFT,):
        for match in pattern.finditer(bare):
            yield finding("W330", place(match.start()), text=match[0])
        bare = pattern.sub(lambda match: "\0" * len(match[0]), bare)
    for match in _GARBLED.finditer(body):
        if correction := _meant(match[0]):
            yield finding("W353", place(match.start()), text=match[0], meant=correction)
    for match in _TWICE.finditer(bare) if english else ():
        # "Bora Bora" is a name; "The the" is a slip.
        if match[1].casefold() not in _MAY_BE_TWICE and not match[3][0].isupper():
            yield finding("W331", place(match.start(3)), words=" ".join(match[0].split()))
    for avoided, preferred in spelling.items():
        for match in _spelt(avoided).finditer(bare):
            wanted = preferred.capitalize() if match[0][:1].isupper() and avoided.islower() else preferred
            yield finding("W332", place(match.start()), word=" ".join(match[0].split()), preferred=wanted)


def _meant(garbled: str) -> str:
    """What letters were before they were read in a wrong encoding; "" where they may be right."""
    try:
        return bytes(_CODES[char] for char in garbled).decode("utf-8")
    except UnicodeDecodeError:
        return ""


@functools.cache
def _spelt(word: str) -> re.Pattern[str]:
    """A word or phrase as it may stand in a text: whole, in either case, over the end of a line."""
    written = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w-]){written}(?![\w-])", re.IGNORECASE)
