"""Ranges of two texts by where they lie, so that only those near are looked at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.model import Span

_WORDS = 64  # to a place


class _Ranges(Protocol):
    """Anything that lies in both texts."""

    @property
    def a(self) -> Span: ...
    @property
    def b(self) -> Span: ...


T = TypeVar("T", bound=_Ranges)


class Places(Generic[T]):
    """What lies where in two texts. Cost grows with the words that are covered, not with the pairs of ranges."""

    def __init__(self, held: Iterable[T] = ()) -> None:
        self.held: list[T] = []
        self._at_a: dict[int, list[int]] = defaultdict(list)
        self._at_b: dict[int, list[int]] = defaultdict(list)
        for one in held:
            self.add(one)

    def add(self, one: T) -> None:
        """Takes in one more."""
        self.held.append(one)
        self._put(len(self.held) - 1)

    def replace(self, number: int, one: T) -> None:
        """Puts one that covers what the other did in its place."""
        self.held[number] = one
        self._put(number)

    def _put(self, number: int) -> None:
        for places, span in ((self._at_a, self.held[number].a), (self._at_b, self.held[number].b)):
            for place in range(span.start // _WORDS, (span.end - 1) // _WORDS + 1):
                places[place].append(number)

    def near(self, a: Span, b: Span) -> list[int]:
        """The numbers of those that may touch either range, ascending."""
        found: set[int] = set()
        for places, span in ((self._at_a, a), (self._at_b, b)):
            for place in range(span.start // _WORDS, (span.end - 1) // _WORDS + 1):
                found.update(places.get(place, ()))
        return sorted(found)

    def at(self, word: int) -> list[T]:
        """Those that may hold a word of the first text."""
        return [self.held[number] for number in self._at_a.get(word // _WORDS, ())]
