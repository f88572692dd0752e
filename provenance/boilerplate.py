"""Furniture that repetition shows, and the list of it for the report."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import distinct
from provenance.model import Boilerplate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.model import Document
    from provenance.settings import ClassifySettings

_SAMPLE = 20  # neighbouring carriers looked at for each repeated passage
_MAX_COMMON = 2
_END = 4  # passages: so near its end stands what stands at the head or the foot of a text
_MAX_STANDING_SHARE = 0.5  # of a document's passages: what is more is its text, passed on with a line above it


def marked(outline: Outline, settings: ClassifySettings) -> Outline:
    """The outline with those passages marked as furniture that recur in many documents which share little else."""
    least = settings.min_boilerplate_documents
    hashes = outline.passage_hash
    documents = np.repeat(np.arange(len(outline)), np.diff(outline.document_passage))
    order = np.lexsort((documents, hashes))
    ordered, holders = hashes[order], documents[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(order)])
    last = np.append(first[1:], len(order))
    repeated = (last - first >= least) & (ordered[first] != 0)
    flags = outline.is_furniture.copy()
    for start, end in zip(first[repeated].tolist(), last[repeated].tolist(), strict=True):
        carriers = distinct(holders[start:end])
        if len(carriers) >= least and _share_little_else(hashes, outline.document_passage, carriers, ordered[start]):
            flags[order[start:end]] = True
    return replace(outline, is_furniture=flags)


def first_carriers(before: Outline, after: Outline) -> list[int]:
    """For each passage that `marked` has marked, the first document that holds it: numbers, each once, in order."""
    fresh = np.flatnonzero(after.is_furniture & ~before.is_furniture)
    _, index = np.unique(after.passage_hash[fresh], return_index=True)
    return sorted(set((np.searchsorted(after.document_passage, fresh[index], side="right") - 1).tolist()))


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

    The block holds this passage and stands at the head or the foot of both, a smaller part of each. Without one, this
    passage must stand near the same end of both: what many hold at places of their own is handed on, not standing.
    """
    common = (set(x) & set(y)) - {0}
    if len(common) <= _MAX_COMMON:
        return _stands_alike(x, y, passage) or _stands_alike(x[::-1], y[::-1], passage)
    foot, head = _run(reversed(x), reversed(y)), _run(x, y)
    standing = next((run for run in (foot, head) if passage in run), frozenset())
    is_small = len(standing) <= _MAX_STANDING_SHARE * min(len(x), len(y))
    return bool(standing) and is_small and len(common - foot - head) <= _MAX_COMMON


def _stands_alike(x: Sequence[int], y: Sequence[int], passage: int) -> bool:
    """Whether a passage is among the first few of both."""
    return passage in x[:_END] and passage in y[:_END]


def _run(x: Iterable[int], y: Iterable[int]) -> frozenset[int]:
    """What two sequences share from their beginning on."""
    return frozenset(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(x, y, strict=False)))


def listed(outline: Outline, documents: Sequence[Document]) -> tuple[Boilerplate, ...]:
    """Furniture that stands in two documents and more, most widespread first."""
    held = np.flatnonzero(outline.is_furniture & (outline.passage_words > 0))
    held = held[np.argsort(outline.passage_hash[held], kind="stable")]
    holders = np.searchsorted(outline.document_passage, held, side="right") - 1
    hashes = outline.passage_hash[held]
    is_first = np.concatenate([[True], hashes[1:] != hashes[:-1]])[: len(held)]
    is_other = is_first | np.concatenate([[True], holders[1:] != holders[:-1]])[: len(held)]
    counts = np.add.reduceat(is_other, np.flatnonzero(is_first), dtype=np.int64) if len(held) else np.empty(0, int)
    rows = []
    for place, count in zip(np.flatnonzero(is_first).tolist(), counts.tolist(), strict=True):
        if count > 1:
            passage = slice(outline.passage_start[held[place]], outline.passage_end[held[place]])
            rows.append((-count, documents[holders[place]].text[passage]))
    return tuple(Boilerplate(f"P{n}", text, -count) for n, (count, text) in enumerate(sorted(rows), 1))
