"""Reasons for a source, weighed together."""

from __future__ import annotations

import numpy as np
import pytest

from provenance.lineage import descent, scale, weighing
from provenance.lineage.weighing import SCALE, Choices, Scale, chosen, weighed

WIDTH = len(descent.SOURCE) + len(descent.NONE)


def test_the_scale_names_every_reason_in_its_order() -> None:
    assert tuple(scale.SOURCE) == descent.SOURCE
    assert tuple(scale.NONE) == descent.NONE


def test_each_text_is_given_the_weights_of_its_candidates_and_then_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = np.zeros((WIDTH, 1))
    plain = Scale(np.ones(WIDTH), np.zeros(WIDTH), np.ones(WIDTH), zeros, np.zeros(1), np.zeros(1))
    monkeypatch.setattr(weighing, "SCALE", plain)
    monkeypatch.setattr(weighing, "_MOST_ROWS", 2)
    rows = np.zeros((4, WIDTH))
    rows[:, 0] = (1, 2, 3, 4)
    choices = Choices({"a": ("b", "c"), "b": ()}, rows)
    assert weighed(choices, frozenset()).tolist() == [1.0, 2.0, 3.0, 4.0]
    assert weighed(chosen(choices, {"b"}), frozenset()).tolist() == [4.0]


def test_far_from_what_was_seen_a_mixture_counts_no_more_than_at_its_edge() -> None:
    edge = SCALE.middle + weighing.FAR * SCALE.spread
    beyond = edge + 10 * SCALE.spread
    mixtures = SCALE.weigh(np.array([edge, beyond])) - np.array([edge, beyond]) @ SCALE.plain
    assert mixtures[0] == pytest.approx(mixtures[1])


def test_equal_rows_weigh_the_same_wherever_they_stand() -> None:
    rows = np.random.default_rng(1).random((37, WIDTH))
    rows[30] = rows[3]
    weights = SCALE.weigh(rows)
    assert weights[30] == weights[3] == SCALE.weigh(rows[3:4])[0]


def test_a_source_that_a_text_names_weighs_more_where_it_has_all_that_is_shared() -> None:
    rows = np.zeros((3, WIDTH))
    rows[:2, descent.SOURCE.index("explained")] = (1.0, 0.5)
    choices = Choices({"a": ("b", "c")}, rows)
    plain, named = (weighed(choices, frozenset(pairs)) for pairs in ((), (("b", "a"), ("c", "a"), ("a", "b"))))
    assert ((named > plain).tolist(), named[1:].tolist()) == ([True, False, False], plain[1:].tolist())
