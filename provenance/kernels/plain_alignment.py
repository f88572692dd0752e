"""The kernels of alignment, in plain Python: ranges of words compared, and ranges of reuse found by likelihood.

What the kernels mean is said here; `native.c` has a twin of each. Sums are taken in the order written here, and
logarithms and powers are those of the C library on either side, so that the values agree to the bit. The constants
were set by hand, as those of the package `align`.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

WINDOW = 60  # words beyond a range into which it may grow at once
ROUNDS = 4  # of setting one side and then the other, at most
PRIOR_WORDS = 500.0  # pseudo-counts of the background, so that short texts do not make chance matches look rare
EDGE_BONUS = 4.0  # of likelihood: reuse begins and ends with a sentence more often than not
MOST_PER_WORD = 4.0  # of likelihood, however rare a word is
LEAST_RATE, MOST_RATE = 0.3, 0.97  # of words of a range that have their like in the other


# --------------------------------------------------------------------------- passages compared


class Worded(NamedTuple):
    """One text of a pair, word by word: numbers of words and of stems (equal ones the same in both texts), weights."""

    words: NDArray[np.int64]
    stems: NDArray[np.int64]
    weights: NDArray[np.float64]


def compared_spans(
    a: Worded, b: Worded, spans: NDArray[np.int64], run_values: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Ranges of two texts compared word by word: for each row of `spans` (start, end in a, start, end in b) a row.

    First, [N, 2]: the length of the longest common subsequence of the words, and of the longest run in that of the
    stems (words that are neighbours in both), among runs that weigh something. Second, [N, 4]: the weight of all these
    runs, the same without the weightiest, the weight of the range in a and of that in b. A run of n words weighs the
    sum of the lesser of both weights of each word, times `run_values[n]` or its last. Raises `ValueError` where a span
    lies outside its text, a number is negative or columns differ in length.
    """
    if len(run_values) == 0:
        raise ValueError("a run has some value")
    counts, weights = [], []
    for part_a, part_b in _parts(a, b, spans):
        shared = sum(y >= 0 for y in common_subsequence(part_a[0], part_b[0]))
        runs = _runs(common_subsequence(part_a[1], part_b[1]), part_a[2], part_b[2])
        worths = [worth * float(run_values[min(length, len(run_values) - 1)]) for length, worth in runs]
        whole = total(worths)
        counts.append((shared, max((length for length, worth in runs if worth > 0), default=0)))
        weights.append((whole, whole - max(worths, default=0.0), total(part_a[2]), total(part_b[2])))
    return np.array(counts, dtype=np.int64).reshape(-1, 2), np.array(weights, dtype=np.float64).reshape(-1, 4)


def shared_weights(a: Worded, b: Worded, spans: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each row of `spans`, as in `compared_spans`: what the stems weigh that both ranges have, in whatever order.

    A stem weighs what all its words in a range do, and of both ranges the lesser counts. Then what either range
    weighs. Raises `ValueError` as `compared_spans` does.
    """
    weights = []
    for part_a, part_b in _parts(a, b, spans):
        held_a, held_b = _weighed(part_a), _weighed(part_b)
        shared = total(min(weight, held_b.get(stem, 0.0)) for stem, weight in held_a.items())
        weights.append((shared, total(part_a[2]), total(part_b[2])))
    return np.array(weights, dtype=np.float64).reshape(-1, 3)


def _weighed(part: _Part) -> dict[int, float]:
    """What each stem weighs, in the order in which they first stand."""
    held: dict[int, float] = {}
    for stem, weight in zip(part[1], part[2], strict=True):
        held[stem] = held.get(stem, 0.0) + weight
    return held


_Part: TypeAlias = "tuple[list[int], list[int], list[float]]"
"""Words, stems and weights of a range."""


def _parts(a: Worded, b: Worded, spans: NDArray[np.int64]) -> Iterator[tuple[_Part, _Part]]:
    """Both ranges of each row."""
    for side in (a, b):
        if not len(side.words) == len(side.stems) == len(side.weights) or min(side.words, default=0) < 0:
            raise ValueError("each word has a number of 0 or more, a stem and a weight")
        if min(side.stems, default=0) < 0:
            raise ValueError("each stem has a number of 0 or more")
    columns_a, columns_b = ((s.words.tolist(), s.stems.tolist(), s.weights.tolist()) for s in (a, b))
    for start_a, end_a, start_b, end_b in spans.tolist():
        if not (0 <= start_a <= end_a <= len(a.words) and 0 <= start_b <= end_b <= len(b.words)):
            raise ValueError("a span must lie inside its text")
        yield _cut(columns_a, start_a, end_a), _cut(columns_b, start_b, end_b)


def _cut(columns: _Part, start: int, end: int) -> _Part:
    return columns[0][start:end], columns[1][start:end], columns[2][start:end]


def total(values: Iterable[float]) -> float:
    """The sum from first to last; that of Python 3.12 rounds less."""
    added = 0.0
    for value in values:
        added += value
    return added


def _runs(partner: Sequence[int], weights_a: Sequence[float], weights_b: Sequence[float]) -> list[tuple[int, float]]:
    """Length and weight of each run of neighbours in a whose partners are neighbours in b."""
    runs: list[tuple[int, float]] = []
    for x, y in enumerate(partner):
        if y >= 0:
            length, worth = runs.pop() if x and y and partner[x - 1] == y - 1 else (0, 0.0)
            runs.append((length + 1, worth + min(weights_a[x], weights_b[y])))
    return runs


def common_subsequence(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """For each place in a its partner in b in one longest common subsequence, or -1.

    Equal beginnings and ends are partners; between them the bit-parallel algorithm of Hyyrö (2004), followed back from
    the ends: a place in a is skipped where the length allows it, else one in b, else they are partners.
    """
    before, least = 0, min(len(a), len(b))
    while before < least and a[before] == b[before]:
        before += 1
    after = 0
    while after < least - before and a[-1 - after] == b[-1 - after]:
        after += 1
    partner = [*range(before), *[-1] * (len(a) - before - after), *range(len(b) - after, len(b))]
    masks: dict[int, int] = {}
    x, y = len(a) - before - after, len(b) - before - after
    for place in range(x):
        masks[a[before + place]] = masks.get(a[before + place], 0) | 1 << place
    whole = state = (1 << x) - 1
    states = []
    for place in range(y):
        matched = state & masks.get(b[before + place], 0)
        state = (state + matched | state - matched) & whole
        states.append(state)
    while x and y:
        if states[y - 1] >> x - 1 & 1:
            x -= 1
        elif y > 1 and not states[y - 2] >> x - 1 & 1:
            y -= 1
        else:
            x, y = x - 1, y - 1
            partner[before + x] = before + y
    return partner


# --------------------------------------------------------------------------- ranges of reuse


class Ground(NamedTuple):
    """Two texts as numbers of stems; where passages begin or end; of each stem the count in both texts, and a prior."""

    stems: tuple[NDArray[np.int64], NDArray[np.int64]]
    edges: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    counts: NDArray[np.int64]
    prior: NDArray[np.float64]


Range: TypeAlias = "tuple[int, int]"


class Laid(Protocol):
    """A ground prepared once, to be asked for ranges of reuse."""

    def refined(self, starts: Sequence[tuple[int, int, int, int]], hopeless: float) -> tuple[Range, Range, float]:
        """Each side in turn set to what scores best against the other, until both rest: the best and their score.

        Of starts (start and end in a, start and end in b), each refined by itself, the first of the best. The score is
        that of the less convincing side; under `hopeless` nothing more is tried, not even the other side. Raises
        `ValueError` where there is no start, or a range lies outside its text.
        """

    def best_range(self, side: int, own: Range, others: NDArray[np.int64]) -> tuple[Range, float]:
        """The range near `own` in one text (0 or 1) best explained by reuse of the stems `others`, and its score.

        Every word of either counts as no background. Raises `ValueError` where a range lies outside its text or a stem
        has no count.
        """


def laid(ground: Ground) -> Laid:
    """Prepares a ground. Raises `ValueError` where a stem has no count or columns differ in length."""
    return _Laid(ground)


class _Laid:
    """The plain `Laid`."""

    def __init__(self, ground: Ground) -> None:
        if len(ground.counts) != len(ground.prior):
            raise ValueError("each count has a prior")
        for stems, edges in zip(ground.stems, ground.edges, strict=True):
            if len(edges) != len(stems) + 1:
                raise ValueError("there must be an edge flag for each word and the end of its text")
            _check_counted(ground, stems)
        self._ground, self._total = ground, int(ground.counts.sum())

    def refined(self, starts: Sequence[tuple[int, int, int, int]], hopeless: float) -> tuple[Range, Range, float]:
        for start_a, end_a, start_b, end_b in starts:
            self._check(0, (start_a, end_a))
            self._check(1, (start_b, end_b))
        found = [self._refined(row[:2], row[2:], hopeless) for row in starts]
        return max(found, key=lambda extent: extent[2])

    def best_range(self, side: int, own: Range, others: NDArray[np.int64]) -> tuple[Range, float]:
        if side not in (0, 1):
            raise ValueError("a side is 0 or 1")
        self._check(side, own)
        _check_counted(self._ground, others)
        return self._best_near(side, own, others.tolist(), is_apart=True)

    def _check(self, side: int, own: Range) -> None:
        if not 0 <= own[0] <= own[1] <= len(self._ground.stems[side]):
            raise ValueError("a range must lie inside its text")

    def _part(self, side: int, part: Range) -> list[int]:
        words: list[int] = self._ground.stems[side][part[0] : part[1]].tolist()
        return words

    def _refined(self, a: Range, b: Range, hopeless: float) -> tuple[Range, Range, float]:
        """One start refined: see `Laid.refined`."""
        score = 0.0
        for _ in range(ROUNDS):
            new_a, score = self._best_near(0, a, self._part(1, b))
            if score < hopeless:
                break
            new_b, score_b = self._best_near(1, b, self._part(0, new_a))
            score = min(score, score_b)
            if (new_a, new_b) == (a, b) or score < hopeless:
                break
            a, b = new_a, new_b
            if a[0] == a[1] or b[0] == b[1]:
                return a, b, 0.0
        return a, b, score

    def _best_near(self, side: int, own: Range, others: list[int], *, is_apart: bool = False) -> tuple[Range, float]:
        """The range near `own` best explained by `others`, and the log-ratio of its likelihood so and by chance.

        A word inside counts as matched as often as the others have it; beyond, each further one only while they have
        any left. The rate of matching is taken from the range itself: near 1 in a copy, about .5 in a paraphrase. How
        likely a word is by chance is told by the words outside; what the ranges themselves say more than once is
        background too, unless `is_apart`.
        """
        low, high = max(0, own[0] - WINDOW), min(len(self._ground.stems[side]), own[1] + WINDOW)
        words = self._part(side, (low, high))
        start, end = own[0] - low, own[1] - low
        there, inside = Counter(others), Counter(words[start:end])
        chances = self._chances(words, there, inside, is_apart=is_apart)
        credit = _credits(words, start, end, there, inside)
        rate = total(c - chances[w] for c, w in zip(credit[start:end], words[start:end], strict=True))
        rate /= max(total(1 - chances[w] for w in words[start:end]), 1e-9)
        rate = min(max(rate, LEAST_RATE), MOST_RATE)
        miss = math.log(1 - rate)
        hits = {w: min(MOST_PER_WORD, math.log1p(rate * (1 - p) / max(p, 1e-12))) for w, p in chances.items()}
        scores = (c * hits[w] + (1 - c) * miss for c, w in zip(credit, words, strict=True))
        edges = self._ground.edges[side][low : high + 1].tolist()
        begin, stop, score = _best_segment(list(accumulate(scores, initial=0.0)), edges)
        return (low + begin, low + stop), score

    def _chances(
        self, words: Iterable[int], there: Mapping[int, int], inside: Mapping[int, int], *, is_apart: bool
    ) -> dict[int, float]:
        """For each word how likely the other range has it by chance."""
        counts, prior = self._ground.counts, self._ground.prior
        length = sum(there.values())
        counted = (length + sum(inside.values())) if is_apart else (len(there) + len(inside))
        background = self._total - counted + PRIOR_WORDS
        chances = {}
        for word in set(words):
            held = (inside.get(word, 0), there.get(word, 0))
            elsewhere = int(counts[word]) - (sum(held) if is_apart else sum(min(count, 1) for count in held))
            chances[word] = -math.expm1(-(length * ((elsewhere + float(prior[word])) / background)))
        return chances


def _check_counted(ground: Ground, stems: NDArray[np.int64]) -> None:
    if len(stems) and not 0 <= stems.min() <= stems.max() < len(ground.counts):
        raise ValueError("every stem needs a count")


def _credits(
    words: Sequence[int], start: int, end: int, there: Mapping[int, int], inside: Mapping[int, int]
) -> list[float]:
    """How far each word counts as matched, from 0 to 1."""
    credit = [min(1.0, there.get(word, 0) / max(inside[word], 1)) for word in words]
    for outer in (range(end, len(words)), range(start - 1, -1, -1)):
        used = Counter(inside)
        for place in outer:
            credit[place] = float(used[words[place]] < there.get(words[place], 0))
            used[words[place]] += 1
    return credit


def _best_segment(sums: Sequence[float], is_edge: Sequence[bool]) -> tuple[int, int, float]:
    """The segment of the largest sum, each end then moved to where sum and bonus for an edge are largest; its sum."""
    floor, stop, most = sums[0], 0, 0.0
    for place, value in enumerate(sums):
        floor = min(floor, value)
        if value - floor > most:
            stop, most = place, value - floor
    begin = min(range(stop + 1), key=sums.__getitem__)
    if stop > begin:
        begin = max(range(stop), key=lambda place: EDGE_BONUS * is_edge[place] - sums[place])
        stop = max(range(begin + 1, len(sums)), key=lambda place: sums[place] + EDGE_BONUS * is_edge[place])
    return begin, stop, sums[stop] - sums[begin]
