"""Where copying ends and rewording begins: the thresholds of kinds and degrees, fitted on labelled data.

A unit is a labelled case of reuse with the pairs of passages that the engine finds in it, each with its similarity,
containment and words. It is said to be what most of these words are. Thresholds are chosen on all folds but one and
judged on the one left out; answers are folded by their task, texts by the documents they have in common.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Thresholds = tuple[float, float, float]
    """Least similarity of what is copied, of what is lightly reworded, and least containment of the latter."""

SAID = ("copied", "light", "heavy")
GRID: tuple[Thresholds, ...] = tuple(
    product((0.75, 0.8, 0.85, 0.9, 0.95), (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7), (0.7, 0.85, 0.95))
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A case labelled `group`; each of `right` is a right answer; `pairs` as (similarity, containment, words)."""

    group: str
    right: frozenset[str]
    fold: int
    pairs: tuple[tuple[float, float, int], ...]


def said_of(unit: Unit, thresholds: Thresholds) -> str:
    """What most words of a unit are said to be; `none` where nothing was found in it."""
    copied, light, containment = thresholds
    words: Counter[str] = Counter()
    for similarity, contained, count in unit.pairs:
        name = (
            "copied"
            if similarity >= copied
            else "light"
            if similarity >= light or contained >= containment
            else "heavy"
        )
        words[name] += count
    return max(SAID, key=lambda name: (words[name], -SAID.index(name))) if words else "none"


def accuracy(units: Iterable[Unit], thresholds: Thresholds) -> float:
    """The share of units rightly told, as the mean over their groups; units in which nothing was found are left out."""
    by_group: defaultdict[str, list[bool]] = defaultdict(list)
    for unit in units:
        if unit.pairs:
            by_group[unit.group].append(said_of(unit, thresholds) in unit.right)
    return statistics.fmean(statistics.fmean(held) for held in by_group.values()) if by_group else 0.0


def best(units: Sequence[Unit], usual: Thresholds) -> Thresholds:
    """The thresholds that tell most units rightly; of equals those in use, else the middle ones."""
    grid = sorted({*GRID, usual}, key=lambda t: sum(abs(x - y) for x, y in zip(t, usual, strict=True)))
    return max(grid, key=lambda thresholds: round(accuracy(units, thresholds), 6))


@dataclass(frozen=True, slots=True)
class Fold:
    """What was chosen without a fold, and how much of the fold it and the thresholds in use tell rightly."""

    chosen: Thresholds
    accuracy: float
    usual: float


def folds(units: Sequence[Unit], usual: Thresholds) -> list[Fold]:
    """Each fold left out in turn."""
    result = []
    for fold in sorted({unit.fold for unit in units}):
        chosen = best([unit for unit in units if unit.fold != fold], usual)
        left_out = [unit for unit in units if unit.fold == fold]
        result.append(Fold(chosen, accuracy(left_out, chosen), accuracy(left_out, usual)))
    return result


def confusion(units: Sequence[Unit], thresholds: Thresholds) -> list[list[object]]:
    """A row for each group: what its units are said to be."""
    rows: list[list[object]] = []
    for group in dict.fromkeys(unit.group for unit in units):
        told = Counter(said_of(unit, thresholds) for unit in units if unit.group == group)
        right = next(unit.right for unit in units if unit.group == group)
        rows.append([group, " or ".join(sorted(right)), *(told[name] for name in (*SAID, "none"))])
    return rows
