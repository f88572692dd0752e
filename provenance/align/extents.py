"""Extents: ranges of words of two texts between which there is reuse, even where no sentence alone would show it.

Pairs of alike sentences are seeds; seeds near each other in both texts are a cluster (the gap clustering of
Sanchez-Perez, Sidorov and Gelbukh, PAN 2014). The pair of ranges around a cluster is refined by likelihood: each word
scores the log-ratio of finding its like in the other range by reuse or by chance, and the range that scores best
becomes the new one, one text after the other in turn (maximal scoring segments: Karlin and Altschul, PNAS 1990; found
by Kadane's algorithm).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from provenance.align.places import Places
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.align.sides import Passages
    from provenance.kernels import Ground, Laid, Likeness, Range

_MIN_DICE = 0.25  # of the stems of two passages that are a seed
GAP = 4  # passages that a cluster may leap on either side
_HOPELESS = 0.4  # of the least likelihood: a range that begins so never gets there
_LEFTOVER_ROUNDS = 3
_START_RUN_WORDS = 12  # a common run of so many words is looked into even where no seed is
_MAX_JOIN_WORDS = 30  # between two extents that become one
_MIN_LIKELIHOOD, _PER_LOG_SIZE = 25.0, 2.0  # in two texts of 1,100 words; from there on accidents grow with the size
_AROUND = 20  # words on either side of a start, in a second try
_CREDIT, _CONTRAST, _MIN_BESIDE = 3.0, 1.75, 6  # less is asked of what stands out from at least so many passages
_BALANCED = 2.5  # neither range more than so many times as long as the other
_COPIED, _MIN_OVERHANG = 0.9, 4  # share of common words in a copy; words beyond it that are cut off
_MOST_CELLS = 10**7  # words times words that are aligned in full
_EDGE_WORDS = 2  # so many words more hang over where the range then begins or ends with a passage


@dataclass(frozen=True, slots=True)
class Extent:
    """Two token ranges that share more than chance would have them share; `likelihood` of the less convincing side."""

    a: Span
    b: Span
    likelihood: float


_Alikeness: TypeAlias = "tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]"
"""Middles of the passages; and up to each, the sum of the highest cosines and the number of passages compared."""


@dataclass(frozen=True, slots=True)
class Field:
    """Two texts prepared for the kernels, their passages, and how alike these are."""

    ground: Ground
    laid: Laid
    passages: tuple[Passages, Passages]
    likeness: Likeness
    _alikeness: list[_Alikeness] = field(default_factory=list)

    def alikeness(self) -> list[_Alikeness]:
        """How alike the passages of either text are to the other text."""
        if not self._alikeness:  # hardly any pair of texts needs it
            for passages, best, norms in zip(self.passages, self.likeness.best, self.likeness.norms, strict=True):
                middles = np.convolve(passages.bounds, [0.5, 0.5], mode="valid")
                sums = np.cumsum(np.concatenate([[0.0], best])), np.cumsum(np.concatenate([[0], norms > 0]))
                self._alikeness.append((middles, *sums))
        return self._alikeness


def extents(field: Field, likeness: Likeness, runs: Iterable[tuple[int, int, int]], *, min_words: int) -> list[Extent]:
    """The extents of reuse between two texts, in the order of `a`, where they do not overlap.

    `runs` are common runs of words as (start in a, start in b, words). Cost grows with the seeds found.
    """
    long_runs = [run for run in runs if run[2] >= _START_RUN_WORDS]
    by_middle = sorted(long_runs, key=_middle)
    seeds = _seeds(likeness)
    found: list[Extent] = []
    for _ in range(_LEFTOVER_ROUNDS):
        fresh = _from_clusters(field, seeds, by_middle, min_words)
        covered = Places([*found, *fresh])
        fresh += _from_runs(field, [run for run in long_runs if not _is_inside(run, covered)], min_words)
        if not fresh:
            break
        found = _resolved([*found, *fresh])
        covered = Places(found)
        seeds = [seed for seed in seeds if not _is_held(field, seed, covered)]
    return [_without_overhang(field, extent) for extent in _joined(found)]


def _without_overhang(field: Field, extent: Extent) -> Extent:
    """An extent that is a copy, cut to where the common words stand; any other as it is.

    What one text has more at an end is a heading that says the same, or another line of one pattern.
    """
    spans = [extent.a, extent.b]
    words = [stems[span.start : span.end].tolist() for stems, span in zip(field.ground.stems, spans, strict=True)]
    if words[0] == words[1] or len(words[0]) * len(words[1]) > _MOST_CELLS:
        return extent
    shared = _in_common(*words)[-1]
    if shared < _COPIED * min(map(len, words)):
        return extent
    for side in (1, 0):
        if len(words[side]) - shared >= _MIN_OVERHANG:
            edges = field.ground.edges[side][spans[side].start : spans[side].end + 1].tolist()
            start, end = _fitted(words[side], words[1 - side], edges)
            words[side] = words[side][start:end]
            spans[side] = Span(spans[side].start + start, spans[side].start + end)
    if 2 * _in_common(*words)[-1] < _COPIED * (len(words[0]) + len(words[1])):
        return extent
    return Extent(spans[0], spans[1], extent.likelihood)


def _fitted(own: Sequence[int], others: Sequence[int], is_edge: Sequence[bool]) -> Range:
    """The part of a range that has most words in common with another, in order, and fewest that are not."""
    count = len(own)
    from_end = _in_common(others[::-1], own[::-1])
    start = max(range(count), key=lambda k: (2 * from_end[count - k] - (count - k) + _EDGE_WORDS * is_edge[k], k))
    so_far = _in_common(others, own[start:])
    lengths = range(1, count - start + 1)
    return start, start + max(lengths, key=lambda k: (2 * so_far[k] - k + _EDGE_WORDS * is_edge[start + k], -k))


def _in_common(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """The words of the longest common subsequence of one range and each beginning of another (Hyyrö 2004)."""
    masks: dict[int, int] = {}
    for place, word in enumerate(a):
        masks[word] = masks.get(word, 0) | 1 << place
    whole = state = (1 << len(a)) - 1
    lengths = [0]
    for word in b:
        matched = state & masks.get(word, 0)
        state = (state + matched | state - matched) & whole
        lengths.append(len(a) - state.bit_count())
    return lengths


def _joined(found: Iterable[Extent]) -> list[Extent]:
    """The extents, those joined that follow each other closely in both texts."""
    joined: list[Extent] = []
    for extent in sorted(found, key=lambda e: (e.a, e.b)):
        last = joined[-1] if joined else None
        gaps = (extent.a.start - last.a.end, extent.b.start - last.b.end) if last else (-1, -1)
        if last is not None and min(gaps) >= 0 and max(gaps) <= _MAX_JOIN_WORDS:
            a, b = Span(last.a.start, extent.a.end), Span(last.b.start, extent.b.end)
            joined[-1] = Extent(a, b, last.likelihood + extent.likelihood)
        else:
            joined.append(extent)
    return joined


def _seeds(likeness: Likeness) -> list[tuple[int, int]]:
    """The pairs of passages that are alike enough to begin with."""
    return [(i, j) for i, j, _, dice in likeness.alike if dice > _MIN_DICE]


def is_balanced(extent: Extent) -> bool:
    """Whether neither range is far longer than the other; otherwise one condenses the other."""
    return max(len(extent.a), len(extent.b)) < _BALANCED * min(len(extent.a), len(extent.b))


def hull(field: Field, side: int, numbers: Sequence[int]) -> Span:
    """From the first to the last of some passages of one text."""
    return field.passages[side].hull(min(numbers), max(numbers))


def _from_clusters(
    field: Field, seeds: Sequence[tuple[int, int]], runs: Sequence[tuple[int, int, int]], min_words: int
) -> list[Extent]:
    """The extents of clusters of seeds; a cluster that convinces nobody is tried again in smaller parts.

    The runs stand in the order of their middles.
    """
    found = []
    pending = [(cluster, GAP) for cluster in clusters(seeds, GAP)]
    while pending:
        cluster, gap = pending.pop()
        whole = hull(field, 0, [s[0] for s in cluster]), hull(field, 1, [s[1] for s in cluster])
        near = runs[bisect_left(runs, whole[0].start, key=_middle) : bisect_left(runs, whole[0].end, key=_middle)]
        inside = [run for run in near if whole[1].start <= run[1] + run[2] // 2 < whole[1].end]
        starts = [whole]
        if inside:
            x, y, length = max(inside, key=lambda run: (run[2], run))
            starts.append((Span(x, x + length), Span(y, y + length)))
        best = _refined(field, starts)
        if _convinces(field, best, min_words):
            found.append(best)
        elif gap > 0 and len(cluster) > 1:
            pending += [(part, 0) for part in clusters(cluster, 0)]
    return found


def _from_runs(field: Field, runs: Iterable[tuple[int, int, int]], min_words: int) -> list[Extent]:
    """The extents that grow from long common runs of words."""
    found: Places[Extent] = Places()
    for run in runs:
        if not _is_inside(run, found):
            start_a, start_b = Span(run[0], run[0] + run[2]), Span(run[1], run[1] + run[2])
            extent = _refined(field, [(start_a, start_b)])
            if _convinces(field, extent, min_words):
                found.add(extent)
    return found.held


def clusters(seeds: Sequence[tuple[int, int]], gap: int, long_gap: int | None = None) -> list[list[tuple[int, int]]]:
    """Seeds in clusters: parted wherever more than `gap` passages of a text lie between, until nothing parts any more.

    In the second text it may be `long_gap` passages, if that is given.
    """
    gaps = gap, gap if long_gap is None else long_gap
    done: list[list[tuple[int, int]]] = []
    pending = [(list(seeds), 0, 0)] if seeds else []
    while pending:
        members, side, settled = pending.pop()
        members.sort(key=lambda seed: (seed[side], seed))
        cuts = [k for k in range(1, len(members)) if members[k][side] - members[k - 1][side] > gaps[side] + 1]
        if not cuts and settled:
            done.append(members)
            continue
        for start, end in zip([0, *cuts], [*cuts, len(members)], strict=True):
            pending.append((members[start:end], 1 - side, 0 if cuts else 1))
    return sorted(done)


def _refined(field: Field, starts: Sequence[tuple[Span, Span]]) -> Extent:
    """The best of the ranges found from the starts and from a little around each on both sides.

    Growing one side at a time, ranges stay short where the next words of one have their like beyond the other.
    """
    words_a, words_b = map(len, field.ground.stems)
    rows = []
    for a, b in starts:
        rows.append((a.start, a.end, b.start, b.end))
        around_a = max(0, a.start - _AROUND), min(words_a, a.end + _AROUND)
        around_b = max(0, b.start - _AROUND), min(words_b, b.end + _AROUND)
        rows.append((*around_a, *around_b))
    ends_a, ends_b, score = field.laid.refined(rows, _HOPELESS * least(field))
    return Extent(Span(*ends_a), Span(*ends_b), score)


def _convinces(field: Field, extent: Extent, min_words: int) -> bool:
    """Whether an extent is long and likely enough; a little less is enough where it stands out."""
    missing = least(field) - extent.likelihood
    is_long = min(len(extent.a), len(extent.b)) >= min_words
    return is_long and (missing <= 0 or (missing <= _CREDIT and _stands_out(field, extent)))


def _stands_out(field: Field, extent: Extent) -> bool:
    """Whether the passages of both ranges are more alike to the other text than the passages beside them are.

    Texts on one subject, or of one pattern, are alike all over; what was reworded is not.
    """
    for own, (middles, best, compared) in zip((extent.a, extent.b), field.alikeness(), strict=True):
        first, last = middles.searchsorted([own.start, own.end])
        inside, alike = compared[last] - compared[first], best[last] - best[first]
        beside = compared[-1] - inside
        if not inside or beside < _MIN_BESIDE or alike / inside < _CONTRAST * (best[-1] - alike) / beside:
            return False
    return True


def least(field: Field) -> float:
    """The likelihood from which chance is out of the question: the longer the texts, the more likely an accident."""
    words_a, words_b = map(len, field.ground.stems)
    return _MIN_LIKELIHOOD + _PER_LOG_SIZE * (math.log(words_a * words_b) - 14)


def _middle(run: tuple[int, int, int]) -> int:
    """The word in the middle of a run, in the first text."""
    return run[0] + run[2] // 2


def _is_inside(run: tuple[int, int, int], covered: Places[Extent]) -> bool:
    x, y = _middle(run), run[1] + run[2] // 2
    return any(e.a.start <= x < e.a.end and e.b.start <= y < e.b.end for e in covered.at(x))


def _is_held(field: Field, seed: tuple[int, int], covered: Places[Extent]) -> bool:
    span = field.passages[0][seed[0]]
    middle = (span.start + span.end) // 2
    return any(extent.a.start <= middle < extent.a.end for extent in covered.at(middle))


def _resolved(found: Iterable[Extent]) -> list[Extent]:
    """The extents without conflicts, the likeliest taken first.

    One that overlaps a likelier one in both texts is joined to it; one that does so mostly, in one text, is dropped.
    """
    kept: Places[Extent] = Places()
    for extent in sorted(found, key=lambda e: (-round(e.likelihood, 6), e.a, e.b)):
        near = [(number, kept.held[number]) for number in kept.near(extent.a, extent.b)]
        overlapping = [(number, k) for number, k in near if k.a.overlap(extent.a) and k.b.overlap(extent.b)]
        if overlapping:
            number, best = overlapping[0]
            a = Span(min(best.a.start, extent.a.start), max(best.a.end, extent.a.end))
            b = Span(min(best.b.start, extent.b.start), max(best.b.end, extent.b.end))
            kept.replace(number, Extent(a, b, best.likelihood))
        elif not any(_mostly(k.a, extent.a) or _mostly(k.b, extent.b) for _, k in near):
            kept.add(extent)
    return kept.held


def _mostly(one: Span, other: Span) -> bool:
    """Whether more than half of the shorter lies in both."""
    return 2 * one.overlap(other) > min(len(one), len(other))
