"""Words that YAML takes for signs of its own: it reads on in silence, and they are never printed.

An & before a word names it for an alias, a ! says of what kind it is, a # after a space begins a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from pressmark.findings import Finding, Span, finding
from pressmark.read.yaml.syntax import QUOTES

# A comment as a hand writes one has a space after its #; without one it may be a number, or a colour.
_COMMENT = re.compile(r"[ \t]+(?P<said>#(?!accept\b)\w.*?)[ \t]*$", re.MULTILINE)
_CURLY = re.compile(r"""[“”„][^“”„"]*["“”]|‘[^‘’]*’""")


def signed(event: Any) -> bool:
    """Does a value begin with a sign, or does it stand for one that does?"""
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def signs(events: Iterable[Any], file: str, line_offset: int) -> Iterator[Finding]:
    """Those of the events with a sign whose sign is none: a kind, or a name that nothing repeats."""
    events = tuple(events)
    repeated = {event.anchor for event in events if isinstance(event, yaml.AliasEvent)}
    for event in events:
        named = isinstance(event, yaml.ScalarEvent) and event.anchor and event.anchor not in repeated
        if named or getattr(event, "tag", None):
            problem = f"a value cannot begin with {'&' if named else '!'}"
            mark = event.start_mark
            span = Span(file, mark.line + 1 + line_offset, mark.column + 1)
            yield finding("E101", span, problem=problem, cure=QUOTES)


def commented(node: yaml.ScalarNode, text: str) -> tuple[str, int]:
    """What seems a comment after a plain value of `text` but is likely meant, and how far behind it; "" if
    there is none.
    """
    match = _COMMENT.match(text, node.end_mark.index)
    return (match["said"], match.start("said") - node.end_mark.index) if match else ("", 0)


def curly(value: str) -> bool:
    """Does a plain value stand in curly quotation marks, which are not YAML's?"""
    return _CURLY.fullmatch(value) is not None
