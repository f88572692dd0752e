"""The segments of all matches as columns, each once from the side of either document: who else carries what."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Degree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.model import Match

DEGREES = tuple(Degree)


@dataclass(frozen=True, slots=True)
class Carried:
    """Segments from the side of one of their documents, sorted by place there, other document, place there. C rows.

    `start`, `end` are places in all texts concatenated; `other_start`, `other_end` those within the other document.
    `other` is an index of `names`, which are sorted, and `degree` one of `DEGREES`. `whole_similarity` is that of the
    segment of which a row may be a piece. `p_first` is the probability that the other document was finished first.
    `is_parent`: the lineage draws an edge from it; `has_parents`: it draws an edge from any document.
    """

    names: Sequence[str]
    start: NDArray[np.int64]  # [C]
    end: NDArray[np.int64]  # [C]
    other: NDArray[np.int64]  # [C]
    other_start: NDArray[np.int64]  # [C]
    other_end: NDArray[np.int64]  # [C]
    match: NDArray[np.int64]  # [C] which of the matches
    similarity: NDArray[np.float64]  # [C]
    whole_similarity: NDArray[np.float64]  # [C]
    degree: NDArray[np.int64]  # [C]
    is_formula: NDArray[np.bool_]  # [C]
    p_first: NDArray[np.float64]  # [C]
    is_parent: NDArray[np.bool_]  # [C]
    has_parents: NDArray[np.bool_]  # [C]


def carried(
    matches: Sequence[Match],
    base: Mapping[str, int],
    before: Mapping[tuple[str, str], float],
    parents: Mapping[str, Collection[str]],
) -> Carried:
    """The segments of matches from the sides of the documents in `base`, which tells where the text of each begins.

    For `before` and `parents` see `passages.passages`.
    """
    pairs = [(match.a.document, match.b.document) for match in matches]
    back = [(b, a) for a, b in pairs]
    names = sorted(set(chain.from_iterable(pairs)))
    number = {name: n for n, name in enumerate(names)}
    segments = list(chain.from_iterable([match.segments for match in matches]))
    in_a = _numbers([each.a.start for each in segments]), _numbers([each.a.end for each in segments])
    in_b = _numbers([each.b.start for each in segments]), _numbers([each.b.end for each in segments])
    own, there = _both(in_a, in_b), _both(in_b, in_a)
    of_pair = np.repeat(np.arange(len(pairs)), [len(match.segments) for match in matches])
    side = np.concatenate([of_pair, of_pair + len(pairs)])
    sides = [*pairs, *back]
    first = _numbers([base.get(name, -1) for name, _ in sides])[side]
    other = _numbers([number[name] for _, name in sides])[side]
    rows = np.flatnonzero(first >= 0)
    side, place = side[rows], rows % max(len(segments), 1)
    similarity = np.array([each.similarity for each in segments], dtype=np.float64)[place]
    held = Carried(
        names=names,
        start=(own[0] + first)[rows],
        end=(own[1] + first)[rows],
        other=other[rows],
        other_start=there[0][rows],
        other_end=there[1][rows],
        match=of_pair[place],
        similarity=similarity,
        whole_similarity=similarity,
        degree=_numbers([DEGREES.index(each.degree) for each in segments])[place],
        is_formula=np.array([each.is_formula for each in segments], dtype=np.bool_)[place],
        p_first=np.array([before[name, own] for own, name in sides], dtype=np.float64)[side],
        is_parent=np.array([name in parents.get(own, ()) for own, name in sides], dtype=np.bool_)[side],
        has_parents=np.array([bool(parents.get(own)) for own, _ in sides], dtype=np.bool_)[side],
    )
    return in_order(held)


def in_order(held: Carried) -> Carried:
    """The same rows in the order that `Carried` promises."""
    order = np.lexsort((held.other_end, held.other_start, held.other, held.end, held.start))
    columns = {each.name: getattr(held, each.name)[order] for each in fields(held) if each.name != "names"}
    return replace(held, **columns)


def _numbers(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def _both(
    first: tuple[NDArray[np.int64], NDArray[np.int64]], second: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Two pairs of columns, one below the other."""
    return np.concatenate([first[0], second[0]]), np.concatenate([first[1], second[1]])
