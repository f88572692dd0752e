"""Lineage: who has it from whom, without circles, and the same whatever order the texts come in."""

from __future__ import annotations

import math
from itertools import permutations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import networkx as nx
import numpy as np
import pytest
from canal import OWN, RELEASE, TAKEN
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs, sentence

import provenance
from provenance import lineage
from provenance.lineage import descent, first, further_parents, parents
from provenance.lineage.arborescences import Forest
from provenance.lineage.first import p_first
from provenance.lineage.further_parents import Candidate
from provenance.lineage.parents import Family as Weighed
from provenance.lineage.parents import Group, edges, families
from provenance.model import (
    Dating,
    Degree,
    EdgeType,
    Evidence,
    Grade,
    Kind,
    Match,
    Place,
    Relation,
    RelationType,
    Segment,
    Span,
    Verdict,
    Witness,
)
from provenance.settings import LineageSettings
from provenance.wording.coverage import Coverage, coverage

if TYPE_CHECKING:
    from conftest import CpuSeconds, MakeDocument

    from provenance.model import Edge, Family, Report

T = TypeVar("T")

SAMPLES = Path(__file__).parent.parent / "samples"
RNG = Random(5)
PLAN, DEED = paragraphs(RNG, 5, 5), paragraphs(RNG, 5, 5)
SPEECH = " ".join(sentence(RNG) for _ in range(2))
DATED = "Published: {}\n\n{}\n"


def traced(folder: Path, texts: dict[str, str]) -> Report:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return provenance.trace([folder])


def family(folder: Path, texts: dict[str, str]) -> Family:
    (found,) = traced(folder, texts).families
    return found


def dated(day: int, text: str) -> str:
    return DATED.format(f"2024-03-{day:02}", text)


# --------------------------------------------------------------------------- what is drawn


def test_a_page_made_of_two_texts_has_two_parents(tmp_path: Path) -> None:
    found = family(tmp_path, {"a": dated(1, PLAN), "b": dated(4, DEED), "c": dated(9, f"{DEED}\n\n{PLAN}")})
    assert {(edge.source, edge.target) for edge in found.edges} == {("a.txt", "c.txt"), ("b.txt", "c.txt")}


def test_a_few_lines_of_an_earlier_report_at_the_end_make_it_a_second_parent(tmp_path: Path) -> None:
    report, release = paragraphs(Random(7), 8, 8), paragraphs(Random(8), 18, 18)
    last = "\n\n".join(report.split("\n\n")[1:4])  # too few to be a fifth of the text
    texts = {"a": dated(1, report), "b": dated(8, release), "c": dated(9, f"{release}\n\n{last}")}
    found = family(tmp_path, texts)
    assert {(edge.source, edge.target) for edge in found.edges} == {("a.txt", "c.txt"), ("b.txt", "c.txt")}


@pytest.mark.parametrize("lines", [2, 3, 4])
def test_lines_that_stand_amid_those_of_a_parent_make_no_second(tmp_path: Path, lines: int) -> None:
    plan, deed = PLAN.split("\n\n"), [*DEED.split("\n\n")[:lines], *[""] * (5 - lines)]
    woven = "\n\n".join(line for both in zip(plan, deed, strict=True) for line in both if line)
    found = family(tmp_path, {"a": dated(1, PLAN), "b": dated(4, DEED), "c": dated(9, woven)})
    assert [edge.source for edge in found.edges if edge.target == "c.txt"] == ["a.txt"]


def test_of_two_texts_whose_lines_alternate_in_a_third_neither_is_drawn_as_a_second_parent(tmp_path: Path) -> None:
    woven = "\n\n".join(line for both in zip(PLAN.split("\n\n"), DEED.split("\n\n"), strict=True) for line in both)
    found = family(tmp_path, {"a": dated(1, PLAN), "b": dated(4, DEED), "c": dated(9, woven)})
    assert len([edge for edge in found.edges if edge.target == "c.txt"]) <= 1


def test_a_copy_of_a_copy_hangs_below_the_copy(tmp_path: Path) -> None:
    changed = " ".join(PLAN.replace("\n\n", "|").split(" ")[:-4]).replace("|", "\n\n").replace("the", "this", 4)
    found = family(tmp_path, {"a": dated(1, PLAN), "b": dated(4, changed), "c": dated(9, changed)})
    assert ("b.txt", "c.txt") in {(edge.source, edge.target) for edge in found.edges}
    assert ("a.txt", "c.txt") not in {(edge.source, edge.target) for edge in found.edges}


def test_what_only_a_speaker_said_is_passed_on_as_a_quotation(tmp_path: Path) -> None:
    told = f"The mayor, Ada Penrose, said: “{SPEECH}”"
    found = family(tmp_path, {"a": dated(1, f"{PLAN}\n\n{told}"), "b": dated(4, f"{told}\n\n{DEED}")})
    assert [edge.type for edge in found.edges] == [EdgeType.QUOTATION]


def test_speech_with_the_words_around_it_is_derived(tmp_path: Path) -> None:
    told = f"The mayor, Ada Penrose, said: “{SPEECH}”"
    found = family(tmp_path, {"a": dated(1, f"{PLAN}\n\n{told}"), "b": dated(4, f"{PLAN}\n\n{told}")})
    assert EdgeType.QUOTATION not in {edge.type for edge in found.edges}


def test_identical_copies_are_one_node(tmp_path: Path) -> None:
    found = family(tmp_path, {"a": PLAN, "b": PLAN, "c": f"{PLAN}\n\n{DEED}"})
    assert found.identical == (("a.txt", "b.txt"),)
    assert "b.txt" not in {name for edge in found.edges for name in (edge.source, edge.target)}


def test_the_order_in_which_texts_are_named_changes_nothing(tmp_path: Path) -> None:
    texts = {"a": dated(1, PLAN), "b": dated(4, DEED), "c": dated(9, f"{DEED}\n\n{PLAN}"), "d": DEED}
    there = traced(tmp_path / "x", texts)
    back = provenance.trace([tmp_path / "x" / f"{name}.txt" for name in reversed(texts)])
    assert there.families == back.families
    assert there.relations == back.relations


def test_the_states_of_one_item_fold_in_their_order(tmp_path: Path) -> None:
    later = f"{PLAN}\n\n{sentence(Random(2))}"
    found = family(tmp_path, {"b": dated(1, PLAN), "a": dated(4, later)})
    assert found.versions == (("b.txt", "a.txt"),)
    assert {edge.type for edge in found.edges} <= {EdgeType.VERSION}


def test_two_texts_alone_imply_no_third(tmp_path: Path) -> None:
    assert family(tmp_path, {"a": f"{PLAN}\n\n{DEED}", "b": PLAN}).missing == ()


def test_equal_claims_draw_no_edge(tmp_path: Path) -> None:
    texts = {"a": f"{sentence(Random(1))}\n\n{PLAN}", "b": f"{sentence(Random(2))}\n\n{PLAN}"}
    assert family(tmp_path, texts).edges == ()


def test_where_no_first_text_is_sure_the_likeliest_are_named_and_none_as_sure() -> None:
    company = provenance.trace([SAMPLES / "company"]).families[0]
    assert (company.first, company.likeliest[0].document) == (None, "ironwick-newsroom.txt")
    chances = [each.probability for each in company.likeliest]
    assert chances == sorted(chances, reverse=True)
    assert max(chances) < 0.7
    assert sum(chances) <= 1


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=12))
def test_no_likeliest_is_named_that_is_hardly_more_probable_than_by_lot(weights: list[float]) -> None:
    chances = {f"{number}.txt": weight / math.fsum(weights) for number, weight in enumerate(weights)}
    named = first._likeliest(chances, len(chances))
    assert len(named) <= 3
    assert all(chances[each.document] * len(chances) >= 1.2 for each in named)
    if named:
        assert chances[named[0].document] == max(chances.values())


def test_a_first_text_that_is_sure_has_no_likeliest_beside_it() -> None:
    (council, _) = provenance.trace([SAMPLES / "council"]).families
    assert council.first is not None
    assert council.likeliest == ()


def of_one_wording(names: str) -> Coverage:
    """What texts share that are the same four words."""
    pairs = list(permutations(names, 2))
    return Coverage(
        starts=dict.fromkeys(names, ()),
        between=dict.fromkeys(pairs, ()),
        shared=dict.fromkeys(pairs, 0b1111),
        whole=dict.fromkeys(names, 0b1111),
        near=dict.fromkeys(pairs, 1.0),
        partners={name: names.replace(name, "") for name in names},
    )


def test_of_twins_whose_order_is_open_each_hangs_below_what_both_may_be_from() -> None:
    shared = of_one_wording("stx")
    chances = {"s": {}, "t": {"s": 0.45, "x": 0.5}, "x": {"s": 0.45, "t": 0.5}}
    drawn = Forest(chances, {"s": 1.0, "t": 0.05, "x": 0.05}, {name: place for place, name in enumerate("stx")}, None)
    before = {("s", "t"): 0.7, ("s", "x"): 0.7, ("t", "s"): 0.3, ("x", "s"): 0.3, ("t", "x"): 0.5, ("x", "t"): 0.5}
    one = Weighed(
        shared, before, before, frozenset(), {}, frozenset(), {}, frozenset(), frozenset(), drawn, LineageSettings()
    )
    assert {(edge.source, edge.target) for edge in edges(one)} == {("s", "t"), ("s", "x")}


@pytest.mark.parametrize(("named", "drawn"), [(frozenset(), {("s", "t")}), (frozenset({("t", "s")}), set())])
def test_who_says_that_it_has_something_from_another_is_never_drawn_as_its_source(
    named: frozenset[tuple[str, str]], drawn: set[tuple[str, str]]
) -> None:
    """A report that is made of a release and a statement holds more of what is shared than the statement does."""
    forest = Forest({"s": {}, "t": {"s": 0.9}}, {"s": 1.0, "t": 0.1}, {"s": 0, "t": 1}, None)
    before = {("s", "t"): 0.6, ("t", "s"): 0.4}
    one = Weighed(
        of_one_wording("st"), before, before, frozenset(), {}, frozenset(), {}, frozenset(), frozenset(), forest,
        LineageSettings(), named=named,
    )  # fmt: skip
    assert {(edge.source, edge.target) for edge in edges(one)} == drawn


@pytest.mark.parametrize(("chance", "drawn"), [(0.6, {("s", "t")}), (0.45, set())])
def test_what_is_from_a_text_that_is_not_here_may_be_so_by_way_of_another(
    chance: float, drawn: set[tuple[str, str]]
) -> None:
    shared, before = of_one_wording("st"), {("s", "t"): 0.9, ("t", "s"): 0.1}
    forest = Forest({"s": {}, "t": {"s": chance}}, {"s": 1.0, "t": 1 - chance}, {"s": 0, "t": 1}, None)
    explained = {"s": 0b1111, "t": 0b1111}
    one = Weighed(
        shared, before, before, frozenset(), explained, frozenset(), {}, frozenset(), frozenset(), forest,
        LineageSettings(),
    )  # fmt: skip
    assert {(edge.source, edge.target) for edge in edges(one)} == drawn


@pytest.mark.parametrize(
    ("chance_of_main", "likely", "before", "sources"),
    [
        (0.3, 0.6, 0.5, {"s"}),
        (0.3, 0.45, 0.5, set()),
        (0.3, 0.6, 0.3, set()),
        (0.9, 0.45, 0.5, {"m", "s"}),
    ],
)
def test_who_has_sentences_in_the_very_words_is_a_parent_though_the_main_one_is_not_known(
    monkeypatch: pytest.MonkeyPatch, chance_of_main: float, likely: float, before: float, sources: set[str]
) -> None:
    monkeypatch.setattr(parents, "beside", lambda *_: {"s": Candidate(0b11, (1.0,))})
    monkeypatch.setattr(further_parents, "FURTHER_WEIGHTS", (math.log(likely / (1 - likely)),))
    chances = {"m": {}, "s": {}, "t": {"m": chance_of_main, "s": 0.05}}
    forest = Forest(chances, {"m": 1.0, "s": 1.0, "t": 0.05}, {name: place for place, name in enumerate("mst")}, None)
    order = {("m", "t"): 0.8, ("t", "m"): 0.2, ("s", "t"): before, ("t", "s"): 1 - before}
    one = Weighed(
        of_one_wording("mst"), order, order, frozenset(), {}, frozenset(), {}, frozenset(), frozenset(), forest,
        LineageSettings(),
    )  # fmt: skip
    assert {edge.source for edge in edges(one)} == sources


@pytest.mark.parametrize(("releases", "p"), [(frozenset(), 0.7), (frozenset("s"), 0.6)])
def test_how_sure_a_link_is_hangs_on_whether_a_release_is_in_the_family(
    monkeypatch: pytest.MonkeyPatch, releases: frozenset[str], p: float
) -> None:
    shared, before = of_one_wording("st"), {("s", "t"): 0.9, ("t", "s"): 0.1}
    drawn = Forest({"s": {}, "t": {"s": 0.7}}, {"s": 1.0, "t": 0.3}, {"s": 0, "t": 1}, None)
    one = Weighed(
        shared, before, before, frozenset(), {}, frozenset(), {}, releases, frozenset(), drawn, LineageSettings()
    )
    monkeypatch.setattr(parents, "ABOVE_WEIGHTS", (math.log(0.6 / 0.4), 0.0, 0.0))
    assert [edge.probability for edge in edges(one)] == [pytest.approx(p)]


def test_what_dates_both_by_the_same_words_is_weighed_apart(make_document: MakeDocument) -> None:
    texts = {"a": WORDS, "b": WORDS}
    witnesses = {name: witness(make_document, name, text) for name, text in texts.items()}
    shared = coverage([match("a", "b", 0, 20, 1.0)], witnesses)

    def told(start: int) -> tuple[float, ...]:
        evidence = Evidence("dating", "b", 1.5, "a", "w", start, start + 1, "")
        relation = Relation("a", "b", 0.2, Verdict.B_FIRST, RelationType.DERIVED, 0.5, 0.5, (evidence,))
        return descent.reasons([relation], shared)["a", "b"]

    assert (told(0), told(len(WORDS) - 3)) == ((0.0, -1.5, 0.0, 0.0), (-1.5, 0.0, 0.0, 0.0))


def test_how_near_two_texts_are_is_how_alike_what_they_share_is_by_its_words(make_document: MakeDocument) -> None:
    witnesses = {name: witness(make_document, name) for name in "ab"}
    shared = coverage([match("a", "b", 0, 15, 1.0), match("a", "b", 15, 20, 0.4)], witnesses)
    assert shared.near == {pair: pytest.approx(0.85) for pair in (("a", "b"), ("b", "a"))}


def test_whoever_rounds_a_figure_is_the_coarser(make_document: MakeDocument) -> None:
    texts = {name: f"They set £22.{end} million aside for it." for name, end in (("a", "79"), ("b", "8"))}
    witnesses = {name: witness(make_document, name, text) for name, text in texts.items()}
    spans = {name: Span(0, len(text)) for name, text in texts.items()}
    segment = Segment(spans["a"], spans["b"], Kind.COPIED, Degree.EDITED, 0.9)
    a, b = (Place(name, span.start, span.end) for name, span in spans.items())
    shared = coverage([Match("M", a, b, Kind.COPIED, 0.9, (segment,))], witnesses)
    known = descent.facts(["a", "b"], shared, {}, {}, frozenset(), {}, witnesses)
    assert known.sources == {"a": ("b",), "b": ("a",)}
    assert known.fixed[:, descent.SOURCE.index("coarser")].tolist() == [-1, 1]


def test_who_has_two_sentences_that_a_third_has_in_one_lacks_neither(make_document: MakeDocument) -> None:
    witnesses = {name: witness(make_document, name) for name in ("copy", "source", "third")}
    apart = [match("copy", "source", start, end, 1.0) for start, end in ((0, 12), (12, 20))]
    shared = coverage([*apart, match("copy", "third", 0, 20, 0.5)], witnesses)
    known = descent.facts(["copy", "source", "third"], shared, {}, {}, frozenset(), {}, witnesses)
    reasons, _ = descent.thirds(known, frozenset(), np.array([True, False, False]))
    undone = dict(zip(known.sources["copy"], reasons[:, 0].tolist(), strict=True))
    assert undone == {"source": 0.0, "third": 1.0}


@pytest.mark.parametrize(
    "texts",
    [
        {"a": dated(1, f"{PLAN}\n\n{DEED}"), "b": dated(4, PLAN), "c": DEED},
        {"a": dated(1, PLAN), "b": dated(4, PLAN), "d": dated(6, PLAN)},
    ],
)
def test_what_is_told_to_be_the_first_of_a_family_has_nothing_from_the_others(
    tmp_path: Path, texts: dict[str, str]
) -> None:
    report = traced(tmp_path, texts)
    (found,) = report.families
    (first,) = [document for document in report.documents if document.id == found.first]
    assert {passage.kind for passage in first.passages} - {Kind.BOILERPLATE} == {Kind.ORIGINAL}


def test_what_is_before_all_that_are_dated_is_not_told_as_surely_the_first_beside_a_text_without_a_date(
    tmp_path: Path,
) -> None:
    dates = {name: dated(day, PLAN) for name, day in (("a", 1), ("b", 4), ("d", 6))}
    assert sureness_of_first(tmp_path, dates) >= 0.85
    assert sureness_of_first(tmp_path, {**dates, "c": f"{PLAN}\n\n{DEED}"}) < 0.85


def sureness_of_first(folder: Path, texts: dict[str, str]) -> float:
    """How sure the first of one family is, 0 where none is told."""
    (found,) = traced(folder, texts).families
    return found.p_first or 0.0


@pytest.mark.parametrize("p", [0.3, 0.5, 0.9])
def test_a_link_is_no_surer_than_leaning_where_nothing_tells_that_its_source_was_first(p: float) -> None:
    shared = of_one_wording("stx")
    chances = {"s": {}, "t": {"s": 0.95}, "x": {"s": 0.95}}
    drawn = Forest(chances, {"s": 1.0, "t": 0.05, "x": 0.05}, {name: place for place, name in enumerate("stx")}, None)
    before = {("s", "t"): p, ("t", "s"): 1 - p, ("s", "x"): 0.5, ("x", "s"): 0.5, ("t", "x"): 0.5, ("x", "t"): 0.5}
    one = Weighed(
        shared, before, before, frozenset(), {}, frozenset(), {}, frozenset(), frozenset(), drawn, LineageSettings()
    )
    found = {edge.target: edge.probability for edge in edges(one)}
    assert found["x"] < 0.85
    assert (found["t"] < 0.85) is (p <= 0.5)


def test_what_has_most_of_what_is_shared_is_not_told_as_the_first_where_nothing_tells_an_order(tmp_path: Path) -> None:
    again = f"Another story begins in other words.\n\n{TAKEN[:250]}\n"
    report = traced(tmp_path, {"release": RELEASE, "story": f"{OWN}\n\n{TAKEN}", "again": again})
    (found,) = report.families
    assert {relation.verdict for relation in report.relations} == {Verdict.UNDETERMINED}
    assert (found.first, found.p_first) == (None, None)


# --------------------------------------------------------------------------- properties


WORDS = " ".join(f"w{number}" for number in range(60))


def witness(make_document: MakeDocument, name: str, text: str = WORDS) -> Witness:
    return Witness(make_document(text, id=name), (), (), (), (), Dating(), (), 60, is_relay=False)


def match(a: str, b: str, start: int, end: int, similarity: float) -> Match:
    """Words `start` to `end` of both, each three characters and more."""
    at = [position for position in range(len(WORDS)) if position == 0 or WORDS[position - 1] == " "]
    span = Span(at[start], at[end])
    segment = Segment(span, span, Kind.COPIED, Degree.EDITED, similarity)
    return Match(
        "M", Place(a, span.start, span.end), Place(b, span.start, span.end), Kind.COPIED, similarity, (segment,)
    )


@st.composite
def believed(draw: st.DrawFn) -> tuple[list[str], list[Match], list[Relation]]:
    """Documents, what pairs of them share, and which of each pair was probably first: often in circles."""
    names = [f"d{number}" for number in range(draw(st.integers(2, 7)))]
    matches, relations = [], []
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if draw(st.booleans()):
                start = draw(st.integers(0, 40))
                matches.append(match(a, b, start, start + draw(st.integers(5, 18)), draw(st.floats(0.5, 1))))
                p = draw(st.floats(0.02, 0.98))
                relations.append(Relation(a, b, p, Verdict.UNDETERMINED, RelationType.DERIVED, 0.5, 0.5, ()))
    return names, matches, relations


Story = tuple[list[str], list[Match], list[Relation]]


def held(make_document: MakeDocument, story: Story) -> Weighed:
    names, matches, relations = story
    witnesses = {name: witness(make_document, name) for name in names}
    shared = coverage(matches, witnesses)
    (found,) = families([Group(names, relations)], shared, witnesses, LineageSettings())
    return found


def drawn(make_document: MakeDocument, story: Story) -> tuple[Edge, ...]:
    return edges(held(make_document, story))


@given(story=believed())
def test_some_text_of_a_family_was_the_first(make_document: MakeDocument, story: Story) -> None:
    chances = p_first(held(make_document, story))
    assert sum(chances.values()) == pytest.approx(float(bool(chances)))


@given(st.floats(0, 1), st.floats(0, 1))
def test_of_two_texts_the_first_is_told_by_their_order_alone(p: float, root: float) -> None:
    drawn = Forest({"a": {}, "b": {"a": 1 - root}}, {"a": 1.0, "b": root}, {"a": 0, "b": 1}, None)
    before = {("a", "b"): p, ("b", "a"): 1 - p}
    shared = coverage([], {})
    one = Weighed(
        shared, before, before, frozenset(), {}, frozenset(), {}, frozenset(), frozenset(), drawn, LineageSettings()
    )
    assert p_first(one) == {"a": p, "b": 1 - p}


@given(story=believed())
def test_a_text_that_is_surely_before_all_others_was_the_first(make_document: MakeDocument, story: Story) -> None:
    names, matches, _ = story
    first = [Relation("d0", name, 0.99, Verdict.A_FIRST, RelationType.DERIVED, 0.5, 0.5, ()) for name in names[1:]]
    chances = p_first(held(make_document, (names, matches, first)))
    assert "d0" not in chances or chances["d0"] == max(chances.values())


@given(story=believed())
def test_edges_never_run_in_a_circle(
    make_document: MakeDocument, story: tuple[list[str], list[Match], list[Relation]]
) -> None:
    graph = nx.DiGraph([(edge.source, edge.target) for edge in drawn(make_document, story)])
    assert nx.is_directed_acyclic_graph(graph)


@given(story=believed())
def test_edges_join_only_documents_that_share_text(
    make_document: MakeDocument, story: tuple[list[str], list[Match], list[Relation]]
) -> None:
    joined = {frozenset((m.a.document, m.b.document)) for m in story[1]}
    assert {frozenset((edge.source, edge.target)) for edge in drawn(make_document, story)} <= joined


def shuffled(chance: Random, rows: list[T]) -> list[T]:
    return chance.sample(rows, len(rows))


@given(story=believed(), chance=st.randoms(use_true_random=False))
def test_edges_do_not_hang_on_the_order_of_what_is_known(
    make_document: MakeDocument, story: tuple[list[str], list[Match], list[Relation]], chance: Random
) -> None:
    names, matches, relations = story
    mixed = shuffled(chance, names), shuffled(chance, matches), shuffled(chance, relations)
    assert set(drawn(make_document, story)) == set(drawn(make_document, mixed))


def test_a_thousand_documents_that_share_text_with_twenty_others_each_are_drawn_in_time(
    make_document: MakeDocument, cpu_seconds: CpuSeconds
) -> None:
    names = [f"d{number:03}" for number in range(1000)]
    pairs = [(number, other) for number in range(1000) for other in range(number + 1, min(number + 11, 1000))]
    matches = [match(names[i], names[j], at, at + 9, 1 - (i + at) % 10 / 100) for i, j in pairs for at in (0, 12, 24)]
    relations = [
        Relation(names[i], names[j], 0.5 + (i + j) % 5 / 10, Verdict.UNDETERMINED, RelationType.DERIVED, 0.5, 0.5, ())
        for i, j in pairs
    ]
    witnesses = {name: witness(make_document, name) for name in names}
    shared = coverage(matches, witnesses)
    settings = LineageSettings()
    grouped = [tuple(names)]
    assert cpu_seconds(lambda: lineage.families(grouped, witnesses, shared, relations, [], [], settings)) < 4


def test_a_release_elsewhere_makes_no_link_surer() -> None:
    shared = of_one_wording("stx")
    chances = {"s": {}, "t": {"s": 0.95}, "x": {"s": 0.95}}
    drawn = Forest(chances, {"s": 1.0, "t": 0.05, "x": 0.05}, {name: place for place, name in enumerate("stx")}, None)
    before = dict.fromkeys(permutations("stx", 2), 0.5)
    held = frozenset[frozenset[str]]()

    def p(releases: str) -> float:
        one = Weighed(
            shared, before, before, held, {}, held, {}, frozenset(releases), frozenset(), drawn, LineageSettings()
        )
        return next(edge.probability for edge in edges(one) if edge.target == "t")

    assert p("st") == pytest.approx(p("tx"), abs=0.1)
    assert p("tx") < 0.85 <= p("s")


RELEASED = "Quay Harbour Board - Press release\n\nHALLOW BAY\n\n"
STATED = "---\ndate: 2024-05-{:02}\n---\n\n"


def test_no_text_is_missing_above_a_release_and_what_reports_it(tmp_path: Path) -> None:
    texts = {
        "a": f"{RELEASED}{PLAN}",
        "b": f"{STATED.format(4)}{OWN}\n\n{PLAN}",
        "c": f"{STATED.format(6)}{PLAN}\n\n{DEED}",
    }
    (found,) = traced(tmp_path, texts).families
    assert not [one for one in found.missing if one.grade is not Grade.POSSIBLE]
