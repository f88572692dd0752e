"""A saved report, `provenance-report/1`, back from its JSON."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache, partial
from math import inf, isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from provenance import model
from provenance.errors import ReportError
from provenance.model import Report
from provenance.phrasing import fault_of_json
from provenance.reports.json_shape import LEFT_OUT_WHEN_EMPTY, SCHEMA, types_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Any], Any]

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
    try:
        report: Report = _reader(Report)({**content, "version": generator.get("version")})
    except _FaultError as fault:
        raise ReportError(f"damaged: report{''.join(reversed(fault.place))} {fault.what}", hint=_HINT) from fault
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


class _FaultError(ValueError):
    """What is wrong with a value, and where in the file it stands, the innermost first."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what, self.place = what, list[str]()

    def inside(self, place: str) -> _FaultError:
        """The same, told of what the value is a part of."""
        self.place.append(place)
        return self


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Reader:
    """What makes a JSON value one of a type, and raises `_FaultError` for any other. Made once for each type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        known = _reader(next(each for each in inner if each is not NoneType))
        return lambda content: None if content is None else known(content)
    if kind is Any:
        return _plain
    if is_dataclass(kind):
        return _noun(kind)
    if origin is tuple:
        return _tuple(_reader(inner[0]), None if inner[-1] is Ellipsis else len(inner))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind)
    if origin is not None:
        return _mapping(_reader(inner[1]))
    return {float: _float, str: _text}.get(kind) or _value(kind)


def _noun(kind: Any) -> Reader:
    """The dataclass that an object describes: each field's value, or the one that its absence stands for."""
    types = types_of(kind)
    readers = {each.name: _reader(types[each.name]) for each in fields(kind)}
    defaults = {each.name: LEFT_OUT_WHEN_EMPTY.get((kind, each.name), each.default) for each in fields(kind)}
    factories = {each.name: each.default_factory for each in fields(kind) if each.default_factory is not MISSING}

    def absent(name: str) -> Any:
        if defaults[name] is not MISSING:
            return defaults[name]
        if name in factories:
            return factories[name]()
        raise _FaultError("is missing")

    def read(content: Any) -> Any:
        if kind is model.Span and isinstance(content, list) and len(content) == 2:
            content = {"start": content[0], "end": content[1]}
        if not isinstance(content, dict):
            raise _FaultError("is no object")
        if kind is model.Suppressed:
            content = {**content, "finding": content}
        values = []
        name = ""
        try:
            for name, inner in readers.items():
                values.append(inner(content[name]) if name in content else absent(name))
        except _FaultError as fault:
            raise fault.inside(f".{name}") from None
        return kind(*values)

    return read


def _tuple(each: Reader, length: int | None = None) -> Reader:
    """A JSON list as a tuple, of any length or of a stated one."""

    def read(content: Any) -> tuple[Any, ...]:
        if not isinstance(content, list) or (length is not None and len(content) != length):
            raise _FaultError("is not such a list")
        values: list[Any] = []
        try:
            values.extend(map(each, content))
        except _FaultError as fault:
            raise fault.inside(f"[{_first_fault(each, content)}]") from None
        return tuple(values)

    return read


def _first_fault(each: Reader, content: list[Any]) -> int:
    """The number of the first value of a list that cannot be read."""
    for number, value in enumerate(content):
        try:
            each(value)
        except _FaultError:
            return number
    return len(content)


def _mapping(each: Reader) -> Reader:
    """A JSON object as a mapping by names."""

    def read(content: Any) -> dict[str, Any]:
        if not isinstance(content, dict):
            raise _unfit(content)
        values, name = {}, ""
        try:
            for name, value in content.items():
                values[name] = each(value)
        except _FaultError as fault:
            raise fault.inside(f".{name}") from None
        return values

    return read


def _member(kind: type[Enum]) -> Reader:
    """The member of an enumeration that a word names."""
    members = {each.value: each for each in kind}

    def read(content: Any) -> Enum:
        found = members.get(content) if isinstance(content, str) else None
        if found is None:
            raise _FaultError(f"cannot be {content!r}")
        return found

    return read


def _value(kind: type) -> Reader:
    """A whole number or a claim; JSON's true and false are no numbers."""

    def read(content: Any) -> Any:
        if not isinstance(content, kind) or (isinstance(content, bool) and kind is not bool):
            raise _unfit(content)
        return content

    return read


def _text(content: Any) -> str:
    """A text, without halves of characters."""
    if not isinstance(content, str):
        raise _unfit(content)
    return content if content.isprintable() else content.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _float(content: Any) -> float:
    """A number that a computer can hold: JSON may write larger ones."""
    if not isinstance(content, int | float) or isinstance(content, bool):
        raise _unfit(content)
    try:
        number = float(content)
    except OverflowError:
        number = inf
    if not isfinite(number):
        raise _FaultError("is too large a number")
    return number


def _plain(content: Any, depth: int = 0) -> Any:
    """A value of no stated type, whose numbers can be held, and which is not deeper than settings are."""
    if depth > MAX_DEPTH:
        raise _FaultError("is nested too deeply")
    if isinstance(content, dict):
        return _mapping(partial(_plain, depth=depth + 1))(content)
    if isinstance(content, list):
        return [*_tuple(partial(_plain, depth=depth + 1))(content)]
    return _float(content) if isinstance(content, float) else content


def _unfit(content: Any) -> _FaultError:
    return _FaultError(f"cannot be {content!r:.60}")
