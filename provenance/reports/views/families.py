"""Families: who was first and why, the lineage in order of time, every link of it, and the verdict on every pair."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import LEANING, Dating, Grade, Verdict, confidence
from provenance.reports.markup import Html, fill, join
from provenance.reports.sources import draw_on, reasons_first, with_copies
from provenance.reports.strings import nouns
from provenance.reports.undecided import undecided
from provenance.reports.views import anchors, phrases
from provenance.reports.views.corrections import (
    MAX_CORRECTIONS,
    CorrectionView,
    Withdrawal,
    by_family,
    correction_views,
)
from provenance.reports.views.graph import GraphView, graph
from provenance.reports.views.order import family_in_order, in_order, shown
from provenance.reports.views.passing import in_short
from provenance.reports.views.phrases import say
from provenance.reports.views.relations import RelationView, relation_views
from provenance.reports.views.timeline import Axis, axis, bar, span
from provenance.reports.views.travelled import travelled
from provenance.reports.views.versions import VersionsView, versions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from provenance.model import Edge, Family, Missing, Relation
    from provenance.reports.views.lookup import Lookup

MIN_LISTED = 7
"""Families from which on a list of all comes before them."""

MAX_REASONS = 2
MAX_OPEN_RELATIONS = 2
MAX_NOTED = 3
MAX_ALSO = 2


@dataclass(frozen=True, slots=True)
class NodeView:
    """One text of a lineage, in the archive or missing from it."""

    anchor: Html | None
    when: Html
    likely: Html | None
    bar: Html | None
    name: Html
    kind: Html
    """`gone`, `earliest` or nothing."""
    lines: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """One family."""

    anchor: Html
    number: int
    title: Html
    first: Html
    why_title: Html | None
    reasons: tuple[Html, ...]
    graph: GraphView | None
    span: Html | None
    nodes: tuple[NodeView, ...]
    noted: tuple[Html, ...]
    versions: tuple[VersionsView, ...]
    corrections: tuple[CorrectionView, ...]
    more_corrections: Html | None
    travelled: tuple[Html, ...]
    edges_label: Html
    relations: tuple[RelationView, ...]
    left_out: Html | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class FamiliesView:
    """The section."""

    in_short: tuple[Html, ...]
    """Where there are many, a line for each."""
    families: tuple[FamilyView, ...]
    others: tuple[RelationView, ...]
    left_out: Html | None


def families(lookup: Lookup, chosen: Collection[tuple[str, str]]) -> FamiliesView:
    """All families, in the report's order, and verdicts on pairs that no family holds; of the verdicts the chosen."""
    within: dict[str, list[Relation]] = defaultdict(list)
    others = []
    copies = {copy for family in lookup.report.families for group in family.identical for copy in group[1:]}
    for relation in lookup.report.relations:
        if _is_told_of_another(lookup, relation, copies):
            continue
        family = lookup.documents[relation.a].family
        if family is not None and lookup.documents[relation.b].family == family:
            within[family].append(relation)
        else:
            others.append(relation)
    taken_back, found = by_family(lookup), lookup.report.families
    return FamiliesView(
        tuple(in_short(lookup, each) for each in found) if len(found) >= MIN_LISTED else (),
        tuple(_family(lookup, family, within[family.id], chosen, taken_back.get(family.id, ())) for family in found),
        relation_views(lookup, (each for each in others if (each.a, each.b) in chosen)),
        phrases.more(sum((each.a, each.b) not in chosen for each in others), "relations_left_out"),
    )


def _is_told_of_another(lookup: Lookup, relation: Relation, copies: Collection[str]) -> bool:
    """Whether a pair says nothing that is not told of the texts of which these are copies, which alone are matched."""
    if lookup.is_one_text(relation.a, relation.b):
        return relation.verdict is Verdict.UNDETERMINED
    return not (relation.share_of_a or relation.share_of_b) and (relation.a in copies or relation.b in copies)


def first_sentence(lookup: Lookup, family: Family, key: str) -> Html:
    """Who came first in a family, by the catalogue's sentence `key`."""
    assert family.first is not None
    p = 0.5 if family.p_first is None else family.p_first
    dating = lookup.documents[family.first].dating
    name = with_copies(family.first, family, phrases.voice(lookup))
    return phrases.judged(key, p, name=name, written=phrases.written_sentence(dating))


def undecided_sentences(lookup: Lookup, family: Family) -> Html:
    """That it is not known who came first in a family, who is the likeliest, and what would settle it."""
    sentences = undecided(family, lookup.documents, phrases.voice(lookup))
    return join(sentences, " ")


def missing_sentence(lookup: Lookup, missing: Missing) -> Html:
    """What is known of a missing ancestor."""
    children = [child for child in missing.children if child in lookup.documents]
    grade = Html(nouns.GRADES[missing.grade])
    return say(
        "lacks",
        grade=grade if missing.grade is Grade.POSSIBLE else phrases.go(anchors.missing(missing.id), grade),
        percent=phrases.percent(missing.probability),
        children=phrases.linked(lookup, children),
        draw=draw_on(missing, len(children)),
        says=phrases.closed(missing.says, phrases.mentioned(lookup, missing)),
    )


def _family(
    lookup: Lookup,
    family: Family,
    relations: Sequence[Relation],
    chosen: Collection[tuple[str, str]],
    taken_back: Sequence[Withdrawal],
) -> FamilyView:
    number, ordered = lookup.family_numbers[family.id], family_in_order(lookup, family)
    known = family.first in lookup.documents
    place = {document: n for n, document in enumerate(ordered)}
    told = sorted(
        (each for each in relations if (each.a, each.b) in chosen),
        key=lambda each: [place[document] for document in lookup.ordered(each.a, each.b)],
    )
    views = relation_views(lookup, told)
    reasons = _why_first(lookup, family, relations) if known else ()
    is_more = len(reasons) > 1  # a single one stands in the summary and with its pair
    along = axis([*(lookup.documents[each].dating for each in shown(family)), *map(_dating, family.drawn)])
    return FamilyView(
        anchor=anchors.family(family.documents),
        number=number,
        title=say(
            "family_title",
            number=number,
            names=phrases.names([lookup.names[each] for each in ordered], phrases.FEW_NAMES),
        ),
        first=first_sentence(lookup, family, "family_first") if known else undecided_sentences(lookup, family),
        why_title=say("why_first", name=lookup.names[family.first or ""]) if is_more else None,
        reasons=reasons if is_more else (),
        graph=graph(lookup, family),
        span=span(along),
        nodes=_nodes(lookup, family, relations, along),
        noted=tuple(missing_sentence(lookup, each) for each in family.noted[:MAX_NOTED]),
        versions=versions(lookup, family),
        corrections=correction_views(lookup, taken_back),
        more_corrections=phrases.more(len(taken_back) - MAX_CORRECTIONS, "corrections_left_out"),
        travelled=tuple(travelled(lookup, family)),
        edges_label=say("lineage_label", number=number),
        relations=views,
        left_out=phrases.more(len(relations) - len(told), "relations_left_out"),
        is_open=len(views) <= MAX_OPEN_RELATIONS,
    )


def _dating(missing: Missing) -> Dating:
    return Dating(missing.earliest, missing.latest)


def _why_first(lookup: Lookup, family: Family, relations: Iterable[Relation]) -> tuple[Html, ...]:
    """The strongest reasons against other documents, the same words once."""
    found: dict[tuple[object, ...], Html] = {}
    for strongest, relation in reasons_first(family.first or "", relations):
        words = (strongest.document, strongest.start, strongest.cue) if strongest.quote else (strongest.says,)
        found.setdefault(words, phrases.reason_with(lookup, strongest, relation))
    return tuple(found.values())[:MAX_REASONS]


# --------------------------------------------------------------------------- the lineage


def _nodes(lookup: Lookup, family: Family, relations: Iterable[Relation], along: Axis | None) -> tuple[NodeView, ...]:
    missing = {each.id: each for each in family.drawn}
    parents: dict[str, list[Edge]] = defaultdict(list)
    for edge in family.edges:
        parents[edge.target].append(edge)
    unsure: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if (relation.a, relation.b) in lookup.open_pairs:
            unsure[relation.a].append(relation.b)
            unsure[relation.b].append(relation.a)
    return tuple(
        _missing_node(lookup, missing[node], along)
        if node in missing
        else _node(lookup, family, node, parents[node], unsure[node], along)
        for node in in_order(lookup, family)
    )


def _without_parent(lookup: Lookup, document: str) -> Iterator[Html]:
    """What is said of a text that no edge leads to: none is earlier, or from which it has its words is open."""
    source = next(iter(lookup.taken_here(document)), None)
    if source is None:
        yield say("node_no_parent")
        return
    beside = "third" if lookup.is_third(source, document) else "open"
    yield say(
        f"node_parent_{'form' if lookup.is_form(source, document) else beside}",
        words=phrases.count("word", lookup.words_shared(source, document)),
        source=lookup.name(source),
        proofs=_proofs(lookup, source, document),
    )
    yield from _also(lookup, document, {source})


def _node(
    lookup: Lookup,
    family: Family,
    document: str,
    parents: Sequence[Edge],
    unsure: Sequence[str],
    along: Axis | None,
) -> NodeView:
    dating = lookup.documents[document].dating
    lines = [_from(lookup, edge) for edge in parents]
    if parents:
        lines += _also(lookup, document, {edge.source for edge in parents})
    is_first = document == family.first
    if is_first and not parents:
        lines.append(say("node_first", sure=phrases.sure(family.p_first or 0.0)))
    twins = lookup.twins(document)
    has_earlier = is_first or lookup.taken_here(document) or any(e.source in lookup.documents for e in parents)
    near = [] if has_earlier else [each for each in lookup.open_here(document) if each not in twins][:1]
    if not (is_first or parents or near):
        lines += _without_parent(lookup, document)
    lines += [_open(lookup, each, document) for each in near]
    told = {*twins, *near, *(edge.source for edge in parents if lookup.is_open(edge))}
    unsure = [each for each in unsure if each not in told]
    if unsure:
        is_few = len(unsure) <= phrases.FEW_NAMES
        others = phrases.linked(lookup, unsure) if is_few else phrases.count("other", len(unsure))
        lines.append(say("node_unsure", names=others))
    if twins:
        shown = sorted(twins, key=lambda each: each not in lookup.asked)
        twin_names = phrases.linked(lookup, shown, phrases.FEW_NAMES)
        lines.append(say("node_identical", copies=phrases.count("copy", len(twins)), names=twin_names))
    return NodeView(
        anchor=None,
        when=phrases.written(dating),
        likely=phrases.likely(dating),
        bar=bar(dating, along),
        name=lookup.tagged(document),
        kind=Html("earliest" if is_first else ""),
        lines=tuple(lines),
    )


def _open(lookup: Lookup, other: str, document: str) -> Html:
    """With which text a document without an earlier one shares most words, where it is open who had them first."""
    return say(
        "node_from_open",
        what=phrases.count("word", lookup.words_shared(other, document)),
        source=lookup.name(other),
        proofs=_proofs(lookup, other, document),
    )


def _missing_node(lookup: Lookup, missing: Missing, along: Axis | None) -> NodeView:
    children = [child for child in missing.children if child in lookup.documents]
    names = phrases.linked(lookup, children, phrases.FEW_NAMES)
    lines = [
        say("node_grade", grade=Html(nouns.GRADES[missing.grade].capitalize()),
            percent=phrases.percent(missing.probability), words=phrases.count("word", missing.words)),
        say("node_gives", names=names, draw=draw_on(missing, len(children))),
        phrases.closed(missing.says, phrases.mentioned(lookup, missing)),
    ]  # fmt: skip
    return NodeView(
        anchor=anchors.missing(missing.id),
        when=phrases.written(_dating(missing)),
        likely=None,
        bar=bar(_dating(missing), along),
        name=say("node_missing"),
        kind=Html("gone"),
        lines=tuple(line for line in lines if line),
    )


def _also(lookup: Lookup, document: str, parents: Collection[str]) -> Iterator[Html]:
    """The earlier texts, other than its parents, that a text has most words in common with."""
    others = [each for each in lookup.taken_here(document) if each not in parents]
    for source in others[:MAX_ALSO]:
        yield say(
            "node_also",
            words=phrases.count("word", lookup.words_shared(source, document)),
            source=lookup.name(source),
            proofs=_proofs(lookup, source, document),
        )


def _proofs(lookup: Lookup, source: str, target: str) -> Html:
    """Links to two texts side by side and to the evidence of their order."""
    compare = lookup.comparison(source, target)
    proofs = [
        compare and phrases.go(compare, say("side_by_side")),
        phrases.relation_link(lookup, source, target, say("evidence")),
    ]
    links = join([Html(proof) for proof in proofs if proof], " ")
    return fill(' <span class="go">{links}</span>', links=links) if links else Html("")


def _from(lookup: Lookup, edge: Edge) -> Html:
    """What a text has from another, how sure that is, and where it is proved."""
    if edge.source in lookup.documents:
        key = f"node_from{lookup.openness(edge)}"
    elif edge.probability < LEANING:
        key = "node_from_gone_perhaps"
    else:
        key = "node_from" if lookup.words_between(edge.source, edge.target) else "node_from_gone"
    return say(
        key,
        what=_what(lookup, edge),
        source=lookup.origin(edge.source),
        sure=Html(confidence(edge.probability)),
        percent=phrases.percent(edge.probability),
        proofs=_proofs(lookup, edge.source, edge.target),
    )


def _what(lookup: Lookup, edge: Edge) -> Html:
    """What passes along an edge: how many words, or the type where the number is not known."""
    words = lookup.words_along(edge)
    return phrases.count("word", words) if words else Html(nouns.EDGE_TYPES[edge.type])
