"""Addresses in texts: where each begins and ends, where a link of it leads, and what is none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.read.addresses import (
    addresses_in,
    is_mailbox,
    is_printed_web,
    is_web,
    leads_somewhere,
    without_addresses,
)
from pressmark.read.markdown.breaks import with_breaks
from pressmark.read.markdown.convert import read_line, read_prose
from pressmark.read.markdown.faults import prose_faults
from pressmark.read.markdown.text_tree import Element, Run, runs_of, text_of, walk
from pressmark.read.places import Lines


def found(text: str) -> list[str]:
    """The addresses of a text, as they are typed."""
    return [text[address.start : address.end] for address in addresses_in(text)]


WHOLE = (
    "https://en.wikipedia.org/wiki/Mercury_(planet)",
    "https://en.wikipedia.org/wiki/A_(b_(c))_d",
    "https://example.org:8080/a",
    "https://example.org?x=1&copy=2",
    "https://example.org#part",
    "https://user:word@example.org/x",
    "https://example.org/?a[0]=1&b[]=2",
    "https://example.org/a;b,c=(d)!e'f$g~h+i@j:k",
    "https://example.org/men's-shoes",
    "https://example.org/a--b",
    "https://example.org/v1...v2",
    "https://example.org/Michelson–Morley",
    "https://fr.wikipedia.org/wiki/L’Oréal",
    "https://web.archive.org/web/2020*/http://example.org/",
    "https://example.org/a%20b",
    "https://müller.example/größe",
    "https://mu\u0308ller.example/gro\u0308ße",
    "http://例え.テスト/パス",
    "https://xn--mller-kva.example/",
    "https://192.168.0.1:80/",
    "https://[2001:db8::1]:80/x",
    "https://localhost:3000/",
    "HTTPS://EXAMPLE.ORG/A",
    "https://youtu.be/abc-",
    "https://a.example/x_y_z",
    "http://bridge",
    "www.example.org:8080/a?b",
    "www.bücher.de",
    "example.com",
    "walks.example/a",
    "nhs.uk.example",
    "a.b.ac.uk/c",
    "me@example.org",
    "first.last+tag@mail.example.co.uk",
    "o'brien@example.org",
    "mailto:me@example.org?subject=x",
    "ftp://example.org/a",
)


@pytest.mark.parametrize("address", WHOLE)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "See {}.",
        "({})",
        "(see {}).",
        "{}, and",
        "{}; {}",
        '"{}"',
        "“{}”",
        "‘{}’",
        "«{}»",
        "„{}“",
        "'{}'",
        "{}…",
        "{}... and",
        "{}?",
        "Oh {}!",
        "{}: a",
        "{}’s",
        "{}'s own",
        "*{}*",
        "**{}**,",
        "_{}_",
        "<{}>",
        "[{}](https://b.example)",
        "[a]({})",
        '[a]({} "title")',
        "| {} | b |",
        "{}[^1]",
        "{}[[tea]]",
        "{}\n{}",
        "{}—no",
        "{} -- no",
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(address: str, around: str) -> None:
    """Stops, quotation marks, brackets that nothing in it opens, and marks of Markdown are not part of it."""
    if "*" in address and "*" in around:
        return  # which of the stars are marks, nobody knows
    text = around.replace("{}", address)
    assert address in found(text)
    assert len(found(text)) == around.count("{}") + text.count("(https://b.example)")


@pytest.mark.parametrize(
    "text",
    [
        "file.py",
        "README.md",
        "Ltd.Co",
        "e.g.this",
        "The end.Then",
        "1.2.3.4",
        "a@b",
        "@handle",
        "https://...",
        "https://",
        "www.",
        "example.com-based",
        "example.com.au",
        "10.1000/182",
        "and/or",
        "5:30",
    ],
)
def test_what_is_no_address(text: str) -> None:
    """Names of files, numbers, and hosts with no ending that leaves no doubt are words."""
    assert found(text) == []
    assert found(f"See {text} there.") == []


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("https://example.org", "https://example.org"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/a", "https://example.org/a"),
        ("me@example.org", "mailto:me@example.org"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("ftp://example.org", ""),
        ("d'anna@example.org", "mailto:anna@example.org"),
    ],
)
def test_a_link_leads_to_what_is_printed(typed: str, target: str) -> None:
    """A scheme is put before an address without one; to other schemes than the web's no link leads."""
    assert [address.target for address in addresses_in(typed)] == [target]


@pytest.mark.parametrize("address", [one for one in WHOLE if not one.startswith("ftp")])
def test_what_a_bare_address_prints_it_leads_to(address: str) -> None:
    """In a running text the words of a link that is an address are its target, character for character."""
    nodes = read_prose(f"See {address}.")
    (link,) = [node for node in walk(nodes) if isinstance(node, Element) and node.tag == "a"]
    assert text_of(link.children) == address
    assert link.get("href").endswith(address)
    assert text_of(nodes) == f"See {address}."
    assert text_of(read_line(f"See {address}.")) == f"See {address}."


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("[a](https://e.example/b_(c))", "https://e.example/b_(c)"),
        ('[a](https://e.example/b_(c) "A title")', "https://e.example/b_(c)"),
        ("[a](<https://e.example/b_(c)>)", "https://e.example/b_(c)"),
        ("[a](https://e.example/?a=1&copy=2&amp;b=3)", "https://e.example/?a=1&copy=2&b=3"),
        ("<https://e.example/b_(c)>", "https://e.example/b_(c)"),
        ("https://e.example/b\\_c\\_d", "https://e.example/b_c_d"),
        ("**https://e.example/b\\_**", "https://e.example/b"),
    ],
)
def test_a_link_may_have_brackets_a_title_and_ampersands(typed: str, href: str) -> None:
    """What closes in a target is part of it, and so is what only begins like a character's name."""
    links = [node for node in walk(read_prose(f"{typed} x")) if isinstance(node, Element) and node.tag == "a"]
    assert [link.get("href") for link in links] == [href]
    assert text_of(read_line(typed)) == text_of(read_prose(typed))
    assert list(prose_faults(typed, Lines(typed, Span("a.md", 1)), lambda _: True, tuple)) == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("R&section", "R&section"),
        ("&copyx; &nope; &amp &sect", "&copyx; &nope; &amp &sect"),
        ("&copy; &eacute;&#65;&#x42; &amp;", "© éAB &"),
    ],
)
def test_only_a_whole_name_is_a_character(typed: str, printed: str) -> None:
    """A character's name begins with & and ends with a semicolon, and is one that HTML knows."""
    assert text_of(read_prose(typed)) == printed
    assert text_of(read_line(typed)) == printed


@pytest.mark.parametrize(
    ("words", "target", "said"),
    [
        ("https://a.example/b", "https://a.example/c", True),
        ("www.a.example", "https://b.example", True),
        ("me@a.example", "mailto:you@a.example", True),
        ("www.a.example", "http://a.example/", False),
        ("a.example", "https://www.a.example/long/way?x=1", False),
        ("https://A.example/b", "https://a.example/b", False),
        ("me@a.example", "mailto:me@a.example", False),
        ("the site a.example", "https://b.example", False),
    ],
)
def test_a_link_that_prints_another_address_is_said(words: str, target: str, said: bool) -> None:
    """Where a link's words are an address, they are the beginning of where it leads."""
    body = f"See [{words}]({target})."
    findings = prose_faults(body, Lines(body, Span("a.md", 1)), lambda _: True, tuple)
    assert [(found.code, found.span.column) for found in findings] == ([("W375", 5)] if said else [])


@pytest.mark.parametrize(
    ("typed", "web", "printed", "mailbox"),
    [
        ("https://example.org:8080/a_(b)?c", True, True, False),
        ("http://1.2.3.4/", True, False, False),
        ("www.example.org/", False, True, False),
        ("https://example.org/Inc.", True, True, False),
        ("bridge", False, False, False),
        ("https://bridge", False, False, False),
        ("https://a b.example", False, False, False),
        ("me@example.org", False, False, True),
        ("me at example.org", False, False, False),
    ],
)
def test_fields_are_read_by_the_same_grammar(typed: str, web: bool, printed: bool, mailbox: bool) -> None:
    """A field of YAML takes a whole address, its last full stop too."""
    assert (is_web(typed), is_printed_web(typed), is_mailbox(typed)) == (web, printed, mailbox)
    assert leads_somewhere(typed) == (web or mailbox)


LETTERS = st.text("aw.:/@-_()[]'’*?&=#é \n;s", max_size=40)


@given(LETTERS, LETTERS)
def test_addresses_stand_apart_and_in_order(before: str, after: str) -> None:
    """They overlap nowhere, hold no space, and blanking them keeps the length of the text."""
    text = f"{before}https://a.org/{after}"
    spans = [(address.start, address.end) for address in addresses_in(text)]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert not any(set(text[start:end]) & set(" \n") for start, end in spans)
    assert len(without_addresses(text, "x")) == len(text)


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, "a." * 25_000, "a-" * 25_000, "a@" * 25_000, "(a" * 9_000, "[" * 9_000, "x.com" * 9_000],
)
def test_no_text_takes_long(text: str) -> None:
    """Whatever stands around and in an address, it is found in time that grows with the text."""
    begun = time.process_time()
    for one in (f"{text} www.a.org", f"https://a.org/{text}", f"https://{text}", f"{text}@a.org"):
        list(addresses_in(one))
    assert time.process_time() - begun < 2


# --- where they may break


def broken(typed: str) -> str:
    """A text with a bar where it may break, and a tilde where a break is forbidden."""
    return "".join(run.text for run in runs_of(with_breaks(read_prose(typed)))).translate(BREAKS)


BREAKS = {0x200B: "|", 0x2060: "~"}


@pytest.mark.parametrize(
    ("typed", "may"),
    [
        ("https://e.org/ab-cd_ef?x=1&y=2#g.", "https://|e.|org/|ab|-~cd_|ef?|x=|1&|y=|2#|g."),
        ("See a.b@c-d.org, he said.", "See a.|b@|c|-~d.|org, he said."),
        ("https://e.org/a--b/", "https://|e.|org/|a|--~b/"),
        ("https://e.org/?a=1&amp;b=2", "https://|e.|org/?|a=|1&|b=|2"),
        ("[www.e.org](https://www.e.org/a)", "www.|e.|org"),
        ("`https://e.org/a`", "https://e.org/a"),
        ("and/or a-b e.g. 1.2", "and/or a-b e.g. 1.2"),
    ],
)
def test_an_address_breaks_after_dots_and_strokes(typed: str, may: str) -> None:
    """And before its hyphens, for one at the end of a line reads as the typesetter's; other words do not."""
    assert broken(typed) == may


@given(LETTERS)
def test_breaks_change_no_word(text: str) -> None:
    """Without the characters that break and forbid to, a text is what it was, each run at its place."""
    nodes = read_prose(f"https://a.org/{text} b")
    after = [run for run in runs_of(with_breaks(nodes)) if run.text not in ("\u200b", "\u2060")]
    places = [(c, run.at + i) for run in runs_of(nodes) for i, c in enumerate(run.text)]
    assert "".join(run.text for run in after) == "".join(c for c, _ in places)
    written = [run for run in after if isinstance(run, Run) and run.origin.name == "WRITTEN"]
    assert {(run.text[0], run.at) for run in written} <= set(places)
