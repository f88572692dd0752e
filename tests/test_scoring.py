"""Scores: a report is perfect by what it says itself, and each false word lowers one score."""

from __future__ import annotations

import copy
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from knowing import answers_of, faults, pair_of, scored, whole
from strategies import paragraphs, plant, sentence

import provenance
from provenance.model import Kind, Place, Span, Topic, Verdict

if TYPE_CHECKING:
    from knowing import Answers

    from provenance.model import Match, Report

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("council", "wire", "company")


@pytest.fixture(scope="module", params=FOLDERS)
def report(request: pytest.FixtureRequest) -> Report:
    return provenance.trace([ROOT / "samples" / str(request.param)])


@pytest.fixture(scope="module")
def council() -> Report:
    return provenance.trace([ROOT / "samples" / "council"])


# --------------------------------------------------------------------------- a report by its own words


def test_a_report_is_perfect_by_its_own_words(report: Report) -> None:
    scores = scored(answers_of(report), report)
    assert (scores.faults, scores.broken, scores.noted) == ((), (), ())
    assert {one.known - one.right for one in scores.scores} == {0}
    assert scores.documents == len(report.documents)


def test_its_own_words_are_about_every_topic_that_is_demanded(council: Report) -> None:
    topics = {one.topic for one in scored(answers_of(council), council).scores}
    assert topics == {
        Topic.STRONG_PAIRS,
        Topic.MATCHES,
        Topic.CERTAIN_ORDER,
        Topic.UNDETERMINED_ORDER,
        Topic.BOUNDS,
        Topic.MISSING_ANCESTORS,
        Topic.REQUIRED_ANCESTORS,
        Topic.INDEPENDENT,
    }


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_any_report_is_perfect_by_its_own_words(seed: int) -> None:
    rng = Random(seed)
    shared = [sentence(rng) for _ in range(6)]
    with tempfile.TemporaryDirectory() as place:
        for number in range(4):
            held = [*rng.sample(shared, rng.randint(0, 4)), paragraphs(rng, 1, 4)]
            Path(place, f"{number}.txt").write_text("\n\n".join(held), encoding="utf-8")
        found = provenance.trace([place])
    assert scored(answers_of(found), found).faults == ()


@pytest.mark.parametrize("text", ["matched", "none"])
def test_a_report_without_texts_is_scored_alike(tmp_path: Path, text: str) -> None:
    cut = provenance.trace([ROOT / "samples" / "wire"], provenance.Settings(report=replace_text(text)))
    assert scored(answers_of(cut), cut).faults == ()


def replace_text(text: str) -> Any:
    return replace(provenance.Settings().report, text=text)


# --------------------------------------------------------------------------- one false word


def changed(answers: Answers, **more: Any) -> Answers:
    return {**copy.deepcopy(answers), **more}


@given(data=st.data())
def test_another_kind_is_one_wrong_label(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    pair = data.draw(st.sampled_from(answers["pairs"]))
    pair["label"] = "paraphrased" if pair["label"] == "copied" else "copied"
    scores = scored(answers, council)
    assert faults(scores) == {("strong-pairs", "wrong"): 1}
    (fault,) = scores.broken
    assert [(place.document, place.start) for place in fault.places] == [
        (pair[f"doc_{side}"], pair[f"start_{side}"]) for side in "ab"
    ]


@given(data=st.data())
def test_a_pair_of_which_a_small_part_is_known_is_found_too_wide(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    long = [pair for pair in answers["pairs"] if pair["end_a"] - pair["start_a"] > 60]
    pair = data.draw(st.sampled_from(long))
    for side in "ab":
        third = (pair[f"end_{side}"] - pair[f"start_{side}"]) // 3
        pair[f"start_{side}"] += third
        pair[f"end_{side}"] -= third
    assert faults(scored(answers, council)) == {("strong-pairs", "wide"): 1}


@given(data=st.data())
def test_a_pair_that_is_not_reported_is_open(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    alone, others = answers["independent"][0], [each["id"] for each in answers["documents"]]
    other = data.draw(st.sampled_from([each for each in others if each != alone]))
    extra = {"doc_a": alone, "start_a": 0, "end_a": 50, "doc_b": other, "start_b": 0, "end_b": 50}
    answers = changed(answers, pairs=[*answers["pairs"], extra], independent=[])
    assert faults(scored(answers, council)) == {("strong-pairs", "open"): 1}
    for strength in ("moderate", "weak"):
        scores = scored(changed(answers, pairs=[*answers["pairs"][:-1], {**extra, "strength": strength}]), council)
        assert faults(scores) == {(f"{strength}-pairs", "open"): 1}
        assert scores.broken == ()


@given(data=st.data())
def test_reuse_that_is_said_to_be_none_is_a_false_alarm(council: Report, data: st.DataObject) -> None:
    match = data.draw(st.sampled_from(council.matches))
    segment = data.draw(st.sampled_from(match.segments))
    answers = changed(answers_of(council), hard_negatives=[{**pair_of(match, segment), "why": "a stock phrase"}])
    scores = scored(answers, council)
    assert faults(scores) == {("hard-negatives", "wrong"): 1}
    assert scores.broken[0].says.endswith("a stock phrase")


def test_what_looks_like_reuse_and_is_not_reported_is_left_alone(council: Report) -> None:
    answers = answers_of(council)
    a, b = answers["independent"][:2]
    negative = {"doc_a": a, "start_a": 0, "end_a": 80, "doc_b": b, "start_b": 0, "end_b": 80}
    assert faults(scored(changed(answers, hard_negatives=[negative]), council)) == {}


def lonely(report: Report) -> list[Match]:
    """The matches that are the only one of their two documents."""
    sides = [(match.a.document, match.b.document) for match in report.matches]
    return [match for match, pair in zip(report.matches, sides, strict=True) if sides.count(pair) == 1]


@given(data=st.data())
def test_a_match_of_which_nothing_is_known_counts_where_the_truth_is_complete(
    council: Report, data: st.DataObject
) -> None:
    match = data.draw(st.sampled_from(lonely(council)))
    named = {match.a.document, match.b.document}
    answers = answers_of(council)
    pairs = [pair for pair in answers["pairs"] if {pair["doc_a"], pair["doc_b"]} != named]
    scores = scored(changed(answers, pairs=pairs), council)
    assert faults(scores) == {("matches", "wrong"): 1}
    assert match.id in scores.broken[0].says
    assert faults(scored(changed(answers, pairs=pairs, complete=False), council)) == {}


def test_a_match_with_a_document_of_which_nothing_is_known_does_not_count(council: Report) -> None:
    match = lonely(council)[0]
    only = {"pairs": [pair_of(other, other.segments[0]) for other in council.matches if other is not match][:1]}
    known = {only["pairs"][0]["doc_a"], only["pairs"][0]["doc_b"]}
    between = [m for m in council.matches if {m.a.document, m.b.document} <= known]
    (score,) = (one for one in scored({**only, "complete": True}, council).scores if one.topic is Topic.MATCHES)
    assert score.known == len(between) < len(council.matches)


@given(data=st.data())
def test_an_order_the_other_way_round_is_wrong(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    data.draw(st.sampled_from(answers["order"]["certain_pairs"])).reverse()
    scores = scored(answers, council)
    assert faults(scores) == {("certain-order", "wrong"): 1}
    assert len(scores.broken) == 1


@given(data=st.data())
def test_an_order_that_is_told_and_cannot_be_known_is_wrong(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    order = answers["order"]
    pair = data.draw(st.sampled_from(order["certain_pairs"]))
    order["certain_pairs"].remove(pair)
    order["undetermined"].append(pair[::-1])
    assert faults(scored(answers, council)) == {("undetermined-order", "wrong"): 1}


@given(data=st.data())
def test_an_order_that_is_known_and_not_told_is_open(council: Report, data: st.DataObject) -> None:
    answers = changed(answers_of(council))
    order = answers["order"]
    pair = data.draw(st.sampled_from(order["undetermined"]))
    order["undetermined"].remove(pair)
    order["certain_pairs"].append(pair)
    scores = scored(answers, council)
    assert faults(scores) == {("certain-order", "open"): 1}
    assert len(scores.broken) == 1


def test_an_order_of_texts_that_share_nothing_need_not_be_told_and_must_not_be_reversed(council: Report) -> None:
    alone, other = answers_of(council)["independent"][0], council.matches[0].a.document
    answers = {"order": {"certain_pairs": [[alone, other]]}, "independent": [alone]}
    scores = scored(answers, council)
    assert (faults(scores), scores.broken) == ({("certain-order", "open"): 1}, ())
    a, b = sorted((alone, other))
    told = replace(council.relations[0], a=a, b=b, verdict=Verdict.A_FIRST if a == other else Verdict.B_FIRST)
    scores = scored(answers, replace(council, relations=(told,)))
    assert faults(scores) == {("certain-order", "wrong"): 1}
    assert len(scores.broken) == 1


def test_a_likely_order_is_counted_and_not_demanded(council: Report) -> None:
    first, later = answers_of(council)["order"]["certain_pairs"][0]
    assert faults(scored({"order": {"likely_pairs": [[first, later]]}}, council)) == {}
    scores = scored({"order": {"likely_pairs": [[later, first]]}}, council)
    assert (faults(scores), scores.broken) == ({("likely-order", "wrong"): 1}, ())


@pytest.mark.parametrize(
    ("bound", "known", "outcome"),
    [
        ("earliest", "2024-03-03", "wrong"),  # the report excludes a day on which it may have been written
        ("earliest", "2024-03-05", "open"),  # the report admits a day on which it was not
        ("earliest", None, "wrong"),
        ("latest", "2024-03-15", "wrong"),
        ("latest", "2024-03-13", "open"),
        ("latest", None, "wrong"),
    ],
)
def test_a_bound_that_is_another_is_wrong_or_open(council: Report, bound: str, known: str | None, outcome: str) -> None:
    answers = changed(answers_of(council))
    row = next(each for each in answers["documents"] if each["id"] == "newsroom-lido-plan.txt")
    assert (row["earliest"], row["latest"]) == ("2024-03-04", "2024-03-14")
    row[bound] = known
    scores = scored(answers, council)
    assert faults(scores) == {("bounds", outcome): 1}
    assert scores.broken[0].places[0].quote  # the words on which the report's own bound rests


def test_a_bound_that_is_not_told_is_open_and_not_demanded_where_no_evidence_is_hard(council: Report) -> None:
    row: Answers = {"id": "gazette-clock-tower.txt", "earliest": "2024-05-01"}
    scores = scored({"documents": [row]}, council)
    assert (faults(scores), len(scores.broken)) == ({("bounds", "open"): 1}, 1)
    for strength, broken in (("soft", 0), ("hard but unanchored", 0), ("hard", 1)):
        scores = scored({"documents": [{**row, "evidence": [{"strength": strength}]}]}, council)
        assert (faults(scores), len(scores.broken)) == ({("bounds", "open"): 1}, broken)


def test_bounds_that_are_not_named_are_not_judged(council: Report) -> None:
    scores = scored({"documents": [{"id": "newsroom-lido-plan.txt", "latest": "2024-03-14"}]}, council)
    assert [(one.topic, one.known) for one in scores.scores] == [(Topic.BOUNDS, 1)]


@pytest.mark.parametrize(
    ("document", "written", "outcome", "broken"),
    [
        ("newsroom-lido-plan.txt", "2024-03-10", "right", 0),
        ("newsroom-lido-plan.txt", "2024-03-15", "wrong", 1),
        ("newsroom-lido-plan.txt", "2024-03-03", "wrong", 1),
        ("gazette-clock-tower.txt", "2024-03-03", "open", 0),
    ],
)
def test_the_day_of_writing_is_within_the_bounds(
    council: Report, document: str, written: str, outcome: str, broken: int
) -> None:
    scores = scored({"documents": [{"id": document, "written": written}]}, council)
    (score,) = scores.scores
    assert (score.topic, getattr(score, outcome), len(scores.broken)) == (Topic.DAYS, 1, broken)


# --------------------------------------------------------------------------- ancestors and independent texts


def test_a_missing_ancestor_that_nobody_knows_is_invented(council: Report) -> None:
    answers = changed(answers_of(council), missing_ancestors=[])
    assert faults(scored(answers, council)) == {("required-ancestors", "wrong"): 1}
    (one,) = answers_of(council)["missing_ancestors"]
    answers["missing_ancestors"] = [{**one, "grade": "possible"}]
    assert faults(scored(answers, council)) == {("required-ancestors", "wrong"): 1}
    del answers["missing_ancestors"]
    assert faults(scored(answers, council)) == {}


def test_a_missing_ancestor_that_is_not_told_is_open(council: Report) -> None:
    answers = changed(answers_of(council))
    answers["missing_ancestors"].append({"children": ["newsroom-lido-plan.txt", "tidelines-blog.md"]})
    scores = scored(answers, council)
    assert (faults(scores), len(scores.broken)) == ({("missing-ancestors", "open"): 1}, 1)
    answers["missing_ancestors"][-1]["grade"] = "likely"
    scores = scored(answers, council)
    assert (faults(scores), len(scores.broken)) == ({("missing-ancestors", "open"): 1}, 0)
    answers["missing_ancestors"][-1]["grade"] = "possible"
    assert faults(scored(answers, council)) == {}


@pytest.mark.parametrize("change", ["one less", "one more"])
def test_a_missing_ancestor_with_other_children_is_wrong(council: Report, change: str) -> None:
    answers = changed(answers_of(council))
    children = answers["missing_ancestors"][0]["children"]
    children[:] = children[:-1] if change == "one less" else [*children, "tidelines-blog.md"]
    assert faults(scored(answers, council)) == {("missing-ancestors", "wrong"): 1}


def test_children_that_have_it_from_another_missing_text_may_stand_below(council: Report) -> None:
    answers = changed(answers_of(council))
    (one,) = answers["missing_ancestors"]
    *direct, last = one["children"]
    answers["missing_ancestors"] = [
        {"id": "R1", "children": [*direct, "R2"]},
        {"id": "R2", "children": [last, "R1"]},  # a circle is no reason to go round for ever
    ]
    assert faults(scored(answers, council)) == {}
    answers["missing_ancestors"][0] |= {"children": [*direct, last, "R2"], "certain_children": direct}
    assert faults(scored(answers, council)) == {}


def test_an_independent_text_is_in_no_match_and_no_family(council: Report) -> None:
    alone = {"independent": answers_of(council)["independent"]}
    name = alone["independent"][0]
    match, family = council.matches[0], council.families[0]
    matched = replace(council, matches=(replace(match, a=Place(name, 0, 10)), *council.matches[1:]))
    joined = replace(council, families=(replace(family, documents=(*family.documents, name)), *council.families[1:]))
    assert faults(scored(alone, council)) == {}
    for wrong in (matched, joined):
        assert faults(scored(alone, wrong)) == {("independent", "wrong"): 1}


# --------------------------------------------------------------------------- found, and found as what


def test_a_long_pair_is_found_by_the_segments_of_one_match_together(report: Report) -> None:
    long = [match for match in report.matches if len(match.segments) > 2]
    assert long
    for match in long:
        covered = sum(len(segment.a) for segment in match.segments)
        if 2 * covered > whole(match)["end_a"] - whole(match)["start_a"]:
            scores = scored({"pairs": [whole(match)]}, report)
            assert faults(scores) == {}


def test_a_reworded_pair_is_found_by_a_segment_over_its_equal_run(council: Report) -> None:
    match = next(m for m in council.matches if any(s.kind is Kind.COPIED and len(s.a) > 60 for s in m.segments))
    core = next(s for s in match.segments if s.kind is Kind.COPIED and len(s.a) > 60)
    alone = replace(council, matches=(replace(match, segments=(core,)),))
    room = {each.id: each.characters for each in council.documents}
    pair = {**pair_of(match, core), "label": "paraphrased"}
    for side, span in (("a", core.a), ("b", core.b)):
        pair[f"start_{side}"] = max(0, span.start - 2 * len(span))
        pair[f"end_{side}"] = min(room[pair[f"doc_{side}"]], span.end + 2 * len(span))
    assert faults(scored({"pairs": [pair]}, alone)) == {("strong-pairs", "open"): 1}
    pair["verbatim_cores"] = [[core.a.start, core.a.end, core.b.start, core.b.end]]
    assert faults(scored({"pairs": [pair]}, alone)) == {}
    pair["label"] = "copied"
    assert faults(scored({"pairs": [pair]}, alone)) == {("strong-pairs", "open"): 1}


def test_either_side_may_be_named_first(report: Report) -> None:
    answers = changed(answers_of(report))
    for pair in answers["pairs"]:
        for name in ("doc", "start", "end"):
            pair[f"{name}_a"], pair[f"{name}_b"] = pair[f"{name}_b"], pair[f"{name}_a"]
    assert faults(scored(answers, report)) == {}


def test_reuse_within_one_document_is_passed_over(council: Report) -> None:
    pair = {"doc_a": "tidelines-blog.md", "start_a": 0, "end_a": 40, "doc_b": "tidelines-blog.md"}
    assert scored({"pairs": [{**pair, "start_b": 50, "end_b": 90}], "independent": []}, council).scores == ()


# --------------------------------------------------------------------------- copies of one text


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A text, another that takes a passage from it, and a copy of the first in other lines."""
    folder, made = tmp_path_factory.mktemp("copies"), plant(7)
    (folder / "a.txt").write_text(made.source, encoding="utf-8")
    (folder / "b.txt").write_text(made.copy, encoding="utf-8")
    (folder / "c.txt").write_text("\n" * 5000 + made.source.replace(" ", "  "), encoding="utf-8")
    return provenance.trace([folder])


def test_what_is_known_of_a_copy_is_told_by_the_text_that_stands_for_it(copies: Report) -> None:
    passage = plant(7).passage
    (same,) = (same for family in copies.families for same in family.identical)
    assert same == ("a.txt", "c.txt")
    pair = {"doc_a": "b.txt", "quote_a": passage, "quote_b": passage, "acceptable_labels": ["copied"]}
    for name in same:
        assert faults(scored({"pairs": [{**pair, "doc_b": name}]}, copies)) == {}


def test_the_order_of_a_copy_is_that_of_the_text_that_stands_for_it(copies: Report) -> None:
    told = [
        replace(each, verdict=Verdict.A_FIRST) for each in copies.relations if (each.a, each.b) == ("a.txt", "b.txt")
    ]
    report = replace(copies, relations=tuple(told))
    for name in ("a.txt", "c.txt"):
        assert faults(scored({"order": {"certain_pairs": [[name, "b.txt"]]}}, report)) == {}
        wrong = scored({"order": {"certain_pairs": [["b.txt", name]]}}, report)
        assert faults(wrong) == {("certain-order", "wrong"): 1}


def test_copies_of_one_text_are_a_copied_pair(copies: Report) -> None:
    first, other = plant(7).source.split(". ")[0], plant(7).source.split(". ")[-1]
    pair = {"doc_a": "a.txt", "quote_a": first, "doc_b": "c.txt", "quote_b": first}
    assert faults(scored({"pairs": [{**pair, "label": "copied"}]}, copies)) == {}
    assert faults(scored({"pairs": [{**pair, "label": "paraphrased"}]}, copies)) == {("strong-pairs", "wrong"): 1}
    assert faults(scored({"pairs": [{**pair, "quote_b": other}]}, copies)) == {("strong-pairs", "open"): 1}


def test_an_empty_segment_finds_nothing(council: Report) -> None:
    match = council.matches[0]
    nothing = replace(match.segments[0], a=Span(5, 5), b=Span(7, 7))
    answers = {"pairs": [whole(match)], "complete": True}
    found = faults(scored(answers, replace(council, matches=(replace(match, segments=(nothing,)),))))
    assert found[("strong-pairs", "open")] == 1
