"""How full every spread of a publication is, as the command `fit` writes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pressmark.findings import Finding, has_errors
from pressmark.line import Work
from pressmark.pagination.fit import Fit, Over, fits, words_of

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
