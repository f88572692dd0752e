"""Texts that tell of the same dated event without a word of each other: which pairs of them are set in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import provenance
from provenance.model import RelationType, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Report

COMING = "The granary of Fenwick will be opened by the harbour mayor on 14 March 2024, weather permitting.\n"
PAST = "On 14 March 2024, in the rain, the harbour mayor opened the granary after all, and Fenwick stayed at home.\n"
OTHER = "A lorry lost nine hundred lemons on the hill road on 14 March 2024.\n"


def traced(folder: Path, **texts: str) -> Report:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return provenance.trace([folder])


def test_who_announces_an_event_is_before_who_reports_it_though_they_share_no_passage(tmp_path: Path) -> None:
    report = traced(tmp_path, a=PAST, b=COMING)
    (relation,) = report.relations
    assert report.matches == ()
    assert (relation.type, relation.verdict) == (RelationType.SAME_EVENT, Verdict.B_FIRST)
    assert (relation.share_of_a, relation.share_of_b) == (0, 0)


def test_what_else_happened_on_that_day_is_another_event(tmp_path: Path) -> None:
    assert traced(tmp_path, a=PAST, b=OTHER).relations == ()


def test_the_same_on_another_day_is_another_event(tmp_path: Path) -> None:
    assert traced(tmp_path, a=PAST, b=COMING.replace("14 March", "15 March")).relations == ()


def test_a_day_that_many_texts_tell_of_ties_none_of_them(tmp_path: Path) -> None:
    few = {f"t{number:02}": f"The clerk of ward {number} said: {PAST}" for number in range(3)}
    ties = [each for each in traced(tmp_path, **few, z=COMING).relations if each.b == "z.txt"]
    assert len(ties) == len(few)
    many = {f"t{number:02}": OTHER.replace("nine", str(number)) for number in range(3, 55)}
    assert [each for each in traced(tmp_path, **many).relations if each.b == "z.txt"] == []


def test_what_stands_beside_the_text_of_a_page_tells_of_no_event(tmp_path: Path) -> None:
    for name, words in (("a", "The tide came in at nine."), ("b", "Nobody rang the bell of the church.")):
        page = f"<h1>{name}</h1><p>{words}</p><div class='promo-box'><p>{PAST if name == 'a' else COMING}</p></div>"
        (tmp_path / f"{name}.html").write_text(f"{page}<p>{words} {words}</p>", encoding="utf-8")
    assert provenance.trace([tmp_path]).relations == ()
