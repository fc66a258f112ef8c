"""Addresses of the web and of mailboxes: the one grammar of links, typography and checks.

It is that of RFC 3986 and RFC 3987, within what people write around an address: a full stop, a comma or a
quotation mark after it is the sentence's own, and so is a bracket that nothing in it opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is no letter beyond ASCII: spaces and marks, in any width. Combining accents are letters here.
_MARKS = (
    r"\x80-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
)

# A host: labels of letters, figures and hyphens, in any script (RFC 5890); the last of letters.
_IN_LABEL = rf"[\w\-]|[^\x00-\x7f\s{_MARKS}]"
_EDGE = rf"(?:[^\W_]|[^\x00-\x7f\s\w{_MARKS}])"
_LABEL = rf"{_EDGE}(?:(?:{_IN_LABEL}){{0,62}}(?<![-_]))?"
_TOP = rf"(?:xn--[a-z0-9-]{{2,59}}|(?:(?!\d){_EDGE}){{2,63}})(?!{_EDGE})"
_DOMAIN = rf"(?:{_LABEL}\.){{1,20}}{_TOP}"
_NUMBERED = r"(?:\d{1,3}\.){3}\d{1,3}(?![.\d]*\d)|\[[\da-fA-F:.]{2,45}\]"
_PORT = r"(?::\d{1,5}(?!\d))?"
_USER = r"(?:[\w.~%!$&+=:-]{1,100}@)?"

# The endings of a host that leave no doubt of it though neither a scheme nor www. stands before it.
_CERTAIN = r"(?:com|org|net|eu|example|(?:ac|co|gov|nhs|org|sch)\.uk)"

# The name of a mailbox; an apostrophe is part of it in O'Brien only: French has one before a name.
_MAILBOX = rf"(?:[oO]['’])?[^\W_][\w+-]{{0,63}}(?:\.[\w+-]{{1,63}}){{0,20}}@{_DOMAIN}"

# Without a scheme, what follows an address must not go on as a word does; two hyphens are a dash.
_ENDS = r"(?!_*[^\W_]|@|-(?!-)|\.\w)"

BEGINS = re.compile(
    r"(?<![^\W_])(?<![@/.-])(?:"
    rf"(?P<scheme>(?i:[a-z][a-z0-9+.-]{{1,15}})://)"
    rf"{_USER}(?:{_NUMBERED}|(?:{_LABEL}\.){{0,20}}{_LABEL})(?!{_EDGE}){_PORT}"
    rf"|(?P<mailto>(?i:mailto):){_MAILBOX}"
    rf"|(?P<mail>{_MAILBOX}){_ENDS}"
    rf"|(?:(?i:www)\.{_DOMAIN}|(?:{_LABEL}\.){{1,20}}{_CERTAIN}){_PORT}{_ENDS}"
    r")"
)

# A text without any of these has no address.
_LIKELY = re.compile(rf"://|@|(?i:www)\.|\.{_CERTAIN}(?![^\W_])")

# How an address goes on after its host, step by step.
_STEP = re.compile(
    r"[\w~/%$+=@#?!.:(\)\]]"
    r"|-+"
    r"|[,;](?!https?://|www\.)"
    r"|['’](?=[^\W_])(?!s(?![\w/-]))"  # the apostrophe of a possessive is the sentence's
    r"|[–·](?=[^\W_])"
    r"|\*(?=[\w/.-])"
    r"|\[(?=[\w-]{0,40}\])"
    r"|&(?:amp;|#38;|#x26;|(?!#?\w+;))"
    r"|\\[_*~#&-]"
    rf"|[^\x00-\x7f\s{_MARKS}]"
)
_GOES_ON = ("/", "?", "#")
_AFTER_HOST = r"[/?#]"
_CLOSES = {")": "(", "]": "["}
# What belongs to an address only if something else of it follows.
_SOFT = frozenset(".,:;!?'’*_~–·")

# Whole addresses, as they are typed into a field or given as the target of a link.
_WEB = re.compile(
    rf"(?i:https?)://{_USER}(?:{_NUMBERED}|{_DOMAIN}|localhost){_PORT}(?:{_AFTER_HOST}\S*)?", re.IGNORECASE
)
_PRINTED_WEB = re.compile(rf"(?i:https?://)?{_DOMAIN}{_PORT}(?:{_AFTER_HOST}\S*)?")
_MAIL = re.compile(rf"[^\s@<>,;:]+@{_DOMAIN}")

# The target of a link of Markdown, between its brackets: those in it are closed.
TARGET = r"(?:[^()\s<>]|\((?:[^()\s]|\([^()\s]{0,200}\)){0,200}\)){1,500}"


@dataclass(frozen=True)
class Address:
    """An address in a text: its characters start..end, and what a link of it leads to.

    `target` is "" where a link may not lead, as to ftp://.
    """

    start: int
    end: int
    target: str


def addresses_in(text: str) -> Iterator[Address]:
    """The addresses of a text, in order."""
    at = 0
    while _LIKELY.search(text, at) and (begins := BEGINS.search(text, at)) is not None:
        yield (address := address_of(text, begins))
        at = address.end


def address_of(text: str, begins: re.Match[str]) -> Address:
    """The address of a text that begins where BEGINS was found in it."""
    before = text[begins.start() - 1 : begins.start()]
    end = begins.end() if begins["mail"] else _end(text, begins.end(), before)
    typed = text[begins.start() : end]
    if scheme := begins["scheme"]:
        target = typed if is_whole(scheme) else ""
    else:
        target = typed if begins["mailto"] else f"mailto:{typed}" if begins["mail"] else f"https://{typed}"
    return Address(begins.start(), end, target)


def _end(text: str, at: int, before: str) -> int:
    """Where an address ends whose host ends at `at`, and that `before` stands before.

    A star before it opens what the next star closes.
    """
    if text[at : at + 1] not in _GOES_ON:
        return at
    opened: list[int] = []
    end = here = at
    while (step := _STEP.match(text, here)) is not None:
        sign = step[0]
        if sign in _CLOSES:
            if not opened or text[opened[-1]] != _CLOSES[sign]:
                break
            opened.pop()
        elif sign in _CLOSES.values():
            opened.append(here)
        elif sign == before == "*":
            break
        here = step.end()
        if sign not in _SOFT and not sign.startswith("--"):
            end = here
    return _end(text[: opened[0]], at, before) if opened and opened[0] < end else end


def is_beginning(printed: str, target: str) -> bool:
    """Is an address as it is printed the beginning of a link's target, or all of it?

    The scheme and www. are not compared, nor is the case of a host.
    """
    return _bare(target).startswith(_bare(printed).rstrip("/"))


def _bare(address: str) -> str:
    without_scheme = re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    host = re.split(_AFTER_HOST, without_scheme, maxsplit=1)[0]
    return host.lower() + without_scheme[len(host) :]


def without_addresses(text: str, filler: str) -> str:
    """A text with a character for each of its addresses', so that all else keeps its place."""
    pieces: list[str] = []
    done = 0
    for address in addresses_in(text):
        pieces += (text[done : address.start], filler * (address.end - address.start))
        done = address.end
    return "".join((*pieces, text[done:])) if done else text


def is_address(text: str) -> bool:
    """Is a text an address and nothing else?"""
    return [(address.start, address.end) for address in addresses_in(text)] == [(0, len(text))]


def is_web(address: str) -> bool:
    """Is it a whole address of the web, with its scheme and a host?"""
    return _WEB.fullmatch(address) is not None


def is_printed_web(address: str) -> bool:
    """Is it an address of the web as it may be printed: with a scheme, or without?"""
    return _PRINTED_WEB.fullmatch(address) is not None


def is_mailbox(address: str) -> bool:
    """Is it an address of mail: a person, and a host?"""
    return _MAIL.fullmatch(address) is not None


def is_whole(address: str) -> bool:
    """Does it begin as a whole address of the web does, and is not only the end of one?"""
    return re.match("https?://", address, re.IGNORECASE) is not None


def leads_somewhere(address: str) -> bool:
    """Does an address of the web name a host, and one of mail a person and a host?"""
    authority = re.split(_AFTER_HOST, address.partition("://")[2], maxsplit=1)[0]
    mailbox = re.sub("^mailto:", "", address, flags=re.IGNORECASE)
    return is_web(f"https://{authority}") or _MAIL.match(mailbox) is not None
