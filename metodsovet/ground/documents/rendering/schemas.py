"""The shape of a paper's data, as plain values: what a template may name."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from metodsovet.ground.documents.rendering.marks import Mark

Schema = Any
"""«» for a text or a number, ``[schema]`` for a list, ``{name: schema}`` for a part."""


def schema_of(data: type) -> dict[str, Schema]:
    """Of a dataclass of texts, numbers, tuples and other such dataclasses."""
    return {**_fields_of(data), "paper": _fields_of(Mark)}


def _fields_of(data: type) -> dict[str, Schema]:
    hints = get_type_hints(data)
    return {field.name: _schema(hints[field.name]) for field in fields(data)}


def _schema(kind: Any) -> Schema:
    if is_dataclass(kind):
        return _fields_of(kind)  # type: ignore[arg-type]  # a class, not an instance: a hint
    if get_origin(kind) in (tuple, list):
        return [_schema(get_args(kind)[0])]
    return ""
