"""The sources of a publication, read for the tests: by YAML and a few lines, never by the pipeline."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

_BLOCK = re.compile(
    r"^/// ([a-z-]+)(?: \| ([^\n]*))?\n((?:    \S[^\n]*\n)*)\n*(.*?)\n///$", re.MULTILINE | re.DOTALL
)
_REFERENCE = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Block:
    """A fenced block: its name, its argument, its options and its body."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: str

    @property
    def ids(self) -> list[str]:
        """The records that it names."""
        return [id.strip() for id in self.argument.split(",")]


@dataclass(frozen=True)
class Section:
    """A section file: its title and its blocks, in order."""

    title: str
    colour: str
    blocks: tuple[Block, ...]

    @property
    def standfirst(self) -> str:
        """What stands on the band of its opener."""
        return next(block.body for block in self.blocks if block.name == "standfirst")

    @property
    def items(self) -> list[Block]:
        """Its entries and extracts, in order."""
        return [block for block in self.blocks if block.name in ("entry", "extract")]

    @property
    def entries(self) -> list[Block]:
        """Its entries, in order."""
        return [block for block in self.blocks if block.name == "entry"]


@dataclass(frozen=True)
class IndexLine:
    """Something the index prints: "title" (of record `id`), "authors", "group" or other words."""

    kind: str
    text: str
    id: str = ""


class Manuscript:
    """A publication of a root."""

    def __init__(self, root: Path, id: str) -> None:
        self.folder = root / "source" / id
        self.publication: dict[str, Any] = _yaml(self.folder / "publication.yaml")
        self.symbols: dict[str, Any] = _yaml(root / "icons" / "symbols.yaml")
        self.palette: dict[str, Any] = _yaml(root / "styles" / "palette.yaml")
        catalogue = sorted((root / "source" / "catalogue").glob("*.yaml"))
        self.series: dict[str, dict[str, Any]] = {path.stem: _yaml(path) for path in catalogue}

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Every record of the catalogue, by its id."""
        return {record["id"]: record for series in self.series.values() for record in series["records"]}

    @cached_property
    def sections(self) -> list[Section]:
        """The sections, in order."""
        parts = [part for part in self.publication["parts"] if part["part"] == "section"]
        return [self._section(part["file"], part["colour"]) for part in parts]

    def blocks(self, file: str) -> tuple[Block, ...]:
        """The blocks of a Markdown file, in order."""
        text = (self.folder / file).read_text("utf-8")
        made = tuple(
            Block(name, (argument or "").strip(), yaml.safe_load(options) or {}, body)
            for name, argument, options, body in _BLOCK.findall(text)
        )
        assert len(made) * 2 == len(re.findall(r"^///", text, re.MULTILINE)), f"blocks of {file}"
        return made

    def _section(self, file: str, colour: str) -> Section:
        text = (self.folder / file).read_text("utf-8")
        front = yaml.safe_load(text.split("---\n")[1])
        return Section(front["title"], colour, self.blocks(file))

    def words(self, markdown: str) -> str:
        """A text with the title of each record that it refers to."""
        return _REFERENCE.sub(lambda m: str(self.records[m[1]]["title"]), markdown)

    def title(self, entry: Block) -> str:
        """The title that an entry prints."""
        record = self.records[entry.ids[0]]
        return str(entry.options.get("title") or record.get("entry_title") or record["title"])

    def kinds(self, entry: Block) -> str:
        """What an entry says that it is."""
        kinds = self.records[entry.ids[0]].get("kinds", [])
        return " ".join(self.symbols[kind]["label"] for kind in kinds)

    def series_line(self, entry: Block) -> str:
        """The series that an entry names above its title."""
        record = self.records[entry.ids[0]]
        parent = self.records.get(record.get("part_of", ""), {})
        if parent.get("names_series"):
            return str(parent["title"])
        series = next(s for s in self.series.values() if record in s["records"])
        shown = record.get("series_line", series.get("series_line", False))
        return str(series["title"]) if shown else ""

    def below(self, entry: Block) -> str:
        """What an entry says under its description: what it is taken from, and its note."""
        record = self.records[entry.ids[0]]
        source = record.get("taken_from")
        taken = f"Taken from {self.records[source]['title']}" if source else ""
        return f"{taken} {record.get('note', '')}".strip()

    def entry(self, entry: Block) -> str:
        """Everything that an entry prints, in order."""
        return f"{self.kinds(entry)} {self.told(entry)} {self.below(entry)}"

    def told(self, entry: Block) -> str:
        """What the text of an entry with a column of notes says, in order."""
        return f"{self.series_line(entry)} {self.title(entry)} {self.words(entry.body)}"

    def noted(self, entry: Block) -> str:
        """What its column of notes says, in order: kinds, formats, what it is taken from, its note."""
        formats = " ".join(self.symbols[name]["label"] for name in self.formats(entry))
        return f"{self.kinds(entry)} {formats} {self.below(entry)}"

    def formats(self, entry: Block) -> list[str]:
        """How an entry's title can be had, by the names of the symbols."""
        return list(self.records[entry.ids[0]].get("formats", ["download"]))

    def head(self, name: str) -> str:
        """The head of a series in the index."""
        return f"{self.series[name]['title']} {self.series[name].get('suffix', '')}"

    def index(self) -> Iterator[IndexLine]:
        """Everything that the index prints, in order, page numbers apart."""
        part = next(part for part in self.publication["parts"] if part["part"] == "index")
        for name in part["series"]:
            series = self.series[name]
            yield IndexLine("series", self.head(name))
            yield IndexLine("introduction", self.words(series.get("introduction", "")))
            groups = {group["id"]: group["title"] for group in series.get("groups", [])}
            group = ""
            for record in series["records"]:
                if record.get("group", group) != group:
                    group = record["group"]
                    yield IndexLine("group", groups[group])
                if series.get("index_line") and record.get("pack"):
                    yield IndexLine("series", series["title"])
                yield from self._index_record(record)

    def _index_record(self, record: dict[str, Any]) -> Iterator[IndexLine]:
        label = f"{record['label']}: " if "label" in record else ""
        name = label + str(record.get("index_title") or record["title"])
        dated = f"{name}, {html.unescape(record['date'])}" if "date" in record else name
        yield IndexLine("title", dated, record["id"])
        yield IndexLine("note", str(record.get("index_note", "")))
        yield IndexLine("subtitle", str(record.get("subtitle", "")))
        yield IndexLine("authors", str(record.get("authors", "")))
        yield IndexLine("introduction", self.words(record.get("index_intro", "")))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
