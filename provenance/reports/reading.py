"""A saved report, `provenance-report/1`, back from its JSON."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from math import inf, isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from provenance import model
from provenance.errors import ReportError
from provenance.model import Report
from provenance.phrasing import fault_of_json
from provenance.reports.shape import LEFT_OUT_WHEN_EMPTY, SCHEMA, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 20
"""Of lists and mappings in settings, as they are in the report."""

_HINT = "a report is what `provenance trace … -o report.json` writes"
_VERSION = re.compile(r"[0-9]{1,9}")


def parse(raw: bytes) -> Report:
    """The report that JSON holds; fields of later versions are passed over. Raises `ReportError`."""
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON: {fault_of_json(error)}", hint=_HINT) from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        raise ReportError(
            f"not a {SCHEMA}" + (f" but {schema!r}" if isinstance(schema, str) else ""), hint=_hint(schema)
        )
    generator = content.get("generator")
    if not isinstance(generator, dict):
        raise ReportError("damaged: generator is missing", hint=_HINT)
    report: Report = _dataclass(Report, {**content, "version": generator.get("version")}, "report")
    return report


def _hint(schema: Any) -> str:
    """What to do about a report of another version."""
    name, _, version = schema.partition("/") if isinstance(schema, str) else ("", "", "")
    if name != SCHEMA.partition("/")[0] or not _VERSION.fullmatch(version):
        return _HINT
    if int(version) > int(SCHEMA.partition("/")[2]):
        return "a later version wrote it: pip install --upgrade provenance-tracer"
    return "an older version wrote it, whose reports are no longer read: run `provenance trace` on the texts again"


def _no_number(name: str) -> None:
    """Python reads `NaN` and `Infinity`; JSON has no such numbers."""
    raise ValueError(name)


def _dataclass(kind: Any, content: Any, place: str) -> Any:
    """The dataclass that an object describes. `place` is where in the file it stands."""
    if kind is model.Span and isinstance(content, list) and len(content) == 2:
        content = {"start": content[0], "end": content[1]}
    if not isinstance(content, dict):
        raise ReportError(f"damaged: {place} is no object", hint=_HINT)
    if kind is model.Suppressed:
        content = {**content, "finding": content}
    return kind(**dict(_values(kind, content, place)))


def _values(kind: Any, content: Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
    """Each field's value: the one given, or the one that its absence stands for."""
    types = types_of(kind)
    for each in fields(kind):
        if each.name in content:
            yield each.name, _in(types[each.name], content[each.name], f"{place}.{each.name}")
        elif (kind, each.name) in LEFT_OUT_WHEN_EMPTY:
            yield each.name, LEFT_OUT_WHEN_EMPTY[kind, each.name]
        elif each.default is MISSING and each.default_factory is MISSING:
            raise ReportError(f"damaged: {place}.{each.name} is missing", hint=_HINT)


def _in(kind: Any, content: Any, place: str) -> Any:
    """A JSON value as the type of the field. Raises `ReportError` for one of another type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if content is None else _in(next(each for each in inner if each is not NoneType), content, place)
    if kind is Any:
        return _plain(content, place)
    if is_dataclass(kind):
        return _dataclass(kind, content, place)
    if origin is tuple:
        return _tuple(inner, content, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(content)
        except ValueError as error:
            raise ReportError(f"damaged: {place} cannot be {content!r}", hint=_HINT) from error
    if origin is not None and isinstance(content, dict):
        return {name: _in(inner[1], each, f"{place}.{name}") for name, each in content.items()}
    if kind is float and isinstance(content, int | float) and not isinstance(content, bool):
        return _number(content, place)
    if isinstance(content, str) and not content.isprintable():
        content = content.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if not isinstance(content, origin or kind) or (isinstance(content, bool) and kind is not bool):
        raise ReportError(f"damaged: {place} cannot be {content!r:.60}", hint=_HINT)
    return content


def _number(content: float, place: str) -> float:
    """A number that a computer can hold: JSON may write larger ones."""
    try:
        number = float(content)
    except OverflowError:
        number = inf
    if not isfinite(number):
        raise ReportError(f"damaged: {place} is too large a number", hint=_HINT)
    return number


def _plain(content: Any, place: str, depth: int = 0) -> Any:
    """A value of no stated type, whose numbers can be held, and which is not deeper than settings are."""
    if depth > MAX_DEPTH:
        raise ReportError(f"damaged: {place} is nested too deeply", hint=_HINT)
    if isinstance(content, dict):
        return {name: _plain(each, f"{place}.{name}", depth + 1) for name, each in content.items()}
    if isinstance(content, list):
        return [_plain(each, f"{place}[{number}]", depth + 1) for number, each in enumerate(content)]
    return _number(content, place) if isinstance(content, float) else content


def _tuple(inner: tuple[Any, ...], content: Any, place: str) -> tuple[Any, ...]:
    """A JSON list as the tuple of the field, of any length or of a stated one."""
    if not isinstance(content, list) or (inner[-1] is not Ellipsis and len(content) != len(inner)):
        raise ReportError(f"damaged: {place} is not such a list", hint=_HINT)
    return tuple(_in(inner[0], each, f"{place}[{number}]") for number, each in enumerate(content))
