"""Where two documents touch: common runs of words, and passages that share rare ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance import kernels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from provenance.align.sides import Side

_SEED_WORDS = 5
_MAX_SEED_PLACES = 8  # a run that stands in more places than this proposes nothing by itself
_MAX_POSTINGS = 4096  # a word that would pair more passages than this is too common to propose any
_MAX_RIVALS = 6  # partners looked at for each passage


def common_runs(a: Side, b: Side) -> list[tuple[int, int, int]]:
    """Maximal runs of equal words, as (start in a, start in b, words), of at least the seed's length."""
    words_a, words_b = np.array(a.words, dtype=np.uint64), np.array(b.words, dtype=np.uint64)
    rows = kernels.common_runs(words_a, words_b, _SEED_WORDS, _MAX_SEED_PLACES)
    return [(start_a, start_b, length) for start_a, start_b, length in rows.tolist()]


def similar_passages(a: Side, b: Side) -> list[tuple[int, int]]:
    """Pairs of passages that share rare stems: cosine of binary weighted vectors, the best few for each passage."""
    (rows_a, stems_a, values_a), (rows_b, stems_b, values_b) = _vectors(a), _vectors(b)
    if not len(rows_a) or not len(rows_b):
        return []
    norms_a = np.sqrt(np.bincount(rows_a, values_a**2, minlength=len(a.passages)))
    norms_b = np.sqrt(np.bincount(rows_b, values_b**2, minlength=len(b.passages)))
    first = np.searchsorted(stems_b, stems_a, side="left")
    counts = np.searchsorted(stems_b, stems_a, side="right") - first
    here = np.bincount(stems_a, minlength=int(stems_a.max()) + 1)[stems_a]
    counts = np.where(here * counts > _MAX_POSTINGS, 0, counts)
    left = np.repeat(np.arange(len(stems_a)), counts)
    right = np.repeat(first, counts) + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    packed, inverse = np.unique(rows_a[left] * len(b.passages) + rows_b[right], return_inverse=True)
    dots = np.bincount(inverse, values_a[left] * values_b[right], minlength=len(packed))
    i, j = packed // len(b.passages), packed % len(b.passages)
    cosine = dots / np.maximum(norms_a[i] * norms_b[j], 1e-9)
    close = np.flatnonzero((cosine >= 0.2) | (dots >= 2.5))
    i, j, cosine = i[close], j[close], cosine[close]
    kept = _best_for_each(i, cosine) & _best_for_each(j, cosine)
    return list(zip(i[kept].tolist(), j[kept].tolist(), strict=True))


def _vectors(side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Passage, stem and weight of each distinct content stem of each passage, sorted by stem."""
    content = np.flatnonzero(side.weights > 0.3)
    stems = np.array(side.stems, dtype=np.int64)[content]
    rows = side.passage_of[content]
    order = np.lexsort((rows, stems))
    stems, rows, values = stems[order], rows[order], side.weights[content][order]
    new = np.ones(len(stems), dtype=np.bool_)
    new[1:] = (stems[1:] != stems[:-1]) | (rows[1:] != rows[:-1])
    return rows[new], stems[new], values[new]


def _best_for_each(rows: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which entries are among the few highest of their row."""
    kept = np.zeros(len(rows), dtype=np.bool_)
    if len(rows):
        order = np.lexsort((np.arange(len(rows)), -values, rows))
        ordered = rows[order]
        starts = np.concatenate([[0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1])
        rank = np.arange(len(rows)) - np.repeat(starts, np.diff(np.concatenate([starts, [len(rows)]])))
        kept[order[rank < _MAX_RIVALS]] = True
    return kept


def touched_passages(a: Side, b: Side, runs: Iterable[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Pairs of passages that a common run passes through."""
    touched: set[tuple[int, int]] = set()
    for x, y, length in runs:
        pairs = zip(a.passage_of[x : x + length].tolist(), b.passage_of[y : y + length].tolist(), strict=True)
        touched.update((i, j) for i, j in pairs if not a.is_furniture[i] and not b.is_furniture[j])
    return touched
