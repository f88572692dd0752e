"""Where the texts of a lineage stand in its drawing: columns are order, lanes keep a line of descent together.

Pure arithmetic on names, columns and lanes; the same input gives the same places, in time linear in the links and the
lanes tried.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence


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


def lay_out(order: Sequence[str], links: Iterable[Link], undated: frozenset[str] = frozenset()) -> Layout:
    """Places for nodes given in order of time; `undated` ones stand behind all others, each column one step of descent.

    A node stands in its primary parent's lane if that is free as far as the node, else in the nearest free one.
    """
    primary = _primary(order, links)
    columns = _columns(order, primary, undated)
    primary = {node: parent for node, parent in primary.items() if columns[parent] < columns[node]}
    dated = len(order) - sum(node in undated for node in order)
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
    return Layout(places, width, len(lanes.taken), dated if dated < len(order) else None, primary)


def _primary(order: Sequence[str], links: Iterable[Link]) -> dict[str, str]:
    """The parent with the most words, then the earliest, then the smaller id; the known order before the open one."""
    place = {node: number for number, node in enumerate(order)}
    best: dict[str, tuple[bool, int, int, str]] = {}
    for link in links:
        if place.get(link.source, len(order)) < place.get(link.target, -1):
            rank = (link.is_open, -link.words, place[link.source], link.source)
            best[link.target] = min(rank, best.get(link.target, rank))
    return {node: rank[3] for node, rank in best.items()}


def _columns(order: Sequence[str], primary: Mapping[str, str], undated: frozenset[str]) -> dict[str, int]:
    """Dated nodes one behind the other; undated ones behind them, as far on as they are steps from a dated parent."""
    columns: dict[str, int] = {}
    for node in order:
        if node not in undated:
            columns[node] = len(columns)
    apart = len(columns)
    for node in order:
        if node in undated:
            parent = primary.get(node)
            columns[node] = columns[parent] + 1 if parent in undated and parent in columns else apart
    return columns


def reduced(
    order: Sequence[str], links: Iterable[Link], kept: Container[str], rest: str
) -> tuple[list[str], tuple[Link, ...]]:
    """The order and the links with all nodes that are not kept gathered in one at the end, `rest`; links are summed.

    A link that comes from the gathered ones is turned round and left open: the one node is both before and after.
    """
    sums: dict[tuple[str, str], tuple[int, bool, bool]] = {}
    for link in links:
        source, target = (node if node in kept else rest for node in (link.source, link.target))
        is_open = link.is_open or source == rest
        if source != target:
            pair = (target, source) if source == rest else (source, target)
            words, was_open, was_reworded = sums.get(pair, (0, False, True))
            sums[pair] = (words + link.words, was_open or is_open, was_reworded and link.is_reworded)
    return [*(node for node in order if node in kept), rest], tuple(
        Link(source, target, *sums[source, target]) for source, target in sorted(sums)
    )
