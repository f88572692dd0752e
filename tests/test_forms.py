"""One form filled in anew, and one story told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import provenance
from provenance import direction
from provenance.forms import is_form

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.coverage import Coverage
    from provenance.pairs import Pairs

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

    def said(pairs: Pairs, shared: Coverage, cues: object) -> list[direction.Said]:
        heard.extend(is_form(pairs, np.ones(1, dtype=np.bool_)).tolist())
        return [direction.Said((0.0, 0.0), ())]

    monkeypatch.setattr(direction, "say", said)
    for names in (("a", "b"), ("b", "a")):
        for name, text in zip(names, (FIRST, other), strict=True):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        provenance.trace([tmp_path])
    assert heard == [expected, expected]
