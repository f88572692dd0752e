"""The texts of a family in order of time, as far as it is known."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from provenance.model import Dating, Family
    from provenance.reports.views.lookup import Lookup

AFTER_ALL = "9999-99-99"
"""Sorts behind every ISO day."""


def stated_day(dating: Dating) -> str | None:
    """The day that a document states, unless it may be read as another or something in it speaks against that."""
    if dating.stated is None or dating.stated.exchanged:
        return None
    day = dating.stated.date
    first, last = dating.likely or (day, day)
    is_borne_out = first <= day <= last and (dating.earliest or day) <= day <= (dating.latest or day)
    return day if is_borne_out else None


def dated_day(dating: Dating) -> str | None:
    """The day that tells best when a document was written: the one it states, unless its bounds lie closer."""
    has_bounds = dating.earliest and dating.latest
    return None if has_bounds and not is_narrowed(dating) else stated_day(dating)


def is_narrowed(dating: Dating) -> bool:
    """Whether what is likely begins after the first possible day or ends before the last one, where these are known."""
    first, last = dating.likely or ("", AFTER_ALL)
    return first > (dating.earliest or first) or last < (dating.latest or last)


def first_day(dating: Dating) -> str:
    """The day by which a document is placed in time: the one it states, else the first of those that are likely.

    Of a text that is only known not to be older than some year, or to be likely of some years, nobody knows when in
    them it was written: it comes last.
    """
    is_bounded = bool(dating.earliest or dating.latest)
    likely = dating.likely[0] if dating.likely and (is_bounded or _is_near(*dating.likely)) else None
    bounded = dating.earliest if dating.latest else None
    return stated_day(dating) or likely or bounded or dating.latest or AFTER_ALL


def _is_near(first: str, last: str) -> bool:
    """Whether two days lie in one year or in neighbouring ones."""
    return int(last[:4]) - int(first[:4]) <= 1


def said_day(dating: Dating) -> str:
    """The day with which what a drawing says of when a document was written begins."""
    likely = dating.likely[0] if dating.likely and is_narrowed(dating) else None
    return dated_day(dating) or likely or dating.earliest or dating.latest or first_day(dating)


def only_day(dating: Dating) -> str | None:
    """The one day of which a document is said to be."""
    is_one = dating.earliest is not None and dating.earliest == dating.latest
    return dating.earliest if is_one else dated_day(dating)


def is_dated(dating: Dating) -> bool:
    """Whether the document has a place in time."""
    return first_day(dating) != AFTER_ALL


def shown(family: Family) -> tuple[str, ...]:
    """The family's documents, one for each group of identical texts, the first one at the head."""
    hidden = {member for group in family.identical for member in group[1:]}
    kept = [document for document in family.documents if document not in hidden]
    return tuple(sorted(kept, key=lambda document: document != family.first))


def in_lineage(lookup: Lookup) -> list[str]:
    """All documents, family by family in order of time, identical copies last; those of no family behind them."""
    members = (document for family in lookup.report.families for document in family_in_order(lookup, family))
    return [*dict.fromkeys((*members, *lookup.documents))]


def places_in_lineage(lookup: Lookup) -> dict[str, int]:
    """The place of each document among all of them: what was asked about first, else as the lineage has them."""
    ordered = sorted(in_lineage(lookup), key=lambda each: each not in lookup.asked)
    return {document: place for place, document in enumerate(ordered)}


def family_in_order(lookup: Lookup, family: Family) -> list[str]:
    """The documents of a family in order of time, identical copies last."""
    order = dict.fromkeys((*in_order(lookup, family), *family.documents))
    return [each for each in order if each in lookup.documents]


def in_order(lookup: Lookup, family: Family) -> list[str]:
    """Parents before children, then by the earliest day, then by id; a missing ancestor before its first child.

    A link puts nothing in order of which it is not known which of the two was first: there the days do. A text that no
    day holds stands right before the first that it is known to be before.
    """
    members = [each for each in shown(family) if each in lookup.documents]
    rank = {document: _rank(lookup, document, family) for document in members}
    for each in family.drawn:
        rank[each.id] = min((rank[child] for child in each.children if child in rank), default=(True, AFTER_ALL, ""))
    edges = {(edge.source, edge.target) for edge in family.edges} - lookup.open_pairs
    links = edges | {(each.id, child) for each in family.drawn for child in each.children}
    links |= set(owed(lookup, family))
    order = _sorted(rank, links, lookup.documents)
    return _sorted(_pulled(rank, links, order), links, lookup.documents)


def owed(lookup: Lookup, family: Family) -> Iterator[tuple[str, str]]:
    """Of each text that no edge leads to, the earlier text that may have supplied most of its words; and it."""
    has_parent = {edge.target for edge in family.edges}
    for document in family.documents:
        if document not in has_parent and document != family.first:
            taken = lookup.taken_here(document)
            source = next((each for each in taken if not lookup.is_beside(each, document)), None)
            if source is not None:
                yield source, document


def _pulled(
    rank: Mapping[str, tuple[bool, str, str]], links: Iterable[tuple[str, str]], order: Sequence[str]
) -> dict[str, tuple[bool, str, str]]:
    """The ranks, none later than that of what stands below it: so nothing without a day keeps back what has one."""
    pulled, place = dict(rank), {node: number for number, node in enumerate(order)}
    within = [link for link in links if link[0] in place and link[1] in place]
    for source, target in sorted(within, key=lambda link: (-place[link[0]], link)):
        is_other, day, name = pulled[source]
        pulled[source] = is_other, min(day, pulled[target][1]), name
    return pulled


def _sorted(
    rank: Mapping[str, tuple[bool, str, str]], links: Iterable[tuple[str, str]], documents: Container[str]
) -> list[str]:
    """Kahn's topological sort, the smallest rank first; what stands in a circle comes last."""
    children: dict[str, set[str]] = defaultdict(set)
    waiting = dict.fromkeys(rank, 0)
    for source, target in links:
        if source in waiting and target in waiting and target not in children[source]:
            children[source].add(target)
            waiting[target] += 1
    ready = [(rank[node], node in documents, node) for node, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        node = heapq.heappop(ready)[2]
        order.append(node)
        for child in sorted(children[node]):
            waiting[child] -= 1
            if waiting[child] == 0:
                heapq.heappush(ready, (rank[child], child in documents, child))
    placed = set(order)
    return order + sorted(set(waiting) - placed, key=lambda node: (rank[node], node))


def _rank(lookup: Lookup, document: str, family: Family) -> tuple[bool, str, str]:
    return document != family.first, first_day(lookup.documents[document].dating), document
