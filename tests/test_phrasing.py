"""Numbers, shares and names as sentences have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.phrasing import MAX_NAMES, count, percent, row, shorten_path


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.004, "less than 1 %"), (0.999, "99 %"), (1.0, "100 %"), (0.29, "29 %")]
)
def test_percentages_never_say_more_than_there_is(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 files"), (1, "1 file"), (1_200, "1,200 files")])
def test_a_noun_is_plural_unless_there_is_one(number: int, said: str) -> None:
    assert count(number, "file") == said


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert count(2, "family", "families") == "2 families"


@given(st.lists(st.text("abc", min_size=1), max_size=20))
def test_every_name_of_a_row_is_told_or_counted(names: list[str]) -> None:
    first, _, last = row(names).rpartition(" and ")
    told = [*first.split(", "), last] if first else [last] * bool(last)
    if len(names) <= MAX_NAMES:
        assert told == names
    else:
        assert told == [*names[: MAX_NAMES - 1], f"{len(names) - MAX_NAMES + 1} others"]


@given(st.text("abcdefgh/.", max_size=60), st.integers(8, 40))
def test_a_path_that_is_cut_keeps_its_end(path: str, most: int) -> None:
    short = shorten_path(path, most)
    head, cut, tail = short.partition("…")
    assert (len(short), bool(cut)) == (min(len(path), most), len(path) > most)
    assert path.startswith(head)
    assert path.endswith(tail)
    assert len(tail) > len(head) or not cut
