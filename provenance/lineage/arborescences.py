"""The probability of each edge of a lineage, summed over all forests in which the family can be drawn.

Every document has one main parent or none here; a way to draw them all is a spanning forest, and its weight the product
of the weights of its edges. The share of all forests, by weight, that have an edge is read off the inverse of the
Laplacian (Tutte's directed matrix-tree theorem; Koo, Globerson, Carreras and Collins, EMNLP-CoNLL 2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.floating[Any]]

_LEAST_ROOT = 1e-9  # probability of no parent here, so that the matrix has an inverse
_MOST_CELLS = 2**20  # of the matrices that are inverted at a time, to bound the memory
_DIGITS = 6  # of probabilities: further ones differ from machine to machine
MAX_NODES = 1000
"""Documents of a family up to which the matrix is inverted; in larger ones each document chooses by itself."""


@dataclass(frozen=True, slots=True)
class Forest:
    """The probabilities of a family: `parents[t][s]` that `s` is the main parent of `t`, `roots[t]` that none here is.

    `together` is the matrix of probabilities that two texts both have no parent here, in the order of `places`; None
    where each chooses by itself.
    """

    parents: Mapping[str, Mapping[str, float]]
    roots: Mapping[str, float]
    places: Mapping[str, int]
    together: Floats | None

    def both_roots(self, a: str, b: str) -> float:
        """The probability that two documents both have no parent here."""
        if self.together is None:
            return self.roots[a] * self.roots[b]
        return self.together.item(self.places[a], self.places[b])


def forests(groups: Sequence[Sequence[str]], sources: Mapping[str, Sequence[str]], weights: Floats) -> list[Forest]:
    """The probabilities of all edges of some families (`groups` of texts, of which no text is in two).

    `weights` are log weights: text by text, as `sources` has them, one for each source as its main parent, and then one
    for none.
    """
    if not sources:
        return [Forest({}, {}, {}, None) for _ in groups]
    counts = np.array([len(held) for held in sources.values()], dtype=np.int64)
    chosen, alone = _shares(weights, counts)
    where = {name: (number, place) for number, names in enumerate(groups) for place, name in enumerate(names)}
    family, place = np.array([where[name] for name in sources], dtype=np.int64).T
    source = np.array([where[other][1] for held in sources.values() for other in held], dtype=np.int64)
    sizes = np.array([len(names) for names in groups], dtype=np.int64)
    together: dict[int, Floats] = {}
    of_row, target_of = np.repeat(family, counts), np.repeat(place, counts)
    for part in _alike(sizes):
        slot = np.full(len(groups), -1)
        slot[part] = np.arange(len(part))
        rows, texts = (np.flatnonzero(slot[of] >= 0) for of in (of_row, family))
        edges = slot[of_row[rows]], source[rows], target_of[rows]
        own = slot[family[texts]], place[texts]
        shape = len(part), int(sizes[part[0]])
        chosen[rows], alone[texts], both = _over_all(shape, edges, chosen[rows], own, alone[texts])
        together |= zip(part.tolist(), both, strict=True)
    held_by = _by_text(sources, chosen.tolist())
    rooted = dict(zip(sources, alone.tolist(), strict=True))
    return [
        Forest(
            {name: held_by[name] for name in names},
            {name: rooted[name] for name in names},
            {name: place for place, name in enumerate(names)},
            together.get(number),
        )
        for number, names in enumerate(groups)
    ]


def _over_all(
    shape: tuple[int, int], edges: tuple[Ints, Ints, Ints], chosen: Floats, own: tuple[Ints, Ints], alone: Floats
) -> tuple[Floats, Floats, Floats]:
    """The probabilities over all forests of some families of one size, `shape` being their number and that size.

    Of the `edges` (family, source, target) and of the texts (family, place) to have no parent, from what each text
    would choose for itself; and that of two texts neither has one.
    """
    (family, source, target), (held, place) = edges, own
    flow = np.zeros((*shape, shape[1]))
    flow[edges] = chosen
    stay = np.maximum(alone, _LEAST_ROOT)
    laplacian = -flow
    laplacian[held, place, place] += flow.sum(axis=1)[own] + stay
    inverse = np.linalg.inv(laplacian)
    passed = inverse[family, target, target] - inverse[family, target, source]
    rooted = _probability(stay * inverse[held, place, place])
    roots = np.zeros(shape)
    roots[own] = rooted
    return _probability(chosen * passed), rooted, _together(roots, inverse)


def _together(roots: Floats, inverse: Floats) -> Floats:
    """The probabilities that two texts both have no parent, for each two of some families."""
    diagonal = np.diagonal(inverse, axis1=1, axis2=2)
    own = diagonal[:, :, None] * diagonal[:, None, :]
    across = inverse * inverse.transpose(0, 2, 1)
    shares = 1 - np.divide(across, own, out=np.ones_like(own), where=own > 0)
    return _probability(roots[:, :, None] * roots[:, None, :] * shares)


def _alike(sizes: Ints) -> Iterator[Ints]:
    """The numbers of families of equal size, in portions; families that are empty or too large are left out."""
    for size in np.unique(sizes[(sizes > 0) & (sizes <= MAX_NODES)]).tolist():
        numbers = np.flatnonzero(sizes == size)
        at_once = max(1, _MOST_CELLS // (size * size))
        yield from (numbers[start : start + at_once] for start in range(0, len(numbers), at_once))


def _by_text(sources: Mapping[str, Sequence[str]], chances: Sequence[float]) -> dict[str, dict[str, float]]:
    """Probabilities, listed text by text and source by source, as mappings."""
    each = iter(chances)
    return {name: dict(zip(held, islice(each, len(held)), strict=True)) for name, held in sources.items()}


def _probability(values: Floats) -> Floats:
    return np.round(np.clip(values, 0.0, 1.0), _DIGITS)


def _shares(weights: Floats, counts: Ints) -> tuple[Floats, Floats]:
    """The softmax of the log weights of each text, as if it chose alone: those of its sources, and those of none."""
    ends = np.cumsum(counts + 1)
    starts = ends - counts - 1
    shares = np.exp(weights - np.repeat(np.maximum.reduceat(weights, starts), counts + 1))
    shares /= np.repeat(np.add.reduceat(shares, starts), counts + 1)
    is_none = np.zeros(len(weights), dtype=np.bool_)
    is_none[ends - 1] = True
    return shares[~is_none], shares[is_none]
