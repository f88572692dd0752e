"""One form filled in anew, and one story told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import provenance
from provenance import direction
from provenance.direction.forms import is_form
from provenance.model import RelationType

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.pairs import Pairs
    from provenance.wording.coverage import Coverage

RATES = (
    "The harbour bank set its rate for loans of a week at {rate} per cent on {day}, from {before} per cent. "
    "It lent {sum} million pounds to the mills of the town, the bank said in its bulletin of loans and rates. "
    "Loans of the week before came to {last} million pounds, and {count} mills asked for more than they were given. "
    "The chairman of the bank said that the rate would be set again when the mills have paid their wages."
)
FIRST = RATES.format(rate=4.25, day="3 March", before=4.5, sum=120, last=95, count=7)
NEXT = RATES.format(rate=5.75, day="10 April", before=4.0, sum=310, last=120, count=12)

BULLETIN = """\
Estuary Fish Market
Weekly bulletin, {day}

Landings at the quay are counted by the harbour office from the slips that skippers hand in on the day of sale.

Cod: {} boxes, {} pence
Haddock: {} boxes, {} pence
Plaice: {} boxes, {} pence

Prices are the average of all sales of the week and include the fee of the market. Boxes that were landed elsewhere and
brought by road are not counted in these figures.
"""
WEEKS = [
    BULLETIN.format(412 + 3 * n, 184 + n, 96 - n, 155 + n, 60 + 5 * n, 98 - 2 * n, day=f"{2 + 7 * n} May 2025")
    for n in range(4)
]


ESSAY = """\
Hedges and the yellowhammer

Hedgerows are the last refuge of many farmland birds in landscapes that are otherwise ploughed to the edge of the lane.
Their length is easily measured from the air and is therefore what agencies count when they pay a farm. Whether a hedge
of one metre serves a breeding bird as well as a wider one is seldom asked by those who pay for the planting of it.

{}

We searched {} nests on farms near the river in {}. Those in wide hedges fledged {} young, those in narrow ones {}.
Of the nests, {} were lost to magpies and {} to the cutting of hedges, which the farms had been asked to put off.
"""
THANKS = "We thank the farms for their patience with observers who came at dawn and left mud on every gate and stile."
SHORT = THANKS.replace("who came at dawn and left mud", "who left mud")
YEAR_1 = 114, "May 2022", 2.9, 1.7, 31, 5
YEAR_2 = 109, "June 2023", 2.8, 1.6, 28, 9
DRAFT, RECOUNTED = ESSAY.format(THANKS, *YEAR_1), ESSAY.format(THANKS, *YEAR_2)
EDITED = ESSAY.format(SHORT, *YEAR_2)


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        (FIRST, NEXT, True),
        (WEEKS[0], WEEKS[1], True),
        (WEEKS[0], WEEKS[0].replace("412 boxes, 184", "421 boxes, 181"), False),
        (FIRST, FIRST.replace("in its bulletin of loans and rates", "on its notice board"), False),
        (FIRST, FIRST.replace("120 million", "121 million"), False),
        (FIRST, FIRST.replace("3 March", "4 March").replace("4.25", "4.3"), False),
        (DRAFT, RECOUNTED, True),
        (DRAFT, EDITED, False),
    ],
    ids=[
        "other figures throughout",
        "in short lines",
        "a corrected line",
        "the same figures",
        "a corrected figure",
        "a day and a rounded figure",
        "other figures among unchanged prose",
        "other figures, and prose gone over",
    ],
)
def test_a_form_is_told_by_the_figures_that_its_sentences_do_not_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, other: str, expected: bool
) -> None:
    heard: list[bool] = []

    def said(pairs: Pairs, shared: Coverage, cues: object) -> list[direction.Said]:
        heard.extend(is_form(pairs, np.ones(1, dtype=np.bool_)).tolist())
        return [direction.Said((0.0, 0.0), ())]

    monkeypatch.setattr(direction, "say", said)
    for names in (("a", "b"), ("b", "a")):
        for name, text in zip(names, (first, other), strict=True):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        provenance.trace([tmp_path])
    assert heard == [expected, expected]


PROPOSAL = """\
Eels and weirs in the lower Wend

The eel has grown rare since 1980. Young eels arrive at the foot of Tolley Weir in May, where most are eaten by herons.

We will fit cameras to the passes at Tolley and Marsh End and count eels on 120 nights from May 2018 to June 2019.
We will mark 500 eels with tags of rubber in order to learn how many of those at the weir climb it within 10 days.
We will ask 40 anglers on the lower river what they have caught, and pay each of them 25 pounds for the trouble.
"""
REPORT = """\
Eels and weirs in the lower Wend

The eel has grown rare since 1980. Young eels arrive at the foot of Tolley Weir in May, where most are eaten by herons.

We fitted cameras to the passes at Tolley and Marsh End and counted eels on 104 nights from July 2018 to August 2019.
We marked 430 eels with tags of rubber in order to learn how many of those at the weir climbed it within 14 days.
We asked 36 anglers on the lower river what they had caught, and paid each of them 30 pounds for the trouble.
"""


def test_a_plan_and_what_came_of_it_are_no_form_that_was_filled_in_anew(tmp_path: Path) -> None:
    for name, text in (("plan", PROPOSAL), ("result", REPORT)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    found = provenance.trace([tmp_path]).relations[0]
    assert found.type is not RelationType.TEMPLATE
    assert found.p_a_first > 0.8


@pytest.mark.parametrize("is_dated", [True, False])
def test_of_bulletins_that_fill_in_one_form_none_is_drawn_as_made_of_another(tmp_path: Path, is_dated: bool) -> None:
    for number, week in enumerate(WEEKS):
        text = week if is_dated else week.replace(f", {2 + 7 * number} May 2025", "")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    report = provenance.trace([tmp_path])
    (family,) = report.families
    assert {relation.type for relation in report.relations} == {RelationType.TEMPLATE}
    assert (family.edges, family.missing) == ((), ())


@pytest.mark.parametrize(("paper", "is_told"), [("Fish Herald", True), ("fishing boats", False)])
def test_who_says_that_a_paper_reports_it_rounds_its_figures_and_fills_in_no_form(
    tmp_path: Path, paper: str, is_told: bool
) -> None:
    told = FIRST.replace("4.25", "4").replace("3 March", "Friday").replace("120", "100").replace("95", "about 90")
    for name, text in (("fish-herald", FIRST), ("wire", f"The {paper} reports of loans.\n\n{told}")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (found,) = provenance.trace([tmp_path]).relations
    assert (found.type is RelationType.TEMPLATE, found.p_a_first > 0.8) == (not is_told, is_told)


@pytest.mark.parametrize(
    ("names", "is_draft"),
    [
        (("essay-v1", "essay-v2"), True),
        (("draft 1", "draft 2"), True),
        (("essay", "essay_final"), True),
        (("Essay rev2.1", "essay-draft"), True),
        (("essay-entwurf", "essay-fassung-3"), True),
        (("week18", "week19"), False),
        (("week18-final", "week19-final"), False),
        (("v2024-03-04", "v2024-03-11"), False),
        (("2024/final", "2025/final"), False),
        (("2024/essay-v1", "2025/essay-v2"), False),
        (("review", "finale"), False),
    ],
)
def test_files_named_as_drafts_of_one_text_are_no_form(tmp_path: Path, names: tuple[str, str], is_draft: bool) -> None:
    for name, text in zip(names, (DRAFT, RECOUNTED), strict=True):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (relation,) = provenance.trace([tmp_path]).relations
    assert (relation.type is not RelationType.TEMPLATE) is is_draft
