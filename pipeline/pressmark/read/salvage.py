"""What can still be read of a file that is not sound, so that all the rest can be checked with it.

Nothing of this is ever built: whatever is salvaged here has been complained of as an error.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pressmark.findings import Finding
from pressmark.read.models.catalogue import Series
from pressmark.read.models.colours import ROLES, Contrast, Palette
from pressmark.read.models.publications import PartRow, Publication, Publisher, Trim
from pressmark.read.places import Places
from pressmark.read.yaml.fields import model_in
from pressmark.read.yaml.located import Located, Path_
from pressmark.read.yaml.validate import as_meant
from pressmark.rules import Severity
from pressmark.units import Length

M = TypeVar("M", bound=BaseModel)

# What stands in for a field that is missing, or wrong. Of any other, its own name does.
_INK = {"cmyk": "0 0 0 0", "srgb": "#010203"}
NO_ID = "_"
NEEDED: Mapping[str, Any] = {
    "id": NO_ID,
    "trim": "A5",
    "width": "148mm",
    "height": "210mm",
    "date": "2000-01-01",
    "publisher": {"name": "unknown"},
    "colours": {"none": dict.fromkeys(ROLES, _INK)},
    "neutrals": {"none": _INK},
    **_INK,
    **dict.fromkeys(ROLES, _INK),
    "ink_limit": "400",
    "intent": {"identifier": "none", "condition": "none", "info": "none"},
}

# What stands in for a palette that cannot be read.
NO_PALETTE = Palette.model_validate({name: NEEDED[name] for name in Palette.model_fields})

# And for the pairs of inks.
NO_CONTRAST = Contrast.model_construct(pairs=())

# What is taken out of one round may be missing in the next.
MOST_ROUNDS = 6

_GONE: Any = object()


# What stands in for a field that is missing, given its name and what it is missing in; None for what is
# usual.
StandIn = Callable[[str, Mapping[str, Any]], Any]


def nothing(name: str, holder: Mapping[str, Any]) -> Any:
    """What is usual stands in."""
    return None


def titled(name: str, holder: Mapping[str, Any]) -> Any:
    """For a record's title its id stands in."""
    return holder.get("id") if name == "title" else None


def salvaged(model: type[M], located: Located, stand_in: StandIn = nothing) -> tuple[M | None, Located]:
    """The value without what is wrong in it, and the places of what is left; None where that is nothing."""
    located = as_meant(model, located)
    for _ in range(MOST_ROUNDS):
        try:
            return model.model_validate(located.data), located
        except ValidationError as error:
            if not isinstance(located.data, dict):
                break
            data = _copied(located.data)
            problems = error.errors(include_url=False)
            around = Counter(p["loc"][:n] for p in problems for n in range(len(p["loc"]) + 1))
            for problem in problems:
                if around[problem["loc"]] == 1:  # a list is empty only because what it holds cannot be used
                    _mend(data, problem, stand_in)
            located = _swept(data, located)
    return None, located


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _mend(data: Any, problem: Mapping[str, Any], stand_in: StandIn) -> None:
    """Take one fault out of `data`: what is missing gets a stand-in, what is wrong its nearest, or goes."""
    path: Path_ = tuple(step for step in problem["loc"] if step != "[key]")
    holder = data
    for n, step in enumerate(path):
        inner = _inner(holder, step)
        if n < len(path) - 1 and isinstance(inner, dict | list):
            holder = inner
        elif problem["type"] == "missing" and isinstance(holder, dict) and n == len(path) - 1:
            name = str(step)
            holder[step] = _copied(stand_in(name, holder) or NEEDED.get(name, name))
        else:
            if inner is not _GONE:
                holder[step] = _nearest(problem)
            return


def _inner(holder: Any, step: str | int) -> Any:
    try:
        return holder[step]
    except (KeyError, IndexError, TypeError):
        return _GONE


def _nearest(problem: Mapping[str, Any]) -> Any:
    """The word that was meant, where one of a few was wanted; of a line in the place of a list, its words."""
    if problem["type"] == "tuple_type" and isinstance(problem["input"], str):
        return [word.strip() for word in problem["input"].split(",") if word.strip()]
    if problem["type"] != "literal_error":
        return _GONE
    known = re.findall(r"'([^']*)'", problem["ctx"]["expected"])
    return next(iter(difflib.get_close_matches(str(problem["input"]), known, n=1, cutoff=0.5)), _GONE)


def _swept(data: Any, located: Located) -> Located:
    """The data without what is gone, every place under the path that it now has.

    A field that is gone leaves its place to what will stand in for it.
    """
    places: dict[Path_, tuple[int, int]] = {}
    keys: dict[Path_, tuple[int, int]] = {}
    elsewhere: dict[Path_, Places] = {}

    def without_gone(value: Any, old: Path_, new: Path_) -> Any:
        if old in located.elsewhere:
            elsewhere[new] = located.elsewhere[old]
        if old in located.places:
            places[new] = located.places[old]
        if old in located.keys:
            keys[new] = located.keys[old]
        if isinstance(value, dict):
            fields = {key: without_gone(inner, (*old, key), (*new, key)) for key, inner in value.items()}
            return {key: inner for key, inner in fields.items() if inner is not _GONE}
        if isinstance(value, list):
            there = [(i, inner) for i, inner in enumerate(value) if inner is not _GONE]
            return [without_gone(inner, (*old, i), (*new, n)) for n, (i, inner) in enumerate(there)]
        moved[new] = old
        return value

    moved: dict[Path_, Path_] = {}
    swept = without_gone(data, (), ())
    written: Callable[[Path_], str] = lambda path: located.written(moved.get(path, path))  # noqa: E731
    return Located(swept, located.file, places, keys, written, elsewhere)


# Each blank is matched in one way only: lines may hold thousands of them.
_ID = re.compile(r"^[ \t]*(?:-[ \t]*)?(?:\{[ \t]*)?id\b:?[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_PART = re.compile(r"^[ \t]*-[ \t]*(?:\{[ \t]*)?part:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_FILE = re.compile(r"\bfile:[ \t]*[\"']?([\w./-]+)")


def series_of(text: str, model: type[Series]) -> Series:
    """What stands in for a series whose YAML cannot be read: a record for each id that its lines give."""
    record = model_in(model.model_fields["records"].annotation)
    ids = dict.fromkeys(_ID.findall(text))
    records = tuple(record.model_construct(id=id, title=id) for id in ids)
    return model.model_construct(title="unknown", records=records)


def publication_of(text: str, row: type[PartRow], plain: str) -> Publication:
    """What stands in for a publication whose YAML cannot be read: the parts that its lines give as a `row`,
    or a `plain` one."""
    found = list(_PART.finditer(text))
    parts = []
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends if found else (), strict=True):
        file = _FILE.search(text, match.end(), end)
        given = {"part": match[1], "file": file[1] if file else None}
        try:
            parts.append(row.model_validate(given))
        except ValidationError:
            continue
    return Publication(
        title="unknown",
        layout="unknown",
        trim=Trim(width=Length(148.0), height=Length(210.0)),
        date=datetime.date(2000, 1, 1),
        publisher=Publisher(name="unknown"),
        parts=tuple(parts) or (row(part=plain),),
    )


def lost_of(series: Series, findings: Iterable[Finding]) -> set[str]:
    """What of a series that is not sound is lost: all of its titles, or what some of them are called."""
    codes = {f.code for f in findings if f.severity is Severity.ERROR}
    if codes and not series.records:
        return {"catalogue"}
    unnamed = any(record.id == NO_ID for record in series.records)
    return {"ids"} if codes and (unnamed or codes & {"E103", "E142", "E161"}) else set()
