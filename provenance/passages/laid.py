"""Neighbouring stretches of which the same is said are joined to passages; who else carries each is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import begins, offsets
from provenance.passages.marks import NONE, firsts, marks
from provenance.passages.stretches import closes, overlapping, stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.passages.carriers import Carried
    from provenance.passages.marks import Marks


@dataclass(frozen=True, slots=True)
class Laid:
    """The passages of all documents, in order, as columns. D documents, P passages; `NONE` stands for no value.

    `start`, `end` are places in all texts concatenated; `place_start`, `place_end` are those within the origin.
    `similarity` is the mean of the segments of the match that lie in a passage, weighted by length. `others` are the
    documents that carry a passage, in the order in which they are met; `ordered` the same, the probably earliest first.
    """

    start: NDArray[np.int64]  # [P]
    end: NDArray[np.int64]  # [P]
    mark: Marks  # [P]
    similarity: NDArray[np.float64]  # [P]
    place_start: NDArray[np.int64]  # [P]
    place_end: NDArray[np.int64]  # [P]
    passage_other: NDArray[np.int64]  # [P + 1] first of the others of each passage
    others: NDArray[np.int64]
    ordered: NDArray[np.int64]
    document_passage: NDArray[np.int64]  # [D + 1] first passage of each document


def laid(
    outline: Outline,
    texts: Sequence[str],
    base: NDArray[np.int64],
    words: NDArray[np.int64],
    carried: Carried,
    missing: Sequence[tuple[int, int, int]],
) -> Laid:
    """The passages of all documents.

    `base` is where each text begins, `words` where words do (see `passages._words`). `missing` are the spans that
    documents have from missing ancestors: start, end, number of the ancestor. Where two overlap, the first counts.
    """
    cut = stretches(outline, texts, base, words, (carried.start, carried.end))
    ancestor = np.full(len(cut.start), NONE)
    start, end, number = np.array(missing, dtype=np.int64).reshape(-1, 3).T[:, ::-1]  # the first is written last
    row, stretch = overlapping(cut.start, cut.end, start, end)
    overlap = np.minimum(end[row], cut.end[stretch]) - np.maximum(start[row], cut.start[stretch])
    is_most = 2 * overlap > (cut.end - cut.start)[stretch]
    ancestor[stretch[is_most]] = number[row[is_most]]

    said, (stretch, carrier) = marks(cut, carried, ancestor)
    is_new = begins(cut.document, *said.columns())
    first = np.flatnonzero(is_new)
    passage = (np.cumsum(is_new) - 1)[stretch]
    mark = said.of(first)
    is_own = carried.match[carrier] == mark.match[passage]
    similarity, place_start, place_end = _in_match(carried, passage[is_own], carrier[is_own], mark.origin)
    passage_other, others, ordered = _others(carried, passage, carrier, len(first))
    return Laid(
        start=cut.start[first],
        end=cut.end[closes(is_new)],
        mark=mark,
        similarity=similarity,
        place_start=place_start,
        place_end=place_end,
        passage_other=passage_other,
        others=others,
        ordered=ordered,
        document_passage=offsets(np.bincount(cut.document[first], minlength=len(outline))),
    )


def _in_match(
    carried: Carried, passage: NDArray[np.int64], carrier: NDArray[np.int64], origin: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Of each passage the similarity to its match, start and end in its origin: three columns, [P] each.

    `passage` and `carrier` are the rows of the match of each passage that lie in it.
    """
    length = carried.end[carrier] - carried.start[carrier]
    size = np.bincount(passage, length, minlength=len(origin))
    likeness = np.bincount(passage, carried.similarity[carrier] * length, minlength=len(origin))
    similarity = np.divide(likeness, size, out=np.full(len(size), float(NONE)), where=size > 0)
    inside = np.flatnonzero(carried.other[carrier] == origin[passage])
    passage, carrier = passage[inside], carrier[inside]
    first = firsts(passage)
    start, end = (np.full(len(origin), NONE) for _ in range(2))
    if len(first):
        start[passage[first]] = np.minimum.reduceat(carried.other_start[carrier], first)
        end[passage[first]] = np.maximum.reduceat(carried.other_end[carrier], first)
    return similarity, start, end


def _others(
    carried: Carried, passage: NDArray[np.int64], carrier: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The columns `passage_other`, `others` and `ordered` of `Laid`, for `count` passages."""
    key = passage * max(len(carried.names), 1) + carried.other[carrier]
    by_key = np.argsort(key, kind="stable")
    met = np.sort(by_key[firsts(key[by_key])])
    passage, carrier = passage[met], carrier[met]
    other, p_first = carried.other[carrier], carried.p_first[carrier]
    return offsets(np.bincount(passage, minlength=count)), other, other[np.lexsort((other, -p_first, passage))]
