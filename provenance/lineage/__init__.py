"""Relations to families: who probably has it from whom, and which texts must exist that are not here.

A family is a connected component of the matches. What is drawn of it is a stemma, in terms of textual criticism, and
its missing texts are lost exemplars. Weights come from `scripts/fit_lineage`; the thresholds below were set by hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import inf
from typing import TYPE_CHECKING, TypeVar

from provenance.counting import count_words_of
from provenance.lineage import first, parents
from provenance.lineage.odds import TELLS
from provenance.model import LEANING, Bound, Edge, EdgeType, Family, Grade, Missing, RelationType, Strength
from provenance.pairs import parted
from provenance.phrasing import count
from provenance.wording.coverage import held_by, union

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from provenance.lineage.ancestors import HiddenSource
    from provenance.model import Match, Relation, Span, Witness
    from provenance.settings import LineageSettings
    from provenance.wording.coverage import Coverage, Held

T = TypeVar("T", int, str, tuple[str, str])
U = TypeVar("U")
V = TypeVar("V", int, str)

_REQUIRED_PROBABILITY = 0.9  # said of a missing text that two documents imply
_MOST_WORDS = 2**18  # and shared sentences, of families that are weighed at a time, to bound the memory
_LIKELY, _POSSIBLE = 0.5, 0.3  # probabilities from which a missing text is told so
_MOST_LIKELY = 0.6  # of simulated ones with releases beside them no more were right, however likely they looked
_MIN_LIKELY_WORDS = 30  # as of a required one: fewer are a phrase, which two may have from anywhere, and no text
_LEFT = 0.1  # of what documents share with each other, for one that has the rest to have nearly all
_NEAR = 0.8  # similarity of a sentence that two texts have nearly as it stood in a third
_SURE = 0.85  # from here on the order of two documents is sure
_UPHELD = 0.6  # a source that two texts imply is required unless the family makes it less probable than that


def groups(matches: Iterable[Match], identical: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The families: documents joined by matches or by being the same text. Sorted groups, the largest first."""
    links = [(match.a.document, match.b.document) for match in matches]
    return joined([*links, *((same[0], other) for same in identical for other in same[1:])])


def crowded(links: Iterable[tuple[int, int]], most: int) -> frozenset[int]:
    """The documents in connected components of more than `most` members."""
    return frozenset(member for members in joined(links) if len(members) > most for member in members)


def joined(
    links: Iterable[tuple[T, T]], size: Callable[[T], int] = lambda _: 1, most: float = inf
) -> tuple[tuple[T, ...], ...]:
    """Connected components by union-find: sorted groups, the largest first.

    A link that would make a component larger than `most`, the sum of the `size` of its members, is left out.
    """
    root: dict[T, T] = {}
    sizes: dict[T, int] = {}

    def find(name: T) -> T:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for x, y in links:
        one, other = find(x), find(y)
        low, high = (one, other) if one < other else (other, one)
        together = sizes.get(low, size(low)) + sizes.get(high, size(high))
        if low != high and together <= most:
            root[high] = low
            sizes[low] = together
    gathered: dict[T, list[T]] = defaultdict(list)
    for name in sorted(root):
        gathered[find(name)].append(name)
    return tuple(sorted(map(tuple, gathered.values()), key=lambda group: (-len(group), group)))


def families(
    grouped: Sequence[tuple[str, ...]],
    witnesses: Mapping[str, Witness],
    shared: Coverage,
    relations: Sequence[Relation],
    hidden: Sequence[HiddenSource],
    identical: Sequence[tuple[str, ...]],
    settings: LineageSettings,
    before: int = 0,
) -> tuple[tuple[Family, ...], dict[str, tuple[tuple[Span, str], ...]]]:
    """Families, and for each document the spans that it has from missing ancestors, with their ids.

    `grouped` are the members of each family, `F1` the first if there are none `before` them; `hidden` the hidden
    sources that pairs imply.
    """
    number = {member: n for n, members in enumerate(grouped) for member in members}
    related = _gathered((number[r.a], r) for r in relations if r.a in number)
    implied = _gathered((number[h.a], h) for h in hidden if h.a in number)
    copies = _gathered((number[same[0]], same) for same in identical if same[0] in number)
    found: list[Family] = []
    held: dict[str, tuple[tuple[Span, str], ...]] = {}
    sizes = (_size(members, shared) for members in grouped)
    for numbers in parted(range(len(grouped)), sizes, _MOST_WORDS):
        groups = [_group(grouped[n], related[n], implied[n], shared) for n in numbers]
        weighed = dict(zip(numbers, parents.families(groups, shared, witnesses, settings), strict=True))
        upheld = {n: _upheld(implied[n], weighed[n]) for n in numbers if implied[n]}
        again = [n for n, sources in upheld.items() if len(sources) < len(implied[n])]
        groups = [_group(grouped[n], related[n], upheld[n], shared) for n in again]
        weighed |= zip(again, parents.families(groups, shared, witnesses, settings), strict=True)
        for n in numbers:
            one, places = _family(f"F{before + n + 1}", grouped[n], weighed[n], upheld.get(n, []), copies[n], witnesses)
            found.append(one)
            held |= places
    return tuple(found), held


def _size(members: Sequence[str], shared: Coverage) -> int:
    """How many words the documents of a family have, and how many sentences they share."""
    words = sum([len(shared.starts.get(name, ())) for name in members])
    pairs = [(name, other) for name in members for other in shared.partners.get(name, ())]
    return words + sum([len(shared.between[pair]) for pair in pairs])


def _group(
    members: Sequence[str], relations: Sequence[Relation], hidden: Sequence[HiddenSource], shared: Coverage
) -> parents.Group:
    """A family with what hidden sources, or one form filled in, explain of what its documents share."""
    spans = [(one.a, span) for one in hidden for span in one.spans_a]
    spans += [(one.b, span) for one in hidden for span in one.spans_b]
    explained = {document: shared.of(document, held) for document, held in _gathered(spans).items()}
    apart = [(source.a, source.b) for source in hidden]
    apart += [(each.a, each.b) for each in relations if each.type is RelationType.TEMPLATE]
    return parents.Group(members, relations, explained, frozenset(map(frozenset, apart)))


def _family(
    name: str,
    members: Sequence[str],
    weighed: parents.Family,
    hidden: Sequence[HiddenSource],
    identical: Sequence[tuple[str, ...]],
    witnesses: Mapping[str, Witness],
) -> tuple[Family, dict[str, tuple[tuple[Span, str], ...]]]:
    """One family, and for each document the spans that it has from a missing ancestor, with the ancestor's id."""
    missing, held = _missing(name, hidden, witnesses)
    missing = _supposed(name, missing, weighed, witnesses)
    between = parents.edges(weighed)
    drawn = [node for node in missing if node.grade is not Grade.POSSIBLE]
    edges = [Edge(node.id, child, node.probability, EdgeType.DERIVED) for node in drawn for child in node.children]
    edges += between
    told, p_first, likeliest = first.told(weighed, between, witnesses)
    return (
        Family(
            id=name,
            documents=tuple(members),
            first=told,
            p_first=p_first,
            identical=tuple(identical),
            missing=missing,
            edges=tuple(sorted(edges, key=lambda e: (e.target, -e.probability, e.source))),
            versions=_versions(weighed),
            likeliest=likeliest,
        ),
        held,
    )


def _gathered(rows: Iterable[tuple[V, U]]) -> defaultdict[V, list[U]]:
    """Values in lists by their keys."""
    gathered: defaultdict[V, list[U]] = defaultdict(list)
    for key, each in rows:
        gathered[key].append(each)
    return gathered


def _upheld(hidden: Sequence[HiddenSource], weighed: parents.Family) -> list[HiddenSource]:
    """Those hidden sources that the rest of the family does not speak against: of one ground all or none."""
    chances = _gathered((one.ground, parents.p_common(weighed, one.a, one.b)) for one in hidden)
    return [one for one in hidden if max(chances[one.ground]) >= _UPHELD]


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
        words, says = _most(spans, witnesses), min(node, key=lambda one: (-one.words, one.a, one.b)).says
        missing.append(_node(identifier, Grade.REQUIRED, _REQUIRED_PROBABILITY, spans, words, says, witnesses))
    return tuple(missing), {document: tuple(sorted(places)) for document, places in held.items()}


def _most(spans: Mapping[str, Iterable[Span]], witnesses: Mapping[str, Witness]) -> int:
    """How many words a missing ancestor had at least: what the document that holds most of it holds."""
    return max(count_words_of(witnesses[name].document.text, places) for name, places in spans.items())


def _node(
    identifier: str,
    grade: Grade,
    probability: float,
    spans: Mapping[str, Iterable[Span]],
    words: int,
    says: str,
    witnesses: Mapping[str, Witness],
) -> Missing:
    """A missing ancestor by what its children hold of it, with its bounds and its name."""
    earliest = _latest_past(spans, witnesses)
    latest = min((day for d in spans if (day := witnesses[d].dating.latest)), default=None)
    if earliest and latest and latest < earliest:
        latest = None
    bounds = [f"not before {earliest}"] if earliest else []
    bounds += [f"not after {latest}"] if latest else []
    when = f"written {' and '.join(bounds)}, " if bounds else ""
    called = f"a text not in this archive, {when}of at least {count(words, 'word')}"
    return Missing(
        identifier, grade, tuple(sorted(spans)), round(probability, 4), earliest, latest, words, says, called
    )


def _supposed(
    name: str, required: Sequence[Missing], weighed: parents.Family, witnesses: Mapping[str, Witness]
) -> tuple[Missing, ...]:
    """The required ancestors and those that are likely or possible: above documents that nobody here has supplied.

    Where one may be what the other is made of, by its time or as a release, a missing text is possible and no more. Of
    two whose order is sure the later may have it from the earlier by way of a text that is not here: it stands between
    them. What two texts share because they fill in one form is no text's that is missing.
    """
    chance = _chances({child for node in required for child in node.children}, weighed)
    likely = _grounds([pair for pair, p in chance.items() if p >= _LIKELY and not _may_supply(weighed, *pair)], weighed)
    taken = {document for group in likely for pair in group for document in pair}
    possible = _grounds([pair for pair in chance if taken.isdisjoint(pair)], weighed)
    found, p_first = list(required), first.p_first(weighed) if likely else {}
    for number, group in enumerate((*likely, *possible)):
        is_text = _kept(weighed, group) >= _MIN_LIKELY_WORDS and _is_body(weighed, group, witnesses)
        is_text = is_text and not _is_from_first(weighed, group, p_first)
        grade = Grade.LIKELY if is_text and number < len(likely) else Grade.POSSIBLE
        p = min(_MOST_LIKELY, *(chance[pair] for pair in group))  # that of one source above them all
        found.append(_above(f"missing:{name}.{len(found) + 1}", grade, p, group, weighed, witnesses))
    return tuple(found)


def _chances(known: Container[str], weighed: parents.Family) -> dict[tuple[str, str], float]:
    """How probably a pair has its words from a missing text, for pairs of documents without a parent here.

    Documents in `known` are left out: a required missing text stands above them.
    """
    return {
        (a, b): p
        for a in weighed.forest.roots
        if a not in known
        for b in weighed.shared.partners[a]
        if a < b and b not in known and frozenset((a, b)) not in weighed.apart and _is_open(weighed, a, b)
        if (p := parents.p_common(weighed, a, b)) >= _POSSIBLE
    }


def _above(
    identifier: str,
    grade: Grade,
    probability: float,
    pairs: Iterable[tuple[str, str]],
    weighed: parents.Family,
    witnesses: Mapping[str, Witness],
) -> Missing:
    """The missing ancestor above pairs that share the same words."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for a, b in pairs:
        spans[a] += [held.own for held in _between(weighed, a, b)]
        spans[b] += [held.own for held in _between(weighed, b, a)]
    children = sorted(spans)
    says = (
        f"{' and '.join(children[:2])}{' and others' if len(children) > 2 else ''} share words that none of the "
        "texts here explains: neither is near enough to have been taken from the other, or from a third."
    )
    return _node(identifier, grade, probability, spans, _most(spans, witnesses), says, witnesses)


def _kept(weighed: parents.Family, group: Iterable[tuple[str, str]]) -> int:
    """How many words two of some documents share nearly as they stand, at most.

    What two writers have each reworded from a third text is no longer alike in their hands: where two texts share words
    only as reworded, one is rather made of the other.
    """
    return max(
        weighed.shared.of(
            a, [held.own for held in _between(weighed, a, b) if held.segment.similarity >= _NEAR]
        ).bit_count()
        for a, b in group
    )


def _is_from_first(weighed: parents.Family, group: Iterable[tuple[str, str]], p_first: Mapping[str, float]) -> bool:
    """Whether the probable first of some documents has nearly all that they share: no text beyond it is called for."""
    shared = weighed.shared.shared
    names = sorted({name for pair in group for name in pair})
    best = max(names, key=lambda name: (p_first.get(name, 0.0), name))
    if p_first.get(best, 0.0) < LEANING:
        return False
    owed = {one: union(shared.get((one, other), 0) for other in names if other != one) for one in names if one != best}
    return all(
        (words & ~shared.get((one, best), 0)).bit_count() <= _LEFT * words.bit_count() for one, words in owed.items()
    )


def _is_body(weighed: parents.Family, group: Iterable[tuple[str, str]], witnesses: Mapping[str, Witness]) -> bool:
    """Whether what two of some documents share is half of one of them.

    A text that is made of another is mostly that; less, one may quote from the other.
    """
    pairs = [pair for a, b in group for pair in ((a, b), (b, a))]
    return any(2 * weighed.shared.shared[pair].bit_count() >= witnesses[pair[0]].words for pair in pairs)


def _is_open(weighed: parents.Family, a: str, b: str) -> bool:
    """Whether either of two documents may have been first."""
    return abs(weighed.before.get((a, b), 0.5) - 0.5) < _SURE - 0.5


def _may_supply(weighed: parents.Family, a: str, b: str) -> bool:
    """Whether one of two documents is rather what the other is made of: the earlier, or a release beside a report."""
    p = weighed.before.get((a, b), 0.5)
    if max(p, 1 - p) >= LEANING:
        return True
    releases = weighed.releases & {a, b}
    return len(releases) == 1 and (p if a in releases else 1 - p) >= 1 - TELLS


def _grounds(pairs: Iterable[tuple[str, str]], weighed: parents.Family) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Pairs in groups that share the same words, each probably from one source."""
    of_document: dict[str, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
    for a, b in pairs:
        of_document[a].append((weighed.shared.shared[a, b], (a, b)))
        of_document[b].append((weighed.shared.shared[b, a], (a, b)))
    links = []
    for held in of_document.values():
        grounds: list[tuple[int, tuple[str, str]]] = []  # each by the pair that shares most of it
        for words, pair in sorted(held, key=lambda one: (-one[0].bit_count(), one[1])):
            same = next((first for most, first in grounds if 2 * (most & words).bit_count() >= words.bit_count()), None)
            if same is None:
                grounds.append((words, pair))
            links.append((same or pair, pair))
    return joined(links)


def _between(weighed: parents.Family, one: str, other: str) -> Sequence[Held]:
    return weighed.shared.between.get((one, other), ())


def _versions(weighed: parents.Family) -> tuple[tuple[str, ...], ...]:
    """The versions of one item in groups, each from its first to its last."""
    order = Counter(name for (_, name), p in weighed.before.items() if p > 0.5)
    groups_ = joined(sorted((min(pair), max(pair)) for pair in weighed.versions))
    return tuple(tuple(sorted(group, key=lambda name: (order[name], name))) for group in groups_)


def _latest_past(spans: Mapping[str, Iterable[Span]], witnesses: Mapping[str, Witness]) -> str | None:
    """The latest day that the shared words speak of as past: their source was not written before it."""
    days = [
        evidence.date
        for document, places in spans.items()
        for is_shared in [held_by(places)]
        for evidence in witnesses[document].dating.evidence
        if evidence.bound is Bound.EARLIEST and evidence.strength is Strength.HARD and evidence.start is not None
        if is_shared(evidence.start)
    ]
    return max(days, default=None)
