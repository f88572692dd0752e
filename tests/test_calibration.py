"""What an archive's own dated pairs teach: little by little, the same from the same, and nothing from few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.cues.weights import WEIGHTS
from provenance.direction import Told, calibration, packed, unpacked
from provenance.direction.calibration import MIN_PAIRS, examples, learned
from provenance.model import Dating, Document, Evidence, Source, Stated, Witness

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

START = date(2024, 1, 1)


def witness(name: str, day: int, publisher: str = "") -> Witness:
    stated = Stated((START + timedelta(day)).isoformat(), "front-matter", 0.95)
    document = Document(name, "", "", source=Source(publisher=publisher or None))
    return Witness(document, (), (), (), (), Dating(stated=stated), (), 0, is_relay=False)


def told(*favours: str, cue: str = "attribution") -> Told:
    evidence = tuple(Evidence(cue, side, 1.0, "", None, None, None, "") for side in favours)
    return Told(is_matched=True, bond="text", shares=(0.5, 0.5), common=0.0, evidence=evidence)


def archive(right: int, wrong: int, *, gap: int = 5) -> tuple[dict[tuple[str, str], Told], dict[str, Witness]]:
    """Pairs of which the first is the earlier by some days, with a cue that is right in some and wrong in others."""
    heard = ["a"] * right + ["b"] * wrong
    pairs = {(f"{n:04}a", f"{n:04}b"): told(side) for n, side in enumerate(heard)}
    witnesses = {
        name: witness(name, day, outlet)
        for pair in pairs
        for name, day, outlet in zip(pair, (0, gap), ("Newsroom", "Herald"), strict=True)
    }
    return pairs, witnesses


def taught(pairs: Mapping[tuple[str, str], Told], witnesses: Mapping[str, Witness]) -> calibration.Calibration:
    return learned(examples(pairs.items(), witnesses))


def worth(right: int, wrong: int) -> float:
    return taught(*archive(right, wrong)).weights["text"]["attribution"]


def test_few_dated_pairs_teach_nothing() -> None:
    assert taught(*archive(MIN_PAIRS - 1, 0)) == calibration.Calibration()


def test_pairs_a_day_apart_teach_nothing() -> None:
    assert taught(*archive(MIN_PAIRS, 0, gap=1)).pairs == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_cue_that_is_more_often_right_is_worth_no_less(right: int, wrong: int) -> None:
    assert worth(right + MIN_PAIRS + 1, wrong) >= worth(right + MIN_PAIRS, wrong + 1)


@given(st.integers(0, 200), st.integers(0, 200))
def test_no_weight_is_below_nothing(right: int, wrong: int) -> None:
    assert taught(*archive(right, wrong)).weights["text"]["attribution"] >= 0.0


def test_a_cue_that_is_right_as_often_as_was_known_keeps_its_worth() -> None:
    known = WEIGHTS["text"]["attribution"]
    share = 1 / (1 + 2.718281828**-known)
    assert worth(round(1000 * share), round(1000 * (1 - share))) == pytest.approx(known, abs=0.02)


def test_wording_of_two_that_have_their_words_from_a_third_teaches_nothing_of_order() -> None:
    pairs, witnesses = archive(0, 60)
    siblings = {pair: replace(each, common=1.0) for pair, each in pairs.items()}
    assert taught(siblings, witnesses).weights["text"]["attribution"] == WEIGHTS["text"]["attribution"]


def test_weights_of_other_bonds_and_cues_stay() -> None:
    found = taught(*archive(10, 60)).weights
    assert found["loose"] == WEIGHTS["loose"]
    assert {k: v for k, v in found["text"].items() if k != "attribution"} == {
        k: v for k, v in WEIGHTS["text"].items() if k != "attribution"
    }


def test_an_outlet_whose_texts_are_mostly_the_earlier_is_known_for_it() -> None:
    pairs, witnesses = archive(60, 0)
    asked = {"x": witness("x", 0, "Herald"), "y": witness("y", 0, "Newsroom")}
    ((pair, habit),) = taught(pairs, witnesses).habits([("x", "y")], asked)
    assert (pair, habit.favours) == (("x", "y"), "b")


def test_of_one_outlet_nothing_is_known() -> None:
    asked = {"x": witness("x", 0, "Herald"), "y": witness("y", 0, "Herald")}
    assert list(taught(*archive(60, 0)).habits([("x", "y")], asked)) == []


def test_what_was_learned_from_is_counted_in_the_report(tmp_path: Path) -> None:
    body = "The lido will be repaired in brick from the old cannery before the first ships of spring come in. "
    for n in range(12):
        own = f"Reader number {n} of the paper wrote to say so in verse.\n"
        (tmp_path / f"{n}.md").write_text(f"---\ndate: 2024-03-{2 * n + 1:02}\n---\n{own}\n{body * (1 + n % 3)}\n")
    assert provenance.trace([tmp_path]).inputs.steps["dated_pairs"] == 12 * 11 / 2


def test_what_pairs_tell_comes_back_as_it_was_packed() -> None:
    pairs = [told("a", "b"), told(), told("b", cue="dating"), Told(False, "loose", (0.1, 1 / 3), 0.2, ())]
    assert unpacked(packed(pairs)) == pairs
    assert unpacked(packed([])) == []
