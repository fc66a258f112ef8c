"""The grid of a layout as lengths on a page: one unit, and everything a number of units."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pressmark.compose.pages import Page, Side
from pressmark.compose.tabs import Tabs, in_runs
from pressmark.read.models.layout import Layout
from pressmark.read.models.publications import Trim
from pressmark.read.models.values import AtLeast
from pressmark.units import ZERO, Length

# Of what a page is wider than the layout wants, so much goes to the inner margin, the rest to the outer.
INNER_SHARE = 1 / 3


@dataclass(frozen=True)
class Frames:
    """Where things stand on the pages of a layout. x and y are from the head and left of the trim."""

    layout: Layout
    trim: Trim

    def bears(self, page: Page) -> frozenset[str]:
        """What stands on a page besides its blocks: what its design bears, and what its side of it does."""
        furniture = self.layout.furniture
        return frozenset((*furniture.get(page.design, ()), *furniture.get(f"{page.design} {page.side}", ())))

    @property
    def unit(self) -> Length:
        """The unit of the grid: base line and module."""
        return self.layout.unit

    def u(self, units: float) -> Length:
        """So many units of the grid."""
        return self.layout.unit * units

    @property
    def width(self) -> Length:
        """The width of the page."""
        return self.trim.width

    @property
    def depth(self) -> Length:
        """The height of the text area: whole units."""
        return self.layout.text_depth(self.trim)

    @property
    def measure(self) -> Length:
        """The width of the text area: what the margins leave, and no more than the layout wants."""
        return self.layout.text_width(self.trim)

    @property
    def _between(self) -> Length:
        margins = self.layout.margins
        return self.trim.width - self.u(margins.inner + margins.outer)

    @property
    def _over(self) -> Length:
        return max(ZERO, self._between - self.measure)

    @property
    def top(self) -> Length:
        """The head of the text area."""
        return self.u(self.layout.margins.top)

    @property
    def bottom(self) -> Length:
        """From the foot of the text area to the trim."""
        return self.trim.height - self.top - self.depth

    @property
    def inner(self) -> Length:
        """The margin at the fold."""
        return self.u(self.layout.margins.inner) + self._over * INNER_SHARE

    @property
    def outer(self) -> Length:
        """The margin at the fore edge."""
        return self.trim.width - self.measure - self.inner

    def left(self, side: Side) -> Length:
        """The left edge of the text area: the outer margin of a verso, the inner of a recto."""
        return self.outer if side is Side.VERSO else self.inner

    def form(self, name: str) -> Length:
        """The width of a form: so many units, its share of the measure without the gutters, or that of as
        many columns as stand side by side."""
        width, gutter = self.layout.forms[name], self.u(self.layout.gutter)
        if isinstance(width, AtLeast):
            columns = max(1, int((self.measure + gutter) / (self.u(width.units) + gutter) + 1e-6))
            width = Fraction(1, columns)
        if isinstance(width, Fraction):
            return (self.measure - gutter * (width.denominator - 1)) * float(width)
        return self.u(width)

    def column(self, side: Side, i: int, width: Length) -> Length:
        """The left edge of column `i` (from 0) of columns of `width`."""
        return self.left(side) + (width + self.u(self.layout.gutter)) * i

    @property
    def beside_band(self) -> Length:
        """The left edge of what stands beside an opener's band, flush with the inner margin."""
        return self.width - self.inner - self.form("wide")

    def tab_pitch(self, tabs: int) -> Length:
        """The height of an edge tab and of a contents row: so many tabs fill the depth of the text."""
        return min(self.u(self.layout.tab or 0), self.depth * (1 / max(tabs, 1)))

    def fewest_tabs(self, order: tuple[str, ...], high: Length = ZERO, step: int = 1) -> Tabs:
        """Edge tabs in as few runs as can be, the first and so many `step` by step: each tab is at least so
        high, and as the layout's least, or as high as any can be."""
        least = min(max(high, self.u(self.layout.least_tab)), self.tab_pitch(1))
        for count in range(1, len(order) + 2, step):
            runs = in_runs(order, count)
            pitch = self.tab_pitch(max(map(len, runs), default=1))
            if least.fits(pitch):
                break
        return Tabs(runs, pitch)
