"""TOML values to typed ones: a field's type and unit say what may be written, and every error says what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from datetime import date, datetime
from typing import Any, get_args, get_origin, get_type_hints

from provenance.errors import PolicyError
from provenance.registry import nearest

SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?%")
LENGTH = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def build(kind: Any, content: Any, where: str, base: Any = None) -> Any:
    """A dataclass from a table. Raises `PolicyError` for an unknown key or a value that cannot be."""
    table = mapping(content, where)
    types, named = get_type_hints(kind, localns={"Mapping": Mapping}), {each.name: each for each in fields(kind)}
    known(table, tuple(named), where)
    given = {
        name: value_of(types[name], named[name].metadata, value, f"{where}.{name}") for name, value in table.items()
    }
    lacking = [each.name for each in fields(kind) if each.name not in given and _is_needed(each)]
    if lacking and base is None:
        raise PolicyError(f"{where}: it lacks {', '.join(lacking)}", hint=f"write {lacking[0]} = …")
    return replace(base, **given) if base is not None else kind(**given)


def _is_needed(option: Field[Any]) -> bool:
    """Whether a field has no default."""
    return option.default is MISSING and option.default_factory is MISSING


def value_of(kind: Any, metadata: Mapping[str, Any], value: Any, where: str) -> Any:
    """A TOML value in a field's type and unit."""
    unit, allowed = metadata.get("unit"), metadata.get("allowed", ())
    if unit == "share":
        return _part(value, where)
    if unit == "days":
        return _length(value, where)
    if unit == "day":
        _check(day(value) is not None, where, value, "a date, without quotation marks: 2027-06-30")
        return day(value)
    if kind == str | None or kind is str:
        text = value.isoformat()[:10] if isinstance(value, date | datetime) else value
        _check(isinstance(text, str) and (not allowed or text in allowed), where, value, _one_of(allowed) or "a text")
        return text
    if get_origin(kind) is tuple:
        is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
        _check(
            is_list and all(not allowed or each in allowed for each in value),
            where,
            value,
            f"a list of {_one_of(allowed) or 'texts'}",
        )
        return tuple(value)
    if get_origin(kind) is not None:
        inner = get_args(kind)[1]
        return {key: value_of(inner, {}, each, f"{where}.{key}") for key, each in mapping(value, where).items()}
    _check(isinstance(value, kind) and isinstance(value, bool) == (kind is bool), where, value, _KINDS[kind])
    if kind is int:
        _check(0 <= value <= 10**9, where, value, "a whole number from 0")
    return value


_KINDS = {int: "a whole number", bool: "true or false"}


def _check(is_right: bool, where: str, value: Any, wanted: str) -> None:
    if not is_right:
        raise PolicyError(f"{where} cannot be {value!r:.60}", hint=f"write {wanted}")


def _one_of(allowed: tuple[str, ...]) -> str:
    return "one of " + ", ".join(allowed) if allowed else ""


def _part(value: Any, where: str) -> float:
    found = SHARE.fullmatch(value) if isinstance(value, str) else None
    if found is None or float(found.group(1)) > 100:
        raise PolicyError(f"{where} cannot be {value!r:.60}", hint='write a percentage in quotation marks: "15%"')
    return float(found.group(1)) / 100


def _length(value: Any, where: str) -> int:
    found = LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise PolicyError(f"{where} cannot be {value!r:.60}", hint='write a length of time: "14d", "6w" or "10y"')
    return int(found.group(1)) * _DAYS[found.group(2)]


def written(value: Any, metadata: Mapping[str, Any]) -> str:
    """A value as a policy writes it, without quotation marks: the other way round, of a share and a length of time."""
    if metadata.get("unit") == "share":
        return f"{value * 100:g}%"
    return f"{value}d" if metadata.get("unit") == "days" else str(value)


def day(value: Any) -> str | None:
    """An ISO day from a TOML date or a text, or None."""
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def each_of(kind: Any, content: Any, where: str) -> tuple[Any, ...]:
    """A dataclass from each table of a list."""
    return tuple(build(kind, table, f"{where}[{n}]") for n, table in enumerate(listed(content, where), 1))


def listed(content: Any, where: str) -> list[Any]:
    """A list of tables, or `PolicyError`."""
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise PolicyError(f"{where} is a list of tables", hint=f"write [[{where.rpartition(' ')[2]}]]")
    return content


def mapping(content: Any, where: str) -> Mapping[str, Any]:
    """A table, or `PolicyError`."""
    if not isinstance(content, Mapping):
        raise PolicyError(f"{where} is a table", hint=f"write [{where.rpartition(' ')[2]}] and its settings below it")
    return content


def known(table: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    """Raises `PolicyError` for a key that is not one of these names."""
    for key in table:
        if key not in names:
            raise PolicyError(f"{where}: unknown key {key!r}", hint=nearest(key, names))
