"""Where what is drawn on a page of a PDF file lies."""

from __future__ import annotations

import pytest

from provenance.readers.pdf_ink import moved


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((1, 0, 0, 1, 0, 0), (2, 3)),
        ((1, 0, 0, 1, 10, 20), (12, 23)),
        ((2, 0, 0, 5, 10, 20), (14, 35)),
        ((0, 1, -1, 0, 10, 20), (7, 22)),  # turned to the left by a quarter
    ],
)
def test_a_point_is_scaled_and_turned_and_then_moved(place: tuple[float, ...], expected: tuple[float, float]) -> None:
    assert moved(2, 3, place) == expected
