"""Relations to families: who probably has it from whom, and which texts must exist that are not here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.model import Bound, Edge, EdgeType, Family, Grade, Missing, RelationType, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.ancestors import HiddenSource
    from provenance.model import Match, Relation, Span, Witness
    from provenance.settings import LineageSettings

_MISSING_PROBABILITY = 0.8
_EVEN = 0.5  # where nothing is known no edge is drawn; up to .70 it is drawn as uncertain
_MIN_PARENT_WORDS = 12
_MIN_PARENT_SHARE = 0.1


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
    matches: Sequence[Match],
    relations: Sequence[Relation],
    hidden: Sequence[HiddenSource],
    identical: Sequence[tuple[str, ...]],
    settings: LineageSettings,
) -> tuple[Family, dict[str, tuple[tuple[Span, str], ...]]]:
    """One family, and for each document the spans that it has from a missing ancestor, with the ancestor's id."""
    name = f"F{number}"
    missing, held = _missing(name, hidden, witnesses)
    edges = [Edge(node.id, child, node.probability, EdgeType.DERIVED) for node in missing for child in node.children]
    edges += _edges(members, matches, relations, held, witnesses, settings)
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


def _edges(
    members: Sequence[str],
    matches: Sequence[Match],
    relations: Sequence[Relation],
    held: Mapping[str, Sequence[tuple[Span, str]]],
    witnesses: Mapping[str, Witness],
    settings: LineageSettings,
) -> list[Edge]:
    """For each document the earlier ones it probably draws on: the best first, more where words stay unexplained."""
    before: dict[str, list[tuple[str, Relation, float]]] = defaultdict(list)
    for relation in relations:
        p = relation.p_a_first
        if p == _EVEN or relation.type in (RelationType.SAME_EVENT, RelationType.COMMON_SOURCE):
            continue
        earlier, later = (relation.a, relation.b) if p > 0.5 else (relation.b, relation.a)
        before[later].append((earlier, relation, max(p, 1 - p)))
    shared: dict[tuple[str, str], list[tuple[Span, float]]] = defaultdict(list)
    for match in matches:
        for segment in match.segments:
            shared[match.a.document, match.b.document].append((segment.a, segment.similarity))
            shared[match.b.document, match.a.document].append((segment.b, segment.similarity))
    edges = []
    for document in members:
        explained = [span for span, _ in held.get(document, ())]
        total = witnesses[document].count({s for d in members for s, _ in shared.get((document, d), ())})
        rivals = sorted(before.get(document, ()), key=lambda row: row[0])
        for _ in range(settings.max_parents):
            gains = [
                (_gain(witnesses[document], shared[document, earlier], explained), p, earlier, relation)
                for earlier, relation, p in rivals
            ]
            best = max(gains, key=lambda row: (round(row[0][0] * row[1], 6), row[1], row[2]), default=None)
            if best is None or best[0][1] < max(_MIN_PARENT_WORDS, _MIN_PARENT_SHARE * total):
                break
            _, p, earlier, relation = best
            type_ = EdgeType.VERSION if relation.type is RelationType.VERSION else EdgeType.DERIVED
            edges.append(Edge(earlier, document, round(p, 4), type_))
            explained += [span for span, _ in shared[document, earlier]]
            rivals = [row for row in rivals if row[0] != earlier]
    return edges


def _gain(witness: Witness, segments: Sequence[tuple[Span, float]], explained: Sequence[Span]) -> tuple[float, int]:
    """What a parent newly explains: words weighted by similarity, and words."""
    fresh = [(span, s) for span, s in segments if not any(2 * span.overlap(e) > len(span) for e in explained)]
    counts = [(len(witness.quote(span).split()), s) for span, s in fresh]
    return sum(words * s for words, s in counts), sum(words for words, _ in counts)


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
