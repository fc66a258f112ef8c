"""The checks of a file as a whole, in their order: what is conforming, its output intent, extras, spots."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pikepdf import Name, Stream

from pressmark.findings import Finding, Place
from pressmark.preflight.colours import RGB, Ingredient
from pressmark.preflight.conformance import CLAUSES, keeps
from pressmark.preflight.extras import actions, extras, notes_on_pages
from pressmark.preflight.intents import intent, profiles
from pressmark.preflight.opened import Opened
from pressmark.preflight.problems import problem
from pressmark.preflight.shown_text import PROGRAMS
from pressmark.press.inks import PROCESS

# What a spot ink may be built of in PDF/X-1a (ISO 15930-4).
OF_X1A = ("DeviceCMYK", "DeviceGray")


def subsets(opened: Opened) -> Iterator[Finding]:
    """Has each subset of a font a tag of its own (ISO 32000-2, 9.9.2)?"""
    programs: dict[str, dict[str, str]] = {}
    for item in opened.objects:
        name = str(item.get(Name.FontName, "")).lstrip("/")
        tag = re.match(r"[A-Z]{6}\+", name)
        program = next((p for key in PROGRAMS if tag and isinstance(p := item.get(key), Stream)), None)
        if tag and program is not None:
            programs.setdefault(tag[0], {})[hashlib.sha256(program.read_raw_bytes()).hexdigest()] = name
    for names in programs.values():
        if len(names) > 1:
            yield problem("P403", opened.condition, thing=next(iter(names.values())))


def count(opened: Opened) -> Iterator[Finding]:
    """Are its pages a multiple of what the condition binds?"""
    multiple, pages = opened.condition.page_multiple, len(opened.pdf.pages)
    if multiple and pages % multiple:
        yield problem("P301", opened.condition, pages=pages, multiple=multiple)


def spots_of(opened: Opened, spots: Mapping[Ingredient, int]) -> Iterator[Finding]:
    """Are its spot inks, each met first on that page, wanted, is each called by one name and built in one way
    (ISO 32000-2, 8.6.6.4 and 8.6.6.5)?"""
    condition = opened.condition
    real = {ink: page for ink, page in spots.items() if ink.name not in (*PROCESS, "All", "None")}
    first = {ink.name: page for ink, page in reversed(real.items())}
    builds: dict[str, set[tuple[str, str]]] = {}
    for ink, page in real.items():
        rgb = ink.alternate in RGB or (not condition.transparency and ink.alternate not in OF_X1A)
        if ink.listed and rgb:
            yield problem("P507", condition, Place(page), thing=ink.name, space=ink.alternate)
        if not ink.listed and condition.transparency:
            yield problem("P509", condition, Place(page), thing=ink.name)
        if ink.listed:
            builds.setdefault(ink.name, set()).add((ink.alternate, ink.recipe))
    for name, page in first.items():
        if condition.inks == "process":
            yield problem("P503", condition, Place(page), thing=name)
        if len(builds.get(name, ())) > 1:
            yield problem("P508", condition, Place(page), thing=name)
    names = list(first)
    for i, name in enumerate(names):
        for other in names[i + 1 :]:
            if re.sub(r"\W", "", name).casefold() == re.sub(r"\W", "", other).casefold():
                yield problem("P504", condition, Place(first[other]), thing=name, other=other)


FILE_CHECKS: tuple[Callable[[Opened], Iterator[Finding]], ...] = (
    *(partial(keeps, clause) for clause in CLAUSES),
    *(intent, profiles, extras, notes_on_pages, actions, subsets, count),
)
