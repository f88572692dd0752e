"""How probable each edge of a lineage is, over all the ways in which the lineage can be drawn.

Every document has one main parent or none here; a way to draw them all is a forest, and its weight the product of the
weights of its edges. What share of all forests, by weight, has an edge is told by the inverse of one matrix (Tutte's
directed matrix-tree theorem; Koo, Globerson, Carreras and Collins, 2007, for sums over trees of exponential weights).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_LEAST_ROOT = 1e-9
MAX_NODES = 1000
"""Up to here the matrix is inverted; above, each document chooses by itself, whatever the others do."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Probabilities of main parents, and of having none here."""

    parents: Mapping[str, Mapping[str, float]]
    roots: Mapping[str, float]
    places: Mapping[str, int]
    inverse: NDArray[np.floating[Any]] | None

    def both_roots(self, a: str, b: str) -> float:
        """The probability that two documents both have no parent here."""
        if self.inverse is None:
            return self.roots[a] * self.roots[b]
        i, j = self.places[a], self.places[b]
        at = self.inverse.item
        own = at(i, i) * at(j, j)
        if own <= 0:
            return 0.0
        across = at(i, j) * at(j, i)
        return _probability(self.roots[a] * self.roots[b] * (1 - across / own))


def forest(candidates: Mapping[str, Mapping[str, float]], roots: Mapping[str, float]) -> Forest:
    """The probabilities of all edges.

    `candidates[t][s]` is the log of the weight of `s` as the main parent of `t`; `roots[t]` that of no parent.
    """
    names = sorted(candidates)
    places = {name: place for place, name in enumerate(names)}
    size = len(names)
    chosen, alone = _shares(names, candidates, roots)
    if size > MAX_NODES or not size:
        return Forest(chosen, alone, places, None)
    flow = np.zeros((size, size))
    for target, shares in chosen.items():
        for source, share in shares.items():
            flow[places[source], places[target]] = share
    stay = np.array([max(alone[name], _LEAST_ROOT) for name in names])
    inverse = np.linalg.inv(np.diag(flow.sum(axis=0) + stay) - flow)
    parents = {}
    for target, shares in chosen.items():
        row = inverse[places[target]].tolist()
        own = row[places[target]]
        flows = {source: share * (own - row[places[source]]) for source, share in shares.items()}
        parents[target] = {source: _probability(each) for source, each in flows.items()}
    held = dict(zip(names, map(_probability, (stay * np.diag(inverse)).tolist()), strict=True))
    return Forest(parents, held, places, inverse)


def _probability(value: float) -> float:
    return round(0.0 if value < 0.0 else 1.0 if value > 1.0 else float(value), 6)


def _shares(
    names: Sequence[str], candidates: Mapping[str, Mapping[str, float]], roots: Mapping[str, float]
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Each document's choices as shares of one, as if no other document chose."""
    chosen: dict[str, dict[str, float]] = {}
    alone: dict[str, float] = {}
    for name in names:
        held = candidates[name]
        top = max([roots[name], *held.values()])
        weights = {source: math.exp(weight - top) for source, weight in sorted(held.items())}
        stay = math.exp(roots[name] - top)
        total = sum(weights.values()) + stay
        chosen[name] = {source: weight / total for source, weight in weights.items()}
        alone[name] = stay / total
    return chosen, alone
