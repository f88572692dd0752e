"""The types of relations made to agree with the edges of the lineage."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.model import LEANING, RelationType, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.model import Family, Relation

_PASSED_ON = (RelationType.DERIVED, RelationType.COMMON_SOURCE)
_MOST_ABOVE = 50  # of the nearest texts above one: a long chain costs no more than its length


def agreed(relations: Iterable[Relation], families: Iterable[Family]) -> tuple[Relation, ...]:
    """The relations, with types that agree with the edges of their families.

    A pair was typed by what tells of the two alone; the edges rest on the whole family. If a path leads from one of the
    two to the other, the relation is `DERIVED`; if paths lead to both from a third only, it is `COMMON_SOURCE`.
    """
    parents: dict[str, list[str]] = defaultdict(list)
    for family in families:
        for edge in family.edges:
            if edge.probability >= LEANING:
                parents[edge.target].append(edge.source)
    above = {text: _above(text, parents) for text in parents}
    return tuple([_agreed(each, above) for each in relations])


def _agreed(relation: Relation, above: Mapping[str, frozenset[str]]) -> Relation:
    """The relation, retyped if its documents are matched and in order; `above` are the ancestors of each document."""
    is_matched = relation.share_of_a or relation.share_of_b
    if relation.type not in _PASSED_ON or relation.verdict is Verdict.UNDETERMINED or not is_matched:
        return relation
    above_a, above_b = above.get(relation.a, frozenset()), above.get(relation.b, frozenset())
    if relation.a in above_b or relation.b in above_a:
        return replace(relation, type=RelationType.DERIVED)
    return relation if above_a.isdisjoint(above_b) else replace(relation, type=RelationType.COMMON_SOURCE)


def _above(text: str, parents: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The ancestors of a document by edges of the lineage: the nearest `_MOST_ABOVE` or so."""
    found: dict[str, None] = {}
    waiting = deque([text])
    while waiting and len(found) < _MOST_ABOVE:
        fresh = [each for each in parents.get(waiting.popleft(), ()) if each not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return frozenset(found)
