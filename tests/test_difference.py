"""Which words differ: nothing is lost, phrases and not confetti, and a bound on the work."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reports.difference import MAX_COMPARISON_TOKENS, MAX_ROW_TOKENS, Budget, differ

if TYPE_CHECKING:
    from conftest import CpuSeconds

WORDS = [*"the lido £2.36m will , “said” é e\u0301 so\xadft \u200b 桥 👩\u200d👧".split(" "), "\n", "  "]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


def only_in_b(a: str, b: str) -> list[str]:
    found = differ(a, b, Budget())
    assert found is not None
    return [piece.text.strip() for piece in found[1] if not piece.is_shared]


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_side_are_its_text(a: str, b: str) -> None:
    found = differ(a, b, Budget())
    assert found is not None
    assert ["".join(piece.text for piece in side) for side in found] == [a, b]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert only_in_b(text, text) == []


@given(TEXTS, TEXTS)
def test_pieces_alternate(a: str, b: str) -> None:
    found = differ(a, b, Budget())
    assert found is not None
    for side in found:
        assert all(one.is_shared != other.is_shared for one, other in pairwise(side))


@pytest.mark.parametrize(
    ("a", "b", "differing"),
    [
        ("a second boat, the Kittiwake", "a third boat, the Kittiwake", ["third"]),
        ("It costs £5m in all", "It costs £6.49m in all", ["6.49m"]),
        ("The Board’s plan - “ours”", "the board's plan — 'ours'", []),
        ("one two three four five six", "one 2 three 4 five six", ["2 three 4"]),
        ("", "all of it new", ["all of it new"]),
        ("the caf\u00e9 is shut", "the cafe\u0301 is shut", []),
        ("the Donaudampfer sails", "the Do\xadnau\xaddamp\u200bfer sails", []),
        ("सेतु मार्च में बनेगा", "सेतु अप्रैल में बनेगा", ["अप्रैल"]),
        ("工程将于明年三月开始", "工程将于明年五月开始", ["五"]),
    ],
)
def test_words_that_differ_are_found(a: str, b: str, differing: list[str]) -> None:
    assert only_in_b(a, b) == differing


def test_a_row_that_is_too_long_is_not_compared() -> None:
    assert differ("a " * (MAX_ROW_TOKENS + 1), "a", Budget()) is None


def test_a_comparison_has_a_budget() -> None:
    budget = Budget()
    rows = MAX_COMPARISON_TOKENS // 2000
    assert all(differ("a " * 1000, "b " * 1000, budget) for _ in range(rows))
    assert differ("a", "b", budget) is None


def test_the_worst_row_takes_little_time(cpu_seconds: CpuSeconds) -> None:
    one, other = "to be " * (MAX_ROW_TOKENS // 2), "be to " * (MAX_ROW_TOKENS // 2)
    assert cpu_seconds(lambda: differ(one, other, Budget())) < 1
