"""From whom each document of a family probably has what it shares: the edges of a lineage.

Every passage asks for its own source; an edge is drawn from the document that explains most of what is still
unexplained, then from the next, as long as there is enough left to explain: a page made of two releases has two
parents. Where edges run in a circle, the least certain of the circle gives way and its document chooses again.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.coverage import union
from provenance.model import Edge, EdgeType, RelationType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.coverage import Coverage, Held
    from provenance.model import Relation, Span, Witness
    from provenance.settings import LineageSettings

_EXPLAINED, _EDITED, _ORDER = 4.0, 1.5, 1.5
"""What counts for a parent: the share of the shared words it explains, less how much they were edited, and the log of
the probability that it was first."""

_MIN_PARENT_WORDS = 12
_MIN_PARENT_SHARE = 0.1
_MOSTLY = 0.8
_NO_PARENTS = (RelationType.SAME_EVENT, RelationType.COMMON_SOURCE)


@dataclass(frozen=True, slots=True)
class _Rival:
    """A document that may be a parent: the probability that it was first, and how the two hang together."""

    name: str
    p: float
    type: RelationType


@dataclass(frozen=True, slots=True)
class _Choice:
    """A rival with what it would explain: words not explained before, how good a parent that makes it, and the type."""

    rival: _Rival
    words: int
    score: float
    type: EdgeType


def edges(
    members: Sequence[str],
    shared: Coverage,
    relations: Iterable[Relation],
    explained: Mapping[str, int],
    witnesses: Mapping[str, Witness],
    settings: LineageSettings,
) -> tuple[Edge, ...]:
    """The edges between the documents of a family, without circles.

    `explained` are the words of a document whose source is known not to be here.
    """
    rivals = _rivals(relations)
    quoted = {name: shared.of(name, witnesses[name].quotations) for name in members if name in shared.starts}

    def chosen(document: str) -> list[Edge]:
        return _parents(document, rivals[document], shared, explained.get(document, 0), quoted, settings)

    drawn = {document: chosen(document) for document in sorted(members)}
    while circle := _circle(drawn):
        weakest = min(circle, key=lambda edge: (edge.probability, edge.source, edge.target))
        rivals[weakest.target] = [each for each in rivals[weakest.target] if each.name != weakest.source]
        drawn[weakest.target] = chosen(weakest.target)
    return tuple(edge for found in drawn.values() for edge in found)


def _rivals(relations: Iterable[Relation]) -> dict[str, list[_Rival]]:
    """For each document those that were more probably before it than after."""
    rivals: dict[str, list[_Rival]] = defaultdict(list)
    for relation in relations:
        p = relation.p_a_first
        if p == 0.5 or relation.type in _NO_PARENTS:
            continue
        earlier, later = (relation.a, relation.b) if p > 0.5 else (relation.b, relation.a)
        rivals[later].append(_Rival(earlier, max(p, 1 - p), relation.type))
    return rivals


def _parents(
    document: str,
    rivals: Sequence[_Rival],
    shared: Coverage,
    explained: int,
    quoted: Mapping[str, int],
    settings: LineageSettings,
) -> list[Edge]:
    """The parents of one document: the best first, more where words stay unexplained."""
    total = shared.whole.get(document, 0).bit_count()
    found: list[Edge] = []
    left = list(rivals)
    while left and len(found) < settings.max_parents:
        choices = [_choice(document, rival, shared, explained, total, quoted) for rival in left]
        best = max(choices, key=lambda c: (round(c.score, 6), c.rival.p, c.rival.name))
        if best.words < max(_MIN_PARENT_WORDS, _MIN_PARENT_SHARE * total):
            left = [c.rival for c in choices if c.words > best.words]
            continue
        found.append(Edge(best.rival.name, document, round(best.rival.p, 4), best.type))
        explained |= shared.shared[document, best.rival.name]
        left = [rival for rival in left if rival is not best.rival]
    return found


def _choice(
    document: str, rival: _Rival, shared: Coverage, explained: int, total: int, quoted: Mapping[str, int]
) -> _Choice:
    """What a rival would explain, and how good a parent that makes it."""
    held = shared.between.get((document, rival.name), ())
    fresh = [(each.words & ~explained).bit_count() for each in held]
    words = union(each.words & ~explained for each in held)
    count = sum(fresh)
    if not count:
        return _Choice(rival, 0, -math.inf, EdgeType.DERIVED)
    alike = sum(new * each.segment.similarity for new, each in zip(fresh, held, strict=True)) / count
    score = _EXPLAINED * words.bit_count() / total - _EDITED * (1 - alike) + _ORDER * math.log(rival.p)
    return _Choice(rival, words.bit_count(), score, _type(document, rival, words, held, quoted, shared))


def _type(
    document: str, rival: _Rival, words: int, held: Sequence[Held], quoted: Mapping[str, int], shared: Coverage
) -> EdgeType:
    """What passes along an edge: one version's words to the next, what somebody said, or text."""
    if rival.type is RelationType.VERSION:
        return EdgeType.VERSION
    there = shared.of(rival.name, _others(held, words))
    is_speech = _is_mostly(words, quoted.get(document, 0)) and _is_mostly(there, quoted.get(rival.name, 0))
    return EdgeType.QUOTATION if is_speech else EdgeType.DERIVED


def _others(held: Iterable[Held], words: int) -> list[Span]:
    """Where the other document has some words."""
    return [each.other for each in held if each.words & words]


def _is_mostly(words: int, inside: int) -> bool:
    return (words & inside).bit_count() >= _MOSTLY * words.bit_count()


def _circle(drawn: Mapping[str, Sequence[Edge]]) -> list[Edge]:
    """Edges that run in a circle, or none."""
    try:
        TopologicalSorter({target: [edge.source for edge in found] for target, found in drawn.items()}).prepare()
    except CycleError as error:
        nodes = error.args[1]
        steps = set(pairwise(nodes))
        return [edge for found in drawn.values() for edge in found if (edge.source, edge.target) in steps]
    return []
