"""Where a stretch of reuse begins and ends, word by word, even where no sentence alone would show it.

Sentences that share rare words are seeds; seeds near each other in both texts are a cluster (the gap clustering of
Sanchez-Perez, Sidorov and Gelbukh, PAN 2014). The rectangle around a cluster is then refined by likelihood: each word
scores the log-ratio of finding its like in the other range by reuse or by chance, and the range that scores best
becomes the new one, side by side in turn (maximal scoring segments: Kadane; Karlin and Altschul, PNAS 1990).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance import kernels
from provenance.kernels import PRIOR_WORDS, Ground
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.align.sides import Side
    from provenance.kernels import Terms

_MIN_COSINE = 0.25
_MIN_SEED_WORDS = 4
_MAX_POSTINGS = 4096
_GAP = 4  # passages that a cluster may leap on either side
_HOPELESS = 0.4  # of the least likelihood: a range that begins so never gets there
_LEFTOVER_ROUNDS = 3
_START_RUN_WORDS = 12
_MAX_JOIN_WORDS = 30
_LIGHT = 0.3
_MIN_LIKELIHOOD = 25.0
_LONG_GAP, _NEARLY_BEST, _MAX_PIECE_WORDS = 50, 0.8, 45
_CONDENSATION_DEBT = 8.0  # a summary may pick its sources from a whole text: more chances, more accidents
_MIN_CONDENSED_WORDS, _MIN_CONDENSED_PASSAGES, _CONDENSED, _BALANCED = 55, 3, 3.0, 2.5


@dataclass(frozen=True, slots=True)
class Extent:
    """Two token ranges that share more than chance would have them share; `likelihood` of the less convincing side."""

    a: Span
    b: Span
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Field:
    """Both texts as the kernels take them, and their passages."""

    ground: Ground
    passages: tuple[Sequence[Span], Sequence[Span]]


def extents(a: Side, b: Side, runs: Iterable[tuple[int, int, int]], *, min_words: int) -> list[Extent]:
    """The ranges of reuse between two texts, apart on the side of `a`, in its order.

    `runs` are common runs of words as (start in a, start in b, words). Cost grows with the seeds found.
    """
    field = _field(a, b)
    long_runs = [run for run in runs if run[2] >= _START_RUN_WORDS]
    likeness = _likeness(a, b)
    seeds = likeness.seeds()
    found: list[Extent] = []
    for _ in range(_LEFTOVER_ROUNDS):
        fresh = _from_clusters(field, seeds, long_runs, min_words)
        fresh += _from_runs(field, [run for run in long_runs if not _is_inside(run, [*found, *fresh])], min_words)
        if not fresh:
            break
        found = _resolved([*found, *fresh])
        seeds = [seed for seed in seeds if not any(_holds(field, extent, seed) for extent in found)]
    found = _with_condensations(field, likeness, _joined(found))
    return sorted(found, key=lambda extent: (extent.a, extent.b))


def _joined(found: Iterable[Extent]) -> list[Extent]:
    """Extents that follow each other closely in both texts are one."""
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


def _field(a: Side, b: Side) -> _Field:
    edges = []
    for side in (a, b):
        flags = np.zeros(len(side.stems) + 1, dtype=np.bool_)
        flags[side.bounds] = True
        edges.append(flags)
    both, weights = np.concatenate([a.stems, b.stems]), np.concatenate([a.weights, b.weights])
    counts = np.bincount(both)
    heaviest = np.zeros(len(counts))
    np.maximum.at(heaviest, both, weights)
    # Words of no substance are as likely by chance as they are common, however little text there is beside the range.
    prior = np.where(heaviest < _LIGHT, counts / max(len(both), 1) * PRIOR_WORDS, 0.5)
    return _Field(Ground((a.stems, b.stems), (edges[0], edges[1]), counts, prior), (a.passages, b.passages))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Pairs of passages that are alike: cosine and dice of their stems."""

    i: NDArray[np.int64]
    j: NDArray[np.int64]
    cosine: NDArray[np.float64]
    dice: NDArray[np.float64]

    def seeds(self) -> list[tuple[int, int]]:
        """The pairs that are alike enough to begin with."""
        kept = self.dice > _MIN_COSINE
        return list(zip(self.i[kept].tolist(), self.j[kept].tolist(), strict=True))

    def flipped(self) -> _Likeness:
        """The same with the two texts exchanged."""
        return _Likeness(self.j, self.i, self.cosine, self.dice)


def _likeness(a: Side, b: Side) -> _Likeness:
    """Passages compared by their stems: term frequency by inverse sentence frequency over both texts."""
    usable_a, usable_b = _usable_terms(a), _usable_terms(b)
    held = np.bincount(np.concatenate([usable_a[:, 1], usable_b[:, 1]]), minlength=1)
    weight: NDArray[np.float64] = np.log((len(a.passages) + len(b.passages)) / np.maximum(held, 1))
    terms_a, terms_b = _weighted(usable_a, weight), _weighted(usable_b, weight)
    pairs, dots = kernels.products(terms_a, terms_b, _MAX_POSTINGS)
    i, j, shared = pairs[:, 0], pairs[:, 1], pairs[:, 2]
    norm_a = np.sqrt(np.bincount(terms_a[0], terms_a[2] ** 2, minlength=len(a.passages)))
    norm_b = np.sqrt(np.bincount(terms_b[0], terms_b[2] ** 2, minlength=len(b.passages)))
    distinct_a = np.bincount(terms_a[0], minlength=len(a.passages))
    distinct_b = np.bincount(terms_b[0], minlength=len(b.passages))
    cosine = dots / np.maximum(norm_a[i] * norm_b[j], 1e-9)
    kept = np.flatnonzero(cosine > _MIN_COSINE)
    i, j = i[kept], j[kept]
    return _Likeness(i, j, cosine[kept], 2 * shared[kept] / (distinct_a[i] + distinct_b[j]))


def _weighted(terms: NDArray[np.int64], weight: NDArray[np.float64]) -> Terms:
    return terms[:, 0], terms[:, 1], terms[:, 3] * weight[terms[:, 1]]


def _usable_terms(side: Side) -> NDArray[np.int64]:
    """The terms of the passages that are long enough and no furniture."""
    usable = (np.diff(side.bounds) >= _MIN_SEED_WORDS) & ~np.array(side.is_furniture, dtype=np.bool_)
    return side.terms[usable[side.terms[:, 0]]]


def _with_condensations(field: _Field, likeness: _Likeness, found: Sequence[Extent]) -> list[Extent]:
    """The extents, and in place of what they cover stretches of one text that condense a far longer one."""
    kept = list(found)
    for side in (0, 1):
        for cluster in _clusters(_best_seeds(likeness if side == 0 else likeness.flipped()), _GAP, _LONG_GAP):
            short, long = (_span(field, side, [s[0] for s in cluster]), _span(field, 1 - side, [s[1] for s in cluster]))
            if not _may_condense(short, long, cluster):
                continue
            sources = [field.passages[1 - side][j] for j in sorted({seed[1] for seed in cluster})]
            words = np.concatenate([field.ground.stems[1 - side][span.start : span.end] for span in sources])
            best, likelihood = kernels.best_range(field.ground, side, (short.start, short.end), words)
            short = Span(*best)
            if (
                likelihood < _least(field) + _CONDENSATION_DEBT
                or len(short) < _MIN_CONDENSED_WORDS
                or len(long) < _CONDENSED * len(short)
            ):
                continue
            extent = Extent(short, long, likelihood) if side == 0 else Extent(long, short, likelihood)
            if not any(_stands_alone(k.a if side == 0 else k.b, short) for k in kept if is_balanced(k)):
                kept = [k for k in kept if not (k.a.overlap(extent.a) and k.b.overlap(extent.b))] + [extent]
    return kept


def _best_seeds(likeness: _Likeness) -> list[tuple[int, int]]:
    """The seeds that are nearly as alike as the best of their passage."""
    best = np.zeros(likeness.i.max(initial=0) + 1)
    np.maximum.at(best, likeness.i, likeness.cosine)
    kept = (likeness.dice > _MIN_COSINE / 2) & (likeness.cosine >= _NEARLY_BEST * best[likeness.i])
    return list(zip(likeness.i[kept].tolist(), likeness.j[kept].tolist(), strict=True))


def _may_condense(short: Span, long: Span, cluster: Sequence[tuple[int, int]]) -> bool:
    """Whether several passages stand for several of a far longer stretch."""
    distinct = min(len({seed[0] for seed in cluster}), len({seed[1] for seed in cluster}))
    return (
        distinct >= _MIN_CONDENSED_PASSAGES
        and len(short) >= _MIN_CONDENSED_WORDS
        and len(long) >= _CONDENSED * len(short)
    )


def _stands_alone(piece: Span, short: Span) -> bool:
    """Whether a stretch that has its like in full is more than a sentence or two of what would condense."""
    return bool(piece.overlap(short)) and (len(piece) > _MAX_PIECE_WORDS or 2 * piece.overlap(short) > len(short))


def is_balanced(extent: Extent) -> bool:
    """Whether neither range is far longer than the other; otherwise one condenses the other."""
    return max(len(extent.a), len(extent.b)) < _BALANCED * min(len(extent.a), len(extent.b))


def _span(field: _Field, side: int, numbers: Sequence[int]) -> Span:
    return Span(field.passages[side][min(numbers)].start, field.passages[side][max(numbers)].end)


def _from_clusters(
    field: _Field, seeds: Sequence[tuple[int, int]], runs: Sequence[tuple[int, int, int]], min_words: int
) -> list[Extent]:
    """The extents of clusters of seeds; a cluster that convinces nobody is tried again in smaller parts."""
    found = []
    hopeless = _HOPELESS * _least(field)
    pending = [(cluster, _GAP) for cluster in _clusters(seeds, _GAP)]
    while pending:
        cluster, gap = pending.pop()
        hull = _span(field, 0, [s[0] for s in cluster]), _span(field, 1, [s[1] for s in cluster])
        inside = [run for run in runs if _is_inside(run, [Extent(*hull, 0.0)])]
        starts = [hull]
        if inside:
            x, y, length = max(inside, key=lambda run: (run[2], run))
            starts.append((Span(x, x + length), Span(y, y + length)))
        best = max((_refined(field.ground, *start, hopeless) for start in starts), key=lambda extent: extent.likelihood)
        if _convinces(field, best, min_words):
            found.append(best)
        elif gap > 0 and len(cluster) > 1:
            pending += [(part, 0) for part in _clusters(cluster, 0)]
    return found


def _from_runs(field: _Field, runs: Iterable[tuple[int, int, int]], min_words: int) -> list[Extent]:
    found: list[Extent] = []
    for run in runs:
        if not _is_inside(run, found):
            start_a, start_b = Span(run[0], run[0] + run[2]), Span(run[1], run[1] + run[2])
            extent = _refined(field.ground, start_a, start_b, _HOPELESS * _least(field))
            if _convinces(field, extent, min_words):
                found.append(extent)
    return found


def _clusters(seeds: Sequence[tuple[int, int]], gap: int, long_gap: int | None = None) -> list[list[tuple[int, int]]]:
    """Seeds parted wherever a text leaps more passages than its gap, until nothing parts any more."""
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


def _refined(ground: Ground, a: Span, b: Span, hopeless: float) -> Extent:
    (start_a, end_a), (start_b, end_b), score = kernels.refined(ground, (a.start, a.end), (b.start, b.end), hopeless)
    return Extent(Span(start_a, end_a), Span(start_b, end_b), score)


def _convinces(field: _Field, extent: Extent, min_words: int) -> bool:
    return extent.likelihood >= _least(field) and min(len(extent.a), len(extent.b)) >= min_words


def _least(field: _Field) -> float:
    """The likelihood from which chance is out of the question: the longer the texts, the more likely an accident."""
    words_a, words_b = map(len, field.ground.stems)
    return _MIN_LIKELIHOOD + 2 * (math.log(words_a * words_b) - 14)


def _is_inside(run: tuple[int, int, int], extents: Iterable[Extent]) -> bool:
    x, y, length = run[0] + run[2] // 2, run[1] + run[2] // 2, run[2]
    return length > 0 and any(e.a.start <= x < e.a.end and e.b.start <= y < e.b.end for e in extents)


def _holds(field: _Field, extent: Extent, seed: tuple[int, int]) -> bool:
    span = field.passages[0][seed[0]]
    return extent.a.start <= (span.start + span.end) // 2 < extent.a.end


def _resolved(found: Iterable[Extent]) -> list[Extent]:
    """The best first; one that overlaps a better one on both sides is joined to it, on one side mostly, dropped."""
    kept: list[Extent] = []
    for extent in sorted(found, key=lambda e: (-round(e.likelihood, 6), e.a, e.b)):
        overlapping = [k for k in kept if k.a.overlap(extent.a) and k.b.overlap(extent.b)]
        if overlapping:
            best = overlapping[0]
            a = Span(min(best.a.start, extent.a.start), max(best.a.end, extent.a.end))
            b = Span(min(best.b.start, extent.b.start), max(best.b.end, extent.b.end))
            kept[kept.index(best)] = Extent(a, b, best.likelihood)
        elif not any(_mostly(k.a, extent.a) or _mostly(k.b, extent.b) for k in kept):
            kept.append(extent)
    return kept


def _mostly(one: Span, other: Span) -> bool:
    """Whether more than half of the shorter lies in both."""
    return 2 * one.overlap(other) > min(len(one), len(other))
