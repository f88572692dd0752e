"""The report as JSON, `provenance-report/1`: by the types of its fields, as `reading` reads it back."""

from __future__ import annotations

import json as standard
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from provenance import model
from provenance.kernels import Writing, written
from provenance.model import Page, Report
from provenance.reports.json_shape import LEFT_OUT_WHEN_EMPTY, SCHEMA, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.kernels import Form

DIGITS = 4
ANSWERED = ("reason", "owner", "expires")
"""What stands beside the fields of a finding that is suppressed."""


def json(report: Report) -> Iterator[Page]:
    """One page: the contract's JSON, in ASCII, a line at the end."""
    yield Page("report.json", lambda: (piece.encode("ascii") for piece in _pieces(report)))


def _pieces(report: Report) -> Iterator[str]:
    """The report piece by piece: a large one is turned into JSON member by member and never held as a tree."""
    yield f'{{\n "schema": {_any(SCHEMA)},\n '
    yield f'"generator": {_any({"name": "provenance", "version": report.version})}'
    for name, kind in types_of(Report).items():
        held, place = getattr(report, name), (Report, name)
        is_left_out = place in LEFT_OUT_WHEN_EMPTY and held == LEFT_OUT_WHEN_EMPTY[place]
        if name != "version" and not is_left_out:
            yield f",\n {_any(name)}: "
            yield from _lines(held, kind)
    yield "\n}\n"


def _lines(value: Any, kind: Any) -> Iterator[str]:
    """JSON with each member of a list on a line of its own: two reports can be compared line by line."""
    if not isinstance(value, tuple) or not value:
        yield written(_form(kind), value)
        return
    form = _form(get_args(kind)[0])
    for number, member in enumerate(value):
        yield f"{',' if number else '['}\n  {written(form, member)}"
    yield "\n ]"


@cache
def _form(kind: Any) -> Form:
    """How the values of a field's type are written: put together once for the type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return int(Writing.PERHAPS), _form(next(each for each in inner if each is not NoneType))
    if origin is tuple:
        return int(Writing.LIST), _form(inner[0])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _form(str)
    if kind in _FORMS:
        how, with_what = _FORMS[kind]
        return int(how), with_what
    return (int(Writing.OBJECT), _fields(kind)) if is_dataclass(kind) else (int(Writing.ASKED), _any)


def _fields(kind: Any) -> tuple[tuple[Any, ...], ...]:
    """How a dataclass is written, whose first field is always there: in their order, without those that say nothing."""
    types = types_of(kind)
    return tuple(
        (
            each.name,
            f'{", " if number else ""}"{each.name}": ',
            _form(types[each.name]),
            *([LEFT_OUT_WHEN_EMPTY[kind, each.name]] if (kind, each.name) in LEFT_OUT_WHEN_EMPTY else ()),
        )
        for number, each in enumerate(fields(kind))
    )


@lru_cache(maxsize=100_000, typed=True)
def _number(value: float) -> str:
    """A number, rounded. Raises `ValueError` for one that JSON cannot say."""
    if type(value) is not float:
        return int.__repr__(int(value))
    if not isfinite(value):
        raise ValueError(f"{value} is no number")
    return repr(round(value, DIGITS) + 0.0)  # no negative zero


def _answered(suppressed: model.Suppressed) -> str:
    """A finding with what is answered for it beside its fields."""
    answers = ", ".join(f'"{name}": {_any(getattr(suppressed, name))}' for name in ANSWERED)
    return f"{written(_form(model.Finding), suppressed.finding)[:-1]}, {answers}}}"


def _any(value: Any) -> str:
    """A value that holds no dataclass: text, numbers, lists and mappings."""
    return _encoded(_rounded(value))


_encoded = standard.JSONEncoder(ensure_ascii=True, allow_nan=False, check_circular=False).encode


def _rounded(value: Any) -> Any:
    if type(value) is float:
        return round(value, DIGITS) + 0.0
    if isinstance(value, Mapping):
        return {str(name): _rounded(inner) for name, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, tuple | list) else value


_FORMS: Mapping[Any, tuple[Writing, Any]] = {
    str: (Writing.TEXT, None),
    int: (Writing.NUMBER, None),
    bool: (Writing.CHOICE, {False: "false", True: "true"}),
    float: (Writing.ASKED, _number),
    model.Span: (Writing.RANGE, ("start", "end")),
    model.Suppressed: (Writing.ASKED, _answered),
}
