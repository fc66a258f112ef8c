"""What only a printed page shows: how much ink lies on it, and whether the bleed is painted to its edge.

Ghostscript separates the pages, as a program of its own and only where it is there: whoever reads the
report is told when it was not.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from PIL import Image, ImageChops

from pressmark.disk import NONE_LEFT, room
from pressmark.findings import Finding, Place
from pressmark.preflight.checks import Inspection
from pressmark.preflight.inked import ROUNDING, most_ink, quarters
from pressmark.preflight.known_pages import KnownPages, known_pages
from pressmark.preflight.problems import problem
from pressmark.preflight.separator import PROGRAM, separator
from pressmark.read.models.conditions import Condition
from pressmark.store import Store
from pressmark.units import MM_IN

HEAVY, UNSEEN = "P901", "P903"

DPI = 72  # of the pages as they are separated
SECONDS = 120  # for a file

LONG_MM = 3.0  # of an edge, in millimetres, from which a bleed that stops short is no accident
MOST = 0.6  # and the share of what reaches the trim
PAPER = 4  # of 255: less ink than that on every plate is none


def printed_problems(
    raw: bytes, condition: Condition, inspection: Inspection, store: Store | None = None
) -> tuple[Finding, ...]:
    """What is found in a file and, beside it, on its separated pages: of too much ink, what the file itself
    does not show. None of a file that cannot be read is separated; of one of our own, what was found on equal
    pages is in a `store`."""
    heavy = {one.place.page for one in inspection.problems if one.code == HEAVY}
    printed = () if inspection.unread else coverage(raw, condition, inspection.reached, store)
    return tuple(one for one in printed if one.code != HEAVY or one.place.page not in heavy)


def not_looked_at(problems: Iterable[Finding]) -> str:
    """Why the pages were not looked at separated; "" where they were."""
    return next((one.message.partition(": ")[2] for one in problems if one.code == UNSEEN), "")


def coverage(
    raw: bytes,
    condition: Condition,
    reached: Collection[tuple[int, str]] = (),
    store: Store | None = None,
) -> Iterator[Finding]:
    """The checks that need the pages separated; without Ghostscript, that they were not made.

    `reached` are the sides of pages on which something is known to run to the edge: what is white there
    is drawn so.
    """
    if shutil.which(PROGRAM) is None:
        yield problem(UNSEEN, condition, why="Ghostscript is not installed")
        return
    known = KnownPages() if store is None else known_pages(raw, condition, separator(), reached, store)
    if known.whole:
        yield from known.problems
        return
    try:
        found = {
            number: tuple(problems) for number, problems in _coverage(raw, condition, reached, known.lacking)
        }
    except _UnseenError as error:
        yield problem(UNSEEN, condition, why=str(error))
    except OSError as error:
        why = f"its pages cannot be written: {error.strerror or error}"
        yield problem(UNSEEN, condition, why=f"{why} ({tempfile.gettempdir()})")
    else:
        yield from known.beside(found).problems


class _UnseenError(Exception):
    """Why Ghostscript separates no pages."""


def _coverage(
    raw: bytes,
    condition: Condition,
    reached: Collection[tuple[int, str]],
    pages: Sequence[int],
) -> Iterator[tuple[int, Iterator[Finding]]]:
    """The checks of some `pages`, or of all where none is named, with these in a temporary folder.

    Raises OSError where they cannot be written there, and _UnseenError.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "file.pdf"
        source.write_bytes(raw)
        words = [PROGRAM, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiff32nc"]
        words += [f"-r{DPI}", "-sCompression=lzw", f"-sOutputFile={folder}/%04d.tif"]
        words += [*([f"-sPageList={','.join(map(str, pages))}"] if pages else ()), str(source)]
        try:
            done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise _UnseenError(f"Ghostscript took more than {SECONDS} seconds") from error
        plates = sorted(Path(folder).glob("*.tif"))
        if (done.returncode or not plates) and (room(Path(folder)) or 0) < NONE_LEFT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), folder)
        if done.returncode or not plates:
            raise _UnseenError("Ghostscript cannot read the file")
        for nth, path in enumerate(plates):
            number = pages[nth] if pages else nth + 1
            with Image.open(path) as page:
                page.load()
                yield number, chain(_inked(page, number, condition), _bled(page, number, condition, reached))


def _inked(page: Image.Image, number: int, condition: Condition) -> Iterator[Finding]:
    """Is there more ink anywhere than the condition takes?"""
    quarter = quarters(page)
    most = most_ink(page) * 100
    if most > condition.ink_limit + ROUNDING:
        limit = (condition.ink_limit + ROUNDING) / 100 * 255 / 4
        box = quarter.point([255 if level > limit else 0 for level in range(256)]).getbbox()
        values = {"given": f"{most:.0f}", "limit": f"{condition.ink_limit:g}"}
        yield problem(HEAVY, condition, _place(number, box, condition), **values)


def _bled(
    page: Image.Image, number: int, condition: Condition, reached: Collection[tuple[int, str]]
) -> Iterator[Finding]:
    """Where colour reaches the trim, does it reach the edge of the bleed?"""
    bleed = round(condition.bleed.inches * DPI)
    if bleed < 2:
        return
    inked = ImageChops.lighter(
        ImageChops.lighter(*page.split()[:2]), ImageChops.lighter(*page.split()[2:])
    ).point([255 if level > PAPER else 0 for level in range(256)])
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
