"""A root as it is sent to another machine: of its files those that a task names, each by its digest.

What a task names is read off its HTML and its style sheets, as the engine would. Whatever it turns out to ask
for besides is not lost: the task says so, and is done again with it.
"""

from __future__ import annotations

import copy
import errno
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from pressmark.drawings import FOLDER
from pressmark.root import Root
from pressmark.standings import NotThereError
from pressmark.typeset.set_page import BASE, Fragment, Styles

# What a root answers to who reads an address: the SHA-256 of the file's bytes, or why it cannot be read.
Answer = str | OSError

# Where HTML and style sheets name a file.
_NAMED = re.compile(
    r"""(?: url\( \s* ["']? | @import \s+ ["'] | \b(?:src|href) \s*=\s* ["'] ) ([^"')>]+)""", re.VERBOSE
)


class HeldRoot(Root):
    """A root of which so much is here as was sent: each file under its digest, in a folder of this machine.

    `lacking` are the addresses that were asked for and had not been sent.
    """

    def __init__(self, folder: Path, answers: Mapping[str, Answer]) -> None:
        super().__init__(None)
        self.held_in = folder
        self.answers = answers
        self.lacking: set[str] = set()
        self._digests = {address: answer for address, answer in answers.items() if isinstance(answer, str)}

    def __reduce__(self) -> tuple[object, ...]:
        return HeldRoot, (self.held_in, self.answers)

    def _content(self, address: str, most: int) -> bytes:
        answer = self.answers.get(address)
        if isinstance(answer, OSError):
            raise copy.copy(answer)
        if answer is None:
            self.lacking.add(address)
            raise NotThereError(errno.ENOENT, "it was not sent", address)
        return (self.held_in / answer).read_bytes()


def named_by(given: Sequence[Any]) -> Iterator[str]:
    """The addresses that what is given to an engine names: style sheets, and what stands in HTML."""
    for one in given:
        if isinstance(one, Styles):
            yield from one.sheets
            yield from named_in(one.tokens)
        elif isinstance(one, Fragment):
            yield from named_in(one.markup)
        elif isinstance(one, str):
            yield from named_in(one)
        elif isinstance(one, list | tuple):
            yield from named_by(one)


def made_for(given: Sequence[Any]) -> frozenset[str]:
    """The addresses that no file is read for: pictures are made for them, and sent beside."""
    return frozenset(address for one in given if isinstance(one, Styles) for address in one.made)


def named_in(text: str, address: str = "") -> Iterator[str]:
    """The addresses of files of the root that HTML names, or a style sheet at an `address`."""
    for written in dict.fromkeys(_NAMED.findall(html.unescape(text))):
        try:
            url = urljoin(BASE + address, written.strip())
        except ValueError:
            continue  # no address at all, of which the engine says so
        path = unquote(urlsplit(url).path).lstrip("/")
        if url.startswith(BASE) and path and not path.startswith(FOLDER):
            yield path
