"""Stated dates that are still to come are doubted, and so is nothing else for being near."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance import chronology
from provenance.chronology import doubts
from provenance.model import Document, Source, Stated
from provenance.settings import ReadSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Dating

NOW = "2026-03-10"
BODY = "The lido will be relined, its pumps replaced and the seaward wall rebuilt in brick from the old cannery."
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat)
STATED = st.lists(
    st.builds(Stated, DAYS, st.sampled_from(["meta", "header", "filename"]), st.sampled_from([0.5, 0.75, 0.95])),
    max_size=4,
)


def dating(folder: Path, text: str, now: str | None = None) -> Dating:
    (folder / "a.md").write_text(text, encoding="utf-8")
    (document,) = provenance.trace([folder], Settings(now=now)).documents
    return document.dating


@given(STATED, DAYS)
def test_no_date_that_is_to_come_is_believed_and_each_is_named(stated: list[Stated], now: str) -> None:
    document = Document("a", "", "", stated=tuple(stated))
    last = (date.fromisoformat(now) + timedelta(days=1)).isoformat()
    held = doubts.credible(document, stated, now)
    assert [one for one in held if one.date <= last] == [one for one in stated if one.date <= last]
    drawn, _ = chronology.dating(Document("a", "", "", stated=held), (), (), is_relay=False)
    assert (drawn.earliest or "") <= last
    for one in stated:
        assert (one.date <= last) or any(one.date in words for words in drawn.conflicts)
    assert drawn.stated is None or drawn.stated.date <= last or all(one.date > last for one in stated)


@given(STATED)
def test_without_a_day_to_judge_by_only_what_lies_decades_ahead_is_doubted(stated: list[Stated]) -> None:
    held = doubts.credible(Document("a", "", ""), stated, None)
    assert [one for one, known in zip(held, stated, strict=True) if one != known] == [
        one for one, known in zip(held, stated, strict=True) if known.date > "2050-12-31"
    ]


@pytest.mark.parametrize(("day", "is_believed"), [("2026-03-11", True), ("2026-03-12", False), ("2099-01-01", False)])
def test_front_matter_of_a_day_to_come_gives_way_to_what_the_text_says(
    tmp_path: Path, day: str, *, is_believed: bool
) -> None:
    drawn = dating(tmp_path, f"---\ndate: {day}\n---\n\nPosted: 3 May 2025\n\n{BODY}\n", NOW)
    assert drawn.stated is not None
    assert drawn.stated.date == (day if is_believed else "2025-05-03")
    assert any("still to come" in words and day in words for words in drawn.conflicts) is not is_believed


def test_a_day_of_2099_dates_nothing_also_without_a_day_to_judge_by(tmp_path: Path) -> None:
    drawn = dating(tmp_path, f"---\ndate: 2099-01-01\n---\n\n{BODY}\n")
    assert (drawn.earliest, drawn.likely) == (None, None)
    assert [words for words in drawn.conflicts if "2099-01-01" in words]


def test_a_text_under_embargo_may_state_the_day_on_which_that_ends() -> None:
    document = Document("a", "", "", source=Source(embargo="2026-05-01T10:00"))
    stated = (Stated("2026-05-01", "meta", 0.95), Stated("2026-05-02", "meta", 0.95))
    assert [one.reliability for one in doubts.credible(document, stated, NOW)] == [0.95, 0.2]


def test_of_a_date_in_figures_the_reading_is_believed_that_is_not_to_come() -> None:
    (read,) = doubts.credible(Document("a", "", ""), (Stated("2026-10-02", "header", 0.63, 0, 10, "2026-02-10"),), NOW)
    assert (read.date, read.exchanged, read.reliability) == ("2026-02-10", None, 0.9)


@pytest.mark.parametrize(("day", "is_told"), [("2020-06-04", True), ("2020-06-03", False)])
def test_a_date_after_that_of_the_file_is_told_and_counts_all_the_same(
    tmp_path: Path, day: str, *, is_told: bool
) -> None:
    text = f"---\ndate: {day}\n---\n\n{BODY}\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    noon = 1_591_099_200  # 2020-06-02
    os.utime(tmp_path / "a.md", (noon, noon))
    (document,) = provenance.trace([tmp_path], Settings(read=ReadSettings(file_times=True))).documents
    assert document.dating.earliest == day
    assert any("2020-06-02" in words for words in document.dating.conflicts) is is_told
