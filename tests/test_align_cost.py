"""What aligning two texts costs, by what the kernels are given to look over."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance import kernels
from provenance.align.pairs import all_compared, compared
from provenance.align.seeds import SEEDING
from provenance.align.sides import Passages, Side
from provenance.kernels import Columns, Worded
from provenance.model import Span

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
