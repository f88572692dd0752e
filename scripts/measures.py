"""Measures of agreement with labelled data, for scripts/evaluate."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two ranges of code points, half-open, one in each of two texts: a labelled case of reuse, or one found."""

    texts: tuple[str, str]
    a: tuple[int, int]
    b: tuple[int, int]

    def meets(self, other: PassagePair) -> bool:
        """Whether they share characters in both texts."""
        return _common(self.a, other.a) is not None and _common(self.b, other.b) is not None


@dataclass(frozen=True, slots=True)
class Score:
    """Of all cases against all that was found; granularity is at least 1 and best at 1, the others best at 1."""

    recall: float
    precision: float
    granularity: float
    plagdet: float


def plagdet(cases: Sequence[PassagePair], found: Sequence[PassagePair]) -> Score:
    """The measure of Potthast and others (COLING 2010), each case and each detection counted alike (macro).

    A detection detects a case where they share characters in both texts; granularity is the number of detections of a
    case that is detected at all.
    """
    cases_of, found_of = _by_texts(cases), _by_texts(found)
    recall = _mean(_covered(case, found_of[case.texts]) for case in cases)
    precision = _mean(_covered(one, cases_of[one.texts]) for one in found)
    hits = [sum(case.meets(one) for one in found_of[case.texts]) for case in cases]
    granularity = _mean(hit for hit in hits if hit) or 1.0
    both = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return Score(recall, precision, granularity, both / math.log2(1 + granularity))


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def _by_texts(pairs: Iterable[PassagePair]) -> defaultdict[tuple[str, str], list[PassagePair]]:
    held: defaultdict[tuple[str, str], list[PassagePair]] = defaultdict(list)
    for pair in pairs:
        held[pair.texts].append(pair)
    return held


def _common(x: Range, y: Range) -> Range | None:
    start, end = max(x[0], y[0]), min(x[1], y[1])
    return (start, end) if start < end else None


def _covered(pair: PassagePair, others: Iterable[PassagePair]) -> float:
    """The share of a pair's characters, both ranges together, that lie in those others that meet it."""
    met = [other for other in others if pair.meets(other)]
    size = pair.a[1] - pair.a[0] + pair.b[1] - pair.b[0]
    in_a = _length(filter(None, (_common(pair.a, other.a) for other in met)))
    in_b = _length(filter(None, (_common(pair.b, other.b) for other in met)))
    return (in_a + in_b) / size if size else 0.0


def _length(ranges: Iterable[Range]) -> int:
    """The number of places in any of some ranges."""
    total, reached = 0, -1
    for start, end in sorted(ranges):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def area(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The area under the ROC curve: how often a positive is above a negative, ties counted half."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative)) if positive and negative else math.nan


def tau_b(pairs: Sequence[tuple[float, float]]) -> float:
    """Kendall's rank agreement of two scores, corrected for ties; 0 where one of them never differs."""
    agree = tied_x = tied_y = total = 0
    for place, (x, y) in enumerate(pairs):
        for other_x, other_y in pairs[place + 1 :]:
            sign = ((x > other_x) - (x < other_x)) * ((y > other_y) - (y < other_y))
            agree += sign
            tied_x += x == other_x
            tied_y += y == other_y
            total += 1
    scale = math.sqrt((total - tied_x) * (total - tied_y))
    return agree / scale if scale else 0.0


def interval(
    rows: Sequence[tuple[float, float]],
    measure: Callable[[Sequence[tuple[float, float]]], float],
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """The 95 % bootstrap interval of a measure (percentiles), by resampling the rows."""
    chance = random.Random(seed)
    values = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(resamples))
    return values[int(0.025 * resamples)], values[min(resamples - 1, int(0.975 * resamples))]
