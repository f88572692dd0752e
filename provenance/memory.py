"""What was worked out before, as JSON, by a digest of all that it rests on: what is known is not worked out again."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from provenance import model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Decoder = Callable[[Any], Any]

T = TypeVar("T")

DIGEST = 16
"""Bytes of the digest of a document with all that is known of it."""


def state(digest: bytes, *more: bytes) -> bytes:
    """The state of a document, by its digest and whatever else counts of it."""
    return digest + blake2b(b"\0".join(more), digest_size=DIGEST).digest()


@dataclass(frozen=True, slots=True)
class Memory(Generic[T]):
    """Values of one type, given as `of`; `known` are those of earlier runs, `new` those of this one.

    A key is made of the states of documents, of `size` bytes each, that begin with the documents' digests.
    """

    of: Any
    size: int = DIGEST
    known: Mapping[bytes, bytes] = field(default_factory=dict)
    new: dict[bytes, bytes] = field(default_factory=dict)

    def get(self, key: bytes) -> T | None:
        """What is known by a key, or None."""
        held = self.text(key)
        if held is None:
            return None
        value: T = decoded(self.of, held)
        return value

    def text(self, key: bytes) -> bytes | None:
        """The same as it is kept."""
        return self.known.get(key, self.new.get(key))

    def put(self, key: bytes, value: T) -> None:
        """Keeps what was worked out."""
        self.new[key] = encoded(value)

    def kept(self, digests: Iterable[bytes]) -> dict[bytes, bytes]:
        """All that is known of the documents of these digests, and of no others."""
        held = frozenset(digests)
        return {
            key: text
            for key, text in {**self.known, **self.new}.items()
            if all(key[place : place + DIGEST] in held for place in range(0, len(key), self.size))
        }


def encoded(value: Any) -> bytes:
    """A value as JSON, nouns as the values of their fields."""
    return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def named(value: Any) -> bytes:
    """A value as JSON, nouns as objects of those fields that are not what they are by default.

    It is read also by a version whose nouns have other fields: what that does not know is passed over.
    """
    return json.dumps(value, default=_by_name, separators=(",", ":"), sort_keys=True).encode()


def decoded(of: Any, text: bytes | str) -> Any:
    """The value of a type that JSON of it says, as `encoded` or `named` writes it.

    Raises `ValueError` and others for none.
    """
    return _decoder(of)(json.loads(text))


def _plain(value: Any) -> list[Any] | str:
    if isinstance(value, date):
        return value.isoformat()
    return [getattr(value, name) for name in value.__dataclass_fields__]


def _by_name(value: Any) -> dict[str, Any]:
    return {each.name: held for each in fields(value) if (held := getattr(value, each.name)) != each.default}


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
    return {each.value: each for each in of}.__getitem__ if issubclass(of, StrEnum) else None


def _tuple_of(inside: tuple[Any, ...]) -> Decoder:
    if inside[-1] is not Ellipsis:
        return tuple
    each = _inner(inside[0])
    return tuple if each is None else lambda values: tuple(map(each, values))


def _noun(of: Any) -> Decoder:
    """What makes a noun from the values of its fields."""
    hints = get_type_hints(of, {**vars(model), **vars(sys.modules[of.__module__])})
    inner = {each.name: _inner(hints[each.name]) for each in fields(of)}
    special = [(place, made) for place, made in enumerate(inner.values()) if made]

    def made_of(values: list[Any] | dict[str, Any]) -> Any:
        if isinstance(values, dict):
            known = {name: made for name, made in inner.items() if name in values}
            return of(**{name: made(values[name]) if made else values[name] for name, made in known.items()})
        for place, make in special:
            values[place] = make(values[place])
        return of(*values)

    return made_of


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """What is known of documents, or of pairs of them, given by their numbers.

    `states` say of each document all that counts of it, in bytes.
    """

    memory: Memory[T]
    states: Sequence[bytes]

    def get(self, *numbers: int) -> T | None:
        """What is known of these documents together, or None."""
        return self.memory.get(self._key(numbers))

    def text(self, *numbers: int) -> bytes | None:
        """The same as it is kept."""
        return self.memory.text(self._key(numbers))

    def put(self, value: T, *numbers: int) -> None:
        """Keeps what was worked out of these documents together."""
        self.memory.put(self._key(numbers), value)

    def _key(self, numbers: Sequence[int]) -> bytes:
        return b"".join([self.states[number] for number in numbers])
