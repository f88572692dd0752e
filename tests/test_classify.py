"""Kinds, degrees and the changes that matter."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import prose

from provenance.classify import changes, degree_of
from provenance.model import Degree, Kind
from provenance.settings import ClassifySettings

SETTINGS = ClassifySettings()
CASES = tomllib.loads((Path(__file__).parent / "cases/changes/changes.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["a"][:40] for case in CASES])
def test_changes_that_matter_are_told(case: dict[str, object]) -> None:
    found = [[c.type, c.a, c.b] for c in changes(str(case["a"]), str(case["b"]))]
    assert found == case["changes"]


@given(prose())
def test_nothing_changes_between_a_text_and_itself(text: str) -> None:
    assert changes(text, text) == ()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_nearer_passage_never_has_a_farther_degree(s1: float, c1: float, s2: float, c2: float) -> None:
    rank = list(Degree)
    low = degree_of(min(s1, s2), min(c1, c2), SETTINGS)
    high = degree_of(max(s1, s2), max(c1, c2), SETTINGS)
    assert rank.index(high[1]) <= rank.index(low[1])


@pytest.mark.parametrize(
    ("similarity", "containment", "kind", "degree"),
    [
        (1.0, 1.0, Kind.COPIED, Degree.VERBATIM),
        (0.9, 0.9, Kind.COPIED, Degree.EDITED),
        (0.89, 0.95, Kind.PARAPHRASED, Degree.LIGHT),
        (0.6, 0.6, Kind.PARAPHRASED, Degree.LIGHT),
        (0.4, 0.9, Kind.PARAPHRASED, Degree.LIGHT),
        (0.4, 0.6, Kind.PARAPHRASED, Degree.HEAVY),
    ],
)
def test_degrees_follow_similarity_and_containment(
    similarity: float, containment: float, kind: Kind, degree: Degree
) -> None:
    assert degree_of(similarity, containment, SETTINGS) == (kind, degree)
