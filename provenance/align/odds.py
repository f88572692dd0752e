"""The odds that one passage tells another again, word by word, given that both texts have these words.

What two passages have in common stands there by retelling or by chance: a word that is all over its text tells little,
one that stands elsewhere in the other text, but not there, tells against it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from provenance import kernels
from provenance.batch import distinct
from provenance.kernels import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.align.sides import Side
    from provenance.batch import Batch
    from provenance.model import Span

    Key: TypeAlias = tuple[int, int]
    """The numbers of two passages, one of each text."""

_RATE = 0.6  # of the words of a passage that the other text has, those that stand in the passage it retells
_MISSED = 0.5  # counts a word that stands elsewhere in the other text, but not there
_OF_ONE_NAME = 0.3  # counts a word that stands behind the same word in both
_COST, MOST = 1.0, 5.0  # taken off the score of each pair; and no more than so much of it is counted
MIN_SHARED, _MIN_WORDS = 2.0, 6  # weight of the words that a pair shares; words of either passage
_FEWEST_PASSAGES = 6  # a text counts as if it had at least so many
_LOG_SIZE = 4.65  # texts of 15 and 7 passages: from there on accidents grow by the log of passages times passages


def asked_for_size(sides: tuple[Side, Side]) -> float:
    """The odds that are asked for beyond those of short texts: the longer two are, the more is alike by accident."""
    return max(0.0, math.log(max(len(sides[0].passages) * len(sides[1].passages), 1)) - _LOG_SIZE)


def quotes(batch: Batch, document: int, span: Span) -> bool:
    """Whether a quotation stands in a range of words of a document."""
    first = int(batch.document_token[document])
    start, end = batch.token_start[first + span.start], batch.token_end[first + span.end - 1]
    held = slice(*batch.document_quotation[document : document + 2].tolist())
    return bool(((batch.quotation_start[held] < end) & (batch.quotation_end[held] > start)).any())


def free_passages(side: Side, found: Iterable[Span]) -> NDArray[np.bool_]:
    """Which passages are no captions and no furniture, and are not explained already."""
    is_long, is_furniture = (
        np.diff(side.passages.bounds) >= _MIN_WORDS,
        np.frombuffer(side.is_furniture, dtype=np.bool_),
    )
    flags: NDArray[np.bool_] = is_long & ~is_furniture
    for span in found:
        flags[side.passage_of[span.start] : side.passage_of[span.end - 1] + 1] = False
    return flags


def sharing(
    sides: tuple[Side, Side], keys: Sequence[Key], least: float = MIN_SHARED, least_share: float = 0.0
) -> list[Key]:
    """The pairs that share enough of what weighs, and no less than such a share of what they say."""
    a, b = sides
    spans = [(a.passages[i], b.passages[j]) for i, j in keys]
    ends = np.array([(x.start, x.end, y.start, y.end) for x, y in spans], dtype=np.int64).reshape(-1, 4)
    weights = kernels.shared_weights(a.worded, b.worded, ends).tolist()
    return [
        key
        for key, (shared, own, other) in zip(keys, weights, strict=True)
        if shared >= least and shared * shared >= least_share * least_share * own * other
    ]


class Stems:
    """The stems of substance of a text: of a passage, with what stands right before; and in what share of all."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._before: dict[int, dict[int, set[int]]] = {}
        is_solid = side.weights > LIGHT
        width = int(side.stems.max(initial=0)) + 1
        held = distinct(side.passage_of[is_solid] * width + side.stems[is_solid]) % width
        passages = max(len(side.passages), _FEWEST_PASSAGES)
        self.shares: dict[int, float] = {stem: count / passages for stem, count in Counter(held.tolist()).items()}

    def before(self, passage: int) -> dict[int, set[int]]:
        """The stems of a passage, in order, each with those that stand right before it."""
        if passage not in self._before:
            held: dict[int, set[int]] = {}
            last = -1
            words = slice(*self._side.passages.bounds[passage : passage + 2])
            for stem, weight in zip(self._side.stems[words].tolist(), self._side.weights[words].tolist(), strict=True):
                if weight > LIGHT:
                    held.setdefault(stem, set()).add(last)
                last = stem if weight > 0 else last
            self._before[passage] = held
        return self._before[passage]


@dataclass(frozen=True, slots=True)
class Words:
    """What both texts say, passage by passage."""

    a: Stems
    b: Stems

    def score(self, i: int, j: int) -> float:
        """The log-odds that a passage of `a` and one of `b` tell the same, less the cost of a pair."""
        own, other = self.a.before(i), self.b.before(j)
        score = -_COST
        for stem, before in other.items():
            if stem not in self.a.shares:
                continue
            chance = max(self.a.shares[stem], self.b.shares[stem])
            if stem not in own:
                score += _missed(chance)
                continue
            is_of_one = any(last in own for last in before & own[stem])
            score += (_OF_ONE_NAME if is_of_one else 1.0) * math.log(max(_RATE / chance, 1.0))
        for stem in own:
            if stem in self.b.shares and stem not in other:
                score += _missed(self.b.shares[stem])
        return min(score, MOST)


def _missed(chance: float) -> float:
    """What it tells that a word does not stand in a passage but elsewhere in its text."""
    return _MISSED * math.log((1 - _RATE) / (1 - min(chance, 0.5)))
