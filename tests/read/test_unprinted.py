"""What a reader of Markdown drops is found by laying the source beside the tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.read.markdown.convert import read_running
from pressmark.read.markdown.unprinted import missing, unprinted
from pressmark.read.places import Lines

WORDS = ("tide", "bell", "keeper", "lantern", "quay", "harbour", "island", "channel", "pilot", "current")


def dropped(body: str) -> list[tuple[int, int, str]]:
    """What is said not to be printed of a text: line, column, words."""
    nodes = read_running(body, lambda name, at: None, "")
    found = unprinted(body, nodes, Lines(body, Span("a.md", 1, 1)))
    return sorted((f.span.line, f.span.column, f.message.partition(": ")[2]) for f in found)


@pytest.mark.parametrize(
    "body",
    [
        "A page\n12. And so on\n3) more",
        "24. Dezember war es.\n25. auch",
        "1. one\n   1. two\n\n   > 3. three",
        "- [x] done\n- [ ] to do",
        "## Head {#here}\n\nSee [[#here]], [words](https://a.example/x_(y)) and <https://b.example>.",
        "[one][a] and [a]\n\n[a]: https://a.example",
        "```python\nprint(1)\n```\n\n> ~~~\n> open",
        "&copy; R&section, `&amp;` <!-- remark --> a\\*b",
        "[mots]{lang=fr} H~2~O x^2^ ~~gone~~ **b**",
        "Term\n: what it means\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_nothing_is_said_of_what_is_read(body: str) -> None:
    """Marks, numbers of items, names, addresses and languages of code are no words that are lost."""
    assert dropped(body) == []


def test_what_is_dropped_is_said_where_it_stands() -> None:
    """The title of a link, and what is taken for the address of a name that nothing refers to."""
    body = 'One [a](https://a.example "the title") two.\n\n[Note]: important\n'
    assert dropped(body) == [(1, 28, "the title"), (3, 1, "[Note]: important")]


@given(st.lists(st.sampled_from(WORDS), min_size=30, max_size=60), st.integers(0, 20), st.integers(1, 8))
def test_a_stretch_that_is_missing_is_found(words: list[str], start: int, count: int) -> None:
    """Words that are left out are found, and what is found, taken out, leaves what was read."""
    typed, read = "".join(words), "".join(words[:start] + words[start + count :])
    found = list(missing(typed, read))
    assert found
    left = list(typed)
    for first, last in found:
        left[first:last] = [""] * (last - first)
    assert "".join(left) == read


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.integers(0, 60))
def test_what_is_added_is_not_missing(words: list[str], at: int) -> None:
    """What is read besides, such as a numeral, is nothing that was lost."""
    assert list(missing("".join(words), "".join((*words[:at], "12", *words[at:])))) == []
