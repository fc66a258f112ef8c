"""The types of field that records can have, and what is taken for each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from pressmark.read.models.values import (
    DownloadEnd,
    GroupName,
    Mail,
    PatternName,
    PrintedWeb,
    PublicationName,
    Text,
    TitleName,
)

_TELEPHONE = re.compile(
    r"\+?[\d\s()/.\-–]{2,40}(?:\s*(?:ext|x|Durchwahl|poste)\.?\s*\d{1,6})?", re.IGNORECASE
)
_NUMBER = re.compile(r"[-−]?\d{1,30}(?:\.\d{1,30})?")


def _number(value: object) -> object:
    """A number as it is typed: with a point, and without anything to part its thousands."""
    typed = str(value).strip()
    if not _NUMBER.fullmatch(typed):
        raise ValueError(f'"{value}" is not a number: write it with figures and a point, as 1250 or 2.5')
    try:
        return Decimal(typed.replace("−", "-"))
    except InvalidOperation as error:
        raise ValueError(f'"{value}" is not a number: write it as 1250 or 2.5') from error


def _telephone(value: str) -> str:
    if not _TELEPHONE.fullmatch(value.strip()) or not any(map(str.isdigit, value)):
        raise ValueError(f'"{value}" is not a telephone number: write it as 01632 960 100 or +44 1632 960100')
    return value.strip()


def _time(value: object) -> object:
    typed = str(value).strip().replace(".", ":")
    try:
        hours, minutes = (int(part) for part in typed.split(":")[:2])
        return datetime.time(hours, minutes)
    except ValueError as error:
        raise ValueError(f'"{value}" is not a time of the day: write it as 09:30') from error


def _lines(value: object) -> object:
    """A postal address is a list of lines, or lines below one another."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _chosen(of: Any) -> Any:
    values = tuple(of) if isinstance(of, dict | tuple) else (of,) if of else ()
    return Literal[values] if values else Text


def _named(kind: str) -> Any:
    return Annotated[str, WithJsonSchema({"x-names": kind})]


def _symbol(of: Any) -> Any:
    return _named({"kind": "kinds", "format": "formats"}.get(str(of), "symbols"))


_Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^\s*[-−]?\d+(\.\d+)?\s*$"}),
]
_Telephone = Annotated[
    Text, AfterValidator(_telephone), WithJsonSchema({"type": ["string", "integer"], "pattern": r"\d"})
]
_Time = Annotated[
    datetime.time,
    BeforeValidator(_time),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}[:.]\d{2}", "examples": ["09:30"]}),
]
_Address = Annotated[
    tuple[Text, ...],
    BeforeValidator(_lines),
    Field(max_length=12),
    WithJsonSchema(
        {"type": ["string", "array"], "items": {"type": "string", "pattern": r"\S"}, "pattern": r"\S"}
    ),
]

# What is taken for each, given what the field is `of`.
FIELD_TYPES: Mapping[str, Callable[[Any], Any]] = {
    "text": lambda of: Text,
    "prose": lambda of: Text,
    "number": lambda of: _Number,
    "money": lambda of: _Number,
    "date": lambda of: datetime.date,
    "time": lambda of: _Time,
    "telephone": lambda of: _Telephone,
    "email": lambda of: Mail,
    "web": lambda of: PrintedWeb,
    "address": lambda of: _Address,
    "picture": lambda of: Text,
    "choice": _chosen,
    "symbol": _symbol,
    "reference": lambda of: TitleName,
    "flag": lambda of: bool,
    "group": lambda of: GroupName,
    "publication": lambda of: PublicationName,
    "download": lambda of: DownloadEnd,
    "pattern": lambda of: PatternName,
}


def annotation_of(type: str, of: Any) -> Any:
    """What pydantic takes for a field of a type."""
    return FIELD_TYPES[type](of)
