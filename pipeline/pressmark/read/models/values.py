"""How values are written in the sources, lengths, names, addresses, builds; each says what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from pressmark.read.addresses import is_mailbox, is_printed_web, is_web, is_whole
from pressmark.read.limits import endless
from pressmark.units import Length, length


class Model(BaseModel):
    """Frozen, and nothing in a file goes unread."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _length(value: object) -> object:
    return value if isinstance(value, Length) else length(str(value))


def _some(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty: write something, or take the line out")
    if found := endless(value):
        raise ValueError(f"{found[0]}: write it as a person would")
    return value


def is_name(value: str) -> bool:
    """Can it be an id: letters, digits and hyphens?"""
    return bool(value) and all(c.isascii() and (c.isalnum() or c in "-_") for c in value)


def _slug(value: str) -> str:
    if not is_name(value):
        raise ValueError(f'"{value}" is not a name: use letters, digits and hyphens')
    return value


def _srgb(value: str) -> str:
    digits = value.removeprefix("#")
    if len(value) != 7 or len(digits) != 6 or any(c not in "0123456789abcdefABCDEF" for c in digits):
        raise ValueError(f'"{value}" is not an sRGB colour: write # and six digits, as #007174')
    return value.lower()


def _build(value: object) -> object:
    """ "96 0 40 40" is a build as a designer says it."""
    values = value.split() if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or len(values) != 4:
        raise ValueError("it is not a build: write four numbers, per cent of C, M, Y and K, as 96 0 40 40")
    return values


def _address(value: str) -> str:
    if not is_web(value):
        raise ValueError(f'"{value}" is not a web address: write one as https://www.example.org/')
    return value


def _printed_address(value: str) -> str:
    if not is_printed_web(value):
        raise ValueError(f'"{value}" is not a web address: write one as www.example.org')
    return value


def _mail(value: str) -> str:
    if not is_mailbox(value):
        raise ValueError(f'"{value}" is not an e-mail address: write one as name@example.org')
    return value


def _path(value: str) -> str:
    if is_whole(value):
        return _address(value)
    if any(c.isspace() for c in value):
        raise ValueError(f'"{value}" is not the end of an address: write it without spaces')
    return value


def is_language(value: str) -> bool:
    """Is it a tag of a language, as en-GB (BCP 47: letters, then hyphens and short pieces)?"""
    return re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value) is not None


def _language(value: str) -> str:
    if not is_language(value):
        raise ValueError(f'"{value}" is not the tag of a language: write it as en-GB, cy or fr')
    return value


# The largest page that PDF knows, 14,400 units (ISO 32000-1, annex C.2); more around a page than any
# press has, a finer grid than can be seen, and more parts and titles than any publication has.
LARGEST = Length(5_080.0)
WIDEST = Length(100.0)
FINEST = Length(0.5)
MOST_PARTS = 500
MOST_RECORDS = 20_000


def _positive(value: Length) -> Length:
    if not value.mm > 0:
        raise ValueError("it must be more than nought: write a length, as 4.2mm")
    if not value.mm <= LARGEST.mm:
        raise ValueError(f"it must not be more than {LARGEST.css}: write less")
    return value


def not_too_fine(value: Length) -> Length:
    """A unit that is not finer than can be seen."""
    if value.mm < FINEST.mm:
        raise ValueError(f"it must be {FINEST.css} at the least: write more")
    return value


def _not_negative(value: Length) -> Length:
    if value.mm < 0:
        raise ValueError("it must not be less than nought: write 0mm or more")
    if not value.mm <= WIDEST.mm:
        raise ValueError(f"it must not be more than {WIDEST.css}: write less")
    return value


def _place(value: object) -> object:
    """ "35% 20%" is a place on a figure: how far across, and how far down."""
    parts = value.split() if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or len(parts) != 2:
        raise ValueError("it is not a place: write two percentages, across and down, as 35% 20%")
    return tuple(str(part).removesuffix("%") for part in parts)


def _share(value: object) -> object:
    if isinstance(value, str) and _LENGTH_WRITTEN.fullmatch(value.strip()):
        raise ValueError(f'"{value}" is a length, and a share of the measure is wanted: write it as 80%')
    return value.removesuffix("%").strip() if isinstance(value, str) else value


_LENGTH_WRITTEN = re.compile(r"[\d.]+ ?(?:px|pt|mm|cm|in|em|rem|pc)")


@dataclass(frozen=True)
class AtLeast:
    """The width of a column: so many units at the least; as many as then stand side by side fill the
    measure."""

    units: float


def _form(value: object) -> object:
    """The width of a form: units of the grid, a share of the measure, as 1/2, or columns of so many units at
    the least, as 9+."""
    if isinstance(value, AtLeast):
        return value
    if isinstance(value, str) and value.strip().endswith("+"):
        return AtLeast(float(_form(value.strip()[:-1])))  # type: ignore[arg-type]
    try:
        return Fraction(value) if isinstance(value, str) and "/" in value else float(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f'"{value}" is not a width: write units, as 13, or a share, as 1/2') from error


def _wide(value: float | Fraction | AtLeast) -> float | Fraction | AtLeast:
    if not 0 < (value.units if isinstance(value, AtLeast) else value) < 10_000:
        raise ValueError("it must be more than nought: write units, as 13, or a share, as 1/2")
    return value


# How numbers and names are written: a source's scalars are text, and these say which.
_NUMBER = r"\s*\d+(\.\d+)?\s*"
_PERCENT = r"(100(\.0+)?|\d{1,2}(\.\d+)?)"
_PERCENTS = {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": rf"^\s*{_PERCENT}%?\s*$"}
_LENGTH = {"type": "string", "pattern": rf"^{_NUMBER}(mm|cm|in|pt|pc|px)\s*$", "examples": ["4.2mm", "12pt"]}
_SOME_LENGTH = _LENGTH | {"pattern": rf"^(?=.*[1-9]){_NUMBER}(mm|cm|in|pt|pc|px)\s*$"}
_NAME = WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[A-Za-z0-9_-]+$"})


def _one_of(names: str) -> WithJsonSchema:
    """For the schemas: one of the root's `names`, which they list (schemas/names.py)."""
    return WithJsonSchema({"x-names": names})


Size = Annotated[Length, BeforeValidator(_length), AfterValidator(_positive), WithJsonSchema(_SOME_LENGTH)]
Around = Annotated[Length, BeforeValidator(_length), AfterValidator(_not_negative), WithJsonSchema(_LENGTH)]
Units = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
Text = Annotated[str, AfterValidator(_some), Field(json_schema_extra={"pattern": r"\S"})]
Name = Annotated[str, AfterValidator(_slug), _NAME]
Srgb = Annotated[
    str,
    AfterValidator(_srgb),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#007174"]}),
]
Web = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^ ]*$", "examples": ["https://"]}),
]
Mail = Annotated[
    str,
    AfterValidator(_mail),
    WithJsonSchema({"type": "string", "pattern": "@", "examples": ["name@example.org"]}),
]
PrintedWeb = Annotated[
    str,
    AfterValidator(_printed_address),
    WithJsonSchema({"type": "string", "pattern": r"^\S+$", "examples": ["www.example.org"]}),
]
Language = Annotated[
    Text,
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", "examples": ["en-GB"]}),
]
DownloadEnd = Annotated[Text, AfterValidator(_path), WithJsonSchema({"type": "string", "pattern": r"^\S+$"})]
Percent = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[Percent, BeforeValidator(_share), WithJsonSchema(_PERCENTS | {"examples": ["70%"]})]
Place = Annotated[
    tuple[Percent, Percent],
    BeforeValidator(_place),
    WithJsonSchema(
        {
            "type": ["string", "array"],
            "pattern": rf"^\s*{_PERCENT}%?\s+{_PERCENT}%?\s*$",
            "items": _PERCENTS,
            "minItems": 2,
            "maxItems": 2,
            "examples": ["50% 20%"],
        }
    ),
]
Form = Annotated[
    float | Fraction | AtLeast,
    BeforeValidator(_form),
    AfterValidator(_wide),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "exclusiveMinimum": 0,
            "pattern": r"^\s*\d+(\.\d+|/\d+)?\+?\s*$",
            "examples": [13, "1/2", "9+"],
        }
    ),
]
Build = Annotated[
    tuple[Percent, Percent, Percent, Percent],
    BeforeValidator(_build),
    WithJsonSchema(
        {
            "type": ["string", "array"],
            "pattern": rf"^\s*{_PERCENT}(\s+{_PERCENT}){{3}}\s*$",
            "items": _PERCENTS,
            "minItems": 4,
            "maxItems": 4,
            "examples": ["96 0 40 40"],
        }
    ),
]

# What the root has of each: titles of the catalogue, colours of the palette, and so on.
TitleName = Annotated[str, _one_of("titles")]
GroupName = Annotated[str, _one_of("groups")]
ColourName = Annotated[str, _one_of("colours")]
SeriesName = Annotated[str, _one_of("series")]
PatternName = Annotated[str, _one_of("patterns")]
LayoutName = Annotated[Name, _one_of("layouts")]
ConditionName = Annotated[Name, _one_of("conditions")]
PublicationName = Annotated[Name, _one_of("publications")]
SheetName = Annotated[Text, _one_of("sheets")]
InkName = Annotated[str, _one_of("inks")]
