"""Stretches of one text that condense (summarise) a far longer part of the other, or are put together of excerpts.

The sentences of a summary are alike to sentences all over the other text, while those beside the summary are not: that
contrast tells it from a common subject. Alikeness is the cosine of tf-idf vectors of passages (`kernels.Likeness`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from provenance import kernels
from provenance.align.extents import GAP, Extent, clusters, hull, is_balanced, least
from provenance.align.places import Places
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.align.extents import Field
    from provenance.kernels import Likeness

_LONG_GAP = 50  # passages that may lie between what is taken from the long text
_NEARLY_BEST, _MIN_DICE = 0.8, 0.125
_MIN_PASSAGES, _MIN_WORDS, _MIN_WORDS_IN_DOUBT = 3, 45, 55
_CONDENSED = 3.0  # times as long, with all that is alike to the whole
_MIN_LIKE, _REACH = 0.1, 100  # what else in the long text is alike to the whole, and how many passages off
_SPREAD, _SPREAD_BESIDE_PIECES = 1.3, 2.5  # times as long: from the first to the last of the passages most alike
_MIN_KEPT = 0.5  # the first and the last sentence of a cluster may be alike by accident
_CONTRAST, _CONTRAST_BESIDE_PIECES, _MIN_DENSITY, _MIN_PASSAGES_BESIDE = 2.8, 3.5, 0.55, 8
# A summary picks from a whole text: more chances, more accidents, unless it contrasts.
_DEBT_IN_DOUBT, _DEBT_BESIDE_COPIES, _CREDIT = 8.0, 55.0, 3.0
_MAX_PIECE_WORDS, _MAX_PIECE, _MIN_PIECES_SHARE, _MAX_EXCERPT_WORDS = 45, 0.9, 0.65, 100
_MIN_LEFT, _LEFT_CONTRAST, _MIN_LEFT_WORDS = 0.35, 3.5, 8


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of text `side` (0 or 1) that may condense: its passages, and those most alike to them in the other.

    `best` has for each passage of text `side` the highest cosine to any of the other text; `inside` is the mean of it
    in the stretch, None where few of its passages are alike; `beside` that outside, None where too little stands there.
    """

    side: int
    own: list[int]
    others: list[int]
    best: NDArray[np.float64]
    inside: float | None
    beside: float | None

    def stands_out(self, times: float = _CONTRAST) -> bool:
        """Whether the stretch is so many times as alike to the other text as its surroundings are."""
        return self.inside is not None and self.beside is not None and self.inside >= times * self.beside


def with_condensations(field: Field, likeness: Likeness, found: Sequence[Extent]) -> list[Extent]:
    """The extents found, those that overlap a condensation of either text replaced by it."""
    by_place = Places(found)
    candidates = [
        extent
        for side, seen in ((0, likeness), (1, likeness.flipped()))
        if _is_wide(field, likeness, 1 - side)
        for stretch in _stretches(field, seen, side)
        for extent in _condensing(field, seen, stretch, by_place)
    ]
    accepted: Places[Extent] = Places()
    for extent in sorted(candidates, key=lambda e: (-round(e.likelihood, 6), e.a, e.b)):
        if not _meets_any(extent, accepted):
            accepted.add(extent)
    kept = [extent for extent in found if not _meets_any(extent, accepted)]
    return sorted([*kept, *accepted.held], key=lambda extent: (extent.a, extent.b))


def _is_wide(field: Field, likeness: Likeness, side: int) -> bool:
    """Whether what is alike stands wide enough apart in one text for the least that could condense it."""
    numbers = [j if side else i for i, j, _, _ in likeness.alike]
    return len(numbers) >= _MIN_PASSAGES and len(hull(field, side, numbers)) >= _SPREAD * _MIN_WORDS


def _meets_any(one: Extent, others: Places[Extent]) -> bool:
    """Whether an extent overlaps another in both texts."""
    near = (others.held[number] for number in others.near(one.a, one.b))
    return any(one.a.overlap(other.a) and one.b.overlap(other.b) for other in near)


def _stretches(field: Field, likeness: Likeness, side: int) -> Iterator[_Stretch]:
    """The stretches of one text whose passages are most alike to passages spread over the other."""
    most: dict[int, float] = {}
    for i, _, cosine, _ in likeness.alike:
        most[i] = max(most.get(i, 0.0), cosine)
    seeds = [(i, j) for i, j, cosine, dice in likeness.alike if dice > _MIN_DICE and cosine >= _NEARLY_BEST * most[i]]
    for cluster in clusters(seeds, GAP, _LONG_GAP):
        own, others = sorted({i for i, _ in cluster}), sorted({j for _, j in cluster})
        words = len(hull(field, side, own))
        if min(len(own), len(others)) < _MIN_PASSAGES or words < _MIN_WORDS:
            continue
        if len(hull(field, 1 - side, others)) < _SPREAD * words:
            continue
        best, is_usable = likeness.best[0], likeness.norms[0] > 0
        is_inside = np.zeros(len(best), dtype=np.bool_)
        is_inside[own[0] : own[-1] + 1] = True
        inside, outside = best[is_inside & is_usable].tolist(), best[~is_inside & is_usable].tolist()
        beside = kernels.total(outside) / len(outside) if len(outside) >= _MIN_PASSAGES_BESIDE else None
        is_dense = len(own) >= _MIN_DENSITY * len(inside)
        mean = kernels.total(inside) / len(inside) if is_dense else None
        yield _Stretch(side, own, others, best, mean, beside)


def _condensing(field: Field, likeness: Likeness, stretch: _Stretch, found: Places[Extent]) -> Iterator[Extent]:
    """The stretch with what it condenses, if that is far longer and no accident, and no piece of it stands alone."""
    side, other = stretch.side, 1 - stretch.side
    short, core = hull(field, side, stretch.own), hull(field, other, stretch.others)
    long = hull(field, other, [*stretch.others, *_alike(likeness, stretch)])
    if len(long) < _CONDENSED * len(short):
        return
    sources = [field.passages[other][j] for j in stretch.others]
    words = np.concatenate([field.ground.stems[other][span.start : span.end] for span in sources])
    best, likelihood = field.laid.best_range(side, (short.start, short.end), words)
    kept = Span(*best)
    debt, min_words = (-_CREDIT, _MIN_WORDS) if stretch.stands_out() else (_DEBT_IN_DOUBT, _MIN_WORDS_IN_DOUBT)
    near = [found.held[n] for n in (found.near(long, kept) if side else found.near(kept, long))]
    if any(_takes_elsewhere(extent, side, short, long) for extent in near):
        debt = _DEBT_BESIDE_COPIES
    if likelihood < least(field) + debt or len(kept) < max(min_words, _MIN_KEPT * len(short)):
        return
    pieces = [piece for e in near if is_balanced(e) and (piece := e.b if side else e.a).overlap(kept)]
    is_spread = len(core) >= _SPREAD_BESIDE_PIECES * len(short)
    if any(_stands_alone(piece, kept) for piece in pieces) and not (
        stretch.stands_out(_CONTRAST_BESIDE_PIECES) and is_spread and _outdoes(field, stretch, kept, pieces)
    ):
        return
    yield Extent(long, kept, likelihood) if side else Extent(kept, long, likelihood)


def _takes_elsewhere(extent: Extent, side: int, short: Span, long: Span) -> bool:
    """Whether another place of the text that may condense takes from the same range of the other in full.

    Such texts are on one subject, and much in them is alike by that alone.
    """
    own, others = (extent.b, extent.a) if side else (extent.a, extent.b)
    return is_balanced(extent) and not own.overlap(short) and bool(others.overlap(long))


def _alike(likeness: Likeness, stretch: _Stretch) -> list[int]:
    """The passages of the other text that are alike to the stretch as a whole, not too far from those most alike."""
    first, last = stretch.own[0], stretch.own[-1]
    begin = max(stretch.others[0] - _REACH, 0)
    norms = likeness.norms[1][begin : stretch.others[-1] + _REACH + 1]
    dots = likeness.dots((first, last), (begin, begin + len(norms) - 1))
    norm = math.sqrt(kernels.total((likeness.norms[0][first : last + 1] ** 2).tolist()))
    return [int(j) + begin for j in np.flatnonzero(dots >= _MIN_LIKE * np.maximum(norm * norms, 1e-9))]


def _stands_alone(piece: Span, short: Span) -> bool:
    """Whether a stretch that has its like in full is more than a sentence or two of what would condense."""
    return len(piece) > _MAX_PIECE_WORDS or 2 * piece.overlap(short) > len(short)


def _outdoes(field: Field, stretch: _Stretch, short: Span, pieces: Sequence[Span]) -> bool:
    """Whether pieces with their like in full leave something clearly alike, or are excerpts that make up the whole."""
    if any(piece.overlap(short) > _MAX_PIECE * len(short) for piece in pieces):
        return False
    assert stretch.beside is not None
    least_alike = max(_MIN_LEFT, _LEFT_CONTRAST * stretch.beside)
    passages = [field.passages[stretch.side][i] for i in stretch.own if stretch.best[i] >= least_alike]
    middles = [(span.start + span.end) // 2 for span in passages]
    left = [
        span
        for span, middle in zip(passages, middles, strict=True)
        if not any(piece.start <= middle < piece.end for piece in pieces)
    ]
    are_excerpts = len(pieces) > 1 and max(map(len, pieces)) <= _MAX_EXCERPT_WORDS
    covered = sum(piece.overlap(short) for piece in pieces)
    return sum(map(len, left)) >= _MIN_LEFT_WORDS or (are_excerpts and covered > _MIN_PIECES_SHARE * len(short))
