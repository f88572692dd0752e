"""Where the texts of a lineage stand in its drawing: columns are order, lanes keep a line of descent together.

Pure arithmetic on names, columns and lanes; the same input gives the same places, in time linear in the links and the
lanes tried.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the drawing. `words`: how many pass along it. `is_open`: the order of the two is not known."""

    source: str
    target: str
    words: int
    is_open: bool = False
    is_reworded: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Column and lane of every node. Nodes from column `apart` on have no date; None where all have one."""

    places: Mapping[str, tuple[int, int]]
    columns: int
    lanes: int
    apart: int | None
    primary: Mapping[str, str]
    """Node -> the parent in whose lane, or next to whose lane, it stands."""


@dataclass(slots=True)
class _Lanes:
    """Which columns of which lane are taken."""

    taken: list[list[int]] = field(default_factory=list)

    def is_free(self, lane: int, first: int, last: int) -> bool:
        """True if nothing stands in the lane in the columns `first` to `last`."""
        if lane >= len(self.taken):
            return True
        columns = self.taken[lane]
        return bisect_left(columns, first) == bisect_right(columns, last)

    def take(self, lane: int, column: int) -> None:
        while lane >= len(self.taken):
            self.taken.append([])
        insort(self.taken[lane], column)

    def nearest(self, wanted: int, first: int, last: int) -> int:
        """The free lane nearest to the wanted one: itself, then one down, one up, two down, and so on."""
        for distance in range(len(self.taken) + wanted + 1):
            for lane in (wanted + distance, wanted - distance):
                if lane >= 0 and self.is_free(lane, first, last):
                    return lane
        return len(self.taken)


def lay_out(
    order: Sequence[str],
    links: Sequence[Link],
    undated: frozenset[str] = frozenset(),
    days: Mapping[str, str] = MappingProxyType({}),
) -> Layout:
    """Places for nodes given in order of time; `undated` ones stand behind all others, each column one step of descent.

    Neighbours of one of the `days` share a column unless a link joins two of them. A node stands in its primary
    parent's lane if that is free as far as the node, else in the nearest free one.
    """
    primary = {node: link.source for node, link in primary_links(order, links).items()}
    columns = _dated_columns([node for node in order if node not in undated], links, days)
    apart = max(columns.values(), default=-1) + 1
    columns |= _undated_columns([node for node in order if node in undated], primary, apart)
    primary = {node: parent for node, parent in primary.items() if columns[parent] < columns[node]}
    lanes, places = _Lanes(), dict[str, tuple[int, int]]()
    for node in sorted(order, key=lambda node: columns[node]):
        column, parent = columns[node], primary.get(node)
        if parent is not None:
            from_column, near = columns[parent] + 1, places[parent][1]
            lane = lanes.nearest(near, from_column, column)
        else:
            lane = lanes.nearest(0, 0, column)
        lanes.take(lane, column)
        places[node] = column, lane
    width = max(columns.values(), default=-1) + 1
    return Layout(places, width, len(lanes.taken), apart if apart < width else None, primary)


def primary_links(order: Sequence[str], links: Iterable[Link]) -> dict[str, Link]:
    """For each node the link from its parent: the one with the most words, then from the earliest, then the smaller id.

    A known order goes before an open one.
    """
    place = {node: number for number, node in enumerate(order)}
    best: dict[str, tuple[tuple[bool, int, int, str], Link]] = {}
    for link in links:
        if place.get(link.source, len(order)) < place.get(link.target, -1):
            rank = (link.is_open, -link.words, place[link.source], link.source)
            if link.target not in best or rank < best[link.target][0]:
                best[link.target] = rank, link
    return {node: link for node, (_, link) in best.items()}


def _dated_columns(order: Sequence[str], links: Iterable[Link], days: Mapping[str, str]) -> dict[str, int]:
    """Dated nodes one behind the other, those of one day that no link joins in one column."""
    joined: dict[str, set[str]] = defaultdict(set)
    for link in links:
        joined[link.source].add(link.target)
        joined[link.target].add(link.source)
    columns: dict[str, int] = {}
    column, day, held = -1, None, set[str]()
    for node in order:
        if days.get(node) is None or days[node] != day or not held.isdisjoint(joined[node]):
            column, day, held = column + 1, days.get(node), set()
        held.add(node)
        columns[node] = column
    return columns


def _undated_columns(order: Sequence[str], primary: Mapping[str, str], apart: int) -> dict[str, int]:
    """Undated nodes from the column `apart` on, as far on as they are steps from a dated parent."""
    columns: dict[str, int] = {}
    for node in order:
        columns[node] = columns.get(primary.get(node, ""), apart - 1) + 1
    return columns
