"""What only a printed page shows: how much ink lies on it, and whether the bleed is painted to its edge.

Ghostscript separates the pages, as a program of its own and only where it is there: whoever reads the
report is told when it was not.
"""

from __future__ import annotations

import errno
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from pydantic import TypeAdapter

from pressmark.disk import NONE_LEFT, room
from pressmark.findings import Finding, Place
from pressmark.preflight.checks import Inspection
from pressmark.preflight.inked import ROUNDING
from pressmark.preflight.picture_inks import most_of, where_over
from pressmark.preflight.problems import problem
from pressmark.preflight.separator import PROGRAM
from pressmark.read.models.conditions import Condition
from pressmark.units import MM_IN

HEAVY, UNSEEN = "P901", "P903"

DPI = 72  # of the pages as they are separated
SECONDS = 120  # for a file

LONG_MM = 3.0  # of an edge, in millimetres, from which a bleed that stops short is no accident
MOST = 0.6  # and the share of what reaches the trim
PAPER = 4  # of 255: less ink than that on every plate is none


def printed_problems(
    raw: bytes,
    condition: Condition,
    inspection: Inspection,
    separated: Sequence[SeparatedPage] | None = None,
) -> tuple[Finding, ...]:
    """What is found in a file and, beside it, on its separated pages: of too much ink, what the file itself
    does not show. None of a file that cannot be read is separated; nor where what came of it is known."""
    if inspection.unread:
        return ()
    heavy = {one.place.page for one in inspection.problems if one.code == HEAVY}
    printed = coverage(raw, condition, inspection.reached, separated)
    return tuple(one for one in printed if one.code != HEAVY or one.place.page not in heavy)


def not_looked_at(problems: Iterable[Finding]) -> str:
    """Why the pages were not looked at separated; "" where they were."""
    return next((one.message.partition(": ")[2] for one in problems if one.code == UNSEEN), "")


@dataclass(frozen=True)
class SeparatedPage:
    """What is found on a page that was separated; or why it was not."""

    problems: tuple[Finding, ...] = ()
    unseen: str = ""


_SEPARATED = TypeAdapter(SeparatedPage)


def coverage(
    raw: bytes,
    condition: Condition,
    reached: Collection[tuple[int, str]] = (),
    separated: Sequence[SeparatedPage] | None = None,
) -> Iterator[Finding]:
    """The checks that need the pages separated; without Ghostscript, that they were not made.

    `reached` are the sides of pages on which something is known to run to the edge: what is white there
    is drawn so. `separated` is what came of it, where that is known.
    """
    if separated is None and shutil.which(PROGRAM) is None:
        separated = [SeparatedPage(unseen="Ghostscript is not installed")]
    for page in _separated(raw, None, condition, reached) if separated is None else separated:
        if page.unseen:
            yield problem(UNSEEN, condition, why=page.unseen)
            return
        yield from page.problems


def separate_pages(
    raw: bytes, pages: Sequence[int], condition: Condition, reached: Collection[tuple[int, str]]
) -> list[bytes]:
    """What is found on some pages of a file, from 0, that Ghostscript separates: each a `SeparatedPage`, as
    `separated_page` takes it."""
    return [_SEPARATED.dump_json(one) for one in _separated(raw, pages, condition, reached)]


def is_separated(made: bytes) -> bool:
    """Was a page of `separate_pages` separated? What stood in the way may be gone the next time."""
    return not separated_page(made).unseen


def separated_page(made: bytes) -> SeparatedPage:
    """What `separate_pages` made of a page."""
    return _SEPARATED.validate_json(made)


def _separated(
    raw: bytes,
    pages: Sequence[int] | None,
    condition: Condition,
    reached: Collection[tuple[int, str]],
) -> list[SeparatedPage]:
    """What is found on each of some pages, or of all."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            plates = _plates(raw, pages, Path(folder))
            numbers = range(len(plates)) if pages is None else pages
            return [
                SeparatedPage(tuple(_found(paths, i + 1, condition, reached)))
                for i, paths in zip(numbers, plates, strict=True)
            ]
    except _UnseenError as error:
        unseen = str(error)
    except OSError as error:
        why = f"its pages cannot be written: {error.strerror or error}"
        unseen = f"{why} ({tempfile.gettempdir()})"
    return [SeparatedPage(unseen=unseen)] * (1 if pages is None else len(pages))


class _UnseenError(Exception):
    """Why Ghostscript separates no pages."""


def _plates(raw: bytes, pages: Sequence[int] | None, folder: Path) -> list[list[Path]]:
    """Pages, from 0, as they are separated into a folder: the plates of each, those of spot inks among them,
    and not the picture of all together that is written beside them. Raises OSError where they cannot be
    written there, and _UnseenError."""
    source = folder / "file.pdf"
    source.write_bytes(raw)
    words = [PROGRAM, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiffsep"]
    words += [f"-r{DPI}", "-sCompression=lzw", f"-sOutputFile={folder}/%06d.tif"]
    if pages is not None:
        words.append(f"-sPageList={','.join(str(i + 1) for i in pages)}")
    try:
        done = subprocess.run([*words, str(source)], capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _UnseenError(f"Ghostscript took more than {SECONDS} seconds") from error
    together = sorted(folder.glob("[0-9][0-9][0-9][0-9][0-9][0-9].tif"))
    plates = [sorted(folder.glob(f"{page.stem}(*).tif")) for page in together]
    short = not plates or (pages is not None and len(plates) != len(pages))
    if (done.returncode or short) and (room(folder) or 0) < NONE_LEFT:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    if done.returncode or short:
        raise _UnseenError("Ghostscript cannot read the file")
    return plates


def _found(
    paths: Sequence[Path], number: int, condition: Condition, reached: Collection[tuple[int, str]]
) -> Iterator[Finding]:
    """What is found on a separated page."""
    plates = [_inked_plate(path) for path in paths]
    if plates:
        yield from _inked(plates, number, condition)
        yield from _bled(plates, number, condition, reached)


def _inked_plate(path: Path) -> Image.Image:
    """A plate: 0 is no ink, 255 all of it."""
    with Image.open(path) as plate:
        return ImageChops.invert(plate.convert("L"))


def _inked(plates: Sequence[Image.Image], number: int, condition: Condition) -> Iterator[Finding]:
    """Is there more ink anywhere than the condition takes, spot inks and all?"""
    most = most_of(plates) * 100
    limit = condition.ink_limit + ROUNDING
    if most > limit:
        box = where_over(plates, limit / 100)
        values = {"given": f"{most:.0f}", "limit": f"{condition.ink_limit:g}"}
        yield problem(HEAVY, condition, _place(number, box, condition), **values)


def _bled(
    plates: Sequence[Image.Image], number: int, condition: Condition, reached: Collection[tuple[int, str]]
) -> Iterator[Finding]:
    """Where colour reaches the trim, does it reach the edge of the bleed?"""
    bleed = round(condition.bleed.inches * DPI)
    if bleed < 2:
        return
    inked = functools.reduce(ImageChops.lighter, plates)
    inked = inked.point([255 if level > PAPER else 0 for level in range(256)])
    turns = (
        ("at the left", None),
        ("at the right", Image.Transpose.ROTATE_180),
        ("at the head", Image.Transpose.ROTATE_90),
        ("at the foot", Image.Transpose.ROTATE_270),
    )
    for side, turn in turns:
        turned = inked if turn is None else inked.transpose(turn)
        if (number, side) not in reached and _stops_short(turned, bleed):
            yield problem("P902", condition, Place(number), side=side)


def _stops_short(inked: Image.Image, bleed: int) -> bool:
    """Is most of the colour that reaches the trim at the left gone at the edge?

    A drawing's own white may run along the edge for a while; where the ground is not run out, nearly
    all of it is.
    """
    strip = inked.crop((0, 0, bleed + 2, inked.height))
    width, rows = strip.width, strip.tobytes()
    reach = short = 0
    for y in range(strip.height):
        row = rows[y * width : (y + 1) * width]
        if row[width - 1]:
            reach += 1
            short += not row[0]
    return short / DPI * MM_IN["in"] >= LONG_MM and short > reach * MOST


def _place(number: int, box: tuple[int, int, int, int] | None, condition: Condition) -> Place:
    if box is None:
        return Place(number)
    mm, bleed = MM_IN["in"] / DPI, condition.bleed.mm
    x, y, right, bottom = (round(n * mm - bleed, 1) for n in box)
    return Place(number, x, y, right, bottom)
