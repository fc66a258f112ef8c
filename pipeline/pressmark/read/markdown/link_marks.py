"""Links, with an address or with the name of one (CommonMark 6.3): Python-Markdown takes too much for them.

It takes words in brackets for an address, drops the second of `[one] [two]`, and puts links into links.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import (
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

# What stands between the brackets after a link's words: an address, in which brackets come in pairs, and a
# title. What is escaped in them is put by already.
_PAIRS = r"\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*\)"
_TARGET = re.compile(
    rf"""\([ \n]*
        (?:<(?P<quoted>[^<>\n]*)>|(?P<bare>(?:(?:[^\s()<]|{_PAIRS})(?:[^\s()]|{_PAIRS})*)?))
        (?:[ \n]+(?P<title>"[^"]*"|'[^']*'|\([^()]*\)))?
        [ \n]*\)""",
    re.VERBOSE,
)
_LINK_WITHIN = re.compile(r"\[[^\[\]]*\](?:\(|\[[^\[\]])")

Found = tuple[Element | str | None, int | None, int | None]


class Link(LinkInlineProcessor):
    """`[words](address "title")`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> Found:
        """The link; None where its words hold another."""
        return _alone(super().handleMatch(m, data))

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address and the title between brackets, where they end, and whether they are there."""
        target = _TARGET.match(data, index)
        if target is None:
            return "", None, index, False
        title = target["title"]
        address = self.unescape(target["quoted"] or target["bare"] or "")
        return address, self.unescape(title[1:-1]) if title else None, target.end(), True


class NamedLink(ReferenceInlineProcessor):
    """`[words][name]`, where the name's address is given elsewhere in the text."""

    RE_LINK = re.compile(r"\[([^\[\]]*)\]")

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> Found:
        """The link; None where its words hold another."""
        return _alone(super().handleMatch(m, data))


class ShortLink(ShortReferenceInlineProcessor):
    """`[name]`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> Found:
        """The link; None where its words hold another."""
        return _alone(super().handleMatch(m, data))


def _alone(found: Found) -> Found:
    """A link that was found, if there is none in it."""
    element = found[0]
    holds_another = isinstance(element, Element) and _LINK_WITHIN.search(element.text or "")
    return (None, None, None) if holds_another else found
