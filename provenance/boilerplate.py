"""Furniture that repetition shows, and the list of it for the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import mix
from provenance.model import Boilerplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import ClassifySettings

_SAMPLE = 20  # neighbouring carriers looked at for each repeated passage
_MAX_COMMON = 2
_MAX_STANDING_SHARE = 0.5  # of a document's passages: what is more is its text, passed on with a line above it


def marked(batch: Batch, settings: ClassifySettings) -> Batch:
    """The batch with those passages marked as furniture that recur in many documents which share little else."""
    least = settings.min_boilerplate_documents
    hashes = passage_hashes(batch)
    documents = batch.document_of_passage()
    order = np.lexsort((documents, hashes))
    ordered, holders = hashes[order], documents[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(order)])
    last = np.append(first[1:], len(order))
    repeated = (last - first >= least) & (ordered[first] != 0)
    flags = batch.is_furniture.copy()
    for start, end in zip(first[repeated].tolist(), last[repeated].tolist(), strict=True):
        carriers = np.unique(holders[start:end])
        if len(carriers) >= least and _share_little_else(hashes, batch.document_passage, carriers, ordered[start]):
            flags[order[start:end]] = True
    return replace(batch, is_furniture=flags)


def passage_hashes(batch: Batch) -> NDArray[np.uint64]:
    """One 64-bit hash of the folded words of each passage in their order, shape [P]; 0 for a passage without words."""
    lengths = np.diff(batch.passage_token)
    within = np.arange(len(batch.word)) - np.repeat(batch.passage_token[:-1], lengths)
    mixed = mix(batch.word ^ mix(within.astype(np.uint64)))
    sums: NDArray[np.uint64] = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    return sums[batch.passage_token[1:]] - sums[batch.passage_token[:-1]]


def _share_little_else(
    hashes: NDArray[np.uint64], document_passage: NDArray[np.int64], carriers: NDArray[np.int64], passage: np.uint64
) -> bool:
    """Whether most neighbouring carriers of one passage have little more than it in common."""
    sample = carriers[:: max(1, len(carriers) // _SAMPLE)]
    held = [hashes[document_passage[d] : document_passage[d + 1]].tolist() for d in sample.tolist()]
    verdicts = [_is_all_but_alone(x, y, int(passage)) for x, y in pairwise(held)]
    return 2 * sum(verdicts) >= len(verdicts)


def _is_all_but_alone(x: Sequence[int], y: Sequence[int], passage: int) -> bool:
    """Whether two documents share no more than two passages, this one included, or no more apart from a block.

    The block holds this passage and stands at the head or the foot of both, a smaller part of each.
    """
    common = (set(x) & set(y)) - {0}
    if len(common) <= _MAX_COMMON:
        return True
    foot, head = _run(reversed(x), reversed(y)), _run(x, y)
    standing = next((run for run in (foot, head) if passage in run), frozenset())
    is_small = len(standing) <= _MAX_STANDING_SHARE * min(len(x), len(y))
    return bool(standing) and is_small and len(common - foot - head) <= _MAX_COMMON


def _run(x: Iterable[int], y: Iterable[int]) -> frozenset[int]:
    """What two sequences share from their beginning on."""
    return frozenset(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(x, y, strict=False)))


def listed(batch: Batch) -> tuple[Boilerplate, ...]:
    """Furniture that stands in two documents and more, most widespread first."""
    documents = batch.document_of_passage()
    held: dict[bytes, tuple[str, set[int]]] = {}
    for passage in np.flatnonzero(batch.is_furniture).tolist():
        words = batch.word[batch.passage_token[passage] : batch.passage_token[passage + 1]]
        if len(words):
            text = batch.texts[documents[passage]][batch.passage_start[passage] : batch.passage_end[passage]]
            held.setdefault(words.tobytes(), (text, set()))[1].add(int(documents[passage]))
    rows = sorted(((-len(found), text) for text, found in held.values() if len(found) > 1))
    return tuple(Boilerplate(f"P{n}", text, -count) for n, (count, text) in enumerate(rows, 1))
