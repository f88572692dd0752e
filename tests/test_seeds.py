"""Five real documents that are not part of the project, scored by the script that comes with them."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pace import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

SCORE = re.compile(
    r"strong pairs found (\d+)/\d+, rightly labelled (\d+)/\d+; false (\d+); order faults (\d+); date faults (\d+)"
)


@pytest.fixture(scope="module")
def verdict(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the scorer says of a trace of the five documents by the command line."""
    report = tmp_path_factory.mktemp("seeds") / "report.json"
    documents = sorted(map(str, (shared / "seeds").glob("*.txt")))
    subprocess.run(
        [sys.executable, "-m", "provenance", "trace", *documents, "-o", str(report)], check=True, timeout=PATIENCE
    )
    scorer = [sys.executable, str(shared / "eval" / "seeds.py"), str(report)]
    return subprocess.run(
        scorer, check=False, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE
    ).stdout


@pytest.fixture(scope="module")
def score(verdict: str) -> dict[str, int]:
    found = SCORE.search(verdict)
    assert found, verdict
    return dict(zip(("found", "labelled", "false", "order", "dates"), map(int, found.groups()), strict=True))


@pytest.mark.parametrize("count", ["found", "labelled"])
def test_most_strong_pairs_are_found_and_rightly_labelled(score: dict[str, int], verdict: str, count: str) -> None:
    assert score[count] >= 14, verdict


def test_nothing_is_taken_for_reuse_that_is_none_and_the_independent_report_stands_alone(
    score: dict[str, int], verdict: str
) -> None:
    assert score["false"] == 0, verdict


def test_no_order_is_wrong(score: dict[str, int], verdict: str) -> None:
    assert score["order"] == 0, verdict


def test_at_most_two_bounds_of_dates_are_wrong(score: dict[str, int], verdict: str) -> None:
    assert score["dates"] <= 2, verdict


def test_the_release_that_two_texts_carry_whole_is_one_match(verdict: str) -> None:
    assert "in one match: True" in verdict
