"""The bars of the timeline."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from harbour import harbour

from provenance.model import Dating, Stated
from provenance.reports.views.lookup import look_up
from provenance.reports.views.timeline import axis, bar, timeline


def test_a_bar_runs_from_the_earliest_to_the_latest_day() -> None:
    along = axis([Dating("2024-01-01", "2024-12-31")])
    narrow, wide = (
        bar(Dating(first, last), along) for first, last in (("2024-05-01", "2024-05-31"), ("2024-02-01", "2024-11-30"))
    )
    assert _width(narrow) < _width(wide)


def test_a_bar_without_an_end_runs_to_the_edge() -> None:
    along = axis([Dating("2024-01-01", "2024-12-31")])
    drawn = str(bar(Dating("2024-06-01", None), along))
    found = re.search(r'<rect x="([\d.]+)%" width="([\d.]+)%"', drawn)
    assert found is not None
    x, width = map(float, found.groups())
    assert x + width == pytest.approx(100, abs=0.2)


def test_without_a_date_there_is_no_bar() -> None:
    assert bar(Dating(), axis([Dating("2024-01-01", None)])) is None
    assert axis([Dating()]) is None


def test_days_that_are_none_are_passed_over() -> None:
    odd = Dating("2024-02-31", "<b>", ("x", "y"), Stated("0000-00-00", "header", 1.0))
    assert axis([odd]) is None


def _width(drawn: object) -> float:
    found = re.search(r'<rect x="[\d.]+%" width="([\d.]+)%"', str(drawn))
    assert found is not None
    return float(found[1])


def test_the_timeline_puts_undated_documents_last_and_places_none_by_guess() -> None:
    view = timeline(look_up(harbour()), 100)
    assert view.periods[-1].heading == "Not dated, or only roughly"
    assert {entry.bar for entry in view.periods[-1].entries} == {None}


def test_a_text_known_only_not_to_be_older_than_a_year_stands_behind_those_that_are_dated() -> None:
    report = harbour()
    first, *others = report.documents
    old = replace(first, dating=Dating("1917-01-01", None))
    *dated, last = timeline(look_up(replace(report, documents=(old, *others))), 100).periods
    assert dated
    assert any("1917" in entry.when for entry in last.entries)
    assert not any("1917" in entry.when for period in dated for entry in period.entries)
    assert any(entry.bar for entry in last.entries)


def test_a_month_of_documents_is_grouped_by_day_and_ten_years_by_year() -> None:
    report = harbour()

    def headings(*days: str) -> list[str]:
        dated = tuple(replace(each, dating=Dating(day, day)) for each, day in zip(report.documents, days, strict=False))
        return [
            re.sub("<[^>]+>", "", period.heading)
            for period in timeline(
                look_up(replace(report, documents=dated, families=(), relations=(), matches=())), 100
            ).periods
        ]

    assert headings("2024-05-01", "2024-05-09") == ["1\u00a0May\u00a02024", "9\u00a0May\u00a02024"]
    assert headings("2014-05-01", "2024-05-09") == ["2014", "2024"]


def test_one_day_far_from_many_does_not_press_all_bars_together() -> None:
    days = [Dating(f"2018-07-{day:02}", f"2018-07-{day:02}") for day in range(1, 29)]
    long_ago = Dating("1917-01-01", "1917-12-31")
    assert _first([*days, long_ago]) > _first([Dating("2018-06-01", "2018-06-01"), *days]) - 40
    assert _first([long_ago, *days[:3]]) < _first(days) - 30_000


def test_the_axis_holds_the_days_that_are_likely_and_not_a_year_that_is_merely_the_first_possible() -> None:
    along = axis([Dating("1822-01-01", None, (f"198{year}-06-01", f"199{year}-03-01")) for year in range(6, 10)])
    assert along is not None
    assert ordinal("1980-01-01") < along.first < ordinal("1986-06-01")
    assert ordinal("1998-01-01") < along.last < ordinal("2000-01-01")


def test_one_text_that_may_be_of_any_of_many_months_does_not_stretch_the_axis() -> None:
    near = Dating("2024-03-04", "2024-03-14", ("2024-03-04", "2024-03-14"))
    along = axis([near, near, Dating("2024-03-14", None, ("2024-03-15", "2025-04-22"))])
    assert along is not None
    assert along.last < ordinal("2024-04-01")


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _first(datings: list[Dating]) -> float:
    along = axis(datings)
    assert along is not None
    return along.first
