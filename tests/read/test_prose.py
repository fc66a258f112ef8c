"""Prose: Markdown as it is set, and what is said of what cannot be."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.read.markdown.convert import plain_line, read_line, read_prose
from pressmark.read.markdown.faults import prose_faults
from pressmark.read.markdown.inline_marks import References
from pressmark.read.markdown.text_tree import Element, Nodes, Run, render, text_of
from pressmark.read.places import Lines

FILE = "source/paths/01-river.md"
TITLES: Mapping[str, Nodes] = {
    "mill-walk": (Run("The mill walk"),),
    "tea": (Run("Tea & "), Element("em", (), (Run("cake"),))),
}


def title(name: str, _: int) -> Nodes | None:
    """What a reference to a title prints."""
    return TITLES.get(name)


def set_prose(typed: str, references: References = title) -> str:
    """A text as it is set, as XHTML."""
    return render(read_prose(typed, references))


def set_line(typed: str) -> str:
    """A line as it is set, as XHTML."""
    return render(read_line(typed))


def words_of(typed: str) -> str:
    """The words of a text as it is set."""
    return text_of(read_prose(typed, title))


def places(body: str, line: int = 1) -> list[tuple[str, int, int]]:
    """What is said of a body that begins on `line`, by code and place."""
    found = prose_faults(body, Lines(body, Span(FILE, line, 1)), TITLES.__contains__, lambda: TITLES)
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
    assert plain_line(typed) == printed
    assert words_of(typed) == printed


def test_code_is_not_set() -> None:
    """Within code, marks stay as they are typed."""
    assert set_line("`'a' -- b...`") == "<code>'a' -- b...</code>"


def test_prose_is_well_formed() -> None:
    """Every element that prose opens it closes: layouts cut it as XML."""
    assert set_prose("One  \ntwo\n\n* * *") == "<p>One<br />\ntwo</p>\n<hr />"


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
    assert plain_line(line) == line.replace("---", "—")
    assert "<" not in set_line(line)


def test_a_line_knows_emphasis_and_nothing_around_it() -> None:
    """A line's emphasis is set, and it is not a paragraph."""
    assert set_line("*Nexus* magazine, **issue** 1") == "<em>Nexus</em> magazine, <strong>issue</strong> 1"
    assert plain_line("*Nexus* magazine") == "Nexus magazine"


def test_a_line_is_one_line() -> None:
    """Line breaks and runs of spaces in a line of text are one space."""
    assert set_line("  One\n\n  two   three\n===\n") == "One two three ==="


def test_plain_words_are_what_prints() -> None:
    """Without markup, characters are what they stand for, and a tag that was typed is still there."""
    assert words_of("Tea &amp; *cake*\n\nfor  \n  two") == "Tea & cake for two"
    assert plain_line("a <b> c") == "a <b> c"


# --- lead-ins


def test_a_label_in_bold_leads_an_item_in() -> None:
    """A list each item of which opens with bold is marked, and so are its labels, dashes and texts."""
    assert set_prose("- **Purpose** – why *we* met\n- **Focus**: what on") == (
        '<ul class="lead-ins">\n'
        '<li><strong class="lead-in">Purpose</strong><span class="lead-in-dash"> – </span>'
        '<span class="lead-in-text">why <em>we</em> met</span></li>\n'
        '<li><strong class="lead-in">Focus</strong><span class="lead-in-dash">: </span>'
        '<span class="lead-in-text">what on</span></li>\n'
        "</ul>"
    )


def test_a_label_may_stand_without_a_dash() -> None:
    """A label that runs straight on leads in too, and no dash is made for it; so do items of paragraphs."""
    assert set_prose("1. **One** and\n2. **Two** more") == (
        '<ol class="lead-ins">\n<li><strong class="lead-in">One</strong> and</li>\n'
        '<li><strong class="lead-in">Two</strong> more</li>\n</ol>'
    )
    loose = set_prose("- **One** – a\n\n- **Two** – b")
    assert loose.count('class="lead-in"') == loose.count('class="lead-in-text"') == 2


@pytest.mark.parametrize("item", ["plain", "then **bold**", "*slanted* first"])
def test_one_item_without_a_label_makes_it_a_plain_list(item: str) -> None:
    """A list of which some item does not open with bold has no lead-ins."""
    assert "lead-in" not in set_prose(f"- **One** – a\n- {item}")


def test_no_word_of_an_item_is_lost() -> None:
    """Marking lead-ins changes no word and no order."""
    typed = "- **One** – a *b* c `d` e\n- **Two** (f)\n- **Three: four** - g"
    assert words_of(typed) == "One – a b c d e Two (f) Three: four - g"


# --- references


def test_a_reference_prints_the_title() -> None:
    """A record's id in double brackets prints the title it is given, in italics, as markup."""
    for typed in ("[[mill-walk]]", "[[ mill-walk ]]"):
        made = set_prose(f"See {typed}.")
        assert made == "<p>See <cite>The mill walk</cite>.</p>"
    assert set_prose("[[tea]] 'now'") == "<p><cite>Tea &amp; <em>cake</em></cite> ‘now’</p>"


def test_references_do_not_disturb_one_another() -> None:
    """Each of several references prints its own title, in emphasis and in lists too."""
    typed = "- [[tea]], *[[mill-walk]]*\n- [[mill-walk]]"
    assert words_of(typed) == "Tea & cake, The mill walk The mill walk"


def test_titles_are_those_of_the_call() -> None:
    """What a reference prints is not remembered from one text to the next."""
    assert text_of(read_prose("[[a]]", lambda _, at: (Run("One", at),))) == "One"
    assert text_of(read_prose("[[a]]", lambda _, at: (Run("Two", at),))) == "Two"
    assert words_of("[[a]]") == "[[a]]"


def test_a_reference_to_nothing_prints_as_it_is_typed_and_is_said() -> None:
    """An unknown id is a finding at the id, with the nearest that there is."""
    assert words_of("See [[mil-walk]].") == "See [[mil-walk]]."
    body = "See [[tea]],\n[[mil-walk]] and [[ x ]]."
    assert places(body, line=7) == [("E201", 8, 3), ("E201", 8, 21)]
    (found,) = prose_faults("[[mil-walk]]", Lines("", Span(FILE, 1)), TITLES.__contains__, lambda: TITLES)
    assert found.hint == 'did you mean "mill-walk"?'


def test_a_reference_in_code_is_code() -> None:
    """Within code a reference prints as it is typed, and nothing is said of it."""
    assert set_prose("`[[tea]]`") == "<p><code>[[tea]]</code></p>"
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
        "<!DOCTYPE html>",
        "<?php ?>",
        "<my-element>",
    ],
)
def test_html_prints_as_it_is_typed_and_is_said(tag: str) -> None:
    """Raw HTML, in a line or on its own, is words on the page and a finding at its first character."""
    for typed in (f"One {tag} two", f"{tag}\n\nOne", f"- {tag}", f"**{tag}**"):
        words = words_of(typed).replace("“", '"').replace("”", '"').replace("–", "--")
        assert tag in words
        assert places(typed)[0] == ("E126", 1, typed.index(tag) + 1)
    assert tag in plain_line(f"One {tag} two").replace("“", '"').replace("”", '"').replace("–", "--")


@pytest.mark.parametrize(
    "typed", ["a < b > c", "<3", "1 <2", "`<b>`", "<https://a.example>", "<a@b.example>"]
)
def test_what_is_not_a_tag_is_not_said_to_be_one(typed: str) -> None:
    """Signs of less and more, code, and addresses in angle brackets are no HTML."""
    assert places(typed) == []


@pytest.mark.parametrize("mark", ["{{ 7 * 7 }}", "{% include x %}", "{# remark #}", "{{ title|safe }}"])
def test_jinja_marks_are_plain_text(mark: str) -> None:
    """A template's marks in Markdown are words: they print as they are typed, and are not said."""
    assert set_prose(f"One {mark} two") == f"<p>One {mark} two</p>"
    assert set_line(mark) == mark
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
        assert set_prose(typed) == "<p><a>here</a></p>"


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
    assert set_prose(f"[here]({address})") == f'<p><a href="{address}">here</a></p>'


def test_an_address_in_angle_brackets_is_a_link() -> None:
    """A web address in angle brackets is printed and leads to itself."""
    assert set_prose("<https://a.example>") == '<p><a href="https://a.example">https://a.example</a></p>'


def test_a_mailbox_in_angle_brackets_is_a_link() -> None:
    """A mail address in angle brackets is printed and leads to the mailbox."""
    made = html.unescape(set_prose("<walks@valley.example>"))
    assert made == '<p><a href="mailto:walks@valley.example">walks@valley.example</a></p>'


def test_pictures_by_address_are_not_set() -> None:
    """Markdown cannot fetch a picture: there is neither an image nor a link in what it makes."""
    for typed in ("![alt](file:///etc/passwd)", "![alt][a]\n\n[a]: file:///etc/passwd"):
        made = set_prose(typed)
        assert "<img" not in made
        assert "href" not in made


@given(st.text("ab'\"*_`[]()<>!&#-{}%\\\n :/.1\x02\x03", max_size=80))
def test_no_text_makes_an_element_that_is_not_markdowns(typed: str) -> None:
    """Whatever is typed, no element comes of it but those of Markdown, and no link to elsewhere."""
    made = set_prose(typed)
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

    def term(name: str, _: int) -> Nodes:
        return (Element("dfn", (), read_line(name.removeprefix("="))),)

    assert render(read_line("A *walk*, `code`, [[=a *thin* stick]], `more` & less", term)) == (
        "A <em>walk</em>, <code>code</code>, <dfn>a <em>thin</em> stick</dfn>, <code>more</code> &amp; less"
    )


@given(st.text("aZ9ß ,;:?–’‘“”_.-*'", max_size=24))
def test_a_line_is_set_alike_by_itself_and_by_markdown(line: str) -> None:
    """What is set without asking Markdown, because it is plain, is what Markdown makes of it."""
    assert set_line(line) == render(read_line(line, title))


def test_a_text_that_was_read_before_is_asked_for_its_references_anew() -> None:
    """It prints what they print now, and asks for each of them once."""
    asked: list[str] = []

    def printing(titles: dict[str, str]) -> str:
        asked.clear()

        def references(name: str, at: int) -> tuple[Run, ...]:
            asked.append(name)
            return (Run(titles[name], at),)

        return text_of(read_prose("Both [[one]] and [[two]] are read.", references))

    for two in ("Tea", "Tea", "Cake"):
        assert printing({"one": "Salt", "two": two}) == f"Both Salt and {two} are read."
        assert asked == ["one", "two"]
