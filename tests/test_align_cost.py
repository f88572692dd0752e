"""What aligning two texts costs, by what the kernels are given to look over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from provenance import kernels
from provenance.align.pairs import all_compared, compared
from provenance.align.sides import Passages, Side
from provenance.kernels import Worded
from provenance.model import Span

if TYPE_CHECKING:
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
