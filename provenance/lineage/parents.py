"""The edges of a lineage: from whom each document of a family probably has what it shares.

Each document has every other that shares text with it as a candidate for its main parent, or has none here. What is
probable for one document depends on the others, so that all ways to draw the family are weighed together
(`arborescences`), by what speaks for each single edge (`descent`, `weighing`). A page made of two releases has further
parents: whoever explains most of what is still unexplained, as long as that is enough; and whoever has sentences word
for word that the main parent, or where none is drawn the likeliest, has not (`further_parents`). Where edges run in a
circle, the least certain of it is left out, and its document chooses again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise
from operator import attrgetter, mul
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.lineage import descent, further_parents, scale, weighing
from provenance.lineage.arborescences import Forest, forests
from provenance.lineage.odds import TELLS, by_shape, log_odds, logistic
from provenance.model import OUTSIDE, Bound, Edge, EdgeType, RelationType, Strength, Verdict
from provenance.wording.coverage import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from provenance.lineage.descent import Facts
    from provenance.model import Relation, Span, Witness
    from provenance.settings import LineageSettings
    from provenance.wording.coverage import Coverage, Held

COMMON_WEIGHTS = scale.COMMON
"""What counts for a common source that is not here, in log odds: in itself; that neither of the two has a parent here,
in log odds; that one is a release; how sure their order is."""

ABOVE_WEIGHTS = scale.ABOVE
"""What counts for a drawn source being above a text, in log odds, where a release is in the family: in itself; that the
text has its words straight from there or from one copy, in log odds; that it has no parent here, in log odds."""

_LEAST = 0.001  # of probabilities, before their logarithms are taken
# Thresholds, set by hand; `scripts/evaluate_lineage` measures what comes of them.
_PROBABLY = 0.3  # who is so probably made of a text is below it
_ROUNDS = 2  # of asking anew who is probably below whom
_VERY_WORDS = 0.97  # similarity of what was left as it stood
_MIN_PROBABILITY = 0.35  # of an edge that is drawn
_BY_FAMILY = 0.45  # where nothing tells the order of two texts, the others that share their words must be that sure
_SURE = 0.85  # a further parent must be that surely earlier
_MORE_LIKELY = 0.5  # than not: an edge to a text of which a source is not here, or nobody here is known as the source
_FURTHER = 0.6  # times the probability of having been earlier: that of a further parent, at least
_MOST_SURE = 0.99
_MOST_TIME = 4.6  # log odds: dates can be mistyped
_MIN_LEAD = 0.03  # an edge is drawn only where it is that much more probable than the same edge the other way round
_MIN_PARENT_WORDS = 12  # that a further parent explains
_MIN_PARENT_SHARE = 0.2  # of the words that a document has in common with any
_MOSTLY = 0.8  # of some words


@dataclass(frozen=True, slots=True)
class Family:
    """A family with the probabilities of all its edges (`forest`), and what else its edges are drawn by.

    `before[x, y]` is the probability that document `x` was before `y`, `by_time` the same by time cues alone;
    `versions` are pairs of versions of one text; `explained` and `apart` are those of the `Group`; `quoted` the words
    of each document in quotation marks, as a set of bits; `releases` have the marks of a release; `announcing` tell of
    a day to come; `relays` stand in forum software; of pairs in `named` the second says that it has it from the first.
    """

    shared: Coverage
    before: Mapping[tuple[str, str], float]
    by_time: Mapping[tuple[str, str], float]
    versions: frozenset[frozenset[str]]
    explained: Mapping[str, int]
    apart: frozenset[frozenset[str]]
    quoted: Mapping[str, int]
    releases: frozenset[str]
    announcing: frozenset[str]
    forest: Forest
    settings: LineageSettings
    relays: frozenset[str] = frozenset()
    named: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one family, and what is believed of them before its lineage is weighed.

    Of pairs in `apart` neither has from the other what they share: both have it from a text that is not here, or fill
    in one form. `explained` are words, as sets of bits, whose source is known not to be here.
    """

    members: Sequence[str]
    relations: Sequence[Relation]
    explained: Mapping[str, int] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()


def families(
    groups: Sequence[Group], shared: Coverage, witnesses: Mapping[str, Witness], settings: LineageSettings
) -> list[Family]:
    """The families with the probabilities of their edges. Features of all families are computed at once."""
    held = [sorted(name for name in group.members if name in shared.starts) for group in groups]
    orders = [_both_ways(group.relations, attrgetter("p_a_first")) for group in groups]
    known = descent.facts(
        list(chain(*held)),
        shared,
        {pair: p for before in orders for pair, p in before.items()},
        descent.reasons(chain(*(group.relations for group in groups)), shared),
        frozenset(chain(*(group.apart for group in groups))),
        {name: words for group in groups for name, words in group.explained.items()},
        witnesses,
    )
    named = weighing.named(chain(*(group.relations for group in groups)))
    return [
        Family(
            shared=shared,
            before=before,
            by_time=_both_ways(group.relations, _by_time),
            versions=frozenset(frozenset((r.a, r.b)) for r in group.relations if r.type is RelationType.VERSION),
            explained=group.explained,
            apart=group.apart,
            quoted=known.quoted,
            releases=frozenset(name for name in names if descent.is_release(witnesses[name])),
            announcing=frozenset(name for name in names if _announces(witnesses[name])),
            forest=drawn,
            settings=settings,
            relays=frozenset(name for name in names if witnesses[name].is_relay),
            named=frozenset(chain.from_iterable(map(_named, group.relations))),
        )
        for group, names, before, drawn in zip(groups, held, orders, _drawn(known, held, named), strict=True)
    ]


def _named(relation: Relation) -> Iterator[tuple[str, str]]:
    """A pair of documents as source and target, where the later of the two says so and is believed."""
    first = relation.verdict is Verdict.A_FIRST
    if relation.verdict is not Verdict.UNDETERMINED and any(
        one.cue == "repost-marker" and (one.favours == "a") is first for one in relation.evidence
    ):
        yield (relation.a, relation.b) if first else (relation.b, relation.a)


def _both_ways(relations: Iterable[Relation], p: Callable[[Relation], float]) -> dict[tuple[str, str], float]:
    """For each pair, both ways round, how probably the first was before the second, given that of a relation."""
    before: dict[tuple[str, str], float] = {}
    for relation in relations:
        told = p(relation)
        before[relation.a, relation.b], before[relation.b, relation.a] = told, 1 - told
    return before


def _drawn(known: Facts, groups: Sequence[Sequence[str]], named: frozenset[tuple[str, str]]) -> list[Forest]:
    """The probabilities of all edges of some families, weighed again while beliefs on who is made of whom change."""
    believed: list[frozenset[tuple[str, str]]] = [frozenset()] * len(groups)
    choices = weighing.told(known, weighing.standing(known), frozenset())
    drawn = forests(groups, choices.sources, weighing.weighed(choices, named))
    for _ in range(_ROUNDS):
        now = [below(one) for one in drawn]
        other = [number for number, each in enumerate(now) if each != believed[number]]
        if not other:
            break  # all that is believed has been weighed
        stale = {source for number in other for source, _ in now[number] ^ believed[number]}
        choices = weighing.told(known, choices, frozenset(chain(*now)), stale)
        asked = [groups[number] for number in other]
        some = weighing.chosen(choices, frozenset(chain(*asked)))
        for number, one in zip(other, forests(asked, some.sources, weighing.weighed(some, named)), strict=True):
            drawn[number] = one
        believed = now
    return drawn


def _by_time(relation: Relation) -> float:
    """The probability that the first document of a relation was before the second, by what tells of time alone."""
    told = sum(e.weight if e.favours == "a" else -e.weight for e in relation.evidence if e.cue in TIME_CUES)
    return logistic(max(-_MOST_TIME, min(told, _MOST_TIME)))


def _announces(witness: Witness) -> bool:
    """Whether a text tells of a day as still to come. To state its own day says nothing of who was first."""
    hard = (e for e in witness.dating.evidence if e.bound is Bound.LATEST and e.strength is Strength.HARD)
    return any(e.cue not in OUTSIDE for e in hard)


def below(drawn: Forest) -> frozenset[tuple[str, str]]:
    """Pairs of documents of which the second is probably made of the first."""
    return frozenset(
        (source, target) for target, held in drawn.parents.items() for source, p in held.items() if p >= _PROBABLY
    )


def weighted(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted sum of some features."""
    total: float = sum(map(mul, weights, values))
    return total


# --------------------------------------------------------------------------- sources that are not here


def p_common(one: Family, a: str, b: str) -> float:
    """The probability that two documents have what they share from a text that is not here."""
    return logistic(weighted(COMMON_WEIGHTS, common_features(one, a, b)))


def common_features(one: Family, a: str, b: str) -> tuple[float, ...]:
    """The features of a missing common source of two documents, in the order of `COMMON_WEIGHTS`."""
    is_release = float(a in one.releases or b in one.releases)
    return 1.0, log_odds(one.forest.both_roots(a, b), _LEAST), is_release, abs(one.before.get((a, b), 0.5) - 0.5)


# --------------------------------------------------------------------------- drawing


def edges(weighed_family: Family) -> tuple[Edge, ...]:
    """The edges that are drawn between the documents of a family: an acyclic graph."""
    banned: set[tuple[str, str]] = set()
    drawn = {name: _parents(weighed_family, name, banned) for name in sorted(weighed_family.forest.places)}
    while circle := _circle(drawn):
        weakest = min(circle, key=lambda edge: (edge.probability, edge.source, edge.target))
        banned.add((weakest.source, weakest.target))
        drawn[weakest.target] = _parents(weighed_family, weakest.target, banned)
    return tuple(edge for found in drawn.values() for edge in found)


def _parents(one: Family, document: str, banned: set[tuple[str, str]]) -> list[Edge]:
    """The parents of one document: the main one, then more where words stay unexplained.

    Of two that may each be taken from the other neither is the parent; then what both may be taken from is.
    """
    explained = one.explained.get(document, 0)
    likely = {source: p for source, p in one.forest.parents[document].items() if (source, document) not in banned}
    found: list[Edge] = []
    least = _MORE_LIKELY if explained else 0.0  # what is from a text that is not here may be so by way of another
    drawable = [source for source, p in likely.items() if p >= least and _is_drawn(one, source, document)]
    main = max(drawable, key=lambda source: (likely[source], source), default=None)
    if main is not None:
        found.append(_edge(one, main, document, one.shared.shared[document, main], _p_above(one, main, document)))
        explained |= one.shared.shared[document, main]
    earlier = [source for source in likely if source != main and one.before.get((source, document), 0.5) >= _SURE]
    if not explained:  # without a main parent only the very words tell
        earlier = [source for source in earlier if one.shared.near[document, source] >= _VERY_WORDS]
    fewest = max(_MIN_PARENT_WORDS, _MIN_PARENT_SHARE * one.shared.whole[document].bit_count())
    while len(found) < one.settings.max_parents:
        fresh = {source: one.shared.shared[document, source] & ~explained for source in earlier}
        earlier = [source for source, words in fresh.items() if words.bit_count() >= fewest]
        if not earlier:
            break
        best = max(earlier, key=lambda source: (_score(one, source, document, fresh[source]), source))
        earlier.remove(best)
        if further_parents.is_block(fresh[best], one.shared.whole[document]):
            p = max(_p_above(one, best, document), _FURTHER * one.before[best, document])
            found.append(_edge(one, best, document, fresh[best], p))
            explained |= fresh[best]
    if len(found) + (main is None) < one.settings.max_parents:
        found += _in_very_words(one, main, document, banned | {(edge.source, document) for edge in found})
    return found


def beside(one: Family, main: str, document: str) -> dict[str, further_parents.Candidate]:
    """The texts that may be a further parent of a document beside its main one."""
    known = further_parents.Known(one.shared, one.forest.parents, one.before, one.relays)
    return further_parents.candidates(known, main, document)


def _in_very_words(one: Family, main: str | None, document: str, banned: set[tuple[str, str]]) -> list[Edge]:
    """A further parent that has some sentences in the very words of a document where its main one has not, or none.

    Where no main one is drawn, the likeliest has not; and then it must be more likely than not, and known for no later.
    """
    chances = one.forest.parents[document]
    first = main or max(chances, key=lambda source: (chances[source], source), default=None)
    held = beside(one, first, document) if first else {}
    likely = {source: each.probability for source, each in held.items() if (source, document) not in banned}
    best = max(likely, key=lambda source: (likely[source], source), default=None)
    if best is None or likely[best] < _MIN_PROBABILITY:
        return []
    if main is None and (likely[best] < _MORE_LIKELY or one.before.get((best, document), 0.5) < 0.5):
        return []
    return [_edge(one, best, document, held[best].words, min(likely[best], _MOST_SURE))]


def _is_drawn(one: Family, source: str, target: str) -> bool:
    """Whether a main parent is probable enough, and more so than that the two stand the other way round."""
    if (target, source) in one.named:
        return False  # who says that it has something from the other is no source of it, however the family hangs
    p = one.forest.parents[target][source]
    if one.before.get((source, target), 0.5) <= 0.5 and (p < _BY_FAMILY or not _has_third(one, source, target)):
        return False  # which of two texts holds more than the other tells nothing of their order
    return p >= _MIN_PROBABILITY and p - one.forest.parents[source].get(target, 0.0) >= _MIN_LEAD


def _p_above(one: Family, source: str, target: str) -> float:
    """The probability that one document has from another what they share, by whatever way."""
    p = _p_near(one, source, target)
    if one.releases:
        p = logistic(weighted(ABOVE_WEIGHTS, above_features(one, source, target)))
    p_before = one.before.get((source, target), 0.5)
    is_told = p_before >= TELLS
    # A release elsewhere in the family tells nothing of the order of these two, nor that both are one.
    is_taken_up = source in one.releases and target not in one.releases and p_before > 1 - TELLS
    return min(p if is_told or is_taken_up else by_shape(p), _MOST_SURE)


def _p_near(one: Family, source: str, target: str) -> float:
    """The probability that one document has from another what they share: straight, or from a copy of it."""
    chances = one.forest.parents
    return chances[target][source] + sum(p * chances[name].get(source, 0.0) for name, p in chances[target].items())


def above_features(one: Family, source: str, target: str) -> tuple[float, ...]:
    """The features of a drawn source being above a text, in the order of `ABOVE_WEIGHTS`."""
    return 1.0, log_odds(_p_near(one, source, target), _LEAST), log_odds(one.forest.roots[target], _LEAST)


def _has_third(one: Family, a: str, b: str) -> bool:
    """Whether a third text shares words with both."""
    return not set(one.shared.partners[a]).isdisjoint(one.shared.partners[b])


def _score(one: Family, source: str, target: str, words: int) -> float:
    """How good a further parent a document is: what it newly explains, how near it is, how surely it was before."""
    share = words.bit_count() / (one.shared.whole[target].bit_count() or 1)
    edited = 1 - one.shared.near[target, source]
    return round(4 * share - 1.5 * edited + 1.5 * math.log(one.before[source, target]), 6)


def _edge(one: Family, source: str, target: str, words: int, p: float) -> Edge:
    return Edge(source, target, round(p, 4), _type(one, source, target, words))


def _type(one: Family, source: str, target: str, words: int) -> EdgeType:
    """What passes along an edge: one version's words to the next, what somebody said, or text."""
    if frozenset((source, target)) in one.versions:
        return EdgeType.VERSION
    held = one.shared.between[target, source]
    there = one.shared.of(source, _others(held, words))
    is_speech = _is_mostly(words, one.quoted.get(target, 0)) and _is_mostly(there, one.quoted.get(source, 0))
    return EdgeType.QUOTATION if is_speech else EdgeType.DERIVED


def _others(held: Iterable[Held], words: int) -> list[Span]:
    """Where the other document has some words."""
    return [each.other for each in held if within(words, each.words)]


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
