"""The models of the sources in which every kind of part has a say, made of the table of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, create_model

from pressmark.parts.table import DESIGNS, KINDS, LEFT_OUT, NAMES
from pressmark.read.models.layout import Furniture, Layout
from pressmark.read.models.publications import PartRow, Publication
from pressmark.read.models.values import MOST_PARTS
from pressmark.read.sources import Models


def _design(value: str) -> str:
    """A design of pages, or with "verso" or "recto" after it only those of that side."""
    design, _, side = value.partition(" ")
    if design not in DESIGNS or side not in ("", "verso", "recto"):
        known = ", ".join(DESIGNS)
        raise ValueError(
            f'"{value}" is no design of a page: write one of {known}, with verso or recto after it'
        )
    return value


# Every field that some kind has, in the order of the kinds: pydantic takes those of the last base first.
_rows = tuple(kind.row for kind in reversed(tuple(KINDS.values())) if kind.row is not PartRow)
_fields: dict[str, Any] = {"part": (Literal[NAMES], Field(description="What kind of part it is."))}
_Part: type[PartRow] = create_model("Part", __base__=_rows, __doc__=PartRow.__doc__, **_fields)

_parts: dict[str, Any] = {
    "parts": (
        tuple[_Part, ...],  # type: ignore[valid-type]
        Field(min_length=1, max_length=MOST_PARTS, description="Its parts, in the order of the pages."),
    )
}
_Publication: type[Publication] = create_model(
    "Publication", __base__=Publication, __doc__=Publication.__doc__, **_parts
)

_bears = "What stands on a page besides its blocks, by the page's design, or of its `verso` or `recto` only."
_leaves = "What of the sources this layout does not print: all else that they say is missed where it is not."
_groups: dict[str, Any] = {
    kind.name: (kind.layout | None, Field(default=None, description=(kind.layout.__doc__ or "").strip()))
    for kind in KINDS.values()
    if kind.layout is not None
}
_groups["furniture"] = (
    dict[Annotated[str, AfterValidator(_design)], tuple[Furniture, ...]],
    Field(description=_bears),
)
_groups["leaves_out"] = (tuple[Literal[LEFT_OUT], ...], Field(default=(), description=_leaves))  # type: ignore[valid-type]
_Layout: type[Layout] = create_model("Layout", __base__=Layout, __doc__=Layout.__doc__, **_groups)

# The kind that asks for least: what stands in for parts that cannot be read.
_plain = [kind for kind in KINDS.values() if not kind.needs_file(PartRow(part=kind.name))][-1]


def _stand_in(name: str, holder: Mapping[str, Any]) -> Any:
    """What stands in for a field that is missing: what a part is, its file may be called after."""
    if name == "parts":
        return [{"part": _plain.name}]
    if name != "part":
        return None
    called = str(holder.get("file", "")).removesuffix(".md")
    return called if called in KINDS else next(kind.name for kind in KINDS.values() if kind.coloured)


MODELS = Models(
    publication=_Publication,
    row=_Part,
    layout=_Layout,
    fronts={kind.name: kind.front for kind in KINDS.values()},
    blocks=frozenset(name for kind in KINDS.values() for name in kind.blocks),
    plain=_plain.name,
    stand_in=_stand_in,
)
