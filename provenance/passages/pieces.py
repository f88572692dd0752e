"""Segments that hold a quotation, or part of one, are cut: what is quoted and the words around it are judged apart."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.batch import distinct
from provenance.passages.carriers import DEGREES, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.model import Degree, Span
    from provenance.passages.carriers import Carried

    Judge = Callable[[str, str, Degree, float], tuple[Degree, float, Span] | None]
    """How near a piece is to the passage that all of it is matched with, and where in that it stands.

    Asked with the words of both, and with degree and similarity of the whole.
    """

_MIN_QUOTED_CHARACTERS = 20  # what is shorter is a name or a word held at arm's length, and part of its sentence


class _Piece(NamedTuple):
    """A part of a segment, which is a row of `Carried`."""

    row: int
    start: int
    end: int
    other_start: int
    other_end: int
    similarity: float
    degree: int


def parted(
    held: Carried,
    outline: Outline,
    texts: Sequence[str],
    base: NDArray[np.int64],
    text_of: Callable[[str], str],
    judge: Judge,
) -> Carried:
    """The segments, those that are partly a quotation cut into pieces, each with its own degree and similarity.

    A piece that has nothing of the other document is left out. `base` is where each text begins; `text_of(id)` gives a
    text. Segments of equal words stay whole: all their pieces are equal, too.
    """
    edges = _edges(outline, base)
    low, high = np.searchsorted(edges, held.start, side="right"), np.searchsorted(edges, held.end)
    is_cut = (held.similarity < 1) & (high > low)
    if not is_cut.any():
        return held
    cut = np.flatnonzero(is_cut)
    document = (np.searchsorted(base, held.start[cut], side="right") - 1).tolist()
    pieces = []
    for row, number in zip(cut.tolist(), document, strict=True):
        start, end, first = int(held.start[row]), int(held.end[row]), int(base[number])
        other = text_of(held.names[held.other[row]])[held.other_start[row] : held.other_end[row]]
        whole = DEGREES[held.degree[row]], float(held.similarity[row])
        for begin, stop in pairwise([start, *edges[low[row] : high[row]].tolist(), end]):
            if found := judge(texts[number][begin - first : stop - first], other, *whole):
                pieces.append(_piece(row, begin, stop, int(held.other_start[row]), *found))
    return _with(held, np.flatnonzero(~is_cut), pieces)


def _edges(outline: Outline, base: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where quotations of some length begin and end, as places in all texts concatenated, sorted."""
    document = np.repeat(np.arange(len(outline)), np.diff(outline.document_quotation))
    long = np.flatnonzero(outline.quotation_end - outline.quotation_start >= _MIN_QUOTED_CHARACTERS)
    first = base[document[long]]
    return distinct(np.concatenate([outline.quotation_start[long] + first, outline.quotation_end[long] + first]))


def _piece(row: int, start: int, end: int, first: int, degree: Degree, similarity: float, place: Span) -> _Piece:
    """A piece that was judged; `first` is where that begins in the other document which it was judged beside."""
    return _Piece(row, start, end, first + place.start, first + place.end, similarity, DEGREES.index(degree))


def _with(held: Carried, whole: NDArray[np.int64], pieces: Sequence[_Piece]) -> Carried:
    """Some of the segments, and the pieces of others, in order."""
    rows = np.concatenate([whole, np.array([piece.row for piece in pieces], dtype=np.int64)])
    columns = {each.name: getattr(held, each.name)[rows] for each in fields(held) if each.name != "names"}
    for name in ("start", "end", "other_start", "other_end", "similarity", "degree"):
        columns[name][len(whole) :] = [getattr(piece, name) for piece in pieces]
    return in_order(replace(held, **columns))
