"""The verdict on two documents: who came first, what speaks for it and against, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.model import EVEN, Verdict, sureness
from provenance.reports.markup import Html, join
from provenance.reports.strings import nouns
from provenance.reports.undecided import settles
from provenance.reports.views import anchors, phrases
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.model import Evidence, Relation
    from provenance.reports.views.lookup import Lookup


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason for an order, and how much it weighs, in a word."""

    says: Html
    weight: Html
    place: Html | None


@dataclass(frozen=True, slots=True)
class SideView:
    """The reasons on one side."""

    heading: Html
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """What two documents share."""

    anchor: Html
    facts: Html
    compare: Html | None


@dataclass(frozen=True, slots=True)
class RelationView:
    """The verdict on two documents, or on one and several later ones that all the same is said of."""

    verdict: Html
    percent: Html
    type: Html
    pairs: tuple[PairView, ...]
    sides: tuple[SideView, ...]
    settle: Html | None


def relation_views(lookup: Lookup, relations: Iterable[Relation]) -> tuple[RelationView, ...]:
    """The verdicts on pairs of documents, open ones last.

    Those of one earlier text for which the same speaks are told together, and the open ones for which nothing speaks.
    """
    alike: dict[tuple[object, ...], list[tuple[Relation, RelationView]]] = {}
    for relation in relations:
        view = relation_view(lookup, relation)
        is_open = relation.verdict is Verdict.UNDETERMINED
        if is_open and not view.sides:
            key: tuple[object, ...] = (is_open, view.percent, view.type)
        else:
            earlier = (relation.a, relation.b) if is_open else lookup.ordered(relation.a, relation.b)[0]
            key = (is_open, view.percent, view.type, earlier, view.sides, view.settle)
        alike.setdefault(key, []).append((relation, view))
    return tuple(
        _together(lookup, *zip(*alike[key], strict=True)) for key in sorted(alike, key=lambda key: bool(key[0]))
    )


def _together(lookup: Lookup, relations: Sequence[Relation], views: Sequence[RelationView]) -> RelationView:
    """One verdict for several pairs."""
    if len(views) == 1:
        return views[0]
    is_open = relations[0].verdict is Verdict.UNDETERMINED
    pairs = tuple(_named(lookup, *each, is_open=is_open) for each in zip(relations, views, strict=True))
    if is_open:
        verdict = say("relation_open_many", pairs=phrases.count("pair", len(pairs)))
        return replace(views[0], verdict=verdict, pairs=pairs, settle=None)
    later = [lookup.names[lookup.ordered(each.a, each.b)[1]] for each in relations]
    verdict = phrases.verdict(lookup, relations[0], phrases.names(later, phrases.FEW_NAMES))
    return replace(views[0], verdict=verdict, pairs=pairs)


def _named(lookup: Lookup, relation: Relation, view: RelationView, *, is_open: bool) -> PairView:
    """What a pair shares, with the names that tell it from the other pairs of a verdict."""
    (pair,) = view.pairs
    if is_open and (relation.share_of_a or relation.share_of_b):  # which names both
        return pair
    named = [lookup.names[each] for each in lookup.ordered(relation.a, relation.b)[not is_open :]]
    return replace(pair, facts=say("relation_with", later=phrases.names(named), facts=pair.facts))


def relation_view(lookup: Lookup, relation: Relation) -> RelationView:
    """The verdict on a pair of documents."""
    compare = lookup.comparison(relation.a, relation.b)
    link = phrases.go(compare, say("side_by_side")) if compare else None
    is_one_text = lookup.is_one_text(relation.a, relation.b)
    return RelationView(
        verdict=phrases.verdict(lookup, relation),
        percent=chances(lookup, relation),
        type=say("same_type") if is_one_text else Html(nouns.RELATION_TYPES[relation.type]),
        pairs=(PairView(anchors.relation(relation.a, relation.b), _facts(lookup, relation), link),),
        sides=_sides(lookup, relation),
        settle=_settle(lookup, relation),
    )


def chances(lookup: Lookup, relation: Relation) -> Html:
    """How probable the order is that is more probable, and whose it is where that is too little for a verdict."""
    p = sureness(relation.p_a_first)
    if relation.verdict is Verdict.UNDETERMINED and p < EVEN:
        return say("relation_even")
    if relation.verdict is Verdict.UNDETERMINED:
        return say("relation_percent", percent=phrases.percent(p), name=lookup.names[relation.likelier])
    return phrases.percent(p)


def _facts(lookup: Lookup, relation: Relation) -> Html:
    """What the two share."""
    if lookup.is_one_text(relation.a, relation.b):
        return say("relation_same_text")
    if not relation.share_of_a and not relation.share_of_b:
        return say("relation_same_event")
    if relation.verdict is Verdict.UNDETERMINED:
        return say("relation_shares_open", of_a=phrases.percent(relation.share_of_a), a=lookup.name(relation.a),
                   of_b=phrases.percent(relation.share_of_b), b=lookup.name(relation.b))  # fmt: skip
    shares = {relation.a: relation.share_of_a, relation.b: relation.share_of_b}
    earlier, later = (phrases.percent(shares[each]) for each in lookup.ordered(relation.a, relation.b))
    return say("relation_shares", of_earlier=earlier, of_later=later)


def _settle(lookup: Lookup, relation: Relation) -> Html | None:
    """What would settle an open order, or turn round a verdict."""
    if relation.verdict is not Verdict.UNDETERMINED:
        return phrases.reversal(lookup, lookup.ordered(relation.a, relation.b)[1])
    settle = settles((lookup.documents[relation.a], lookup.documents[relation.b]), phrases.voice(lookup))
    whole = phrases.whole_family(lookup, relation)
    return join((whole, settle), " ") if whole else settle


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
    found = []
    for piece in evidence:
        if piece.favours == side:
            place = phrases.in_place(lookup, piece)
            found.append(
                ReasonView(phrases.reason(lookup, piece, is_quoted=place is None), phrases.weight(piece), place)
            )
    return tuple(found)
