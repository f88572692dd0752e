"""Retellings: a text told again sentence by sentence in other words, names and figures kept and mostly the order too.

Two reports of one event share names and figures as well. But in a retelling they lie together: what a sentence has in
common with the other text stands there in one sentence, and the next sentence goes on behind it. A pair of passages
scores the log-odds of its common words standing in these two by retelling or by chance, given that both texts have
them. Pairs that follow each other in both texts add up, less something for every passage skipped: a local alignment
(Smith and Waterman 1981). What was found before is left out, and costs nothing to pass over.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from provenance import kernels
from provenance.align.pairs import Pairing, all_compared
from provenance.align.shared_content import telling_words
from provenance.kernels import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.align.sides import Side
    from provenance.batch import Batch
    from provenance.kernels import Survey
    from provenance.model import Span

    Key: TypeAlias = tuple[int, int]
    """The numbers of two passages, one of each text."""

_RATE = 0.6  # of the words of a passage that the other text has, those that stand in the passage it retells
_MISSED = 0.5  # counts a word that stands elsewhere in the other text, but not there
_OF_ONE_NAME = 0.3  # counts a word that stands behind the same word in both
_COST, _MOST = 1.0, 5.0  # taken off the score of each pair; and no more than so much of it is counted
_SKIPPED, _LEFT_OUT = 1.0, 0.3  # taken off for each passage that has no like; in the text of which more is left out
_REACH = 15  # passages, from one pair to the next
_MIN_SHARED, _MIN_WORDS = 2.0, 6  # weight of the words that a pair shares; words of either passage
_MIN_PAIRS, _MIN_ODDS = 4, 15.0  # of a retelling; other reports of one event reach 14
_LOG_SIZE, _PER_LOG_SIZE = 6.4, 1.0  # more in longer texts: from 25 passages on, by the log of passages times passages
_MIN_TELLING = 1.25  # words that are no names, titles and figures, which a pair shares on average
_MIN_FILLED = 0.5  # score of a pair between two pairs of a retelling
_BEYOND = 2  # passages before the first pair and behind the last that are looked at, too
_FEWEST_PASSAGES = 6  # a text counts as if it had at least so many


def retold(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    survey: Survey,
    found: Sequence[tuple[Span, Span]],
) -> list[Pairing]:
    """The pairs of passages in which one of two documents tells the other again, in order; none where neither does.

    `found` are ranges of words that are explained already. One retelling at most is looked for.
    """
    free = tuple(_free(side, [spans[k] for spans in found]) for k, side in enumerate(sides))
    keys = [key for key in map(tuple, survey.pairs.tolist()) if free[0][key[0]] and free[1][key[1]]]
    keys = _sharing(sides, keys)
    if len(keys) < _MIN_PAIRS:
        return []
    words = _Words(_Stems(sides[0]), _Stems(sides[1]))
    scores = {key: score for key in keys if (score := words.score(*key)) > 0}
    at = tuple(np.cumsum(flags).tolist() for flags in free)
    odds, path = max(
        (_best_path(scores, at, costs) for costs in ((_SKIPPED, _LEFT_OUT), (_LEFT_OUT, _SKIPPED))),
        key=lambda one: one[0],
    )
    size = math.log(len(sides[0].passages) * len(sides[1].passages))
    is_likely = odds >= _MIN_ODDS + _PER_LOG_SIZE * max(0.0, size - _LOG_SIZE)
    if not is_likely or len(path) < _MIN_PAIRS or not _tells(batch, documents, sides, path):
        return []
    spans = [(sides[0].passages[i], sides[1].passages[j]) for i, j in _filled(words, free, at, path)]
    return all_compared(*sides, spans)


def _free(side: Side, found: Iterable[Span]) -> NDArray[np.bool_]:
    """Which passages are no captions and no furniture, and are not explained already."""
    is_long, is_furniture = (
        np.diff(side.passages.bounds) >= _MIN_WORDS,
        np.frombuffer(side.is_furniture, dtype=np.bool_),
    )
    flags: NDArray[np.bool_] = is_long & ~is_furniture
    for span in found:
        flags[side.passage_of[span.start] : side.passage_of[span.end - 1] + 1] = False
    return flags


def _sharing(sides: tuple[Side, Side], keys: Sequence[Key]) -> list[Key]:
    """The pairs that share enough of what weighs."""
    a, b = sides
    spans = [(a.passages[i], b.passages[j]) for i, j in keys]
    ends = np.array([(x.start, x.end, y.start, y.end) for x, y in spans], dtype=np.int64).reshape(-1, 4)
    shared = kernels.shared_weights(a.worded, b.worded, ends)[:, 0].tolist()
    return [key for key, weight in zip(keys, shared, strict=True) if weight >= _MIN_SHARED]


class _Stems:
    """The stems of substance of a text: of a passage, with what stands right before; and in what share of all."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._before: dict[int, dict[int, set[int]]] = {}
        is_solid = side.weights > LIGHT
        width = int(side.stems.max(initial=0)) + 1
        held = np.unique(side.passage_of[is_solid] * width + side.stems[is_solid]) % width
        stems, counts = np.unique(held, return_counts=True)
        passages = max(len(side.passages), _FEWEST_PASSAGES)
        self.shares: dict[int, float] = dict(zip(stems.tolist(), (counts / passages).tolist(), strict=True))

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
class _Words:
    """What both texts say, passage by passage."""

    a: _Stems
    b: _Stems

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
        return min(score, _MOST)


def _missed(chance: float) -> float:
    """What it tells that a word does not stand in a passage but elsewhere in its text."""
    return _MISSED * math.log((1 - _RATE) / (1 - min(chance, 0.5)))


def _best_path(
    scores: Mapping[Key, float], at: tuple[list[int], ...], costs: tuple[float, float]
) -> tuple[float, list[Key]]:
    """The pairs that follow each other in both texts and score best together, and their score.

    `at` numbers the passages that count; each of those skipped costs so much in either text.
    """
    keys = sorted(scores)
    sums: dict[Key, float] = {}
    previous: dict[Key, Key | None] = {}
    for number, (i, j) in enumerate(keys):
        most, last = 0.0, None
        for x, y in (keys[k] for k in range(number - 1, -1, -1)):
            if i - x > _REACH:
                break
            if x < i and 0 < j - y <= _REACH:
                skipped = costs[0] * (at[0][i] - at[0][x] - 1) + costs[1] * (at[1][j] - at[1][y] - 1)
                if sums[x, y] - skipped > most:
                    most, last = sums[x, y] - skipped, (x, y)
        sums[i, j], previous[i, j] = scores[i, j] + most, last
    if not sums:
        return 0.0, []
    best = max(keys, key=lambda key: (round(sums[key], 9), key))
    path = [best]
    while (last := previous[path[-1]]) is not None:
        path.append(last)
    return sums[best], path[::-1]


def _tells(batch: Batch, documents: tuple[int, int], sides: tuple[Side, Side], path: Sequence[Key]) -> bool:
    """Whether the pairs share more than names, titles and figures, which stand in one order wherever a life is told."""
    shared = 0
    for key in path:
        told = (
            set(telling_words(batch, document, side.passages[number]))
            for document, side, number in zip(documents, sides, key, strict=True)
        )
        shared += len(set.intersection(*told))
    return shared >= _MIN_TELLING * len(path)


def _filled(
    words: _Words, free: tuple[NDArray[np.bool_], ...], at: tuple[list[int], ...], path: list[Key]
) -> list[Key]:
    """The pairs, and between them and a little beyond what else tells the same, in order."""
    first, last = path[0], path[-1]
    ends = [(first[0] - _BEYOND - 1, first[1] - _BEYOND - 1), *path, (last[0] + _BEYOND + 1, last[1] + _BEYOND + 1)]
    filled = list(path)
    for (x, y), (i, j) in pairwise(ends):
        within = product(range(max(x + 1, 0), i), range(max(y + 1, 0), j))
        keys = [(k, m) for k, m in within if k < len(free[0]) and m < len(free[1]) and free[0][k] and free[1][m]]
        scores = {key: score for key in keys if (score := words.score(*key)) > _MIN_FILLED}
        filled += _best_path(scores, at, (0.0, 0.0))[1]
    return sorted(filled)
