"""What is said of each stretch: its kind and degree, from which document it is, and who else carries it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.batch import begins
from provenance.model import LEANING, Degree, Kind
from provenance.passages.carriers import DEGREES
from provenance.passages.stretches import overlapping

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.passages.carriers import Carried
    from provenance.passages.stretches import Stretches

KINDS = Kind.COPIED, Kind.PARAPHRASED, Kind.ORIGINAL, Kind.BOILERPLATE  # as the fields of `Shares`
_COPIED, _PARAPHRASED, _ORIGINAL, _BOILERPLATE = range(len(KINDS))
_LIGHT, _HEAVY = DEGREES.index(Degree.LIGHT), DEGREES.index(Degree.HEAVY)
_EQUALLY_NEAR = 0.1  # of similarity: so much less than the nearest, and the lineage decides between two; set by hand
NONE = -1  # stands for no value in a column of numbers


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of stretches, as columns: neighbours that are equal in all of them become one passage. S rows.

    `kind` is an index of `KINDS`, `degree` of `DEGREES`, `origin` of the names of documents and then those of missing
    ancestors, `match` of the matches; `NONE` stands for no value.
    """

    kind: NDArray[np.int64]  # [S]
    degree: NDArray[np.int64]  # [S]
    is_quoted: NDArray[np.bool_]  # [S]
    origin: NDArray[np.int64]  # [S]
    is_known: NDArray[np.bool_]  # [S] which of the carriers was first
    match: NDArray[np.int64]  # [S]

    def of(self, rows: NDArray[np.int64]) -> Marks:
        """The marks of some stretches."""
        return Marks(*(column[rows] for column in self.columns()))

    def columns(self) -> tuple[NDArray[Any], ...]:
        """All that is said, column by column."""
        return tuple(getattr(self, each.name) for each in fields(self))


Holders = tuple["NDArray[np.int64]", "NDArray[np.int64]"]
"""Who holds what: a stretch and a carrier in each row, in the order of the stretches."""


def marks(stretches: Stretches, carried: Carried, ancestor: NDArray[np.int64]) -> tuple[Marks, Holders]:
    """The marks of stretches, and their carriers, the one that a stretch is probably from first.

    `ancestor` is the number of the missing ancestor that each stretch is from, or `NONE`. Shape [S].
    """
    stretch, carrier = _held(stretches, carried)
    first = firsts(stretch)
    group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(stretch))))
    held = stretch[first]  # the stretch of each group of carriers
    p_first = carried.p_first[carrier]
    is_earlier = p_first >= LEANING
    is_open = (p_first > 1 - LEANING) & ~is_earlier
    has_earlier, has_open = _any(is_earlier, first), _any(is_open, first)
    # Of the texts about equally near a parent in the lineage is the likeliest to have supplied it.
    pool = is_earlier | (is_open & carried.is_parent[carrier])
    pool |= ~_any(pool, first)[group] & (is_open | ~has_open[group])
    row = _best(carried, carrier, group, np.flatnonzero(pool))
    best = carrier[row]
    has_ancestor = ancestor[held] != NONE
    # What is heavily reworded, and only beside a parent still to be recognised, may as well be the parent's.
    is_aside = carried.has_parents[best] & ~carried.is_parent[best] & (carried.degree[best] == _HEAVY)

    reused = np.flatnonzero(has_ancestor | has_earlier | has_open)
    at = held[reused]
    kind = np.where(stretches.is_furniture, _BOILERPLATE, _ORIGINAL)
    degree, origin, match = (np.full(len(kind), NONE) for _ in range(3))
    is_known = np.ones(len(kind), dtype=np.bool_)
    degree[at] = carried.degree[best][reused]
    kind[at] = np.where(degree[at] < _LIGHT, _COPIED, _PARAPHRASED)
    origin[at] = np.where(has_ancestor & ~has_earlier, ancestor[held], carried.other[best])[reused]
    is_known[at] = ((has_earlier & ~is_aside) | (has_ancestor & ~has_open))[reused]
    match[at] = carried.match[best][reused]
    is_best = np.zeros(len(stretch), dtype=np.bool_)
    is_best[row[reused]] = True
    order = np.argsort(2 * group + ~is_best, kind="stable")
    is_quoted = stretches.is_quoted & ~stretches.is_furniture
    return Marks(kind, degree, is_quoted, origin, is_known, match), (stretch[order], carrier[order])


def _held(stretches: Stretches, carried: Carried) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a stretch and a row of `carried` that covers most of it, in the order of the stretches.

    A formula is no reuse by itself: it counts with the text it stands in, which is a parent's where there is one.
    """
    counts = np.flatnonzero(~(carried.is_formula & carried.has_parents & ~carried.is_parent))
    row, stretch = overlapping(stretches.start, stretches.end, carried.start[counts], carried.end[counts])
    carrier = counts[row]
    start, end = stretches.start[stretch], stretches.end[stretch]
    overlap = np.minimum(carried.end[carrier], end) - np.maximum(carried.start[carrier], start)
    kept = np.flatnonzero((2 * overlap > end - start) & ~stretches.is_furniture[stretch])
    kept = kept[np.argsort(stretch[kept], kind="stable")]
    return stretch[kept], carrier[kept]


def _best(
    carried: Carried, carrier: NDArray[np.int64], group: NDArray[np.int64], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of each group of carriers that has any of `rows`, the row that its stretch is most probably from.

    Among those about as near as the nearest, parents in the lineage come first; then the similarity decides, that of
    the whole segment, the name of the document and the place there.
    """
    similarity = carried.similarity[carrier]
    nearest = np.maximum.reduceat(similarity[rows], firsts(group[rows])) if len(rows) else similarity
    rows = rows[similarity[rows] >= nearest[group[rows]] - _EQUALLY_NEAR]
    for column in (
        ~carried.is_parent[carrier],
        -similarity,
        -carried.whole_similarity[carrier],
        carried.other[carrier],
        carried.other_start[carrier],
        carried.other_end[carrier],
    ):
        if len(rows):
            least = np.minimum.reduceat(column[rows], firsts(group[rows]))
            rows = rows[column[rows] == least[group[rows]]]
    return rows[firsts(group[rows])]


def firsts(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group begins, of groups in order."""
    return np.flatnonzero(begins(groups))


def _any(flags: NDArray[np.bool_], first: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether any of each group is so, given where each begins."""
    return np.logical_or.reduceat(flags, first) if len(first) else flags
