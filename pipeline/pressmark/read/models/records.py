"""source/catalogue/types/<type>.yaml: a type of record, its fields and how they are shown; and the model that
records of it are read by."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from pressmark.read.models.field_types import FIELD_TYPES, annotation_of
from pressmark.read.models.values import ColourName, Model, Name, Text

if TYPE_CHECKING:
    FieldType = str
else:
    FieldType = Literal[tuple(FIELD_TYPES)]

# A name of a field: what templates can write after a dot.
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")

# A field in a line of fields; of names of persons, with .surname after it, the surname alone.
FIELD_IN_LINE = re.compile(r"\{([^{}]*)\}")


def _field_name(value: str) -> str:
    if not _FIELD_NAME.fullmatch(value):
        raise ValueError(
            f'"{value}" is not the name of a field: use small letters, digits and _, a letter first'
        )
    if value == "id":
        raise ValueError('every record has an "id" anyway: call the field something else')
    return value


FieldName = Annotated[
    str, AfterValidator(_field_name), Field(json_schema_extra={"pattern": r"^[a-z][a-z0-9_]*$"})
]


def _alone(value: object) -> object:
    """One name is a list of one."""
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_alone)]


class FieldOfType(Model):
    """A field of a type of record."""

    type: FieldType = "text"
    """What it holds: a line of `text`, `prose` in Markdown, a `number`, `money`, a `date`, a `time`, a
    `telephone` number, an `email` or `web` address, a postal `address`, a `picture`, a `choice` from a list,
    a `symbol`, a `reference` to another record, or yes or no (`flag`)."""
    label: Text | None = None
    """What it is called in messages and heads; its name where this is not given."""
    says: Text | None = None
    """What it is for: editors read it where they write one."""
    announced: Text | None = None
    """The words that are printed before it, as `Tel.`."""
    empty: Text | None = None
    """What is printed where a record says nothing, as `not known`."""
    required: bool = False
    """Must every record have it?"""
    list: bool = False
    """Are there several? In a table they stand in one cell, parted by semicolons."""
    longest: Annotated[int, Field(ge=1)] | None = None
    """The most characters."""
    most: Annotated[int, Field(ge=2)] | None = None
    """Of a list: where there are more than so many, the first few are printed, and "others"."""
    of: Text | tuple[Text, ...] | dict[Text, Text] | None = None
    """Of a choice: the values, or each with what is printed for it. Of a symbol: its group. Of a reference:
    the series that it is to; any, without this."""
    default: Text | tuple[Text, ...] | None = None
    """What it is where a record says nothing."""
    currency: Text | None = None
    """Of money: the currency, as `EUR`."""
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    """Of a number and of money: how many decimals are printed; as they are typed, without this."""
    format: Text | None = None
    """Of a date and of a time: `short`, `medium`, `long`, or a pattern of CLDR, as `d MMMM`."""
    sorted: Literal["words", "surname"] = "words"
    """How it is ordered: by its `words`, or as names of persons, by the `surname`: the last word, or what
    stands before a comma. Numbers and dates are ordered by their value."""
    surnames: tuple[Text, ...] = ()
    """Surnames of several words, as `van der Waals`; of all others it is the last word."""
    grouped: bool | None = None
    """Of a number and of money: are its thousands parted? As the language has it from 10,000 on, and of money
    always, without this."""

    @property
    def choices(self) -> Mapping[str, str]:
        """The values of a choice, with what is printed for each."""
        if isinstance(self.of, dict):
            return self.of
        return {one: one for one in self.of} if isinstance(self.of, tuple) else {}


class Shows(Model):
    """What of a record is shown where it stands in a list of many: lines of fields, each named in braces."""

    mark: Text | None = None
    """A few letters on a square of colour, at the left: `"{symbol}"`."""
    picture: FieldName | None = None
    """The field of the picture that stands at the left."""
    value: Text | None = None
    """What stands flush right on the line of the name."""
    lines: tuple[Text, ...] = ()
    """The lines below the name, as `"{street}, {town}"`. A field that is empty leaves no gap; of names of
    persons, `{authors.surname}` prints the surnames alone."""
    text: FieldName | None = None
    """The field whose prose is the text of its entry."""


class ColouredBy(Model):
    """Which colour a record has: that of the value of one of its fields."""

    field: FieldName
    """The field."""
    colours: dict[Text, ColourName]
    """For each value, the colour."""


class RecordType(Model):
    """source/catalogue/types/<type>.yaml: a type of record."""

    title: Text
    """What one of them is called, as `Member`."""
    name: Text = "{title}"
    """What its title is made of: fields in braces, as `"{first} {surname}"`."""
    id: Names = ()
    """The fields that the `id` of a record is made of where it has none; without this, each must have one."""
    sort_by: Names = ()
    """The fields by which records are ordered where nothing else is said; with - before one, downwards."""
    shows: Shows = Shows()
    """What is shown of it in a list of many."""
    coloured_by: ColouredBy | None = None
    """Which colour a record has."""
    fields: dict[FieldName, FieldOfType] = Field(min_length=1)
    """Its fields, by name, in the order in which they are explained."""

    @property
    def name_fields(self) -> tuple[str, ...]:
        """The fields that its title is made of."""
        return fields_in(self.name)

    def named_fields(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every field that it names besides `fields`, and the path of where."""
        shows = self.shows
        lines: list[tuple[tuple[str | int, ...], str | None]] = [
            (("name",), self.name),
            (("shows", "mark"), shows.mark),
            (("shows", "value"), shows.value),
            *((("shows", "lines", i), line) for i, line in enumerate(shows.lines)),
        ]
        for path, line in lines:
            yield from ((path, name) for name in fields_in(line or ""))
        yield from ((("id", i), name) for i, name in enumerate(self.id))
        yield from ((("sort_by", i), name.removeprefix("-")) for i, name in enumerate(self.sort_by))
        for path, name in ((("shows", "picture"), shows.picture), (("shows", "text"), shows.text)):
            yield from ((path, name),) if name else ()
        if self.coloured_by:
            yield ("coloured_by", "field"), self.coloured_by.field


def fields_in(line: str) -> tuple[str, ...]:
    """The fields that a line names in braces."""
    return tuple(name.partition(".")[0] for name in FIELD_IN_LINE.findall(line))


class Record(Model):
    """One record of the catalogue. What it says is written here and nowhere else."""

    id: Name
    """The record's name in the sources: letters, digits and hyphens. Never printed."""

    def __getitem__(self, field: str) -> Any:
        """The value of a field; None of one that is not given, or that its type does not have."""
        return getattr(self, field, None)


def record_model(kind: RecordType) -> type[Record]:
    """The model that records of a type are read by: the same for what is equal."""
    return _record_model(kind.model_dump_json())


@functools.lru_cache(maxsize=64)
def _record_model(dumped: str) -> type[Record]:
    kind = RecordType.model_validate_json(dumped)
    fields: dict[str, Any] = {name: _field(name, one) for name, one in kind.fields.items()}
    return create_model("Record", __base__=Record, __doc__=f"{kind.title}.", **fields)


def _field(name: str, one: FieldOfType) -> tuple[Any, Any]:
    """A field of the model: what is taken for it, and what it is where nothing is written."""
    inner = annotation_of(one.type, one.of)
    more: dict[str, Any] = {"description": one.says} if one.says else {}
    if one.longest is not None:
        inner = Annotated[inner, Field(max_length=one.longest)]
    default: Any = one.default
    if one.list:
        inner = tuple[inner, ...]  # type: ignore[valid-type]
        default = (default,) if isinstance(default, str) else default or ()
    elif one.type == "flag":
        default = {"yes": True, "no": False}.get(str(one.default)) if one.default else None
    if one.required:
        return inner, Field(**more)
    if not one.list and default is None:
        inner = inner | None
    return inner, Field(default, **more)
