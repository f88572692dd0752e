"""The first of all: which document of a family was finished before the others, how sure that is, else the likeliest."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.lineage import scale
from provenance.lineage.odds import TELLS, by_shape
from provenance.lineage.parents import weighted
from provenance.model import LEANING, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provenance.lineage.parents import Family
    from provenance.model import Edge, Witness

FIRST_WEIGHTS = scale.FIRST
"""What counts for the first of all, in log weights: the log of the probability that it has no parent here; that of the
probability that it was before another, summed over all others, each as far as it has no parent here either; the least
of these, whatever parent the other has; that it tells of a day as still to come; the mean of the log of the probability
that it was before another, by what tells of time alone."""

_LEAST_FIRST = 0.01  # of probabilities, before their logarithms are taken
_TWO = 2
_SURE = 0.85  # from here on the order of two documents is sure
_MOST_SURE = 0.99
_MOST_LIKELIEST = 3  # candidates named where none is sure enough: more are a list, and no hint
_ABOVE_LOT = 1.2  # times as probable as any: what is less is no hint either
_MOST_COMPARED = 100  # documents of a family that is compared whole


def p_first(one: Family) -> dict[str, float]:
    """For each document of a family the probability that it was the first. Of two alone it is that of their order."""
    if len(one.forest.roots) == _TWO:
        a, b = one.forest.roots
        return {a: one.before.get((a, b), 0.5), b: one.before.get((b, a), 0.5)}
    log_weights = {name: weighted(FIRST_WEIGHTS, values) for name, values in first_features(one).items()}
    top = max(log_weights.values(), default=0.0)
    weights = {name: math.exp(each - top) for name, each in log_weights.items()}
    total = math.fsum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def first_features(one: Family) -> dict[str, tuple[float, ...]]:
    """For each document of a family the features of being the first, in the order of `FIRST_WEIGHTS`."""
    roots = one.forest.roots
    order: dict[str, list[float]] = defaultdict(list)
    dated: dict[str, list[float]] = defaultdict(list)
    least = dict.fromkeys(roots, 0.5)
    for name, other in one.before:
        if name in roots and other in roots:
            p = _p_before(one, name, other)
            order[name].append(roots[other] * math.log(max(2 * p, _LEAST_FIRST)))
            dated[name].append(math.log(max(2 * one.by_time[name, other], _LEAST_FIRST)))
            least[name] = min(least[name], p)
    return {
        name: (
            math.log(max(p, _LEAST_FIRST)),
            math.fsum(order[name]),
            math.log(max(least[name], _LEAST_FIRST)),
            float(name in one.announcing),
            math.fsum(dated[name]) / max(len(dated[name]), 1),
        )
        for name, p in roots.items()
    }


def _p_before(one: Family, name: str, other: str) -> float:
    """The probability that a text was before another.

    Unless it is sure, it counts as far as one of them has a parent here: of two that have none wording tells who stands
    nearer to a source, and not who was first.
    """
    p = one.before[name, other]
    return p + (0.5 - p) * one.forest.both_roots(name, other) if abs(p - 0.5) < _SURE - 0.5 else p


def told(
    weighed: Family, edges: Iterable[Edge], witnesses: Mapping[str, Witness]
) -> tuple[str | None, float | None, tuple[Candidate, ...]]:
    """The document that was probably first, of those without a parent here, and how sure that is; else the likeliest.

    Who has more of what is shared than others is nearer to its source, or copied it whole: a first is told only where
    something tells that it was before another, whatever the shape of the family makes likely; and no more than leaning
    where of some text nothing tells that it was after it, unless it is a release.

    Of more than a hundred not all pairs are compared: there it must be earlier by its date than all others by theirs,
    and which is the likeliest is not told.
    """
    p = p_first(weighed)
    has_parent = {edge.target for edge in edges if not edge.source.startswith("missing:")}
    roots = sorted((name for name in p if name not in has_parent), key=lambda name: (p[name], name), reverse=True)
    if not roots:
        return None, None, ()
    best = roots[0]
    is_whole = len(p) <= _MOST_COMPARED
    most = p[best]
    if is_whole and best not in weighed.releases and not p.keys() <= _after(best, weighed.before):
        most = by_shape(most)
    if most < LEANING:
        return None, None, _likeliest({**{name: p[name] for name in roots}, best: most}, len(p)) if is_whole else ()
    if max(weighed.before.get((best, name), 0.5) for name in p) < LEANING:
        return None, None, ()
    if not is_whole:
        latest = witnesses[best].dating.latest or "9999"
        if any((witnesses[name].dating.earliest or "") < latest for name in p if name != best):
            return None, None, ()
    return best, round(min(most, _MOST_SURE), 4), ()


def _after(first: str, before: Mapping[tuple[str, str], float]) -> set[str]:
    """A document and all that something tells to be later than it, straight or by way of others."""
    later: dict[str, list[str]] = defaultdict(list)
    for (one, other), p in before.items():
        if p >= TELLS:
            later[one].append(other)
    found, rest = {first}, [first]
    while rest:
        fresh = set(later[rest.pop()]) - found
        found |= fresh
        rest += sorted(fresh)
    return found


def _likeliest(chances: Mapping[str, float], members: int) -> tuple[Candidate, ...]:
    """The most probable of some, and the next where they come near it; none that is hardly more so than by lot."""
    most = max(chances.values())
    near = [name for name, p in chances.items() if 2 * p >= most and p * members >= _ABOVE_LOT]
    near.sort(key=lambda name: (-chances[name], name))
    return tuple(Candidate(name, round(chances[name], 4)) for name in near[:_MOST_LIKELIEST])
