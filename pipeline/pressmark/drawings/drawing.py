"""A row of the table of drawings: what it is called, what it is drawn from, and how it is asked for.

A drawing is a pure function of its value, and its address is that value written out: whoever knows
the address can draw it, in another process too.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar, cast, get_type_hints
from urllib.parse import parse_qsl, urlencode

from pressmark.drawings.ornament import Ornament

# Every drawing's address begins with this.
FOLDER = "art/"

SVG = "image/svg+xml"

# What may a field of a value be? One of these, or a tuple of as many as one likes.
KINDS: Mapping[Any, str] = {str: "a text", int: "a whole number", float: "a number"}
TUPLES: Mapping[Any, Any] = {tuple[str, ...]: str, tuple[int, ...]: int, tuple[float, ...]: float}

V = TypeVar("V")


@dataclass(frozen=True)
class Drawing(Generic[V]):
    """What stands at the addresses `art/<name>?…`.

    `name` is also what templates call it by. `value` is a frozen dataclass, whose fields are the address's
    query, in their order: texts, whole numbers, numbers, and tuples of them without spaces. `draw` makes of
    a value an ornament, which is written to the file as it is, or SVG text or a picture's bytes, of the
    media type `kind`. `function` is what a template calls:
    it is given `Materials` and what the template writes, and answers with an address, or with what holds
    one. A `background` takes no room, so it is not drawn while blocks are measured.

    Raises ValueError for a name that no template can call, and for fields of other kinds.
    """

    name: str
    value: type[V]
    draw: Callable[[V], Ornament | str | bytes]
    function: Callable[..., Any]
    kind: str = SVG
    background: bool = False

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ValueError(f'no template can call "{self.name}"')
        for name, kind in self.kinds.items():
            if kind not in KINDS and kind not in TUPLES:
                raise ValueError(f"{name} of {self.name} can be neither written to an address nor read")

    @functools.cached_property
    def kinds(self) -> Mapping[str, Any]:
        """The fields of the value, in their order, and the type of each."""
        hints, value = get_type_hints(self.value), cast("Any", self.value)
        return {field.name: hints[field.name] for field in fields(value)}

    def address(self, value: V) -> str:
        """The address of a value. Raises ValueError for one that the address would not give back."""
        written = {}
        for name, kind in self.kinds.items():
            own = getattr(value, name)
            written[name] = " ".join(map(str, own)) if isinstance(own, tuple) else str(own)
            if _read(name, written[name], kind) != own:
                raise ValueError(f"{name} cannot be {own!r}")
        return f"{FOLDER}{self.name}?{urlencode(written)}"

    def read(self, query: str) -> V:
        """The value of an address's query. Raises ValueError for a query that nobody makes."""
        written = dict(parse_qsl(query, keep_blank_values=True))
        if written.keys() != self.kinds.keys():
            raise ValueError(f"{self.name} is drawn from {', '.join(self.kinds)}")
        return self.value(**{name: _read(name, written[name], kind) for name, kind in self.kinds.items()})


def _read(name: str, written: str, kind: Any) -> Any:
    """A field as an address has it. Raises ValueError for what is not of its kind."""
    if kind in TUPLES:
        return tuple(_read(name, word, TUPLES[kind]) for word in written.split())
    try:
        value = kind(written)
    except ValueError:
        value = math.nan
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f'{name} is "{written}", which is not {KINDS[kind]}')
    return value
