"""The drawing of a lineage: its places, its lines, its words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from harbour import FORUM, GONE, JOINED, PLAN, STORY, harbour
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Dating, Edge, EdgeType, Family, Grade, RelationType, Report, Stated, Verdict
from provenance.reports.html import asset, html
from provenance.reports.markup import Html, plain
from provenance.reports.views.families import families
from provenance.reports.views.graph import (
    COLUMN,
    HEIGHT,
    MAX_COLUMNS,
    MAX_NODES,
    WIDTH,
    cut,
    graph,
    lone,
    width_of,
    wrapped,
)
from provenance.reports.views.layout import Link
from provenance.reports.views.lookup import look_up
from provenance.reports.views.summary import Omitted, summary

if TYPE_CHECKING:
    from conftest import CpuSeconds


@given(st.text(max_size=80))
def test_no_label_leaves_its_node(title: str) -> None:
    lines = wrapped(title, WIDTH - 16, 2)
    assert len(lines) <= 2
    assert all(width_of(line) <= WIDTH - 16 for line in lines)


def test_a_name_without_spaces_is_broken_where_the_line_ends() -> None:
    first, second = wrapped("001_4943f097b0200163.txt", 120, 2)
    assert first + second == "001_4943f097b0200163.txt"
    assert first.startswith("001_4943")


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert cut("a" * 99, 60).endswith("…")


# --------------------------------------------------------------------------- drawn


def drawing(report: Report, number: int) -> str:
    view = graph(look_up(report), report.families[number])
    assert view is not None
    return str(view.svg)


def test_the_style_gives_boxes_the_size_that_the_drawing_counts_with() -> None:
    assert f".g-box {{ width: {WIDTH}px; height: {HEIGHT}px;" in asset("report.css")


def test_a_family_without_lines_is_not_drawn() -> None:
    report = large_family(8)
    report = replace(report, families=(replace(report.families[0], edges=()),))
    assert graph(look_up(report), report.families[0]) is None


def test_a_known_order_has_an_arrow_head() -> None:
    svg = drawing(harbour(), 0)
    assert svg.count("g-head") == 1
    assert ">?<" not in svg


def test_an_unknown_order_has_a_question_mark_and_no_arrow_head() -> None:
    report = harbour()
    edge = Edge(PLAN, STORY, 0.54, EdgeType.DERIVED)
    svg = drawing(replace(report, families=(replace(report.families[0], edges=(edge,)), report.families[1])), 0)
    assert "g-head" not in svg
    assert ">?<" in svg


def test_a_tick_names_the_month_that_the_box_above_it_names() -> None:
    report = harbour()
    dating = Dating(None, None, ("2024-08-28", "2024-09-09"), Stated("2024-09-03", "dateline", 0.7))
    documents = tuple(replace(each, dating=dating) if each.id == PLAN else each for each in report.documents)
    svg = drawing(replace(report, documents=documents), 0).replace("\u00a0", " ")
    assert "dated 3 Sep 2024" in svg
    assert re.findall(r'class="g-tick"[^>]*>([^<]+)<', svg)[0] == "September 2024"


def test_a_text_without_a_date_that_stands_among_dated_ones_has_no_tick() -> None:
    report = harbour()
    undated = Dating(None, None, ("1988-11-13", "1995-02-08"))
    documents = tuple(replace(each, dating=undated) if each.id == PLAN else each for each in report.documents)
    ticks = re.findall(r'class="g-tick"[^>]*>([^<]+)<', drawing(replace(report, documents=documents), 0))
    assert [plain(Html(each)).replace("\u00a0", " ") for each in ticks] == ["May 2024"]


def test_a_missing_ancestor_alone_is_dashed() -> None:
    svg = drawing(harbour(), 1)
    assert svg.count("g-gone") == 1
    assert "<title>A text not in this collection, must have existed</title>" in svg


def test_undated_texts_stand_apart() -> None:
    svg = drawing(harbour(), 1)
    assert "g-rule" in svg
    assert svg.count(">date unknown</text>") >= 2


def test_every_node_is_a_link_named_by_title_and_date() -> None:
    names = re.findall(r'<a href="#d-[^"]+"><title>([^<]+)<', drawing(harbour(), 0))
    assert names == ["Winter ferry plan goes to the board, dated 7\u00a0May\u00a02024",
                     "Islanders get their winter boat, from 14\u00a0May\u00a02024"]  # fmt: skip


def large_family(documents: int) -> Report:
    """A family of so many documents, each taken from the first."""
    report = harbour()
    template = report.documents[0]
    members = tuple(
        replace(
            template,
            id=f"{number:04}.txt",
            title=f"Story {number}",
            dating=Dating(f"2024-05-{1 + number % 28:02}", None),
            family="F1",
            passages=(),
        )
        for number in range(documents)
    )
    edges = tuple(Edge("0000.txt", each.id, 0.9, EdgeType.DERIVED) for each in members[1:])
    family = Family("F1", tuple(each.id for each in members), "0000.txt", 0.9, (), (), edges)
    return replace(report, documents=members, matches=(), relations=(), families=(family,))


def test_a_large_family_is_reduced_and_says_so() -> None:
    svg = drawing(large_family(100), 0)
    assert svg.count("<a ") == MAX_NODES
    assert "61 more, see the table" in svg


def test_a_large_family_is_drawn_at_once(cpu_seconds: CpuSeconds) -> None:
    report = large_family(500)
    lookup = look_up(report)
    assert cpu_seconds(lambda: graph(lookup, report.families[0])) < 0.05


def test_of_many_missing_texts_those_are_drawn_on_which_most_draw() -> None:
    report = large_family(60)
    family = report.families[0]
    one = harbour().families[1].missing[0]
    children = family.documents
    many = tuple(replace(one, id=f"missing:F1.{n}", children=children[: n + 2]) for n in range(30))
    edges = (*family.edges, *(Edge(each.id, each.children[0], 0.9, EdgeType.DERIVED) for each in many))
    report = replace(report, families=(replace(family, missing=many, edges=edges),))
    drawn = graph(look_up(report), report.families[0])
    assert drawn is not None
    assert drawn.svg.count("g-gone") == 1


def test_a_text_that_merely_may_have_existed_is_not_drawn_of_a_large_family() -> None:
    report = large_family(60)
    family = report.families[0]
    perhaps = replace(harbour().families[1].missing[0], id="missing:F1.1", children=family.documents)
    edges = (*family.edges, *(Edge(perhaps.id, each, 0.5, EdgeType.DERIVED) for each in family.documents))
    report = replace(report, families=(replace(family, missing=(perhaps,), edges=edges),))
    assert "g-gone" not in drawing(report, 0)


def in_a_row(documents: int) -> Report:
    """A family of so many documents, of a day each, all taken from the first."""
    report = large_family(documents)
    days = [f"2024-{1 + number // 28:02}-{1 + number % 28:02}" for number in range(documents)]
    dated = tuple(replace(each, dating=Dating(day, day)) for each, day in zip(report.documents, days, strict=True))
    return replace(report, documents=dated)


@pytest.mark.parametrize("documents", [2, MAX_COLUMNS, MAX_COLUMNS + 1, MAX_NODES])
def test_a_drawing_is_never_wider_than_can_be_looked_over(documents: int) -> None:
    drawn = graph(look_up(report := in_a_row(documents)), report.families[0])
    assert drawn is not None
    assert drawn.svg.count("<a ") == documents
    assert int(re.search(r'width="(\d+)"', drawn.svg)[1]) <= MAX_COLUMNS * COLUMN  # type: ignore[index]
    assert (drawn.about is None) == (documents <= MAX_COLUMNS)
    if drawn.about:
        assert plain(drawn.about).startswith("Each text stands beside the one that it shares most words with")


def trunks(svg: str) -> dict[str, set[str]]:
    """Where the lines that turn go up and down, by where they begin."""
    held: dict[str, set[str]] = {}
    for start, trunk in re.findall(r'class="g-edge[^"]*" d="M(\d+ \d+)H\d+Q(\d+) ', svg):
        held.setdefault(start, set()).add(trunk)
    return held


def test_the_lines_from_one_text_to_many_share_a_stem_no_thicker_than_one_of_them() -> None:
    svg = drawing(large_family(MAX_NODES), 0)
    (stem,) = trunks(svg).values()
    assert len(stem) == 1
    assert svg.count("V") >= MAX_NODES // 2


def test_the_stems_of_two_texts_that_stand_one_above_the_other_lie_apart() -> None:
    report = large_family(6)
    names = report.families[0].documents
    days = {name: f"2024-05-0{1 + (number > 1)}" for number, name in enumerate(names)}
    dated = tuple(replace(each, dating=Dating(days[each.id], days[each.id])) for each in report.documents)
    edges = tuple(Edge(names[number % 2], names[number], 0.9, EdgeType.DERIVED) for number in range(2, 6))
    family = replace(report.families[0], edges=edges)
    stems = list(trunks(drawing(replace(report, documents=dated, families=(family,)), 0)).values())
    assert len(stems) == 2
    assert stems[0].isdisjoint(stems[1])


def test_no_line_is_drawn_over_the_end_of_another() -> None:
    svg = drawing(in_a_row(MAX_NODES), 0)
    assert svg.rindex('class="g-edge') < svg.index('class="g-head')


def test_identical_texts_are_one_node() -> None:
    report = harbour()
    family = replace(report.families[1], identical=((FORUM, JOINED),))
    svg = drawing(replace(report, families=(report.families[0], family)), 1)
    assert svg.count("<a ") == 2
    assert "2 identical" in svg


def test_nodes_lie_inside_the_drawing() -> None:
    svg = drawing(harbour(), 1)
    width, height = map(int, re.findall(r'width="(\d+)" height="(\d+)"', svg)[0])
    for x, y in re.findall(r"translate\((\d+) (\d+)\)", svg):
        assert int(x) + WIDTH <= width
        assert int(y) + HEIGHT <= height


def test_the_same_family_gives_the_same_drawing() -> None:
    assert drawing(harbour(), 1) == drawing(harbour(), 1)


# --------------------------------------------------------------------------- what is missing, and what is open


def test_a_missing_ancestor_is_a_node_of_its_own() -> None:
    assert GONE not in drawing(harbour(), 1)
    assert 'href="#gone-' in drawing(harbour(), 1)


def without_edges(number: int) -> Report:
    """The harbour with a family for which nobody knows who has it from whom."""
    report = harbour()
    families = list(report.families)
    families[number] = replace(families[number], edges=())
    return replace(report, families=tuple(families))


def test_a_text_that_may_have_existed_is_noted_and_not_drawn() -> None:
    report = without_edges(1)
    family = report.families[1]
    possible = tuple(replace(one, grade=Grade.POSSIBLE) for one in family.missing)
    report = replace(report, families=(report.families[0], replace(family, missing=possible), *report.families[2:]))
    lookup = look_up(report)
    drawn = graph(lookup, report.families[1])
    assert drawn is None or "gone" not in drawn.svg
    view = families(lookup, ()).families[1]
    assert [node.kind for node in view.nodes if node.kind == "gone"] == []
    assert "might have existed" in str(view.noted[0])


def test_a_text_that_owes_words_but_has_no_edge_is_joined_by_an_open_line_and_said_to() -> None:
    report = without_edges(0)
    lookup = look_up(report)
    assert lookup.taken[STORY]
    drawn = graph(lookup, report.families[0])
    assert drawn is not None
    assert drawn.svg.count('class="g-edge g-open') == 1
    (page,) = html(report)
    assert "whether from there is open" in page.content.decode()
    assert "No earlier text for it" not in page.content.decode().partition('id="fam-')[2].partition("</article>")[0]


@pytest.mark.parametrize(
    ("kind", "says"),
    [(RelationType.COMMON_SOURCE, "both draw on a third text"), (RelationType.TEMPLATE, "filled in anew")],
)
def test_no_line_leads_from_a_text_that_is_not_believed_to_be_the_source(kind: RelationType, says: str) -> None:
    report = without_edges(0)
    relations = [replace(each, type=kind) if {each.a, each.b} == {PLAN, STORY} else each for each in report.relations]
    report = replace(report, relations=tuple(relations))
    lookup = look_up(report)
    drawn = graph(lookup, report.families[0])
    assert drawn is None or "g-edge" not in drawn.svg
    lines = next(node.lines for node in families(lookup, ()).families[0].nodes if "Islanders" in node.name)
    assert says in str(lines)
    assert says in str(summary(lookup, Omitted()).answers[1].links)


def test_words_that_an_earlier_text_has_too_are_told_beside_those_from_a_missing_one() -> None:
    report = harbour()
    gone = report.families[1].missing[0]
    missing = replace(gone, id="missing:F1.1", children=(PLAN, STORY))
    edges = tuple(Edge(missing.id, child, 0.9, EdgeType.DERIVED) for child in missing.children)
    family = replace(report.families[0], edges=edges, missing=(missing,))
    lookup = look_up(replace(report, families=(family, *report.families[1:])))
    assert lookup.taken[STORY].get(PLAN)
    lines = next(node.lines for node in families(lookup, ()).families[0].nodes if "Islanders" in node.name)
    assert "that the earlier" in str(lines)
    answer = summary(lookup, Omitted()).answers[1]
    assert "that stand in the earlier" in str(answer.links)
    assert "must have existed" in str(answer.missing)


def test_days_and_not_a_link_of_unknown_order_put_texts_in_order() -> None:
    report = harbour()
    turned = Edge(STORY, PLAN, 0.9, EdgeType.VERSION)
    open_ = [replace(each, verdict=Verdict.UNDETERMINED, p_a_first=0.5) for each in report.relations]
    family = replace(report.families[0], edges=(turned,), first=None, p_first=None)
    report = replace(report, relations=tuple(open_), families=(family, *report.families[1:]))
    names = [node.name for node in families(look_up(report), ()).families[0].nodes]
    assert ["Winter ferry plan" in names[0], "Islanders" in names[1]] == [True, True]
    assert drawing(report, 0).count("g-open") == 1


def test_a_text_that_no_line_reaches_is_joined_to_the_one_that_it_shares_most_with() -> None:
    report = without_edges(0)
    alone = replace(report, families=(replace(report.families[0], first=STORY), *report.families[1:]))
    lookup = look_up(alone)
    order, drawn = [PLAN, STORY], lone(lookup, [PLAN, STORY], ())
    assert [(link.source, link.target, link.is_open) for link in drawn] == [(STORY, PLAN, True)]
    assert list(lone(lookup, order, (Link(PLAN, STORY, 9),))) == []


def test_documents_of_one_title_are_drawn_by_their_files() -> None:
    report = harbour()
    documents = tuple(replace(each, title="Ferry") if each.id in (PLAN, STORY) else each for each in report.documents)
    svg = drawing(replace(report, documents=documents), 0)
    assert [">Ferry<" in svg, PLAN.rpartition("/")[2] in svg, STORY.rpartition("/")[2] in svg] == [False, True, True]


def test_a_tick_names_the_day_that_is_stated_where_what_is_likely_begins_a_month_before() -> None:
    report = harbour()
    stated = Stated("2024-09-03", "dateline", 0.7)
    dating = Dating("2024-07-01", "2024-12-31", ("2024-08-28", "2024-09-09"), stated)
    documents = tuple(replace(each, dating=dating) if each.id == PLAN else each for each in report.documents)
    svg = drawing(replace(report, documents=documents), 0).replace("\u00a0", " ")
    assert "dated 3 Sep 2024" in svg
    assert re.findall(r'class="g-tick"[^>]*>([^<]+)<', svg)[0] == "September 2024"
