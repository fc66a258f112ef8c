"""The grid of a layout as lengths on a page: one unit, and everything a number of units."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.pages import Side
from pipeline.read.models import Grid
from pipeline.units import Length


@dataclass(frozen=True)
class Frames:
    """Where things stand on the pages of a layout. x and y are from the head and left of the trim."""

    grid: Grid
    width: Length

    def u(self, units: float) -> Length:
        """So many units of the grid."""
        return self.grid.unit * units

    @property
    def depth(self) -> Length:
        """The height of the text area."""
        return self.u(self.grid.depth)

    @property
    def top(self) -> Length:
        """The head of the text area."""
        return self.u(self.grid.margins.top)

    def left(self, side: Side) -> Length:
        """The left edge of the text area: the outer margin of a verso, the inner of a recto."""
        margins = self.grid.margins
        return self.u(margins.outer if side is Side.VERSO else margins.inner)

    def form(self, name: str) -> Length:
        """The width of a form."""
        return self.u(self.grid.forms[name])

    def column(self, side: Side, i: int, width: Length) -> Length:
        """The left edge of column `i` (from 0) of columns of `width`."""
        return self.left(side) + (width + self.u(self.grid.gutter)) * i

    @property
    def beside_band(self) -> Length:
        """The left edge of what stands beside an opener's band, flush with the inner margin."""
        return self.width - self.u(self.grid.margins.inner) - self.form("wide")

    @property
    def in_panel(self) -> Length:
        """The left edge of a panel's text."""
        return self.u(self.grid.panel + self.grid.panel_inset)
