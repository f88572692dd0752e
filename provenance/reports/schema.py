"""The JSON Schema of the report (draft 2020-12), read off the dataclasses that the report is written from.

A description is the first line of a class. What a later version adds is allowed: readers pass over what they do not
know.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from provenance import model
from provenance.reports.json_shape import LEFT_OUT_WHEN_EMPTY, SCHEMA, types_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema() -> dict[str, Any]:
    """The schema of `provenance-report/1`."""
    defined: dict[str, Any] = {}
    report = _object(model.Report, defined)
    generator = {
        "type": "object",
        "properties": {"name": {"const": "provenance"}, "version": {"type": "string"}},
        "required": ["name", "version"],
    }
    members = {name: value for name, value in report["properties"].items() if name != "version"}
    return {
        "$schema": DIALECT,
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": SCHEMA,
        "description": report["description"],
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, "generator": generator, **members},
        "required": ["schema", "generator", *(name for name in members if name in report["always"])],
        "$defs": dict(sorted(defined.items())),
    }


def _object(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """A dataclass: its members, and which of them every report has."""
    types = types_of(kind)
    named = [each for each in fields(kind) if each.init]
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "properties": {each.name: _of(types[each.name], defined) for each in named},
        "always": [each.name for each in named if (kind, each.name) not in LEFT_OUT_WHEN_EMPTY],
    }


def _of(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        known = next(each for each in inner if each is not NoneType)
        return {"anyOf": [_of(known, defined), {"type": "null"}]}
    if kind is Any:
        return {}
    if kind is model.Span:  # a list in the JSON
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if is_dataclass(kind):
        return _reference(kind, defined)
    if origin is tuple:
        length = {} if inner[-1] is Ellipsis else {"minItems": len(inner), "maxItems": len(inner)}
        return {"type": "array", "items": _of(inner[0], defined), **length}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    if origin is not None:
        return {"type": "object", "additionalProperties": _of(inner[1], defined)}
    return {"type": _PLAIN[kind]}


def _reference(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """A reference to a dataclass, which is defined once."""
    name = kind.__name__
    if name not in defined:
        defined[name] = {}  # before its members are looked at: one of them may be of the same class
        found = _object(kind, defined)
        defined[name] = {
            "description": found["description"],
            "type": "object",
            "properties": found["properties"],
            "required": found["always"],
        }
    return {"$ref": f"#/$defs/{name}"}
