"""How near to its source a sentence seems: what a copier makes coarse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.granularity import balance, fine

PARTS = st.lists(st.sampled_from(["4.25", "4.3", "4", "1,204", "Monday", "Monday 3 March", "he said", "rose"])).map(
    " ".join
)


@given(PARTS, PARTS)
def test_by_as_much_as_one_is_finer_the_other_is_coarser(a: str, b: str) -> None:
    assert balance(fine(a), fine(b)) == -balance(fine(b), fine(a))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It rose by 4.27 per cent.", "It rose by 4.3 per cent.", 1),
        ("It rose by 4.25 per cent.", "It rose by 4 per cent.", 1),
        ("It rose by 4.25 per cent.", "It rose by 4.3 per cent.", 1),
        ("It rose by 2.5 per cent.", "It rose by 3 per cent.", 1),
        ("It rose by 1.005 per cent.", "It rose by 1.01 per cent.", 1),
        ("It rose by 4.25 per cent.", "It rose by 4.4 per cent.", 0),
        ("It rose by 4.25 per cent.", "It rose by 4.26 per cent.", 0),
        ("It rose by 4.25 per cent.", "It rose by 5.3 per cent.", 0),
        ("They met on Monday 3 March 2025.", "They met on Monday.", 1),
        ("They met on Monday 3 March.", "They met on Tuesday.", 0),
        ("They met on Monday.", "They met on Monday.", 0),
        ("The quay is open.", "The quay is open, Mr Quayle said.", 1),
    ],
)
def test_precise_figures_whole_days_and_plain_words_are_finer(one: str, other: str, expected: int) -> None:
    assert balance(fine(one), fine(other)) == expected
