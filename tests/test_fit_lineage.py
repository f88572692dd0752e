"""The fit of lineage: what is true of simulated families, and how likely it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from cascade_truth import Truth
from scripted import scripted

from provenance.lineage import scale
from provenance.lineage.weighing import Choices

SOURCES = {
    "copy": ("other", "release"), "other": ("copy", "release"), "release": ("copy", "other"), "reworded": ("copy",)
}  # fmt: skip
PARENTS = {"copy": ["release"], "other": ["release"], "reworded": ["release"]}
"""The source of what is reworded is here, but shares no words with it that were found."""


@pytest.fixture(scope="module")
def fit() -> Any:
    return scripted("fit_lineage")


@pytest.fixture
def problems(fit: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    count = sum(len(held) + 1 for held in SOURCES.values())
    choices = Choices(SOURCES, np.arange(count, dtype=np.float64)[:, None])
    monkeypatch.setattr(fit, "chosen_from", lambda *_: choices)
    return fit.Problems([(None, None, Truth(PARENTS, dict.fromkeys(SOURCES, "2024-05-14"), {}), True)])


def test_a_text_whose_source_shares_no_words_with_it_has_none_here(problems: Any) -> None:
    place = sorted(SOURCES).index("reworded")
    rows = problems.target == place
    assert problems.source[rows & problems.is_true].tolist() == [-1]


def test_what_is_fitted_goes_down_where_its_gradient_says_so(problems: Any) -> None:
    chance, step = np.random.default_rng(1), 1e-5
    scores, way = chance.normal(0, 2, len(problems.rows)), chance.normal(0, 1, len(problems.rows))
    (more, _), (less, _), (_, gradient) = (problems.loss(scores + by * way) for by in (step, -step, 0))
    assert (more - less) / (2 * step) == pytest.approx(gradient @ way, rel=1e-5)


@pytest.mark.parametrize("name", ["FIRST", "COMMON", "ABOVE", "FURTHER"])
def test_no_weight_goes_against_its_sign(fit: Any, name: str) -> None:
    weights = getattr(scale, name)
    assert [(sign, weight) for sign, weight in zip(fit.SIGNS[name], weights, strict=True) if sign * weight < 0] == []


def test_what_goes_against_its_sign_by_chance_is_worth_nothing(fit: Any) -> None:
    surer_and_wrong, alone_and_right = ((1.0, 2.0, -1.0), False), ((1.0, -2.0, 1.0), True)
    assert fit.told_apart("ABOVE", [surer_and_wrong, alone_and_right] * 9)[1:].tolist() == [0, 0]
