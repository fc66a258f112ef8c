"""What a process remembers of the runs before: whatever was edited, it comes to what is made anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.line import COMPOSE, TYPESET, Order, Work, run
from pressmark.memory import RUNS, Attributes, Watched
from pressmark.store import MemoryStore
from tests.output.building import PUBLICATION, processes, tiny_root

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"
DARK = f"source/{PUBLICATION}/01-after-dark.md"
OWN = f"source/{PUBLICATION}/publication.yaml"

Edit = Callable[[Path], object]


def changed(file: str, old: str, new: str) -> Edit:
    """A file with the first of some words in other words."""

    def edit(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, (file, old)
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def written(file: str, text: str) -> Edit:
    """A file with this text."""
    return lambda root: (root / file).write_text(text, "utf-8")


def removed(file: str) -> Edit:
    """A file less."""
    return lambda root: (root / file).unlink()


BLOCKS = "layouts/directory/blocks"

# One after the other, each on what the others left.
EDITS: dict[str, Edit] = {
    "a word": changed(TIDE, "Foam", "Froth"),
    "lines above all others of a section": changed(DARK, "---\n\n", "---\n\n\n\n\n"),
    "a longer text": changed(TIDE, "Twice a month", " ".join(["Twice a month, or thrice,"] * 30)),
    "a title": changed("source/catalogue/tides.yaml", "Reading the ebb", "Reading the flood"),
    "a note in the index": changed(
        "source/catalogue/tides.yaml", "index_note: Summary", "index_note: Digest"
    ),
    "an entry that is there twice": changed(
        TIDE, "/// entry | race", "/// entry | ebb\nAgain.\n///\n\n/// entry | race"
    ),
    "an unknown entry": changed(TIDE, "/// entry | race", "/// entry | rase"),
    "and mended": changed(TIDE, "/// entry | rase", "/// entry | race"),
    "YAML that is none": changed("source/catalogue/lights.yaml", "records:", "records: ["),
    "and mended too": changed("source/catalogue/lights.yaml", "records: [", "records:"),
    "a style sheet": changed("styles/entry.css", "{", "{ letter-spacing: 0.01em; "),
    "a property that nobody sets": changed("styles/entry.css", "{", "{ word-spacing: var(--none); "),
    "and the property": changed("styles/entry.css", "var(--none)", "0.01em"),
    "a template": changed(f"{BLOCKS}/entry.html.j2", 'class="entry-text"', 'class="entry-text other"'),
    "a template of the layout's own": written(
        f"{BLOCKS}/index-row.html.j2", '<p data-block="{{ id }}">{{ line }}</p>'
    ),
    "that is no longer there": removed(f"{BLOCKS}/index-row.html.j2"),
    "a template that is at fault": changed(f"{BLOCKS}/entry.html.j2", "{% for", "{% four"),
    "and its cure": changed(f"{BLOCKS}/entry.html.j2", "{% four", "{% for"),
    "what all parts ask of the book": changed(
        "layouts/shared/document.html.j2", "<body", "{# {{ book.parts|length }} #}<body"
    ),
    "a template that counts parts": changed(
        f"{BLOCKS}/entry.html.j2", "<article", '<article data-parts="{{ book.parts|length }}"'
    ),
    "a part less": changed(OWN, "  - {part: notes, colour: stone}\n", ""),
    "the book's title": changed(OWN, "title: Harbour lights", "title: Harbour lamps"),
    "the colour of a section": changed(
        OWN, "02-by-the-tide.md, colour: amber", "02-by-the-tide.md, colour: green"
    ),
    "a colour": changed("styles/palette.yaml", 'srgb: "#00595b"', 'srgb: "#00595c"'),
    "what a symbol means": changed("icons/symbols.yaml", "ideas to weigh", "thoughts to weigh"),
    "a drawing of a symbol": changed("icons/think-piece.svg", "<svg", "<svg data-n='1'"),
    "a pitch of the layout": changed("layouts/directory/layout.yaml", "gap: ", "gap: 1"),
    "the limits of contrast": changed("styles/contrast.yaml", "level:", "#\n    level:"),
    "Markdown that no part names": written(f"source/{PUBLICATION}/more.md", "---\ntitle: More\n---\n"),
    "a section less": changed(OWN, "  - {part: section, file: 01-after-dark.md, colour: teal}\n", ""),
    "a file that is gone": removed(TIDE),
}


def outcome(work: Work) -> dict[str, object]:
    """All that came of a run, to be compared."""
    made: dict[str, object] = {"findings": work.findings, "reads": work.setter and work.setter.reads}
    if work.composition is not None and work.setter is not None:
        made["composition"] = work.composition
        made["pages"] = [work.setter.pieces(part, work.composition) for part in work.composition.parts]
    if work.typeset is not None:
        made["set"] = [(piece.pdf, piece.pages, piece.reads) for piece in work.typeset.pieces]
        made["made of"] = work.made_of
    return made


def made(root: Root, upto: str, draft: bool = False) -> dict[str, object]:
    """What comes of the publication of a root."""
    house, shared = root.house
    order = Order(root, house, PUBLICATION, processes=processes(), draft=draft)
    return {**outcome(run(order, upto)), "house": shared}


def test_what_is_remembered_is_what_is_made_anew(tmp_path: Path) -> None:
    """After edits of every kind, one after the other: findings, pages, and what they are made of."""
    folder, store = tiny_root(tmp_path / "root"), MemoryStore()
    root = Root(folder, store=store)
    made(root, TYPESET)
    for i, (name, edit) in enumerate(EDITS.items()):
        edit(folder)
        upto = TYPESET if i in (0, 10) else COMPOSE
        root = root.again()
        again, anew = made(root, upto), made(Root(folder, store=store), upto)
        for what, of in anew.items():
            assert again.get(what) == of, f"{name}: {what}"


BOATS = {
    "source/catalogue/types/boat.yaml": """\
title: Boat
name: "{name}"
fields:
  name: {required: true}
  home: {}
  built: {type: number}
  crew: {type: text, list: true}
shows:
  lines: ["{home}, {built}"]
""",
    "source/catalogue/boats.yaml": "title: Boats\ntype: boat\ntable: boats.csv\n",
    "source/catalogue/boats.csv": """\
id,name,home,built,crew
alma,Alma,Saltby,1911,Ann;Bo
bess,Bess,Quayside,1899,Cy
cora,Cora,Saltby,1954,
dora,Dora,Farness,1932,Di;Ed;Flo
""",
}
TYPE, SERIES, TABLE = BOATS

# The same of records, their types, their tables, and of sections that are made of them.
OF_RECORDS: dict[str, Edit] = {
    "a section of records": changed(
        OWN,
        "  - {part: index",
        "  - {part: section, title: Boats, from: boats, group_by: home}\n  - {part: index",
    ),
    "a cell": changed(TABLE, "Alma,Saltby", "Almina,Saltby"),
    "a cell that a group is made by": changed(TABLE, "Dora,Farness", "Dora,Quayside"),
    "a row more": changed(TABLE, "dora,", "edna,Edna,Saltby,1960,Gil\ndora,"),
    "a number that is none": changed(TABLE, "1899", "last century"),
    "a number again": changed(TABLE, "last century", "1898"),
    "a column under another name": changed(TABLE, "id,name,home", "id,name,port"),
    "a field that it is": changed(TYPE, "home: {}", "home: {label: port}"),
    "what is shown": changed(TYPE, "{home}, {built}", "{home}; {crew}"),
    "a field's type": changed(TYPE, "built: {type: number}", "built: {announced: of}"),
    "what is announced": changed(TYPE, '"{home}; {crew}"', '"{home}, {built}"'),
    "how a field is ordered": changed(TYPE, "fields:", "sort_by: [-built]\nfields:"),
    "a mark": changed(TYPE, "shows:\n", 'shows:\n  mark: "{built}"\n'),
    "a colour by a value": changed(
        TYPE, "sort_by:", "coloured_by: {field: home, colours: {Saltby: green}}\nsort_by:"
    ),
    "a field that must be there": changed(TYPE, "crew: {", "crew: {required: true, "),
    "and need not": changed(TYPE, "crew: {required: true, ", "crew: {"),
    "the title of a series": changed(SERIES, "title: Boats", "title: Our boats"),
    "another choice": changed(OWN, "from: boats, group_by: home", "from: boats, where: {home: Saltby}"),
    "a section that begins below it": changed(
        OWN,
        "  - {part: index",
        "  - {part: section, title: More, from: boats, opens: here}\n  - {part: index",
    ),
    "on a page of its own": changed(OWN, "opens: here", "opens: page"),
    "a head for it": changed(OWN, "title: More", "title: More boats"),
    "a layout that cannot": changed("layouts/directory/layout.yaml", "  run: ", "  rung: "),
    "a table less": removed(TABLE),
}

# Those that leave an error.
FAULTY = (
    "a number that is none",
    "a field that must be there",
    "a layout that cannot",
    "a table less",
)


def test_what_is_remembered_of_records_is_what_is_made_anew(tmp_path: Path) -> None:
    """After edits of tables, of types, and of what is made of them: a cell that is another shows."""
    folder, store = tiny_root(tmp_path / "root"), MemoryStore()
    for file, text in BOATS.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    root = Root(folder, store=store)
    made(root, COMPOSE)
    for name, edit in OF_RECORDS.items():
        edit(folder)
        root = root.again()
        again, anew = made(root, COMPOSE), made(Root(folder, store=store), COMPOSE)
        for what, of in anew.items():
            assert again.get(what) == of, f"{name}: {what}"
        assert ("composition" in anew) == (name not in FAULTY), (name, anew["findings"])


def test_drafts_and_builds_take_turns(tmp_path: Path) -> None:
    """What is remembered of a draft is not taken for what a build makes, nor the other way round."""
    folder, store = tiny_root(tmp_path / "root"), MemoryStore()
    root = Root(folder, store=store)
    for name in ("a word", "an unknown entry", "and mended", "YAML that is none", "and mended too"):
        EDITS[name](folder)
        for draft in (True, False, True):
            root = root.again()
            again, anew = made(root, COMPOSE, draft), made(Root(folder, store=store), COMPOSE, draft)
            assert again == anew, (name, draft)
            assert ("composition" in anew) == (draft or name in ("a word", "and mended", "and mended too"))


def test_a_word_is_made_of_what_was_remembered(tmp_path: Path) -> None:
    """Only the page of a word is another; all other pieces are those of the run before, not equal ones."""
    folder = tiny_root(tmp_path / "root")
    root = Root(folder, store=MemoryStore())
    before = run(Order(root, root.house[0], PUBLICATION, processes=processes()), TYPESET).typeset
    EDITS["a word"](folder)
    root = root.again()
    after = run(Order(root, root.house[0], PUBLICATION, processes=processes()), TYPESET).typeset
    assert before is not None
    assert after is not None
    pairs = zip(before.pieces, after.pieces, strict=True)
    assert sum(one is not other for one, other in pairs) == 1


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Root:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text("a", "utf-8")
    return Root(tmp_path)


def test_what_reads_a_file_is_made_again_when_that_changes(root: Root) -> None:
    """By its content; by whether it is there; and by what stands beside it."""
    count = iter(range(100))

    def recalled(root: Root) -> list[int]:
        return [
            root.recall("reads", (), lambda: (root.read("source/a.md"), next(count))[1]),
            root.recall("lists", (), lambda: (root.list("source/*.md"), next(count))[1]),
            root.recall("standing", (), lambda: (root.standing("source/b.md", "source"), next(count))[1]),
            root.recall("size", (), lambda: (root.size("source/a.md"), next(count))[1]),
        ]

    assert recalled(root) == [0, 1, 2, 3]
    root = root.again()
    assert recalled(root) == [0, 1, 2, 3]
    (root.folder / "source" / "a.md").write_text("A", "utf-8")  # of the same size, within the same moment
    root = root.again()
    assert recalled(root) == [4, 1, 2, 3]
    (root.folder / "source" / "b.md").write_text("b", "utf-8")
    root = root.again()
    assert recalled(root) == [4, 5, 6, 3]
    assert recalled(root.overlaid("source/a.md", "longer")) == [7, 5, 6, 8]


def test_what_asks_a_mapping_is_made_again_when_its_answer_changes(root: Root) -> None:
    """What it did not ask may change; and whoever went through all of it asked all."""
    count = iter(range(100))

    def recalled(pages: dict[str, int]) -> tuple[int, int, int]:
        def one(watched: Watched) -> int:
            watched.get("a", 0)
            return next(count)

        def every(watched: Watched) -> int:
            sum(watched.values())
            return next(count)

        def none(watched: Watched) -> int:
            return next(count)

        asking = (one, every, none)
        first, second, third = (root.recall(do.__name__, (), do, pages) for do in asking)
        return first, second, third

    assert recalled({"a": 1}) == (0, 1, 2)
    assert recalled({"a": 1}) == (0, 1, 2)
    assert recalled({"a": 1, "b": 2}) == (0, 3, 2)
    assert recalled({"b": 2}) == (4, 5, 2)


def test_attributes_are_asked_as_a_mapping() -> None:
    """By their names; one that there is not is missing."""
    watched = Watched(Attributes(Path("a.md")))
    assert watched["suffix"] == ".md"
    assert "nothing" not in watched
    assert watched.would_be_answered_by(Attributes(Path("b.md")))
    assert not watched.would_be_answered_by(Attributes(Path("b.txt")))


def test_what_no_run_asks_for_is_forgotten(root: Root) -> None:
    """So what is remembered does not grow."""
    root.recall("once", (), lambda: 1)
    for _ in range(RUNS + 1):
        root = root.again()
        root.recall("each time", (), lambda: 2)
    assert root.memory.get("once") is None
    assert root.memory.get("each time") is not None
