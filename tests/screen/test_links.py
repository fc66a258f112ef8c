"""The links of the screen editions: one of each, which says where it leads, and leads there and back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.output.manuscript import Manuscript
from tests.screen.hearing import Heard, Listener, is_annotation, words


def spot(annotation: Any) -> tuple[tuple[int, int], float]:
    """The page that a link leads to, and how high on it."""
    return annotation.Dest[0].objgen, float(annotation.Dest[3])


def links_in(element: Heard) -> list[Any]:
    """The annotations of the links in an element."""
    return [reference.Obj for reference in references(element)]


def references(element: Heard) -> list[Any]:
    """The references to the annotations of the links in an element, in the order of reading."""
    return [kid for link in element.all("Link") for kid in link.it.K if is_annotation(kid)]


def article(heard: Listener, title: str) -> Heard:
    """The entry of a title."""
    return next(
        one for one in heard.root.all("Art") if words(one.said())[: len(words(title))] == words(title)
    )


def test_a_link_is_one_element_and_one_annotation(either: Listener) -> None:
    """Each annotation belongs to one link element, each link element has one annotation a page, and no
    link stands in another."""
    owned: Counter[Any] = Counter()
    for link in either.root.all("Link"):
        pages = [kid.Pg.objgen for kid in link.it.K if is_annotation(kid)]
        assert pages
        assert len(pages) == len(set(pages))
        assert len(list(link.all("Link"))) == 1
        owned.update(kid.Obj.objgen for kid in link.it.K if is_annotation(kid))
    there = [annotation.objgen for _, annotation in either.links()]
    assert owned == Counter(there)


def test_no_two_links_lie_over_one_another(either: Listener) -> None:
    """The rectangles of a page's links, a line each, do not overlap: each place leads one way."""
    for page in either.file.pages:
        places = [(a.objgen, place) for a in page.obj.get("/Annots", []) for place in rectangles(a)]
        for n, (one, (left, low, right, high)) in enumerate(places):
            for other, (x, y, end, head) in places[n + 1 :]:
                across, down = min(right, end) - max(left, x), min(high, head) - max(low, y)
                assert one == other or across < 1 or down < 3


def rectangles(annotation: Any) -> list[tuple[float, float, float, float]]:
    """Where a link can be clicked."""
    corners = [float(number) for number in annotation.QuadPoints]
    quads = [corners[i : i + 8] for i in range(0, len(corners), 8)]
    return [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]


def test_a_link_says_where_it_leads(either: Listener) -> None:
    """In words: the page and what stands there, or the address; never the name that layouts call it by."""
    labels = either.labels()
    for _, annotation in either.links():
        said = str(annotation.Contents)
        assert said
        assert "xref:" not in said
        if "/Dest" in annotation:
            label = labels[either.leads_to(annotation)]
            assert said.startswith((f"Page {label}", f"{label}:"))
            assert not said.rpartition(": ")[2].startswith(("part/", "title/", "text/", "at/"))
        else:
            assert annotation.A.S == "/URI"
            assert said.startswith(("Download ", "Web page ", "E-mail to "))


def test_contents_and_sections_lead_to_one_another(heard: Listener) -> None:
    """A row of the contents leads to its section, and the section's number back to the contents."""
    (contents,) = heard.root.all("TOC")
    rows = [one for one in contents.kids if isinstance(one, Heard)]
    assert all(
        str(links_in(one)[0].Contents).partition(": ")[2] in " ".join(one.said().split()) for one in rows
    )
    page_1 = heard.file.pages[heard.labels().index("1")].objgen
    sections = [one for one in heard.root.kids if isinstance(one, Heard) and one.said().split()[0].isdigit()]
    assert len(sections) == 7
    for number, (section, one) in enumerate(zip(sections, rows, strict=False), 1):
        assert section.said().split()[0] == str(number)
        back = links_in(section)[0]
        assert spot(back)[0] == page_1
        assert spot(links_in(one)[0])[0] == section.it.Pg.objgen


def test_entries_and_the_index_lead_to_one_another(heard: Listener, manuscript: Manuscript) -> None:
    """From the kinds of an entry to the index's line of its title, and from there to the entry."""
    listed = {line.id for line in manuscript.index() if line.kind == "title"}
    entries = [block for section in manuscript.sections for block in section.entries]
    indexed = [entry for entry in entries if entry.ids[0] in listed]
    assert len(indexed) > 40
    (index,) = heard.root.all("Index")
    pages = {heard.numbers[kid.Obj.P.objgen] for kid in references(index)}
    to_entries = {(*spot(a), str(a.Contents)) for a in links_in(index) if "/Dest" in a}
    for entry in indexed:
        one = article(heard, manuscript.title(entry))
        (there,) = [a for a in links_in(one) if str(a.get("/Contents")).endswith(" in the index")]
        assert heard.leads_to(there) in pages
        head = next(one.all("H2"))
        # It leads to the head of the entry, which a cover that stands over its title may begin.
        record = manuscript.records[entry.ids[0]]
        names = [words(str(record.get(name, ""))) for name in ("title", "entry_title", "index_title")]
        tops = [
            top
            for page, top, said in to_entries
            if page == head.it.Pg.objgen and words(said.partition(": ")[2]) in [*names, words(head.said())]
        ]
        assert any(0 <= top - high < 340 for top in tops for *_, high in map(_box, links_in(head))), entry


def _box(annotation: Any) -> tuple[float, ...]:
    return tuple(float(side) for side in annotation.Rect)


def test_what_a_title_is_taken_from_is_a_link(heard: Listener, manuscript: Manuscript) -> None:
    """ "Taken from X" leads to X's entry, or else to its line in the index."""
    entries = [block for section in manuscript.sections for block in section.entries]
    taken = [entry for entry in entries if "taken_from" in manuscript.records[entry.ids[0]]]
    assert taken
    labels = heard.labels()
    for entry in taken:
        one = article(heard, manuscript.title(entry))
        line = next(p for p in one.all("P") if p.said().split()[:2] == ["Taken", "from"])
        source = str(manuscript.records[manuscript.records[entry.ids[0]]["taken_from"]]["title"])
        (link,) = links_in(line)
        assert words(str(link.Contents).partition(": ")[2])[:3] == words(source.replace("*", ""))[:3]
        assert labels[heard.leads_to(link)].isdigit()


def test_titles_and_thumbnails_lead_to_the_download(heard: Listener, manuscript: Manuscript) -> None:
    """Both, and both say so."""
    for section in manuscript.sections:
        for entry in section.entries:
            one = article(heard, manuscript.title(entry))
            downloads = [a for a in links_in(one) if "/A" in a and str(a.Contents).startswith("Download ")]
            addresses = {str(a.A.URI) for a in downloads}
            if "download" in manuscript.records[entry.ids[0]].get("formats", ["download"]):
                assert addresses == {f"{manuscript.publication['download_base']}{entry.ids[0]}"}
                assert len(downloads) == 2


def test_footnotes_lead_there_and_back(booklet: Listener) -> None:
    """A mark leads to the head of its note, the note's number to the line of its mark."""
    for mark, note in zip(booklet.root.all("Mark"), booklet.root.all("Note"), strict=True):
        (there,), (back,) = links_in(mark), links_in(note)
        assert there.Dest[0].objgen == back.P.objgen
        assert back.Dest[0].objgen == there.P.objgen
        assert abs(spot(there)[1] - _box(back)[3]) < 8
        assert abs(spot(back)[1] - _box(there)[3]) < 8


def test_addresses_in_print_are_links(heard: Listener, booklet: Listener) -> None:
    """Of the address block, of the back cover and of running prose, mail addresses too."""
    said = [(str(a.A.URI), n) for n, a in booklet.links() if "/A" in a]
    last = len(booklet.file.pages) - 1
    assert said.count(("mailto:nlc@ncsl.org.uk", last)) == 2
    assert {address for address, n in said if n == last} == {
        "mailto:nlc@ncsl.org.uk",
        "https://www.ncsl.org.uk/nlc",
        "https://www.nlcexchange.org.uk",
    }
    assert ("https://www.ncsl.org.uk", 0) in said
    page = heard.labels().index("1")
    on_page_1 = [str(a.A.URI) for n, a in heard.links() if n == page and "/A" in a]
    assert on_page_1 == ["https://networkedlearning.ncsl.org.uk"]


def test_the_tab_order_is_that_of_reading(either: Listener) -> None:
    """Links are met in the order of the structure, and a page's annotations stand in it."""
    read = [reference.Obj.objgen for reference in references(either.root)]
    for page in either.file.pages:
        assert page.obj.Tabs == "/S"
        listed = [annotation.objgen for annotation in page.obj.get("/Annots", [])]
        assert listed == [one for one in read if one in set(listed)]
