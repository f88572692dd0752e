"""The days that a text tells of itself, and of the works that it refers to, are none that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import provenance

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Relation

LIFE = (
    "She was born above a bakery in 1936, the daughter of a trawlerman, and sang first in the choir of the chapel. "
    "In 1974 she walked out of a theatre over a staircase, and the staircase was taken down. "
    "She left the stage in 1993 and taught, and her pupils learned to stand up straight before they learned to sing. "
)
WORKS = "References\n\n1. Penrose, A. The lights of the quay (2011), p. 88.\n2. Lee, F. On stairs (2014), p. 5.\n"


def relation(folder: Path, a: str, b: str) -> Relation:
    for name, text in (("a", a), ("b", b)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (found,) = provenance.trace([folder]).relations
    return found


@pytest.mark.parametrize(
    "around",
    [
        "Obituary\n\nUpdated: March 2019\n\n{}",
        "{}\n\nThis page was last edited on 3 August 2021, at 11:20.",
        "The singer\n\nThe Quay Herald, 2 December 2024\n\n{}",
        f"{{}}\n\n{WORKS}",
    ],
)
@pytest.mark.parametrize("added", ["", "I heard her in the hall in 1993. "])
def test_who_leaves_out_when_a_text_was_written_or_what_it_refers_to_is_not_the_earlier_for_that(
    tmp_path: Path, around: str, added: str
) -> None:
    found = relation(tmp_path, a=around.format(LIFE), b=f"{added}{LIFE}")
    assert {e.cue for e in found.evidence} <= {"update-note"}


def test_of_two_states_of_a_text_that_both_have_references_the_later_years_tell(tmp_path: Path) -> None:
    older = WORKS.replace("2014", "2009").replace("2011", "2008")
    found = relation(tmp_path, a=f"{LIFE}\n\n{older}", b=f"{LIFE}\n\n{WORKS}")
    assert ("later-date", "a") in {(e.cue, e.favours) for e in found.evidence}


@pytest.mark.parametrize("unit", ["2014 W", "2014 kWh", "2014 rpm", "2014 pixels", "2014 kcal"])
def test_how_much_of_something_there_is_is_no_year(tmp_path: Path, unit: str) -> None:
    found = relation(tmp_path, a=f"{LIFE}\n\nOn the plate of the lamp stands: {unit}", b=LIFE)
    assert "later-date" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize("signed", ["Pilots of Saltmere, 10 February 2020", "Saltmere, Feb. 10, 2020\n"])
def test_the_day_in_the_line_that_signs_a_text_is_its_own(tmp_path: Path, signed: str) -> None:
    notice = "The boat was built in 2018 and leaks. Do not board it, and bring it back to the pilots at low water. "
    later = notice.replace("leaks", "leaks and burns")
    assert "later-date" not in {e.cue for e in relation(tmp_path, a=f"{notice}\n\n{signed}", b=later).evidence}


def test_a_note_that_names_the_day_of_what_it_replaces_may_name_other_figures_behind_that(tmp_path: Path) -> None:
    notice = f"The boat was built in 2018 and leaks. Bring it back to the pilots at low water. {LIFE}"
    later = f"{notice}\n\nThis notice replaces the notice of 10 February and now includes boat 2500."
    found = relation(tmp_path, a=f"{notice}\n\nPilots of Saltmere, 10 February", b=later)
    assert {e.cue: e.favours for e in found.evidence} == {"update-note": "a"}
    other = relation(tmp_path, a=f"{notice}\n\nPilots of Saltmere, 11 March", b=later)
    assert "update-note" not in {e.cue for e in other.evidence}


@pytest.mark.parametrize("is_named", [True, False])
def test_rules_that_replace_those_of_the_day_with_which_others_are_signed_are_later(
    tmp_path: Path, is_named: bool
) -> None:
    rules = f"Light no fire on a Sunday. {LIFE}"
    later = f"{rules}\n\nThese rules replace the rules of 3 February 2017.\n\nThe Committee, 9 March 2019"
    day = "3 February 2017" if is_named else "4 July 2017"
    found = relation(tmp_path, a=f"{rules}\n\nThe Committee, {day}", b=later)
    assert (("edition", "a") in {(e.cue, e.favours) for e in found.evidence}) is is_named
