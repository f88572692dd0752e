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
_LEFTOVER_ROUNDS = 3
_START_RUN_WORDS = 12
_MAX_JOIN_WORDS = 30
_PRIOR_WORDS = 500.0  # pseudo-counts of the background, so that short texts do not make chance matches look rare
_EDGE_BONUS = 4.0  # reuse begins and ends with a sentence more often than not
_MOST_PER_WORD = 4.0
_MIN_LIKELIHOOD = 25.0
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
    passages: tuple[Sequence[Span], Sequence[Span]]


def extents(a: Side, b: Side, runs: Iterable[tuple[int, int, int]], *, min_words: int) -> list[Extent]:
    """The ranges of reuse between two texts, apart on the side of `a`, in its order.

    `runs` are common runs of words as (start in a, start in b, words). Cost grows with the seeds found.
    """
    field = _field(a, b)
    long_runs = [run for run in runs if run[2] >= _START_RUN_WORDS]
    seeds = _seeds(a, b)
    found: list[Extent] = []
    for _ in range(_LEFTOVER_ROUNDS):
        fresh = _from_clusters(field, seeds, long_runs, min_words)
        fresh += _from_runs(field, [run for run in long_runs if not _is_inside(run, [*found, *fresh])], min_words)
        if not fresh:
            break
        found = _resolved([*found, *fresh])
        seeds = [seed for seed in seeds if not any(_holds(field, extent, seed) for extent in found)]
    return _joined(sorted(found, key=lambda extent: (extent.a, extent.b)))


def _joined(found: Sequence[Extent]) -> list[Extent]:
    """Extents that follow each other closely in both texts are one."""
    joined: list[Extent] = []
    for extent in found:
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
    counts = np.bincount(np.concatenate(stems))
    return _Field(stems, (edges[0], edges[1]), counts, (a.passages, b.passages))


def _seeds(a: Side, b: Side) -> list[tuple[int, int]]:
    """Pairs of passages alike in their rare stems: cosine of term frequency by inverse sentence frequency."""
    columns = [_postings(side) for side in (a, b)]
    (rows_a, stems_a, tf_a), (rows_b, stems_b, tf_b) = columns
    if not len(rows_a) or not len(rows_b):
        return []
    size = int(max(stems_a.max(), stems_b.max())) + 1
    here, there = np.bincount(stems_a, minlength=size), np.bincount(stems_b, minlength=size)
    weight = np.log((len(a.passages) + len(b.passages)) / np.maximum(here + there, 1))
    values_a, values_b = tf_a * weight[stems_a], tf_b * weight[stems_b]
    norm_a = np.sqrt(np.bincount(rows_a, values_a**2, minlength=len(a.passages)))
    norm_b = np.sqrt(np.bincount(rows_b, values_b**2, minlength=len(b.passages)))
    first = np.searchsorted(stems_b, stems_a)
    counts = np.where((here * there)[stems_a] > _MAX_POSTINGS, 0, there[stems_a])
    left = np.repeat(np.arange(len(stems_a)), counts)
    right = np.repeat(first, counts) + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    packed, inverse = np.unique(rows_a[left] * len(b.passages) + rows_b[right], return_inverse=True)
    i, j = packed // len(b.passages), packed % len(b.passages)
    dots = np.bincount(inverse, values_a[left] * values_b[right], minlength=len(packed))
    shared = np.bincount(inverse, minlength=len(packed))
    distinct_a, distinct_b = (
        np.bincount(rows_a, minlength=len(a.passages)),
        np.bincount(rows_b, minlength=len(b.passages)),
    )
    dice = 2 * shared / (distinct_a[i] + distinct_b[j])
    kept = (dots / np.maximum(norm_a[i] * norm_b[j], 1e-9) > _MIN_COSINE) & (dice > _MIN_COSINE)
    return list(zip(i[kept].tolist(), j[kept].tolist(), strict=True))


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


def _from_clusters(
    field: _Field, seeds: Sequence[tuple[int, int]], runs: Sequence[tuple[int, int, int]], min_words: int
) -> list[Extent]:
    """The extents of clusters of seeds; a cluster that convinces nobody is tried again in smaller parts."""
    found = []
    pending = [(cluster, _GAP) for cluster in _clusters(seeds, _GAP)]
    while pending:
        cluster, gap = pending.pop()
        hull = _hull(field, cluster)
        inside = [run for run in runs if _is_inside(run, [Extent(*hull, 0.0)])]
        starts = [hull]
        if inside:
            x, y, length = max(inside, key=lambda run: (run[2], run))
            starts.append((Span(x, x + length), Span(y, y + length)))
        best = max((_refined(field, *start) for start in starts), key=lambda extent: extent.likelihood)
        if _convinces(field, best, min_words):
            found.append(best)
        elif gap > 0 and len(cluster) > 1:
            parts = _clusters(cluster, gap - 1)
            pending += [(part, gap - 1) for part in parts] if len(parts) > 1 else [(cluster, gap - 1)]
    return found


def _from_runs(field: _Field, runs: Iterable[tuple[int, int, int]], min_words: int) -> list[Extent]:
    found: list[Extent] = []
    for run in runs:
        if not _is_inside(run, found):
            extent = _refined(field, Span(run[0], run[0] + run[2]), Span(run[1], run[1] + run[2]))
            if _convinces(field, extent, min_words):
                found.append(extent)
    return found


def _clusters(seeds: Sequence[tuple[int, int]], gap: int) -> list[list[tuple[int, int]]]:
    """Seeds parted wherever one text or the other leaps more than `gap` passages, until nothing parts any more."""
    done: list[list[tuple[int, int]]] = []
    pending = [(list(seeds), 0, 0)] if seeds else []
    while pending:
        members, side, settled = pending.pop()
        members.sort(key=lambda seed: (seed[side], seed))
        cuts = [k for k in range(1, len(members)) if members[k][side] - members[k - 1][side] > gap + 1]
        if not cuts and settled:
            done.append(members)
            continue
        for start, end in zip([0, *cuts], [*cuts, len(members)], strict=True):
            pending.append((members[start:end], 1 - side, 0 if cuts else 1))
    return sorted(done)


def _hull(field: _Field, cluster: Sequence[tuple[int, int]]) -> tuple[Span, Span]:
    sides = []
    for side in (0, 1):
        numbers = [seed[side] for seed in cluster]
        sides.append(Span(field.passages[side][min(numbers)].start, field.passages[side][max(numbers)].end))
    return sides[0], sides[1]


def _refined(field: _Field, a: Span, b: Span) -> Extent:
    """The ranges after each side has in turn been set to what scores best against the other, until both rest."""
    scores = (0.0, 0.0)
    for _ in range(_ROUNDS):
        new_a, score_a = _best_range(field, 0, a, b)
        new_b, score_b = _best_range(field, 1, b, new_a)
        scores = score_a, score_b
        if (new_a, new_b) == (a, b):
            break
        a, b = new_a, new_b
        if not len(a) or not len(b):
            return Extent(a, b, 0.0)
    return Extent(a, b, min(scores))


def _best_range(field: _Field, side: int, own: Span, other: Span) -> tuple[Span, float]:
    """The range near `own` whose words are best explained by reuse of `other`, and its log-likelihood ratio.

    A word inside counts as matched as often as the other range has it; beyond, each further one only while the other
    range has any left. The rate of matching is taken from the range itself: near 1 in a copy, about .5 in a paraphrase.
    """
    stems = field.stems[side]
    inside = np.bincount(stems[own.start : own.end], minlength=len(field.counts))
    there = np.bincount(field.stems[1 - side][other.start : other.end], minlength=len(field.counts))
    outside = field.counts - inside - there
    chance = (outside + 0.5) / (outside.sum() + _PRIOR_WORDS)
    low, high = max(0, own.start - _WINDOW), min(len(stems), own.end + _WINDOW)
    words = stems[low:high]
    start, end = own.start - low, own.end - low
    by_chance = 1 - np.exp(-len(other) * chance[words])
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
    """Whether chance is out of the question: the longer the texts, the more likely an accident."""
    least = _MIN_LIKELIHOOD + 2 * (math.log(len(field.stems[0]) * len(field.stems[1])) - 14)
    return extent.likelihood >= least and min(len(extent.a), len(extent.b)) >= min_words


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
