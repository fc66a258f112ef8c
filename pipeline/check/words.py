"""What an editor would mark in a text: what was left to do, words that stand twice, the house's spelling."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from pipeline.findings import Finding, finding
from pipeline.read.located import Place

# What is no text of the source: code, references and marks, addresses.
# Bounded, so that no text takes long.
_NO_TEXT = re.compile(
    r"`[^`\n]{1,500}`|\[\[[^\]\n]{1,200}\]\]|\]\([^)\s]{0,500}\)|<[^<>\s]{1,500}>"
    r"|\b(?:https?://|www\.)\S{1,500}|[^\s@]{1,80}@\S{1,200}"
)
_LEFT = re.compile(r"\b(?:TODO|FIXME|XXX|TBC|TBD)\b|\b(?i:lorem ipsum)\b")
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’-])", re.IGNORECASE)

# What English may say twice.
_MAY_BE_TWICE = frozenset(("had", "that"))


def text_faults(body: str, place: Place, language: str, spelling: Mapping[str, str]) -> Iterator[Finding]:
    """What to mark in a text: what was left to do, a word that stands twice, a word that the house avoids."""
    bare = _NO_TEXT.sub(lambda match: "\0" * len(match[0]), body)
    for match in _LEFT.finditer(bare):
        yield finding("W330", place(match.start()), text=match[0])
    for match in _TWICE.finditer(bare) if language.startswith("en") else ():
        # "Bora Bora" is a name; "The the" is a slip.
        if match[1].casefold() not in _MAY_BE_TWICE and not match[3][0].isupper():
            yield finding("W331", place(match.start(3)), word=match[3])
    for avoided, preferred in spelling.items():
        for match in _spelt(avoided).finditer(bare):
            wanted = preferred.capitalize() if match[0][:1].isupper() and avoided.islower() else preferred
            yield finding("W332", place(match.start()), word=" ".join(match[0].split()), preferred=wanted)


@functools.cache
def _spelt(word: str) -> re.Pattern[str]:
    """A word or phrase as it may stand in a text: whole, in either case, over the end of a line."""
    written = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"(?<![\w-]){written}(?![\w-])", re.IGNORECASE)
