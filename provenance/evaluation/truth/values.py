"""JSON values to typed ones, each with its place: whatever cannot be is an error that says what to write."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from provenance.errors import TruthError
from provenance.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from enum import StrEnum

MAX_ROWS = 10_000
"""Of each list: more than anybody works out by hand."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_REUSE = (Kind.COPIED, Kind.PARAPHRASED)


def shown(value: Any) -> str:
    """The beginning of a value, for a message: of a list or an object that it is one."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return f"{value!r:.60}" if isinstance(value, str | float | bool | None) else digits(value)


def digits(number: int) -> str:
    """A number, for a message."""
    return str(number) if abs(number) < 10**20 else "so large a number"


def wrong(place: str, value: Any, wanted: str) -> TruthError:
    """The error for a value that cannot be, and what to write instead."""
    return TruthError(f"{place} cannot be {shown(value)}", hint=f"write {wanted}")


def rows_of(content: Mapping[str, Any], name: str, place: str = "") -> Iterator[tuple[str, Any]]:
    """The members of a list, each with its place; of a list that is not there none."""
    rows = content.get(name, [])
    where = f"{place}{name}"
    if not isinstance(rows, list):
        raise wrong(where, rows, "a list")
    if len(rows) > MAX_ROWS:
        raise TruthError(f"{where} has {len(rows):,} members", hint=f"at most {MAX_ROWS:,} are read")
    yield from ((f"{where}[{number}]", each) for number, each in enumerate(rows))


def objects_of(content: Mapping[str, Any], name: str, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The same of a list of objects."""
    for where, each in rows_of(content, name, place):
        if not isinstance(each, dict):
            raise wrong(where, each, "an object")
        yield where, each


def text_of(content: Mapping[str, Any], name: str, place: str) -> str | None:
    """A text, or None where there is none."""
    value = content.get(name)
    if value is not None and not isinstance(value, str):
        raise wrong(f"{place}.{name}", value, "a text")
    return value


def day_of(value: Any, place: str) -> str | None:
    """An ISO day, or None."""
    if value is None:
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise wrong(place, value, "a day such as 2024-03-14, or null")


def one_of(kinds: Iterable[StrEnum], value: Any, place: str) -> Any:
    """The member of an enumeration that a text names."""
    named = {each.value: each for each in kinds}
    if not isinstance(value, str) or value not in named:
        raise wrong(place, value, "one of " + ", ".join(named))
    return named[value]


def kinds_of(row: Mapping[str, Any], place: str) -> tuple[Kind, ...]:
    """The kinds that may be said of a pair."""
    if "acceptable_labels" in row:
        kinds = tuple(one_of(_REUSE, each, where) for where, each in rows_of(row, "acceptable_labels", f"{place}."))
        if not kinds:
            raise wrong(f"{place}.acceptable_labels", [], "the kinds that may be said of it")
        return kinds
    return (one_of(_REUSE, row["label"], f"{place}.label"),) if "label" in row else _REUSE
