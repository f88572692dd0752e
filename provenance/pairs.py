"""Pairs of documents as columns: what two texts share, laid out once for all that ask of it.

A document stands beside many others, and a stretch of it beside its counterparts in many. What is asked of either is
asked once; what is asked of two at once is asked of all pairs together, and only of those left is each looked at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.model import Match, Witness

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretches:
    """Distinct stretches of documents. `document` is the number of the witness, `text` that of the words in `texts`.

    They lie from `starts` to `ends`; one `breaks` a word if it begins amid it. Two of one text say the same words.
    """

    document: Ints
    starts: Ints
    ends: Ints
    breaks: Bools
    text: Ints
    texts: Sequence[str]

    def span(self, stretch: int) -> Span:
        """Where a stretch lies in its document."""
        return Span(int(self.starts[stretch]), int(self.ends[stretch]))


@dataclass(frozen=True, slots=True)
class Segments:
    """What pairs share, segment by segment, in the order of the pairs: the pair and the stretches of both sides."""

    pair: Ints
    a: Ints
    b: Ints
    similarity: Floats
    is_formula: Bools

    def between(self, least: float, below: float) -> Ints:
        """The numbers of those segments that are so similar."""
        return np.flatnonzero((self.similarity >= least) & (self.similarity < below))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of documents, of the `witnesses` numbered `a` and `b`, each with its `matches`, in which `a` is theirs."""

    witnesses: Sequence[Witness]
    a: Ints
    b: Ints
    matches: Sequence[Sequence[Match]]
    is_matched: Bools
    segments: Segments
    stretches: Stretches

    def of_both(self, asked: Callable[[Witness], Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """What is asked of each document, as columns of both sides of each pair."""
        told = np.array([asked(witness) for witness in self.witnesses])
        return told[self.a], told[self.b]

    def two(self, pair: int) -> tuple[Witness, Witness]:
        """The documents of a pair."""
        return self.witnesses[self.a[pair]], self.witnesses[self.b[pair]]

    def of_texts(self, stretches: Ints, asked: Callable[[str], T]) -> dict[int, T]:
        """What is asked of the words of some stretches, by the number of the text."""
        texts = self.stretches.texts
        return {text: asked(texts[text]) for text in np.unique(self.stretches.text[stretches]).tolist()}

    def count(self, rows: Ints, weights: NDArray[Any] | None = None) -> NDArray[Any]:
        """How many of some segments, or what weight of them, each pair has."""
        return np.bincount(self.segments.pair[rows], weights, len(self.a))


def parted(rows: Sequence[T], sizes: Iterable[int], most: int) -> Iterator[Sequence[T]]:
    """Rows in order, as many at a time as have no more than `most` in size together; one that is larger, by itself."""
    start, total = 0, 0
    for place, size in enumerate(sizes):
        if place > start and total + size > most:
            yield rows[start:place]
            start, total = place, 0
        total += size
    if len(rows) > start:
        yield rows[start:]


def gathered(pairs: Mapping[tuple[str, str], Sequence[Match]], witnesses: Mapping[str, Witness]) -> Pairs:
    """Pairs of documents with the matches of each, as columns."""
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    number = {name: n for n, name in enumerate(names)}
    held = [witnesses[name] for name in names]
    a = np.array([number[pair[0]] for pair in pairs], dtype=np.int64)
    b = np.array([number[pair[1]] for pair in pairs], dtype=np.int64)
    matches = list(pairs.values())
    counts = [sum([len(match.segments) for match in between]) for between in matches]
    pair = np.repeat(np.arange(len(matches)), counts)
    shared = [segment for between in matches for match in between for segment in match.segments]
    place: defaultdict[tuple[int, int, int], int] = defaultdict()
    place.default_factory = place.__len__
    sides = a[pair].tolist(), b[pair].tolist()
    of_a = [place[n, s.a.start, s.a.end] for n, s in zip(sides[0], shared, strict=True)]
    of_b = [place[n, s.b.start, s.b.end] for n, s in zip(sides[1], shared, strict=True)]
    place.default_factory = None  # it holds the table itself, which would never go
    segments = Segments(
        pair,
        np.array(of_a, dtype=np.int64),
        np.array(of_b, dtype=np.int64),
        np.array([segment.similarity for segment in shared], dtype=np.float64),
        np.array([segment.is_formula for segment in shared], dtype=np.bool_),
    )
    is_matched = np.array([bool(between) for between in matches], dtype=np.bool_)
    return Pairs(held, a, b, matches, is_matched, segments, _stretches(place, held))


def _stretches(places: Iterable[tuple[int, int, int]], witnesses: Sequence[Witness]) -> Stretches:
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    columns = np.array(list(places), dtype=np.int64).reshape(-1, 3)
    held = [(witnesses[document].document.text, start, end) for document, start, end in places]
    text = [number[words[start:end]] for words, start, end in held]
    number.default_factory = None
    breaks = [_is_amid(words, start) for words, start, _ in held]
    document, starts, ends = columns.T.copy()
    return Stretches(document, starts, ends, np.array(breaks, np.bool_), np.array(text, np.int64), list(number))


def _is_amid(text: str, place: int) -> bool:
    """Whether a place lies between two characters of a word."""
    return 0 < place < len(text) and not (text[place - 1].isspace() or text[place].isspace())
