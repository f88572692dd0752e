"""Where the texts of a lineage stand in its drawing, and what is left out of a large one."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from provenance.reports.views.graph import HEIGHT, WIDTH, _corner, _edge
from provenance.reports.views.layout import Link, lay_out, primary_links
from provenance.reports.views.stories import REST, stories

if TYPE_CHECKING:
    from conftest import CpuSeconds


Lineage = tuple[list[str], tuple[Link, ...], frozenset[str], dict[str, str]]


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    """Nodes in order, links between any two of them, some nodes without a date, some of one day."""
    order = [f"n{number}" for number in range(draw(st.integers(1, 24)))]
    pairs = st.tuples(st.sampled_from(order), st.sampled_from(order)).filter(lambda pair: pair[0] != pair[1])
    found = draw(st.lists(pairs, max_size=40, unique=True))
    links = tuple(Link(a, b, draw(st.integers(0, 300)), draw(st.booleans())) for a, b in found)
    undated = frozenset(draw(st.sets(st.sampled_from(order))))
    days = sorted(draw(st.lists(st.sampled_from("123"), min_size=len(order), max_size=len(order))))
    no_day = draw(st.sets(st.sampled_from(order)))
    return order, links, undated, {node: day for node, day in zip(order, days, strict=True) if node not in no_day}


@st.composite
def bushes(draw: st.DrawFn) -> tuple[list[str], tuple[Link, ...]]:
    """Nodes in order, each under one of the first two: more children than can be drawn."""
    order = [f"n{number}" for number in range(draw(st.integers(16, 30)))]
    links = tuple(
        Link(order[draw(st.integers(0, min(number, 2) - 1))], order[number], draw(st.integers(1, 300)))
        for number in range(1, len(order))
    )
    return order, links


@given(lineages())
def test_no_two_nodes_share_a_place(lineage: Lineage) -> None:
    order, links, undated, days = lineage
    places = lay_out(order, links, undated, days).places
    assert sorted(places) == sorted(order)
    assert len(set(places.values())) == len(order)


@given(lineages())
def test_nothing_stands_between_a_node_and_its_primary_parent_in_the_nodes_lane(
    lineage: Lineage,
) -> None:
    order, links, undated, days = lineage
    layout = lay_out(order, links, undated, days)
    for node, parent in layout.primary.items():
        (first, _), (last, lane) = layout.places[parent], layout.places[node]
        between = [each for each, (column, own) in layout.places.items() if own == lane and first < column < last]
        assert between == []


@given(lineages())
def test_dated_texts_stand_in_order_and_undated_ones_behind_them(
    lineage: Lineage,
) -> None:
    order, links, undated, days = lineage
    layout = lay_out(order, links, undated, days)
    dated = [layout.places[node][0] for node in order if node not in undated]
    assert dated == sorted(dated)
    assert set(dated) == set(range(len(set(dated))))
    assert all(layout.places[node][0] > max(dated, default=-1) for node in undated)


@given(lineages())
def test_those_share_a_column_that_are_of_one_day_and_that_no_line_joins(lineage: Lineage) -> None:
    order, links, undated, days = lineage
    places = lay_out(order, links, undated, days).places
    dated = [node for node in order if node not in undated]
    joined = {frozenset((link.source, link.target)) for link in links}
    for a, b in combinations(dated, 2):
        if places[a][0] == places[b][0]:
            assert days.get(a) == days.get(b) is not None
            assert frozenset((a, b)) not in joined
    for a, b in pairwise(dated):
        is_apart = days.get(a) is None or days.get(a) != days.get(b)
        if not (is_apart or any({a, b} & set(each) for each in joined)):
            assert places[a][0] == places[b][0]


@given(lineages())
def test_no_line_runs_behind_a_box(lineage: Lineage) -> None:
    order, links, undated, days = lineage
    layout = lay_out(order, links, undated, days)
    boxes = {node: _corner(layout, node) for node in order}
    for link in links:
        path = re.search(r' d="([^"]*)"', _edge(link, layout)[0])
        assert path is not None
        others = [box for node, box in boxes.items() if node not in (link.source, link.target)]
        for (x1, y1), (x2, y2) in pairwise(_ends(path[1])):
            over, under = sorted((y1, y2))
            assert not [b for b in others if over < b[1] + HEIGHT and b[1] < under and x1 < b[0] + WIDTH and b[0] < x2]


def _ends(path: str) -> list[tuple[int, int]]:
    """The points at which the steps of a path end, in order. Between two of them it does not leave their rectangle."""
    x, y = 0, 0
    points = []
    for step, numbers in re.findall(r"([MHVQC])([-\d ]+)", path):
        last = [int(number) for number in numbers.split()]
        x, y = (last[0], y) if step == "H" else (x, last[0]) if step == "V" else (last[-2], last[-1])
        points.append((x, y))
    return points


def test_the_first_child_stays_in_its_parents_lane_and_the_next_takes_the_nearest() -> None:
    links = (Link("a", "b", 9), Link("a", "c", 8), Link("a", "d", 7))
    places = lay_out(["a", "b", "c", "d"], links).places
    assert [places[node][1] for node in "abcd"] == [0, 0, 1, 2]


def test_the_parent_with_the_most_words_is_the_primary_one_but_a_known_order_goes_before() -> None:
    links = (Link("a", "c", 5), Link("b", "c", 9), Link("a", "d", 5), Link("b", "d", 9, is_open=True))
    assert lay_out(["a", "b", "c", "d"], links).primary == {"c": "b", "d": "a"}


def _generated(documents: int, edges: int) -> tuple[list[str], tuple[Link, ...]]:
    random = Random(7)
    order = [f"document {number}" for number in range(documents)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        a, b = sorted(random.sample(range(documents), 2))
        pairs.add((a, b))
    return order, tuple(Link(order[a], order[b], random.randrange(400)) for a, b in sorted(pairs))


def test_five_hundred_documents_with_two_thousand_links_are_laid_out_at_once(cpu_seconds: CpuSeconds) -> None:
    order, links = _generated(500, 2_000)
    assert min(cpu_seconds(lambda: lay_out(order, links)) for _ in range(3)) < 0.05
    assert len(set(lay_out(order, links).places.values())) == 500


def test_a_line_from_a_further_parent_ends_beside_the_head_of_the_first() -> None:
    links = (Link("a", "c", 90), Link("b", "c", 9, is_open=True))
    layout = lay_out(["a", "b", "c"], links)
    asked = re.search(r'cy="(\d+)"', _edge(links[1], layout)[1])
    head = re.search(r'g-head" d="M\d+ (\d+)', _edge(links[0], layout)[1])
    assert asked is not None
    assert head is not None
    assert abs(int(asked[1]) - int(head[1])) >= 16


# --------------------------------------------------------------------------- too large to be drawn whole


@given(lineages(), st.integers(4, 12))
def test_of_a_large_family_no_node_is_drawn_without_a_line_and_no_two_share_a_place(
    lineage: Lineage, most: int
) -> None:
    order, links, _, _ = lineage
    told = stories(order, links, most)
    assert len(told.order) <= most
    assert {node for link in told.links for node in (link.source, link.target)} == set(told.order)
    assert len(set(told.layout.places.values())) == len(told.order) == len(told.layout.places)


@given(bushes(), st.integers(4, 9))
def test_what_is_not_drawn_of_a_text_is_counted(bush: tuple[list[str], tuple[Link, ...]], most: int) -> None:
    order, links = bush
    told, parents = stories(order, links, most), primary_links(order, links)
    for node, number in told.rests.items():
        source = node.removeprefix(REST)
        children = [each for each, link in parents.items() if link.source == source]
        assert number == sum(each not in told.order for each in children) < len(children)


def test_the_text_that_surely_passed_on_most_words_comes_first() -> None:
    links = (Link("a", "b", 900, is_open=True), Link("c", "d", 40), Link("e", "f", 90))
    told = stories(["a", "b", "c", "d", "e", "f"], links, 4)
    assert told.layout.places == {"e": (0, 0), "f": (1, 0), "c": (2, 0), "d": (3, 0)}


def test_down_a_column_runs_the_time() -> None:
    links = (Link("a", "b", 10), Link("a", "c", 90), Link("c", "d", 50))
    assert stories(list("abcd"), links, 9).layout.places == {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (2, 1)}


def test_from_whom_a_text_surely_has_its_words_is_drawn_with_it() -> None:
    links = (*(Link("a", each, 1) for each in "bcdefg"), *(Link("g", each, 99) for each in "hij"))
    told = stories(list("abcdefghij"), links, 6)
    assert told.order == ("a", "g", "h", "i", "j", REST + "a")
    assert told.rests == {REST + "a": 5}
