"""What aligning two texts costs, by what the kernels are given to look over."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance import kernels, segment
from provenance.align import aligned
from provenance.align.pairs import all_compared, compared
from provenance.align.seeds import SEEDING
from provenance.align.sides import Passages, Side, surveyed
from provenance.kernels import Columns, Worded
from provenance.model import Document, Span
from provenance.settings import Settings

if TYPE_CHECKING:
    from types import ModuleType

    import pytest


def test_two_ranges_are_compared_without_a_look_at_the_texts_around_them(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.arange(3_000)
    worded = Worded(numbers, numbers, np.ones(3_000))
    side = Side(worded, Passages([0, 1_500, 3_000]), bytes(2), np.repeat(np.arange(2), 1_500))
    expected = all_compared(side, side, [(Span(100, 120), Span(95, 118))])
    looked_over = []
    compare = kernels.compared_spans

    def counted(a: Worded, b: Worded, *more: Any) -> Any:
        looked_over.append(len(a.words) + len(b.words))
        return compare(a, b, *more)

    monkeypatch.setattr(kernels, "compared_spans", counted)
    assert [compared(side, side, Span(100, 120), Span(95, 118))] == expected
    assert looked_over == [20 + 23]


def test_memory_is_bounded_by_the_words_in_however_many_passages_each_of_them_stands(compiled: ModuleType) -> None:
    words, passage = 48_000, 20

    def peak(places: int) -> int:
        """Bytes at the peak of a survey of two texts in which each word stands in so many passages."""
        order = np.random.default_rng(places)
        held = np.concatenate([order.permutation(np.tile(np.arange(words // places), places)) for _ in range(2)])
        bounds = np.arange(0, 2 * words + 1, passage)
        columns = Columns(
            held.astype(np.uint64),
            held.astype(np.uint64),
            np.ones(2 * words),
            np.array([0, words, 2 * words]),
            bounds,
            np.zeros(len(bounds) - 1, dtype=np.bool_),
            np.array([0, words // passage, 2 * words // passage]),
        )
        tracemalloc.start()
        compiled.survey(columns, 0, 1, SEEDING)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(60) < 2 * peak(6)


def test_two_texts_are_surveyed_as_often_however_many_chains_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences, settings, order = 200, Settings(), np.random.default_rng(200)
    spelt = ["".join("bdfgklmn"[n // 8**k % 8] + "aeiou"[n // 5**k % 5] for k in range(4)) for n in range(600)]
    words = order.integers(0, len(spelt), size=(sentences, 12)).tolist()

    def shuffled() -> str:
        """All sentences in some order, each with a figure of its own amid its words."""
        told = [[spelt[n] for n in words[k]] for k in order.permutation(sentences).tolist()]
        return " ".join(f"{' '.join([*t[:5], str(order.integers(10, 99)), *t[5:]])}.".capitalize() for t in told)

    batch = segment.batch([Document(id=name, text=shuffled(), sha256="") for name in "ab"], settings.segment)
    surveys = []

    def counted(*given: Any) -> Any:
        surveys.append(given)
        return surveyed(*given)

    monkeypatch.setattr("provenance.align.rows.surveyed", counted)
    assert len(aligned(batch, [(0, 1)], settings.align).chains) > sentences // 2
    assert len(surveys) <= 2
