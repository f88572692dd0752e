"""An index of pairs of ranges by where they lie in two texts, so that only near ones are looked at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.model import Span

_WORDS = 64  # to a cell of the index


class _Ranges(Protocol):
    """Anything with a range in either text."""

    @property
    def a(self) -> Span: ...
    @property
    def b(self) -> Span: ...


T = TypeVar("T", bound=_Ranges)


class Places(Generic[T]):
    """Pairs of ranges, found by place. Cost grows with the words covered, not with the square of the ranges."""

    def __init__(self, held: Iterable[T] = ()) -> None:
        self.held: list[T] = []
        self._at_a: dict[int, list[int]] = defaultdict(list)
        self._at_b: dict[int, list[int]] = defaultdict(list)
        for one in held:
            self.add(one)

    def add(self, one: T) -> None:
        """Adds a pair of ranges."""
        self.held.append(one)
        self._put(len(self.held) - 1)

    def replace(self, number: int, one: T) -> None:
        """Puts a pair of ranges that covers the one of this number in its place."""
        self.held[number] = one
        self._put(number)

    def _put(self, number: int) -> None:
        for places, span in ((self._at_a, self.held[number].a), (self._at_b, self.held[number].b)):
            for place in range(span.start // _WORDS, (span.end - 1) // _WORDS + 1):
                places[place].append(number)

    def near(self, a: Span, b: Span) -> list[int]:
        """The numbers of the pairs that may overlap `a` in the first text or `b` in the second, ascending."""
        found: set[int] = set()
        for places, span in ((self._at_a, a), (self._at_b, b)):
            for place in range(span.start // _WORDS, (span.end - 1) // _WORDS + 1):
                found.update(places.get(place, ()))
        return sorted(found)

    def at(self, word: int) -> list[T]:
        """The pairs whose range in the first text may hold this word."""
        return [self.held[number] for number in self._at_a.get(word // _WORDS, ())]
