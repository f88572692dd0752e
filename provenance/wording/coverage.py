"""Which words of a document others carry too, as sets of words: one bit a word, so that unions and counts are cheap.

A set is as wide as its last word stands far down; the words of a sentence, of which a long text has many, are a range.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from provenance.kernels import word_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.model import Match, Segment, Span, Witness

_MOSTLY, _AS_NEAR = 0.8, 0.02
_MAX_THIRDS = 3  # more tell no more
_MAX_LOOKED_AT = 40
_NEAR = 4096  # words


class Held(NamedTuple):
    """A segment as one of its documents has it: its words there, its place there and in the other, and the segment."""

    words: range
    own: Span
    other: Span
    segment: Segment


@dataclass(frozen=True, slots=True)
class Coverage:
    """The words that documents share.

    `starts` tells where each word of a document starts; `between[x, y]` what `x` holds of what it shares with `y`, in
    order, and `shared[x, y]` the words of it; `whole[x]` the words of `x` that any other carries too. `near[x, y]` is
    how alike what they share is, 0 to 1; `partners[x]` are the documents that share something with `x`.
    """

    starts: Mapping[str, Sequence[int]]
    between: Mapping[tuple[str, str], Sequence[Held]]
    shared: Mapping[tuple[str, str], int]
    whole: Mapping[str, int]
    near: Mapping[tuple[str, str], float]
    partners: Mapping[str, Sequence[str]]

    def of(self, document: str, spans: Iterable[Span]) -> int:
        """The words of a document that start inside some spans."""
        starts = self.starts[document]
        return united(_words_in(starts, span.start, span.end) for span in spans)


def _place(held: Held) -> tuple[int, int, int, int]:
    return held.own.start, held.own.end, held.other.start, held.other.end


def _words_in(starts: Sequence[int], start: int, end: int) -> range:
    """The words that start inside a span, given where words start."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return range(first, last) if first < last else range(0)


class _Stretches(dict[tuple[int, int], range]):
    """The words of stretches of a document: each is seen beside its counterparts in many others."""

    def __init__(self, starts: Sequence[int]) -> None:
        """`starts` tells where the words of the document start."""
        self._starts = starts

    def __missing__(self, place: tuple[int, int]) -> range:
        words = self[place] = _words_in(self._starts, *place)
        return words


def union(sets: Iterable[int]) -> int:
    """The words that are in any of the sets."""
    total = 0
    for each in sets:
        total |= each
    return total


def united(runs: Iterable[range]) -> int:
    """The words that are in any of the runs. Neighbours are put together before they are put among all words."""
    total = near = base = 0
    for run in runs:
        if not base <= run.start < base + _NEAR:
            total |= near << base
            near, base = 0, run.start
        near |= ((1 << len(run)) - 1) << run.start - base
    return total | near << base


def within(words: int, run: range) -> int:
    """Those of some words that are in a run, counted from its first."""
    return words >> run.start & (1 << len(run)) - 1


def held_by(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Whether an offset lies in any of some spans, to be asked of many offsets."""
    ordered = sorted(spans)
    starts, reached = [span.start for span in ordered], list(accumulate((span.end for span in ordered), max, initial=0))
    return lambda offset: reached[bisect_right(starts, offset)] > offset


def coverage(matches: Iterable[Match], witnesses: Mapping[str, Witness]) -> Coverage:
    """What the documents of some matches share."""
    starts: dict[str, Sequence[int]] = {}
    between: dict[tuple[str, str], list[Held]] = defaultdict(list)
    known: dict[str, _Stretches] = {}
    for match in matches:
        a, b = match.a.document, match.b.document
        for name in (a, b):
            if name not in starts:
                starts[name] = word_starts(witnesses[name].document.text)
                known[name] = _Stretches(starts[name])
        if match.segments:
            of_a, of_b = known[a], known[b]
            between[a, b] += [Held(of_a[s.a.start, s.a.end], s.a, s.b, s) for s in match.segments]
            between[b, a] += [Held(of_b[s.b.start, s.b.end], s.b, s.a, s) for s in match.segments]
    shared: dict[tuple[str, str], int] = {}
    whole: dict[str, int] = defaultdict(int)
    near: dict[tuple[str, str], float] = {}
    for pair, held in between.items():
        words, size, alike = united(each.words for each in held), 0, 0.0
        for own, _, _, segment in held:
            size += len(own)
            alike += len(own) * segment.similarity
        shared[pair], near[pair] = words, alike / max(size, 1)
        whole[pair[0]] |= words
        if len(held) > 1:
            held.sort(key=_place)
    partners: dict[str, list[str]] = defaultdict(list)
    for document, other in sorted(between):
        partners[document].append(other)
    return Coverage(starts, between, shared, whole, near, partners)


def thirds(shared: Coverage) -> dict[tuple[str, str], int]:
    """For each pair, the smaller name first, how many others could be the source of both, up to three.

    Those that have most of what each of the two shares with the other, and are no farther from either in wording. Of
    the texts that share words with both, forty are looked at: they are found by the one that shares words with fewer.
    """
    held: dict[str, dict[str, tuple[float, int]]] = {}  # in the order of the names
    for document, others in shared.partners.items():
        held[document] = {other: (shared.near[document, other], shared.shared[document, other]) for other in others}
    found: dict[tuple[str, str], int] = {}
    for a, b in shared.shared:
        if a < b:
            one, other = sorted((a, b), key=lambda name: len(held[name]))
            found[a, b] = _common(held[one], held[other], one, other)
    return found


def _common(of_a: Mapping[str, tuple[float, int]], of_b: Mapping[str, tuple[float, int]], a: str, b: str) -> int:
    """How many texts have most of what each of two shares with the other and are as near to it, up to three.

    `of_a`, `of_b`: how near each text is to either, and what words of it each has.
    """
    (near_a, wanted_a), (near_b, wanted_b) = of_a[b], of_b[a]
    near_a, least_a = near_a - _AS_NEAR, _MOSTLY * wanted_a.bit_count()
    near_b, least_b = near_b - _AS_NEAR, _MOSTLY * wanted_b.bit_count()
    looked_at = found = 0
    for other, (near, words) in of_a.items():
        there = of_b.get(other)
        if there is None:
            continue
        looked_at += 1
        found += (
            near >= near_a
            and there[0] >= near_b
            and (words & wanted_a).bit_count() >= least_a
            and (there[1] & wanted_b).bit_count() >= least_b
        )
        if looked_at == _MAX_LOOKED_AT or found == _MAX_THIRDS:
            break
    return found
