"""Is every text of a house's styles light or dark enough on its ground? WCAG 2.2, 1.4.3 and 1.4.6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pressmark.findings import Finding, Span, did_you_mean, finding
from pressmark.read.models.colours import ROLES, Pair
from pressmark.read.sources import House

# The least contrast of a level, of text that is not large and of text that is.
NEEDED: Mapping[tuple[str, bool], float] = {
    ("AA", False): 4.5,
    ("AA", True): 3.0,
    ("AAA", False): 7.0,
    ("AAA", True): 4.5,
}

# From how many points is text large ("large scale", WCAG 2.2)?
LARGE, LARGE_BOLD = 18.0, 14.0

# In so many steps is a colour taken towards black, or white, for a shade that would do.
STEPS = 50

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Ink:
    """An ink of the palette: its name, its look in sRGB, where it is written, and its section colour."""

    name: str
    srgb: str
    span: Span
    colour: str = ""


def low_contrast(house: House) -> Iterator[Finding]:
    """Pairs of styles/contrast.yaml that fall short, each at the ink that is to be changed."""
    for i, pair in enumerate(house.contrast.value.pairs):
        unknown = list(_unknown(house, pair, i))
        yield from unknown
        if not unknown and pair.exempt is None:
            for ink, ground in _inks(house, pair):
                yield from _short(house, pair, ink, ground)


def ratio(one: str, other: str) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_large(size: float, bold: bool) -> bool:
    """Is text of so many points large?"""
    return size >= (LARGE_BOLD if bold else LARGE)


def needed(pair: Pair) -> float:
    """The least contrast that a pair needs."""
    return NEEDED[pair.level, pair.size is not None and is_large(pair.size.pt, pair.bold)]


def _unknown(house: House, pair: Pair, i: int) -> Iterator[Finding]:
    known = (*ROLES, *house.palette.value.neutrals)
    named = [(("ink",), pair.ink), *((("grounds", j), name) for j, name in enumerate(pair.grounds))]
    for path, name in named:
        if name not in known:
            at = house.contrast.at("pairs", i, *path)
            yield finding("E281", at, name=name, guess=did_you_mean(name, known))


def _inks(house: House, pair: Pair) -> Iterator[tuple[Ink, Ink]]:
    """The text's ink and the ground's, in every section colour that the pair takes one of."""
    for ground in pair.grounds:
        for of_ink in _colours(house, pair.ink):
            for of_ground in _colours(house, ground):
                if pair.across or of_ink == of_ground or not (of_ink and of_ground):
                    yield _ink(house, pair.ink, of_ink), _ink(house, ground, of_ground)


def _colours(house: House, name: str) -> Iterable[str]:
    """The section colours that an ink is of: all, when it is a role; none, when it is a neutral."""
    return house.palette.value.colours if name in ROLES else ("",)


def _ink(house: House, name: str, colour: str) -> Ink:
    palette = house.palette.value
    if name in ROLES:
        at = house.palette.at("colours", colour, name)
        return Ink(f"{colour}-{name}", palette.rows[f"{colour}-{name}"].srgb, at, colour)
    return Ink(name, palette.neutrals[name].srgb, house.palette.at("neutrals", name))


def _short(house: House, pair: Pair, ink: Ink, ground: Ink) -> Iterator[Finding]:
    """What to say of a pair that falls short: it is a section colour's own ink that is to be changed."""
    found, least = ratio(ink.srgb, ground.srgb), needed(pair)
    if found >= least:
        return
    change, stays = (ground, ink) if ground.colour and not ink.colour else (ink, ground)
    darker = _luminance(_rgb(change.srgb)) < _luminance(_rgb(stays.srgb))
    yield finding(
        "W382",
        change.span,
        ink=ink.name,
        ground=ground.name,
        ratio=_said(found),
        needed=f"{least:g}",
        text=pair.text,
        other=_nearest(house, change, stays, least),
        name=change.name,
        way="darker" if darker else "lighter",
        shade=_shade(change.srgb, stays.srgb, least, (0, 0, 0) if darker else (255, 255, 255)),
    )


def _said(found: float) -> str:
    """A ratio to two places, rounded down: what falls short must not read as if it did not."""
    return f"{int(found * 100) / 100:.2f}"


def _nearest(house: House, change: Ink, stays: Ink, least: float) -> str:
    """The ink most like `change` that would do, of its own colour or a neutral where there is one."""
    rows = {name: row.srgb for name, row in house.palette.value.rows.items()}
    would_do = {name: srgb for name, srgb in rows.items() if ratio(srgb, stays.srgb) >= least}
    own = {f"{change.colour}-{role}" for role in ROLES} | set(house.palette.value.neutrals)
    choice = {name for name in would_do if name in own} or set(would_do)
    return min(
        sorted(choice), key=lambda name: _apart(would_do[name], change.srgb), default="none of the palette"
    )


def _shade(srgb: str, other: str, least: float, towards: Rgb) -> str:
    """The first shade on the way from a colour to black, or white, that would do."""
    for step in range(STEPS + 1):
        part = step / STEPS
        mixed = tuple(round(a + (b - a) * part) for a, b in zip(_rgb(srgb), towards, strict=True))
        shade = "#" + "".join(f"{value:02x}" for value in mixed)
        if ratio(shade, other) >= least:
            return shade
    return "#000000" if towards == (0, 0, 0) else "#ffffff"


def _rgb(srgb: str) -> Rgb:
    return int(srgb[1:3], 16), int(srgb[3:5], 16), int(srgb[5:7], 16)


def _luminance(rgb: Rgb) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [value / 255 for value in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _apart(one: str, other: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_rgb(one), _rgb(other), strict=True))
