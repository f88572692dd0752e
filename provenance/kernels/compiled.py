"""The compiled kernels, given arrays: each with the name, the arguments and the values of its twin in `plain.py`.

Importing this fails with `ImportError` where they were not built, or from other sources than these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import _native, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.kernels.plain import Tokens

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
