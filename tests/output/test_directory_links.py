"""The screen edition's links and bookmarks: each leads to what it says."""

from __future__ import annotations

from tests.output.manuscript import Block, Manuscript
from tests.output.places import Place, Places
from tests.output.reading import SAME_LINE, Link, Mark, Reader, letters


def under(screen: Reader, link: Link) -> str:
    """The letters that stand on a link."""
    return letters("".join(c.text for c in screen.painted[link.page].chars if link.covers(c)))


def title_on(places: Places, place: Place, title: str) -> bool:
    """Does the entry's title stand right over its description?"""
    text = places.screen.painted[place.page]
    ends = [text.by[at + len(letters(title)) - 1] for at in text.all(title)]
    return any(0 < place.y - end.y < (10 if places.form(place) == "feature" else 6) for end in ends)


def leads_to(link: Link, place: Place, places: Places) -> bool:
    """Does the link lead to the head of this entry, which begins with its cover?"""
    deepest = 135 if places.form(place) in ("hung", "feature", "beside") else 65
    return link.to == place.page and 0 < place.y - link.to_y < deepest


def test_contents_lead_to_sections(screen: Reader, manuscript: Manuscript) -> None:
    """Each row of the contents is a link to the page on which that section opens."""
    titles = [section.title for section in manuscript.sections] + ["Index"]
    links = [link for link in screen.links if link.page == screen.page("1") and link.to >= 0]
    for title in titles:
        rows = [link for link in links if letters(title) in under(screen, link).translate(NO_DIGITS)]
        assert rows, title
        for row in rows:
            assert screen.painted[row.to].find(title) >= 0
            assert under(screen, row).strip(letters(title)) in ("", screen.labels[row.to])
    assert {screen.labels[link.to] for link in links} == {"2", "6", "10", "14", "18", "22", "24", "26"}


NO_DIGITS = str.maketrans("", "", "0123456789")


def test_index_lines_lead_to_their_entries(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """Every title with an entry is a link to it from the index; no other line of the index is one, but for
    the list of series in its band."""
    pages = {screen.page(str(folio)) for folio in range(26, 32)}
    links = [link for link in screen.links if link.page in pages]
    listed = {line.id: line.text for line in manuscript.index() if line.kind == "title"}
    featured = {id: text for id, text in listed.items() if places.pages(id)}
    reached: set[int] = set()
    for id, text in featured.items():
        entry = places.entry(id)
        hits = [
            n
            for n, link in enumerate(links)
            if leads_to(links[n], entry, places) and letters(text) in under(screen, link)
        ]
        assert hits, text
        assert title_on(places, entry, manuscript.title(entry.block)), text
        reached |= set(hits)
    others = [link for n, link in enumerate(links) if n not in reached]
    listing = [link for link in others if link.to in pages]
    assert [under(screen, link) for link in listing] == [
        letters(manuscript.series[name]["title"]) for name in _listed(manuscript)
    ]
    for link, name in zip(listing, _listed(manuscript), strict=True):
        assert screen.labels[link.page] == "26"
        heads = screen.painted[link.to].all(manuscript.head(name))
        tops = [screen.painted[link.to].by[at].y for at in heads]
        assert any(0 < top - link.to_y < 15 for top in tops), name
    cited = [link for link in others if link not in listing]
    assert all(_cites(screen, link, places, manuscript) for link in cited)


def test_the_band_of_the_index_lists_the_series_with_their_pages(
    screen: Reader, manuscript: Manuscript
) -> None:
    """Level with each series in the band stands the number of the page on which its head is."""
    page = screen.page("26")
    links = [link for link in screen.links if link.page == page and screen.labels[link.to] in LISTS]
    band = screen.flow(page, 17, 17 * 4.2).chars
    for link, name in zip(links, _listed(manuscript), strict=True):
        first = next(char for char in band if link.covers(char))
        level = [char for char in band if abs(char.y - first.y) < SAME_LINE and not link.covers(char)]
        assert "".join(char.text for char in level) == screen.labels[link.to], name
        assert screen.painted[link.to].find(manuscript.head(name)) >= 0, name


LISTS = {str(folio) for folio in range(26, 32)}


def _listed(manuscript: Manuscript) -> list[str]:
    """The series that the index lists, by their files, in order."""
    part = next(part for part in manuscript.publication["parts"] if part["part"] == "index")
    return list(part["series"])


def _part(screen: Reader, link: Link, title: str) -> bool:
    words = under(screen, link)
    return bool(words) and words in letters(title)


def _cites(screen: Reader, link: Link, places: Places, manuscript: Manuscript) -> bool:
    """A link in an introduction: to the entry of a record whose title it is part of."""
    words = under(screen, link)
    return any(
        leads_to(link, place, places) and words in letters(manuscript.records[id]["title"])
        for place in places.entries
        for id in place.block.ids
    )


def test_extracts_lead_to_their_entries(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """On an extract's page, both "Read on in" and the title in the introduction lead to the entry."""
    for place in places.extracts:
        entry = places.entry(place.block.argument)
        title = letters(manuscript.records[place.block.argument]["title"])
        links = [link for link in screen.links if link.page == place.page and link.to >= 0]
        there = [link for link in links if leads_to(link, entry, places)]
        words = [[w for link in side if (w := under(screen, link))] for side in _sides(there)]
        assert all(side and all(w in title for w in side) for side in words), place.block.argument
        assert all("".join(side) == title for side in words), place.block.argument


def _sides(links: list[Link]) -> tuple[list[Link], list[Link]]:
    """The links beside the panel, and those on it, as they are read."""
    ordered = sorted(links, key=lambda link: (link.y, link.x))
    return [link for link in ordered if link.x < 77], [link for link in ordered if link.x >= 77]


def test_every_inner_link_leads_to_its_own_words(
    screen: Reader, places: Places, manuscript: Manuscript
) -> None:
    """What a link within the publication says stands on its page, or is the title it leads to."""
    for link in screen.links:
        if link.to >= 0 and not _of_the_index(screen, link):
            words = under(screen, link).translate(NO_DIGITS)
            there = screen.painted[link.to].letters.translate(NO_DIGITS)
            assert words in there or _renamed(link, words, places, manuscript), words


def _of_the_index(screen: Reader, link: Link) -> bool:
    """Is it a line of the index, which bears more than a title, or does it lead to one, as kinds do?"""
    index = {str(folio) for folio in range(26, 32)}
    return bool({screen.labels[link.to], screen.labels[link.page]} & index) and link.page != link.to


def _renamed(link: Link, words: str, places: Places, manuscript: Manuscript) -> bool:
    """Does it lead to a record that its entry calls otherwise?"""
    listed = {line.id: letters(line.text).translate(NO_DIGITS) for line in manuscript.index()}
    records = [id for place in places.entries if leads_to(link, place, places) for id in place.block.ids]
    return any(words in listed.get(id, "") for id in records)


def test_titles_and_covers_lead_to_the_download(
    screen: Reader, places: Places, manuscript: Manuscript
) -> None:
    """An entry's title and its thumbnail are links to its address under download_base."""
    for place in places.entries:
        address = _address(manuscript, place.block)
        links = [
            link
            for link in screen.links
            if link.page == place.page and link.address == address and link.y < place.y + 30
        ]
        title = letters(manuscript.title(place.block))
        assert any(_part(screen, link, manuscript.title(place.block)) for link in links), title
        assert any(link.right - link.x > 25 and link.bottom - link.y > 35 for link in links), title


def _address(manuscript: Manuscript, entry: Block) -> str:
    return f"{manuscript.publication['download_base']}{entry.ids[0]}"


def test_links_lead_nowhere_else(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """Every other address of the file is a download, or one of the publisher's own, which are printed."""
    publisher = manuscript.publication["publisher"]
    own = {f"mailto:{publisher['email']}", f"https://{publisher['web']}"}
    addresses = {link.address for link in screen.links if link.to < 0}
    assert addresses == {_address(manuscript, place.block) for place in places.entries} | own


def test_bookmarks_hold_every_part_entry_and_extract(
    screen: Reader, places: Places, manuscript: Manuscript
) -> None:
    """The outline: cover, contents, each section with its entries and extracts in order, index, notes."""
    wanted: list[tuple[int, str]] = []
    for number, section in enumerate(manuscript.sections):
        wanted.append((0, section.title))
        for place in places.all:
            if place.section == number:
                extract = place.block.name == "extract"
                record = manuscript.records[place.block.ids[0]]
                title = f"Extract: {record['title']}" if extract else manuscript.title(place.block)
                wanted.append((1, title))
    marks = [mark for mark in screen.bookmarks if mark.level < 2]  # headings within a block are deeper
    start = [mark.title for mark in marks].index(manuscript.sections[0].title)
    made = marks[start : start + len(wanted)]
    assert [(mark.level, letters(mark.title)) for mark in made] == [(n, letters(t)) for n, t in wanted]
    others = [mark.title for mark in marks if mark.level == 0 and mark not in made]
    assert others == [manuscript.publication["title"], "Contents", "Index", "Notes"]


def test_bookmarks_lead_to_what_they_say(screen: Reader, places: Places, manuscript: Manuscript) -> None:
    """Each title of the outline stands on the page that it leads to."""

    def shown(mark: Mark) -> bool:
        return screen.painted[mark.page].find(mark.title.removeprefix("Extract: ")) >= 0

    assert [mark.title for mark in screen.bookmarks if not shown(mark)] == []
    by_title = {letters(manuscript.title(place.block)): place.page for place in places.entries}
    marked = {letters(mark.title): mark.page for mark in screen.bookmarks if mark.level == 1}
    assert {title: marked[title] for title in by_title} == by_title


def test_the_index_is_bookmarked_by_series(screen: Reader, manuscript: Manuscript) -> None:
    """Under Index stand the five series, each leading to the page of its head."""
    titles = [line.text for line in manuscript.index() if line.kind == "series"]
    start = [mark.title for mark in screen.bookmarks].index("Index")
    made = [mark for mark in screen.bookmarks[start + 1 :] if mark.level == 1]
    assert [letters(mark.title) for mark in made] == list(
        dict.fromkeys(letters(title) for title in titles if _is_head(title, manuscript))
    )


def _is_head(title: str, manuscript: Manuscript) -> bool:
    heads = [f"{s['title']} {s.get('suffix', '')}" for s in manuscript.series.values()]
    return title in heads
