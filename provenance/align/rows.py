"""Many pairs of documents aligned at once, as rows: the same result as `align` gives pair by pair.

The compiled kernel settles most pairs; those that it leaves open are aligned one by one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance import kernels
from provenance.align.chains import align, says_enough
from provenance.align.joining import Chain, with_told
from provenance.align.pairs import Pairing
from provenance.align.seeds import SEEDING
from provenance.align.shared_content import is_told_again
from provenance.align.sides import columns, surveyed
from provenance.kernels import Chains, Limits
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import AlignSettings

_FLIPPED = [0, 3, 4, 1, 2, 5, 6]  # columns of a row when its two documents change places


class Rows(NamedTuple):
    """The chains and pairings (see `Chain`, `Pairing`) of many pairs of documents: C chains, P pairings.

    Starts and ends are numbers of words within the documents; `pair` is the number of the pair of documents.
    `chains`: [C, 7] of pair, start and end in its first document, start and end in its second, first pairing, pairing
    after the last; sorted by pair and place in the first document. `pairings`: [P, 7] of pair, start, end, start, end,
    is it a run, is it a formula. `values`: [P, 2] of similarity and containment.
    """

    chains: NDArray[np.int64]
    pairings: NDArray[np.int64]
    values: NDArray[np.float64]


def aligned(batch: Batch, pairs: Sequence[tuple[int, int]], settings: AlignSettings) -> Rows:
    """The chains that `align` finds between the documents of each pair, which are given by number."""
    is_flipped = np.array([batch.texts[b] < batch.texts[a] for a, b in pairs], dtype=np.bool_)
    numbers = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    numbers[is_flipped] = numbers[is_flipped, ::-1]
    found = _found(batch, numbers, settings, np.empty((0, 3), dtype=np.int64))
    untold = _untold(batch, numbers, found)
    if len(untold):
        again, places = np.unique(untold[:, 0], return_inverse=True)
        more = _found(batch, numbers[again], settings, np.column_stack([places, untold[:, 1:]]))
        found = _replaced(found, again, more)
    last = np.cumsum(found.chains[:, 5])
    chains = np.column_stack([found.chains[:, :5], last - found.chains[:, 5], last])
    chains = chains[chains[:, 0].argsort(kind="stable")]
    settled = _with_told(batch, numbers, Rows(chains, found.pairings[:, :7], found.values), found.may_retell, settings)
    settled = Rows(_turned(settled.chains, is_flipped), _turned(settled.pairings, is_flipped), settled.values)
    left = np.flatnonzero(found.is_left).tolist()
    rows = _joined(settled, _one_by_one(batch, [(k, *pairs[k]) for k in left], settings)) if left else settled
    return _in_order(rows)


def _found(batch: Batch, pairs: NDArray[np.int64], settings: AlignSettings, untold: NDArray[np.int64]) -> Chains:
    """What the kernel finds, without the chains that say too little."""
    limits = Limits(
        settings.min_words, settings.min_run_words, settings.min_extent_words, max_gap_words=settings.max_gap_words
    )
    found = kernels.chains(columns(batch), pairs, SEEDING, limits, untold)
    is_kept = np.ones(len(found.chains), dtype=np.bool_)
    edges = np.searchsorted(found.blocks[:, 0], np.arange(len(found.chains) + 1))
    open_ = np.flatnonzero(found.chains[:, 6])
    for number, held in groupby(open_.tolist(), key=found.chains[:, 0].__getitem__):
        a, b = pairs[number].tolist()
        side, _, _ = surveyed(batch, a, b, SEEDING)  # once for all chains of a pair: it looks over both texts
        for chain in held:
            runs = found.blocks[edges[chain] : edges[chain + 1], 1:].tolist()
            is_kept[chain] = says_enough(batch, a, side, runs, int(found.chains[chain, 6]))
    return _kept(found, is_kept)


def _kept(found: Chains, is_kept: NDArray[np.bool_]) -> Chains:
    """Some of the chains, with their pairings."""
    held = np.repeat(is_kept, found.chains[:, 5])
    return found._replace(chains=found.chains[is_kept], pairings=found.pairings[held], values=found.values[held])


def _untold(batch: Batch, pairs: NDArray[np.int64], found: Chains) -> NDArray[np.int64]:
    """The reordered passages that share no more than names, titles and figures, in pairs where one was paired.

    Rows of the number of the pair and where the passages begin in either document, ascending. Shape [N, 3].
    """

    def is_told(row: Sequence[int]) -> bool:
        number, start_a, end_a, start_b, end_b = row
        a, b = pairs[number].tolist()
        return is_told_again(batch, a, b, Span(start_a, end_a), Span(start_b, end_b))

    reordered = found.pairings[found.pairings[:, 7] > 0, :5].tolist()
    numbers = {row[0] for row in reordered if not is_told(row)}
    alike = found.alike[np.isin(found.alike[:, 0], sorted(numbers))].tolist()
    rows = sorted((row[0], row[1], row[3]) for row in alike if not is_told(row))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _replaced(found: Chains, numbers: NDArray[np.int64], more: Chains) -> Chains:
    """`found` with the results of some pairs replaced by those in `more`."""
    before = _kept(found, ~np.isin(found.chains[:, 0], numbers))
    before.is_left[numbers], before.may_retell[numbers] = more.is_left, more.may_retell
    chains, pairings = more.chains.copy(), more.pairings.copy()
    chains[:, 0], pairings[:, 0] = numbers[chains[:, 0]], numbers[pairings[:, 0]]
    return before._replace(
        chains=np.concatenate([before.chains, chains]),
        pairings=np.concatenate([before.pairings, pairings]),
        values=np.concatenate([before.values, more.values]),
    )


def _turned(rows: NDArray[np.int64], is_flipped: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows of pair and two ranges, with the two ranges exchanged where the documents of the pair were."""
    return np.where(is_flipped[rows[:, 0], None], rows[:, _FLIPPED], rows)


def _joined(one: Rows, other: Rows) -> Rows:
    """Two sets of rows concatenated."""
    moved = other.chains + np.array([0, 0, 0, 0, 0, len(one.pairings), len(one.pairings)])
    return Rows(
        np.concatenate([one.chains, moved]),
        np.concatenate([one.pairings, other.pairings]),
        np.concatenate([one.values, other.values]),
    )


def _with_told(
    batch: Batch, pairs: NDArray[np.int64], rows: Rows, may_retell: NDArray[np.bool_], settings: AlignSettings
) -> Rows:
    """The rows, those of the pairs in which one document tells more of the other in words of its own replaced."""
    changed: list[tuple[int, tuple[Chain, ...]]] = []
    for number in np.flatnonzero(may_retell).tolist():
        a, b = pairs[number].tolist()
        side_a, side_b, survey = surveyed(batch, a, b, SEEDING)
        chains = chains_of(rows, number)
        told = with_told(batch, (a, b), (side_a, side_b), survey, chains, settings)
        if told != chains:
            changed.append((number, told))
    return with_changed(rows, changed)


def with_changed(rows: Rows, changed: Sequence[tuple[int, Sequence[Chain]]]) -> Rows:
    """The rows with the chains of some pairs, given with their numbers, in the place of those that they had."""
    if not changed:
        return rows
    numbers = [number for number, _ in changed]
    is_kept = ~np.isin(rows.pairings[:, 0], numbers)
    before = np.append(0, np.cumsum(is_kept))
    left = rows.chains[~np.isin(rows.chains[:, 0], numbers)]
    left[:, 5:7] = before[left[:, 5:7]]
    return _in_order(_joined(Rows(left, rows.pairings[is_kept], rows.values[is_kept]), _rows_of(changed)))


def _in_order(rows: Rows) -> Rows:
    """The rows, their chains sorted by pair and place."""
    return rows._replace(chains=rows.chains[np.lexsort(rows.chains[:, 4::-1].T)])


def chains_of(rows: Rows, number: int) -> tuple[Chain, ...]:
    """The chains of one pair, with so much of their pairings as rows hold."""
    chains = []
    first, last = np.searchsorted(rows.chains[:, 0], [number, number + 1]).tolist()
    for _, start_a, end_a, start_b, end_b, begin, end in rows.chains[first:last].tolist():
        held = zip(rows.pairings[begin:end].tolist(), rows.values[begin:end].tolist(), strict=True)
        pairings = tuple(_pairing(row, *values) for row, values in held)
        chains.append(Chain(Span(start_a, end_a), Span(start_b, end_b), pairings))
    return tuple(chains)


def _pairing(row: Sequence[int], similarity: float, containment: float) -> Pairing:
    _, start_a, end_a, start_b, end_b, is_run, is_formula = row
    spans = Span(start_a, end_a), Span(start_b, end_b)
    return Pairing(*spans, similarity, containment, 0.0, 0.0, 0.0, 0, bool(is_run), bool(is_formula))


def _one_by_one(batch: Batch, pairs: Sequence[tuple[int, int, int]], settings: AlignSettings) -> Rows:
    """What `align` finds between the documents of each pair, given with its number, as rows."""
    return _rows_of((number, align(batch, a, b, settings)) for number, a, b in pairs)


def _rows_of(found: Iterable[tuple[int, Sequence[Chain]]]) -> Rows:
    """The chains of some pairs, given with their numbers, as rows."""
    chains: list[tuple[int, ...]] = []
    pairings: list[tuple[int, ...]] = []
    values: list[tuple[float, float]] = []
    for number, held in found:
        for chain in held:
            places = (len(pairings), len(pairings) + len(chain.pairings))
            chains.append((number, chain.a.start, chain.a.end, chain.b.start, chain.b.end, *places))
            for p in chain.pairings:
                pairings.append((number, p.a.start, p.a.end, p.b.start, p.b.end, p.is_run, p.is_formula))
                values.append((p.similarity, p.containment))
    return Rows(
        np.array(chains, dtype=np.int64).reshape(-1, 7),
        np.array(pairings, dtype=np.int64).reshape(-1, 7),
        np.array(values, dtype=np.float64).reshape(-1, 2),
    )
