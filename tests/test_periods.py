"""Months, years and spans that are given as the date of a text: bounds of its writing, softer than its own words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import chronology, trace
from provenance.model import Document, Period, Verdict
from provenance.readers.metadata import described, period_of

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Dating, Report

QUAY = (
    "The quay at Port Ennis was built by the fishermen themselves, out of stone carried from the cliffs at low water."
)


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def dated(when: str, text: str = QUAY) -> str:
    return f"---\ndate: {when}\n---\n\n{text}\n"


def datings(report: Report) -> dict[str, Dating]:
    return {one.id.partition(".")[0]: one.dating for one in report.documents}


# --------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("1862", "1862-01-01", "1862-12-31"),
        ("1871-05", "1871-05-01", "1871-05-31"),
        (" 2024-02 ", "2024-02-01", "2024-02-29"),
        ("1862/1864", "1862-01-01", "1864-12-31"),
        ("1862-1864", "1862-01-01", "1864-12-31"),
        ("1862–1864", "1862-01-01", "1864-12-31"),
        ("1862-11 / 1863-02", "1862-11-01", "1863-02-28"),
        ("1862-11-03/1863", "1862-11-03", "1863-12-31"),
    ],
)
def test_a_month_a_year_and_a_span_are_read(said: str, first: str, last: str) -> None:
    assert period_of(said, "front matter") == Period("stated-period", first, last, said.strip(), "front matter")


@pytest.mark.parametrize(
    "said", ["", "86", "1862-13", "1864/1862", "0000", "9999", "1066", "2051", "c. 1862", "1862-02-30", "May 1862"]
)
def test_what_is_none_is_not(said: str) -> None:
    assert period_of(said, "front matter") is None


@given(st.dates(date(1600, 1, 1), date(2049, 12, 31)), st.booleans())
def test_the_days_of_a_period_are_in_it_and_those_beside_it_are_not(day: date, is_month: bool) -> None:
    period = period_of(day.isoformat()[: 7 if is_month else 4], "metadata")
    assert period is not None
    assert period.first is not None
    assert period.last is not None
    assert period.first <= day.isoformat() <= period.last
    before = date.fromisoformat(period.first) - timedelta(days=1)
    after = date.fromisoformat(period.last) + timedelta(days=1)
    width = 7 if is_month else 4
    assert {before.isoformat()[:width], after.isoformat()[:width]}.isdisjoint({day.isoformat()[:width]})


@pytest.mark.parametrize("said", ["1862", 1862, "1862-05", ["1862"]])
def test_metadata_that_give_a_period_are_no_mistake(said: Any) -> None:
    document = described(Document("a", "Words.", ""), {"date": said}, kind="meta", reliability=0.95)
    assert [one.cue for one in document.periods] == ["stated-period"]
    assert (document.stated, document.notes) == ((), ())


# --------------------------------------------------------------------------- what it bounds


def test_a_period_bounds_the_writing(tmp_path: Path) -> None:
    dating = datings(trace([written(tmp_path, letter=dated("1862"))]))["letter"]
    assert (dating.earliest, dating.latest) == ("1862-01-01", "1862-12-31")
    assert dating.likely is not None
    assert "1862-01-01" <= dating.likely[0] < dating.likely[1] <= "1862-12-31"
    assert {(one.cue, one.quote) for one in dating.evidence} == {("stated-period", "1862")}


def test_words_make_it_narrower(tmp_path: Path) -> None:
    text = f"{QUAY} It was opened on Monday 5 May 1862."
    dating = datings(trace([written(tmp_path, letter=dated("1862", text))]))["letter"]
    assert (dating.earliest, dating.latest) == ("1862-05-05", "1862-12-31")


def test_words_are_believed_before_it(tmp_path: Path) -> None:
    text = f"{QUAY} It was opened on Monday 5 May 1862."
    dating = datings(trace([written(tmp_path, letter=dated("1858", text))]))["letter"]
    assert (dating.earliest, dating.latest) == ("1862-05-05", None)
    assert "The date 1858 (front matter) does not fit the dates in the text." in dating.conflicts
    assert not any(one.cue == "stated-period" for one in dating.evidence)


def test_a_day_that_is_stated_is_believed_before_it(tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text("letter.md,1862\n")
    folder = tmp_path / "texts"
    folder.mkdir()
    written(folder, letter=dated("1862-05-04"))
    dating = datings(trace([folder], dates=tmp_path / "dates.csv"))["letter"]
    assert (dating.earliest, dating.latest) == ("1862-05-04", "1862-05-04")


# --------------------------------------------------------------------------- what follows


def test_periods_apart_tell_who_was_first(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    written(folder, letter=dated("1862"), history=dated("1871-05", f"It is told: {QUAY}"), guide=QUAY)
    (tmp_path / "dates.csv").write_text("guide.md,1880/1885\n")
    report = trace([folder], dates=tmp_path / "dates.csv")
    assert {(one.a, one.b): one.verdict for one in report.relations} == {
        ("guide.md", "history.md"): Verdict.B_FIRST,
        ("guide.md", "letter.md"): Verdict.B_FIRST,
        ("history.md", "letter.md"): Verdict.B_FIRST,
    }
    assert report.families[0].first == "letter.md"
    said = {evidence.says for one in report.relations for evidence in one.evidence}
    assert "was written by 1862-12-31; the other is dated 1871-05" in said


def test_one_period_for_both_tells_nothing(tmp_path: Path) -> None:
    report = trace([written(tmp_path, letter=dated("1862"), history=dated("1862", f"It is told: {QUAY}"))])
    assert [one.verdict for one in report.relations] == [Verdict.UNDETERMINED]


@given(st.dates(date(1600, 1, 1), date(2049, 12, 31)).map(date.isoformat))
def test_a_bound_alone_makes_no_day_likely(day: str) -> None:
    captured = Document("a", "Words.", "", periods=(Period("capture", None, day, day, "metadata"),))
    dating, points = chronology.dating(captured, (), (), is_relay=False)
    assert (dating.earliest, dating.latest, dating.likely, points) == (None, day, None, ())
