"""Touches to candidate pairs: which documents are compared (blocking, in terms of record linkage).

Documents are compared where what they share weighs enough. A key that many documents hold says little, for it is some
stock phrase; but of a passage that went round, every key is held by many. So where a document shares its few keys with
most of those that copied a passage from one another, these keys count in full: reworded copies are found in families
of fifty as they are in families of five, and the forms of a newswire, each like few of the others, stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import begins, consecutive, distinct, offsets
from provenance.join import ENOUGH, FULL, RARE_DOCUMENTS, packed_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.join import Touches
    from provenance.settings import CandidateSettings

# Set by hand, on generated texts and a newswire: see `scripts/evaluate_candidates`.
_COPIED = 24 * FULL  # shared by kin: a passage of some thirty words, or its eight bands
_KIN_OF_HOLDERS = 0.5  # of those that hold a common key, as many at least are kin, so that it counts in full
_MOST_KIN = 64  # of one document that are asked: evenly chosen where it has more
_ASKED = 1 << 14  # pairs at a time


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs of documents to be compared, as columns of their numbers, `a < b`, sorted.

    `is_near`: whether the pair is among the strongest few of one of its documents; the others are compared only where
    families are small. `is_by_words`: whether it shares rare words enough, but of runs and passages too few to be one.
    `capped_buckets` and `dropped_pairs` count what limits left out.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    is_near: NDArray[np.bool_]
    is_by_words: NDArray[np.bool_]
    capped_buckets: int
    dropped_pairs: int

    def __len__(self) -> int:
        return len(self.a)


def strongest(touched: Touches, documents: int, settings: CandidateSettings) -> Candidates:
    """The candidate pairs: those that share a band, three runs, four phrases, or twelve words; more where common.

    What kin have in common is not held against a key for being common. Of a document with more partners than
    `max_whole_family_documents`, those with which it shares most are kept.
    """
    is_by_runs = touched.by_runs() >= ENOUGH
    is_by_runs |= _with_kin(touched, documents)
    kept = np.flatnonzero(is_by_runs | (touched.worth() >= ENOUGH))
    is_by_runs, touched = is_by_runs[kept], touched.of(kept)
    a, b = touched.ends(documents)
    weight = touched.worth()
    compared = _strongest(a, b, weight, settings.max_whole_family_documents)
    near = np.zeros(len(a), dtype=np.bool_)
    near[_strongest(a, b, weight, settings.max_partners_per_document)] = True
    dropped = len(a) - len(compared)
    return Candidates(a[compared], b[compared], near[compared], ~is_by_runs[compared], touched.capped_buckets, dropped)


def _with_kin(touched: Touches, documents: int) -> NDArray[np.bool_]:
    """Which pairs share enough in full, and share it with the kin of one of the two.

    Kin are documents that share a passage. The keys of a pair are held by some number of documents (their harmonic
    mean, as weights tell it): of those, but for the few that may hold a rare key, half are kin of one of the pair and
    have enough in common with the other, too.
    """
    in_full, by_runs = touched.in_full(), touched.by_runs()
    is_alike = in_full >= ENOUGH
    alike = touched.of(is_alike)
    kin = _Kin.of(touched.of((in_full >= _COPIED) & (touched.worth() >= ENOUGH)), documents)
    wanted = np.zeros(len(in_full), dtype=np.bool_)
    asked = np.flatnonzero(is_alike & (by_runs < ENOUGH))
    holders = RARE_DOCUMENTS * in_full[asked] / np.maximum(by_runs[asked], 1)
    needed = _KIN_OF_HOLDERS * (holders - RARE_DOCUMENTS)
    a, b = touched.of(asked).ends(documents)
    for one, other in ((a, b), (b, a)):
        may_do = np.flatnonzero(kin.count(other) >= needed)
        for first in range(0, len(may_do), _ASKED):
            part = may_do[first : first + _ASKED]
            wanted[asked[part]] |= kin.sharing(one[part], other[part], alike) >= needed[part]
    return wanted


@dataclass(frozen=True, slots=True)
class _Kin:
    """The kin of each of D documents: `first` [D + 1] are offsets into `others`, numbers of documents."""

    first: NDArray[np.int64]
    others: NDArray[np.int64]

    @staticmethod
    def of(touched: Touches, documents: int) -> _Kin:
        """Those that some pairs make kin."""
        a, b = touched.ends(documents)
        own, others = np.concatenate([a, b]), np.concatenate([b, a])
        return _Kin(offsets(np.bincount(own, minlength=documents)), others[np.argsort(own, kind="stable")])

    def count(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many kin each of some documents has."""
        count: NDArray[np.int64] = self.first[documents + 1] - self.first[documents]
        return count

    def sharing(self, one: NDArray[np.int64], other: NDArray[np.int64], alike: Touches) -> NDArray[np.float64]:
        """How many of the kin of each `other` are alike with `one`; where it has many, as told by some of them."""
        count = self.count(other)
        asked = np.minimum(count, _MOST_KIN)
        pair = np.repeat(np.arange(len(one)), asked)
        step = np.repeat(count / np.maximum(asked, 1), asked)
        kin = self.others[self.first[other[pair]] + (step * consecutive(np.zeros_like(asked), asked)).astype(np.int64)]
        packed = packed_pairs(one[pair], kin, len(self.first) - 1)
        is_hit = np.searchsorted(alike.pair, packed) < np.searchsorted(alike.pair, packed, side="right")
        hits = np.bincount(pair[is_hit], minlength=len(one))
        sharing: NDArray[np.float64] = hits * count / np.maximum(asked, 1)
        return sharing


def _strongest(a: NDArray[np.int64], b: NDArray[np.int64], weight: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Indices of the pairs that are among the `limit` strongest of one of their documents, in ascending order."""
    ends = np.concatenate([a, b])
    if not len(a) or np.bincount(ends).max() <= limit:
        return np.arange(len(a))
    pair = np.concatenate([np.arange(len(a)), np.arange(len(a))])
    order = np.lexsort((pair, -np.concatenate([weight, weight]), ends))
    ends, pair = ends[order], pair[order]
    starts = np.flatnonzero(begins(ends))
    rank = np.arange(len(ends)) - np.repeat(starts, np.diff(np.append(starts, len(ends))))
    return distinct(pair[rank < limit])
