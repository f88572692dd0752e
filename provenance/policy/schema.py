"""The JSON Schema (draft 2020-12) of a policy, read off the same dataclasses that `parse` builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from provenance.policy import (
    LEVELS,
    BoilerplateOptions,
    CreditOptions,
    GateOptions,
    KindOptions,
    OwnOptions,
    options_of,
)
from provenance.policy.values import LENGTH, SHARE
from provenance.rules import RULES
from provenance.rules.desk import Licence


def schema() -> dict[str, Any]:
    """The schema of `provenance-policy/1`."""
    rules = {name: _schema_of(options_of(name), {"level": {"enum": list(LEVELS)}}) for name in RULES.names()}
    of_rules = {"type": "object", "properties": rules, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:provenance-policy:1",
        "title": "provenance-policy/1",
        "type": "object",
        "properties": {
            "schema": {"const": 1},
            "policy": _schema_of(GateOptions),
            "kinds": {"type": "object", "additionalProperties": _schema_of(KindOptions)},
            "own": _schema_of(OwnOptions),
            "credit": _schema_of(CreditOptions),
            "licences": {"type": "array", "items": _schema_of(Licence)},
            "boilerplate": {"type": "array", "items": _schema_of(BoilerplateOptions)},
            "rules": of_rules,
            "overrides": {"type": "array", "items": _override(of_rules)},
            "suppress": {"type": "array", "items": _suppression()},
        },
        "additionalProperties": False,
    }


def _override(of_rules: dict[str, Any]) -> dict[str, Any]:
    """The schema of an override, which sets rules as the policy does."""
    paths = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    return {
        "type": "object",
        "properties": {"paths": paths, "rules": of_rules},
        "required": ["paths"],
        "additionalProperties": False,
    }


def _suppression() -> dict[str, Any]:
    """What a suppression needs. Its end is a TOML date, of which JSON knows nothing."""
    texts = {name: {"type": "string"} for name in ("document", "fingerprint", "reason", "owner")}
    return {
        "type": "object",
        "properties": {"rule": {"enum": list(RULES.names())}, **texts, "expires": {}},
        "required": ["rule", "reason", "owner", "expires"],
        "additionalProperties": False,
    }


def _schema_of(kind: Any, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The schema of a dataclass, by its fields and `more` properties."""
    types = get_type_hints(kind, localns={"Mapping": Mapping})
    own = {each.name: _schema_value(types[each.name], each.metadata) for each in fields(kind)}
    described = (kind.__doc__ or "").partition("\n")[0]
    return {
        "description": described,
        "type": "object",
        "properties": {**(more or {}), **own},
        "additionalProperties": False,
    }


def _schema_value(kind: Any, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a value of a field's type and unit, as `values.value_of` reads it."""
    unit, allowed = metadata.get("unit"), metadata.get("allowed", ())
    text: dict[str, Any] = {"enum": list(allowed)} if allowed else {"type": "string"}
    if unit == "share":
        return {"type": "string", "pattern": f"^{SHARE.pattern}$"}
    if unit == "days":
        return {"type": "string", "pattern": f"^{LENGTH.pattern}$"}
    if kind == str | None or kind is str:
        return text
    if get_origin(kind) is tuple:
        return {"type": "array", "items": text}
    if get_origin(kind) is not None:
        return {"type": "object", "additionalProperties": _schema_value(get_args(kind)[1], {})}
    return {"type": "boolean"} if kind is bool else {"type": "integer", "minimum": 0}
