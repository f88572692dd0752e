"""The wire story with its correction, and the company with its rewriters, against what their author knows of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import provenance
from provenance.evaluation.scoring import score
from provenance.evaluation.truth import parse
from provenance.model import Outcome, Topic

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Report, Scores

Truth = dict[str, Any]
FOLDERS = ("wire", "company")


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request: pytest.FixtureRequest, root: Path) -> Path:
    return root / "samples" / str(request.param)


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    told: Truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != "truth.json"}


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return provenance.trace([folder])


def test_the_truth_knows_every_text_and_quotes_it(truth: Truth, texts: dict[str, str]) -> None:
    assert {document["id"] for document in truth["documents"]} == set(texts)
    claims = [
        (claim[f"doc_{side}"], claim[f"start_{side}"], claim[f"end_{side}"], claim[f"quote_{side}"])
        for claim in truth["pairs"] + truth["hard_negatives"]
        for side in "ab"
    ]
    assert [claim for claim in claims if texts[claim[0]][claim[1] : claim[2]] != claim[3]] == []


@pytest.fixture(scope="module")
def scores(folder: Path, report: Report) -> Scores:
    return score(parse((folder / "truth.json").read_bytes(), report), report)


@pytest.mark.parametrize("topic", [Topic.STRONG_PAIRS, Topic.HARD_NEGATIVES, Topic.INDEPENDENT])
def test_what_is_known_of_reuse_is_right(scores: Scores, topic: Topic) -> None:
    (found,) = (one for one in scores.scores if one.topic is topic)
    assert [fault for fault in scores.faults if fault.topic is topic] == []
    assert found.right == found.known >= 2


@pytest.mark.parametrize("topic", [Topic.DAYS, Topic.CERTAIN_ORDER, Topic.UNDETERMINED_ORDER])
def test_nothing_is_wrong_of_order_and_dates(scores: Scores, topic: Topic) -> None:
    assert [fault for fault in scores.faults if fault.topic is topic and fault.outcome is Outcome.WRONG] == []


def test_the_families_are_the_true_ones(report: Report, truth: Truth) -> None:
    assert sorted(sorted(family.documents) for family in report.families) == sorted(map(sorted, truth["families"]))


def test_identical_copies_are_one_text_with_several_files(report: Report, truth: Truth) -> None:
    assert [list(same) for family in report.families for same in family.identical] == truth["identical"]


@pytest.fixture(scope="module")
def p_first(report: Report) -> dict[tuple[str, str], float]:
    one_way = {(relation.a, relation.b): relation.p_a_first for relation in report.relations}
    return one_way | {(b, a): 1 - p for (a, b), p in one_way.items()}


def test_the_order_is_never_reversed(p_first: dict[tuple[str, str], float], truth: Truth) -> None:
    told = {(a, b): p_first[a, b] for a, b in truth["order"]["certain_pairs"] if (a, b) in p_first}
    assert {pair: p for pair, p in told.items() if p < 0.5} == {}


def test_at_least_half_of_the_certain_order_is_told(p_first: dict[tuple[str, str], float], truth: Truth) -> None:
    pairs = truth["order"]["certain_pairs"]
    assert 2 * sum(p_first.get((a, b), 0.5) >= 0.7 for a, b in pairs) >= len(pairs)


def test_no_later_text_is_called_the_first(report: Report, truth: Truth) -> None:
    order = truth["order"]["true_order"]
    for family in report.families:
        held = [name for name in order if name in family.documents]
        assert family.first is None or family.first == held[0]


def test_the_dated_wire_story_is_the_first_of_those_that_took_from_it(root: Path) -> None:
    (family,) = provenance.trace([root / "samples" / "wire"]).families
    assert family.first == "coastal-wire-grounding.txt"
    taken = {edge.target for edge in family.edges if edge.source == family.first}
    assert {"skerry-times.txt", "ennis-echo.md", "coastal-wire-correction.txt"} <= taken


def test_no_edge_leads_from_a_later_text(report: Report, truth: Truth) -> None:
    written = {document["id"]: document["written"] for document in truth["documents"]}
    wrong = [
        (edge.source, edge.target)
        for family in report.families
        for edge in family.edges
        if not edge.source.startswith("missing:") and written[edge.source] > written[edge.target]
    ]
    assert wrong == []


def test_no_text_is_said_to_be_missing_above_the_release(report: Report) -> None:
    assert "ironwick-newsroom.txt" not in {edge.target for family in report.families for edge in family.edges}


def test_a_changed_figure_is_shown(report: Report, truth: Truth) -> None:
    shown = {
        frozenset({(match.a.document, change.a), (match.b.document, change.b)})
        for match in report.matches
        for segment in match.segments
        for change in segment.changes
    }
    wanted = [frozenset({(c["doc_a"], c["a"]), (c["doc_b"], c["b"])}) for c in truth.get("changed_figures", [])]
    assert [change for change in wanted if change not in shown] == []


def test_every_day_in_the_texts_falls_on_its_weekday(texts: dict[str, str]) -> None:
    from datetime import datetime

    dated = re.compile(r"\b(\w+day) (\d+ [A-Z][a-z]+ \d{4})")
    found = [each.groups() for text in texts.values() for each in dated.finditer(text)]
    assert found
    assert [day for name, day in found if f"{datetime.strptime(day, '%d %B %Y'):%A}" != name] == []  # noqa: DTZ007


def test_what_is_taken_back_names_who_still_carries_it(report: Report, truth: Truth) -> None:
    withdrawn = truth.get("withdrawn")
    found = [(c.document, sorted({w.document for w in c.carriers})) for c in report.corrections]
    assert found == ([(withdrawn["document"], withdrawn["carriers_after"])] if withdrawn else [])
