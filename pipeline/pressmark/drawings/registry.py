"""The table of drawings: those of this package, and those that other packages bring by an entry point.

An entry point's name is that of its drawing, so what there is is known before anything is loaded: a
check, which draws nothing, stays light.
"""

from __future__ import annotations

import functools
import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint
from typing import Any

from pressmark.drawings.drawing import SVG, Drawing
from pressmark.drawings.materials import Materials
from pressmark.drawings.ornament import Ornament
from pressmark.drawings.patterns import COVER, PATTERNS

# Where does a package say which drawings it brings?
GROUP = "pressmark.drawings"

# Each of ours stands in the module of its name, as a constant of its name.
_OURS = (*(f"{COVER}{name}" for name in dict.fromkeys(PATTERNS.values())), "front", "knot")
OURS = tuple(EntryPoint(name, f"{__package__}.{name}:{name.upper()}", GROUP) for name in _OURS)

# What stands for a background while blocks are measured.
BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@functools.cache
def from_packages() -> tuple[EntryPoint, ...]:
    """What other packages bring, by the names of the drawings and then of the packages."""
    entries = importlib.metadata.entry_points(group=GROUP)
    return tuple(sorted(entries, key=lambda entry: (entry.name, _package(entry), entry.value)))


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module


def _entries() -> Mapping[str, EntryPoint]:
    """Every drawing by its name. Of two of one name the first counts, and ours before all."""
    entries = {entry.name: entry for entry in OURS}
    for entry in from_packages():
        entries.setdefault(entry.name, entry)
    return entries


def clashes(taken: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Drawings of other packages whose name templates use already, for what is `taken` or for a drawing: the
    name, the package, and whose it is."""
    owners = dict.fromkeys((*taken, *(entry.name for entry in OURS)), "Pressmark")
    for entry in from_packages():
        if entry.name in owners:
            yield entry.name, _package(entry), owners[entry.name]
        owners.setdefault(entry.name, _package(entry))


def names() -> tuple[str, ...]:
    """What templates may call drawings by."""
    return tuple(_entries())


def covers() -> tuple[str, ...]:
    """What a series may call the template of its drawn covers."""
    return (*dict.fromkeys((*PATTERNS, *(n.removeprefix(COVER) for n in names() if n.startswith(COVER)))),)


def template_of(name: str) -> str:
    """The template of drawn covers that a series calls by a name."""
    return PATTERNS.get(name, name)


def drawing(name: str) -> Drawing[Any]:
    """The drawing of a name. Raises ValueError where there is none, or its package does not give it."""
    entry = _entries().get(name)
    if entry is None:
        raise ValueError(f'there is no drawing "{name}"')
    fault = f'the package {_package(entry)} gives no drawing "{name}"'
    try:
        row = entry.load()
    except Exception as error:  # whatever the code of others comes to
        raise ValueError(f"{fault}: {error}") from error
    if not isinstance(row, Drawing) or row.name != name:
        raise ValueError(f"{fault}: {entry.value} is none of that name")
    return row


def of_others() -> bool:
    """Do other packages draw too? Nothing tells when their code has changed."""
    return bool(from_packages())


def packages_that_draw() -> tuple[str, ...]:
    """The other packages that draw."""
    return tuple(sorted({_package(entry) for entry in from_packages()}))


def functions(materials: Materials) -> Mapping[str, Callable[..., Any]]:
    """What templates call, by name."""
    return {name: functools.partial(_ask, name, materials) for name in names()}


def _ask(name: str, materials: Materials, /, *words: Any, **named: Any) -> Any:
    return drawing(name).function(materials, *words, **named)


def draw(name: str, query: str, measuring: bool = False) -> tuple[bytes | Ornament, str]:
    """What stands at an address, given as a drawing's name and its query, and its media type.

    Raises ValueError for an address that nobody makes.
    """
    row = drawing(name)
    value = row.read(query)
    if measuring and row.background:
        return BLANK, SVG
    picture = row.draw(value)
    return (picture.encode() if isinstance(picture, str) else picture), row.kind
