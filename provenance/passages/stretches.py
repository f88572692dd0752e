"""Texts cut into stretches of which one thing can be said, at the ends of passages, segments and quotations.

All documents are cut at once, as columns. Places are those in all texts concatenated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import begins, consecutive, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline


@dataclass(frozen=True, slots=True)
class Stretches:
    """Parts of passages, each all inside or all outside of a quotation and of every segment. S rows, in order."""

    start: NDArray[np.int64]  # [S]
    end: NDArray[np.int64]  # [S]
    document: NDArray[np.int64]  # [S]
    is_furniture: NDArray[np.bool_]  # [S]
    is_quoted: NDArray[np.bool_]  # [S] for the most part one quotation


def stretches(
    outline: Outline,
    texts: Sequence[str],
    base: NDArray[np.int64],
    words: NDArray[np.int64],
    carried: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Stretches:
    """The stretches of all documents that have a word.

    Passages are cut where a segment or a quotation begins or ends inside; a piece without a word is joined to the one
    before. Passages that follow one another and touch neither are one stretch, for they are all the document's own.
    `base` is where each text begins, `words` where words do (see `passages._words`), `carried` are the starts and the
    ends of the segments.
    """
    document = np.repeat(np.arange(len(outline)), np.diff(outline.document_passage))
    start, end = outline.passage_start + base[document], outline.passage_end + base[document]
    of_quotation = np.repeat(np.arange(len(outline)), np.diff(outline.document_quotation))
    quoted = outline.quotation_start + base[of_quotation], outline.quotation_end + base[of_quotation]
    opened, closed = (np.sort(np.concatenate(edges)) for edges in zip(carried, quoted, strict=True))
    is_touched = np.searchsorted(opened, end) > np.searchsorted(closed, start, side="right")
    is_apart = outline.is_furniture | is_touched

    first, last = _runs(document, is_apart, outline.passage_words > 0)
    apart = np.flatnonzero(is_apart)
    passage, piece_start, piece_end = _cut(start, end, apart, distinct(np.concatenate([opened, closed])))
    passage, piece_start, piece_end = _with_words(passage, piece_start, piece_end, end, words)
    cut = np.flatnonzero((piece_start > start[passage]) | (piece_end < end[passage]))
    piece_start[cut], piece_end[cut] = _tight(texts, base, document[passage[cut]], piece_start[cut], piece_end[cut])

    order = np.argsort(np.concatenate([start[first], piece_start]))
    of_passage = np.concatenate([first, passage])[order]
    starts = np.concatenate([start[first], piece_start])[order]
    ends = np.concatenate([end[last], piece_end])[order]
    quotation, place = overlapping(starts, ends, *quoted)
    overlap = np.minimum(ends[place], quoted[1][quotation]) - np.maximum(starts[place], quoted[0][quotation])
    is_quoted = np.zeros(len(starts), dtype=np.bool_)
    is_quoted[place[2 * overlap > (ends - starts)[place]]] = True
    return Stretches(starts, ends, document[of_passage], outline.is_furniture[of_passage], is_quoted)


def overlapping(
    starts: NDArray[np.int64], ends: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which ranges `first` to `last` overlap which of some stretches, that are in order: two columns of numbers.

    They stand in the order of the ranges, and for each in that of the stretches.
    """
    low, high = np.searchsorted(ends, first, side="right"), np.searchsorted(starts, last)
    counts = np.maximum(high - low, 0)
    return np.repeat(np.arange(len(first)), counts), consecutive(low, counts)


def closes(is_new: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows end a group, given which begin one."""
    return np.append(is_new[1:], True)[: len(is_new)]


def _runs(
    document: NDArray[np.int64], is_apart: NDArray[np.bool_], has_words: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the last passage with words of each run of those that are not apart."""
    own = np.flatnonzero(~is_apart & has_words)
    is_new = begins(np.cumsum(is_apart)[own], document[own])
    return own[is_new], own[closes(is_new)]


def _cut(
    start: NDArray[np.int64], end: NDArray[np.int64], chosen: NDArray[np.int64], cuts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The pieces into which `cuts` part the chosen passages: the passage of each, its start and its end."""
    low, high = np.searchsorted(cuts, start[chosen], side="right"), np.searchsorted(cuts, end[chosen])
    passage = np.repeat(chosen, high - low + 1)
    is_first = begins(passage)
    inside = cuts[consecutive(low, high - low)]
    starts, ends = start[passage], end[passage]
    starts[~is_first] = inside
    ends[~closes(is_first)] = inside
    return passage, starts, ends


def _with_words(
    passage: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    passage_end: NDArray[np.int64],
    words: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The pieces that have words. Those without are joined to the one before in their passage, or left out."""
    held = np.flatnonzero(np.searchsorted(words, end) > np.searchsorted(words, start))
    passage, start = passage[held], start[held]
    ends = passage_end[passage]
    is_followed = np.flatnonzero(passage[1:] == passage[:-1])
    ends[is_followed] = start[is_followed + 1]
    return passage, start, ends


def _tight(
    texts: Sequence[str],
    base: NDArray[np.int64],
    document: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stretches without white space around them."""
    first = base[document]
    rows = (column.tolist() for column in (document, start - first, end - first))
    starts, ends = [], []
    for number, begin, stop in zip(*rows, strict=True):
        piece = texts[number][begin:stop]
        starts.append(stop - len(piece.lstrip()))
        ends.append(begin + len(piece.rstrip()))
    return first + np.array(starts, dtype=np.int64), first + np.array(ends, dtype=np.int64)
