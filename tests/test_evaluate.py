"""The measures of scripts/evaluate by their properties, and its tables on made-up data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures import PassagePair
from pace import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

Cases = list[PassagePair]
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


RANGES = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda held: (held[0], held[0] + held[1]))
PAIRS = st.builds(PassagePair, st.sampled_from([("s", "x"), ("s", "y")]), RANGES, RANGES)
LISTS = st.lists(PAIRS, max_size=6)
ROWS = st.lists(st.tuples(st.integers(0, 3).map(float), st.integers(0, 5).map(float)), min_size=2, max_size=12)


def places(pair: PassagePair) -> set[tuple[str, int]]:
    return {("a", n) for n in range(*pair.a)} | {("b", n) for n in range(*pair.b)}


def met(pair: PassagePair, others: Sequence[PassagePair]) -> list[PassagePair]:
    """Those that share a place with the pair on both sides, place by place."""
    shared = [(other, places(pair) & places(other)) for other in others if other.texts == pair.texts]
    return [other for other, held in shared if {side for side, _ in held} == {"a", "b"}]


def covered(pair: PassagePair, others: Sequence[PassagePair]) -> float:
    inside = set().union(*(places(other) for other in met(pair, others))) & places(pair)
    return len(inside) / len(places(pair))


@given(LISTS, LISTS)
def test_recall_and_precision_are_shares_of_places(cases: Cases, found: Cases) -> None:
    score = measures.plagdet(cases, found)
    assert score.recall == pytest.approx(sum(covered(c, found) for c in cases) / max(1, len(cases)))
    assert score.precision == pytest.approx(sum(covered(f, cases) for f in found) / max(1, len(found)))


@given(LISTS, LISTS)
def test_granularity_counts_the_detections_of_a_detected_case(cases: Cases, found: Cases) -> None:
    hits = [len(met(case, found)) for case in cases if met(case, found)]
    assert measures.plagdet(cases, found).granularity == pytest.approx(sum(hits) / len(hits) if hits else 1)


@given(LISTS.filter(bool))
def test_finding_each_of_separate_cases_is_best(cases: Cases) -> None:
    apart = [PassagePair((str(n), "x"), case.a, case.b) for n, case in enumerate(cases)]
    assert measures.plagdet(apart, apart) == measures.Score(1.0, 1.0, 1.0, 1.0)


def test_a_case_found_in_two_halves_costs_granularity_alone() -> None:
    case = PassagePair(("s", "x"), (0, 10), (0, 10))
    halves = [PassagePair(("s", "x"), (0, 5), (0, 5)), PassagePair(("s", "x"), (5, 10), (5, 10))]
    score = measures.plagdet([case], halves)
    assert (score.recall, score.precision, score.granularity) == (1.0, 1.0, 2.0)
    assert score.plagdet == pytest.approx(0.6309, abs=1e-4)


@given(ROWS)
def test_rank_agreement_turns_with_the_order(rows: list[tuple[float, float]]) -> None:
    assert measures.tau_b([(x, -y) for x, y in rows]) == pytest.approx(-measures.tau_b(rows))
    assert -1 - 1e-9 <= measures.tau_b(rows) <= 1 + 1e-9


def test_rank_agreement_is_corrected_for_ties() -> None:
    assert measures.tau_b([(1, 1), (1, 1), (2, 2), (2, 2)]) == pytest.approx(1.0)


def test_the_area_counts_a_tie_as_half() -> None:
    assert measures.area([1.0, 0.5], [0.5, 0.0]) == pytest.approx(0.875)


def test_an_interval_is_the_same_for_the_same_seed() -> None:
    rows = [(float(n % 3), float(n)) for n in range(20)]
    first = measures.interval(rows, measures.tau_b, 100, 7)
    assert first == measures.interval(rows, measures.tau_b, 100, 7)
    assert first[0] <= measures.tau_b(rows) <= first[1]


SOURCE = (
    "The harbour wall was built by the men of Hallow Bay in the winter of the great storm, with stone from the "
    "quarry at Pellmouth. It has stood ever since, though the sea has taken the lamp three times."
)
OTHER = "Swimming is taught to every child of the town before the age of nine, in the pool behind the old library."


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the script says of one copied pair, one independent pair, and four answers."""
    folder = tmp_path_factory.mktemp("labelled")
    for name in ("pan13/susp", "pan13/src", "short-answers/texts"):
        (folder / name).mkdir(parents=True)
    (folder / "pan13/src/x.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "pan13/susp/s.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "pan13/susp/t.txt").write_text(OTHER, encoding="utf-8")
    (folder / "pan13/pairs.csv").write_text("category,susp,src\nnone,t.txt,x.txt\ncopy,s.txt,x.txt\n", "utf-8")
    size = len(SOURCE)
    (folder / "pan13/cases.csv").write_text(
        f"category,susp,src,this_offset,this_length,source_offset,source_length\ncopy,s.txt,x.txt,0,{size},0,{size}\n",
        encoding="utf-8",
    )
    answers = {"cut": SOURCE, "light": SOURCE.replace("winter", "summer"), "heavy": SOURCE[:100], "non": OTHER}
    lines = ["file,task,category,source_file"]
    for task in "ab":
        (folder / f"short-answers/texts/orig{task}.txt").write_text(SOURCE, encoding="utf-8")
        for category, text in answers.items():
            (folder / f"short-answers/texts/{category}{task}.txt").write_text(text, encoding="utf-8")
            lines.append(f"{category}{task}.txt,{task},{category},orig{task}.txt")
    (folder / "short-answers/labels.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / "evaluate"), "--data", str(folder), "--quick"]
    run = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    return run.stdout


def test_a_table_has_as_many_cells_in_every_row(printed: str) -> None:
    tables = [block for block in printed.split("\n\n") if block.startswith("|")]
    assert len(tables) == 8
    for block in tables:
        assert len({line.count("|") for line in block.strip().split("\n")}) == 1


def test_a_copied_pair_is_found_whole(printed: str) -> None:
    assert re.search(
        r"^\| copy \| 1 \| 1 \| 1 \| (?:0\.99\d\d|1\.0000) \| 1\.0000 \| 1\.0000 \|", printed, re.MULTILINE
    )


def test_independent_answers_have_no_reuse(printed: str) -> None:
    assert "| independent answers with any reuse | 0 |" in printed


def test_settings_and_sample_are_printed(printed: str) -> None:
    assert "seed 1" in printed
    assert '"min_copied_similarity"' in printed


def test_a_measure_without_data_is_an_error(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPTS / "evaluate"), "--data", str(tmp_path), "pan"]
    run = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE)
    assert run.returncode != 0
    assert "no data for pan" in run.stderr
