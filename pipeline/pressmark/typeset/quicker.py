"""What the engine and its reader of HTML do the long way, done the short way; it comes to the same.

Most properties of an element are nowhere written, so their values are initial or inherited; and what parts
the characters of HTML is compiled anew each time, because it is stored under itself (tinyhtml5 2.1,
`HTMLUnicodeInputStream.chars_until`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from typing import Any

from tinyhtml5 import inputstream
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

# Of these the engine works out more than that they are initial or inherited.
_OF_THEIR_OWN = frozenset(("display", "float", "page", "position"))


def _plain(key: str) -> bool:
    return key not in _OF_THEIR_OWN and not key.startswith(("text_decoration_", "__"))


# The initial values of properties that are not inherited, where they are computed values too.
_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if _plain(key) and key not in INHERITED and key not in INITIAL_NOT_COMPUTED and not check_math(value)
}
_INHERITED = frozenset(key for key in INHERITED if _plain(key) and key not in PHYSICAL_FUNCTIONS)

_computed = ComputedStyle.__missing__
_anonymous = AnonymousStyle.__missing__


@functools.cache
def _logical(key: str, direction: str) -> str:
    """The property that says the same by the direction of text (CSS Logical Properties and Values)."""
    name: str = PHYSICAL_FUNCTIONS[key](block="ttb", inline=direction)
    return name


def _missing(style: Any, key: str) -> Any:
    """The computed value of a property of an element."""
    cascaded = style.cascaded
    if key not in cascaded:
        if key in _INITIAL:
            if key not in PHYSICAL_FUNCTIONS or _logical(key, style["direction"]) not in cascaded:
                value = style[key] = _INITIAL[key]
                return value
        elif key in _INHERITED and style.parent_style is not None:
            value = style.parent_style[key]
            if not check_math(value):
                style[key] = value
                return value
    return _computed(style, key)


def _missing_of_anonymous(style: Any, key: str) -> Any:
    """The computed value of a property of a box that no element makes."""
    if key in _INITIAL:
        value = style[key] = _INITIAL[key]
        return value
    return _anonymous(style, key)


class _Separators(dict[tuple[Collection[str], bool], re.Pattern[str]]):
    """What matches characters up to some, or those alone, compiled once."""

    def __missing__(self, key: tuple[Collection[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        held = "".join(f"\\x{ord(character):02x}" for character in characters)
        found = self[key] = re.compile(f"[{'' if opposite else '^'}{held}]+")
        return found


def quicken() -> None:
    """Have the engine of this process go the short way."""
    ComputedStyle.__missing__ = _missing
    AnonymousStyle.__missing__ = _missing_of_anonymous
    inputstream.characters_until_regex = _Separators()
