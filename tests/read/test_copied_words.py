"""Copies of a text: its words, without what belongs to its own place alone."""

from __future__ import annotations

import pytest

from pressmark.read.markdown.convert import plain_line, read_line
from pressmark.read.markdown.copies import copied, copied_text
from pressmark.read.markdown.text_tree import Element, Nodes, PageNumber, Run, render


def refer(name: str, at: int) -> Nodes:
    """What the references of a running text print: a note, a mark, the number of a page, a term."""
    sigil, word = name[0], (Run(name[1:], at + 1),)
    if sigil == "#":
        return (Element("a", (("href", "x"), ("data-page-of", "x")), (PageNumber("x", at),)),)
    if sigil == "=":
        return (Element("dfn", (), word),)
    return (Element("span", (("class", "note" if sigil == "^" else "mark"),), word if sigil == "^" else ()),)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Head[^1]", "Head"),
        ("Head [^1] of it", "Head of it"),
        ("*Head[^1] of* it", "Head of it"),
        ("Head[[!boots]]", "Head"),
        ("[[!boots]] Head", "Head"),
        ("A [[=stick]] helps", "A stick helps"),
        ("On page [[#bag]]", "On page"),
        ("Bags (page [[#bag]])", "Bags"),
        ("Bags (see page [[#bag]], too) and (other) sticks", "Bags and (other) sticks"),
        ("Bags (in *red*, page [[#bag]])", "Bags (in red, page )"),
        ("Bags (a) [[#bag]] (b)", "Bags (a) (b)"),
        ("*One* **two** `three` [four](https://a.example)", "One two three four"),
        ('[La rive]{lang=fr} -- "so"', "La rive – “so”"),
        ("Zu\u00adsam\u00admen\u200b", "Zusammen"),
    ],
)
def test_a_copy_has_the_words_and_not_the_marks(typed: str, text: str) -> None:
    """Emphasis, terms, code, links and languages keep their words; notes, marks and page numbers go."""
    nodes = read_line(typed, refer)
    assert copied_text(nodes) == text
    assert copied(copied(nodes)) == copied(nodes)


def test_a_copy_keeps_emphasis_and_is_no_link() -> None:
    """It may stand in a link itself."""
    nodes = read_line("*One*[^1] [two](https://a.example)", refer)
    assert render(copied(nodes)) == "<em>One</em> two"


def test_a_plain_line_is_its_words() -> None:
    """Of a title that a file's properties give, nothing is left of its Markdown."""
    assert plain_line("The *walker's* `map`") == "The walker’s map"
