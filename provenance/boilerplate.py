"""Furniture that repetition shows, and the list of it for the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import mix
from provenance.model import Boilerplate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import ClassifySettings

_SAMPLE = 20  # neighbouring carriers looked at for each repeated passage
_MAX_COMMON = 2


def marked(batch: Batch, settings: ClassifySettings) -> Batch:
    """The batch with those passages marked as furniture that recur in many documents which share little else."""
    lengths = np.diff(batch.passage_token)
    hashes = _passage_hashes(batch)
    documents = batch.document_of_passage()
    order = np.lexsort((documents, hashes))
    ordered, holders = hashes[order], documents[order]
    edges = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
        if len(order)
        else np.zeros(1, int)
    )
    flags = batch.is_furniture.copy()
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end - start < settings.min_boilerplate_documents or not lengths[order[start]]:
            continue
        carriers = np.unique(holders[start:end])
        if len(carriers) >= settings.min_boilerplate_documents and _share_little_else(hashes, documents, carriers):
            flags[order[start:end]] = True
    return replace(batch, is_furniture=flags)


def _passage_hashes(batch: Batch) -> NDArray[np.uint64]:
    """One 64-bit hash of the folded words of each passage in their order, shape [P]; 0 for a passage without words."""
    lengths = np.diff(batch.passage_token)
    within = np.arange(len(batch.word)) - np.repeat(batch.passage_token[:-1], lengths)
    mixed = mix(batch.word ^ mix(within.astype(np.uint64)))
    sums: NDArray[np.uint64] = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    return sums[batch.passage_token[1:]] - sums[batch.passage_token[:-1]]


def _share_little_else(hashes: NDArray[np.uint64], documents: NDArray[np.int64], carriers: NDArray[np.int64]) -> bool:
    """Whether most neighbouring carriers of one passage have no more than two passages in common, it included."""
    sample = carriers[:: max(1, len(carriers) // _SAMPLE)]
    first, last = np.searchsorted(documents, sample), np.searchsorted(documents, sample, side="right")
    held = [set(hashes[start:end].tolist()) - {0} for start, end in zip(first, last, strict=True)]
    common = sorted(len(x & y) for x, y in pairwise(held))
    return not common or common[len(common) // 2] <= _MAX_COMMON


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
