"""What scripts/fit and scripts/evaluate_order learn of pairs whose order is known, and how they measure it."""

from __future__ import annotations

from typing import Any

import ordering
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import scripted

from provenance.cues.weights import KINSHIP, WEIGHTS


@pytest.fixture(scope="module")
def fit() -> Any:
    return scripted("fit")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[ordering.Pair]:
    groups = ordering.simulated("cascades", 3, tmp_path_factory.mktemp("cascades"))
    found: list[ordering.Pair] = ordering.pairs("cascades", groups)
    return found


def test_of_every_pair_that_is_judged_is_known_what_the_cues_heard(pairs: list[ordering.Pair]) -> None:
    judged = [pair for pair in pairs if pair.p is not None]
    assert judged
    assert all(pair.bond for pair in judged)
    assert all(pair.evidence for pair in judged if pair.p != 0.5)


def test_what_is_fitted_is_what_the_program_says(fit: Any, pairs: list[ordering.Pair]) -> None:
    judged = [pair for pair in pairs if pair.p is not None]
    assert any(pair.has_source for pair in judged)
    assert [fit.said(pair, WEIGHTS, KINSHIP) for pair in judged] == pytest.approx([p.p for p in judged], abs=1e-3)


@given(confidences=st.lists(st.floats(0.5, 0.99), min_size=1, max_size=20))
def test_who_is_always_right_errs_by_what_is_missing_from_certainty(confidences: list[float]) -> None:
    judged = [ordering.Opinion(confidence, is_right=True) for confidence in confidences]
    missing = sum(1 - confidence for confidence in confidences) / len(confidences)
    assert ordering.calibration_error(judged) == pytest.approx(missing)


def test_what_rests_on_one_text_is_a_matter_of_luck() -> None:
    one, many = (
        [ordering.Opinion(0.8, is_right=True, group=str(n % groups)) for n in range(200)] for groups in (1, 200)
    )
    assert ordering.chance_error(one) == pytest.approx(0.8)
    assert ordering.chance_error(many) < 0.1
