"""What is found on one page of a file: its problems, and what it is printed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Name, Page, PdfError
from pydantic import TypeAdapter

from pressmark.digests import digest_of
from pressmark.findings import Finding
from pressmark.preflight.inked import Ink, Measured
from pressmark.preflight.page_boxes import Box, Placed, box_of, boxes
from pressmark.preflight.page_checks import heavy, oddities, painted_problems, reached_by, run_out
from pressmark.preflight.problems import problem
from pressmark.preflight.walk import Painted, Walk
from pressmark.read.models.conditions import Condition
from pressmark.store import Store, code_part

# What comes of objects that are of another type, or fewer, or deeper, than the standard has them.
ODD = (PdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


def why(error: Exception) -> str:
    """What there is to say of such an object."""
    return f"an object is not what it should be there ({str(error) or type(error).__name__})"


@dataclass(frozen=True)
class PageFound:
    """What was found on a page: the problems of what it paints, and where there is too much ink; the sides
    that something reaches, the spot inks, and the ink of all that lies inside its trim."""

    number: int
    problems: tuple[Finding, ...]
    heavy: tuple[Finding, ...]
    reached: frozenset[str]
    spots: tuple[str, ...]
    inks: tuple[Ink, ...]


_FOUND = TypeAdapter(PageFound)


@dataclass
class Look:
    """A look at the pages of one file, under a condition; `keys` are those of its pages in a `store`."""

    condition: Condition
    store: Store | None = None
    keys: Sequence[bytes] = ()
    measured: Measured = field(default_factory=Measured)

    def at(self, page: Page, number: int, first: Box | None) -> PageFound:
        """What is found on a page, the trim of the file's first being `first`. Raises an error of ODD."""
        if self.store is None:
            return self._found(page, number, first)
        own = (digest_of(self.condition), number, first)
        parts = (b"preflight", code_part("pikepdf", "pillow"), repr(own).encode(), self.keys[number - 1])

        def found() -> bytes:
            return _FOUND.dump_json(self._found(page, number, first))

        return _FOUND.validate_json(self.store.get_or_make(parts, found))

    def _found(self, page: Page, number: int, first: Box | None) -> PageFound:
        walk = Walk().page(page)
        trim = box_of(page, Name.TrimBox)
        placed = Placed(number, trim or box_of(page, Name.MediaBox) or (0, 0, 0, 0))
        problems = [
            *boxes(self.condition, page, number, first),
            *oddities(self.condition, walk, number),
            *painted_problems(self.condition, walk.painted, placed),
            *run_out(self.condition, page, walk.painted, placed),
        ]
        colours = (p.colour for p in walk.painted if p.colour.space in ("Separation", "DeviceN"))
        spots = dict.fromkeys(name for colour in colours for name in colour.name.split(", "))
        inside = [painted for painted in walk.painted if placed.inside(painted.box)]
        inks, too_much = self._inks(inside, placed)
        reached = frozenset(reached_by(page, walk.painted, placed))
        return PageFound(number, tuple(problems), tuple(too_much), reached, tuple(spots), tuple(inks))

    def _inks(self, inside: Sequence[Painted], placed: Placed) -> tuple[list[Ink], list[Finding]]:
        """The ink of all that lies inside of the trim, and where there is too much of it."""
        inks: list[Ink] = []
        found: list[Finding] = []
        for one in inside:
            try:
                inks.append(self.measured.ink(one))
                found += heavy(self.condition, one, inks[-1], placed)
            except ODD as error:
                found.append(problem("P101", self.condition, why=why(error)))
        return inks, found
