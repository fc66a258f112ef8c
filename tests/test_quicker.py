"""What is done the short way comes to what the engine comes to the long way."""

from __future__ import annotations

import pytest
from tinyhtml5 import inputstream
from weasyprint import CSS, HTML
from weasyprint.css import AnonymousStyle, ComputedStyle, get_all_computed_styles
from weasyprint.css.properties import INITIAL_NOT_COMPUTED, INITIAL_VALUES

from pressmark.typeset import quicker

# Properties that are written by other names, inherited, of other values or none, and of no element.
SHEET = """
:root { --ink: #123456; font: italic bold 11pt/1.3 serif; direction: ltr }
aside { margin-inline-start: 3mm; padding-block: 2mm; color: var(--ink); float: left }
aside { text-decoration: underline }
[dir=rtl] { direction: rtl; margin-inline-start: 4mm; border: 1pt solid }
p { width: 50%; min-block-size: 4em; hyphens: auto; page: other; position: relative; column-gap: 2mm }
p > em { color: initial; display: block; width: auto }
q { margin-top: inherit; inset-inline-end: 2mm; max-width: calc(10mm + 2%) }
"""
TEXT = """<!doctype html><body><aside>a<p>b <em>c</em> <q>d</q></p></aside><div dir=rtl><aside>e</aside></div>
<p>f<span style="display: table-cell; letter-spacing: inherit">&amp; g</span></p>"""


def values() -> list[dict[str, str]]:
    """The computed value of each property that the engine asks for, of each element and of a box in it."""
    document = HTML(string=TEXT)
    style_for = get_all_computed_styles(document, user_stylesheets=[CSS(string=SHEET)])
    styles = [style_for(element) for element in document.etree_element.iter()]
    inner = [AnonymousStyle(style) for style in styles]
    computed = [
        key
        for key in INITIAL_VALUES
        if key not in INITIAL_NOT_COMPUTED or ("block" not in key and "inline" not in key)
    ]
    return [{key: repr(style[key]) for key in computed} for style in (*styles, *inner)]


def test_every_property_has_the_value_that_the_engine_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Written, initial, inherited, by the direction of the text; of elements and of boxes that none makes."""
    quicker.quicken()
    quick = values()
    monkeypatch.setattr(ComputedStyle, "__missing__", quicker._computed)
    monkeypatch.setattr(AnonymousStyle, "__missing__", quicker._anonymous)
    for fast, slow in zip(quick, values(), strict=True):
        assert {key: (value, slow[key]) for key, value in fast.items() if value != slow[key]} == {}


def test_html_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what parts it is compiled once."""
    quicker.quicken()
    quick = [element.tag for element in HTML(string=TEXT).etree_element.iter()]
    compiled = dict(inputstream.characters_until_regex)
    HTML(string=TEXT)
    assert inputstream.characters_until_regex == compiled
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    assert quick == [element.tag for element in HTML(string=TEXT).etree_element.iter()]
