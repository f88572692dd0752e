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

from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.align.sides import Side

_MIN_COSINE = 0.25
_MIN_SEED_WORDS = 4
_MAX_POSTINGS = 4096
_GAP = 4  # passages that a cluster may leap on either side
_WINDOW = 60  # words beyond a range into which it may grow at once
_ROUNDS = 4
_HOPELESS = 0.4  # of the least likelihood: a range that begins so never gets there
_LEFTOVER_ROUNDS = 3
_START_RUN_WORDS = 12
_MAX_JOIN_WORDS = 30
_PRIOR_WORDS = 500.0  # pseudo-counts of the background, so that short texts do not make chance matches look rare
_LIGHT = 0.3
_EDGE_BONUS = 4.0  # reuse begins and ends with a sentence more often than not
_MOST_PER_WORD = 4.0
_MIN_LIKELIHOOD = 25.0
_LONG_GAP, _NEARLY_BEST, _MAX_PIECE_WORDS = 50, 0.8, 45
_CONDENSATION_DEBT = 8.0  # a summary may pick its sources from a whole text: more chances, more accidents
_MIN_CONDENSED_WORDS, _MIN_CONDENSED_PASSAGES, _CONDENSED, _BALANCED = 55, 3, 3.0, 2.5
_LEAST_RATE, _MOST_RATE = 0.3, 0.97


@dataclass(frozen=True, slots=True)
class Extent:
    """Two token ranges that share more than chance would have them share; `likelihood` of the less convincing side."""

    a: Span
    b: Span
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Field:
    """Both texts as numbered stems with their counts, and where passages begin or end."""

    stems: tuple[NDArray[np.int64], NDArray[np.int64]]
    edges: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    counts: NDArray[np.int64]
    prior: NDArray[np.float64]  # pseudo-counts of each stem in the background
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
    stems = np.array(a.stems, dtype=np.int64), np.array(b.stems, dtype=np.int64)
    edges = []
    for side in (a, b):
        flags = np.zeros(len(side.stems) + 1, dtype=np.bool_)
        flags[[span.start for span in side.passages]] = True
        flags[[span.end for span in side.passages]] = True
        edges.append(flags)
    both, weights = np.concatenate(stems), np.concatenate([a.weights, b.weights])
    counts = np.bincount(both)
    heaviest = np.zeros(len(counts))
    np.maximum.at(heaviest, both, weights)
    # Words of no substance are as likely by chance as they are common, however little text there is beside the range.
    prior = np.where(heaviest < _LIGHT, counts / max(len(both), 1) * _PRIOR_WORDS, 0.5)
    return _Field(stems, (edges[0], edges[1]), counts, prior, (a.passages, b.passages))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Pairs of passages that share stems: cosine and dice of their words, dot product, and the passages' norms."""

    i: NDArray[np.int64]
    j: NDArray[np.int64]
    dot: NDArray[np.float64]
    cosine: NDArray[np.float64]
    dice: NDArray[np.float64]
    norms: tuple[NDArray[np.float64], NDArray[np.float64]]

    def seeds(self) -> list[tuple[int, int]]:
        """The pairs that are alike enough to begin with."""
        kept = (self.cosine > _MIN_COSINE) & (self.dice > _MIN_COSINE)
        return list(zip(self.i[kept].tolist(), self.j[kept].tolist(), strict=True))

    def flipped(self) -> _Likeness:
        """The same with the two texts exchanged."""
        return _Likeness(self.j, self.i, self.dot, self.cosine, self.dice, self.norms[::-1])


def _likeness(a: Side, b: Side) -> _Likeness:
    """Passages compared by their stems: term frequency by inverse sentence frequency over both texts."""
    (rows_a, stems_a, tf_a), (rows_b, stems_b, tf_b) = _postings(a), _postings(b)
    size = int(max(stems_a.max(initial=0), stems_b.max(initial=0))) + 1
    here, there = np.bincount(stems_a, minlength=size), np.bincount(stems_b, minlength=size)
    weight = np.log((len(a.passages) + len(b.passages)) / np.maximum(here + there, 1))
    values_a, values_b = tf_a * weight[stems_a], tf_b * weight[stems_b]
    norm_a = np.sqrt(np.bincount(rows_a, values_a**2, minlength=len(a.passages)))
    norm_b = np.sqrt(np.bincount(rows_b, values_b**2, minlength=len(b.passages)))
    first = np.searchsorted(stems_b, stems_a)
    counts = np.where((here * there)[stems_a] > _MAX_POSTINGS, 0, there[stems_a])
    left = np.repeat(np.arange(len(stems_a)), counts)
    right = np.repeat(first, counts) + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    columns = max(len(b.passages), 1)
    packed, inverse = np.unique(rows_a[left] * columns + rows_b[right], return_inverse=True)
    i, j = packed // columns, packed % columns
    dot = np.bincount(inverse, values_a[left] * values_b[right], minlength=len(packed)).astype(np.float64)
    distinct_a = np.bincount(rows_a, minlength=len(a.passages))
    distinct_b = np.bincount(rows_b, minlength=len(b.passages))
    shared = np.bincount(inverse, minlength=len(packed))
    return _Likeness(
        i=i,
        j=j,
        dot=dot,
        cosine=dot / np.maximum(norm_a[i] * norm_b[j], 1e-9),
        dice=2 * shared / np.maximum(distinct_a[i] + distinct_b[j], 1),
        norms=(norm_a, norm_b),
    )


def _postings(side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Passage, stem and count of each distinct stem of each passage that is long enough and no furniture, by stem."""
    usable = [
        len(span) >= _MIN_SEED_WORDS and not flag for span, flag in zip(side.passages, side.is_furniture, strict=True)
    ]
    kept = np.array(usable, dtype=np.bool_)[side.passage_of] if usable else np.zeros(0, dtype=np.bool_)
    stems = np.array(side.stems, dtype=np.int64)[kept]
    rows = side.passage_of[kept]
    packed, counts = np.unique(stems * max(len(usable), 1) + rows, return_counts=True)
    return packed % max(len(usable), 1), packed // max(len(usable), 1), counts.astype(np.float64)


def _with_condensations(field: _Field, likeness: _Likeness, found: Sequence[Extent]) -> list[Extent]:
    """The extents, and in place of what they cover stretches of one text that condense a far longer one."""
    kept = list(found)
    for side in (0, 1):
        for cluster in _clusters(_best_seeds(likeness if side == 0 else likeness.flipped()), _GAP, _LONG_GAP):
            short, long = (_span(field, side, [s[0] for s in cluster]), _span(field, 1 - side, [s[1] for s in cluster]))
            if not _may_condense(short, long, cluster):
                continue
            sources = [field.passages[1 - side][j] for j in sorted({seed[1] for seed in cluster})]
            words = np.concatenate([field.stems[1 - side][span.start : span.end] for span in sources])
            there = np.bincount(words, minlength=len(field.counts))
            inside = np.bincount(field.stems[side][short.start : short.end], minlength=len(field.counts))
            short, likelihood = _best_against(field, side, short, there, field.counts - inside - there)
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
    best = np.zeros(len(likeness.norms[0]))
    np.maximum.at(best, likeness.i, likeness.cosine)
    kept = (likeness.cosine > _MIN_COSINE) & (likeness.dice > _MIN_COSINE / 2)
    kept &= likeness.cosine >= _NEARLY_BEST * best[likeness.i]
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
    pending = [(cluster, _GAP) for cluster in _clusters(seeds, _GAP)]
    while pending:
        cluster, gap = pending.pop()
        hull = _span(field, 0, [s[0] for s in cluster]), _span(field, 1, [s[1] for s in cluster])
        inside = [run for run in runs if _is_inside(run, [Extent(*hull, 0.0)])]
        starts = [hull]
        if inside:
            x, y, length = max(inside, key=lambda run: (run[2], run))
            starts.append((Span(x, x + length), Span(y, y + length)))
        best = max((_refined(field, *start) for start in starts), key=lambda extent: extent.likelihood)
        if _convinces(field, best, min_words):
            found.append(best)
        elif gap > 0 and len(cluster) > 1:
            pending += [(part, 0) for part in _clusters(cluster, 0)]
    return found


def _from_runs(field: _Field, runs: Iterable[tuple[int, int, int]], min_words: int) -> list[Extent]:
    found: list[Extent] = []
    for run in runs:
        if not _is_inside(run, found):
            extent = _refined(field, Span(run[0], run[0] + run[2]), Span(run[1], run[1] + run[2]))
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


def _refined(field: _Field, a: Span, b: Span) -> Extent:
    """The ranges after each side has in turn been set to what scores best against the other, until both rest."""
    scores = (0.0, 0.0)
    for _ in range(_ROUNDS):
        new_a, score_a = _best_range(field, 0, a, b)
        new_b, score_b = _best_range(field, 1, b, new_a)
        scores = score_a, score_b
        if (new_a, new_b) == (a, b) or min(scores) < _HOPELESS * _least(field):
            break
        a, b = new_a, new_b
        if not len(a) or not len(b):
            return Extent(a, b, 0.0)
    return Extent(a, b, min(scores))


def _best_range(field: _Field, side: int, own: Span, other: Span) -> tuple[Span, float]:
    """The range near `own` whose words are best explained by reuse of `other`, and its log-likelihood ratio."""
    there = np.bincount(field.stems[1 - side][other.start : other.end], minlength=len(field.counts))
    # What a range says more than once it says often: its repetitions count as background, with the words outside.
    inside = np.bincount(field.stems[side][own.start : own.end], minlength=len(field.counts))
    return _best_against(field, side, own, there, field.counts - np.minimum(inside, 1) - np.minimum(there, 1))


def _best_against(
    field: _Field, side: int, own: Span, there: NDArray[np.int64], background: NDArray[np.int64]
) -> tuple[Span, float]:
    """The range near `own` best explained by reuse of words with the counts `there`, and its log-likelihood ratio.

    `background` counts the words that tell how likely each is by chance.

    A word inside counts as matched as often as the other range has it; beyond, each further one only while the other
    range has any left. The rate of matching is taken from the range itself: near 1 in a copy, about .5 in a paraphrase.
    """
    stems = field.stems[side]
    inside = np.bincount(stems[own.start : own.end], minlength=len(field.counts))
    chance = (background + field.prior) / (background.sum() + _PRIOR_WORDS)
    low, high = max(0, own.start - _WINDOW), min(len(stems), own.end + _WINDOW)
    words = stems[low:high]
    start, end = own.start - low, own.end - low
    by_chance = 1 - np.exp(-there.sum() * chance[words])
    credit = np.minimum(1.0, there[words] / np.maximum(inside[words], 1))
    for outer in (np.arange(end, len(words)), np.arange(start - 1, -1, -1)):
        credit[outer] = inside[words[outer]] + _ranks(words[outer]) < there[words[outer]]
    expected = by_chance[start:end]
    rate = (credit[start:end].sum() - expected.sum()) / max((1 - expected).sum(), 1e-9)
    rate = min(max(float(rate), _LEAST_RATE), _MOST_RATE)
    hit = np.minimum(_MOST_PER_WORD, np.log1p(rate * (1 - by_chance) / np.maximum(by_chance, 1e-12)))
    sums = np.concatenate([[0.0], np.cumsum(credit * hit + (1 - credit) * math.log(1 - rate))])
    stop = int(np.argmax(sums - np.minimum.accumulate(sums)))
    begin = int(np.argmin(sums[: stop + 1]))
    bonus = _EDGE_BONUS * field.edges[side][low : high + 1]
    if stop > begin:
        begin = int(np.argmax(bonus[:stop] - sums[:stop]))
        stop = begin + 1 + int(np.argmax((sums + bonus)[begin + 1 :]))
    return Span(low + begin, low + stop), float(sums[stop] - sums[begin])


def _ranks(words: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each word how many of its kind stand before it."""
    order = np.argsort(words, kind="stable")
    ordered = words[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(words) else order
    ranks = np.empty(len(words), dtype=np.int64)
    ranks[order] = np.arange(len(words)) - np.repeat(starts, np.diff(np.concatenate([starts, [len(words)]])))
    return ranks


def _convinces(field: _Field, extent: Extent, min_words: int) -> bool:
    return extent.likelihood >= _least(field) and min(len(extent.a), len(extent.b)) >= min_words


def _least(field: _Field) -> float:
    """The likelihood from which chance is out of the question: the longer the texts, the more likely an accident."""
    return _MIN_LIKELIHOOD + 2 * (math.log(len(field.stems[0]) * len(field.stems[1])) - 14)


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
