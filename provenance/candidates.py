"""Keys to candidate pairs: one join, by sorting.

A key held by many documents is a bucket. Small buckets give all their pairs; above a cap a bucket is linked as a star,
so that no phrase, however common, makes the work grow with the square of its carriers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Keys
    from provenance.settings import CandidateSettings


_RARE_DOCUMENTS = 8
_MIN_TOUCHES = 2.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of documents worth aligning, `a < b`, sorted; and how many buckets and pairs a limit cut."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    capped_buckets: int
    dropped_pairs: int

    def __len__(self) -> int:
        return len(self.a)


def pairs(keys: Keys, documents: int, settings: CandidateSettings) -> Candidates:
    """The pairs of documents that share a band of a passage, or at least two seeds, or more where those are common.

    A key that few documents hold counts in full, a common one the less the more hold it: two texts on one subject share
    its phrases, two that share a passage share many keys at once.
    Where a document has more partners than the limit, those with which it shares most are kept.
    """
    order = np.lexsort((keys.document, keys.key))
    key, document, is_seed = keys.key[order], keys.document[order], keys.is_seed[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.concatenate([first, [len(key)]]))
    shared = sizes > 1
    left, right, weight = _expand(document, is_seed, first[shared], sizes[shared], settings.max_bucket_documents)
    packed = left * np.int64(max(documents, 1)) + right
    unique, inverse = np.unique(packed, return_inverse=True)
    touches = np.bincount(inverse, weights=weight, minlength=len(unique)).astype(np.float64)
    enough = touches >= _MIN_TOUCHES
    unique, touches = unique[enough], touches[enough]
    a, b = unique // max(documents, 1), unique % max(documents, 1)
    kept = _strongest(a, b, touches, documents, settings.max_partners_per_document)
    return Candidates(
        a=a[kept],
        b=b[kept],
        capped_buckets=int((sizes > settings.max_bucket_documents).sum()),
        dropped_pairs=int(len(a) - len(kept)),
    )


def _expand(
    document: NDArray[np.int64],
    is_seed: NDArray[np.bool_],
    first: NDArray[np.int64],
    sizes: NDArray[np.int64],
    cap: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """All pairs of each bucket up to the cap, a star from its first document above it; a band counts double."""
    lefts, rights, weights = [], [], []
    for size in np.unique(sizes):
        starts = first[sizes == size]
        if size <= cap:
            x, y = np.triu_indices(int(size), 1)
        else:
            x, y = np.zeros(int(size) - 1, dtype=np.int64), np.arange(1, int(size))
        lefts.append(document[(starts[:, None] + x).reshape(-1)])
        rights.append(document[(starts[:, None] + y).reshape(-1)])
        weights.append(np.repeat(np.where(is_seed[starts], 1.0, 2.0) * min(1.0, _RARE_DOCUMENTS / size), len(x)))
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([*lefts, empty]), np.concatenate([*rights, empty]), np.concatenate([*weights, empty])


def _strongest(
    a: NDArray[np.int64], b: NDArray[np.int64], touches: NDArray[np.float64], documents: int, limit: int
) -> NDArray[np.int64]:
    """Indices of the pairs that are among the `limit` strongest of one of their documents, in ascending order."""
    partners = np.bincount(np.concatenate([a, b]), minlength=max(documents, 1)) if len(a) else np.zeros(1)
    if partners.max() <= limit:
        return np.arange(len(a))
    ends = np.concatenate([a, b])
    pair = np.concatenate([np.arange(len(a)), np.arange(len(a))])
    order = np.lexsort((pair, -np.concatenate([touches, touches]), ends))
    ends, pair = ends[order], pair[order]
    starts = np.concatenate([[0], np.flatnonzero(ends[1:] != ends[:-1]) + 1])
    rank = np.arange(len(ends)) - np.repeat(starts, np.diff(np.concatenate([starts, [len(ends)]])))
    return np.unique(pair[rank < limit])
