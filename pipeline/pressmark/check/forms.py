"""Names and texts in the two forms of Unicode: two files of one name, and the columns of what is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pressmark.findings import Finding, Span, finding
from pressmark.names import one_name, spelled_out, typed_column
from pressmark.root import Root

# The folders of a root whose files have names that sources give.
FOLDERS = ("source", "icons", "layouts", "styles")

# No source is larger.
MAX_BYTES = 8_000_000


def twins(root: Root) -> Iterator[Finding]:
    """Two files, or folders, of one name: the one that is spelled as keyboards type it is read."""
    for folder in FOLDERS:
        first: dict[str, str] = {}
        spelled = root.spelled(f"{folder}/**/*")
        for address in sorted(spelled, key=lambda address: (address != one_name(address), address)):
            read = first.setdefault(one_name(address), address)
            if read != address:
                name, of_read, other = (
                    one_name(address).rpartition("/")[2],
                    *map(spelled_out, (read, address)),
                )
                yield finding("E238", Span(one_name(address)), name=name, read=of_read, other=other)


def as_typed(findings: Iterable[Finding], root: Root) -> Iterator[Finding]:
    """Findings with the columns of their lines as they are typed; they are found in lines composed."""

    @cache
    def lines(file: str) -> list[str]:
        try:
            raw = root.read(file, MAX_BYTES)
        except OSError:
            return []
        if raw.isascii():
            return []
        text = raw.decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    for one in findings:
        there = lines(one.span.file) if one.span.column > 1 and not one.span.cell else []
        line = there[one.span.line - 1] if 0 < one.span.line <= len(there) else ""
        column = typed_column(line, one.span.column)
        yield one if column == one.span.column else replace(one, span=replace(one.span, column=column))
