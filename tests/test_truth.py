"""Known answers as a file holds them: what may be written, and what is refused, with its place."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import FORUM, JOINED, OPENING, PLAN, STORY, WALK, harbour
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import TruthError
from provenance.evaluation.scoring import score
from provenance.evaluation.truth import MAX_ANCESTORS, MAX_BYTES, MAX_QUOTE, parse
from provenance.evaluation.truth.values import MAX_ROWS
from provenance.model import Bound, Grade, Kind, PairStrength, Span, Withheld

if TYPE_CHECKING:
    from provenance.model import Report, Truth

REPORT = harbour()
PAIR = {"doc_a": PLAN, "start_a": 37, "end_a": 60, "doc_b": STORY, "start_b": 33, "end_b": 60}
WHOLE: dict[str, Any] = {
    "schema": "provenance-truth/1",
    "about": "all that a truth can say",
    "documents": [
        {"id": PLAN, "earliest": None, "latest": "2024-05-14", "evidence": [{"strength": "hard", "quote": "…"}]},
        {"id": "gazette", "text_only": {"earliest": "2024-05-14"}, "written": "2024-05-15"},
    ],
    "pairs": [
        {**PAIR, "label": "paraphrased", "strength": "moderate", "verbatim_cores": [[37, 50, 33, 46]]},
        {**PAIR, "acceptable_labels": ["copied", "paraphrased"]},
    ],
    "hard_negatives": [{**PAIR, "doc_b": "lighthouse", "why": "two boats"}],
    "order": {
        "certain_pairs": [["plan", "ferry"]],
        "likely_pairs": [["ferry", "4471"]],
        "undetermined": [["4471", "joined"]],
    },
    "missing_ancestors": [{"id": "R1", "children": ["4471", "R2"]}, {"id": "R2", "children": ["joined"]}],
    "independent": [WALK],
    "complete": True,
}


def read(content: object, report: Report = REPORT) -> Truth:
    return parse(json.dumps(content).encode(), report)


def refused(content: object, *words: str, report: Report = REPORT) -> None:
    """It is refused, these words say where and what, and a hint says what to do."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(TruthError) as caught:
        parse(raw, report)
    assert caught.value.hint
    assert all(word in caught.value.message for word in words), caught.value.message


# --------------------------------------------------------------------------- what may be written


def test_a_truth_is_read_by_the_ids_of_the_report() -> None:
    truth = read(WHOLE)
    assert truth.documents == {PLAN, STORY, FORUM, JOINED, WALK}
    first, other = truth.pairs
    assert (first.sides.document_a, first.sides.a, first.sides.document_b) == (PLAN, Span(37, 60), STORY)
    assert (first.kinds, first.strength, len(first.cores)) == ((Kind.PARAPHRASED,), PairStrength.MODERATE, 1)
    assert (other.kinds, other.strength) == ((Kind.COPIED, Kind.PARAPHRASED), PairStrength.STRONG)
    assert truth.datings[0].bounds == {Bound.EARLIEST: None, Bound.LATEST: "2024-05-14"}
    assert (truth.datings[1].bounds, truth.datings[1].written) == ({Bound.EARLIEST: "2024-05-14"}, "2024-05-15")
    assert (truth.certain, truth.undetermined) == (((PLAN, STORY),), ((FORUM, JOINED),))
    assert truth.missing is not None
    assert [(one.certain, one.children, one.grade) for one in truth.missing] == [
        ((FORUM,), (FORUM, JOINED), Grade.REQUIRED),
        ((JOINED,), (JOINED,), Grade.REQUIRED),
    ]


def test_other_names_for_the_same_are_read() -> None:
    other = copy.deepcopy(WHOLE)
    other["hidden_ancestors"] = other.pop("missing_ancestors")
    other["order"]["undetermined_from_text"] = other["order"].pop("undetermined")
    assert read(other) == read(WHOLE)


def test_words_say_where_a_passage_is() -> None:
    by_words = {"doc_a": PLAN, "quote_a": OPENING.replace(" ", "\n "), "doc_b": STORY, "quote_b": "one dropped teacup"}
    sides = read({"pairs": [by_words]}).pairs[0].sides
    texts = {document.id: document.text or "" for document in REPORT.documents}
    assert texts[PLAN][sides.a.start : sides.a.end] == OPENING
    assert texts[STORY][sides.b.start : sides.b.end] == "one dropped teacup"


def test_words_beside_offsets_have_to_stand_there_spaces_aside() -> None:
    text = next(each.text for each in REPORT.documents if each.id == PLAN) or ""
    there = {**PAIR, "quote_a": f" {text[37:60]}\n"}
    assert read({"pairs": [there]}).pairs[0].sides.a == Span(37, 60)
    refused({"pairs": [{**there, "start_a": 38}]}, "pairs[0].quote_a", "other words stand at 38-60")


def test_a_byte_order_mark_and_fields_of_the_author_are_passed_over() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps({**WHOLE, "note": {"deep": [[[]]]}}).encode()
    assert parse(raw, REPORT) == read(WHOLE)


@pytest.mark.parametrize("name", ["board/plan.txt", "board/plan", "plan.txt", "plan", "pl", "board"])
def test_an_id_may_be_cut_short(name: str) -> None:
    assert read({"independent": [name]}).independent == (PLAN,)


def test_a_whole_name_is_no_beginning_of_another() -> None:
    first, *others = REPORT.documents
    report = replace(REPORT, documents=(first, replace(first, id="board/plan.txt.old"), *others))
    assert read({"independent": ["plan.txt"]}, report).independent == (PLAN,)
    refused({"independent": ["plan"]}, "independent[0]", "fits more than one document", report=report)


# --------------------------------------------------------------------------- what is refused


def changed(name: str, value: object) -> object:
    """The whole truth with another value at a place such as `pairs.0.start_a`."""
    made = copy.deepcopy(WHOLE)
    *path, last = (int(step) if step.isdigit() else step for step in name.split("."))
    at: Any = made
    for step in path:
        at = at[step]
    at[last] = value
    return made


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("schema", "provenance-truth/2", "schema"),
        ("documents", {}, "documents cannot be an object"),
        ("documents.0", [], "documents[0] cannot be a list"),
        ("documents.0.id", 7, "documents[0].id"),
        ("documents.0.id", "", "documents[0].id"),
        ("documents.0.id", "nobody", "no document of the report is called 'nobody'"),
        ("documents.1.id", PLAN, "documents[1].id: board/plan.txt is there twice"),
        ("documents.0.latest", "14 May 2024", "documents[0].latest"),
        ("documents.0.latest", "2024-02-30", "documents[0].latest"),
        ("documents.0.latest", "２０２４-05-14", "documents[0].latest"),
        ("documents.0.latest", 20240514, "documents[0].latest"),
        ("documents.0.earliest", "2024-06-01", "documents[0]: earliest is after latest"),
        ("documents.0.evidence", "hard", "documents[0].evidence"),
        ("documents.0.evidence.0", "hard", "documents[0].evidence[0]"),
        ("documents.1.text_only", None, "documents[1].text_only"),
        ("documents.1.text_only.earliest", False, "documents[1].text_only.earliest"),
        ("documents.1.written", "soon", "documents[1].written"),
        ("pairs", None, "pairs cannot be None"),
        ("pairs.0", "a", "pairs[0]"),
        ("pairs.0.doc_a", None, "pairs[0].doc_a"),
        ("pairs.0.start_a", -1, "pairs[0].start_a: -1-60 is no range of board/plan.txt"),
        ("pairs.0.start_a", 60, "pairs[0].start_a: 60-60"),
        ("pairs.0.start_a", 37.0, "pairs[0].start_a"),
        ("pairs.0.start_a", True, "pairs[0].start_a"),
        ("pairs.0.start_a", "37", "pairs[0].start_a"),
        ("pairs.0.start_a", None, "pairs[0].start_a"),
        ("pairs.0.start_a", {"x": 1}, "pairs[0].start_a"),
        ("pairs.0.end_b", 10**6, "pairs[0].start_b: 33-1000000 is no range"),
        ("pairs.0.end_b", 10**4000, "so large a number"),
        ("pairs.0.end_b", float("nan"), "pairs[0].start_b"),
        ("pairs.0.end_b", float("inf"), "pairs[0].start_b"),
        ("pairs.0.quote_a", 5, "pairs[0].quote_a"),
        ("pairs.0.quote_a", "other words", "pairs[0].quote_a"),
        ("pairs.0.label", "original", "pairs[0].label"),
        ("pairs.0.label", ["copied"], "pairs[0].label"),
        ("pairs.1.acceptable_labels", "copied", "pairs[1].acceptable_labels"),
        ("pairs.1.acceptable_labels", [], "pairs[1].acceptable_labels"),
        ("pairs.1.acceptable_labels", ["stolen"], "pairs[1].acceptable_labels[0]"),
        ("pairs.1.acceptable_labels", [["copied"]], "pairs[1].acceptable_labels[0]"),
        ("pairs.0.strength", "great", "pairs[0].strength"),
        ("pairs.0.strength", None, "pairs[0].strength"),
        ("pairs.0.verbatim_cores", 3, "pairs[0].verbatim_cores"),
        ("pairs.0.verbatim_cores.0", [37, 50, 33], "pairs[0].verbatim_cores[0]"),
        ("pairs.0.verbatim_cores.0", [37, 50, 33, 10**9], "pairs[0].verbatim_cores[0]"),
        ("hard_negatives.0.why", ["two boats"], "hard_negatives[0].why"),
        ("hard_negatives.0.end_b", 10**9, "hard_negatives[0].start_b"),
        ("order", [], "order cannot be a list"),
        ("order.certain_pairs.0", ["plan"], "order.certain_pairs[0]"),
        ("order.certain_pairs.0", ["plan", "plan.txt"], "order.certain_pairs[0]: both are board/plan.txt"),
        ("order.likely_pairs.0", ["ferry", 3], "order.likely_pairs[0]"),
        ("order.likely_pairs.0", ["ferry", "plan"], "two things are said"),
        ("order.undetermined.0", ["ferry", "plan"], "two things are said"),
        ("order.undetermined.0", {}, "order.undetermined[0]"),
        ("missing_ancestors", {"R1": []}, "missing_ancestors"),
        ("missing_ancestors.0.id", 4, "missing_ancestors[0].id"),
        ("missing_ancestors.1.id", "R1", "missing_ancestors[1].id: 'R1' is there twice"),
        ("missing_ancestors.0.children", "R2", "missing_ancestors[0].children"),
        ("missing_ancestors.0.children", ["R3"], "missing_ancestors[0].children[0]"),
        ("missing_ancestors.0.children", [[]], "missing_ancestors[0].children[0]"),
        ("missing_ancestors.0.certain_children", ["R3"], "missing_ancestors[0].certain_children[0]"),
        ("missing_ancestors.0.grade", "sure", "missing_ancestors[0].grade"),
        ("independent", "walks", "independent cannot be 'walks'"),
        ("independent", [None], "independent[0]"),
        ("independent", [PLAN], "independent: board/plan.txt is in a pair"),
        ("complete", "yes", "complete"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(name: str, value: object, place: str) -> None:
    refused(changed(name, value), place)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not JSON: line 1, column 1"),
        (b"\xff\xfe", "not JSON"),
        (b'{"pairs": [', "not JSON: line 1"),
        (b"[" * 200_000, "not JSON: nested too deeply"),
        (b'{"pairs": ' + b'{"a": ' * 200_000, "not JSON: nested too deeply"),
        (b'{"pairs": [{"start_a": ' + b"9" * 10_000 + b"}]}", "not JSON: a number that cannot be"),
        (b"[]", "no object, but a list"),
        (b"null", "no object, but None"),
        (b"{}", "nothing is known"),
        (b'{"about": "nothing yet", "pairs": []}', "nothing is known"),
        (b" " * (MAX_BYTES + 1), "more than 20,000,000 bytes"),
    ],
)
def test_what_is_no_truth_is_refused(raw: bytes, words: str) -> None:
    refused(raw, words)


def test_what_nobody_works_out_by_hand_is_refused() -> None:
    refused({"pairs": [PAIR] * (MAX_ROWS + 1)}, "pairs has 10,001 members")
    ancestors = [{"id": f"R{number}", "children": ["plan", "ferry"]} for number in range(MAX_ANCESTORS + 1)]
    refused({"missing_ancestors": ancestors}, "missing_ancestors has 1,001 members")
    long = {"doc_a": PLAN, "quote_a": "a " * MAX_QUOTE, "doc_b": STORY, "quote_b": "teacup"}
    refused({"pairs": [long]}, "pairs[0].quote_a has 20,000 characters")


def test_words_have_to_stand_in_the_text_once() -> None:
    pair = {"doc_a": PLAN, "doc_b": STORY, "quote_b": "one dropped teacup"}
    refused({"pairs": [{**pair, "quote_a": "the"}]}, "pairs[0].quote_a", "more than once")
    refused({"pairs": [{**pair, "quote_a": "three teacups"}]}, "pairs[0].quote_a", "nowhere")
    refused({"pairs": [{**pair, "quote_a": " \n"}]}, "pairs[0].start_a")
    refused({"pairs": [{**pair, "quote_a": "win.er"}]}, "nowhere")  # words, and no pattern


def test_words_cannot_be_looked_for_in_a_report_without_texts() -> None:
    report = replace(REPORT, documents=tuple(replace(each, text=None) for each in REPORT.documents))
    pair = {"doc_a": PLAN, "quote_a": OPENING, "doc_b": STORY, "quote_b": "one dropped teacup"}
    refused({"pairs": [pair]}, "does not carry the whole text of board/plan.txt", report=report)
    assert read({"pairs": [PAIR]}, report) == read({"pairs": [PAIR]})
    assert read({"pairs": [{**PAIR, "quote_a": "words that nobody can look up"}]}, report)
    refused({"pairs": [{**PAIR, "end_a": 10**6}]}, "no range", report=report)


def test_words_that_a_report_withholds_are_taken_on_trust() -> None:
    held = tuple(replace(each, withheld=(Withheld(40, 50, 1),)) for each in REPORT.documents)
    report = replace(REPORT, documents=held)
    assert read({"pairs": [{**PAIR, "quote_a": "words that were there", "quote_b": "and there"}]}, report)
    refused({"pairs": [{**PAIR, "start_a": 50, "quote_a": "other words"}]}, "pairs[0].quote_a", report=report)
    pair = {"doc_a": PLAN, "quote_a": OPENING, "doc_b": STORY, "quote_b": "one dropped teacup"}
    refused({"pairs": [pair]}, "does not carry the whole text", report=report)


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(TruthError) as caught:
        read({"independent": ["board/plam.txt"]})
    assert caught.value.hint == "did you mean 'board/plan.txt'?"


# --------------------------------------------------------------------------- anything at all

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([PLAN, "R1", "copied"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from([*WHOLE, *PAIR]), inner),
    max_leaves=12,
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value, by the steps that lead there."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for step, inner in steps for place in places(inner, (*at, step)))]


@given(place=st.sampled_from(places(WHOLE)), value=ANYTHING)
def test_whatever_stands_anywhere_is_scored_or_refused(place: tuple[Any, ...], value: object) -> None:
    made: Any = {"": copy.deepcopy(WHOLE)}
    at = made
    for step in ("", *place)[:-1]:
        at = at[step]
    at[("", *place)[-1]] = value
    with suppress(TruthError):
        truth = read(made[""])
        assert score(truth, REPORT).documents == len(truth.documents)


@given(st.binary(max_size=60) | st.text().map(str.encode))
def test_any_bytes_are_scored_or_refused(raw: bytes) -> None:
    with pytest.raises(TruthError):
        parse(raw, REPORT)
