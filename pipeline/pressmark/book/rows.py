"""Rows of the catalogue: a record with its place, and what its fields print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pressmark.book.pieces import typeset
from pressmark.book.printed_values import printed
from pressmark.book.small_words import word
from pressmark.book.surnames import parted
from pressmark.book.words import Line, as_typed, join_lines
from pressmark.findings import Span
from pressmark.read.models.catalogue import Series
from pressmark.read.models.records import FIELD_IN_LINE, FieldOfType, Record, RecordType
from pressmark.read.places import Places
from pressmark.read.sourced import Sourced
from pressmark.read.yaml.located import Path_

# What of a name of a person can be asked for.
SURNAME = "surname"


@dataclass(frozen=True)
class Row:
    """A record, the series it stands in, its place there, its type, and the language that it is set in."""

    record: Record
    series: str
    path: Path_
    source: Sourced[Series]
    kind: RecordType
    language: str

    def at(self, *path: str | int) -> Span:
        """The span of a field of the record."""
        return self.source.at(*self.path, *path)

    @property
    def span(self) -> Span:
        """Where the first field of its title is written."""
        return self.at(*self.kind.name_fields[:1])

    def place(self, key: str) -> Span:
        """Where a field is written; of one that the record lacks, where its title is."""
        name = key.partition(".")[0]
        return self.at(name) if self.record[name] else self.span

    def has(self, key: str, *types: str) -> bool:
        """Has its type such a field, of one of these types, and the record something in it?"""
        field = self.kind.fields.get(key)
        return field is not None and field.type in types and bool(self.record[key])

    def line(self, key: str) -> Line:
        """A field as it is printed, all that it lists in one line; of one that says nothing, nothing."""
        items = tuple(self.items(key))
        return items[0] if len(items) == 1 else join_lines(items, ", ", self.place(key))

    def text(self, key: str) -> Line:
        """A line of text, by the name that layouts know; nothing where its type has another there."""
        return self.line(key) if self.has(key, "text") else Line((), "", self.place(key))

    def items(self, key: str) -> Iterator[Line]:
        """What a field prints, each thing of a list by itself; with .surname, of each name the surname."""
        name, _, part = key.partition(".")
        field, value = self.kind.fields.get(name), self.record[name]
        if field is None or value is None:
            return
        for path, one in _each(value):
            if part == SURNAME and isinstance(one, str):
                one = parted(one, field.surnames)[0]
                path = (*path, SURNAME)
            yield self._item(field, one, (*self.path, name, *path))

    def _item(self, field: FieldOfType, value: Any, path: Path_) -> Line:
        at = self.source.at(*path)
        if path[-1] == SURNAME:
            return Line((typeset(value, at),), as_typed(value), at)
        if isinstance(value, str) and field.type not in ("choice", "symbol", "reference"):
            return Line.of(value, at, self._placer(value, path), language=self.language)
        text = printed(field, value, self.language)
        return Line((typeset(text, at),), as_typed(text), at) if text else Line((), "", at)

    def typed(self, words: str, key: str) -> Line:
        """Words of the type itself, printed for a field."""
        at = self.place(key)
        return Line((typeset(words, at),), as_typed(words), at)

    @property
    def others(self) -> str:
        """What stands for the rest of a long list."""
        return word("and-others", self.language)

    def _placer(self, written: str, path: Path_) -> Places:
        return self.source.located.placer(written, *path)

    def filled(self, pattern: str) -> Line:
        """A line of fields, each named in braces; what parts a field that is empty from the one before it is
        left out with it."""
        lines: list[Line] = []
        for literal, name in literals_and_fields(pattern):
            line = self.line(name) if name else Line((), "", self.span)
            if name and not line:
                continue
            if literal and (lines or not name or literal.strip()):
                lines.append(Line((typeset(literal, self.span),), as_typed(literal), self.span))
            lines.append(line)
        held = [line for line in lines if line]
        return held[0] if len(held) == 1 else join_lines(held, "", self.span)

    @property
    def colour(self) -> str:
        """Its colour, by the value of the field that its type says; "" where it has none."""
        by = self.kind.coloured_by
        if by is None:
            return ""
        value = self.record[by.field]
        return by.colours.get(as_written(value[0] if isinstance(value, tuple) and value else value), "")

    @property
    def title(self) -> Line:
        """Its title."""
        return self.filled(self.kind.name)


def as_written(value: Any) -> str:
    """A value as it is typed in a source."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def literals_and_fields(pattern: str) -> Iterator[tuple[str, str]]:
    """What a line of fields says: before each field, what stands before it as it is typed; at the end, what
    stands after the last, before none ("")."""
    pieces = FIELD_IN_LINE.split(pattern)
    for literal, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if literal or name:
            yield literal, name


def _each(value: Any) -> Iterator[tuple[tuple[int | str, ...], Any]]:
    if isinstance(value, tuple):
        for i, one in enumerate(value):
            yield (i,), one
    else:
        yield (), value
