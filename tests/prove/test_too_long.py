"""What is too long for its page is said once, at its own line, with its cure, and nothing that follows."""

from __future__ import annotations

from tests.output.building import processes, root_in_memory

WORDS = "word other some more "
PARAGRAPH = "Words of a paragraph that goes on for a while, as paragraphs do, and then it ends.\n\n"

PUBLICATION = """\
title: A leaflet
layout: booklet
trim: A5
cover: self
date: 2006-06-01
publisher: {name: The Press}
parts:
  - {part: cover, colour: teal}
  - {part: text, file: text.md, colour: teal}
  - {part: notes, when: needed}
"""


TALL = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 30">
<path fill="var(--teal-base)" d="M0 0h10v30z"/></svg>
"""


def found_in(text: str) -> list[tuple[str, int, str]]:
    """The errors that are found in a text, beside which is a tall drawing: the code, the line and what is
    said."""
    text = f"---\ntitle: A leaflet\n---\n\n{text}"
    root = root_in_memory(
        {
            "source/leaflet/publication.yaml": PUBLICATION,
            "source/leaflet/text.md": text,
            "source/leaflet/tall.svg": TALL,
        }
    )
    made = root.job("leaflet").run(upto="prove", editions=["screen"], processes=processes())
    return [(f.code, f.span.line, f"{f.message}; {f.hint}") for f in made.findings if f.code[0] == "E"]


def test_a_row_that_is_higher_than_its_page_is_said() -> None:
    """A cell of 900 words: at the line of its row, in a table of a block and in one that has none."""
    row = f"|---|---|\n| a | b |\n| {WORDS * 225}| x |\n"
    found = found_in(f"{PARAGRAPH}| A | B |\n{row}\n{PARAGRAPH}/// table | Rows\n| C | D |\n{row}///\n")
    assert [(code, line) for code, line, _ in found] == [("E165", 10), ("E165", 18)]
    assert "a row of this table is higher than the page has room for" in found[0][2]


def test_a_footnote_that_is_longer_than_its_page_is_said() -> None:
    """A note of 1,200 words: once, at its line, with about how many words are too many."""
    found = found_in(f"A word.[^1]\n\n{PARAGRAPH}[^1]: {WORDS * 300}\n\n{PARAGRAPH}")
    assert [(code, line) for code, line, _ in found] == [("E166", 9)]
    words = int(found[0][2].split("about ")[1].split()[0])
    assert 300 < words < 1_200


def test_a_word_that_does_not_break_is_said() -> None:
    """Thirty endings of files in a row: at their line, with how to part them."""
    found = found_in(f"{PARAGRAPH}{'.pdf' * 30}\n\n{PARAGRAPH}")
    assert [(code, line) for code, line, _ in found] == [("E711", 7)]
    assert "part it by a space or a hyphen" in found[0][2]


def test_a_figure_that_is_taller_than_its_page_is_said() -> None:
    """Three times as high as the measure is wide: at its block, by how much, and how wide it may be; also
    where only its caption would stand below the text. As wide as is said, it fits."""

    def figure(width: int) -> list[tuple[str, int, str]]:
        options = f"    alt: A tall shape.\n    width: {width}%\n    credit: Drawn by hand"
        return found_in(
            f"{PARAGRAPH}## Head\n\n/// figure | tall.svg\n{options}\n\nA caption.\n///\n\n{PARAGRAPH}"
        )

    said = figure(100)
    assert [(code, line) for code, line, _ in said] == [("E265", 9)]
    assert "this figure is taller than its page by 1" in said[0][2]
    fits = int(said[0][2].split("width: ")[1].split("%")[0])
    assert 40 < fits < 70
    assert [code for code, *_ in figure(fits + 3)] == ["E265"]
    assert figure(fits) == []
