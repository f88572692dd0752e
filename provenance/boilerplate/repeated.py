"""Boilerplate: passages that many documents carry and that are no reuse, told by where and how they recur.

What a passage's own words show to be furniture (*Share this page*) is marked in segmentation already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import begins, distinct
from provenance.model import Boilerplate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.model import Document
    from provenance.settings import ClassifySettings

# All set by hand.
_SAMPLE = 20  # documents with a repeated passage of which neighbours are compared; of more, evenly spaced ones
_MAX_COMMON = 2  # passages that two documents with nothing but boilerplate in common may share
_END = 4  # passages: the head and the foot of a text
_FEW = 3  # documents: the least in which a row of furniture or a letterhead is told
_FOOT = 2 * _END  # passages: the foot in which a sentence between furniture is furniture
_MAX_LINE_WORDS = 7  # what is no longer is no sentence by which two texts would be known to have something in common
_MAX_ROW = 8  # lines of a row of furniture that are told one by the other
_MAX_STANDING_SHARE = 0.5  # of a document's passages: what is more is its text, passed on with a line above it


def marked(outline: Outline, settings: ClassifySettings, min_words: int) -> Outline:
    """The outline with those passages marked as furniture, too, that recur in documents which share little else.

    In `min_boilerplate_documents` or more, any passage may be furniture. In three or more that share no other sentence,
    passages beside furniture are, and short lines at the same end of each document (a letterhead). In two, a sentence
    between furniture at the foot of both is (an imprint). `min_words` is the length of the shortest match.
    """
    least = settings.min_boilerplate_documents
    held = _Recurring.of(outline, 2)
    is_few = held.counts >= min(_FEW, least)
    hashes, bounds = outline.passage_hash, outline.document_passage
    flags = outline.is_furniture.copy()
    _mark(flags, held, held.counts >= least, hashes, bounds, _is_all_but_alone)
    is_line = outline.passage_words <= min(_MAX_LINE_WORDS, min_words - 1)
    from_head, from_foot = _from_ends(bounds)
    is_sentence_of_foot = ~is_line & (from_foot < _FOOT)
    for _ in range(_MAX_ROW):
        before, (above, below) = flags.copy(), _beside(flags, bounds)
        in_row = held.always(np.where(is_line, above | below, above & below))
        in_row &= is_few & (held.unflagged(before) >= min(_FEW, least))
        in_row |= held.always(is_sentence_of_foot & above & below)
        _mark(flags, held, in_row, _sentences(outline, before, is_line), bounds, _share_no_sentence)
        if (flags == before).all():
            break
    at_end = held.always(is_line & (from_head < _END)) | held.always(is_line & (from_foot < _END))
    at_end &= is_few
    _mark(flags, held, at_end, _sentences(outline, flags, is_line), bounds, _share_no_sentence)
    return replace(outline, is_furniture=flags)


@dataclass(frozen=True, slots=True)
class _Recurring:
    """Recurring passages in groups of the same words: R passages, G groups."""

    places: NDArray[np.int64]  # [R] rows of the outline
    documents: NDArray[np.int64]  # [R] the document of each
    first: NDArray[np.int64]  # [G + 1] where each group begins
    counts: NDArray[np.int64]  # [G] documents that have it

    @classmethod
    def of(cls, outline: Outline, least: int) -> _Recurring:
        """The passages of an outline that recur in `least` or more documents."""
        documents = np.repeat(np.arange(len(outline)), np.diff(outline.document_passage))
        places = np.lexsort((documents, outline.passage_hash))
        hashes, holders = outline.passage_hash[places], documents[places]
        is_first = begins(hashes)
        group = np.cumsum(is_first) - 1
        counts = np.bincount(group, begins(hashes, holders), minlength=0)
        kept = ((counts >= least) & (hashes[is_first] != 0))[group]
        is_first = is_first[kept]
        return cls(
            places[kept],
            holders[kept],
            np.append(np.flatnonzero(is_first), len(is_first)),
            counts[group[kept][is_first]],
        )

    def always(self, flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which groups have all their passages flagged. Shape [G]."""
        held: NDArray[np.bool_] = np.logical_and.reduceat(np.append(flags[self.places], True), self.first[:-1])
        return held

    def unflagged(self, flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many passages of each group are not flagged."""
        return np.add.reduceat(np.append(~flags[self.places], False).astype(np.int64), self.first[:-1])


def _mark(
    flags: NDArray[np.bool_],
    held: _Recurring,
    chosen: NDArray[np.bool_],
    hashes: NDArray[np.uint64],
    bounds: NDArray[np.int64],
    is_apart: Callable[[Sequence[int], Sequence[int], int], bool],
) -> None:
    """Flags the passages of each chosen group whose documents, neighbour by neighbour, are mostly apart but for it.

    `is_apart(x, y, passage)` judges two documents by the `hashes` of their passages; `bounds` are the first passages of
    all documents.
    """
    for k in np.flatnonzero(chosen).tolist():
        group = slice(held.first[k], held.first[k + 1])
        places = held.places[group]
        if flags[places].all():
            continue
        carriers = distinct(held.documents[group])
        sample = carriers[:: max(1, len(carriers) // _SAMPLE)]
        said = [hashes[bounds[d] : bounds[d + 1]].tolist() for d in sample.tolist()]
        verdicts = [is_apart(x, y, int(hashes[places[0]])) for x, y in pairwise(said)]
        flags[places] |= 2 * sum(verdicts) >= len(verdicts)


def _sentences(outline: Outline, is_furniture: NDArray[np.bool_], is_line: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """The hash of each passage that is a sentence of a document mostly made of such; 0 for all other passages."""
    number = np.repeat(np.arange(len(outline)), np.diff(outline.document_passage))
    lines, rest = (
        np.bincount(number[held], outline.passage_words[held], len(outline))
        for held in (is_line & ~is_furniture, ~is_line & ~is_furniture)
    )
    return np.where(is_furniture | is_line | (lines > rest)[number], np.uint64(0), outline.passage_hash)


def _beside(flags: NDArray[np.bool_], bounds: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which passages of documents with furniture have furniture or nothing above them, and which so below. [P] each."""
    count = np.add.reduceat(np.append(flags, False), bounds[:-1]) if len(bounds) > 1 else np.empty(0, np.int64)
    has_any = np.repeat((count > 0) & (np.diff(bounds) > 0), np.diff(bounds))
    above, below = np.append(True, flags[:-1])[: len(flags)], np.append(flags[1:], True)[: len(flags)]
    starts, ends = bounds[:-1][np.diff(bounds) > 0], bounds[1:][np.diff(bounds) > 0] - 1
    above[starts], below[ends] = True, True
    return above & has_any, below & has_any


def _from_ends(bounds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many passages of its document stand above each passage, and how many below. Shape [P] each."""
    sizes = np.diff(bounds)
    above = np.arange(bounds[-1]) - np.repeat(bounds[:-1], sizes)
    return above, np.repeat(sizes, sizes) - 1 - above


def first_carriers(before: Outline, after: Outline) -> list[int]:
    """For each passage that was marked wherever it stands, the first document that holds it: each once, in order."""
    others = distinct(after.passage_hash[~after.is_furniture])
    fresh = np.flatnonzero(after.is_furniture & ~before.is_furniture)
    fresh = fresh[~_are_among(others, after.passage_hash[fresh])]
    _, index = np.unique(after.passage_hash[fresh], return_index=True)
    return sorted(set((np.searchsorted(after.document_passage, fresh[index], side="right") - 1).tolist()))


def _are_among(ordered: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which values stand among those in order."""
    if not len(ordered):
        return np.zeros(len(values), dtype=np.bool_)
    return np.asarray(ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values)


def _share_no_sentence(x: Sequence[int], y: Sequence[int], passage: int) -> bool:
    """Whether two documents have sentences but for this one, and none in common."""
    own_x, own_y = set(x) - {0, passage}, set(y) - {0, passage}
    return bool(own_x and own_y) and own_x.isdisjoint(own_y)


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
    """The values of the common beginning of two sequences."""
    return frozenset(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(x, y, strict=False)))


def listed(outline: Outline, documents: Sequence[Document]) -> tuple[Boilerplate, ...]:
    """Furniture that stands in two documents and more, most widespread first."""
    held = np.flatnonzero(outline.is_furniture & (outline.passage_words > 0))
    held = held[np.argsort(outline.passage_hash[held], kind="stable")]
    holders = np.searchsorted(outline.document_passage, held, side="right") - 1
    hashes = outline.passage_hash[held]
    is_first, is_other = begins(hashes), begins(hashes, holders)
    counts = np.add.reduceat(is_other, np.flatnonzero(is_first), dtype=np.int64) if len(held) else np.empty(0, int)
    rows = []
    for place, count in zip(np.flatnonzero(is_first).tolist(), counts.tolist(), strict=True):
        if count > 1:
            passage = slice(outline.passage_start[held[place]], outline.passage_end[held[place]])
            rows.append((-count, documents[holders[place]].text[passage]))
    return tuple(Boilerplate(f"P{n}", text, -count) for n, (count, text) in enumerate(sorted(rows), 1))
