"""What was worked out before, as JSON, by a digest of all that it rests on: what is known is not worked out again."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from provenance import model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Decoder = Callable[[Any], Any]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Memory(Generic[T]):
    """Values of one type, given as `of`; `known` are those of earlier runs, `new` those of this one."""

    of: Any
    known: Mapping[bytes, bytes] = field(default_factory=dict)
    new: dict[bytes, bytes] = field(default_factory=dict)

    def get(self, key: bytes) -> T | None:
        """What is known by a key, or None."""
        held = self.known.get(key)
        if held is None:
            return None
        value: T = _decoder(self.of)(json.loads(held))
        return value

    def put(self, key: bytes, value: T) -> None:
        """Keeps what was worked out."""
        self.new[key] = json.dumps(value, default=_fields, separators=(",", ":")).encode()


def _fields(value: Any) -> list[Any]:
    """A noun as the values of its fields, in their order."""
    return [getattr(value, name) for name in value.__dataclass_fields__]


@lru_cache(maxsize=64)
def _decoder(of: Any) -> Decoder:
    """What makes a value of a type from the JSON of it."""
    return _inner(of) or (lambda value: value)


def _inner(of: Any) -> Decoder | None:
    """The same; None where JSON gives the value as it is."""
    origin, inside = get_origin(of), get_args(of)
    if origin is tuple:
        return _tuple_of(inside)
    if origin is UnionType:
        (known,) = (_inner(each) for each in inside if each is not NoneType)
        return known and (lambda value: None if value is None else known(value))
    if is_dataclass(of):
        return _noun(of)
    return of if issubclass(of, StrEnum) else None


def _tuple_of(inside: tuple[Any, ...]) -> Decoder:
    if inside[-1] is not Ellipsis:
        return tuple
    each = _inner(inside[0])
    return tuple if each is None else lambda values: tuple(map(each, values))


def _noun(of: Any) -> Decoder:
    """What makes a noun from the values of its fields."""
    hints = get_type_hints(of, {**vars(model), **vars(sys.modules[of.__module__])})
    special = [(place, made) for place, each in enumerate(fields(of)) if (made := _inner(hints[each.name]))]
    if not special:
        return lambda values: of(*values)

    def made_of(values: list[Any]) -> Any:
        for place, make in special:
            values[place] = make(values[place])
        return of(*values)

    return made_of


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """What is known of documents, or of pairs of them, given by their numbers.

    `states` are digests of all that counts of each document, of one length.
    """

    memory: Memory[T]
    states: Sequence[bytes]

    def get(self, *numbers: int) -> T | None:
        """What is known of these documents together, or None."""
        return self.memory.get(self._key(numbers))

    def put(self, value: T, *numbers: int) -> None:
        """Keeps what was worked out of these documents together."""
        self.memory.put(self._key(numbers), value)

    def kept(self) -> dict[bytes, bytes]:
        """All that is known of these documents, and no others."""
        states = frozenset(self.states)
        size = len(next(iter(states), b"")) or 1
        return {
            key: held
            for key, held in {**self.memory.known, **self.memory.new}.items()
            if all(key[place : place + size] in states for place in range(0, len(key), size))
        }

    def _key(self, numbers: Sequence[int]) -> bytes:
        return b"".join([self.states[number] for number in numbers])
