"""The sample newsroom end to end, against what its author knows of it."""

from __future__ import annotations

import json
import re
from dataclasses import astuple
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from spans import span_of

import provenance
from provenance.evaluation.scoring import score
from provenance.evaluation.truth import parse
from provenance.model import Kind, Order, Span, Topic

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Match, Report, Scores

Truth = dict[str, Any]
DATED = re.compile(r"\b(\w+day) (\d+ [A-Z][a-z]+)(?: (\d{4}))?")
"""A day with its weekday."""


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "samples" / "council"


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    told: Truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def texts(folder: Path, truth: Truth) -> dict[str, str]:
    return {document["id"]: (folder / document["file"]).read_text(encoding="utf-8") for document in truth["documents"]}


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return provenance.trace([folder])


def test_line_ends_of_windows_change_nothing_of_what_is_believed(folder: Path, report: Report, tmp_path: Path) -> None:
    for path in folder.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    believed = [
        [(r.a, r.b, r.p_a_first, r.type, [(e.cue, e.favours, e.weight) for e in r.evidence]) for r in one.relations]
        for one in (report, provenance.trace([tmp_path]))
    ]
    assert believed[0] == believed[1]


# --------------------------------------------------------------------------- the truth about itself


def test_the_truth_knows_every_text_of_the_folder(folder: Path, truth: Truth) -> None:
    files = {path.name for path in folder.iterdir()} - {"truth.json"}
    assert {document["file"] for document in truth["documents"]} == files


def test_the_offsets_of_the_truth_slice_to_its_quotes(texts: dict[str, str], truth: Truth) -> None:
    claims = [
        (claim[f"doc_{side}"], claim[f"start_{side}"], claim[f"end_{side}"], claim[f"quote_{side}"])
        for claim in truth["pairs"] + truth["hard_negatives"]
        for side in "ab"
    ]
    claims += [
        (document["id"], evidence["start"], evidence["end"], evidence["quote"])
        for document in truth["documents"]
        for evidence in document["evidence"]
    ]
    assert [claim for claim in claims if texts[claim[0]][claim[1] : claim[2]] != claim[3]] == []


def test_the_equal_runs_of_the_truth_are_equal(texts: dict[str, str], truth: Truth) -> None:
    unequal = [
        (pair["doc_a"], core)
        for pair in truth["pairs"]
        for core in pair["verbatim_cores"]
        if words(texts[pair["doc_a"]][core[0] : core[1]]) != words(texts[pair["doc_b"]][core[2] : core[3]])
    ]
    assert unequal == []


def test_every_weekday_in_the_texts_is_true_to_the_calendar_of_their_year(texts: dict[str, str]) -> None:
    wrong = [
        found.group()
        for text in texts.values()
        for found in DATED.finditer(text)
        if f"{datetime.strptime(f'{found[2]} {found[3] or 2024}', '%d %B %Y'):%A}" != found[1]  # noqa: DTZ007
    ]
    assert wrong == []


def test_the_names_of_the_files_do_not_stand_in_the_true_order(truth: Truth) -> None:
    order = truth["order"]["true_order"]
    assert order != sorted(order)


# --------------------------------------------------------------------------- what is reused, who was first, and when


@pytest.fixture(scope="module")
def scores(folder: Path, report: Report) -> Scores:
    return score(parse((folder / "truth.json").read_bytes(), report), report)


@pytest.mark.parametrize(
    ("topic", "least"),
    [
        (Topic.STRONG_PAIRS, 78),
        (Topic.HARD_NEGATIVES, 29),
        (Topic.CERTAIN_ORDER, 16),
        (Topic.UNDETERMINED_ORDER, 4),
        (Topic.BOUNDS, 24),
        (Topic.MISSING_ANCESTORS, 1),
        (Topic.REQUIRED_ANCESTORS, 1),
        (Topic.INDEPENDENT, 2),
    ],
)
def test_all_that_is_demanded_is_right(scores: Scores, topic: Topic, least: int) -> None:
    (found,) = (one for one in scores.scores if one.topic is topic)
    assert [fault for fault in scores.faults if fault.topic is topic] == []
    assert found.right == found.known >= least


def of_strength(truth: Truth, strength: str) -> list[Truth]:
    return [pair for pair in truth["pairs"] if pair["strength"] == strength]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_every_match_joins_texts_of_one_true_family(report: Report, truth: Truth) -> None:
    families = [set(family) for family in truth["families"]]
    strays = [
        (match.a.document, match.b.document)
        for match in report.matches
        if not any({match.a.document, match.b.document} <= family for family in families)
    ]
    assert strays == []


def test_the_pasted_release_is_one_match(report: Report, truth: Truth) -> None:
    longest = max(of_strength(truth, "strong"), key=lambda pair: pair["end_a"] - pair["start_a"])
    assert any(covers(match, longest) for match in report.matches)


def covers(match: Match, pair: Truth) -> bool:
    sides = {match.a.document: match.a, match.b.document: match.b}
    return sides.keys() == {pair["doc_a"], pair["doc_b"]} and all(
        span_of(sides[pair[f"doc_{side}"]]).overlap(Span(pair[f"start_{side}"], pair[f"end_{side}"]))
        > 0.95 * (pair[f"end_{side}"] - pair[f"start_{side}"])
        for side in "ab"
    )


def test_a_mistyped_figure_is_shown_as_a_change(report: Report, truth: Truth) -> None:
    shown = {
        frozenset({(match.a.document, change.a), (match.b.document, change.b)})
        for match in report.matches
        for segment in match.segments
        for change in segment.changes
    }
    wanted = [frozenset({(c["doc_a"], c["a"]), (c["doc_b"], c["b"])}) for c in truth["changed_figures"]]
    assert [change for change in wanted if change not in shown] == []


def test_the_furniture_of_the_forum_is_boilerplate(report: Report) -> None:
    topic = next(document for document in report.documents if document.id == "harbour-talk-lido-topic.txt")
    assert topic.text is not None
    start = topic.text.index("Share on other sites")
    kinds = {passage.kind for passage in topic.passages if passage.start <= start < passage.end}
    assert kinds == {Kind.BOILERPLATE}


# --------------------------------------------------------------------------- who belongs together


def test_the_families_are_the_true_ones(report: Report, truth: Truth) -> None:
    assert sorted(sorted(family.documents) for family in report.families) == sorted(map(sorted, truth["families"]))


def test_every_edge_leads_from_a_true_ancestor(report: Report, truth: Truth) -> None:
    wrong = [
        f"{edge.source} -> {edge.target}"
        for family in report.families
        for edge in family.edges
        if not edge.source.startswith("missing:") and edge.source not in ancestors(truth, edge.target)
    ]
    assert wrong == []


def ancestors(truth: Truth, document: str) -> set[str]:
    parents = {source for source, target, _ in truth["edges_with_hidden"] if target == document}
    return parents.union(*(ancestors(truth, parent) for parent in parents))


def test_every_origin_that_a_passage_names_is_a_true_ancestor(report: Report, truth: Truth) -> None:
    wrong = [
        f"{document.id}[{passage.start}:{passage.end}] from {passage.origin.document}"
        for document in report.documents
        for passage in document.passages
        if passage.origin
        and passage.order is Order.KNOWN
        and not passage.origin.document.startswith("missing:")
        and passage.origin.document not in ancestors(truth, document.id)
    ]
    assert wrong == []


def test_whoever_had_a_text_from_one_of_the_folder_is_drawn_below_it(report: Report, truth: Truth) -> None:
    """The nearest source of each text: the release pasted, retold or reported, not one further up."""
    drawn = {(edge.source, edge.target) for family in report.families for edge in family.edges}
    nearest = {(source, target) for source, target, how in truth["edges_with_hidden"] if how != "phrase"}
    visible = {document["id"] for document in truth["documents"]}
    assert sorted((source, target) for source, target in nearest - drawn if source in visible) == []


# --------------------------------------------------------------------------- who came first, and when


@pytest.fixture(scope="module")
def p_first(report: Report) -> dict[tuple[str, str], float]:
    """(x, y) -> probability that x was finished before y, for each relation from both sides."""
    one_way = {(relation.a, relation.b): relation.p_a_first for relation in report.relations}
    return one_way | {(b, a): 1 - p for (a, b), p in one_way.items()}


def test_the_certain_order_is_told_with_confidence(p_first: dict[tuple[str, str], float], truth: Truth) -> None:
    joined = {frozenset((pair["doc_a"], pair["doc_b"])) for pair in of_strength(truth, "strong")}
    unsure = [
        f"{a} < {b}: {p_first.get((a, b))}"
        for a, b in truth["order"]["certain_pairs"]
        if p_first.get((a, b), 0.0 if frozenset((a, b)) in joined else 1.0) < 0.85
    ]
    assert unsure == []


def test_the_likely_order_is_never_reversed_with_confidence(
    p_first: dict[tuple[str, str], float], truth: Truth
) -> None:
    assert [f"{a} < {b}" for a, b in truth["order"]["likely_pairs"] if p_first.get((a, b), 0.5) < 0.15] == []


def test_the_first_of_the_lido_family_is_the_release_of_the_plan(report: Report) -> None:
    assert {family.first for family in report.families if "newsroom-lido-plan.txt" in family.documents} == {
        "newsroom-lido-plan.txt"
    }


def test_the_order_of_the_true_story_is_never_contradicted_by_the_bounds(report: Report, truth: Truth) -> None:
    bounds = {document.id: document.dating for document in report.documents}
    reversed_pairs = [
        (a, b)
        for a, b in combinations(truth["order"]["true_order"], 2)
        if (bounds[a].earliest or "0") > (bounds[b].latest or "9")
    ]
    assert reversed_pairs == []


# --------------------------------------------------------------------------- shares


def test_the_shares_of_a_document_are_whole_words_and_all_of_them(report: Report) -> None:
    for document in report.documents:
        counts = [share * document.words for share in astuple(document.shares)]
        assert sum(map(round, counts)) == document.words
        assert all(abs(count - round(count)) <= 0.0001 * document.words for count in counts)
