"""Keys to candidate pairs: one join, by sorting.

A key that several documents hold is a bucket. Small buckets give all their pairs; in a large one every document is
linked with the first and with its nearest neighbours, so that no phrase, however common, makes the work grow with the
square of its carriers. Buckets that hold the same documents, such as those of one copied passage, are expanded once.

Both the keys and the pairs are 64-bit rows put in order elsewhere, in memory or on disk; weights are whole numbers, so
that it does not matter in which portions they are added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import begins, distinct
from provenance.kernels import mix, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Keys
    from provenance.settings import CandidateSettings

    Rows = NDArray[np.uint64]
    Order = Callable[[Iterable[Rows]], Iterator[Rows]]

_FULL = 256  # the weight of a key that few documents hold
_BAND = 2  # how much more than a seed the band of a passage says
_RARE_DOCUMENTS = 8
_LEAST = 26  # however common: a tenth of the full weight, for a long passage that many hold
_LEAST_LINKED = 52  # a fifth in a bucket that links each with a few only, for an edited copy of what hundreds hold
_MIN_TOUCHES = 2 * _FULL
_NEIGHBOURS = 8
_BLOCK_ROWS = 1 << 21
_SIEVED = 1 << 20  # by their last bits keys are told apart before they are compared
_MIN_NUMBER_BITS = 4  # so that the two numbers of a pair fill the prefix by which rows are parted


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of documents worth aligning, `a < b`, sorted; and how many buckets and pairs a limit cut.

    `is_near`: the pair is among the strongest few of one of its documents; the others count where families are small.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    is_near: NDArray[np.bool_]
    capped_buckets: int
    dropped_pairs: int

    def __len__(self) -> int:
        return len(self.a)


@dataclass(slots=True)
class _Buckets:
    """How many buckets were above the cap, counted while they go by."""

    capped: int = 0


@dataclass(frozen=True, slots=True)
class Sieve:
    """What of the keys does not count, known only when all have been seen: keys of furniture, documents left out."""

    excluded: Keys
    is_left_out: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Touches:
    """How much documents share.

    `pair` are pairs of documents that hold a key in common, packed, in ascending order; `weight` what all their common
    keys say; `capped_buckets` how many keys more documents hold than a bucket may link with one another.
    """

    pair: Rows
    weight: NDArray[np.int64]
    capped_buckets: int


def touches(
    keys: Iterable[Keys],
    documents: int,
    settings: CandidateSettings,
    in_order: Order,
    sieve: Callable[[], Sieve],
    least: int = _MIN_TOUCHES,
) -> Touches:
    """How much documents share, as far as it is at least so much.

    A key that few documents hold counts in full, a common one the less the more hold it: two texts on one subject share
    its phrases, two that share a passage share many keys at once. One so common that it links each with a few only says
    more than one that links all with all, for that makes few pairs. `in_order` sorts rows, each given in one of the
    columns; `sieve` is asked when all keys were taken.
    """
    bits = number_bits(documents)
    counted = _Buckets()
    rows = (_packed(part, bits) for part in keys)
    touching = (
        column
        for piece in _sifted(in_order(rows), bits, sieve)
        for column in _expanded(piece, bits, settings.max_bucket_documents, counted)
    )
    pair, weight = _added_up(in_order(touching), bits, least)
    return Touches(pair, weight, counted.capped)


def strongest(touched: Touches, documents: int, settings: CandidateSettings) -> Candidates:
    """The pairs that share a band of a passage, or at least two seeds, or more where those are common.

    Where a document has more partners than fit in a family that is compared whole, those with which it shares most are
    kept.
    """
    bits = number_bits(documents)
    is_enough = touched.weight >= _MIN_TOUCHES
    pair, weight = touched.pair[is_enough], touched.weight[is_enough]
    a, b = (pair >> np.uint64(bits)).astype(np.int64), (pair & np.uint64((1 << bits) - 1)).astype(np.int64)
    kept = _strongest(a, b, weight, settings.max_whole_family_documents)
    near = np.zeros(len(a), dtype=np.bool_)
    near[_strongest(a, b, weight, settings.max_partners_per_document)] = True
    return Candidates(a[kept], b[kept], near[kept], touched.capped_buckets, len(a) - len(kept))


def number_bits(documents: int) -> int:
    """How many bits of a row hold the number of a document."""
    return max((documents - 1).bit_length(), _MIN_NUMBER_BITS)


def _packed(keys: Keys, bits: int) -> Rows:
    """Key, kind of key and document in one number each: what the key loses at its end is left to chance."""
    shift = np.uint64(bits + 1)
    kind = np.where(keys.is_seed, np.uint64(0), np.uint64(1 << bits))
    rows: Rows = (keys.key >> shift << shift) | kind | keys.document.astype(np.uint64)
    return rows


def _sifted(pieces: Iterable[Rows], bits: int, sieve: Callable[[], Sieve]) -> Iterator[Rows]:
    """The rows that count."""
    excluded: Rows | None = None
    for rows in pieces:
        if excluded is None:  # now that the first piece is there, all keys were taken
            known = sieve()
            excluded = _excluded(known, bits)
            is_left_out = known.is_left_out
        held = rows[_shared(rows, bits)]
        yield held[_counting(held, bits, excluded, is_left_out)]


def _shared(rows: Rows, bits: int) -> NDArray[np.bool_]:
    """Which of some sorted rows have their key from another one, too: few do, and none else makes a pair."""
    keys = rows >> np.uint64(bits)
    is_same = keys[1:] == keys[:-1]
    is_shared = np.zeros(len(rows), dtype=np.bool_)
    is_shared[1:] = is_same
    is_shared[:-1] |= is_same
    return is_shared


def _excluded(sieve: Sieve, bits: int) -> Rows:
    """The keys that do not count, as a row has them, in order."""
    return distinct(_packed(sieve.excluded, bits) >> np.uint64(bits))


def _counting(rows: Rows, bits: int, excluded: Rows, is_left_out: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of some sorted rows count."""
    last = np.uint64((1 << bits) - 1)
    counts: NDArray[np.bool_] = ~is_left_out[(rows & last).astype(np.int64)]
    keys = excluded << np.uint64(bits)
    begins, ends = np.searchsorted(rows, keys), np.searchsorted(rows, keys | last, side="right")
    for begin, end in zip(begins[begins < ends].tolist(), ends[begins < ends].tolist(), strict=True):
        counts[begin:end] = False
    return counts


def _expanded(rows: Rows, bits: int, cap: int, counted: _Buckets) -> Iterator[Rows]:
    """The pairs of each bucket of some sorted rows, with their weights, as columns of packed rows."""
    rows = rows[begins(rows)]
    first = np.flatnonzero(begins(rows >> np.uint64(bits)))
    sizes = np.diff(np.append(first, len(rows)))
    counted.capped += int((sizes > cap).sum())
    first, sizes = first[sizes > 1], sizes[sizes > 1]
    if not len(first):
        return
    document = rows & np.uint64((1 << bits) - 1)
    factor = np.where(rows[first] >> np.uint64(bits) & np.uint64(1), _BAND, 1)
    least = np.where(sizes > cap, _LEAST_LINKED, _LEAST)
    weights = factor * np.clip(-(-_FULL * _RARE_DOCUMENTS // sizes), least, _FULL)
    first, sizes, weights = _classes(document, first, sizes, weights)
    held: list[Rows] = []
    count = 0
    for column in _linked(document, first, sizes, weights, cap, bits):
        held.append(column)
        count += len(column)
        if count >= _BLOCK_ROWS:
            yield _summed(held, bits)
            held, count = [], 0
    if held:
        yield _summed(held, bits)


def _classes(
    document: Rows, first: NDArray[np.int64], sizes: NDArray[np.int64], weights: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Buckets that hold the same documents as one each, with the weight of all."""
    sums = np.cumsum(mix(document + np.uint64(1)), dtype=np.uint64)  # mix(0) is 0, and would not count
    before = np.where(first > 0, sums[first - 1], np.uint64(0))
    _, index, inverse = np.unique(sums[first + sizes - 1] - before, return_index=True, return_inverse=True)
    total = np.bincount(inverse, weights=weights, minlength=len(index)).astype(np.int64)
    return first[index], sizes[index], total


def _linked(
    document: Rows, first: NDArray[np.int64], sizes: NDArray[np.int64], weights: NDArray[np.int64], cap: int, bits: int
) -> Iterator[Rows]:
    """Packed pairs of classes of buckets, those of one size together, in portions."""
    order = np.argsort(sizes, kind="stable")
    first, sizes, weights = first[order], sizes[order], weights[order]
    edges = np.append(np.flatnonzero(begins(sizes)), len(sizes)).tolist()
    most, room = (1 << (64 - 2 * bits)) - 1, np.uint64(64 - 2 * bits)
    for begin, end in pairwise(edges):
        x, y = _links(int(sizes[begin]), cap)
        step = max(1, _BLOCK_ROWS // len(x))
        for start in range(begin, end, step):
            part = slice(start, min(start + step, end))
            left, right = document[first[part, None] + x], document[first[part, None] + y]
            weight = np.minimum(weights[part, None], most).astype(np.uint64)
            yield (((left << np.uint64(bits)) | right) << room | weight).reshape(-1)


def _links(size: int, cap: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which places of a bucket are linked: all with all up to the cap; above it all with the first and the nearest."""
    if size <= cap:
        x, y = np.triu_indices(size, 1)
        return x, y
    star = np.arange(1, size)
    rings = [(np.arange(1, size - step), np.arange(1 + step, size)) for step in range(1, _NEIGHBOURS + 1)]
    return (
        np.concatenate([np.zeros(size - 1, dtype=np.int64), *(ring[0] for ring in rings)]),
        np.concatenate([star, *(ring[1] for ring in rings)]),
    )


def _summed(columns: Sequence[Rows], bits: int) -> Rows:
    """Packed pairs, each once, with the sum of its weights."""
    rows = ordered(columns)
    room = np.uint64(64 - 2 * bits)
    pair, total = _totals(rows, bits)
    most = np.uint64((1 << (64 - 2 * bits)) - 1)  # reached by nothing under a million documents
    packed: Rows = pair << room | np.minimum(total, most)
    return packed


def _totals(rows: Rows, bits: int) -> tuple[Rows, Rows]:
    room = np.uint64(64 - 2 * bits)
    pair = rows >> room
    first = np.flatnonzero(begins(pair))
    weights = rows & np.uint64((1 << (64 - 2 * bits)) - 1)
    return pair[first], np.add.reduceat(weights, first) if len(first) else weights


def _added_up(pieces: Iterable[Rows], bits: int, least: int) -> tuple[Rows, NDArray[np.int64]]:
    """The pairs that touch with so much weight at least, packed, and their weights."""
    found: list[tuple[Rows, Rows]] = []
    for rows in pieces:
        pair, total = _totals(rows, bits)
        enough = total >= least
        found.append((pair[enough], total[enough]))
    empty = np.empty(0, dtype=np.uint64)
    both = np.concatenate([*(pair for pair, _ in found), empty])
    return both, np.concatenate([*(total for _, total in found), empty]).astype(np.int64)


def _strongest(a: NDArray[np.int64], b: NDArray[np.int64], touches: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Indices of the pairs that are among the `limit` strongest of one of their documents, in ascending order."""
    ends = np.concatenate([a, b])
    if not len(a) or np.bincount(ends).max() <= limit:
        return np.arange(len(a))
    pair = np.concatenate([np.arange(len(a)), np.arange(len(a))])
    order = np.lexsort((pair, -np.concatenate([touches, touches]), ends))
    ends, pair = ends[order], pair[order]
    starts = np.flatnonzero(begins(ends))
    rank = np.arange(len(ends)) - np.repeat(starts, np.diff(np.append(starts, len(ends))))
    return distinct(pair[rank < limit])


# --------------------------------------------------------------------------- after a change


@dataclass(frozen=True, slots=True)
class Change:
    """What of the keys of a collection is other than it was.

    `before` and `after` are all the rows of the keys that a changed document holds, or held. `moved` is the number that
    each document of before has now, in the same order; -1 for none.
    """

    before: Keys
    after: Keys
    sieve_before: Sieve
    sieve_after: Sieve
    moved: NDArray[np.int64]


def holders(keys: Rows, wanted: Rows, documents: int) -> NDArray[np.int64]:
    """The places of those keys that a row cannot tell from one of the wanted."""
    shift, few = np.uint64(number_bits(documents) + 1), np.uint64(_SIEVED - 1)
    rows = distinct(wanted >> shift)
    may_be = np.zeros(_SIEVED, dtype=np.bool_)
    may_be[(rows & few).astype(np.int64)] = True
    places = np.flatnonzero(may_be[(keys >> shift & few).view(np.int64)])
    return places[np.isin(keys[places] >> shift, rows)]


def touched_anew(touched: Touches, change: Change, documents: int, settings: CandidateSettings) -> Touches:
    """How much documents share after a change: what the keys in question said is taken away, what they say is added.

    The numbers of documents must take as many bits as before.
    """
    bits = number_bits(documents)
    was, before = _said(change.before, change.sieve_before, bits, settings)
    now, after = _said(change.after, change.sieve_after, bits, settings)
    room, mask = np.uint64(bits), np.uint64((1 << bits) - 1)
    old = np.concatenate([touched.pair, was[0]])
    a, b = change.moved[(old >> room).astype(np.int64)], change.moved[(old & mask).astype(np.int64)]
    is_there = (a >= 0) & (b >= 0)
    pair = np.concatenate([((a << bits) | b)[is_there].astype(np.uint64), now[0]])
    weight = np.concatenate([np.concatenate([touched.weight, -was[1]])[is_there], now[1]])
    order = np.argsort(pair, kind="stable")
    pair, weight = pair[order], weight[order]
    first = np.flatnonzero(begins(pair))
    total = np.add.reduceat(weight, first) if len(first) else weight
    return Touches(pair[first][total > 0], total[total > 0], touched.capped_buckets - before + after)


def _said(
    keys: Keys, sieve: Sieve, bits: int, settings: CandidateSettings
) -> tuple[tuple[Rows, NDArray[np.int64]], int]:
    """The pairs that some keys link, with their weights; and how many of the keys were above the cap."""
    counted = _Buckets()
    rows = ordered([_packed(keys, bits)])
    rows = rows[_counting(rows, bits, _excluded(sieve, bits), sieve.is_left_out)]
    linked = list(_expanded(rows, bits, settings.max_bucket_documents, counted))
    return _added_up([ordered(linked)], bits, 1), counted.capped
