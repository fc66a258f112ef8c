"""The names that a root has of each kind: what a schema offers where a source names one."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.drawings import covers
from pressmark.read.models.colours import ROLES
from pressmark.read.sources import House, layouts, publications

# Which names are given in the very files that use them? A schema offers those it knows, and takes
# others: they may have been written a moment ago. `check` says which there are not.
OPEN = ("titles", "groups")


def names_of(house: House) -> Mapping[str, tuple[str, ...]]:
    """The names of a root, by what they name, in the order of its files."""
    symbols = house.symbols.value.root
    series = [source.value for source in house.series.values()]
    return {
        "titles": tuple(record.id for one in series for record in one.records),
        "groups": tuple(dict.fromkeys(group.id for one in series for group in one.groups)),
        "kinds": tuple(name for name, symbol in symbols.items() if symbol.group == "kind"),
        "formats": tuple(name for name, symbol in symbols.items() if symbol.group == "format"),
        "symbols": tuple(symbols),
        "colours": tuple(house.palette.value.colours),
        "inks": (*ROLES, *house.palette.value.neutrals),
        "series": tuple(house.series),
        "patterns": covers(),
        "layouts": layouts(house.root),
        "conditions": tuple(house.conditions),
        "publications": publications(house.root),
        "sheets": house.root.names("styles/*.css"),
    }
