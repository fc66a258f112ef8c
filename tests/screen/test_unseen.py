"""Sources that nobody has laid out before: whatever the dialect knows is read in its order, and conforms."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.press.leaflet import PUBLICATION, build, leaflet
from tests.screen.hearing import Heard, Listener, failures, words

ROWS = "\n".join(f"| {n} | mooring {n} | [^m{n}] |".replace("[^m3]", "deep[^deep]") for n in range(1, 60))
TEXT = f"""
## Lists[^list]

Before the list.

- Outer one

    - Inner one
    - Inner two

        1. Innermost

    After the inner list.

- Outer two[^item]

1. First

    Its second paragraph.

2. Second

Term
:   Its meaning.
:   Another meaning.

Other term
:   Third meaning.

#### A heading two levels down

> A quotation within the prose, with `code` in it and a [link that is long enough to run on from the end of
> one line to the head of the next](https://quay.example/a/long/way) before it ends.

Words in [*un autre* pays]{{lang=fr}}, and write to harbour.master@quay.example or see www.quay.example/tides.

/// sidebar | Nachbarn
    lang: de

Die Nachbarn helfen einander.

### Überschrift

Sie reden Platt.
///

/// quote | A skipper[^skipper]
The tide waits.
///

/// table | Moorings
    id: moorings

| No. | Mooring | Depth |
|---|---|---|
{ROWS.replace("[^m1]", "low")}
///

See page [[#moorings]], and [the table](#moorings) again.

[^list]: A note to a heading.
[^item]: A note to an item.
[^skipper]: Of *The Gull*.
[^deep]: At low water.
""".replace("[^m", "x[m")

ORDER = """
Lists Before the list Outer one Inner one Inner two Innermost After the inner list Outer two
First Its second paragraph Second Term Its meaning Another meaning Other term Third meaning
A heading two levels down A quotation within the prose with code in it and a
link that is long enough to run on from the end of one line to the head of the next before it ends
Words in un autre pays and write to harbour.master@quay.example or see www.quay.example/tides
Nachbarn Die Nachbarn helfen einander Überschrift Sie reden Platt
The tide waits A skipper Moorings No Mooring Depth
"""


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    """A booklet of them, built without a warning."""
    root = leaflet(tmp_path_factory.mktemp("unseen") / "root", text=TEXT)
    publication = root / "source" / PUBLICATION / "publication.yaml"
    written = "\n".join(row for row in publication.read_text().splitlines() if not row.startswith("pages:"))
    publication.write_text(f"{written}\nopens: {{view: pages}}\ndescription: The quay, from end to end\n")
    run = build(root)
    assert run.code == 0, run.out + run.error
    listener = Listener((root / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf").read_bytes())
    yield listener
    listener.close()


def test_it_conforms(unseen: Listener) -> None:
    """An independent validator finds nothing, and headings nest as the outline does."""
    assert failures(unseen.raw) == []
    assert unseen.bookmarks() == unseen.headings()


def test_it_is_read_in_the_order_of_its_source(unseen: Listener) -> None:
    """Word by word: nested lists, what follows them, notes apart, and a table once, though on two pages."""
    said = words(unseen.root.said(("Lbl", "Mark", "Note"))) + words("Term Other term")
    wanted = [word for word in words(ORDER) if word not in ("term", "other")]  # labels of definitions
    start = next(i for i in range(len(said)) if said[i : i + 4] == wanted[:4])
    assert said[start : start + len(wanted)] == wanted
    assert said.count("mooring") == 1 + 59


def test_a_table_over_pages_is_one_table(unseen: Listener) -> None:
    """Its head is read once, each of its heads over its column; what is repeated is decoration."""
    (table,) = (one for one in unseen.root.all("Table") if "mooring" in one.said())
    pages = {unseen.numbers[cell.it.Pg.objgen] for cell in table.all("TD")}
    assert len(pages) > 1
    heads = list(table.all("TH"))
    assert [str(head.it.A.Scope) for head in heads] == ["/Column"] * 3
    rows = list(table.all("TR"))
    assert len(rows) == 60
    assert all(len([kid for kid in row.kids if isinstance(kid, Heard)]) == 3 for row in rows)


def test_lists_stand_in_the_items_that_they_belong_to(unseen: Listener) -> None:
    """Three levels deep, each in the body of an item; the item goes on after it."""
    outer = next(one for one in unseen.root.all("L") if "Outer" in one.said())
    assert [one.kind for one in outer.kids if isinstance(one, Heard)] == ["LI", "LI"]
    inner = [one for one in outer.all("L") if one is not outer]
    assert [len(list(one.all("L"))) for one in inner] == [2, 1]
    terms = next(one for one in unseen.root.all("L") if "Another meaning" in one.said())
    assert [len(list(item.all("Lbl"))) for item in terms.all("LI")] == [1, 1]


def test_notes_follow_what_calls_them(unseen: Listener) -> None:
    """A note to a heading, an item, a source and a cell: each is heard once, next after its own mark."""
    read = list(unseen.root.all("Mark", "Note"))
    notes = [(before, one) for before, one in itertools.pairwise(read) if one.kind == "Note"]
    said = [" ".join(note.said(("Lbl",)).split()) for _, note in notes]
    assert said[1:] == ["A note to a heading.", "A note to an item.", "Of The Gull.", "At low water."]
    assert all(before.it.Ref[0].objgen == note.it.objgen for before, note in notes)
    assert len({str(note.it.ID) for _, note in notes}) == len(notes) == len(read) / 2


def test_other_languages_are_said(unseen: Listener) -> None:
    """Of a block, and of words within a line; nowhere where it is the publication's own."""
    said = {str(one.it.Lang): words(one.said()) for one in unseen.root.all() if "/Lang" in one.it}
    assert set(said) == {"fr", "de"}
    assert said["fr"] == ["un", "autre", "pays"]
    assert said["de"][:3] == ["nachbarn", "die", "nachbarn"]


def test_a_link_over_two_lines_is_one(unseen: Listener) -> None:
    """One annotation, with a rectangle for each line."""
    (link,) = (a for _, a in unseen.links() if "/A" in a and "long/way" in str(a.A.URI))
    assert len(link.QuadPoints) == 16
    assert str(link.Contents).startswith("link that is long enough")


def test_addresses_in_prose_are_links(unseen: Listener) -> None:
    """As they are written, without the stop that ends their sentence."""
    addresses = {str(a.A.URI) for _, a in unseen.links() if "/A" in a}
    assert {"mailto:harbour.master@quay.example", "https://www.quay.example/tides"} <= addresses


def test_references_name_what_they_lead_to(unseen: Listener) -> None:
    """The number of a page, and words that are a link, both say the table's heading."""
    said = [str(a.Contents) for _, a in unseen.links()]
    assert sum(text.endswith(": Moorings") for text in said) == 2


def test_it_opens_as_it_asks(unseen: Listener) -> None:
    """`opens: {view: pages}` shows one page at a time."""
    assert unseen.file.Root.PageLayout == "/SinglePage"


SQUARE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">
<path fill="var(--black)" d="M0 0h9v9z"/></svg>"""
FAULTS = {
    "figure": ('alt="{{ passage.figure.alt }}"', ""),
    "quote": (
        "<blockquote",
        '<a href="https://quay.example"><img src="/icons/dot.svg" alt=""></a><blockquote',
    ),
}


def test_what_a_layout_leaves_unsaid_is_found(tmp_path: Path) -> None:
    """A picture without an alternative, a link without words, a note without a mark, a table without
    heads: each at its own text."""
    text = """
/// quote | A skipper
The tide waits[^tide].
///

/// figure | chart.svg
    alt: The quay from above.

The quay.
///

|   |   |
|---|---|
| low | high |

[^tide]: For no man.
"""
    root = leaflet(tmp_path / "root", css=".note::footnote-call { content: none }", text=text)
    for path in (root / "source" / PUBLICATION / "chart.svg", root / "icons" / "dot.svg"):
        path.write_text(SQUARE)
    for name, (old, new) in FAULTS.items():
        path = root / "layouts" / "shared" / "passages" / f"{name}.html.j2"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    run = build(root)
    found = {row["code"]: row for row in run.findings if row["code"][1:3] == "72"}
    assert run.code == 1
    assert set(found) == {"E721", "E722", "E723", "W721"}, json.dumps(run.findings, indent=1)
    lines = (root / "source" / PUBLICATION / "text.md").read_text().splitlines()
    for code, words_there in (("E721", "The quay."), ("E723", "[^tide]: For"), ("W721", "|   |")):
        assert words_there in lines[found[code]["line"] - 1], code
