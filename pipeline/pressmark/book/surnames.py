"""Names of persons as they are ordered: the surname, then the rest."""

from __future__ import annotations

from collections.abc import Collection


def parted(name: str, surnames: Collection[str] = ()) -> tuple[str, str]:
    """A name's surname, and what stands before that: of "Curie, Marie" what the comma says; else the surname
    of several words that ends it, if one does, or its last word."""
    surname, comma, rest = name.partition(",")
    if comma:
        return surname.strip(), rest.strip()
    for known in sorted(surnames, key=len, reverse=True):
        if name == known or name.endswith(f" {known}"):
            return known, name.removesuffix(known).strip()
    before, _, last = name.strip().rpartition(" ")
    return last, before


def surname_first(name: str, surnames: Collection[str] = ()) -> str:
    """A name with its surname first, as it is ordered."""
    return " ".join(part for part in parted(name, surnames) if part)
