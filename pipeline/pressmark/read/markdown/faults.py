"""What is wrong in a prose text: raw HTML, pictures, links and references to nothing, a text without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pressmark.findings import Finding, Span, did_you_mean, finding, shortened
from pressmark.read.addresses import is_address, is_beginning, leads_somewhere
from pressmark.read.limits import endless
from pressmark.read.markdown.references import DEFINED, LINK, PASSAGE, REFERENCE, SAFE, SIGILS, is_used
from pressmark.read.markdown.typed import comments, without_code, without_comments
from pressmark.read.models.values import is_language
from pressmark.read.places import Place

_RAW_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--|<!DOCTYPE|<\?", re.IGNORECASE)
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\][\[(]")


def unreadable(body: str, at: Span) -> Finding | None:
    """Why a text cannot be read as Markdown in any sensible time, if it cannot."""
    found = endless(body)
    if found is None:
        return None
    problem, offset = found
    return finding("E134", at.down(body.count("\n", 0, offset)) if offset else at, problem=problem)


def prose_faults(
    body: str, place: Place, known: Callable[[str], bool], ids: Callable[[], Any]
) -> Iterator[Finding]:
    """What is wrong in a text: raw HTML, pictures, links and references to nothing that is `known`."""
    for match in comments(body):
        yield finding("N350", place(match.start()), text=shortened(" ".join(match[0][4:-3].split())))
    bare = without_code(without_comments(body))
    for match in _PICTURE.finditer(bare):
        yield finding("E132", place(match.start()))
    for match in LINK.finditer(bare):
        words, target = match["words"].strip(), match["target"]
        inside = target.startswith(("#", "xref:"))
        if not inside and not (SAFE.match(target) and leads_somewhere(target)):
            yield finding("E133", place(match.start()), address=target[:40])
        elif not inside and is_address(words) and not is_beginning(words, target):
            yield finding("W375", place(match.start()), words=words[:80], address=target[:80])
    for match in DEFINED.finditer(bare):
        address = match["address"].strip("<>")
        leads = SAFE.match(address) and leads_somewhere(address)
        if not leads and is_used(match["name"], bare):
            yield finding("E133", place(match.start("address")), address=address[:40])
    for match in PASSAGE.finditer(bare):
        if not is_language(match[2]):
            yield finding("E724", place(match.start(2)), name=match[2])
    for match in REFERENCE.finditer(bare):
        if not match[1].startswith(SIGILS) and not known(match[1]):
            guess = did_you_mean(match[1], ids())
            yield finding("E201", place(match.start(1)), name=match[1], guess=guess)
    for match in _RAW_HTML.finditer(bare):
        yield finding("E126", place(match.start()), tag=" ".join(match[0].split())[:40], cure=_cure(match[0]))


def _cure(tag: str) -> str:
    """What to write instead of HTML, and instead of a comment that has no end."""
    return "end the remark with -->, or take it out" if tag.startswith("<!--") else "use Markdown, or a block"
