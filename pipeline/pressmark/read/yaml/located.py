"""YAML with places: plain data, and the line and column of every key and value in it.

PyYAML's own constructor forgets places and lets a doubled key win in silence, so the node tree is
turned into data here, bounded in size and depth.
"""

from __future__ import annotations

import codecs
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel
from yaml.reader import ReaderError

from pressmark.findings import Finding, Span, finding
from pressmark.names import composed
from pressmark.read.places import Folded, Places, place_in, yaml_letters
from pressmark.read.yaml.slips import slips
from pressmark.read.yaml.syntax import odd_space, syntax
from pressmark.read.yaml.traps import commented, curly, signed, signs
from pressmark.root import Root
from pressmark.standings import TooLargeError

M = TypeVar("M", bound=BaseModel)

Path_ = tuple[str | int, ...]

# How large may one YAML file be, and how many values may it hold once aliases are followed?
MAX_BYTES = 8_000_000
MAX_VALUES = 400_000
MAX_DEPTH = 40

# Of texts of up to so many characters, what they come to is held.
HELD = 100_000

# YAML takes these for ends of lines; editors, and so editors' line numbers, do not.
_NOT_LINES = {0x85: " ", 0x2028: " ", 0x2029: " "}

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNREAD = (yaml.YAMLError, RecursionError, ValueError)


def _nothing_written(_: Path_) -> str:
    return ""


@dataclass(frozen=True)
class Located:
    """Plain data of one file and where each part of it stands.

    `places` maps a path such as ("records", 3, "title") to (line, column), both from 1; `written` to
    the words of a text as they stand in the file, quotation marks and all; `elsewhere` to the places of what
    stands in another file, a table.
    """

    data: Any
    file: str
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    written: Callable[[Path_], str] = field(default=_nothing_written, compare=False)
    elsewhere: Mapping[Path_, Places] = field(default_factory=dict)

    def holds(self, path: Path_) -> bool:
        """Is it known where the value at `path` stands?"""
        return path in self.places or path in self.keys or path in self.elsewhere

    def at_key(self, *path: str | int) -> Span:
        """The span of the key that `path` ends in, or of the nearest thing around it."""
        place = self.keys.get(path)
        return Span(self.file, *place) if place else self.at(*path)

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`, or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.elsewhere:
                return self.elsewhere[path[:end]](0)
            place = self.places.get(path[:end])
            if place is not None:
                return Span(self.file, *place)
        return Span(self.file)

    def placer(self, value: str, *path: str | int) -> Places:
        """Where each character of the text at `path` stands, given its offset.

        YAML folds lines, and writes some characters otherwise; where what is read is not what is written,
        it is the text's place.
        """
        return self.elsewhere.get(path) or _InValue(self, value, path)


@dataclass(frozen=True)
class _InValue:
    """The places in a text of a file: most are never asked for."""

    located: Located
    value: str
    path: Path_

    @property
    def exact(self) -> bool:
        return self._places.exact

    def __call__(self, offset: int) -> Span:
        return self._places(offset)

    @functools.cached_property
    def _places(self) -> Places:
        at = self.located.at(*self.path)
        return Folded(self.value, self.located.written(self.path), at, at, yaml_letters)


class _TooLargeError(Exception):
    """More values, or deeper ones, than any source has."""


class _Builder:
    """Turns one node tree into data, noting places and doubled keys."""

    def __init__(self, text: str, file: str, line_offset: int) -> None:
        self.text = text
        self.file = file
        self.offset = line_offset
        self.places: dict[Path_, tuple[int, int]] = {}
        self.keys: dict[Path_, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.ends: dict[Path_, tuple[int, int]] = {}
        self.values = 0

    def place(self, node: yaml.Node) -> tuple[int, int]:
        mark = node.start_mark
        return mark.line + 1 + self.offset, mark.column + 1

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.values += 1
        if self.values > MAX_VALUES or len(path) > MAX_DEPTH:
            raise _TooLargeError
        self.places[path] = self.place(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, i)) for i, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        assert isinstance(node, yaml.ScalarNode)
        self.ends[path] = (node.start_mark.index, node.end_mark.index)
        return self.scalar(node, path)

    def written(self, path: Path_) -> str:
        """The text at `path` as the file has it."""
        start, end = self.ends.get(path, (0, 0))
        return self.text[start:end]

    def mapping(self, node: yaml.MappingNode, path: Path_) -> Any:
        built: dict[str, Any] = {}
        again: list[tuple[str, Span]] = []
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                mark = key_node.end_mark
                at = Span(self.file, mark.line + 1 + self.offset, mark.column + 1)
                cure = "take it out, and what follows it"
                self.findings.append(finding("E101", at, problem="a colon follows brackets", cure=cure))
                if len(node.value) == 1:
                    return self.build(key_node, path)
                continue
            key = str(key_node.value)
            if (odd := odd_space(key, Span(self.file, *self.place(key_node)))) is not None:
                self.findings.append(odd)
                key = key.strip()
            if key in built:
                again.append((key, Span(self.file, *self.place(key_node))))
                if built[key] is None:
                    built[key] = self.build(value_node, (*path, key))
                continue
            self.keys[(*path, key)] = self.place(key_node)
            built[key] = self.build(value_node, (*path, key))
        self.findings += self.doubled(again, path)
        return built

    def doubled(self, again: list[tuple[str, Span]], path: Path_) -> Iterator[Finding]:
        """The names that stand again; where several do in an item of a list, it seems to begin anew."""
        if path and isinstance(path[-1], int) and len({key for key, _ in again}) > 1:
            key, span = again[0]
            yield finding("E161", span, name=key, first=self.keys[(*path, key)][0])
            return
        for key, span in again:
            yield finding("E103", span, key=key, first=self.keys[(*path, key)][0])

    def scalar(self, node: yaml.ScalarNode, path: Path_) -> Any:
        """Text stays text: what "2004", "No" or "9:30" mean is the model's business, not YAML's.

        Where nothing but a comment stands that is likely none, it is what was meant.
        """
        if not node.style:
            comment, behind = commented(node, self.text)
            if comment:
                index, mark = node.end_mark.index + behind, node.end_mark
                place = (mark.line + 1 + self.offset, mark.column + 1 + behind)
                code = "W363" if node.value else "E160"
                self.findings.append(finding(code, Span(self.file, *place), text=comment))
                if not node.value:
                    self.places[path], self.ends[path] = place, (index, index + len(comment))
                    return comment
            elif curly(node.value):
                self.findings.append(finding("W364", Span(self.file, *self.place(node)), text=node.value))
        return None if node.tag == "tag:yaml.org,2002:null" else node.value


def parse(text: str, file: str, line_offset: int = 0) -> tuple[Located, list[Finding]]:
    """The data of YAML `text`, which begins `line_offset` lines down `file`.

    What cannot be read is a finding, and the data is then None. It is not to be changed: what is read again,
    as of a root over which other text is laid, is not parsed again.
    """
    read = _parsed if len(text) <= HELD else _parsed.__wrapped__
    located, findings = read(text, file, line_offset)
    return located, list(findings)


@functools.lru_cache(maxsize=200)
def _parsed(text: str, file: str, line_offset: int) -> tuple[Located, Sequence[Finding]]:
    nothing = Located(None, file)
    if len(text) > MAX_BYTES:
        return nothing, [finding("E105", Span(file), size=len(text) // 1_000_000)]
    text = text.translate(_NOT_LINES)
    try:
        deep, marked = _looked_over(text)
        if deep is not None:
            span = Span(file, deep.line + 1 + line_offset, deep.column + 1)
            return nothing, [finding("E104", span)]
        node = yaml.compose(text, Loader=_Loader)
    except _UNREAD as error:
        first = _unread(error, text, file, line_offset)
        return nothing, slips(first, text, line_offset, lambda part, line: _fault(part, file, line))
    if node is None:
        return nothing, []
    builder = _Builder(text, file, line_offset)
    try:
        data = builder.build(node, ())
    except _TooLargeError:
        return nothing, [finding("E104", Span(file, *builder.place(node)))]
    findings = [*signs(marked, file, line_offset), *builder.findings]
    return Located(data, file, builder.places, builder.keys, builder.written), findings


def _looked_over(text: str) -> tuple[yaml.Mark | None, list[Any]]:
    """Where the file nests deeper, or holds more, than any source, and its events with a sign of YAML's:
    events need no recursion."""
    depth = 0
    marked: list[Any] = []
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if count > MAX_VALUES:
            return event.start_mark, marked  # type: ignore[return-value]
        if signed(event):
            marked.append(event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return event.start_mark, marked  # type: ignore[return-value]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None, marked


def _fault(text: str, file: str, line_offset: int) -> Finding | None:
    """Why YAML `text` cannot be read, if so."""
    try:
        yaml.compose(text, Loader=_Loader)
    except _UNREAD as error:
        return _unread(error, text, file, line_offset)
    return None


def _unread(error: Exception, text: str, file: str, line_offset: int) -> Finding:
    if isinstance(error, ReaderError):
        # The reader may count in bytes: which character it minds is what it says for certain.
        character = error.character if isinstance(error.character, int) else ord(error.character)
        at = max(0, text.find(chr(character)))
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        span = Span(file, text.count("\n", 0, at) + 1 + line_offset, column)
        problem = f"it holds the control character {character:#04x}"
        return finding("E101", span, problem=problem, cure="take it out")
    if getattr(error, "problem_mark", None) is None:
        return finding("E101", Span(file), problem="it is beyond reading", cure="write it anew")
    return syntax(error, text, file, line_offset)


def read_text(root: Root, file: str) -> tuple[str | None, list[Finding]]:
    """The text of a file: UTF-8, a byte order mark and CRLF taken off.

    What is in another encoding is said, and is read on in the one that it is likely in. Letters are one
    character each with their marks, whichever way they are written.
    """
    try:
        raw = root.read(file, MAX_BYTES)
    except TooLargeError as error:
        return None, [finding("E105", Span(file), size=error.size // 1_000_000)]
    except OSError as error:
        return None, [finding("E106", Span(file), problem=error.strerror or "it cannot be opened")]
    findings = []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess, codec = _encoding(raw, error.start)
        at = byte_at(raw, error.start, file)
        findings = [finding("E107", at, byte=f"{raw[error.start]:02x}", guess=guess)]
        text = raw.decode(codec, "replace")
        if "\0" in text:
            return None, findings  # it is no text at all
    return composed(text.replace("\r\n", "\n").replace("\r", "\n")), findings


def byte_at(raw: bytes, offset: int, file: str) -> Span:
    """The place of a byte, all those before it being UTF-8."""
    before = raw[:offset].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return place_in(before, Span(file, 1, 1), len(before))


def _encoding(raw: bytes, offset: int) -> tuple[str, str]:
    """What a byte that is not UTF-8 would be in the encoding that such a file is likely in, and that."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "; the file is in UTF-16", "utf-16"
    char = raw[offset : offset + 1].decode("cp1252", "replace")
    known = char.isprintable() and char != "�"
    return f"; it would be {char} in Windows-1252" if known else "", "cp1252"
