"""Relations to families: who probably has it from whom, and which texts must exist that are not here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance import parents
from provenance.model import Bound, Edge, EdgeType, Family, Grade, Missing, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.ancestors import HiddenSource
    from provenance.coverage import Coverage
    from provenance.model import Match, Relation, Span, Witness
    from provenance.settings import LineageSettings

_MISSING_PROBABILITY = 0.8


def groups(matches: Iterable[Match], identical: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The documents joined by verified matches or by being the same text: sorted groups, the largest first."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    links = [(match.a.document, match.b.document) for match in matches]
    links += [(same[0], other) for same in identical for other in same[1:]]
    for x, y in links:
        low, high = sorted((find(x), find(y)))
        root[high] = low
    gathered: dict[str, list[str]] = defaultdict(list)
    for name in sorted(root):
        gathered[find(name)].append(name)
    return tuple(sorted((tuple(members) for members in gathered.values()), key=lambda g: (-len(g), g)))


def family(
    number: int,
    members: Sequence[str],
    witnesses: Mapping[str, Witness],
    shared: Coverage,
    relations: Sequence[Relation],
    hidden: Sequence[HiddenSource],
    identical: Sequence[tuple[str, ...]],
    settings: LineageSettings,
) -> tuple[Family, dict[str, tuple[tuple[Span, str], ...]]]:
    """One family, and for each document the spans that it has from a missing ancestor, with the ancestor's id."""
    name = f"F{number}"
    missing, held = _missing(name, hidden, witnesses)
    edges = [Edge(node.id, child, node.probability, EdgeType.DERIVED) for node in missing for child in node.children]
    explained = {document: shared.of(document, (span for span, _ in places)) for document, places in held.items()}
    edges += parents.edges(members, shared, relations, explained, witnesses, settings)
    first, p_first = _first(members, relations)
    return (
        Family(
            id=name,
            documents=tuple(members),
            first=first,
            p_first=p_first,
            identical=tuple(identical),
            missing=missing,
            edges=tuple(sorted(edges, key=lambda e: (e.target, -e.probability, e.source))),
        ),
        held,
    )


def _missing(
    name: str, hidden: Sequence[HiddenSource], witnesses: Mapping[str, Witness]
) -> tuple[tuple[Missing, ...], dict[str, tuple[tuple[Span, str], ...]]]:
    """Hidden sources of one ground joined into a node each; and what each document holds of which."""
    grounds: dict[str, list[HiddenSource]] = defaultdict(list)
    for source in hidden:
        grounds[source.ground].append(source)
    nodes = list(grounds.values())
    nodes.sort(key=lambda node: min((one.a, one.spans_a[0]) for one in node))
    missing: list[Missing] = []
    held: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for index, node in enumerate(nodes, 1):
        identifier = f"missing:{name}.{index}"
        spans: dict[str, set[Span]] = defaultdict(set)
        for one in node:
            spans[one.a].update(one.spans_a)
            spans[one.b].update(one.spans_b)
        for document, places in spans.items():
            held[document] += [(span, identifier) for span in sorted(places)]
        missing.append(
            Missing(
                id=identifier,
                grade=Grade.REQUIRED,
                children=tuple(sorted(spans)),
                probability=_MISSING_PROBABILITY,
                earliest=_latest_past(spans, witnesses),
                latest=min((day for d in spans if (day := witnesses[d].dating.latest)), default=None),
                words=max(one.words for one in node),
                says=min(node, key=lambda one: (-one.words, one.a, one.b)).says,
            )
        )
    return tuple(missing), {document: tuple(sorted(places)) for document, places in held.items()}


def _latest_past(spans: Mapping[str, Iterable[Span]], witnesses: Mapping[str, Witness]) -> str | None:
    """The latest day that the shared words speak of as past: their source was not written before it."""
    days = [
        evidence.date
        for document, places in spans.items()
        for evidence in witnesses[document].dating.evidence
        if evidence.bound is Bound.EARLIEST and evidence.strength is Strength.HARD and evidence.start is not None
        if any(span.start <= evidence.start < span.end for span in places)
    ]
    return max(days, default=None)


def _first(members: Sequence[str], relations: Sequence[Relation]) -> tuple[str | None, float | None]:
    """The document that was probably finished before every other it is compared with, and how sure that is."""
    worst: dict[str, float] = {}
    for relation in relations:
        for document, p in ((relation.a, relation.p_a_first), (relation.b, 1 - relation.p_a_first)):
            worst[document] = min(worst.get(document, 1.0), p)
    # A text that is compared with few is not first of all because those few came later.
    ranked = sorted(((p, d) for d, p in worst.items() if d in members), key=lambda row: (-row[0], row[1]))
    if not ranked or ranked[0][0] < 0.70 or (len(ranked) > 1 and ranked[1][0] >= 0.5):
        return None, None
    return ranked[0][1], round(ranked[0][0], 4)
