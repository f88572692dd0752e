"""The sample newsroom end to end, against what its author knows of it."""

from __future__ import annotations

import json
import re
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from spans import span_of

import provenance
from provenance.model import Grade, Kind, Order, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from provenance.model import Match, Report

Truth = dict[str, Any]
DATED = re.compile(r"\b(\w+day) (\d+ [A-Z][a-z]+)(?: (\d{4}))?")
"""A day with its weekday."""

NEAR_TIGHT = 1.5
"""A match counts as finding a pair only where it is at most so many times as long."""


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


# --------------------------------------------------------------------------- what is reused


@dataclass(frozen=True)
class Run:
    """Two ranges said to be one reuse: a segment, or a whole match."""

    a: str
    at_a: Span
    b: str
    at_b: Span
    kind: Kind
    is_segment: bool


def runs(report: Report) -> Iterator[Run]:
    """All segments and matches, each from both sides."""
    for match in report.matches:
        whole = (span_of(match.a), span_of(match.b), match.kind, False)
        for at_a, at_b, kind, is_segment in [whole, *((s.a, s.b, s.kind, True) for s in match.segments)]:
            yield Run(match.a.document, at_a, match.b.document, at_b, kind, is_segment)
            yield Run(match.b.document, at_b, match.a.document, at_a, kind, is_segment)


def accepts(run: Run, pair: Truth) -> bool | None:
    """None where the run is not this pair; else whether its kind is one that the truth accepts.

    A run is the pair if it overlaps it by half on both sides and, where it is a whole match, is not much longer. Of
    reworded sentences a segment over an equal run inside them will do.
    """
    if (run.a, run.b) != (pair["doc_a"], pair["doc_b"]):
        return None
    a, b = Span(pair["start_a"], pair["end_a"]), Span(pair["start_b"], pair["end_b"])
    is_tight = len(run.at_a) <= NEAR_TIGHT * len(a)
    is_half = 2 * run.at_a.overlap(a) >= len(a) and 2 * run.at_b.overlap(b) >= len(b)
    is_core = pair["label"] == Kind.PARAPHRASED and run.is_segment and is_tight and covers_a_core(run, pair)
    if not is_core and not (is_half and (run.is_segment or is_tight)):
        return None
    return run.kind in pair["acceptable_labels"] or (is_core and run.kind is Kind.COPIED)


def covers_a_core(run: Run, pair: Truth) -> bool:
    """Whether the run holds four fifths of an equal run of the pair, on both sides."""
    return any(
        run.at_a.overlap(Span(a0, a1)) >= 0.8 * (a1 - a0) and run.at_b.overlap(Span(b0, b1)) >= 0.8 * (b1 - b0)
        for a0, a1, b0, b1 in pair["verbatim_cores"]
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def named(pair: Truth) -> str:
    return f"{pair['doc_a']} {pair['quote_a'][:60]!r} ~ {pair['doc_b']} {pair['quote_b'][:60]!r}"


def of_strength(truth: Truth, strength: str) -> list[Truth]:
    return [pair for pair in truth["pairs"] if pair["strength"] == strength]


def verdicts(report: Report, pair: Truth) -> list[bool]:
    return [kind for run in runs(report) if (kind := accepts(run, pair)) is not None]


def test_every_strong_pair_is_found(report: Report, truth: Truth) -> None:
    assert [named(pair) for pair in of_strength(truth, "strong") if not verdicts(report, pair)] == []


def test_every_strong_pair_that_is_found_has_an_accepted_kind(report: Report, truth: Truth) -> None:
    found = [(pair, verdicts(report, pair)) for pair in of_strength(truth, "strong")]
    assert [named(pair) for pair, kinds in found if kinds and not any(kinds)] == []


def test_no_hard_negative_is_reported_as_reuse(report: Report, truth: Truth) -> None:
    reported = [
        named(negative)
        for negative in truth["hard_negatives"]
        for run in runs(report)
        if run.is_segment
        and (run.a, run.b) == (negative["doc_a"], negative["doc_b"])
        and 2 * run.at_a.overlap(Span(negative["start_a"], negative["end_a"])) > len(run.at_a)
        and 2 * run.at_b.overlap(Span(negative["start_b"], negative["end_b"])) > len(run.at_b)
    ]
    assert reported == []


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


@pytest.mark.parametrize("side", ["matches", "families"])
def test_an_independent_report_is_in_none(report: Report, truth: Truth, side: str) -> None:
    joined = {
        "matches": {end.document for match in report.matches for end in (match.a, match.b)},
        "families": {document for family in report.families for document in family.documents},
    }
    assert set(truth["independent"]) & joined[side] == set()


def test_every_required_ancestor_is_found_above_its_children(report: Report, truth: Truth) -> None:
    found = [
        set(missing.children)
        for family in report.families
        for missing in family.missing
        if missing.grade is Grade.REQUIRED
    ]
    wanted = [a["certain_children"] for a in truth["hidden_ancestors"] if a["grade"] == Grade.REQUIRED]
    assert [children for children in wanted if not any(set(children) <= got for got in found)] == []


def test_no_ancestor_is_required_where_the_source_is_in_the_folder(report: Report, truth: Truth) -> None:
    true = [set(ancestor["children"]) for ancestor in truth["hidden_ancestors"] if ancestor["grade"] == Grade.REQUIRED]
    invented = [
        missing.children
        for family in report.families
        for missing in family.missing
        if missing.grade is Grade.REQUIRED and not any(set(missing.children) <= children for children in true)
    ]
    assert invented == []


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


def test_what_the_texts_do_not_tell_is_left_undetermined(p_first: dict[tuple[str, str], float], truth: Truth) -> None:
    claimed = [
        f"{a} ? {b}: {p_first[a, b]}"
        for a, b in truth["order"]["undetermined_from_text"]
        if not 0.15 <= p_first.get((a, b), 0.5) <= 0.85
    ]
    assert claimed == []


def test_the_first_of_the_lido_family_is_the_release_of_the_plan(report: Report) -> None:
    assert {family.first for family in report.families if "newsroom-lido-plan.txt" in family.documents} == {
        "newsroom-lido-plan.txt"
    }


@pytest.mark.parametrize("bound", ["earliest", "latest"])
def test_the_bounds_of_the_dates_are_the_true_ones(report: Report, truth: Truth, bound: str) -> None:
    got = {document.id: getattr(document.dating, bound) for document in report.documents}
    assert got == {document["id"]: document["text_only"][bound] for document in truth["documents"]}


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
