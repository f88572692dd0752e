"""Numbers, shares and names as sentences have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.phrasing import MAX_NAMES, around_quote, count, percent, row, shorten_path


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


@pytest.mark.parametrize(
    "reason",
    [
        "was written by 2022-03-31|; the other tells of 2022-03-31 as past",
        "names 1992-03 as past|; the latest that the other names is 1991-04",
        "speaks of it as still to come|, where the other says “met”",
        "says whose words they are|, where the other does not",
        "has the marks of a press release|, which the other lacks",
        "has the sentence with a later date| than the other, which has 2024-03-12",
        "has 2 sentences more| amid those of the other, which has none that this one lacks",
        "writes so what it writes “Feld” elsewhere|, as the other does here too",
        "stands in forum software, where texts are passed on|",
        "names the other, by its day, as what it replaces|",
    ],
)
def test_words_that_show_a_reason_stand_before_what_it_says_of_the_other(reason: str) -> None:
    assert "|".join(around_quote(reason.replace("|", ""))) == reason


@given(st.text("ab ;,", max_size=30), st.sampled_from(["", "; the other", ", as the other", " after the other, which"]))
def test_a_reason_in_two_parts_loses_nothing(start: str, rest: str) -> None:
    assert "".join(around_quote(start + rest)) == start + rest
