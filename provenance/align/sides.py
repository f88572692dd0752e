"""The two documents of a pair, words numbered alike and weighted by their rarity in the pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Batch


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair: word and stem numbers common to both, weights, and passages as token ranges."""

    words: list[int]
    stems: list[int]
    weights: NDArray[np.float64]
    passages: list[Span]
    is_furniture: list[bool]
    passage_of: NDArray[np.int64]


def sides(batch: Batch, a: int, b: int) -> tuple[Side, Side]:
    """Both documents with words numbered alike and weighted by their rarity in the pair's passages."""
    ranges = [slice(batch.document_token[d], batch.document_token[d + 1]) for d in (a, b)]
    words = np.unique(np.concatenate([batch.word[r] for r in ranges]), return_inverse=True)[1]
    stems = np.unique(np.concatenate([batch.stem[r] for r in ranges]), return_inverse=True)[1]
    base = np.concatenate([batch.weight[r] for r in ranges])
    cut = ranges[0].stop - ranges[0].start
    passages = [_token_ranges(batch, d) for d in (a, b)]
    holder = np.concatenate([np.repeat(np.arange(len(p)), [len(s) for s in p]) for p in passages]).astype(np.int64)
    holder[cut:] += len(passages[0])
    in_passages = np.unique(stems.astype(np.int64) * (holder.max(initial=0) + 1) + holder) // (
        holder.max(initial=0) + 1
    )
    frequency = np.bincount(in_passages, minlength=stems.max(initial=0) + 1)
    # Short texts give no statistics: they are weighed as if they stood in forty passages. A word found once on either
    # side and nowhere else weighs one.
    count = max(len(passages[0]) + len(passages[1]), 40)
    rarity = np.log1p(count / np.maximum(frequency, 2)) / np.log1p(count / 2)
    weights = base * rarity[stems]
    sides = []
    for part, held, document in ((slice(0, cut), passages[0], a), (slice(cut, None), passages[1], b)):
        first = batch.document_passage[document]
        flags = batch.is_furniture[first : first + len(held)].tolist()
        of = np.repeat(np.arange(len(held)), [len(span) for span in held]).astype(np.int64)
        values = np.where(np.repeat(flags, [len(span) for span in held]), 0.0, weights[part]) if held else weights[part]
        sides.append(Side(words[part].tolist(), stems[part].tolist(), values, held, flags, of))
    return sides[0], sides[1]


def _token_ranges(batch: Batch, document: int) -> list[Span]:
    first, last = batch.document_passage[document], batch.document_passage[document + 1]
    bounds = (batch.passage_token[first : last + 1] - batch.document_token[document]).tolist()
    bounds[-1:] = [int(batch.document_token[document + 1] - batch.document_token[document])]
    return [Span(start, end) for start, end in pairwise(bounds)]
