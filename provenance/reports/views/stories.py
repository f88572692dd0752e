"""Of a family too large to draw whole, the parts that tell most: texts that many have words from, and who has most.

Every text stands under the one parent from which it has most, so that the lines part into trees. A tree that is drawn
is a story: its first text, those that have most from it, and a number for the others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.reports.views.layout import Layout, Link, primary_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEW_CHILDREN = 4
"""Children that are drawn of each text at first; more where there is room left."""

MAX_COLUMNS = 6
"""Columns up to which stories stand side by side."""

REST = "\x00rest "
"""Begins the name of the node that stands for the other children of a text."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The nodes and the lines to draw, and where; `rests`: node that stands for others -> how many."""

    order: tuple[str, ...]
    links: tuple[Link, ...]
    rests: Mapping[str, int]
    layout: Layout
    rules: tuple[tuple[int, int, int], ...]
    """What parts a story from the one on its left: its first column, its first lane and the lane behind its last one.

    Above the lane of a rule whose column is 0 begins a new row of stories.
    """


def stories(order: Sequence[str], links: Iterable[Link], most: int, first: str | None = None) -> Stories:
    """The stories of a family, at most so many nodes in all; the one with the most sure words on top.

    The story of the text that is `first` in the family, where that is known, comes before all.
    """
    forest = _forest(order, links, first)
    kept = _chosen(forest, most)
    rests, drawn = dict[str, int](), list[Link]()
    for source in (node for node in order if node in kept):
        children = forest.children.get(source, [])
        left = [link for link in children if link.target not in kept]
        drawn += [link for link in children if link.target in kept]
        if left and len(left) < len(children):
            rests[REST + source] = len(left)
            words, is_open = sum(link.words for link in left), all(link.is_open for link in left)
            drawn.append(Link(source, REST + source, words, is_open, all(link.is_reworded for link in left)))
    nodes = (*(node for node in order if node in kept), *rests)
    layout, rules = _stacked(nodes, drawn, forest)
    return Stories(nodes, tuple(drawn), rests, layout, rules)


@dataclass(frozen=True, slots=True)
class _Forest:
    """Every node under its primary parent. `ranked`: those with children, the most telling first."""

    children: Mapping[str, list[Link]]
    parents: Mapping[str, Link]
    ranked: tuple[str, ...]


def _forest(order: Sequence[str], links: Iterable[Link], first: str | None) -> _Forest:
    place = {node: number for number, node in enumerate(order)}
    parents = primary_links(order, links)
    children: dict[str, list[Link]] = defaultdict(list)
    for node in order:
        if node in parents:
            children[parents[node].source].append(parents[node])
    for each in children.values():
        each.sort(key=lambda link: (link.is_open, -link.words, place[link.target]))

    def rank(node: str) -> tuple[bool, int, int, int]:
        sure = sum(link.words for link in children[node] if not link.is_open)
        return node != first, -sure, -len(children[node]), place[node]

    return _Forest(children, parents, tuple(sorted(children, key=rank)))


def _chosen(forest: _Forest, most: int) -> frozenset[str]:
    """The nodes that are drawn: of each telling text a few children, then more of them, as long as there is room."""
    kept: set[str] = set()
    few, longest = FEW_CHILDREN, min(most, max(map(len, forest.children.values()), default=0))
    while True:
        for node in forest.ranked:
            if len(kept) >= most - 1:
                return frozenset(kept)
            for number in range(min(few, most, len(forest.children[node])), 0, -1):
                wider = kept | {node, *_line(forest, node), *(link.target for link in forest.children[node][:number])}
                if len(wider) + _rests(forest, wider) <= most:
                    kept = wider
                    break
        if few >= longest:
            return frozenset(kept)
        few *= 2


def _line(forest: _Forest, node: str) -> list[str]:
    """From whom a text surely has its words, and from whom those have them."""
    found: list[str] = []
    while node in forest.parents and not forest.parents[node].is_open:
        node = forest.parents[node].source
        found.append(node)
    return found


def _rests(forest: _Forest, kept: set[str]) -> int:
    """How many of the nodes have both children that are drawn and children that are not."""
    inside = {node: sum(link.target in kept for link in forest.children.get(node, ())) for node in kept}
    return sum(0 < number < len(forest.children[node]) for node, number in inside.items() if number)


def _placed(nodes: Sequence[str], links: Sequence[Link]) -> tuple[list[_Story], dict[str, str]]:
    """Every story by itself: a column is a step of descent, and down a column runs the time."""
    above = {link.target: link.source for link in links}
    below: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node in above:
            below[above[node]].append(node)
    found = []
    for root in (node for node in nodes if node not in above):
        story = _Story()
        story.add(root, below, 0, 0)
        found.append(story)
    return found, above


@dataclass(slots=True)
class _Story:
    """Places of the nodes of a tree, counted from its own first column and lane."""

    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    columns: int = 0

    def add(self, node: str, below: Mapping[str, Sequence[str]], column: int, lane: int) -> int:
        """Places a node and all that stand under it; the lane behind the last of them."""
        self.places[node] = column, lane
        self.columns = max(self.columns, column + 1)
        end = lane
        for child in below.get(node, ()):
            end = self.add(child, below, column + 1, end)
        return max(end, lane + 1)


def _stacked(
    nodes: Sequence[str], links: Sequence[Link], forest: _Forest
) -> tuple[Layout, tuple[tuple[int, int, int], ...]]:
    """The stories side by side as long as there is room, then one row of them under the other."""
    told, above = _placed(nodes, links)
    rank = {node: number for number, node in enumerate(forest.ranked)}
    told.sort(key=lambda story: min(rank.get(node, len(rank)) for node in story.places))
    places, rules = dict[str, tuple[int, int]](), list[tuple[int, int, int]]()
    column = width = top = bottom = 0
    for story in told:
        if column and column + story.columns > MAX_COLUMNS:
            column, top = 0, bottom
        end = top + 1 + max(lane for _, lane in story.places.values())
        places |= {node: (column + own, top + lane) for node, (own, lane) in story.places.items()}
        rules.append((column, top, end))
        column += story.columns
        width, bottom = max(width, column), max(bottom, end)
    return Layout(places, width, bottom, None, above), tuple(rules)
