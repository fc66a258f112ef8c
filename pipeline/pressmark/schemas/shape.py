"""A model as a JSON Schema (draft 7, which all plug-ins know), as a source writes its values.

The reader takes every scalar as text and leaves its meaning to the model. A plug-in takes `2006` for a
number and `no` for a word or for false, after the YAML that it knows; so a schema takes all of them.
"""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pressmark.schemas.names import OPEN

DRAFT = "http://json-schema.org/draft-07/schema#"

Json = dict[str, Any]
Names = Mapping[str, tuple[str, ...]]


class _Described(GenerateJsonSchema):
    """Fields with what the strings below them say."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        shape = super().model_schema(schema)
        descriptions = {
            name: text for base in reversed(schema["cls"].__mro__) for name, text in _strings(base).items()
        }
        for name, field in shape.get("properties", {}).items():
            field.update({"description": descriptions[name]} if name in descriptions else {})
        return shape


class _Written(_Described):
    """Scalars as sources write them."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number", "boolean"]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": r"^\s*-?\d+\s*$"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        pattern = r"^\s*-?\d+(\.\d+)?\s*$"
        return {**super().float_schema(schema), "type": ["number", "string"], "pattern": pattern}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": [True, False, "yes", "no", "on", "off"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        day = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
        return {"type": "string", "pattern": day, "examples": ["2006-06-30"]}


def shape_of(model: type[BaseModel], names: Names) -> Json:
    """The schema of what a source writes: each field with what it is, each name with those there are."""
    return _whole(model, names, _Written)


def shape_written(model: type[BaseModel]) -> Json:
    """The schema of what the pipeline writes."""
    return _whole(model, {}, _Described)


def _whole(model: type[BaseModel], names: Names, generator: type[_Described]) -> Json:
    schema = model.model_json_schema(schema_generator=generator)
    parts = schema.pop("$defs", {})
    plain: Json = _plain(schema, parts, names)
    return {"$schema": DRAFT, **plain}


def _plain(value: Any, parts: Json, names: Names) -> Any:
    """A schema without references, titles, nulls and defaults that no source writes."""
    if isinstance(value, list):
        return [_plain(one, parts, names) for one in value]
    if not isinstance(value, dict):
        return value
    if "x-names" in value:
        return {**_offered(value["x-names"], names), **_told(value)}
    if "$ref" in value:
        part = parts[value["$ref"].rpartition("/")[2]]
        return _plain({**part, **_told(value)}, parts, names)
    schema = {key: _plain(one, parts, names) for key, one in value.items() if not _unwritten(key, one)}
    if "patternProperties" in schema:  # a name that is none is a fault
        schema["additionalProperties"] = False
    return _not_null(schema)


def _unwritten(key: str, value: Any) -> bool:
    """Is it the model's own business: the title of a field, a default that is nothing or many things?"""
    return (key == "title" and isinstance(value, str)) or (
        key == "default" and (value is None or isinstance(value, dict | list))
    )


def _told(value: Json) -> Json:
    return {"description": value["description"]} if "description" in value else {}


def _not_null(schema: Json) -> Json:
    """A field that may be left out, as what it is when it is there."""
    choices = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**choices[0], **rest}


def _offered(kind: str, names: Names) -> Json:
    """The names there are; where others may have been written since, those too."""
    if not names[kind]:
        return {"type": ["string", "integer"]}
    listed = {"enum": list(names[kind])}
    return {"anyOf": [listed, {"type": ["string", "integer"]}]} if kind in OPEN else listed


@functools.cache
def _module(name: str) -> Mapping[str, Mapping[str, str]]:
    """Of each class of a module: its fields, and the strings below them."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {
        found.name: {
            field.target.id: inspect.cleandoc(below.value.value)
            for field, below in zip(found.body, found.body[1:], strict=False)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        }
        for found in tree.body
        if isinstance(found, ast.ClassDef)
    }


def _strings(model: type) -> Mapping[str, str]:
    return _module(model.__module__).get(model.__name__, {}) if issubclass(model, BaseModel) else {}
