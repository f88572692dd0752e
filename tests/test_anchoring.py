"""Days named by the day of writing, and what two texts of a family tell each other by them."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.chronology.years import dated, resolve
from provenance.dating import beside, mentions, relatives
from provenance.model import Bound, DatedMention, Degree, Kind, Match, Mention, Place, Segment, Span, Stated, Strength
from provenance.settings import DatingSettings
from provenance.testimony.anchoring import anchored, open_spans, told_beside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conftest import CpuSeconds

SETTINGS = DatingSettings()
RELATIVE = "The cabinet approved the plan for the pier on Thursday."
FULL = "The cabinet approved the plan for the pier on Thursday 31 March 2022."


def said(text: str) -> list[tuple[str, int, int, int | None]]:
    found = relatives(text, [Span(0, len(text))], [], SETTINGS)
    return [(text[one.start : one.end], one.low, one.high, one.weekday) for one in found]


def bounds(
    a: str, b: str, stated: Mapping[str, tuple[Stated, ...]] | None = None, similarity: float = 0.9
) -> dict[str, list[tuple[Bound | None, str]]]:
    """What two texts of one sentence each tell of each other: by document, the bounds with their days."""
    texts, dates = {"a": a, "b": b}, stated or {}
    spans = {name: Span(0, len(text)) for name, text in texts.items()}
    segment = Segment(spans["a"], spans["b"], Kind.COPIED, Degree.EDITED, similarity)
    match = Match("M1", Place("a", 0, len(a)), Place("b", 0, len(b)), Kind.COPIED, similarity, (segment,))
    resolved: dict[str, list[DatedMention]] = {
        name: [one for m in mentions(text, [spans[name]], [], SETTINGS) if (one := dated(m))]
        for name, text in texts.items()
    }
    wanted = open_spans([match], resolved, dates)
    heard = {name: relatives(texts[name], where, [], SETTINGS) for name, where in wanted.items()}
    found = anchored([match], resolved, heard, dates)
    assert all(one.mention.strength is Strength.SOFT for rows in found.values() for one in rows)
    return {name: [(one.mention.bound, one.first.isoformat()) for one in rows] for name, rows in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was sold yesterday.", [("yesterday", -1, -1, None)]),
        ("It will be sold tomorrow.", [("tomorrow", 1, 1, None)]),
        ("The match was moved to Tuesday week.", [("Tuesday week", 7, 14, 1)]),
        ("They meet again Saturday fortnight.", [("Saturday fortnight", 14, 21, 5)]),
        ("It was sold two weeks ago.", [("two weeks ago", -17, -11, None)]),
        ("It was sold 3 days ago.", [("3 days ago", -3, -3, None)]),
        ("It was sold last week.", [("last week", -13, -1, None)]),
        ("It was sold on Tuesday.", [("Tuesday", -7, 0, 1)]),
        ("It will be sold on Tuesday.", [("Tuesday", 0, 7, 1)]),
        ("It was sold last Tuesday.", [("last Tuesday", -13, -1, 1)]),
        ("It was sold on Tuesday 4 March 2025.", []),
        ("The shop opened on Good Friday.", []),
        ("The shop opened every Friday.", []),
        ("They would meet on Friday.", []),
    ],
)
def test_words_name_a_day_by_that_of_the_writing(text: str, expected: list[tuple[str, int, int, int | None]]) -> None:
    assert said(text) == expected


def test_what_a_speaker_calls_yesterday_is_not_the_writers_yesterday() -> None:
    text = "“It was sold yesterday,” she said."
    assert relatives(text, [Span(0, len(text))], [Span(0, 24)], SETTINGS) == ()


def test_a_relative_day_printed_with_a_long_s_is_passed_over() -> None:
    text = "It rained yeſterday and today."
    (found,) = relatives(text, [Span(0, len(text))], [], SETTINGS)
    assert text[found.start : found.end] == "today"


@given(st.lists(st.sampled_from(["on Tuesday", "yesterday", "two weeks ago", "was", "will", "4 March", "“", "."])))
def test_relative_days_lie_in_their_text_and_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = relatives(text, [Span(0, len(text))], [], SETTINGS)
    assert all(0 <= one.start < one.end <= len(text) and one.low <= one.high for one in found)
    assert list(found) == sorted(found, key=lambda one: one.start)


def test_a_weekday_that_another_text_dates_holds_the_writing_within_a_week() -> None:
    assert bounds(RELATIVE, FULL) == {"a": [(Bound.EARLIEST, "2022-03-31"), (Bound.LATEST, "2022-04-07")]}


def test_the_order_of_the_two_texts_changes_nothing() -> None:
    assert bounds(FULL, RELATIVE) == {"b": [(Bound.EARLIEST, "2022-03-31"), (Bound.LATEST, "2022-04-07")]}


def test_a_day_to_come_that_another_text_dates_bounds_from_above() -> None:
    coming = bounds("The cabinet will meet on Thursday.", "The cabinet will meet on Thursday 31 March 2022.")
    assert coming == {"a": [(Bound.EARLIEST, "2022-03-24"), (Bound.LATEST, "2022-03-31")]}


def test_a_weekday_that_does_not_fit_the_date_tells_nothing() -> None:
    assert bounds(RELATIVE.replace("Thursday", "Tuesday"), FULL) == {}


def test_of_two_days_the_one_that_both_name_does_not_hide_the_other() -> None:
    before = " after the loan of Monday 7 February 2022."
    held = {"a": [(Bound.EARLIEST, "2022-03-31"), (Bound.LATEST, "2022-04-07")]}
    assert bounds(RELATIVE[:-1] + before, FULL[:-1] + before) == held
    assert bounds(RELATIVE[:-1] + before.replace("7", "14"), FULL[:-1] + before) == {}


def test_of_several_weekdays_the_one_that_the_other_text_dates_is_meant() -> None:
    """Put off on Saturday until Tuesday week; the other has the Saturday in full."""
    own = "The match was put off on Saturday because of a frozen pitch, and was moved to Tuesday."
    other = "The match was put off on Saturday 11 January 2025 because of a frozen pitch."
    assert bounds(own, other) == {"a": [(Bound.EARLIEST, "2025-01-11"), (Bound.LATEST, "2025-01-18")]}


def test_sentences_that_are_unlike_tell_nothing() -> None:
    assert bounds(RELATIVE, FULL, similarity=0.5) == {}


def test_words_copied_from_a_dated_text_bound_the_copy_from_below_alone() -> None:
    stated = {"b": (Stated("2022-04-01", "front-matter", 0.95),)}
    assert bounds(RELATIVE, RELATIVE, stated) == {"a": [(Bound.EARLIEST, "2022-03-31")]}


def test_a_text_of_a_stated_date_needs_no_other() -> None:
    stated = {"a": (Stated("2022-04-01", "front-matter", 0.95),)}
    assert bounds(RELATIVE, FULL, stated) == {}


def test_a_report_shows_whose_date_holds_a_text(tmp_path: Path) -> None:
    body = (
        "The cabinet of Port Ellery approved the plan for the old pier at a long meeting in the town hall {day}. "
        "The plan costs nine million pounds and was drawn up by the harbour trust over many months of work."
    )
    (tmp_path / "a.txt").write_text(body.format(day="on Thursday"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(body.format(day="on Thursday 31 March 2022"), encoding="utf-8")
    dating = provenance.trace([tmp_path]).documents[0].dating
    told = [(one.cue, one.bound, one.date, one.year_from) for one in dating.evidence]
    assert told == [
        ("relative-day", Bound.EARLIEST, "2022-03-31", "b.txt"),
        ("relative-day", Bound.LATEST, "2022-04-07", "b.txt"),
    ]
    assert dating.earliest is dating.latest is None
    assert dating.likely is not None
    assert date(2022, 3, 31) <= date.fromisoformat(dating.likely[0]) <= date.fromisoformat(dating.likely[1])
    assert date.fromisoformat(dating.likely[1]) <= date(2022, 4, 7)


AGO = tomllib.loads((Path(__file__).parent / "cases" / "dating" / "ago.toml").read_text(encoding="utf-8"))["case"]
BESIDE = tomllib.loads((Path(__file__).parent / "cases" / "dating" / "beside.toml").read_text(encoding="utf-8"))["case"]


def days_of_writing(text: str, matches: Sequence[Match] = ()) -> list[tuple[Bound | None, str, Strength]]:
    """What a text of one sentence tells of the day of its writing by a day that it names."""
    held = [Span(*found.span()) for found in re.finditer("“[^”]*”", text)]
    resolved = [one for m in mentions(text, [Span(0, len(text))], held, SETTINGS) if (one := dated(m))]
    found = told_beside("a", beside(text, resolved), matches)
    return [(one.mention.bound, one.first.isoformat(), one.mention.strength) for one in found]


@pytest.mark.parametrize("case", BESIDE, ids=lambda case: case["text"][:40])
def test_a_day_beside_its_distance_tells_the_day_of_writing(case: Mapping[str, str]) -> None:
    day, firm = case["written"], Strength.HARD
    assert days_of_writing(case["text"]) == ([(Bound.EARLIEST, day, firm), (Bound.LATEST, day, firm)] if day else [])


@given(
    st.dates(date(1950, 1, 2), date(2039, 12, 30)),
    st.sampled_from([("yesterday", -1), ("today", 0), ("tomorrow", 1)]),
)
def test_the_day_of_writing_follows_from_any_day_of_the_calendar(written: date, said: tuple[str, int]) -> None:
    named = written + timedelta(days=said[1])
    text = f"The pier was the talk of the town {said[0]} ({named:%A} {named.day} {named:%B} {named.year})."
    assert {day for _, day, _ in days_of_writing(text)} == {written.isoformat()}


@pytest.mark.parametrize("case", AGO, ids=lambda case: case["text"][:40])
def test_a_day_beside_how_long_ago_it_was_tells_the_days_of_writing(case: Mapping[str, Any]) -> None:
    found = days_of_writing(case["text"])
    assert [f"{day} {strength}" for _, day, strength in found] == case["written"]


@given(
    st.dates(date(1950, 1, 2), date(2000, 12, 30)),
    st.integers(1, 99),
    st.sampled_from([("today", 1), ("this week", 7), ("this month", 31)]),
)
def test_an_anniversary_dates_its_text_wherever_it_falls(then: date, years: int, said: tuple[str, int]) -> None:
    text = f"{years} year{'s' * (years > 1)} ago {said[0]}, on {then.day} {then:%B} {then.year}, the pier was opened."
    (_, low, _), (_, high, _) = days_of_writing(text)
    written = then.replace(year=then.year + years, day=min(then.day, 28))
    assert date.fromisoformat(low) <= written + timedelta(days=said[1] + 3)
    assert date.fromisoformat(high) >= written
    assert (date.fromisoformat(high) - date.fromisoformat(low)).days == 2 * said[1]


def test_words_that_another_text_has_too_hold_it_softly_from_above() -> None:
    text = BESIDE[0]["text"]
    segment = Segment(Span(0, len(text)), Span(0, len(text)), Kind.COPIED, Degree.VERBATIM, 1.0)
    shared = Match("M1", Place("a", 0, len(text)), Place("b", 0, len(text)), Kind.COPIED, 1.0, (segment,))
    assert days_of_writing(text, [shared]) == [
        (Bound.EARLIEST, "2026-04-20", Strength.HARD),
        (Bound.LATEST, "2026-04-20", Strength.SOFT),
    ]


def test_a_release_is_dated_by_the_day_that_it_calls_today(tmp_path: Path) -> None:
    release = "The council has today (Monday 20 April) said that the pier will open on Monday 27 April 2026 at noon."
    (tmp_path / "a.txt").write_text(release, encoding="utf-8")
    dating = provenance.trace([tmp_path]).documents[0].dating
    assert (dating.earliest, dating.latest, dating.likely) == ("2026-04-20", "2026-04-20", ("2026-04-20", "2026-04-20"))
    assert {one.cue for one in dating.evidence} == {"day-of-writing", "future-event"}


def test_years_are_found_in_time_of_the_days_that_a_text_names(cpu_seconds: CpuSeconds) -> None:
    """Eight times as many days with and without a year do not take 64 times as long."""

    def seconds(count: int) -> float:
        def named(n: int) -> Mention:
            when = (None if n % 2 else 1990 + n % 30, 1 + n % 12, 1 + n % 28, None)
            return Mention(
                9 * n, 9 * n + 8, 9 * n, 9 * n + 8, *when, "past", Bound.EARLIEST, Strength.HARD, False, "day"
            )

        told = [named(n) for n in range(count)]
        return cpu_seconds(lambda: resolve({"a": told}, {}, [], SETTINGS))

    assert min(seconds(4_000) / seconds(500) for _ in range(3)) < 24
