"""A root of any size, made of nothing: for timing, and for content that nobody has seen.

The layouts, styles and icons are those of the project; titles, blurbs and extracts are numbered
sentences, so that each is different and the same size gives the same root.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

TEXT = (
    "a network of schools that learns from its own practice and writes down what it finds so that "
    "others may use it too in the time and with the people that they have"
)
WORDS = TEXT.split()


def sentence(words: int, seed: int) -> str:
    """So many words, different for each seed."""
    picked = [WORDS[(seed * 7 + i * (1 + seed % 3)) % len(WORDS)] for i in range(words)]
    return " ".join(picked).capitalize() + "."


def entry(number: int, words: int = 60) -> tuple[str, str]:
    """The title of an entry, and its blurb."""
    return f"Title {number} in {WORDS[number % len(WORDS)]} kind", sentence(words, number)


def extracts(number: int) -> list[str]:
    """The points of the extract behind an entry; none behind most."""
    return [sentence(20, number + n) for n in range(6)] if number % 8 == 7 else []


def write_root(folder: Path, entries: int, per_section: int = 20, words: int = 60) -> Path:
    """Write a root with so many titles, `per_section` in each section and all listed in the index, an extract
    every eight."""
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, folder / name)
    sections = -(-entries // per_section)
    catalogue = folder / "source" / "catalogue"
    catalogue.mkdir(parents=True)
    (catalogue / "all.yaml").write_text("\n".join(_catalogue(entries)), "utf-8")
    book = folder / "source" / "book"
    book.mkdir()
    (book / "contents.md").write_text("---\ntitle: Contents\n---\n", "utf-8")
    for s in range(sections):
        of_section = range(s * per_section, min(entries, (s + 1) * per_section))
        (book / f"{s:03}.md").write_text("\n".join(_section(s, of_section, words)), "utf-8")
    (book / "publication.yaml").write_text("\n".join(_publication(sections)), "utf-8")
    return folder


def _catalogue(entries: int) -> Iterator[str]:
    yield "title: All titles"
    yield "pattern: arcs"
    yield "records:"
    for i in range(entries):
        yield f"  - id: title-{i}"
        yield f"    title: {entry(i)[0]}"
        yield "    kinds: [think-piece]"


def _section(number: int, entries: range, words: int) -> Iterator[str]:
    yield f"---\ntitle: Section {number + 1}\n---\n"
    yield f"/// standfirst\n{sentence(24, number)}\n///\n"
    for i in entries:
        yield f"/// entry | title-{i}\n{entry(i, words)[1]}\n///\n"
        if points := extracts(i):
            yield f"/// extract | title-{i}\n{sentence(12, i)}\n"
            yield from (f"- {point}" for point in points)
            yield "///\n"


def _publication(sections: int) -> Iterator[str]:
    yield "title: Synthetic\nlayout: directory\ntrim: 210mm x 210mm\ndate: 2006-06-01"
    yield "publisher: {name: Nobody}\nparts:"
    yield "  - {part: contents, file: contents.md}"
    for s in range(sections):
        yield f"  - {{part: section, file: {s:03}.md}}"
    yield "  - {part: index, title: Index, colour: stone, series: [all]}"
    yield "  - {part: notes, colour: stone}"
