"""Several pairs of documents to runs of reuse at once, as rows: what is found is the same as pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance import kernels
from provenance.align.chains import align, says_enough
from provenance.align.seeds import SEEDING
from provenance.align.sides import columns, surveyed
from provenance.align.telling import is_told_again
from provenance.kernels import Chains, Limits
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import AlignSettings

_FLIPPED = [0, 3, 4, 1, 2, 5, 6]


class Rows(NamedTuple):
    """Runs of reuse of several pairs of documents; offsets are words of the documents.

    `chains`: rows of the number of the pair, start and end in its first document and in the second, and the numbers of
    the first pairing and of that after the last; in the order of pairs and of the first document. `pairings`: rows of
    the number of the pair, start and end in either document, and whether it is a run or a formula. `values`: similarity
    and containment of each. See `Chain` and `Pairing`.
    """

    chains: NDArray[np.int64]
    pairings: NDArray[np.int64]
    values: NDArray[np.float64]


def aligned(batch: Batch, pairs: Sequence[tuple[int, int]], settings: AlignSettings) -> Rows:
    """What `align` finds between the documents of each pair."""
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
    settled = Rows(_turned(chains, is_flipped), _turned(found.pairings[:, :7], is_flipped), found.values)
    left = np.flatnonzero(found.is_left).tolist()
    rows = _joined(settled, _one_by_one(batch, [(k, *pairs[k]) for k in left], settings)) if left else settled
    return rows._replace(chains=rows.chains[np.lexsort(rows.chains[:, 4::-1].T)])


def _found(batch: Batch, pairs: NDArray[np.int64], settings: AlignSettings, untold: NDArray[np.int64]) -> Chains:
    """What the kernel finds, without the chains that say too little."""
    limits = Limits(
        settings.min_words, settings.min_run_words, settings.min_extent_words, max_gap_words=settings.max_gap_words
    )
    found = kernels.chains(columns(batch), pairs, SEEDING, limits, untold)
    is_kept = np.ones(len(found.chains), dtype=np.bool_)
    edges = np.searchsorted(found.blocks[:, 0], np.arange(len(found.chains) + 1))
    for chain in np.flatnonzero(found.chains[:, 6]).tolist():
        a, b = pairs[found.chains[chain, 0]].tolist()
        side, _, _ = surveyed(batch, a, b, SEEDING)
        runs = found.blocks[edges[chain] : edges[chain + 1], 1:].tolist()
        is_kept[chain] = says_enough(batch, a, side, runs, int(found.chains[chain, 6]))
    return _kept(found, is_kept)


def _kept(found: Chains, is_kept: NDArray[np.bool_]) -> Chains:
    """Some of the chains, with their pairings."""
    held = np.repeat(is_kept, found.chains[:, 5])
    return found._replace(chains=found.chains[is_kept], pairings=found.pairings[held], values=found.values[held])


def _untold(batch: Batch, pairs: NDArray[np.int64], found: Chains) -> NDArray[np.int64]:
    """The passages that are alike and do not tell the same, in the pairs that have such a pairing.

    Rows of the number of the pair and where the passages begin in either document, ascending.
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
    """What was found, for the pairs of these numbers what was found now."""
    before = _kept(found, ~np.isin(found.chains[:, 0], numbers))
    before.is_left[numbers] = more.is_left
    chains, pairings = more.chains.copy(), more.pairings.copy()
    chains[:, 0], pairings[:, 0] = numbers[chains[:, 0]], numbers[pairings[:, 0]]
    return before._replace(
        chains=np.concatenate([before.chains, chains]),
        pairings=np.concatenate([before.pairings, pairings]),
        values=np.concatenate([before.values, more.values]),
    )


def _turned(rows: NDArray[np.int64], is_flipped: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows that begin with a pair and two ranges, the ranges exchanged where the pair was flipped."""
    return np.where(is_flipped[rows[:, 0], None], rows[:, _FLIPPED], rows)


def _joined(one: Rows, other: Rows) -> Rows:
    """Both, the pairings of the other after those of the one."""
    moved = other.chains + np.array([0, 0, 0, 0, 0, len(one.pairings), len(one.pairings)])
    return Rows(
        np.concatenate([one.chains, moved]),
        np.concatenate([one.pairings, other.pairings]),
        np.concatenate([one.values, other.values]),
    )


def _one_by_one(batch: Batch, pairs: Sequence[tuple[int, int, int]], settings: AlignSettings) -> Rows:
    """What `align` finds between the documents of each pair, given with its number, as rows."""
    chains: list[tuple[int, ...]] = []
    pairings: list[tuple[int, ...]] = []
    values: list[tuple[float, float]] = []
    for number, a, b in pairs:
        for chain in align(batch, a, b, settings):
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
