"""Prose: Markdown as it is set, and what is said of what cannot be."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.read.markdown.prose import check, inline, plain, running_line, text, to_html

FILE = "source/paths/01-river.md"
TITLES = {"mill-walk": "The mill walk", "tea": "Tea &amp; <em>cake</em>"}


def places(body: str, line: int = 1) -> list[tuple[str, int, int]]:
    """What is said of a body that begins on `line`, by code and place."""
    found = check(body, Span(FILE, line, 1), TITLES.__contains__, lambda: TITLES)
    return [(f.code, f.span.line, f.span.column) for f in found]


# --- typography


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("'single'", "‘single’"),
        ('"double"', "“double”"),
        ("it's the boys' own", "it’s the boys’ own"),
        ("\"She said 'no'.\"", "“She said ‘no’.”"),
        ("('so')", "(‘so’)"),
        ("the '90s", "the ’90s"),
        ("two--three", "two–three"),
        ("a -- b", "a – b"),
        ("a---b", "a—b"),
        ("and so on...", "and so on…"),
        ("2001–2004", "2001–2004"),
        ("a-b - c", "a-b - c"),
        ("‘set’ already – yes…", "‘set’ already – yes…"),
        ("Tea & cake < bread", "Tea & cake < bread"),
        ("*‘a’* and *'b'*", "‘a’ and ‘b’"),
    ],
)
def test_marks_are_set_as_a_typesetter_sets_them(typed: str, printed: str) -> None:
    """Straight quotes, double and treble hyphens and three dots are set; what is set already stays."""
    assert text(typed) == printed
    assert plain(to_html(typed)) == printed


def test_code_is_not_set() -> None:
    """Within code, marks stay as they are typed."""
    assert inline("`'a' -- b...`") == "<code>'a' -- b...</code>"


def test_prose_is_well_formed() -> None:
    """Every element that prose opens it closes: layouts cut it as XML."""
    assert to_html("One  \ntwo\n\n* * *") == "<p>One<br />\ntwo</p>\n<hr />"


# --- one line of text


@pytest.mark.parametrize(
    "line",
    [
        "1. First",
        "2004. A year",
        "- dash",
        "+ plus",
        "* star",
        "# number",
        "#1 walk",
        "> quoted",
        "Title ===",
        "***",
        "---x",
        "[a]: http://a.example",
    ],
)
def test_a_title_that_begins_like_a_list_stays_a_line(line: str) -> None:
    """A line of text knows no lists, headings, quotations or rules: it prints as it is typed."""
    assert plain(inline(line)) == line.replace("---", "—")
    assert "<" not in inline(line)


def test_a_line_knows_emphasis_and_nothing_around_it() -> None:
    """A line's emphasis is set, and it is not a paragraph."""
    assert inline("*Nexus* magazine, **issue** 1") == "<em>Nexus</em> magazine, <strong>issue</strong> 1"
    assert text("*Nexus* magazine") == "Nexus magazine"


def test_a_line_is_one_line() -> None:
    """Line breaks and runs of spaces in a line of text are one space."""
    assert inline("  One\n\n  two   three\n===\n") == "One two three ==="


def test_plain_words_are_what_prints() -> None:
    """Without markup, characters are what they stand for, and a tag that was typed is still there."""
    assert plain("<p>Tea &amp; <em>cake</em></p>\n<p>for\n  two</p>") == "Tea & cake for two"
    assert text("a <b> c") == "a <b> c"


# --- lead-ins


def test_a_label_in_bold_leads_an_item_in() -> None:
    """A list each item of which opens with bold is marked, and so are its labels, dashes and texts."""
    assert to_html("- **Purpose** – why *we* met\n- **Focus**: what on") == (
        '<ul class="lead-ins">\n'
        '<li><strong class="lead-in">Purpose</strong><span class="lead-in-dash"> – </span>'
        '<span class="lead-in-text">why <em>we</em> met</span></li>\n'
        '<li><strong class="lead-in">Focus</strong><span class="lead-in-dash">: </span>'
        '<span class="lead-in-text">what on</span></li>\n'
        "</ul>"
    )


def test_a_label_may_stand_without_a_dash() -> None:
    """A label that runs straight on leads in too, and no dash is made for it; so do items of paragraphs."""
    assert to_html("1. **One** and\n2. **Two** more") == (
        '<ol class="lead-ins">\n<li><strong class="lead-in">One</strong> and</li>\n'
        '<li><strong class="lead-in">Two</strong> more</li>\n</ol>'
    )
    loose = to_html("- **One** – a\n\n- **Two** – b")
    assert loose.count('class="lead-in"') == loose.count('class="lead-in-text"') == 2


@pytest.mark.parametrize("item", ["plain", "then **bold**", "*slanted* first"])
def test_one_item_without_a_label_makes_it_a_plain_list(item: str) -> None:
    """A list of which some item does not open with bold has no lead-ins."""
    assert "lead-in" not in to_html(f"- **One** – a\n- {item}")


def test_no_word_of_an_item_is_lost() -> None:
    """Marking lead-ins changes no word and no order."""
    typed = "- **One** – a *b* c `d` e\n- **Two** (f)\n- **Three: four** - g"
    assert plain(to_html(typed)) == "One – a b c d e Two (f) Three: four - g"


# --- references


def test_a_reference_prints_the_title() -> None:
    """A record's id in double brackets prints the title it is given, in italics, as markup."""
    for typed in ("[[mill-walk]]", "[[ mill-walk ]]"):
        made = to_html(f"See {typed}.", TITLES.get)
        assert made == "<p>See <cite>The mill walk</cite>.</p>"
    assert to_html("[[tea]] 'now'", TITLES.get) == "<p><cite>Tea &amp; <em>cake</em></cite> ‘now’</p>"


def test_references_do_not_disturb_one_another() -> None:
    """Each of several references prints its own title, in emphasis and in lists too."""
    made = to_html("- [[tea]], *[[mill-walk]]*\n- [[mill-walk]]", TITLES.get)
    assert plain(made) == "Tea & cake, The mill walk The mill walk"


def test_titles_are_those_of_the_call() -> None:
    """What a reference prints is not remembered from one text to the next."""
    assert plain(to_html("[[a]]", lambda _: "One")) == "One"
    assert plain(to_html("[[a]]", lambda _: "Two")) == "Two"
    assert plain(to_html("[[a]]")) == "[[a]]"


def test_a_reference_to_nothing_prints_as_it_is_typed_and_is_said() -> None:
    """An unknown id is a finding at the id, with the nearest that there is."""
    assert plain(to_html("See [[mil-walk]].", TITLES.get)) == "See [[mil-walk]]."
    body = "See [[tea]],\n[[mil-walk]] and [[ x ]]."
    assert places(body, line=7) == [("E201", 8, 3), ("E201", 8, 21)]
    (found,) = check("[[mil-walk]]", Span(FILE, 1), TITLES.__contains__, lambda: TITLES)
    assert found.hint == 'did you mean "mill-walk"?'


def test_a_reference_in_code_is_code() -> None:
    """Within code a reference prints as it is typed, and nothing is said of it."""
    assert to_html("`[[tea]]`", TITLES.get) == "<p><code>[[tea]]</code></p>"
    assert places("`[[nothing]]`") == []


# --- what is not Markdown


def test_a_tag_over_two_lines_is_said() -> None:
    """A tag that goes on on the next line is said where it begins."""
    assert places("One <a\nhref='https://a.example'>two</a>") == [("E126", 1, 5), ("E126", 2, 29)]


@pytest.mark.parametrize(
    "tag",
    [
        "<b>",
        "</b>",
        "<br/>",
        "<script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="https://a.example">',
        "<!-- remark -->",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<my-element>",
    ],
)
def test_html_prints_as_it_is_typed_and_is_said(tag: str) -> None:
    """Raw HTML, in a line or on its own, is words on the page and a finding at its first character."""
    for typed in (f"One {tag} two", f"{tag}\n\nOne", f"- {tag}", f"**{tag}**"):
        made = to_html(typed)
        words = plain(made).replace("“", '"').replace("”", '"').replace("–", "--")
        assert tag in words
        assert places(typed)[0] == ("E126", 1, typed.index(tag) + 1)
    assert tag in text(f"One {tag} two").replace("“", '"').replace("”", '"').replace("–", "--")


@pytest.mark.parametrize(
    "typed", ["a < b > c", "<3", "1 <2", "`<b>`", "<https://a.example>", "<a@b.example>"]
)
def test_what_is_not_a_tag_is_not_said_to_be_one(typed: str) -> None:
    """Signs of less and more, code, and addresses in angle brackets are no HTML."""
    assert places(typed) == []


@pytest.mark.parametrize("mark", ["{{ 7 * 7 }}", "{% include x %}", "{# remark #}", "{{ title|safe }}"])
def test_jinja_marks_are_plain_text(mark: str) -> None:
    """A template's marks in Markdown are words: they print as they are typed, and are not said."""
    assert to_html(f"One {mark} two") == f"<p>One {mark} two</p>"
    assert inline(mark) == mark
    assert places(mark) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://a.example",
        "//a.example",
        "/etc/passwd",
        "../secret.md",
        "http:/a.example",
    ],
)
def test_a_link_into_the_machine_leads_nowhere(address: str) -> None:
    """Only an address of the web, of a mailbox or of a place in the publication stays a link."""
    for typed in (f"[here]({address})", f"[here][a]\n\n[a]: {address}"):
        assert to_html(typed) == "<p><a>here</a></p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/b?c=1",
        "http://a.example",
        "HTTPS://a.example",
        "mailto:a@b.example",
        "xref:title/tea",
    ],
)
def test_a_link_to_an_address_is_kept(address: str) -> None:
    """A link to the web, to a mailbox or into the publication leads there."""
    assert to_html(f"[here]({address})") == f'<p><a href="{address}">here</a></p>'


def test_an_address_in_angle_brackets_is_a_link() -> None:
    """A web address in angle brackets is printed and leads to itself."""
    assert to_html("<https://a.example>") == '<p><a href="https://a.example">https://a.example</a></p>'


def test_a_mailbox_in_angle_brackets_is_a_link() -> None:
    """A mail address in angle brackets is printed and leads to the mailbox."""
    made = html.unescape(to_html("<walks@valley.example>"))
    assert made == '<p><a href="mailto:walks@valley.example">walks@valley.example</a></p>'


def test_pictures_by_address_are_not_set() -> None:
    """Markdown cannot fetch a picture: there is neither an image nor a link in what it makes."""
    for typed in ("![alt](file:///etc/passwd)", "![alt][a]\n\n[a]: file:///etc/passwd"):
        made = to_html(typed)
        assert "<img" not in made
        assert "href" not in made


@given(st.text("ab'\"*_`[]()<>!&#-{}%\\\n :/.1\x02\x03", max_size=80))
def test_no_text_makes_an_element_that_is_not_markdowns(typed: str) -> None:
    """Whatever is typed, no element comes of it but those of Markdown, and no link to elsewhere."""
    made = to_html(typed, TITLES.get)
    known = {
        "a",
        "br",
        "blockquote",
        "cite",
        "code",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "ul",
    }
    known |= {f"h{level}" for level in range(1, 7)}
    for part in made.split("<")[1:]:
        assert part.split(">")[0].strip("/").split(" ")[0] in known
    for address in re.findall('href="([^"]*)', made):
        assert address.startswith(("http://", "https://", "mailto:", "xref:"))


def test_a_text_that_is_made_within_another_changes_nothing_of_it() -> None:
    """A term, a note or a title is made while the line around it is: each by a maker of its own."""

    def titles(name: str) -> str:
        return f"<dfn>{inline(name.removeprefix('='))}</dfn>"

    assert running_line("A *walk*, `code`, [[=a *thin* stick]], `more` & less", titles) == (
        "A <em>walk</em>, <code>code</code>, <dfn>a <em>thin</em> stick</dfn>, <code>more</code> &amp; less"
    )


@given(st.text("aZ9ß ,;:?–’‘“”_.-*'", max_size=24))
def test_a_line_is_set_alike_by_itself_and_by_markdown(line: str) -> None:
    """What is set without asking Markdown, because it is plain, is what Markdown makes of it."""
    assert inline(line) == running_line(line, lambda _: None)
