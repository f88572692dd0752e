"""The report as JSON, `provenance-report/1`, and back.

The dataclasses of `model` carry the names of the JSON, so their fields and the types of these say how to write it and
how to read it. What differs is stated in tables: fields that JSON leaves out when they are empty, and sides of
segments, which are two-element lists.
"""

from __future__ import annotations

import json as standard
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from io import BytesIO
from json.encoder import encode_basestring_ascii
from math import isfinite
from operator import attrgetter, call
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from provenance import model
from provenance.errors import ReportError
from provenance.model import Page, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = "provenance-report/1"
DIGITS = 4

_HINT = "a report is what `provenance trace … -o report.json` writes"

LEFT_OUT_WHEN_EMPTY: dict[tuple[type, str], Any] = {
    (model.TracedDocument, "text"): None,
    (model.TracedDocument, "blocks"): (),
    (model.TracedDocument, "repeats"): 0,
    (model.TracedDocument, "withheld"): (),
    (model.Segment, "is_formula"): False,
    (model.Passage, "credit"): None,
    (model.Report, "corrections"): (),
    (model.Missing, "name"): "",
    (model.Family, "versions"): (),
    (model.Family, "likeliest"): (),
    (model.Credit, "is_wrong"): False,
    (model.Inputs, "steps"): {},
    (model.Report, "gate"): None,
    (model.Gate, "policy"): "",
    (model.Gate, "baseline"): "",
    (model.Gate, "baseline_digest"): "",
    (model.Evidence, "level"): "",
    (model.Dating, "file_time"): None,
    (model.Stated, "start"): None,
    (model.Stated, "end"): None,
}


ANSWERED = ("reason", "owner", "expires")
"""What stands beside the fields of a finding that is suppressed."""


def json(report: Report) -> Iterator[Page]:
    """One page: the contract's JSON, in ASCII, a line at the end."""
    content = BytesIO()  # filled piece by piece, and given away without a copy
    for piece in _pieces(report):
        content.write(piece.encode("ascii"))
    yield Page("report.json", content.getvalue())


def _pieces(report: Report) -> Iterator[str]:
    """The report piece by piece: a large one is turned into JSON member by member and never held as a tree."""
    yield f'{{\n "schema": {_any(SCHEMA)},\n '
    yield f'"generator": {_any({"name": "provenance", "version": report.version})}'
    for name, kind in types_of(Report).items():
        held = getattr(report, name)
        if name != "version" and held != LEFT_OUT_WHEN_EMPTY.get((Report, name), _NEVER):
            yield f",\n {_any(name)}: "
            yield from _lines(held, kind)
    yield "\n}\n"


def _lines(value: Any, kind: Any) -> Iterator[str]:
    """JSON with each member of a list on a line of its own: two reports can be compared line by line."""
    if not isinstance(value, tuple) or not value:
        yield _writer(kind)(value)
        return
    written = _writer(get_args(kind)[0])
    for number, member in enumerate(value):
        yield ",\n  " if number else "[\n  "
        yield written(member)
    yield "\n ]"


_NEVER = object()
"""What no value equals."""


@cache
def _writer(kind: Any) -> Callable[[Any], str]:
    """What writes the values of a field's type: put together once for the type, and asked for each value."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _or_null(_writer(next(each for each in inner if each is not NoneType)))
    if origin is tuple:
        return _list(_writer(inner[0]))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {each: encode_basestring_ascii(each.value) for each in kind}.__getitem__
    return _WRITTEN[kind] if kind in _WRITTEN else _object(kind) if is_dataclass(kind) else _any


def _object(kind: Any) -> Callable[[Any], str]:
    """What writes a dataclass (of two fields and more): in their order, without those that say nothing."""
    types = types_of(kind)
    frame: list[str] = []
    writers: list[Callable[[Any], str]] = []
    for name in (each.name for each in fields(kind)):
        label = f'{", " if frame else ""}"{name}": '
        is_always = (kind, name) not in LEFT_OUT_WHEN_EMPTY
        writer = _writer(types[name])
        frame.append(f"{label}%s" if is_always else "%s")
        writers.append(writer if is_always else _or_nothing(label, writer, LEFT_OUT_WHEN_EMPTY[kind, name]))
    written, values = "{" + "".join(frame) + "}", attrgetter(*types)

    def write(value: Any) -> str:
        return written % tuple(map(call, writers, values(value)))

    return write


def _or_nothing(label: str, writer: Callable[[Any], str], empty: Any) -> Callable[[Any], str]:
    """What writes a field with its name, and leaves both out where it says nothing."""
    return lambda value: label + writer(value) if value != empty else ""


def _or_null(writer: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: "null" if value is None else writer(value)


def _list(writer: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: f"[{', '.join(map(writer, value))}]" if value else "[]"


@lru_cache(maxsize=100_000, typed=True)
def _number(value: float) -> str:
    """A number, rounded. Raises `ValueError` for one that JSON cannot say."""
    if type(value) is not float:
        return int.__repr__(int(value))
    if not isfinite(value):
        raise ValueError(f"{value} is no number")
    return repr(round(value, DIGITS) + 0.0)  # no negative zero


def _side(span: model.Span) -> str:
    return f"[{span.start}, {span.end}]"


def _answered(suppressed: model.Suppressed) -> str:
    """A finding with what is answered for it beside its fields."""
    answers = ", ".join(f'"{name}": {_any(getattr(suppressed, name))}' for name in ANSWERED)
    return f"{_writer(model.Finding)(suppressed.finding)[:-1]}, {answers}}}"


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


_WRITTEN: Mapping[Any, Callable[[Any], str]] = {
    str: encode_basestring_ascii,
    int: int.__repr__,
    bool: {False: "false", True: "true"}.__getitem__,
    float: _number,
    model.Span: _side,
    model.Suppressed: _answered,
}


# --------------------------------------------------------------------------- reading


def parse(raw: bytes) -> Report:
    """The report that JSON holds; fields of later versions are passed over. Raises `ReportError`."""
    try:
        content = standard.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON: {type(error).__name__}", hint=_HINT) from error
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
    if name != SCHEMA.partition("/")[0] or not version.isdecimal():
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


@cache
def types_of(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields. They never change; finding them takes longer than using them."""
    return get_type_hints(kind, localns={"Mapping": Mapping})


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
        return content
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
    if kind is float and isinstance(content, int) and not isinstance(content, bool):
        return float(content)
    if isinstance(content, str) and not content.isprintable():
        content = content.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if not isinstance(content, origin or kind) or (isinstance(content, bool) and kind is not bool):
        raise ReportError(f"damaged: {place} cannot be {content!r:.60}", hint=_HINT)
    return content


def _tuple(inner: tuple[Any, ...], content: Any, place: str) -> tuple[Any, ...]:
    """A JSON list as the tuple of the field, of any length or of a stated one."""
    if not isinstance(content, list) or (inner[-1] is not Ellipsis and len(content) != len(inner)):
        raise ReportError(f"damaged: {place} is not such a list", hint=_HINT)
    return tuple(_in(inner[0], each, f"{place}[{number}]") for number, each in enumerate(content))
