"""One form filled in anew, and one story told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import provenance
from provenance import direction
from provenance.forms import is_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from provenance.model import FamilyView, Match, Witness

RATES = (
    "The harbour bank set its rate for loans of a week at {rate} per cent on {day}, from {before} per cent. "
    "It lent {sum} million pounds to the mills of the town, the bank said in its bulletin of loans and rates. "
    "Loans of the week before came to {last} million pounds, and {count} mills asked for more than they were given. "
    "The chairman of the bank said that the rate would be set again when the mills have paid their wages."
)
FIRST = RATES.format(rate=4.25, day="3 March", before=4.5, sum=120, last=95, count=7)
NEXT = RATES.format(rate=5.75, day="10 April", before=4.0, sum=310, last=120, count=12)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (NEXT, True),
        (FIRST.replace("in its bulletin of loans and rates", "on its notice board"), False),
        (FIRST.replace("120 million", "121 million"), False),
        (FIRST.replace("3 March", "4 March").replace("4.25", "4.3"), False),
    ],
    ids=["other figures throughout", "the same figures", "a corrected figure", "a day and a rounded figure"],
)
def test_a_form_is_told_by_the_figures_that_its_sentences_do_not_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str, expected: bool
) -> None:
    heard: list[bool] = []

    def told(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView, cues: object) -> direction.Said:
        heard.extend([is_form(matches, a, b), is_form(matches, b, a)])
        return direction.Said((0.0, 0.0), ())

    monkeypatch.setattr(direction, "say", told)
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(other, encoding="utf-8")
    provenance.trace([tmp_path])
    assert heard == [expected, expected]
