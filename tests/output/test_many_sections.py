"""Directories of very many sections: contents that go on page after page, and edge tabs in runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.synthetic import write_root
from pressmark import Root
from pressmark.compose.pages import ComposedPart, Composition, Placed, Side
from tests.output.building import processes, replaced, root_at, root_in_memory

# The pages of contents, by how many sections there are besides an index: each page has as many rows as
# another, or one fewer.
PAGES = {8: (9,), 27: (28,), 30: (11, 10, 10), 56: (19, 19, 19), 120: (25, 24, 24, 24, 24)}


def many(folder: Path, sections: int) -> Path:
    """A root of so many sections, each with an entry of a few words."""
    return write_root(folder, sections, per_section=1, words=4)


def composed(root: Path) -> Composition:
    """The publication on its pages, of which nothing is said that would stop a build."""
    result = root_at(root).job("book").run(upto="compose", processes=processes())
    assert not result.failed, result.findings
    assert result.work.composition is not None
    return result.work.composition


def part(composition: Composition, id: str) -> ComposedPart:
    """A part of a composition."""
    return next(one for one in composition.parts if one.id == id)


def rows(composition: Composition) -> list[list[Placed]]:
    """The rows of the contents, page by page."""
    pages = part(composition, "contents").pages
    return [[at for at in page.placed if at.form.startswith("row")] for page in pages]


@pytest.mark.parametrize("sections", PAGES)
def test_contents_of_many_sections_go_on(sections: int, tmp_path: Path) -> None:
    """Every part has its row once, none over another; the first section opens on the verso after them, and
    no page is added before it."""
    composition = composed(many(tmp_path / "root", sections))
    placed = rows(composition)
    assert tuple(map(len, placed)) == PAGES[sections]
    ids = [at.block.removeprefix("contents/row/") for page in placed for at in page]
    assert ids == [one.id for one in composition.parts if one.id not in ("contents", "notes")]
    for page in placed:
        assert all((at.y + at.height).fits(below.y) for at, below in pairwise(page))
    assert composition.numbers.starts[ids[0]] == len(placed) + 1


@pytest.mark.parametrize("sections", [56, 120])
def test_tabs_of_many_sections_step_down_in_runs(sections: int, tmp_path: Path) -> None:
    """Each run of tabs begins at the head; no two of a run overlap, and each stands level with its row."""
    composition = composed(many(tmp_path / "root", sections))
    tabs, placed = composition.tabs, rows(composition)
    assert [len(run) for run in tabs.runs] == [len(page) for page in placed]
    for run, page in zip(tabs.runs, placed, strict=True):
        tops = [tabs.down(id) for id in run]
        assert tops[0].mm == 0
        assert all((top + tabs.pitch).fits(below) for top, below in pairwise(tops))
        assert [(at.y - page[0].y).mm for at in page] == pytest.approx([top.mm for top in tops])


def test_what_no_page_of_contents_holds_is_said(tmp_path: Path) -> None:
    """A title that is higher in the contents than a tab can be, and a panel that is longer than a page, are
    errors at their lines; all else goes on."""
    root = many(tmp_path / "root", 30)
    book = root / "source" / "book"
    replaced(book / "019.md", "Section 20", "A section " + "of very many words indeed " * 12)
    panels = (f"/// panel | {title}\n{'Words. ' * words}\n///\n" for title, words in (("A", 90), ("B", 900)))
    (book / "contents.md").write_text("---\ntitle: Contents\n---\n\n" + "\n".join(panels), "utf-8")
    result = root_at(root).job("book").run(upto="compose", processes=processes())
    errors = [one for one in result.findings if one.code.startswith("E")]
    assert [(one.code, str(one.span).rpartition("/")[2]) for one in errors] == [
        ("E401", "019.md:2:8"),
        ("E401", "019.md:6:1"),  # the standfirst: in the band the title stands over it
        ("E401", "contents.md:10:1"),
    ]
    assert ", page 4" in errors[0].message
    assert '"B", page 2' in errors[2].message


def test_a_section_without_contents_has_its_tab_in_a_run(tmp_path: Path) -> None:
    """Where no contents stand beside them, tabs are as high as the layout's least, or higher."""
    root = many(tmp_path / "root", 56)
    publication = root / "source" / "book" / "publication.yaml"
    text = publication.read_text("utf-8").replace("  - {part: contents, file: contents.md}\n", "")
    publication.write_text(text, "utf-8")
    (root / "source" / "book" / "contents.md").unlink()
    tabs = composed(root).tabs
    assert [len(run) for run in tabs.runs] == [19, 19, 19]
    assert tabs.pitch.mm >= 1.4 * 4.2


def booklet(texts: int, panel: str = "Words.") -> Root:
    """A booklet of so many texts of three headings each, and contents with a panel under their rows."""
    parts = "".join(f"  - {{part: text, file: {n:02}.md}}\n" for n in range(texts))
    head = "title: Many\nlayout: booklet\ntrim: A5\ndate: 2001-09-30\npublisher: {name: Nobody}\nparts:\n"
    sources = {
        f"source/many/{n:02}.md": f"---\ntitle: Text {n}\n---\n\n"
        + "".join(f"## Heading {m} of {n}\n\nIts words.\n\n" for m in range(3))
        for n in range(texts)
    }
    return root_in_memory(
        {
            "source/many/publication.yaml": f"{head}  - {{part: contents, file: contents.md}}\n{parts}",
            "source/many/contents.md": f"---\ntitle: Contents\n---\n\n/// panel | Welcome\n{panel}\n///\n",
            **sources,
        }
    )


def test_contents_in_one_column_go_on() -> None:
    """A hundred and twenty rows of a booklet stand once each, in order, none over another, and the panel
    after them; no title parts from its headings, and none of these stands alone on a page."""
    result = booklet(30).job("many").run(upto="compose", processes=processes())
    assert not result.failed, result.findings
    composition = result.work.composition
    assert composition is not None
    pages = [page.placed for page in part(composition, "contents").pages]
    assert len(pages) == 5
    texts = [(f"Text {n}", *(f"Heading {m} of {n}" for m in range(3))) for n in range(30)]
    assert result.work.book is not None
    blocks = result.work.book.blocks
    said = [[blocks[at.block].words[0].text for at in placed] for placed in pages]
    assert [one for page in said for one in page] == ["Contents", *sum(texts, ()), "Welcome"]
    for page, placed in zip(said, pages, strict=True):
        assert all((at.y + at.height).fits(below.y) for at, below in pairwise(placed))
        assert not page[-1].startswith("Text")
        assert not page[0].startswith("Heading 2")


def test_a_panel_under_rows_that_no_page_holds_is_said() -> None:
    """In one column, too, a panel that is longer than a page is an error at its line, with its page."""
    result = booklet(30, "Words. " * 900).job("many").run(upto="compose", processes=processes())
    (error,) = (one for one in result.findings if one.code.startswith("E"))
    assert (error.code, str(error.span)) == ("E401", "source/many/contents.md:6:1")
    assert '"Welcome", page 6' in error.message


# How wide an edge tab is, in points, where no words stand across it.
TAB = 8.4 * 72 / 25.4

Box = tuple[float, float, float, float]


def words_of(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    """The runs of text of a page, each with its box: left, bottom, right, top."""
    text = page.get_textpage()
    for i in range(text.count_rects()):
        box = text.get_rect(i)
        yield text.get_text_bounded(*box).strip(), box


def level(one: Box, other: Box) -> bool:
    """Do the boxes stand beside one another?"""
    return min(one[3], other[3]) > max(one[1], other[1])


@pytest.mark.parametrize("sections", [27, 56])
def test_every_section_stands_in_the_contents_with_its_page(sections: int, tmp_path: Path) -> None:
    """As it is printed: the title of each section once, its page number at its right, and its tab level with
    it at the fore edge; the word of the index' tab is no higher than the tab, along it or across."""
    root = root_at(many(tmp_path / "root", sections))
    result = root.job("book").run(editions=["screen"], processes=processes())
    assert not result.failed, result.findings
    composition = result.work.composition
    assert composition is not None
    file = pypdfium2.PdfDocument(result.files["book-screen.pdf"])
    width = file[0].get_width()
    found: list[tuple[str, str, str]] = []
    for number, page in enumerate(part(composition, "contents").pages):
        printed = list(words_of(file[number]))
        for title, at in printed:
            if title.startswith(("Section ", "Index")) and edge(at, page.side, width) > TAB:
                beside = [(words, box) for words, box in printed if level(box, at)]
                ((tab, box),) = (one for one in beside if edge(one[1], page.side, width) < TAB)
                (folio,) = (words for words, box in beside if box[0] > at[2] and words != tab)
                found.append((title, tab, folio))
                assert box[3] - box[1] < composition.tabs.pitch.pt
    parts = [one for one in composition.parts if one.id not in ("contents", "notes")]
    starts = [str(composition.numbers.starts[one.id]) for one in parts]
    names = [(f"Section {i}", str(i)) for i in range(1, sections + 1)] + [("Index", "Index")]
    assert found == [(*name, start) for name, start in zip(names, starts, strict=True)]
    file.close()


def edge(box: Box, side: Side, width: float) -> float:
    """How far the nearer side of a box is from the fore edge."""
    return box[0] if side is Side.VERSO else width - box[2]
