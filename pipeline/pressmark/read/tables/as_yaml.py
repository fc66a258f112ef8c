"""A table as the records of a series, in YAML that reads back as the very same texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pressmark.read.names import slug
from pressmark.read.tables.table import Table

# What may stand in YAML without quotation marks and is a text to everybody who reads it: it begins with a
# letter, and holds no sign that might mean something.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,()'/&+-]*[\w.)])?")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))

# Characters that YAML has signs for, or takes for ends of lines.
_SIGNS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}

ID = "id"


def as_yaml(table: Table, title: str, id_column: int | None = None) -> str:
    """The records of a table, under the title of a series: a record for each row, a field for each column
    that is not empty there.

    Its id is what a column called `id` says. Else it is made of what the column `id_column` says, from 0, or
    the first.
    """
    names = field_names((column.text for column in table.columns), () if id_column is None else (ID,))
    ids = _said(table, names.index(ID)) if ID in names else _made(table, id_column or 0)
    lines = [f"title: {scalar(title, 0)}", "records:" if table.rows else "records: []"]
    for id, row in zip(ids, table.rows, strict=True):
        lines.append(f"  - {ID}: {scalar(id, 4)}")
        lines += [
            f"    {name}: {scalar(cell.text, 4)}"
            for name, cell in zip(names, row, strict=True)
            if cell is not None and name != ID
        ]
    return "\n".join(lines) + "\n"


def field_names(heads: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """Heads of columns as names of fields: small letters, digits and _, a letter first; none twice, nor one
    that is taken."""
    names = (slug([head]).replace("-", "_") for head in heads)
    return _apart((name if name[:1].isalpha() else f"field_{name}".strip("_") for name in names), "_", taken)


def _apart(names: Iterable[str], between: str, taken: Collection[str] = ()) -> list[str]:
    """The names, each that is taken or stood there before with a number behind it."""
    counts = dict.fromkeys(taken, 1)
    found = []
    for name in names:
        free = name
        while free in counts:
            counts[name] = counts.get(name, 1) + 1
            free = f"{name}{between}{counts[name]}"
        counts[free] = counts.get(free, 1)
        found.append(free)
    return found


def _said(table: Table, column: int) -> Sequence[str]:
    """The ids that a column says, as they stand there, and others where it says none."""
    said = [cell.text if cell else "" for cell in (row[column] for row in table.rows)]
    others = iter(_apart(["record"] * said.count(""), "-", said))
    return [one or next(others) for one in said]


def _made(table: Table, column: int) -> Sequence[str]:
    """Ids made of what a column says."""
    cells = (row[column] for row in table.rows)
    return _apart((slug([cell.text] if cell else []) or "record" for cell in cells), "-")


def scalar(text: str, indent: int) -> str:
    """A text as a value of YAML whose name is indented so far: plain where it can only be meant so, else in
    quotation marks; of several lines, as these lines."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_line, lines)) and lines[0] and lines[-1]:
        return "\n".join(["|-", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)])
    return '"' + "".join(map(_escaped, text)) + '"'


def _line(line: str) -> bool:
    """Can it stand as a line of a block, as it is?"""
    return line == line.strip() and line.isprintable()


def _escaped(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character == " " or (character.isprintable() and character != "\ufeff"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
