"""The command `fit`: how full every spread is, without typesetting one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pressmark.book.tree import Book, FirstPage
from pressmark.checked import book_of
from pressmark.findings import Finding, has_errors, in_order
from pressmark.pagination.fit import Fit, Over, fits, words_of
from pressmark.read.sources import House
from pressmark.root import Root
from pressmark.typeset.pool import EngineFault
from pressmark.typeset.setter import Setter
from pressmark.typeset.templates import TemplateFault
from pressmark.typeset.typeset import engines_of

COLUMNS = ("pages", "part", "entries", "words", "room", "state", "how")


@dataclass(frozen=True)
class Fitted:
    """A publication, how its spreads are filled, and what was found on the way."""

    id: str
    spreads: tuple[Fit, ...]
    findings: tuple[Finding, ...]


def fitted(root: Root, house: House, id: str, jobs: int = 1) -> Fitted:
    """A publication measured and composed, and no further."""
    book, findings = book_of(root, house, id)
    if book is None:
        return Fitted(id, (), in_order(findings))
    book = replace(book, first_pages=_places_for_fronts(root, house, book))
    try:
        with engines_of(root, book, jobs) as pool:
            findings += pool.findings
            setter = Setter(book, root, pool)
            composition, found = setter.compose()
    except (TemplateFault, EngineFault) as fault:
        return Fitted(id, (), in_order([*findings, fault.finding]))
    return Fitted(id, fits(book, composition, setter.frames), in_order([*findings, *found]))


def _places_for_fronts(root: Root, house: House, book: Book) -> dict[str, FirstPage]:
    """The pages of other publications that stand as covers here: only their size is measured."""
    fronts = {}
    for id in book.shows:
        other, _ = book_of(root, house, id)
        if other is not None:
            trim = other.publication.trim
            fronts[id] = FirstPage(trim.width.mm, trim.height.mm, "", b"")
    return fronts


def row(fit: Fit) -> tuple[str, ...]:
    """A spread as a row of the table."""
    room = f"{fit.room.mm:.0f} mm" + (f", {words_of(fit.room_words)}" if fit.room_words else "")
    said = [over.what for over in fit.over]
    entries = str(fit.entries) if fit.entries else ""
    return (fit.pages, fit.part, entries, str(fit.words), room, fit.said, "; ".join([*said, *fit.used]))


def as_lines(fitted: Sequence[Fitted]) -> str:
    """A line a spread, its values parted by tabs, for whoever reads it by machine or by mail."""
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


def show(fitted: Sequence[Fitted]) -> None:
    """Tables on a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"over": "red", "tight": "yellow", "short": "cyan", "fits": "green"}
    for one in fitted:
        table = Table(title=one.id, box=box.SIMPLE_HEAD, title_justify="left")
        for name in COLUMNS:
            table.add_column(name, justify="right" if name in ("pages", "entries", "words") else "left")
        for fit in one.spreads:
            cells = [Text(cell) for cell in row(fit)]
            cells[5].stylize(colours[str(fit.state)])
            table.add_row(*cells)
        Console().print(table)


def errors(fitted: Sequence[Fitted]) -> bool:
    """Does any of them not fit, or is there another error?"""
    return any(has_errors(one.findings) for one in fitted)
