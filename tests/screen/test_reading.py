"""The screen editions as they are read out: conforming, in the order of the sources, every word of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from tests.output.manuscript import Block, Manuscript
from tests.screen.conftest import BOOKLET
from tests.screen.hearing import Heard, Listener, failures, words

# What stands among the words and is not of the source: numerals, the marks of notes and the notes.
AROUND = ("Lbl", "Mark", "Note")


def said(element: Heard) -> list[str]:
    """The words of an element's own text."""
    return words(element.said(AROUND))


def source(markdown: str) -> list[str]:
    """The words of a source."""
    without_notes = re.sub(
        r"\[\^[\w-]+\](?!:)", "", re.sub(r"^\[\^.*(?:\n    .*)*", "", markdown, flags=re.M)
    )
    bare = re.sub(r"^(?:\d+\.|-|#+|\||>) |\[\[=|\]\]|\*", "", without_notes, flags=re.M)
    return words(bare)


def follow(heard: Sequence[str], wanted: Sequence[Sequence[str]]) -> Iterator[str]:
    """The texts that are not heard whole, word by word, each after the one before it."""
    at = 0
    for text in wanted:
        starts = (i for i in range(at, len(heard)) if list(heard[i : i + len(text)]) == list(text))
        found = next(starts, None)
        if found is None:
            yield " ".join(text)
        else:
            at = found + len(text)


def test_they_conform(either: Listener) -> None:
    """An independent validator has nothing to say against either as PDF/UA-1."""
    assert failures(either.raw) == []


def test_sections_are_read_as_they_are_written(heard: Listener, manuscript: Manuscript) -> None:
    """Title, standfirst, entries and extracts of each section are heard word by word, in their order."""
    parts = [part for part in heard.root.kids if isinstance(part, Heard)]
    for section in manuscript.sections:
        (part,) = (part for part in parts if str(part.it.get("/T", "")) == section.title)
        wanted = [words(section.title), source(section.standfirst)]
        for item in section.items:
            if item.name == "entry":
                wanted += [words(manuscript.title(item)), source(manuscript.words(item.body))]
            else:
                wanted.append(words(f"Extract: {manuscript.words(f'[[{item.argument}]]')}"))
                wanted.append(source(manuscript.words(item.body)))
        assert list(follow(said(part), wanted)) == [], section.title


def test_nothing_else_is_read_in_a_section(heard: Listener, manuscript: Manuscript) -> None:
    """Folios, tabs, running heads and the key of symbols are heard nowhere, so no number is heard alone
    but that of the section."""
    parts = [part for part in heard.root.kids if isinstance(part, Heard)]
    for number, section in enumerate(manuscript.sections, 1):
        (part,) = (part for part in parts if str(part.it.get("/T", "")) == section.title)
        alone = [text for p in part.all("P") if (text := p.said().strip()).isdigit()]
        assert alone == [str(number)]
        headings = [" ".join(h.said().split()) for h in part.all("H1")]
        assert headings == [section.title]


def test_the_booklet_is_read_as_it_is_written(booklet: Listener, directory: Path) -> None:
    """Each paragraph, item and heading of its file is heard word by word, in the order of the file."""
    text = (directory / "source" / BOOKLET / "text.md").read_text("utf-8").split("---\n", 2)[2]
    wanted: list[list[str]] = []
    for piece in re.split(r"\n\n+|\n(?=\d+\. |- |/// ?)", text):
        fenced = re.match(r"/// ?([a-z]*)(?: \| (.*))?\n?((?:    .*\n?)*)", piece)
        body = piece[fenced.end() :] if fenced else piece
        if fenced and fenced[2] and fenced[1] in ("box", "sidebar", "table"):
            wanted.append(words(fenced[2]))
        wanted.append(source(body.replace("--", "–")))
    wanted = [text for text in wanted if text]
    assert len(wanted) > 60
    assert list(follow(said(booklet.root), wanted)) == []


def test_headings_nest_without_a_gap(either: Listener) -> None:
    """A heading is at most one level under the one before it, and the first of a part is of the first."""
    for part in either.root.kids:
        assert isinstance(part, Heard)
        levels = [int(h.kind[1]) for h in part.all("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[:1] in ([], [1])
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_bookmarks_are_the_headings(either: Listener) -> None:
    """The outline has a line for each heading, of its level and in its words, and no other."""
    assert either.bookmarks() == either.headings()


def test_each_entry_announces_itself(heard: Listener, manuscript: Manuscript) -> None:
    """An entry is one article: its title is heard first, then its kinds, its series, how it can be had."""
    articles = iter(one for one in heard.root.all("Art") if not _is_extract(one))
    entries = [block for section in manuscript.sections for block in section.entries]
    for entry, article in zip(entries, articles, strict=True):
        said = words(article.said())
        formats = manuscript.records[entry.ids[0]].get("formats", ["download"])
        had = [manuscript.symbols[name]["label"] for name in formats]
        first = article.kids[0]
        assert isinstance(first, Heard)
        assert first.kind == "H2"
        wanted = [words(manuscript.title(entry)), words(manuscript.kinds(entry).replace("/", ""))]
        assert list(follow(said, [*wanted, *map(words, had)])) == []
        assert list(follow(said, [wanted[0], words(manuscript.series_line(entry))])) == []
        assert list(follow(said, [wanted[0], words(manuscript.below(entry))])) == []


def _is_extract(article: Heard) -> bool:
    return article.said().split()[0] == "Extract:"


def test_contents_are_a_table_of_references(heard: Listener) -> None:
    """Each row of the contents is one item, one reference, one link."""
    (contents,) = heard.root.all("TOC")
    assert len(contents.kids) == 8
    for row in contents.kids:
        assert isinstance(row, Heard)
        assert [one.kind for one in row.all()] == ["TOCI", "Reference", "Link"]


def test_lists_have_labels_and_bodies(either: Listener) -> None:
    """All that stands in a list is an item, and all in an item its label or its body."""
    for one in either.root.all("L", "LI"):
        inner = {kid.kind for kid in one.kids if isinstance(kid, Heard)}
        assert inner <= ({"LI"} if one.kind == "L" else {"Lbl", "LBody"})
    numbered = [one for one in either.root.all("L") if any(one.all("Lbl"))]
    assert all(str(one.it.A.ListNumbering) == "/Decimal" for one in numbered)


def test_footnotes_and_their_marks_find_one_another(booklet: Listener) -> None:
    """A note is heard after the paragraph that calls it; its mark and it refer and lead to each other."""
    notes = list(booklet.root.all("Note"))
    marks = list(booklet.root.all("Mark"))
    assert len(notes) == len(marks) == 2
    for note, mark in zip(notes, marks, strict=True):
        assert [one.objgen for one in note.it.Ref] == [mark.it.objgen]
        assert [one.objgen for one in mark.it.Ref] == [note.it.objgen]
        assert note.it.ID != mark.it.ID
        assert [one.kind for one in note.all("Lbl", "Link")] == ["Lbl", "Link"]
    sects = [one for one in booklet.root.all("Sect") if any(k.kind == "Note" for k in _kids(one))]
    for sect in sects:
        kinds = [(kid.kind, any(kid.all("Mark"))) for kid in _kids(sect)]
        assert all(before[1] for before, (kind, _) in itertools.pairwise(kinds) if kind == "Note")


def _kids(element: Heard) -> list[Heard]:
    return [kid for kid in element.kids if isinstance(kid, Heard)]


def test_every_figure_says_what_it_shows(either: Listener) -> None:
    """A figure has an alternative, and a place on its page."""
    figures = list(either.root.all("Figure"))
    assert figures
    for figure in figures:
        assert figure.alt
        left, low, right, high = (float(side) for side in figure.it.A.BBox)
        _, _, width, height = (float(side) for side in either.file.pages[0].mediabox)
        assert -9 <= left < right <= width + 9
        assert -9 <= low < high <= height + 9


def test_what_an_extract_is_taken_from_is_said_where_it_stands(manuscript: Manuscript) -> None:
    """The sources name what this module looks for: entries with parents, several formats, no kinds."""
    blocks: list[Block] = [block for section in manuscript.sections for block in section.entries]
    assert any(manuscript.below(block) for block in blocks)
    assert any(len(manuscript.records[block.ids[0]].get("formats", [])) > 1 for block in blocks)


def test_publications_say_how_they_are_cited(directory: Path) -> None:
    """Each names its subject, which is in its files."""
    for path in directory.glob("source/*/publication.yaml"):
        assert yaml.safe_load(path.read_text("utf-8"))["description"]
