"""layouts/<name>/layout.yaml: the numbers and names that composition needs of a layout."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from pressmark.read.models.publications import Trim
from pressmark.read.models.values import Form, Model, SheetName, Size, Text, Units, not_too_fine
from pressmark.units import TOLERANCE_MM, Length

# What may stand on pages besides their blocks: the number of the page, the title of its part once
# more, the labels of the symbols of availability.
Furniture = Literal["folio", "running-head", "key"]

L = TypeVar("L", bound=Model)


class Margins(Model):
    """Margins in units of the grid."""

    inner: Units
    """At the fold."""
    outer: Units
    """At the fore edge."""
    top: Units
    """At the head."""
    bottom: Units
    """At the foot."""


class Layout(Model):
    """layouts/<name>/layout.yaml: the numbers that composition needs. All in units of the grid.

    `measure` is the most that text is wide, `least_measure` the least that the layout is drawn for;
    the page decides, and what is over goes to the margins. A form is as wide as its number of
    units, or a share of the measure, as 1/2. A group that is missing says that the layout does not
    set such a part. `furniture` says what stands on the pages of a design besides their blocks, of
    "shelf verso" on its versos only; `leaves_out` what of the sources the layout does not print. All
    else is missed where it is not on the pages.
    """

    unit: Annotated[Size, AfterValidator(not_too_fine)]
    """The unit that everything else here is counted in, as `4.2mm`: base line and module."""
    margins: Margins
    """The margins."""
    measure: Units
    """The most that text is wide. What a page has over goes to the margins."""
    least_measure: Units
    """The least width that the layout is drawn for."""
    least_depth: Units
    """The least depth that the layout is drawn for."""
    gutter: Units
    """Between columns."""
    forms: dict[str, Form]
    """The widths that blocks are set to: units, or a share of the measure, as `1/2`."""
    tab: Units | None = None
    """The most that an edge tab is high; without it there are none."""
    least_tab: Units = 1.4
    """The least that an edge tab is high: where there are more, they begin at the head again."""
    band_knot_room: Units | None = None
    """From so much room under a standfirst, the band bears a knot."""
    furniture: dict[str, tuple[Furniture, ...]]
    """What stands on a page besides its blocks, by the page's design, or of its `verso` or `recto` only."""
    leaves_out: tuple[str, ...] = ()
    """What of the sources this layout does not print: all else that they say is missed where it is not."""
    beginning: Text | None = None
    """Which of the beginnings `new` writes: `booklet`, `directory` or `register`; without this, that of which
    the layout sets the most parts."""
    styles: tuple[SheetName, ...] = Field(min_length=1)
    """The style sheets of this layout, in order, from `styles/`."""

    def text_width(self, trim: Trim) -> Length:
        """The width of the text area: what the margins leave of a page, and no more than the measure."""
        between = trim.width - self.unit * (self.margins.inner + self.margins.outer)
        return min(between, self.unit * self.measure)

    def text_depth(self, trim: Trim) -> Length:
        """The height of the text area: as many whole units as the margins leave of a page."""
        room = trim.height - self.unit * (self.margins.top + self.margins.bottom)
        return self.unit * int((room.mm + TOLERANCE_MM) / self.unit.mm)

    def sets(self, kind: str) -> bool:
        """Does the layout set parts of this kind? Of a kind of which it need say nothing, it does."""
        return getattr(self, kind, ...) is not None

    def of(self, group: type[L]) -> L:
        """What the layout says of a kind of part, by the model of that group.

        Raises LookupError where it says nothing; that it does was found when the book was resolved (E216).
        """
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, group):
                return value
        raise LookupError(group.__name__)
