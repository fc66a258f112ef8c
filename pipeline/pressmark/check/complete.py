"""What a root has and nobody uses: titles that are printed nowhere, pictures that nothing shows."""

from __future__ import annotations

import difflib
import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pressmark.check.pictures import SHOWN
from pressmark.check.reference_circles import LEADS
from pressmark.findings import Finding, Span, finding
from pressmark.read.series import TYPES
from pressmark.read.sources import PUBLICATION, House
from pressmark.read.yaml.located import parse, read_text
from pressmark.root import Root

PICTURES = (*SHOWN, ".gif", ".bmp")

_ABOUT = re.compile(r"^/{3,}[ \t]*[\w-]+[ \t]*\|[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\[\[\s*([\w-]+)\s*\]\]")
_PICTURE = re.compile(r"[^\s\"'{}\[\],]+[.]\w+")
_REMARK = re.compile(r"(?:^|\s)#.*", re.MULTILINE)
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Named:
    """What the publications of a root name, as far as their files can be read, sound or not.

    `titles` stand after the bar of a block or in a reference, `files` after a bar or anywhere in the
    catalogue, `series` in a part of a publication.
    """

    titles: frozenset[str]
    files: frozenset[str]
    series: frozenset[str]


def named_in(root: Root) -> Named:
    """What is named in the publications of a root."""
    titles: set[str] = set()
    files: set[str] = set()
    series: set[str] = set()
    for path in map(PurePosixPath, root.list("source/*/*")):
        if path.suffix not in (".md", ".yaml"):
            continue
        text, _ = read_text(root, str(path))
        if path.name == PUBLICATION:
            series |= _in_parts(text or "")
        elif path.parent.name == "catalogue":
            files |= set(_PICTURE.findall(_REMARK.sub("", text or "")))
        elif path.suffix == ".md":
            after = _ABOUT.findall(text or "")
            files |= {f"{path.parent.name}/{name}" for name in after}
            titles |= {name.strip() for one in after for name in one.split(",")}
            titles |= set(_NAMED.findall(text or ""))
    return Named(frozenset(titles), frozenset(files), frozenset(series))


def _in_parts(text: str) -> set[str]:
    """What the parts of a publication list, by whatever name; all its words, where it cannot be read."""
    data = parse(text, "")[0].data
    if not isinstance(data, dict):
        return set(_WORD.findall(text))
    parts = [part for rows in data.values() if isinstance(rows, list) for part in rows]
    fields = [field for part in parts if isinstance(part, dict) for field in part.values()]
    lists = [field if isinstance(field, list) else [field] for field in fields]
    return {name for names in lists for name in names if isinstance(name, str)}


def unused(house: House) -> Iterator[Finding]:
    """Titles that no entry, extract, reference or index prints, and pictures that nothing shows."""
    named = named_in(house.root)
    yield from _titles(house, named)
    yield from _pictures(house, named)
    yield from _unread(house.root)
    yield from _without_publication(house.root)


def _titles(house: House, named: Named) -> Iterator[Finding]:
    records = [record for source in house.series.values() for record in source.value.records]
    led_to = {id for record in records for key in LEADS if isinstance(id := record[key], str)}
    for name, source in house.series.items():
        if name in named.series or source.located.data is None:
            continue
        for i, record in enumerate(source.value.records):
            if record.id not in named.titles and record.id not in led_to:
                yield finding("W320", source.at("records", i, "id"), title=record["title"] or record.id)


def _unread(root: Root) -> Iterator[Finding]:
    """YAML that stands where nobody looks for it, or ends in .yml."""
    read = {
        *root.list("source/catalogue/*.yaml"),
        *root.list(f"{TYPES}/*.yaml"),
        *root.list("source/*/publication.yaml"),
    }
    for file in sorted({*root.list("source/**/*.yaml"), *root.list("source/**/*.yml")} - read):
        path = PurePosixPath(file)
        catalogue = path.parent.name == "catalogue"
        name = f"{path.stem}.yaml" if catalogue else "publication.yaml"
        yield finding("W324", Span(file, 1), cure=f"call it {name}, or take it away")


def _without_publication(root: Root) -> Iterator[Finding]:
    """Folders of source/ with Markdown, and nothing that makes a publication of it."""
    for path in sorted({PurePosixPath(file).parent for file in root.list("source/*/*.md")}):
        folder = str(path)
        like = difflib.get_close_matches(PUBLICATION, root.names(f"{glob.escape(folder)}/*"), 1, 0.7)
        if path.name == "catalogue" or (like and like[0].endswith((".yaml", ".yml"))):
            continue  # which is one, or is said to be called otherwise
        cure = f"call {like[0]} {PUBLICATION}" if like else "write one, or move the folder out of source/"
        yield finding("W365", Span(folder), folder=folder, cure=cure)


def _pictures(house: House, named: Named) -> Iterator[Finding]:
    shown = named.files.union(_of_records(house))
    for file in house.root.list("source/**/*"):
        is_picture = PurePosixPath(file).suffix.lower() in PICTURES
        if is_picture and file.removeprefix("source/") not in shown:
            yield finding("W321", Span(file))


def _of_records(house: House) -> Iterator[str]:
    """The pictures that records name, in files and in tables."""
    for source in house.series.values():
        fields = house.type_of(source.value).fields.items()
        pictures = [name for name, field in fields if field.type == "picture"]
        for record in source.value.records if pictures else ():
            for name in pictures:
                held = record[name]
                yield from held if isinstance(held, tuple) else (held,) if held else ()
