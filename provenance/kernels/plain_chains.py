"""The kernel that aligns many pairs of documents at once; the plain one leaves all pairs to the package `align`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.kernels.plain_survey import Columns, Seeding


class Limits(NamedTuple):
    """Words that a chain, a run by itself and an extent have at least, and that lie between pairings at most."""

    min_words: int
    min_run_words: int
    min_extent_words: int
    max_gap_words: int


class Chains(NamedTuple):
    """Runs of reuse between the documents of several pairs; offsets are words of the documents.

    `chains`: rows of the number of the pair, start and end in its first document and in the second, how many pairings
    it has, and how much its words must say for it to count, 0 where that need not be asked; in the order of pairs and
    of the first document. `pairings`, in the order of their chains: rows of the number of the pair, start and end in
    either document, and whether it is a run, a formula, reordered. `values`: similarity and containment of each.
    `alike`: rows of the number of a pair, start and end in either document, of all passages that share most of what
    weighs in whatever order, where a pairing is reordered. `blocks`, where a chain is to be asked for its words: rows
    of the number of the chain, the start of a run of words that it shares, in the first document, and their count.
    `is_left`: the pairs of which nothing is said; `may_retell`: the others in which passages that no chain holds,
    or that are reworded, share enough, and some follow each other in both documents, or much else is paired.
    """

    is_left: NDArray[np.bool_]
    may_retell: NDArray[np.bool_]
    chains: NDArray[np.int64]
    pairings: NDArray[np.int64]
    values: NDArray[np.float64]
    alike: NDArray[np.int64]
    blocks: NDArray[np.int64]


def chains(
    columns: Columns,  # noqa: ARG001
    pairs: NDArray[np.int64],
    seeding: Seeding,  # noqa: ARG001
    limits: Limits,  # noqa: ARG001
    untold: NDArray[np.int64],  # noqa: ARG001
) -> Chains:
    """The chains of each pair of documents, those that the package `align` finds; plain, all pairs are left to it.

    Compiled, only those are left that might hold a summary, are in doubt for chance, or hold very much. `untold` are
    passages that do not tell the same, rows of the number of a pair and where they begin in both texts, ascending: what
    weighs in them is not paired in whatever order it stands. Raises `ValueError` where `survey` does, and where a run
    could have no word.
    """
    return Chains(
        np.ones(len(pairs), dtype=np.bool_),
        np.zeros(len(pairs), dtype=np.bool_),
        np.empty((0, 7), dtype=np.int64),
        np.empty((0, 8), dtype=np.int64),
        np.empty((0, 2), dtype=np.float64),
        np.empty((0, 5), dtype=np.int64),
        np.empty((0, 3), dtype=np.int64),
    )
