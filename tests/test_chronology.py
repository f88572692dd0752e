"""Years resolved, bounds drawn, likely days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance import chronology
from provenance.chronology.doubts import DOUBTED, LATE
from provenance.model import BELIEVED, Bound, Dating, Document, Mention, Span, Stated, Strength
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import CpuSeconds

SETTINGS = DatingSettings()
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
near = st.dates(date(2018, 1, 1), date(2020, 1, 1))


def mention(
    day: date, *, bound: Bound = Bound.EARLIEST, year: bool = True, weekday: bool = False, start: int = 0
) -> Mention:
    return Mention(
        start=start,
        end=start + 10,
        date_start=start,
        date_end=start + 10,
        year=day.year if year else None,
        month=day.month,
        day=day.day,
        weekday=day.weekday() if weekday else None,
        tense="past" if bound is Bound.EARLIEST else "future",
        bound=bound,
        strength=Strength.HARD,
        is_quoted=False,
        cue="past-event" if bound is Bound.EARLIEST else "future-event",
    )


def dated(mentions: Sequence[Mention], stated: tuple[Stated, ...] = (), borrowed: Sequence[Span] = ()) -> Dating:
    resolved = chronology.resolve({"a": mentions}, {"a": stated}, [], SETTINGS)["a"]
    document = Document(id="a", text="x" * 1000, sha256="", stated=stated)
    return chronology.dating(document, resolved, borrowed, is_relay=False)[0]


def test_the_latest_past_event_is_the_lower_bound() -> None:
    held = [mention(date(2022, 3, 31)), mention(date(2022, 7, 1), start=50)]
    assert dated(held).earliest == "2022-07-01"


def test_the_earliest_coming_event_is_the_upper_bound() -> None:
    held = [mention(date(2022, 12, 15), bound=Bound.LATEST), mention(date(2022, 12, 13), bound=Bound.LATEST, start=50)]
    assert dated(held).latest == "2022-12-13"


def test_an_announcement_older_than_the_text_bounds_only_itself() -> None:
    held = [mention(date(2022, 3, 31), bound=Bound.LATEST), mention(date(2022, 11, 24), start=50)]
    drawn = dated(held)
    assert (drawn.earliest, drawn.latest) == ("2022-11-24", None)
    assert drawn.conflicts


def test_time_grows_with_the_dates_of_a_text_and_what_it_has_from_others_alone(cpu_seconds: CpuSeconds) -> None:
    """Eight times as many of both take no 64 times as long; the quietest turn counts."""

    def seconds(count: int) -> float:
        spans = [Span(20 * n, 20 * n + 10) for n in range(count)]
        told = [replace(mention(date(2022, 3, 31), bound=Bound.LATEST), date_start=20 * n + 15) for n in range(count)]
        return cpu_seconds(lambda: dated(told, borrowed=spans))

    assert min(seconds(4_000) / seconds(500) for _ in range(3)) < 24


def test_a_coming_event_in_borrowed_words_is_no_bound_of_the_borrower() -> None:
    drawn = dated([mention(date(2022, 3, 31), bound=Bound.LATEST)], borrowed=[Span(0, 100)])
    assert drawn.latest is None
    assert drawn.evidence[0].strength is Strength.SOFT


@pytest.mark.parametrize(
    ("reliability", "likely"),
    [(0.95, ("2022-05-16", "2022-05-18")), (0.85, ("2022-05-14", "2022-05-20")), (0.6, ("2022-05-10", "2022-05-24"))],
)
def test_a_date_less_believed_may_lie_farther_from_the_writing(reliability: float, likely: tuple[str, str]) -> None:
    drawn = chronology.dating(
        Document("a", "", "", stated=(Stated("2022-05-17", "dateline", reliability),)), (), (), is_relay=False
    )
    days = [date.fromordinal(day).isoformat() for day in drawn[1]]
    assert (days[3], days[-4]) == likely
    assert abs(sum("2022-05-16" <= day <= "2022-05-18" for day in days) / len(days) - reliability) < 0.1


def test_what_only_an_embargo_dates_was_written_within_ten_days_of_its_end() -> None:
    drawn = dated([], (Stated("2022-05-17", "header", 0.5),))
    assert drawn.likely == ("2022-05-08", "2022-05-26")


def test_the_likely_days_of_a_stated_date_keep_to_what_the_text_says() -> None:
    held = [mention(date(2022, 5, 17))]
    assert dated(held, (Stated("2022-05-17", "dateline", 0.85),)).likely == ("2022-05-17", "2022-05-20")


@given(near, st.integers(20, 300))
def test_a_year_long_gone_leaves_the_days_before_a_coming_one_as_likely_as_they_were(day: date, years: int) -> None:
    coming = mention(day, bound=Bound.LATEST, weekday=True)
    gone = replace(mention(date(day.year - years, 1, 1)), month=None, day=None, start=50)
    ranges = [dated(held, ()).likely for held in ([coming], [coming, gone])]
    assert all(ranges)
    apart = [date.fromisoformat(a) - date.fromisoformat(b) for a, b in zip(*ranges, strict=True)]
    assert max(map(abs, apart)) <= timedelta(days=30)


@given(near, st.integers(-2000, 2000))
def test_a_stated_date_far_outside_the_bounds_tells_no_likely_days(day: date, apart: int) -> None:
    """The page of an import says 2019 of a text that tells of 2025: it was not written on the very day it tells of."""
    drawn = dated([mention(day)], (Stated((day - timedelta(days=apart)).isoformat(), "meta", 0.95),))
    assert drawn.likely is not None
    is_doubted = drawn.stated is not None and drawn.stated.reliability <= DOUBTED
    assert is_doubted == (apart > LATE)
    assert (drawn.likely[0] == drawn.likely[1]) == (apart <= LATE)


def test_a_weekday_takes_its_year_from_what_the_family_states_before_a_history() -> None:
    heard = {"a": [mention(date(1953, 1, 31)), mention(date(2016, 2, 11), year=False, weekday=True, start=50)], "b": []}
    stated = {"b": (Stated("2016-02-09", "meta", 0.95),)}
    found = chronology.resolve(heard, stated, [("a", "b")], SETTINGS)["a"]
    assert [(one.first, one.year_from) for one in found if one.mention.year is None] == [(date(2016, 2, 11), "b")]


@pytest.mark.parametrize("year", [2025, 2019])
def test_a_year_that_a_doubtful_and_a_certain_day_agree_on_is_certain(year: int) -> None:
    told = [mention(date(2025, 1, 11), year=False, weekday=True), mention(date(year, 1, 28), start=50, weekday=True)]
    drawn = dated(told, (Stated("2025-01-13", "header", 0.6),))
    assert any(e.date == "2025-01-11" and e.strength is Strength.HARD for e in drawn.evidence) is (year == 2025)


@pytest.mark.parametrize("apart", [40, 190, 400, 700])
def test_the_year_of_a_weekday_is_not_that_of_a_history(apart: int) -> None:
    """On Saturday 17 June the hall will open; the fire of 1931 took its roof."""
    coming = mention(date(1933, 6, 17), bound=Bound.LATEST, year=False, weekday=True, start=50)
    history = date(1933, 6, 17) - timedelta(days=apart)
    drawn = dated([mention(history), coming])
    assert drawn.latest == ("1933-06-17" if apart < 120 else None)
    stated = dated([mention(history), coming], (Stated("1933-06-01", "header", 0.8),))
    assert stated.latest == "1933-06-17"


@given(near, st.integers(-364, 364), st.booleans())
def test_a_dateline_lies_within_a_year_of_the_days_that_need_none(filed: date, away: int, named: bool) -> None:
    """What was on 6 April was on the last, what is to come is on the next: the text gives its year, or another does."""
    day, bound = filed + timedelta(days=away), Bound.LATEST if away > 0 else Bound.EARLIEST
    wire = replace(mention(filed, year=False), cue="dateline", strength=Strength.SOFT)
    heard, full = [wire, mention(day, bound=bound, year=False, start=50)], mention(day, bound=bound, start=90)
    texts = {"a": [*heard, full]} if named else {"a": heard, "b": [full]}
    found = chronology.resolve(texts, {}, [tuple(texts)], SETTINGS)["a"]
    assert [(m.first, m.is_certain) for m in found if m.mention.cue == "dateline"] == [(filed, True)]


def test_a_dateline_that_its_days_disagree_on_has_no_year_for_certain() -> None:
    wire = replace(mention(date(2020, 5, 1), year=False), cue="dateline", strength=Strength.SOFT)
    over = mention(date(2019, 4, 1), year=False, start=50)
    coming = mention(date(2022, 6, 1), bound=Bound.LATEST, year=False, start=60)
    given = [replace(over, year=2019, start=90), replace(coming, year=2022, start=95)]
    found = chronology.resolve({"a": [wire, over, coming], "b": given}, {}, [("a", "b")], SETTINGS)["a"]
    assert not any(m.is_certain for m in found if m.mention.cue == "dateline")


@pytest.mark.parametrize(
    ("start", "borrowed", "other", "told"),
    [
        (11, (), (), "2025-05-14"),
        (11, (), (Stated("2025-05-15", "header", 0.6),), "2025-05-15"),
        (11, (Span(0, 100),), (), None),
        (4000, (), (), None),
    ],
)
def test_a_dateline_without_a_year_states_its_day_where_another_text_gives_the_year(
    start: int, borrowed: tuple[Span, ...], other: tuple[Stated, ...], told: str | None
) -> None:
    wire = replace(mention(date(2025, 5, 14), year=False, start=start), cue="dateline", strength=Strength.SOFT)
    held = {"a": [wire], "b": [mention(date(2025, 5, 14), weekday=True)]}
    resolved = chronology.resolve(held, {"a": other, "b": ()}, [["a", "b"]], SETTINGS)["a"]
    document = Document(id="a", text="x" * 5000, sha256="", stated=other)
    stated = chronology.dating(document, resolved, borrowed, is_relay=False)[0].stated
    assert (stated and stated.date) == told


FIGURES = Stated("2025-10-06", "header", 0.56, exchanged="2025-06-10")  # 06/10/2025


def test_a_date_in_figures_that_may_be_read_either_way_leaves_both_days_open_and_says_so() -> None:
    drawn = dated([], (FIGURES,))
    assert drawn.likely is not None
    first, last = drawn.likely
    assert (first <= "2025-06-10", last >= "2025-10-06") == (True, True)
    assert any("2025-10-06 or 2025-06-10" in told for told in drawn.conflicts)


@pytest.mark.parametrize(
    ("bound", "day", "read"), [(Bound.EARLIEST, 8, "2025-10-06"), (Bound.LATEST, 7, "2025-06-10"), (None, 1, None)]
)
def test_a_date_in_figures_is_read_as_the_text_allows_it(bound: Bound | None, day: int, read: str | None) -> None:
    drawn = dated([mention(date(2025, day, 1), bound=bound)] if bound else [], (FIGURES,))
    assert drawn.stated == (replace(FIGURES, date=read, exchanged=None) if read else FIGURES)
    assert bool(drawn.conflicts) == (read is None)


def test_a_reliable_stated_date_is_both_bounds() -> None:
    drawn = dated([], (Stated("2022-05-17", "front-matter", 0.95),))
    assert (drawn.earliest, drawn.latest) == ("2022-05-17", "2022-05-17")


def test_a_stated_date_that_the_text_contradicts_is_a_conflict_and_no_bound() -> None:
    drawn = dated([mention(date(2022, 11, 24))], (Stated("2022-05-17", "front-matter", 0.95),))
    assert (drawn.earliest, drawn.latest) == ("2022-11-24", None)
    assert drawn.conflicts


def spoken(day: date, sentence: int) -> Mention:
    """A day softly told as past in one of the sentences and clauses of `TOLD`."""
    return replace(mention(day), strength=Strength.SOFT, start=6 * sentence, end=6 * sentence + 4)


TOLD = "Aaaa. Bbbb. Cccc. Dddd, eeee."


def of_told(mentions: Sequence[Mention], *stated: Stated) -> Dating:
    document = Document("a", TOLD, "", stated=stated)
    resolved = chronology.resolve({"a": mentions}, {"a": stated}, [], DatingSettings())["a"]
    return chronology.dating(document, resolved, (), is_relay=False)[0]


PAGE = Stated("2015-01-01", "meta", 0.95)


@given(st.dates(date(2015, 2, 2), date(2030, 1, 1)), st.dates(date(2015, 2, 2), date(2030, 1, 1)))
def test_a_stated_date_long_before_what_two_sentences_tell_as_past_is_doubted(first: date, second: date) -> None:
    drawn = of_told([spoken(first, 0), spoken(second, 2)], PAGE)
    assert (drawn.earliest, drawn.latest) == (None, None)
    assert drawn.stated is not None
    assert (drawn.stated.date, drawn.stated.reliability < BELIEVED) == (PAGE.date, True)
    assert [max(first, second).isoformat() in told for told in drawn.conflicts] == [True]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([spoken(date(2024, 5, 1), 0)], "one sentence may be misread"),
        ([spoken(date(2024, 5, 1), 3), spoken(date(2024, 6, 1), 4)], "both are in one sentence"),
        ([spoken(date(2015, 1, 9), 0), spoken(date(2015, 1, 20), 2)], "a page may be kept up to date for some weeks"),
    ],
)
def test_a_stated_date_is_believed_where(told: list[Mention], why: str) -> None:
    drawn = of_told(told, PAGE)
    assert (drawn.earliest, drawn.conflicts) == (PAGE.date, ()), why


def test_another_stated_date_that_fits_counts_instead() -> None:
    other = Stated("2024-11-20", "filename", 0.9)
    drawn = of_told([spoken(date(2024, 5, 1), 0), spoken(date(2024, 6, 1), 2)], PAGE, other)
    assert (drawn.stated, drawn.earliest, drawn.latest) == (other, other.date, other.date)
    assert any(PAGE.date in told for told in drawn.conflicts)


def test_an_unsure_stated_date_bounds_nothing() -> None:
    drawn = dated([], (Stated("2022-05-17", "filename", 0.7),))
    assert (drawn.earliest, drawn.latest) == (None, None)
    assert drawn.likely is not None


@given(days)
def test_a_day_named_with_its_year_elsewhere_in_the_family_takes_that_year(day: date) -> None:
    heard = {"a": [mention(day, year=False)], "b": [mention(day)]}
    resolved = chronology.resolve(heard, {}, [("a", "b")], SETTINGS)["a"]
    assert [m.first for m in resolved] == [day]
    assert resolved[0].year_from == "b"


@given(days)
def test_texts_of_a_family_that_name_different_years_give_none(day: date) -> None:
    heard = {"a": [mention(day, year=False)], "b": [mention(day)], "c": [mention(day + timedelta(days=1461))]}
    assert chronology.resolve(heard, {}, [("a", "b", "c")], SETTINGS)["a"] == ()


@pytest.mark.parametrize("weekday", [True, False])
def test_in_a_large_family_only_a_weekday_shows_that_a_day_is_the_same(weekday: bool) -> None:
    day = date(2022, 3, 31)
    heard: dict[str, list[Mention]] = {f"t{number:03}": [] for number in range(100)} | {
        "a": [mention(day, year=False, weekday=weekday)],
        "b": [mention(day)],
    }
    assert len(chronology.resolve(heard, {}, [tuple(heard)], SETTINGS)["a"]) == weekday


@given(days, st.integers(-300, 300))
def test_a_weekday_finds_the_year_near_an_anchor(day: date, distance: int) -> None:
    anchor = day + timedelta(days=distance)
    heard = {"a": [mention(day, year=False, weekday=True), mention(anchor, start=50)]}
    found = chronology.resolve(heard, {}, [], SETTINGS)["a"]
    assert day in [m.first for m in found]


@given(days, st.integers(-300, 300).filter(bool))
def test_a_weekday_finds_the_year_near_a_day_that_another_text_of_the_family_names(day: date, distance: int) -> None:
    heard = {"a": [mention(day, year=False, weekday=True)], "b": [mention(day + timedelta(days=distance))]}
    (found,) = chronology.resolve(heard, {}, [("a", "b")], SETTINGS)["a"]
    assert (found.first, found.year_from) == (day, "b")


def test_a_year_is_not_guessed_where_nothing_tells_it() -> None:
    heard = {"a": [mention(date(2022, 3, 31), year=False, weekday=True)]}
    assert chronology.resolve(heard, {}, [], SETTINGS)["a"] == ()


def test_a_guessed_year_makes_no_other_certain() -> None:
    history = Mention(0, 10, 0, 10, 1996, 5, None, None, "past", Bound.EARLIEST, Strength.HARD, False, "past-month")
    coming = [mention(date(1996, 7, 1), bound=Bound.LATEST, year=False, start=start) for start in (50, 100)]
    assert dated([history, *coming]).latest is None


@given(days, st.integers(-100, 100), st.sampled_from(Bound))
def test_a_day_takes_its_year_from_one_beside_it_only_if_that_has_its_weekday(
    day: date, distance: int, bound: Bound
) -> None:
    anchor = day + timedelta(days=distance)
    for weekday in (True, False):
        written_out = mention(anchor, bound=bound, weekday=weekday, start=50)
        heard = {"a": [mention(day, bound=bound, year=False), written_out]}
        found = {m.first for m in chronology.resolve(heard, {}, [], SETTINGS)["a"]}
        assert found == ({day, anchor} if weekday else {anchor})


@pytest.mark.parametrize("weekday", [True, False])
def test_a_day_takes_its_year_from_the_date_that_another_text_of_the_family_states(weekday: bool) -> None:
    held = {"a": [mention(date(2022, 3, 31), year=False, weekday=weekday)], "b": []}
    stated = {"b": (Stated("2022-04-02", "front-matter", 0.95),)}
    (one,) = chronology.resolve(held, stated, [("a", "b")], SETTINGS)["a"]
    assert (one.first, one.year_from, one.is_certain) == (date(2022, 3, 31), "b", weekday)


def test_an_unsure_statement_gives_nobody_a_year() -> None:
    held = {"a": [mention(date(2022, 3, 31), year=False)], "b": []}
    stated = {"b": (Stated("2022-04-02", "git", 0.5),)}
    assert chronology.resolve(held, stated, [("a", "b")], SETTINGS)["a"] == ()


@pytest.mark.parametrize("bound", Bound)
def test_the_likely_range_reaches_beyond_what_is_only_softly_told(bound: Bound) -> None:
    firm = mention(date(2022, 3, 31), bound=bound)
    held, beyond = dated([firm]).likely, dated([replace(firm, strength=Strength.SOFT)]).likely
    assert held
    assert beyond
    if bound is Bound.EARLIEST:
        assert beyond[0] < "2022-03-31" <= held[0]
    else:
        assert held[1] <= "2022-03-31" < beyond[1]


@pytest.mark.parametrize("bound", Bound)
def test_of_several_days_the_last_that_is_past_and_the_first_to_come_tell_when_a_text_was_written(bound: Bound) -> None:
    years = (2010, 2022, 2016)
    told = [mention(date(year, 3, 31), bound=bound, start=50 * n) for n, year in enumerate(years)]
    likely = dated([replace(each, strength=Strength.SOFT) for each in told]).likely
    nearest = 2022 if bound is Bound.EARLIEST else 2010
    assert likely == dated([replace(mention(date(nearest, 3, 31), bound=bound), strength=Strength.SOFT)]).likely


@pytest.mark.parametrize("bound", Bound)
def test_a_day_written_with_its_year_lies_farther_from_the_writing_than_one_with_its_weekday(bound: Bound) -> None:
    near, far = (dated([mention(date(2022, 3, 31), bound=bound, weekday=weekday)]).likely for weekday in (True, False))
    assert near
    assert far
    assert far[1] > near[1] if bound is Bound.EARLIEST else far[0] < near[0]


@pytest.mark.parametrize(
    ("line", "first", "last"), [("June 2034", "2034-01", "2034-09"), ("Summer 2034", "2033", "2036")]
)
def test_the_month_or_the_season_of_a_paper_tells_about_when_it_was_written(
    tmp_path: Path, line: str, first: str, last: str
) -> None:
    text = f"Parish Newsletter, {line}\nThe fete raised 1,200 crowns for the roof of the hall."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    held = provenance.trace([tmp_path]).documents[0].dating
    assert held.likely is not None
    assert first < held.likely[0] < held.likely[1] < last
    assert held.earliest is None


def test_a_range_of_decades_is_not_told() -> None:
    year = replace(mention(date(1917, 1, 1)), day=None, month=None)
    drawn = dated([year])
    assert (drawn.earliest, drawn.likely) == ("1917-01-01", None)


@pytest.mark.parametrize(("day", "month"), [(None, 4), (None, None)])
def test_a_month_or_a_year_to_come_dates_a_text_too(day: None, month: int | None) -> None:
    coming = replace(mention(date(2022, 4, 30), bound=Bound.LATEST), day=day, month=month)
    drawn = dated([replace(coming, strength=Strength.HARD)])
    assert drawn.likely
    assert drawn.likely[0] < "2022-01-01" < drawn.likely[1] <= (drawn.latest or "")


def test_what_another_text_looks_back_on_gives_no_year_without_a_weekday() -> None:
    held = {"a": [mention(date(2022, 3, 31), year=False)], "b": [mention(date(2015, 4, 2))]}
    assert chronology.resolve(held, {}, [("a", "b")], SETTINGS)["a"] == ()


def test_another_family_gives_no_year() -> None:
    day = date(2022, 3, 31)
    heard = {"a": [mention(day, year=False)], "b": [mention(day)]}
    assert chronology.resolve(heard, {}, [], SETTINGS)["a"] == ()


@given(st.lists(near, min_size=1, max_size=4), st.lists(near, max_size=4))
def test_the_likely_range_lies_within_the_bounds(past: list[date], coming: list[date]) -> None:
    held = [mention(day, start=20 * n) for n, day in enumerate(past)]
    held += [mention(day, bound=Bound.LATEST, start=500 + 20 * n) for n, day in enumerate(coming)]
    drawn = dated(held)
    assert drawn.likely is not None
    assert drawn.likely[0] <= drawn.likely[1]
    assert drawn.earliest is None or drawn.earliest <= drawn.likely[0]
    assert drawn.latest is None or drawn.likely[1] <= drawn.latest


@given(st.lists(st.tuples(days, st.sampled_from(list(Bound))), max_size=5))
def test_bounds_never_cross(held: list[tuple[date, Bound]]) -> None:
    drawn = dated([mention(day, bound=bound, start=20 * n) for n, (day, bound) in enumerate(held)])
    assert drawn.earliest is None or drawn.latest is None or drawn.earliest <= drawn.latest


@pytest.mark.parametrize("day", [(2023, 2, 29), (2022, 13, 1), (2022, 4, 31)])
def test_a_day_that_does_not_exist_dates_nothing(day: tuple[int, int, int]) -> None:
    from dataclasses import replace

    wrong = replace(mention(date(2022, 1, 1)), year=day[0], month=min(day[1], 12), day=day[2] if day[1] <= 12 else 32)
    assert dated([wrong]).earliest is None


# --------------------------------------------------------------------------- what disagrees


def conflicts(
    mentions: Sequence[Mention] = (), stated: tuple[Stated, ...] = (), notes: tuple[str, ...] = ()
) -> tuple[str, ...]:
    resolved = chronology.resolve({"a": mentions}, {"a": stated}, [], SETTINGS)["a"]
    whole = Document(id="a", text="Monday 31 March 2022 was a day.", sha256="", stated=stated, notes=notes)
    return chronology.dating(whole, resolved, (), is_relay=False)[0].conflicts


def test_a_weekday_that_its_date_does_not_fall_on_is_told() -> None:
    held = replace(mention(date(2022, 3, 31)), date_start=0, date_end=20, weekday=0, strength=Strength.SOFT)
    assert conflicts([held]) == (
        "“Monday 31 March 2022” was a Thursday: the weekday or the date is mistyped, or forged.",
    )


def test_trusted_statements_of_different_days_are_told() -> None:
    stated = (Stated("2022-03-01", "meta", 0.95), Stated("2022-05-01", "byline", 0.85))
    assert conflicts(stated=stated) == (
        "It states different days as its date: 2022-03-01 (metadata) and 2022-05-01 (byline).",
    )


@pytest.mark.parametrize(("byline", "bound"), [("2022-05-01", "2022-03-01"), ("2024-05-01", None)])
def test_statements_that_lie_years_apart_bound_nothing(byline: str, bound: str | None) -> None:
    """A page may keep the date of its template in its data; which of the two that is nobody tells."""
    stated = (Stated("2022-03-01", "meta", 0.95), Stated(byline, "byline", 0.85))
    whole = Document(id="a", text="It was a day.", sha256="", stated=stated)
    told = chronology.dating(whole, (), (), is_relay=False)[0]
    assert (told.earliest, told.latest, told.likely) == (bound, bound, (bound, bound) if bound else None)


def test_a_stamp_of_the_last_change_contradicts_nothing() -> None:
    assert conflicts(stated=(Stated("2022-03-01", "meta", 0.95), Stated("2022-05-01", "meta", 0.55))) == ()


def test_a_doubtful_stated_date_before_what_the_text_tells_is_told() -> None:
    told = conflicts([mention(date(2022, 11, 24))], stated=(Stated("2022-05-17", "git", 0.5),))
    assert told == ("The stated date 2022-05-17 (version history) does not fit the dates in the text.",)


def test_notes_of_the_reader_are_told_first() -> None:
    assert conflicts(notes=("The front matter cannot be read and tells nothing.",)) == (
        "The front matter cannot be read and tells nothing.",
    )


def test_a_file_time_is_shown_and_bounds_nothing() -> None:
    drawn = chronology.dating(Document("a", "Words.", "", file_time="2020-01-01"), (), (), is_relay=False)[0]
    assert (drawn.file_time, drawn.earliest, drawn.latest, drawn.likely) == ("2020-01-01", None, None, None)


def test_a_day_that_is_over_has_no_year_from_the_day_on_which_something_ends() -> None:
    ends = replace(mention(date(2036, 2, 21), start=50), bound=None, tense="none", cue="limit")
    assert dated([mention(date(2036, 2, 21), year=False), ends]).earliest is None


def test_a_day_to_come_has_no_year_from_what_a_text_looks_back_on() -> None:
    held = [mention(date(2001, 10, 3)), mention(date(2006, 11, 24), bound=Bound.LATEST, year=False, start=50)]
    assert dated(held).latest is None


@pytest.mark.parametrize(
    "kind", ["meta", "front-matter", "header", "byline", "dateline", "filename", "url", "sidecar", "git"]
)
def test_every_kind_of_statement_can_be_named_in_a_conflict(kind: str) -> None:
    assert conflicts([mention(date(2022, 11, 24))], stated=(Stated("2022-05-17", kind, 0.5),))


def test_a_large_family_is_dated_in_little_time(cpu_seconds: CpuSeconds) -> None:
    first, open_one = date(2020, 1, 1), mention(date(2022, 3, 31), year=False)
    held = {f"d{n}": [mention(first + timedelta(n)), open_one] for n in range(1000)}
    assert cpu_seconds(lambda: chronology.resolve(held, {}, [sorted(held)], SETTINGS)) < 3


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("by Ann Lee March 14 at 10:28 AM Email the author", True),
        ("By Ann Lee and Bo Roe March 14 10:28", True),
        ("by Ann Lee March 14", False),
        ("The pier was opened by Ann Lee March 14 at 10:28 AM.", False),
    ],
)
def test_a_byline_with_a_day_and_an_hour_dates_its_text_where_another_gives_the_year(
    tmp_path: Path, line: str, *, is_read: bool
) -> None:
    body = "The pier was closed for a year, and its planks were taken up one by one and laid again in the same order."
    (tmp_path / "a.txt").write_text(f"{line}\n\n{body}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Published: 14 March 2024\n\n{body}\n", encoding="utf-8")
    dating = next(one for one in provenance.trace([tmp_path]).documents if one.id == "a.txt").dating
    assert (dating.stated is not None and dating.stated.date == "2024-03-14") is is_read


def test_a_day_in_a_line_of_its_own_takes_its_year_from_another_text(tmp_path: Path) -> None:
    body = (
        "Those who slept for twenty minutes between two shifts scored higher in tests of recall than those who did not."
    )
    (tmp_path / "a.txt").write_text(f"Drivers who nap\n\nWEDNESDAY, MAY 14\n\n{body}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Published: 14 May 2025\n\n{body}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{body}\n\nIt was published on 14 May 2025.\n", encoding="utf-8")
    report = provenance.trace([tmp_path])
    stated = report.documents[0].dating.stated
    assert stated is not None
    assert (stated.date, stated.kind, stated.reliability) == ("2025-05-14", "dateline", 0.6)
    (found,) = (one for one in report.relations if (one.a, one.b) == ("a.txt", "b.txt"))
    assert "dating" not in {each.cue for each in found.evidence}


QUOTED = (
    "> The board will close the lido for nine days from Saturday 18 October 2025 while the old bridge is replaced.\n"
    "> Swimmers will have the use of the school baths at Hallow Bay until the work on the bridge is done.\n"
)


def test_an_announcement_in_lines_that_are_marked_as_anothers_does_not_bound_a_text(tmp_path: Path) -> None:
    page = f"---\ndate: 2025-11-02\n---\n\nThis is what they told us.\n\n{QUOTED}\nIt opened again after eight days.\n"
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    (document,) = provenance.trace([tmp_path]).documents
    assert (document.dating.earliest, document.dating.latest) == ("2025-11-02", "2025-11-02")


def test_a_stated_day_is_believed_before_an_announcement_that_another_text_has_too(tmp_path: Path) -> None:
    words = QUOTED.replace("> ", "")
    (tmp_path / "page.md").write_text(f"---\ndate: 2025-11-02\n---\n\nSo they said.\n\n{words}", encoding="utf-8")
    (tmp_path / "release.txt").write_text(words, encoding="utf-8")
    found = {one.id: one.dating for one in provenance.trace([tmp_path]).documents}
    assert (found["page.md"].earliest, found["page.md"].latest) == ("2025-11-02", "2025-11-02")
    assert found["release.txt"].latest == "2025-10-18"
