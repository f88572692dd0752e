"""When texts were written: in words, and as the bars of the timeline."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from harbour import harbour, one_family
from large import large

from provenance.model import Dating, Edge, EdgeType, Stated, Verdict
from provenance.reports.markup import plain
from provenance.reports.views import phrases
from provenance.reports.views.graph import SMALL_FONT, SMALL_WIDTH, cut
from provenance.reports.views.lookup import look_up
from provenance.reports.views.order import dated_day, in_order
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


def test_of_one_family_the_timeline_says_nothing_a_second_time() -> None:
    whole = one_family()
    (family,) = whole.families
    view = timeline(look_up(whole), 100)
    assert view.periods == ()
    assert "its table" in str(view.family)
    copies = replace(family, identical=(family.documents,))  # each of which may have a day of its own
    assert timeline(look_up(replace(whole, families=(copies,))), 100).periods


@pytest.mark.parametrize("has_edge", [True, False], ids=["edge", "owed"])
def test_a_text_without_a_date_stands_before_what_draws_on_it_and_keeps_back_no_other(has_edge: bool) -> None:
    report = large(5)
    days = (None, "2024-09-13", "2024-09-11", "2024-09-14")
    stated = [Dating(stated=Stated(day, "header", 0.9)) if day else Dating() for day in days]
    own = [replace(each, passages=()) for each in report.documents[2:]]
    pairs = zip((*report.documents[:2], *own), stated, strict=False)
    documents = tuple(replace(each, dating=dating) for each, dating in pairs)
    undated, later, *_ = (each.id for each in documents)
    edges = (Edge(undated, later, 0.9, EdgeType.DERIVED),) if has_edge else ()
    relation = replace(report.relations[0], verdict=Verdict.A_FIRST, p_a_first=0.9)
    family = replace(report.families[0], first=None, edges=edges)
    lookup = look_up(replace(report, documents=documents, families=(family,), relations=(relation,)))
    assert list(lookup.taken[later]) == [undated]
    assert in_order(lookup, family) == ["00002.txt", undated, later, "00003.txt"]


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


@pytest.mark.parametrize(
    ("dating", "said", "short", "coarse"),
    [
        (Dating("2024-05-01", "2024-05-09"), "1–9 May 2024", "1–9 May 2024", "May 2024"),
        (
            Dating("2022-11-24", "2022-12-13"),
            "24 November – 13 December 2022", "24 Nov – 13 Dec 2022", "Nov – Dec 2022",
        ),
        (Dating("2024-05-01", None), "on or after 1 May 2024", "from 1 May 2024", ""),
        (Dating(None, None, None, Stated("2024-05-02", "header", 0.6)), "dated 2 May 2024", "dated 2 May 2024", ""),
        (
            Dating("1917-01-01", None, ("2018-07-08", "2018-07-22"), Stated("2018-07-15", "header", 0.6)),
            "dated 15 July 2018", "dated 15 Jul 2018", "likely Jul 2018",
        ),
        (
            Dating("2024-05-14", None, None, Stated("2024-05-02", "header", 0.6)),
            "on or after 14 May 2024", "from 14 May 2024", "",
        ),
        (
            Dating(None, None, ("2024-09-08", "2031-12-16")),
            "likely 8 September 2024 – 16 December 2031", "likely 8 Sep 2024 – 16 Dec 2031", "likely 2024 – 2031",
        ),
        (
            Dating("1987-01-01", "2023-05-21", ("2023-04-27", "2023-05-09"), Stated("2023-05-03", "header", 0.6)),
            "dated 3 May 2023", "dated 3 May 2023", "likely Apr – May 2023",
        ),
        (
            Dating("1987-01-01", "2023-05-21", ("2023-04-27", "2023-05-09")),
            "1 January 1987 – 21 May 2023", "likely 27 Apr – 9 May 2023", "likely Apr – May 2023",
        ),
        (
            Dating("1931-01-01", None, ("2024-02-18", "2029-08-09")),
            "on or after 1 January 1931", "likely 18 Feb 2024 – 9 Aug 2029", "likely 2024 – 2029",
        ),
        (
            Dating("2024-05-14", None, ("2024-05-14", "2024-06-20")),
            "on or after 14 May 2024", "from 14 May 2024", "likely May – Jun 2024",
        ),
        (Dating(), "date unknown", "date unknown", ""),
    ],
    ids=["a month", "two months", "one bound", "stated", "stated and likely", "stated in vain", "likely",
         "stated within bounds far apart", "bounds far apart", "a bound far off", "a near bound", "nothing"],
)  # fmt: skip
def test_when_a_text_was_written_is_told_by_what_tells_most(dating: Dating, said: str, short: str, coarse: str) -> None:
    told = phrases.written(dating), phrases.written_short(dating), phrases.written_coarse(dating)
    assert [plain(each).replace("\u00a0", " ") for each in told] == [said, short, coarse]


@pytest.mark.parametrize("first", range(1, 13))
def test_a_range_of_months_is_never_cut_short_of_its_year(first: int) -> None:
    likely = ((f"2013-{first:02d}-01", f"2013-{last:02d}-28") for last in range(first, 13))
    told = [plain(phrases.written_coarse(Dating(likely=each))) for each in likely]
    assert [each for each in told if cut(each, SMALL_WIDTH, SMALL_FONT) != each] == []


def test_the_day_that_is_stated_tells_more_than_a_bound_alone() -> None:
    stated = Stated("2024-05-20", "dateline", 0.7)
    assert dated_day(Dating("2024-05-14", None, ("2024-05-14", "2024-06-20"), stated)) == "2024-05-20"
    assert dated_day(Dating("2024-05-14", "2024-06-20", ("2024-05-14", "2024-06-20"), stated)) is None
