"""Families: who was first and why, the lineage in order of time, every link of it, and the verdict on every pair."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import Dating, Verdict
from provenance.reports import strings
from provenance.reports.markup import Html, fill, join
from provenance.reports.views import anchors, phrases
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.model import Edge, Evidence, Family, Missing, Relation
    from provenance.reports.views.lookup import Lookup

MAX_REASONS = 4
MAX_OPEN_RELATIONS = 6
AFTER_ALL = "9999-99-99"


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason for an order, and how much it weighs, in a word."""

    says: Html
    weight: Html


@dataclass(frozen=True, slots=True)
class SideView:
    """The reasons on one side."""

    heading: Html
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """The verdict on two documents."""

    anchor: Html
    verdict: Html
    percent: Html
    type: Html
    facts: Html
    sides: tuple[SideView, ...]
    compare: Html | None


@dataclass(frozen=True, slots=True)
class NodeView:
    """One text of a lineage, in the archive or missing from it."""

    anchor: Html | None
    when: Html
    likely: Html | None
    name: Html
    is_missing: bool
    is_first: bool
    lines: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """One link of a lineage as a row."""

    source: Html
    target: Html
    what: Html
    sure: Html
    proofs: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """One family."""

    anchor: Html
    number: int
    title: Html
    first: Html
    why_title: Html | None
    reasons: tuple[Html, ...]
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    relations: tuple[RelationView, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class FamiliesView:
    """The section."""

    families: tuple[FamilyView, ...]
    others: tuple[RelationView, ...]


def families(lookup: Lookup) -> FamiliesView:
    """All families, in the report's order, and the verdicts on pairs that no family holds."""
    within: dict[str, list[Relation]] = defaultdict(list)
    others = []
    for relation in lookup.report.relations:
        family = lookup.documents[relation.a].family
        if family is not None and lookup.documents[relation.b].family == family:
            within[family].append(relation)
        else:
            others.append(_relation(lookup, relation))
    return FamiliesView(
        tuple(_family(lookup, family, within[family.id]) for family in lookup.report.families), tuple(others)
    )


def first_sentence(lookup: Lookup, family: Family, key: str) -> Html:
    """Who came first in a family, by the catalogue's sentence `key`."""
    assert family.first is not None
    p = 0.5 if family.p_first is None else family.p_first
    when = phrases.written(lookup.documents[family.first].dating)
    return phrases.judged(
        key,
        p,
        name=lookup.name(family.first),
        written=say("written_when", when=when),
    )


def missing_sentence(lookup: Lookup, missing: Missing) -> Html:
    """What is known of a missing ancestor."""
    children = [child for child in missing.children if child in lookup.documents]
    return say(
        "lacks_one" if len(children) == 1 else "lacks",
        grade=phrases.go(anchors.missing(missing.id), Html(strings.GRADES[missing.grade])),
        percent=phrases.chance(missing.probability),
        children=phrases.names(phrases.linked(lookup, children)),
        says=phrases.closed(missing.says, phrases.mentioned(lookup, missing)),
    )


def _family(lookup: Lookup, family: Family, relations: Sequence[Relation]) -> FamilyView:
    number = lookup.family_numbers[family.id]
    known = family.first in lookup.documents
    views = tuple(_relation(lookup, relation) for relation in relations)
    reasons = _why_first(lookup, family, relations) if known else ()
    return FamilyView(
        anchor=anchors.family(family.documents),
        number=number,
        title=say(
            "family_title", number=number, names=phrases.names([lookup.names[each] for each in _shown(family)], 3)
        ),
        first=first_sentence(lookup, family, "family_first") if known else say("family_unknown"),
        why_title=say("why_first", name=lookup.names[family.first or ""]) if reasons else None,
        reasons=reasons,
        nodes=_nodes(lookup, family, relations),
        edges=tuple(_edge(lookup, edge) for edge in family.edges),
        relations=views,
        is_open=len(views) <= MAX_OPEN_RELATIONS,
    )


def _shown(family: Family) -> tuple[str, ...]:
    """The family's documents, one for each group of identical texts, the first one at the head."""
    hidden = {member for group in family.identical for member in group[1:]}
    kept = [document for document in family.documents if document not in hidden]
    return tuple(sorted(kept, key=lambda document: document != family.first))


def _why_first(lookup: Lookup, family: Family, relations: Iterable[Relation]) -> tuple[Html, ...]:
    """The strongest reason against each other document, the same reason once."""
    found: dict[Html, Html] = {}
    for relation in relations:
        if lookup.ordered(relation.a, relation.b)[0] != family.first or relation.verdict is Verdict.UNDETERMINED:
            continue
        strongest = phrases.strongest(relation)
        if strongest is not None:
            link = phrases.go(anchors.relation(relation.a, relation.b), say("evidence"))
            found.setdefault(phrases.reason(lookup, strongest), fill(' <span class="mut">({link})</span>', link=link))
    return tuple(join((says, link)) for says, link in list(found.items())[:MAX_REASONS])


# --------------------------------------------------------------------------- the lineage


def _nodes(lookup: Lookup, family: Family, relations: Iterable[Relation]) -> tuple[NodeView, ...]:
    missing = {each.id: each for each in family.missing}
    parents: dict[str, list[Edge]] = defaultdict(list)
    for edge in family.edges:
        parents[edge.target].append(edge)
    unsure: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if relation.verdict is Verdict.UNDETERMINED:
            unsure[relation.a].append(relation.b)
            unsure[relation.b].append(relation.a)
    return tuple(
        _missing_node(lookup, missing[node])
        if node in missing
        else _node(lookup, family, node, parents[node], unsure[node])
        for node in _in_order(lookup, family)
    )


def _in_order(lookup: Lookup, family: Family) -> list[str]:
    """Parents before children, then by the earliest day, then by id; a missing ancestor before its first child."""
    shown = _shown(family)
    children: dict[str, set[str]] = defaultdict(set)
    waiting: dict[str, int] = dict.fromkeys([*shown, *(each.id for each in family.missing)], 0)
    for source, target in {(edge.source, edge.target) for edge in family.edges} | {
        (each.id, child) for each in family.missing for child in each.children
    }:
        if source in waiting and target in waiting:
            children[source].add(target)
            waiting[target] += 1
    rank = {document: _rank(lookup, document, family) for document in shown}
    for each in family.missing:
        rank[each.id] = min((rank[child] for child in each.children if child in rank), default=(True, AFTER_ALL, ""))
    ready = [(rank[node], node in lookup.documents, node) for node, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        node = heapq.heappop(ready)[2]
        order.append(node)
        for child in sorted(children[node]):
            waiting[child] -= 1
            if waiting[child] == 0:
                heapq.heappush(ready, (rank[child], child in lookup.documents, child))
    placed = set(order)
    return order + sorted(set(waiting) - placed, key=lambda node: (rank[node], node))


def _rank(lookup: Lookup, document: str, family: Family) -> tuple[bool, str, str]:
    dating = lookup.documents[document].dating
    known = dating.earliest or (dating.likely and dating.likely[0]) or dating.latest
    return document != family.first, known or (dating.stated.date if dating.stated else AFTER_ALL), document


def _node(lookup: Lookup, family: Family, document: str, parents: Sequence[Edge], unsure: Sequence[str]) -> NodeView:
    dating = lookup.documents[document].dating
    lines = [_from(lookup, edge) for edge in parents]
    is_first = document == family.first
    if not parents:
        sure = phrases.sure(family.p_first or 0.0)
        lines.append(say("node_first", sure=sure) if is_first else say("node_no_parent"))
    if unsure:
        lines.append(say("node_unsure", names=phrases.names(phrases.linked(lookup, unsure))))
    twins = lookup.twins.get(document, ())
    if twins:
        twin_names = phrases.names(phrases.linked(lookup, twins))
        lines.append(say("node_identical", copies=phrases.count("copy", len(twins)), names=twin_names))
    name = lookup.name(document)
    return NodeView(None, phrases.written(dating), phrases.likely(dating), name, False, is_first, tuple(lines))


def _missing_node(lookup: Lookup, missing: Missing) -> NodeView:
    children = [child for child in missing.children if child in lookup.documents]
    lines = [
        say("node_grade", grade=Html(strings.GRADES[missing.grade].capitalize()),
            percent=phrases.chance(missing.probability), words=phrases.count("word", missing.words)),
        say("node_gives", names=phrases.names(phrases.linked(lookup, children))),
        phrases.closed(missing.says, phrases.mentioned(lookup, missing)),
    ]  # fmt: skip
    return NodeView(
        anchor=anchors.missing(missing.id),
        when=phrases.written(Dating(missing.earliest, missing.latest)),
        likely=None,
        name=say("node_missing"),
        is_missing=True,
        is_first=False,
        lines=tuple(line for line in lines if line),
    )


def _from(lookup: Lookup, edge: Edge) -> Html:
    return say(
        "node_from",
        what=_what(lookup, edge),
        source=lookup.origin(edge.source),
        sure=phrases.sure(edge.probability),
        percent=phrases.chance(edge.probability),
    )


def _what(lookup: Lookup, edge: Edge) -> Html:
    """What passes along an edge: how many words, or the type where the number is not known."""
    words = words_between(lookup, edge.source, edge.target)
    return phrases.count("word", words) if words else Html(strings.EDGE_TYPES[edge.type])


def words_between(lookup: Lookup, source: str, target: str) -> int:
    """Words that a document has from another: those whose origin it is, or else those it shares."""
    words = lookup.taken.get(target, {}).get(source, 0)
    relation = lookup.relation(source, target)
    if words or relation is None:
        return words
    share = relation.share_of_a if relation.a == target else relation.share_of_b
    return round(share * lookup.documents[target].words)


def _edge(lookup: Lookup, edge: Edge) -> EdgeView:
    compare = lookup.comparison(edge.source, edge.target)
    proofs = [
        compare and phrases.go(compare, say("side_by_side")),
        phrases.relation_link(lookup, edge.source, edge.target, say("evidence")),
        phrases.go(anchors.missing(edge.source), say("evidence")) if edge.source in lookup.missing else None,
    ]
    return EdgeView(
        source=lookup.origin(edge.source),
        target=lookup.origin(edge.target),
        what=_what(lookup, edge),
        sure=say("edge_probability", sure=phrases.sure(edge.probability), percent=phrases.chance(edge.probability)),
        proofs=tuple(Html(proof) for proof in proofs if proof),
    )


# --------------------------------------------------------------------------- verdicts


def _relation(lookup: Lookup, relation: Relation) -> RelationView:
    compare = lookup.comparison(relation.a, relation.b)
    return RelationView(
        anchor=anchors.relation(relation.a, relation.b),
        verdict=phrases.verdict(lookup, relation),
        percent=_percent(lookup, relation),
        type=Html(strings.RELATION_TYPES[relation.type]),
        facts=_facts(lookup, relation),
        sides=_sides(lookup, relation),
        compare=phrases.go(compare, say("side_by_side")) if compare else None,
    )


def _percent(lookup: Lookup, relation: Relation) -> Html:
    better = relation.a if relation.p_a_first >= 0.5 else relation.b
    p = max(relation.p_a_first, 1 - relation.p_a_first)
    if relation.verdict is Verdict.UNDETERMINED and p < 0.505:
        return say("relation_even")
    if relation.verdict is Verdict.UNDETERMINED:
        return say("relation_percent", percent=phrases.chance(p), name=lookup.names[better])
    return phrases.chance(p)


def _facts(lookup: Lookup, relation: Relation) -> Html:
    """What the two share, and what would settle or change the verdict."""
    earlier, later = lookup.ordered(relation.a, relation.b)
    shares = {relation.a: relation.share_of_a, relation.b: relation.share_of_b}
    sentences = [say("relation_same_event")]
    if any(shares.values()):
        sentences = [
            say("relation_shares", of_earlier=phrases.percent(shares[earlier]), earlier=lookup.name(earlier),
                of_later=phrases.percent(shares[later]), later=lookup.name(later))
        ]  # fmt: skip
    undated = [each for each in (relation.a, relation.b) if lookup.documents[each].dating.stated is None]
    if relation.verdict is Verdict.UNDETERMINED and undated:
        sentences.append(say("settle", names=phrases.names([lookup.names[each] for each in undated])))
    if relation.verdict is not Verdict.UNDETERMINED:
        sentences.append(say("reverse", earlier=lookup.names[earlier], later=lookup.names[later]))
    return join(sentences, " ")


def _sides(lookup: Lookup, relation: Relation) -> tuple[SideView, ...]:
    """The reasons for the verdict and those against it, or where there is none, those for either order."""
    for_a = _reasons(lookup, relation.evidence, "a")
    for_b = _reasons(lookup, relation.evidence, "b")
    if not for_a and not for_b:
        return ()
    if relation.verdict is Verdict.UNDETERMINED:
        return (
            SideView(say("evidence_towards", name=lookup.names[relation.a]), for_a),
            SideView(say("evidence_towards", name=lookup.names[relation.b]), for_b),
        )
    if relation.verdict is Verdict.B_FIRST:
        for_a, for_b = for_b, for_a
    return SideView(say("evidence_for"), for_a), SideView(say("evidence_against"), for_b)


def _reasons(lookup: Lookup, evidence: Iterable[Evidence], side: str) -> tuple[ReasonView, ...]:
    return tuple(
        ReasonView(phrases.reason(lookup, piece), phrases.weight(piece)) for piece in evidence if piece.favours == side
    )
