"""The compiled kernels, given arrays: each with the name, the arguments and the values of its plain twin.

Importing this fails with `ImportError` where they were not built, or from other sources than these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import _native, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.kernels.plain import Tokens
    from provenance.kernels.plain_alignment import Ground, Range, Terms, Worded

if _native.VERSION != plain.VERSION:
    raise ImportError(f"the compiled kernels are of version {_native.VERSION}, not {plain.VERSION}: install anew")


def tokenize(text: str) -> Tokens:
    """The words of a text: starts, ends (code points), hashes of the folded words, hashes of their stems."""
    rows = np.frombuffer(_native.tokenize(text, plain.hashes), dtype=np.int64).reshape(4, -1)
    return rows[0], rows[1], rows[2].view(np.uint64), rows[3].view(np.uint64)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A 64-bit bijection that spreads every bit."""
    values = np.ascontiguousarray(values)
    mixed = np.empty_like(values)
    _native.mix(values, mixed)
    return mixed


def shingle_hashes(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Hashes of all runs of `width` words; empty where there are too few."""
    if width < 1:
        raise ValueError("a run of words has one word or more")
    hashes = np.empty(max(len(words) - width + 1, 0), dtype=np.uint64)
    if len(hashes):
        _native.shingle_hashes(np.ascontiguousarray(words), width, hashes)
    return hashes


def affine_signatures(
    shingles: NDArray[np.uint32],
    starts: NDArray[np.int64],
    multipliers: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """MinHash signatures of sets of shingles, shape `(len(starts), len(multipliers))`."""
    signatures = np.empty((len(starts), len(multipliers)), dtype=np.uint32)
    _native.affine_signatures(
        np.ascontiguousarray(shingles),
        np.ascontiguousarray(starts),
        np.ascontiguousarray(multipliers),
        np.ascontiguousarray(offsets),
        signatures,
    )
    return signatures


def common_runs(words_a: NDArray[np.uint64], words_b: NDArray[np.uint64], width: int, most: int) -> NDArray[np.int64]:
    """Maximal runs of at least `width` equal words: rows of start in a, start in b and words, shape `(runs, 3)`."""
    rows = _native.common_runs(np.ascontiguousarray(words_a), np.ascontiguousarray(words_b), width, most)
    return np.frombuffer(rows, dtype=np.int64).reshape(-1, 3)


def number(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Equal values by equal numbers from 0 up, in the order in which they first stand in a and then in b; how many."""
    out = np.empty(len(a) + len(b), dtype=np.int64)
    count = _native.number(np.ascontiguousarray(a), np.ascontiguousarray(b), out)
    return out[: len(a)], out[len(a) :], count


def terms(numbers: NDArray[np.int64], bounds: NDArray[np.int64], is_kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The distinct numbers of each range: rows of range, number, place of the first and count, in order of place."""
    rows = _native.terms(np.ascontiguousarray(numbers), np.ascontiguousarray(bounds), np.ascontiguousarray(is_kept))
    return np.frombuffer(rows, dtype=np.int64).reshape(-1, 4)


def products(terms_a: Terms, terms_b: Terms, most: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Ranges with terms in common: rows of range in a, range in b and terms shared; and the dot products."""
    columns = [np.ascontiguousarray(column) for column in (*terms_a, *terms_b)]
    rows, dots = _native.products(*columns, most)
    return np.frombuffer(rows, dtype=np.int64).reshape(-1, 3), np.frombuffer(dots, dtype=np.float64)


def compared_spans(
    a: Worded, b: Worded, spans: NDArray[np.int64], run_values: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Ranges of two texts compared word by word: two whole numbers and four others for each row of `spans`."""
    if spans.shape[1:] != (4,):
        raise ValueError("a row of spans is start and end in a, start and end in b")
    columns = [np.ascontiguousarray(column) for column in (*a, *b, spans, run_values)]
    counts, weights = _native.compared_spans(*columns)
    return np.frombuffer(counts, dtype=np.int64).reshape(-1, 2), np.frombuffer(weights, dtype=np.float64).reshape(-1, 4)


def refined(ground: Ground, a: Range, b: Range, hopeless: float) -> tuple[Range, Range, float]:
    """The ranges after each side has in turn been set to what scores best against the other, until both rest."""
    return _native.refined(*ground.stems, *ground.edges, ground.counts, ground.prior, *a, *b, hopeless)


def best_range(ground: Ground, side: int, own: Range, others: NDArray[np.int64]) -> tuple[Range, float]:
    """The range near `own` in one text (0 or 1) best explained by reuse of the stems `others`, and its score."""
    others = np.ascontiguousarray(others)
    return _native.best_range(*ground.stems, *ground.edges, ground.counts, ground.prior, others, side, *own)
