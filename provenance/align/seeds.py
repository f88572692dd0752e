"""Where two documents touch: common runs of words, and passages that share rare ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance import kernels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from provenance.align.sides import Side
    from provenance.kernels import Terms

_SEED_WORDS = 5
_MAX_SEED_PLACES = 8  # a run that stands in more places than this proposes nothing by itself
_MAX_POSTINGS = 4096  # a word that would pair more passages than this is too common to propose any
_MIN_WEIGHT = 0.3  # less has a word without substance
_MAX_RIVALS = 6  # partners looked at for each passage


def common_runs(a: Side, b: Side) -> list[tuple[int, int, int]]:
    """Maximal runs of equal words, as (start in a, start in b, words), of at least the seed's length."""
    rows = kernels.common_runs(a.hashes, b.hashes, _SEED_WORDS, _MAX_SEED_PLACES)
    return [(start_a, start_b, length) for start_a, start_b, length in rows.tolist()]


def similar_passages(a: Side, b: Side) -> list[tuple[int, int]]:
    """Pairs of passages that share rare stems: cosine of binary weighted vectors, the best few for each passage."""
    terms_a, terms_b = _vectors(a), _vectors(b)
    pairs, dots = kernels.products(terms_a, terms_b, _MAX_POSTINGS)
    i, j = pairs[:, 0], pairs[:, 1]
    cosine = dots / np.maximum(_norms(a, terms_a)[i] * _norms(b, terms_b)[j], 1e-9)
    close = np.flatnonzero((cosine >= 0.2) | (dots >= 2.5))
    i, j, cosine = i[close], j[close], cosine[close]
    kept = _best_for_each(i, cosine) & _best_for_each(j, cosine)
    return list(zip(i[kept].tolist(), j[kept].tolist(), strict=True))


def _vectors(side: Side) -> Terms:
    """Passage, stem and weight of each distinct content stem of each passage."""
    terms = kernels.terms(side.stems, side.bounds, side.weights > _MIN_WEIGHT)
    return terms[:, 0], terms[:, 1], side.weights[terms[:, 2]]


def _norms(side: Side, terms: Terms) -> NDArray[np.float64]:
    return np.sqrt(np.bincount(terms[0], terms[2] ** 2, minlength=len(side.passages)))


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
