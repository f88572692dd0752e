"""The join: which documents have keys in common, and how much that weighs.

The documents that hold a key are its bucket. A small bucket gives all its pairs; in a large one every document is
paired with the first and with its nearest neighbours, so that no phrase, however common, makes the work grow with the
square of its carriers. Buckets that hold the same documents, such as those of one copied passage, are expanded once.

A pair weighs what its common keys weigh together; the fewer documents hold a key, the more that is. What is taken off
for common keys is added up, too: whoever knows that they are common for one copied passage may count them in full. Keys
and pairs are packed into 64-bit rows, which are sorted elsewhere, in memory or on disk. Weights are whole numbers: it
does not matter in which portions they are added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.batch import IS_PHRASE, IS_WORD, begins, distinct
from provenance.kernels import mix, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Keys
    from provenance.settings import CandidateSettings

    Rows = NDArray[np.uint64]
    Order = Callable[[Iterable[Rows]], Iterator[Rows]]

# Weights of keys, set by hand.
FULL = 256  # of a seed that `RARE_DOCUMENTS` hold, or fewer
_BAND = 3  # times as much weighs the band of a passage
_PHRASE = 0.8  # times as much weighs a phrase, which names and set expressions make, too
_WORD = 54  # of a word that `RARE_DOCUMENTS` hold, or fewer: twelve make a pair; what more hold says nothing
_WORD_BITS = 9  # the last of a weight, in which words are counted apart: a document has fewer
RARE_DOCUMENTS = 8  # from here on the weight falls with the number of documents
_LEAST = 26  # however common: a tenth of the full weight, for a long passage that many hold
_LEAST_LINKED = 64  # a quarter in a bucket that links each with a few only, for an edited copy of what hundreds hold
ENOUGH = 5 * FULL // 2  # for a pair to be compared: one rare band, three rare runs, four phrases, or twelve words
_NEIGHBOURS = 8  # on either side of each document in a large bucket
_BLOCK_ROWS = 1 << 21  # pairs expanded before they are summed up: 16 MB
_COMPARED_ROWS = 1 << 18  # at a time: no column of millions is made only to be looked at once
_SIEVED = 1 << 20  # entries of a table by which most keys are told apart before they are compared: a power of two
_MIN_NUMBER_BITS = 4  # so that the two numbers of a pair fill the prefix by which rows are parted


@dataclass(slots=True)
class _Buckets:
    """Counts the buckets above the cap while they go by."""

    capped: int = 0


@dataclass(frozen=True, slots=True)
class _Classes:
    """Buckets of rows, the small ones first: where each begins, how many rows it has, and what its keys weigh."""

    first: NDArray[np.int64]
    sizes: NDArray[np.int64]
    weights: NDArray[np.int64]
    discounts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What does not count: keys of furniture, and documents that are copies of another. Known when all were read."""

    excluded: Keys
    is_left_out: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Touches:
    """How much documents share: each pair with a key in common, and the summed weight of its common keys.

    `pair`: both numbers of documents in one (`number_bits`), ascending. `weight`: that of common runs and bands, times
    2 ** 9, and the number of common words. `discount`: how much more the common runs and bands would weigh, were each
    held by few. `capped_buckets`: how many buckets were too large for all their pairs to be taken.
    """

    pair: Rows
    weight: NDArray[np.int64]
    discount: NDArray[np.int64]
    capped_buckets: int

    def ends(self, documents: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of the documents of each pair, the smaller ones first."""
        bits = number_bits(documents)
        return (self.pair >> np.uint64(bits)).astype(np.int64), (self.pair & _last(bits)).astype(np.int64)

    def by_runs(self) -> NDArray[np.int64]:
        """What each pair shares of runs and bands, the common ones weighing less."""
        return self.weight >> _WORD_BITS

    def in_full(self) -> NDArray[np.int64]:
        """What each pair shares of runs and bands, each counted as if few held it."""
        return self.by_runs() + self.discount

    def worth(self) -> NDArray[np.int64]:
        """What each pair shares of all: runs, bands and words."""
        worth: NDArray[np.int64] = self.by_runs() + _WORD * (self.weight & ((1 << _WORD_BITS) - 1))
        return worth

    def of(self, places: NDArray[Any]) -> Touches:
        """The pairs at some places."""
        return Touches(self.pair[places], self.weight[places], self.discount[places], self.capped_buckets)


NO_TOUCHES = Touches(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), 0)


def touches(
    keys: Iterable[Keys],
    documents: int,
    settings: CandidateSettings,
    in_order: Order,
    sieve: Callable[[], Sieve],
    least: int,
) -> Touches:
    """The pairs of documents with keys in common, as far as these are worth `least` or more, or would be in full.

    A key that few documents hold counts in full, a common one the less the more hold it: two texts on one subject share
    its phrases, two that share a passage share many keys at once. In a bucket above the cap, which makes few pairs, a
    key counts for more. `in_order` takes columns of rows and gives all rows sorted, in pieces that part no key and no
    pair; `sieve` is called once, when all keys were taken.
    """
    bits = number_bits(documents)
    counted = _Buckets()
    rows = (_packed(part, bits) for part in keys)
    touching = (
        column
        for piece in _sifted(in_order(rows), bits, sieve)
        for column in _expanded(piece, bits, settings.max_bucket_documents, counted)
    )
    return _added_up(in_order(touching), bits, least, counted)


def number_bits(documents: int) -> int:
    """How many bits the number of one of so many documents takes in a packed row."""
    return max((documents - 1).bit_length(), _MIN_NUMBER_BITS)


def packed_pairs(one: NDArray[np.int64], other: NDArray[np.int64], documents: int) -> Rows:
    """Pairs of numbers of documents, in whatever order, as `Touches.pair` has them."""
    pair: Rows = (np.minimum(one, other) << number_bits(documents) | np.maximum(one, other)).astype(np.uint64)
    return pair


def _last(bits: int) -> np.uint64:
    """The last so many bits of a number."""
    return np.uint64((1 << bits) - 1)


def _packed(keys: Keys, bits: int) -> Rows:
    """Key, kind of key and document in one 64-bit number each. The key loses its last bits: few become equal so."""
    rows: Rows = keys.key & ~np.uint64((2 << bits) - 1)
    rows |= keys.document.astype(np.uint64)
    rows[~keys.is_seed] |= np.uint64(1 << bits)
    return rows


def _sifted(pieces: Iterable[Rows], bits: int, sieve: Callable[[], Sieve]) -> Iterator[Rows]:
    """The rows, piece by piece, without those of keys that one document holds and those that the sieve takes out."""
    excluded: Rows | None = None
    for rows in pieces:
        if excluded is None:  # now that the first piece is there, all keys were taken
            known = sieve()
            excluded = _excluded(known, bits)
            is_left_out = known.is_left_out
        held = rows[_shared(rows, bits)]
        yield held[_counting(held, bits, excluded, is_left_out)]


def _shared(rows: Rows, bits: int) -> NDArray[np.bool_]:
    """Which of some sorted rows have a key that another row has, too. The rest, which are most, make no pair."""
    is_shared = np.zeros(len(rows), dtype=np.bool_)
    for first in range(0, len(rows), _COMPARED_ROWS):
        keys = rows[first : first + _COMPARED_ROWS + 1] >> np.uint64(bits)
        is_same = keys[1:] == keys[:-1]
        is_shared[first : first + len(is_same)] |= is_same
        is_shared[first + 1 : first + 1 + len(is_same)] |= is_same
    return is_shared


def _excluded(sieve: Sieve, bits: int) -> Rows:
    """The keys that do not count, sorted, as `_packed` leaves them."""
    return distinct(_packed(sieve.excluded, bits) >> np.uint64(bits))


def _counting(rows: Rows, bits: int, excluded: Rows, is_left_out: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of some sorted rows are neither of an excluded key nor of a document that is left out."""
    last = _last(bits)
    counts: NDArray[np.bool_] = ~is_left_out[(rows & last).astype(np.int64)]
    keys = excluded << np.uint64(bits)
    begins, ends = np.searchsorted(rows, keys), np.searchsorted(rows, keys | last, side="right")
    for begin, end in zip(begins[begins < ends].tolist(), ends[begins < ends].tolist(), strict=True):
        counts[begin:end] = False
    return counts


def _expanded(rows: Rows, bits: int, cap: int, counted: _Buckets) -> Iterator[Rows]:
    """The pairs of all buckets of some sorted rows, packed with their weights, each pair once in each column given."""
    rows = rows[begins(rows)]
    first = np.flatnonzero(begins(rows >> np.uint64(bits)))
    sizes = np.diff(np.append(first, len(rows)))
    is_word = rows[first] & IS_WORD > 0
    counted.capped += int(((sizes > cap) & ~is_word).sum())
    counts = (sizes > 1) & (~is_word | (sizes <= RARE_DOCUMENTS))
    first, sizes, is_word = first[counts], sizes[counts], is_word[counts]
    if not len(first):
        return
    document = rows & _last(bits)
    is_band, is_phrase = rows[first] >> np.uint64(bits) & np.uint64(1) > 0, rows[first] & IS_PHRASE > 0
    factor = np.where(is_band, _BAND, np.where(is_phrase, _PHRASE, 1))
    least = np.where(sizes > cap, _LEAST_LINKED, _LEAST)
    full = (factor * FULL).astype(np.int64)
    weights = (factor * np.clip(-(-FULL * RARE_DOCUMENTS // sizes), least, FULL)).astype(np.int64)
    discounts = np.where(is_word, 0, full - weights)
    weights = np.where(is_word, 1, weights << _WORD_BITS)
    held: list[Rows] = []
    count = 0
    for column in _linked(document, _classes(document, first, sizes, weights, discounts), cap, bits):
        held.append(column)
        count += len(column)
        if count >= _BLOCK_ROWS:
            yield _summed(held, bits)
            held, count = [], 0
    if held:
        yield _summed(held, bits)


def _classes(
    document: Rows,
    first: NDArray[np.int64],
    sizes: NDArray[np.int64],
    weights: NDArray[np.int64],
    discounts: NDArray[np.int64],
) -> _Classes:
    """Buckets that hold the same documents merged into one, with their weights added up."""
    sums = np.cumsum(mix(document + np.uint64(1)), dtype=np.uint64)  # mix(0) is 0, and would not count
    before = np.where(first > 0, sums[first - 1], np.uint64(0))
    _, index, inverse = np.unique(sums[first + sizes - 1] - before, return_index=True, return_inverse=True)
    weight, discount = (
        np.bincount(inverse, weights=each, minlength=len(index)).astype(np.int64) for each in (weights, discounts)
    )
    order = np.argsort(sizes[index], kind="stable")
    return _Classes(first[index][order], sizes[index][order], weight[order], discount[order])


def _linked(document: Rows, classes: _Classes, cap: int, bits: int) -> Iterator[Rows]:
    """The pairs of buckets, of one size together, packed with their weights and then with their discounts."""
    edges = np.append(np.flatnonzero(begins(classes.sizes)), len(classes.sizes)).tolist()
    room = np.uint64(_room(bits))
    for begin, end in pairwise(edges):
        x, y = _links(int(classes.sizes[begin]), cap)
        step = max(1, _BLOCK_ROWS // len(x))
        for start in range(begin, end, step):
            part = slice(start, min(start + step, end))
            left, right = document[classes.first[part, None] + x], document[classes.first[part, None] + y]
            pair = ((left << np.uint64(bits)) | right) << np.uint64(1)
            for is_discount, amount in enumerate((classes.weights[part], classes.discounts[part])):
                if amount.any():
                    fitting = np.minimum(amount[:, None], int(_last(int(room)))).astype(np.uint64)
                    yield ((pair | np.uint64(is_discount)) << room | fitting).reshape(-1)


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


def _room(bits: int) -> int:
    """How many bits a packed pair has for its weight or its discount, and one is left to say which it is."""
    return 63 - 2 * bits


def _summed(columns: Sequence[Rows], bits: int) -> Rows:
    """Packed pairs, each once, with the sums of its weights and of its discounts; or the most there is room for."""
    pair, total = _totals(ordered(columns), bits)
    room = _room(bits)  # of 100,000 documents two would share 4,000 rare runs to need more
    packed: Rows = pair << np.uint64(room) | np.minimum(total, _last(room))
    return packed


def _totals(rows: Rows, bits: int) -> tuple[Rows, Rows]:
    """The distinct pairs of sorted packed rows, each before the bit that tells discounts, and the sum of each."""
    room = _room(bits)
    pair = rows >> np.uint64(room)
    first = np.flatnonzero(begins(pair))
    amounts = rows & _last(room)
    return pair[first], np.add.reduceat(amounts, first) if len(first) else amounts


def _added_up(pieces: Iterable[Rows], bits: int, least: int, counted: _Buckets) -> Touches:
    """The pairs that share keys worth `least` or more, in full at least, and the sums of their weights."""
    found = [NO_TOUCHES]
    for rows in pieces:
        packed, total = _totals(rows, bits)
        pair = packed >> np.uint64(1)
        first, amount = np.flatnonzero(begins(pair)), total.astype(np.int64)
        is_discount = packed & np.uint64(1) > 0
        weight, discount = (
            np.add.reduceat(np.where(counts, amount, 0), first) if len(first) else amount
            for counts in (~is_discount, is_discount)
        )
        touches = Touches(pair[first], weight, discount, 0)
        found.append(touches.of(np.maximum(touches.worth(), touches.in_full()) >= least))
    return Touches(
        np.concatenate([each.pair for each in found]),
        np.concatenate([each.weight for each in found]),
        np.concatenate([each.discount for each in found]),
        counted.capped,
    )


# --------------------------------------------------------------------------- after a change


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of documents changes in the keys of a collection.

    `before` and `after` are all rows, then and now, of those keys that a changed document has or had. `moved` is the
    number that each document of before has now, in the same order; -1 where it is gone.
    """

    before: Keys
    after: Keys
    sieve_before: Sieve
    sieve_after: Sieve
    moved: NDArray[np.int64]


def holders(keys: Rows, wanted: Rows, documents: int) -> NDArray[np.int64]:
    """The places of those keys that are, as far as a packed row has them, one of the wanted."""
    shift, few = np.uint64(number_bits(documents) + 1), np.uint64(_SIEVED - 1)
    rows = distinct(wanted >> shift)
    may_be = np.zeros(_SIEVED, dtype=np.bool_)
    may_be[(rows & few).astype(np.int64)] = True
    places = np.flatnonzero(may_be[(keys >> shift & few).view(np.int64)])
    return places[np.isin(keys[places] >> shift, rows)]


def touched_anew(touched: Touches, change: Change, documents: int, settings: CandidateSettings) -> Touches:
    """How much documents share after a change: without the old weights of the keys concerned, with the new ones.

    The numbers of documents must take as many bits (`number_bits`) as before.
    """
    bits = number_bits(documents)
    was, now = (
        _said(keys, sieve, bits, settings)
        for keys, sieve in ((change.before, change.sieve_before), (change.after, change.sieve_after))
    )
    room = np.uint64(bits)
    old = np.concatenate([touched.pair, was.pair])
    a, b = change.moved[(old >> room).astype(np.int64)], change.moved[(old & _last(bits)).astype(np.int64)]
    is_there = (a >= 0) & (b >= 0)
    pair = np.concatenate([((a << bits) | b)[is_there].astype(np.uint64), now.pair])
    order = np.argsort(pair, kind="stable")
    first = np.flatnonzero(begins(pair[order]))
    weight, discount = (
        np.add.reduceat(column, first) if len(first) else column
        for column in (
            np.concatenate([np.concatenate([held, -less])[is_there], more])[order]
            for held, less, more in (
                (touched.weight, was.weight, now.weight),
                (touched.discount, was.discount, now.discount),
            )
        )
    )
    capped = touched.capped_buckets - was.capped_buckets + now.capped_buckets
    return Touches(pair[order][first], weight, discount, capped).of(weight > 0)


def _said(keys: Keys, sieve: Sieve, bits: int, settings: CandidateSettings) -> Touches:
    """What the buckets of some keys make pairs share."""
    counted = _Buckets()
    rows = ordered([_packed(keys, bits)])
    rows = rows[_counting(rows, bits, _excluded(sieve, bits), sieve.is_left_out)]
    linked = list(_expanded(rows, bits, settings.max_bucket_documents, counted))
    return _added_up([ordered(linked)], bits, 1, counted)
