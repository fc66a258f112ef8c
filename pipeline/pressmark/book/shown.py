"""What is shown of a record where it stands in a list of many: fields in lines, each a text of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from pressmark.book.rows import Row, literals_and_fields
from pressmark.book.words import Line, Words
from pressmark.read.addresses import is_whole
from pressmark.read.models.records import Shows

_DIALLED = re.compile(r"[\d+]")


@dataclass(frozen=True)
class ShownField:
    """A field, or one thing of a list, as it is shown: what its record calls it, its type, what stands before
    and after it that no source writes, and where it leads."""

    name: str
    type: str
    before: str
    words: Words
    href: str = ""
    after: str = ""


FieldLine = tuple[ShownField, ...]


@dataclass(frozen=True)
class Shown:
    """A record in a list of many: its name and its value on one line, further lines below, and at the left a
    mark or a picture (its address)."""

    name: FieldLine
    mark: FieldLine
    picture: str
    value: FieldLine
    lines: tuple[FieldLine, ...]

    def words_in(self, runs: bool) -> tuple[Words, ...]:
        """What it prints, in order; its name only where it `runs` on, with others in a column."""
        lines = (self.mark, *((self.name,) if runs else ()), self.value, *self.lines)
        return tuple(field.words for line in lines for field in line)


def shown_of(row: Row, shows: Shows, id: str) -> Shown:
    """What is shown of a record; the ids of its texts begin with `id`."""
    picture = row.record[shows.picture] if shows.picture and row.has(shows.picture, "picture") else ""
    return Shown(
        fields_shown(row, row.kind.name, id),
        fields_shown(row, shows.mark or "", id),
        f"/source/{quote(picture)}" if picture else "",
        fields_shown(row, shows.value or "", id),
        tuple(line for one in shows.lines if (line := fields_shown(row, one, id))),
    )


def fields_shown(row: Row, pattern: str, id: str) -> FieldLine:
    """A line of fields: what stands before one that is empty is left out with it, and before the first."""
    found: list[ShownField] = []
    for literal, name in literals_and_fields(pattern):
        if not name:
            if found and literal.strip():
                found[-1] = replace(found[-1], after=found[-1].after + literal)
            continue
        before = literal if found or literal.strip() else ""
        for one in _fields(row, name, id):
            found.append(replace(one, before=before + one.before))
            before = ""
    return tuple(found)


def _fields(row: Row, name: str, id: str) -> Iterator[ShownField]:
    """A field as it is shown, each thing of a list by itself."""
    called = name.partition(".")[0]
    field = row.kind.fields.get(called)
    if field is None:
        return
    items, type = tuple(row.items(name)), field.type
    if not items and field.empty:
        items, type = (row.typed(field.empty, name),), "empty"
    most = field.most or len(items)
    held = items if len(items) <= most else items[: most - 1]
    announced = f"{field.announced} " if field.announced else ""
    of = f'{field.label or called} of "{row.title.text}"'
    for i, item in enumerate(held):
        words = item.words(f"{id}/{name}" + (f"/{i + 1}" if i else ""), of)
        parted = " " if field.type == "symbol" else ", "
        after = row.others if i == len(held) - 1 and len(held) < len(items) else ""
        yield ShownField(called, type, parted if i else announced, words, _href(type, item), after)


def _href(type: str, item: Line) -> str:
    """Where a field leads: to a telephone, a mailbox, the web."""
    text = item.text.strip()
    match type:
        case "telephone":
            dialled = text.replace("(0)", "") if text.startswith("+") else text
            return "tel:" + "".join(_DIALLED.findall(re.split(r"[a-zA-Z]", dialled)[0]))
        case "email":
            return f"mailto:{text}"
        case "web":
            return text if is_whole(text) else f"https://{text}"
    return ""
