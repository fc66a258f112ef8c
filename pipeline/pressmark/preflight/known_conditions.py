"""Printing conditions by their registered names, and what else they are called.

The names are those of the ICC's registry of characterization data; what profiles and programs call them is
beside each. A profile that says something else is of a condition that is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """A condition: its registered name, and what names and descriptions of profiles are its own, as a pattern
    of words without a space or a mark between them."""

    name: str
    pattern: str


# The first that fits is meant: what is longer stands before what is part of it.
_TABLE = (
    Known("FOGRA51", r"fogra51|psocoatedv3"),
    Known("FOGRA52", r"fogra52|psouncoatedv3"),
    Known("FOGRA39", r"fogra39|isocoatedv2"),
    Known("FOGRA47", r"fogra47|psouncoatediso12647"),
    Known("FOGRA45", r"fogra45|psolwcimproved"),
    Known("FOGRA46", r"fogra46|psolwcstandard"),
    Known("FOGRA40", r"fogra40|scpapereci"),
    Known("FOGRA28", r"fogra28|isowebcoated"),
    Known("FOGRA30", r"fogra30|isouncoatedyellowish"),
    Known("FOGRA29", r"fogra29|isouncoated"),
    Known("FOGRA27", r"fogra27|isocoated"),
    Known("CGATS21-2-CRPC6", r"crpc6|gracol2013"),
    Known("CGATS21-2-CRPC5", r"crpc5|swop2013"),
    Known("CGATS TR 006", r"tr006|gracol2006"),
    Known("CGATS TR 003", r"tr003|swop2006coated3"),
    Known("CGATS TR 005", r"tr005|swop2006coated5"),
    Known("CGATS TR 001", r"tr001|uswebcoatedswop"),
    Known("JC201103", r"jc201103|japancolor2011coated"),
    Known("JC200103", r"jc200103|japancolor2001coated"),
    Known("JC200104", r"jc200104|japancolor2001uncoated"),
)


def known_as(text: str) -> str:
    """The registered name of the condition that a text is of; "" where it is not known."""
    plain = re.sub(r"[^0-9a-z]", "", text.casefold())
    return next((one.name for one in _TABLE if re.search(one.pattern, plain)), "")


def is_same(one: str, other: str) -> bool:
    """Do two names mean one condition?"""
    known = known_as(one)
    plain = [re.sub(r"[^0-9a-z]", "", name.casefold()).removesuffix("l") for name in (one, other)]
    return plain[0] == plain[1] or bool(known and known == known_as(other))
