"""How full every spread of a publication is, as the command `fit` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import Any

from rich.text import Text

from pressmark.findings import Finding, has_errors
from pressmark.line import Work
from pressmark.pagination.fit import Fit, Over, fits, words_of

# No line of the table is wider.
MOST_WIDE = 80

COLUMNS = ("pages", "part", "entries", "words", "room", "state", "how")


@dataclass(frozen=True)
class Fitted:
    """A publication, how its spreads are filled, and what was found on the way."""

    id: str
    spreads: tuple[Fit, ...]
    findings: tuple[Finding, ...]


def fitted(work: Work) -> Fitted:
    """How full the spreads of a composed publication are; nothing where it was not composed."""
    if work.book is None or work.composition is None or work.setter is None:
        return Fitted(work.order.id, (), work.findings)
    return Fitted(work.order.id, fits(work.book, work.composition, work.setter.frames), work.findings)


def row(fit: Fit) -> tuple[str, ...]:
    """A spread as a row of the table."""
    room = f"{fit.room.mm:.0f} mm" + (f", {words_of(fit.room_words)}" if fit.room_words else "")
    entries = str(fit.entries) if fit.entries else ""
    notes = "; ".join([*(over.what for over in fit.over), *fit.used])
    return (fit.pages, fit.part, entries, str(fit.words), room, fit.in_words, notes)


def as_lines(fitted: Sequence[Fitted]) -> str:
    """A line a spread, its values parted by tabs, for spreadsheets."""
    return "\n".join(
        "\t".join(line)
        for one in fitted
        for line in (("publication", *COLUMNS), *((one.id, *row(fit)) for fit in one.spreads))
    )


def as_json(fitted: Sequence[Fitted]) -> str:
    """Every publication with its spreads; lengths are millimetres."""
    rows = [{"publication": one.id, "spreads": [_plain(fit) for fit in one.spreads]} for one in fitted]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def _plain(fit: Fit) -> dict[str, Any]:
    return {
        "pages": fit.pages,
        "part": fit.part,
        "entries": fit.entries,
        "words": fit.words,
        "room_mm": round(fit.room.mm, 1),
        "room_words": fit.room_words,
        "state": str(fit.state),
        "used": list(fit.used),
        "over": [_plain_over(over) for over in fit.over],
    }


def _plain_over(over: Over) -> dict[str, Any]:
    place = {"file": over.span.file, "line": over.span.line or None}
    return {"what": over.what, **place, "words": over.words, "mm": round(over.by.mm, 1)}


COLOURS = {"over": "red", "tight": "yellow", "short": "cyan", "fits": "green"}

# How wide the columns of the table are; what was done stands below its line, and needs no column.
WIDTHS = {"pages": 12, "entries": 7, "words": 5, "room": 18}
INDENT = "  "


def show(fitted: Sequence[Fitted]) -> None:
    """A table for people, in colours on a terminal: within 80 characters whatever it is printed on."""
    from rich.console import Console

    console = Console(highlight=False)
    for i, one in enumerate(fitted):
        for line in (*([Text()] if i else ()), *table(one)):
            console.print(line, soft_wrap=True)


def table(one: Fitted) -> Iterator[Text]:
    """The spreads of a publication under the names of their parts, what was done below each."""
    yield Text(one.id, "bold")
    if one.spreads:
        yield Text(_line(("pages", "entries", "words", "room", "state")), "dim")
    for part, spreads in groupby(one.spreads, lambda fit: fit.part):
        yield Text(part)
        for fit in spreads:
            pages, _, entries, words, room, state, how = row(fit)
            line = Text(_line((pages, entries, words, room, "")))
            yield line.append(state, COLOURS[str(fit.state)])
            for said in wrap(how, MOST_WIDE - 4 * len(INDENT)):
                yield Text(f"{INDENT * 4}{said}", "dim")


def _line(cells: Sequence[str]) -> str:
    pages, entries, words, room, state = cells
    return (
        f"{INDENT}{pages:<{WIDTHS['pages']}}{INDENT}{entries:>{WIDTHS['entries']}}"
        f"{INDENT}{words:>{WIDTHS['words']}}{INDENT}{room:<{WIDTHS['room']}}{INDENT}{state}"
    )


def errors(fitted: Sequence[Fitted]) -> bool:
    """Does any of them not fit, or is there another error?"""
    return any(has_errors(one.findings) for one in fitted)
