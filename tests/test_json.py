"""The report as JSON: the contract's fields, and back without loss."""

from __future__ import annotations

import json as standard
from dataclasses import replace
from typing import Any

import pytest
from harbour import FORUM, JOINED, PLAN, harbour, without_text
from hypothesis import given
from hypothesis import strategies as st

from provenance import model
from provenance.errors import ReportError
from provenance.model import Inputs, Report
from provenance.reports.json import json
from provenance.reports.reading import parse

EMPTY = Report("1.0", {}, Inputs(0))


def written(report: Report) -> bytes:
    (page,) = json(report)
    return page.content


def content(report: Report) -> Any:
    return standard.loads(written(report))


def damaged(**changes: Any) -> bytes:
    return standard.dumps({**content(harbour()), **changes}).encode()


# --------------------------------------------------------------------------- out


def test_the_top_has_the_fields_of_the_contract() -> None:
    assert list(content(harbour())) == [
        "schema",
        "generator",
        "settings",
        "inputs",
        "documents",
        "matches",
        "relations",
        "families",
        "boilerplate",
    ]


def test_the_report_says_what_it_is_and_who_made_it() -> None:
    said = content(harbour())
    assert (said["schema"], said["generator"]) == ("provenance-report/1", {"name": "provenance", "version": "0.0.0"})


def test_a_document_has_the_fields_of_the_contract() -> None:
    assert set(content(harbour())["documents"][1]) == {
        *("id", "sha256", "title", "characters", "words", "language", "read", "source", "text", "dating", "shares"),
        *("family", "passages"),
    }


def test_a_passage_has_the_fields_of_the_contract() -> None:
    assert set(content(harbour())["documents"][1]["passages"][0]) == {
        *("start", "end", "kind", "degree", "quotation", "origin", "order", "match", "similarity", "attributed"),
        *("carriers", "also_in"),
    }


def test_sides_of_segments_are_lists_and_sides_of_matches_name_their_document() -> None:
    match = content(harbour())["matches"][0]
    assert set(match["a"]) == {"document", "start", "end"}
    assert all(isinstance(segment[side], list) for segment in match["segments"] for side in "ab")


def test_texts_are_absent_from_a_report_without_text() -> None:
    assert not any("text" in document for document in content(without_text(harbour()))["documents"])


def test_blocks_are_there_only_where_a_document_has_more_than_one() -> None:
    assert [each["id"] for each in content(harbour())["documents"] if "blocks" in each] == [JOINED]


def test_repeats_are_there_only_where_a_document_repeats_itself() -> None:
    report = harbour()
    repeating = replace(report, documents=(replace(report.documents[0], repeats=2), *report.documents[1:]))
    assert [each.get("repeats") for each in content(repeating)["documents"][:2]] == [2, None]


def test_what_each_step_let_through_is_told() -> None:
    assert content(harbour())["inputs"]["steps"]["matches"] == 2


def test_numbers_carry_at_most_four_decimals() -> None:
    report = harbour()
    odd = replace(report.relations[0], p_a_first=0.123456789)
    assert content(replace(report, relations=(odd,)))["relations"][0]["p_a_first"] == 0.1235


def test_a_number_that_is_none_is_a_fault_of_ours() -> None:
    report = harbour()
    with pytest.raises(ValueError):
        written(replace(report, relations=(replace(report.relations[0], p_a_first=float("nan")),)))


def test_the_page_is_ascii_and_ends_with_a_line_feed() -> None:
    report = harbour()
    page = written(replace(report, documents=(replace(report.documents[0], text="\u2028</script>é\U0001f6a2"),)))
    assert page.isascii()
    assert page.endswith(b"}\n")


def test_a_document_stands_on_a_line_of_its_own() -> None:
    lines = written(harbour()).split(b"\n")
    assert sum(line.startswith(b'  {"id": "') and b'"sha256"' in line for line in lines) == len(harbour().documents)


# --------------------------------------------------------------------------- and back


def test_a_report_comes_back_as_it_was() -> None:
    assert parse(written(harbour())) == harbour()


def test_a_report_without_text_comes_back_as_it_was() -> None:
    assert parse(written(without_text(harbour()))) == without_text(harbour())


def test_an_empty_report_comes_back_as_it_was() -> None:
    assert parse(written(EMPTY)) == EMPTY


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SHARES = st.integers(0, 10_000).map(lambda number: number / 10_000)
FIELDS: dict[Any, st.SearchStrategy[Any]] = {str: TEXTS, float: SHARES, int: st.integers(0, 10**9)}
WITH: dict[type, dict[str, st.SearchStrategy[Any]]] = {
    model.Evidence: {"weight": SHARES, "quote": st.none() | TEXTS},
    model.Passage: {"similarity": st.none() | SHARES, "also_in": st.lists(TEXTS, max_size=2).map(tuple)},
    model.Missing: {"probability": SHARES},
    model.Edge: {"probability": SHARES},
    model.Unreadable: {},
    model.Boilerplate: {},
}
MADE: dict[Any, st.SearchStrategy[Any]] = {kind: st.builds(kind, **more) for kind, more in WITH.items()}
for _kind, _strategy in {**FIELDS, **MADE}.items():
    st.register_type_strategy(_kind, _strategy)
REPORTS = st.builds(
    Report,
    version=TEXTS,
    settings=st.dictionaries(TEXTS, SHARES, max_size=2),
    inputs=st.builds(
        Inputs,
        documents=st.integers(0),
        limits=st.just({}),
        unreadable=st.just(()),
        skipped=st.just(1),
        steps=st.dictionaries(TEXTS, st.integers(0), max_size=2),
    ),
    relations=st.lists(
        st.builds(model.Relation, p_a_first=SHARES, share_of_a=SHARES, share_of_b=SHARES), max_size=2
    ).map(tuple),
    families=st.lists(st.builds(model.Family, p_first=st.none() | SHARES), max_size=2).map(tuple),
)


@given(REPORTS)
def test_any_report_comes_back_as_it_was(report: Report) -> None:
    assert parse(written(report)) == report


def test_fields_of_later_versions_are_passed_over() -> None:
    assert parse(damaged(novelty=[1])) == harbour()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "not JSON: line 1, column 1"),
        (b"\xff\xfe", "not JSON: not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not a provenance-report/1"),
        (b"{}", "not a provenance-report/1"),
        (b'{"schema": "provenance-groups/1"}', "'provenance-groups/1'"),
        (b'{"schema": "provenance-report/1"}', "generator is missing"),
        (damaged(generator={"name": "provenance"}), "report.version"),
        (damaged(inputs=None), "report.inputs"),
        (damaged(matches={}), "report.matches"),
        (damaged(matches=[{}]), r"report\.matches\[0\]\.id is missing"),
        (damaged(boilerplate=[{"id": "P1", "text": None, "documents": "3"}]), r"report\.boilerplate\[0\]\.documents"),
        (damaged(boilerplate=[{"id": "P1", "text": None, "documents": True}]), r"report\.boilerplate\[0\]\.documents"),
        (damaged(inputs={"documents": 1, "limits": {"x": "y"}}), r"report\.inputs\.limits\.x"),
        (written(harbour()).replace(b'"a-first"', b'"c-first"'), r"relations\[0\]\.verdict"),
        (written(harbour()).replace(b'"p_a_first": 0.97', b'"p_a_first": NaN'), "not JSON"),
        (written(harbour()).replace(b'"p_a_first": 0.97', b'"p_a_first": 1e999'), r"p_a_first is too large"),
        (written(harbour()).replace(b'"p_a_first": 0.97', b'"p_a_first": 1' + b"0" * 400), r"p_a_first is too large"),
        (damaged(settings={"x": [1]}).replace(b"[1]", b"[1e999]"), r"settings\.x\[0\] is too large"),
        (damaged(settings={"x": 1}).replace(b'"x": 1', b'"x": ' + b"[" * 900 + b"]" * 900), "too deeply"),
        (written(harbour()).replace(b"report/1", b"report/" + 5000 * b"9"), "not a provenance-report/1"),
        (written(harbour())[:-200], "not JSON"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_whole_report_is_refused_with_the_place(raw: bytes, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        parse(raw)


def test_half_characters_in_a_report_are_replaced() -> None:
    raw = written(harbour()).replace(b'"id": "' + FORUM.encode(), b'"id": "\\ud800' + FORUM.encode())
    assert any("\ufffd" in document.id for document in parse(raw).documents)


def test_names_that_mean_something_elsewhere_are_only_names() -> None:
    report = harbour()
    odd = replace(report, settings={"__proto__": {"constructor": 1}})
    assert parse(written(odd)).settings == {"__proto__": {"constructor": 1}}


def test_a_place_is_read_back_with_its_numbers() -> None:
    match = parse(written(harbour())).matches[0]
    assert (match.a.document, match.segments[0].a) == (PLAN, harbour().matches[0].segments[0].a)
