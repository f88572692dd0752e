"""The generated corpora: the same for the same seed, the truth about them true; and what their score says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import bench_tables
import corpora
import pytest
import reuse
from hypothesis import given
from hypothesis import strategies as st
from pace import PATIENCE

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
DOCUMENTS = 200


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("corpus")
    corpora.generate(DOCUMENTS, made)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    return dict(corpora.load(folder))


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    root = folder / "texts"
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def passages(truth: dict[str, Any], level: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each planted copy of a level with its source."""
    return [
        (family["members"][0], member)
        for family in truth["families"]
        for member in family["members"][1:]
        if member["level"] == level and family["kind"] != "standing"
    ]


def test_a_corpus_is_the_same_for_the_same_seed(folder: Path, tmp_path: Path) -> None:
    """In another process, with another hash seed."""
    command = [sys.executable, str(SCRIPTS / "corpora.py"), str(DOCUMENTS), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7"}, timeout=PATIENCE)
    assert {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == {
        p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_another_seed_gives_another_corpus(texts: dict[str, str]) -> None:
    other = {document.path: document.text for document in corpora.documents(20, 2)}
    assert not set(other.values()) & set(texts.values())


def test_every_document_is_written(texts: dict[str, str]) -> None:
    assert len(texts) == DOCUMENTS


def test_every_level_is_planted(truth: dict[str, Any]) -> None:
    levels = {member["level"] for family in truth["families"] for member in family["members"]}
    assert levels == {"source", "verbatim", "light", "heavy"}


def test_a_verbatim_copy_has_the_words_of_its_source(truth: dict[str, Any], texts: dict[str, str]) -> None:
    pairs = passages(truth, "verbatim")
    assert pairs
    for pair in pairs:
        source, copy = (words(texts[m["document"]][m["start"] : m["end"]]) for m in pair)
        assert len(source) >= 5
        assert source == copy


@pytest.mark.parametrize(("level", "least", "most"), [("light", 0.02, 0.3), ("heavy", 0.2, 0.7)])
def test_an_edited_copy_differs_as_its_level_says(
    truth: dict[str, Any], texts: dict[str, str], level: str, least: float, most: float
) -> None:
    from rapidfuzz.distance import LCSseq

    pairs = passages(truth, level)
    assert pairs
    for pair in pairs:
        source, copy = (words(texts[m["document"]][m["start"] : m["end"]]) for m in pair)
        assert least <= LCSseq.normalized_distance(source, copy) <= most


def test_a_place_in_the_truth_begins_and_ends_with_the_passage(truth: dict[str, Any], texts: dict[str, str]) -> None:
    for family in truth["families"]:
        for member in family["members"]:
            passage = texts[member["document"]][member["start"] : member["end"]].rstrip("\n")
            assert passage == passage.strip()
            assert passage


def test_two_reports_of_one_event_share_no_passage(truth: dict[str, Any], texts: dict[str, str]) -> None:
    carried: dict[str, set[int]] = {name: set() for name in texts}
    for number, family in enumerate(truth["families"]):
        for member in family["members"]:
            carried[member["document"]].add(number)
    apart = [pair for pair in truth["events"] if not carried[pair[0]] & carried[pair[1]]]
    assert apart
    for a, b in apart:
        held = [set(zip(*(words(texts[name])[k:] for k in range(9)), strict=False)) for name in (a, b)]
        assert not held[0] & held[1]


def test_every_verbatim_passage_is_found_and_few_pairs_beside(
    folder: Path, truth: dict[str, Any], tmp_path: Path
) -> None:
    """By the process that scripts/bench measures. 95 of 100 pairs found share a planted passage."""
    out = tmp_path / "matches.jsonl"
    command = [sys.executable, str(SCRIPTS / "bench_matches.py"), str(folder / "texts"), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    score = reuse.score(truth, [tuple(json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()])
    assert score.levels["verbatim"].recall == 1.0
    assert score.levels["verbatim"].covered >= 0.98
    assert score.precision >= 0.95


# --------------------------------------------------------------------------- the score

TRUTH = {
    "documents": 4,
    "families": [
        {
            "kind": "passage",
            "members": [
                {"document": "b", "start": 10, "end": 20, "level": "source"},
                {"document": "a", "start": 0, "end": 10, "level": "verbatim"},
                {"document": "c", "start": 0, "end": 10, "level": "heavy"},
            ],
        },
        {
            "kind": "standing",
            "members": [
                {"document": "a", "start": 50, "end": 60, "level": "source"},
                {"document": "d", "start": 50, "end": 60, "level": "verbatim"},
            ],
        },
    ],
}


def test_a_match_that_meets_both_places_finds_the_pair() -> None:
    levels = reuse.score(TRUTH, [("b", 15, 30, "a", 5, 20)]).levels
    assert (levels["verbatim"].recall, levels["heavy"].recall) == (1.0, 0.0)
    assert levels["verbatim"].covered == pytest.approx(0.5)


def test_a_match_beside_the_place_finds_nothing() -> None:
    assert reuse.score(TRUTH, [("b", 20, 30, "a", 0, 10)]).levels["verbatim"].found == 0


def test_a_standing_footer_is_neither_right_nor_wrong() -> None:
    score = reuse.score(TRUTH, [("a", 50, 60, "d", 50, 60), ("a", 0, 9, "c", 0, 9), ("b", 0, 9, "d", 0, 9)])
    assert (score.right, score.standing, score.wrong) == (1, 1, (("b", "d"),))
    assert score.precision == pytest.approx(0.5)


def test_in_a_crowd_any_other_carrier_does_for_the_source() -> None:
    carriers = [
        {"document": f"{n:03}", "start": 10, "end": 20, "level": "light" if n else "source"}
        for n in range(reuse.MAX_WHOLE_FAMILY + 1)
    ]
    crowd = {"documents": 200, "families": [{"kind": "passage", "members": carriers}]}
    level = reuse.score(crowd, [("001", 10, 15, "002", 10, 20), ("003", 0, 5, "004", 10, 20)]).levels["light"]
    assert (level.pairs, level.found, level.traced) == (100, 2, 2)
    assert level.covered == pytest.approx(0.015)


def test_a_copy_found_with_another_copy_is_traced_but_not_found() -> None:
    level = reuse.score(TRUTH, [("a", 0, 10, "c", 0, 10)]).levels["heavy"]
    assert (level.found, level.traced) == (0, 1)


RECALLS = st.tuples(*(st.integers(0, 10) for _ in reuse.LEVELS))


@given(RECALLS, RECALLS)
def test_a_ratio_counts_only_at_equal_recall(ours: tuple[int, ...], peers: tuple[int, ...]) -> None:
    def scored(found: tuple[int, ...]) -> reuse.Score:
        levels = {name: reuse.Level(400, 0, 0.0, n) for name, n in zip(reuse.LEVELS, found, strict=True)}
        return reuse.Score(levels, 1, 0, ())

    counted = reuse.ratio(scored(ours), scored(peers), our_cost=2.0, peer_cost=10.0)
    assert counted == (5.0 if all(x + 4 >= y for x, y in zip(ours, peers, strict=True)) else None)


def test_growth_is_the_power_of_the_size() -> None:
    found = reuse.exponents([(10_000, 40.0), (1_000, 4.0), (100_000, 4_000.0)])
    assert [sizes for *sizes, _ in found] == [[1_000, 10_000], [10_000, 100_000]]
    assert [power for *_, power in found] == pytest.approx([1.0, 2.0])


# --------------------------------------------------------------------------- the tables


def entry(cpu: float, found: int) -> dict[str, Any]:
    levels = {name: {"pairs": 10, "found": found, "covered": 0.5, "traced": found} for name in reuse.LEVELS}
    figures = {"cpu": [cpu], "wall": [cpu], "peak": [100.0]}
    return {**figures, "levels": levels, "right": 5, "standing": 0, "wrong": 0, "precision": 1.0}


@pytest.mark.parametrize(("found", "cell"), [(9, "4.00"), (10, "–")], ids=["equal recall", "we found less"])
def test_a_table_shows_a_ratio_only_at_equal_recall(found: int, cell: str) -> None:
    held = bench_tables.with_ratios({"provenance": entry(2.0, 9), "rensa": entry(8.0, found)})
    text = bench_tables.tables({"machine": "2 cores", "sizes": {"1000": held}})
    row = next(line for line in text.split("\n") if line.startswith("| rensa |"))
    assert row.split(" | ")[8] == cell


def test_without_ours_in_the_run_there_is_no_ratio() -> None:
    held = bench_tables.with_ratios({"rensa": entry(8.0, 5)})
    assert set(held["rensa"]["times"].values()) == {None}


def test_a_table_says_what_failed() -> None:
    held = {"provenance": entry(2.0, 9), "rensa": {"failed": "status 1 after 2 s: no memory"}}
    assert "rensa failed: status 1 after 2 s: no memory." in bench_tables.tables(
        {"machine": "2 cores", "sizes": {"1000": held}}
    )


def test_the_tables_stand_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n", encoding="utf-8")
    bench_tables.rewrite(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == "before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n"
