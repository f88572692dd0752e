"""Dates with their tenses, and dates that a text states as its own."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
import provenance.dating
from provenance.calendar import candidate_years, weekday_conflict
from provenance.dating import LANGUAGES, mentions, mistyped, readable, stated, western
from provenance.dating.stamped import STAMPED
from provenance.model import Bound, Mention, Span, Strength
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from conftest import CpuSeconds

CASES = Path(__file__).parent / "cases" / "dating"
SETTINGS = DatingSettings()
QUOTED = re.compile(r"“[^”]{0,500}”")


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row.get("name") or row.get("text", row.get("id"))[:70]) for row in rows]


def passages(text: str) -> list[Span]:
    return [Span(*line.span()) for line in re.finditer(r"[^\n]+", text)]


def read(text: str, *, whole: bool = False) -> tuple[Mention, ...]:
    spans = [Span(0, len(text))] if whole else passages(text)
    return mentions(text, spans, [Span(*quote.span()) for quote in QUOTED.finditer(text)], SETTINGS)


def said(mention: Mention) -> str:
    return f"{mention.tense} {mention.bound} {mention.strength}" if mention.bound else "none"


def only(text: str) -> Mention:
    (mention,) = read(text)
    return mention


@pytest.mark.parametrize("case", [*cases("tense"), *cases("pitfalls")])
def test_a_sentence_says_of_each_date_what_the_case_expects(case: dict[str, Any]) -> None:
    found = read(case["text"], whole=case.get("passages") == "whole")
    shown = [[case["text"][one.date_start : one.date_end], said(one)] for one in found]
    assert shown == case["dates"]
    for name, value in case.get("fields", {}).items():
        assert getattr(found[0], name) == value


@pytest.mark.parametrize("case", [*cases("stated"), *cases("abroad")])
def test_a_text_or_its_name_states_the_dates_that_the_case_expects(case: dict[str, Any]) -> None:
    text = western(case.get("text", ""))
    found = stated(case.get("id", "a.txt"), text, passages(text))
    assert [f"{one.date} {one.kind} {one.reliability}" for one in found] == case["stated"]


@pytest.mark.parametrize("table", ["months", "weekdays"])
def test_no_name_of_a_month_or_a_weekday_means_another_one_elsewhere(table: str) -> None:
    meanings = {
        (name, number)
        for language in STAMPED
        for number, row in enumerate(getattr(language, table))
        for name in row.split()
    }
    assert len(meanings) == len({name for name, _ in meanings})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Publié le mardi 4 mars 2024", "“mardi 4 mars 2024” was a Monday: "),
        ("2024年3月4日（火）", "“2024年3月4日（火）” was a Monday: "),
        ("Publié le lundi 4 mars 2024", None),
        ("Publié le 4 mars 2024", None),
    ],
)
def test_a_weekday_of_another_language_that_its_date_does_not_fall_on_is_said(text: str, told: str | None) -> None:
    notes = list(mistyped(text, stated("a.txt", text, passages(text))))
    assert [note.startswith(told or "") for note in notes] == [True] * bool(told)


# --------------------------------------------------------------------------- years


def test_a_weekday_leaves_the_years_in_which_it_fits() -> None:
    mention = only("The cabinet will decide on Thursday 31 March.")
    assert candidate_years(mention, 1990, 2035) == (1994, 2005, 2011, 2016, 2022, 2033)


def test_a_day_without_weekday_may_be_of_any_year() -> None:
    assert candidate_years(only("It was signed on 31 March."), 2020, 2023) == (2020, 2021, 2022, 2023)


@pytest.mark.parametrize("text", ["It was signed on Auguſt 2, 1776.", "They met on ſaturday 3 May 2026."])
def test_the_long_s_of_old_prints_makes_no_month_and_no_weekday(text: str) -> None:
    assert all(one.month != 8 and one.weekday is None for one in read(text))


def test_a_leap_day_is_of_leap_years_only() -> None:
    assert candidate_years(only("It was signed on 29 February."), 2019, 2025) == (2020, 2024)


def test_a_written_year_is_the_only_candidate_even_outside_the_range() -> None:
    assert candidate_years(only("It was signed on 31 March 1999."), 2020, 2023) == (1999,)


@pytest.mark.parametrize(("weekday", "conflict"), [("Thursday", False), ("Monday", True)])
def test_a_weekday_that_the_date_does_not_fall_on_is_a_conflict(weekday: str, conflict: bool) -> None:
    assert weekday_conflict(only(f"They met on {weekday} 31 March 2022.")) is conflict


def test_a_date_without_year_has_no_weekday_conflict() -> None:
    assert not weekday_conflict(only("They met on Monday 31 March."))


@given(st.dates(), st.booleans())
def test_the_true_year_is_always_among_the_candidates(day: Any, with_weekday: bool) -> None:
    weekday = f"{day:%A} " if with_weekday else ""
    mention = only(f"They met on {weekday}{day.day} {day:%B}.")
    assert day.year in candidate_years(mention, 1, 9999)


# --------------------------------------------------------------------------- quotes


def test_the_quote_of_a_past_is_its_clause_up_to_the_date() -> None:
    text = "As expected, the trust sold the mill on 3 May 2021, its chairman said."
    mention = only(text)
    assert text[mention.start : mention.end] == "the trust sold the mill on 3 May 2021"


def test_the_quote_of_a_date_in_front_reaches_to_the_verb() -> None:
    text = "On 3 May 2021, the trust sold the mill."
    mention = only(text)
    assert text[mention.start : mention.end] == "On 3 May 2021, the trust sold"


def test_an_inherited_future_is_quoted_with_the_verb_it_comes_from() -> None:
    text = "It will be heard on 4 May, before being settled by the board on 9 May."
    assert text[read(text)[1].start : read(text)[1].end].startswith("It will be heard")


def test_a_long_sentence_cut_into_passages_is_read_as_one() -> None:
    text = "The plan, which will be heard by the committee, before being settled by the full board on 9 May, is long."
    cut = text.index("before")
    (mention,) = mentions(text, [Span(0, cut - 1), Span(cut, len(text))], [], SETTINGS)
    assert said(mention) == "future latest hard"


def test_two_lines_are_not_read_as_one_sentence() -> None:
    text = "Work that will begin\nNotes of 9 May"
    assert said(only(text)) == "none"


# --------------------------------------------------------------------------- properties

WORDS = (
    "will would was were is has had been to by before until since on in the The council cabinet meeting approved held "
    "said that which , . ; : ( ) “ ” - – March May 31 3 2022 1999 Thursday Monday Sept. 03/04/2022 2022-03-31 last "
    "year announced postponed due if once after 10:30 pm Posted Published By LONDON -- (AP) \n \u00a0 é 中 ² ٣"
).split(" ")
JUMBLES = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(st.one_of(st.text(max_size=200), JUMBLES))
def test_every_mention_lies_in_the_text_in_order_and_quotes_its_date(text: str) -> None:
    found = read(text)
    assert list(found) == sorted(found, key=lambda one: one.date_start)
    for one in found:
        assert 0 <= one.start <= one.date_start < one.date_end <= one.end <= len(text)
        assert any(character.isdigit() for character in text[one.date_start : one.date_end])
        assert (one.bound is None) == (one.tense == "none")


@given(JUMBLES)
def test_a_mention_without_tense_gives_no_bound_and_a_past_never_a_latest(text: str) -> None:
    pairs = {("past", Bound.EARLIEST), ("future", Bound.LATEST), ("none", None)}
    assert {(one.tense, one.bound) for one in read(text)} <= pairs


@given(JUMBLES)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
    assert stated("a.txt", text, passages(text)) == stated("a.txt", text, passages(text))


SENTENCES = (
    "They met on 3 May 2021.", "They will meet on 3 May.", "She holds a poster in Leeds on 3 May 2021", " (AP Photo)",
    " Photo: Ann Lee", "LONDON, 3 May (Reuters) - They met.", "on 3 May, 10 May and 5 June 2022",
    "“It will open on 3 May.”", "It was built in 1999.", "Winter plan for the May 2021", " ", "\n", "\n\n",
)  # fmt: skip
STORIES = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("figures", "day", "exchanged"),
    [
        ("06/10/2025", "2025-10-06", "2025-06-10"),
        ("10/25/2025", "2025-10-25", None),
        ("25/10/2025", "2025-10-25", None),
        ("07/07/2025", "2025-07-07", None),
        ("2025-10-06", "2025-10-06", None),
    ],
)
def test_a_stated_date_in_figures_says_which_other_day_it_may_be(figures: str, day: str, exchanged: str | None) -> None:
    text = f"Date: {figures}\n\nThe ferry was late."
    (found,) = stated("a.txt", text, passages(text))
    assert (found.date, found.exchanged) == (day, exchanged)


@given(STORIES, STORIES)
def test_a_remembered_sentence_says_what_it_does_when_it_is_read_anew(text: str, other: str) -> None:
    remembered = import_module("provenance.dating.mentions")._piece
    read(other)
    read(other, whole=True)
    again, whole = read(text), read(text, whole=True)
    remembered.cache_clear()
    assert read(text) == again
    remembered.cache_clear()
    assert read(text, whole=True) == whole


NAMES = st.text(max_size=30) | st.sampled_from(["2024-03-14-lido.txt", "a/2024/03/14/lido", "lido 14 March 2024.md"])


@given(JUMBLES, NAMES)
def test_every_stated_date_points_at_digits_or_comes_from_the_name(text: str, name: str) -> None:
    for one in stated(name, text, passages(text)):
        assert 0 < one.reliability <= 0.9
        if one.start is None or one.end is None:
            assert one.kind in {"filename", "url"}
        else:
            assert any(character.isdigit() for character in text[one.start : one.end])


@given(JUMBLES)
def test_dates_outside_the_sentences_are_left_out(text: str) -> None:
    assert mentions(text, [], [], SETTINGS) == ()


def test_a_date_may_be_the_last_word() -> None:
    assert said(only("They met in the May 2021")) == "past earliest hard"


def test_a_quoted_future_is_never_hard() -> None:
    found = read("“It will open on Friday 3 June 2022,” she said. “It is due to close on 5 June 2022.”")
    assert [one.strength for one in found] == [Strength.SOFT, Strength.SOFT]


@pytest.mark.parametrize(
    ("language", "code"), [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("fr", None), (None, None)]
)
def test_a_language_without_tables_is_not_readable(language: str | None, code: str | None) -> None:
    assert readable(language) == code


def test_only_the_tables_name_a_language() -> None:
    folder = Path(provenance.dating.__file__).parent
    named = [path for path in folder.rglob("*.py") if re.search(r"\bENGLISH\b", path.read_text(encoding="utf-8"))]
    assert sorted(path.relative_to(folder).as_posix() for path in named) == ["english/__init__.py", "tables.py"]


# --------------------------------------------------------------------------- speed


def patterns() -> list[Any]:
    tables: list[tuple[str, Any]] = [
        (code, part) for code, all_of in LANGUAGES.items() for part in (all_of.dates, all_of.relatives)
    ]
    tables += [(code, all_of.stamps) for code, all_of in LANGUAGES.items()]
    found = {
        f"{code}.{slot}": one
        for code, part in tables
        for slot in type(part).__slots__
        if isinstance(one := getattr(part, slot), re.Pattern)
    }
    for code, all_of in LANGUAGES.items():
        found |= {f"{code}.{name}": re.compile(getattr(all_of.language, name)) for name in ("clock", "credits")}
    for module in iter_modules(provenance.dating.__path__, "provenance.dating."):
        for name, value in vars(import_module(module.name)).items():
            members = [value, *(getattr(value, slot) for slot in getattr(type(value), "__slots__", ()))]
            members += [row[0] for row in value if isinstance(row, tuple)] if isinstance(value, tuple) else []
            found |= {f"{name}.{index}": one for index, one in enumerate(members) if isinstance(one, re.Pattern)}
    return [pytest.param(pattern, id=name) for name, pattern in sorted(found.items())]


HOSTILE = (
    "a",
    "1",
    " ",
    "\u00a0",
    "\n",
    ",",
    "-",
    "a-",
    "a'",
    "1.",
    "1,",
    "Thursday ",
    "the ",
    "May ",
    "31 ",
    "A, ",
    "A.",
)


@pytest.mark.parametrize("pattern", patterns())
def test_no_pattern_is_slow_on_hostile_text(pattern: re.Pattern[str], cpu_seconds: CpuSeconds) -> None:
    for unit in HOSTILE:
        text = (unit * 100_000)[:100_000] + "!"
        # The quickest of three: what else the machine is doing is not the pattern's fault.
        assert min(cpu_seconds(lambda: deque(pattern.finditer(text), maxlen=0)) for _ in range(3)) < 0.1, unit  # noqa: B023


@pytest.mark.parametrize(
    "unit", ["on 3 May 2022 ", "it will, was 3 May ", "Posted 3 May 2022\n", "1", "(" * 50, "A, May 3 "]
)
def test_a_hundred_kilobytes_of_hostile_text_are_read_within_a_second(unit: str, cpu_seconds: CpuSeconds) -> None:
    text = (unit * 100_000)[:100_000]
    assert cpu_seconds(lambda: (read(text, whole=True), stated("a.txt", text, [Span(0, len(text))]))) < 1


def test_the_patterns_are_all_under_test() -> None:
    assert len(patterns()) >= 10


GERMAN = (
    "Der Stadtrat hat am 3. April 2022 in einer langen Sitzung im alten Rathaus den Plan für die neue Brücke über den "
    "Fluss beschlossen. Die Arbeiten sollen im Herbst beginnen und werden mehrere Jahre dauern, wie die Stadt nach der "
    "Sitzung mitteilte. Viele Bürger hatten sich gegen das Vorhaben gewandt, weil ihnen die Kosten zu hoch sind, und "
    "der Verkehr während der Bauzeit durch die enge Altstadt geführt werden muss."
)


def test_a_text_in_a_language_without_tables_is_dated_by_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (document,) = provenance.trace([tmp_path]).documents
    assert (document.dating.earliest, document.dating.latest, document.dating.evidence) == (None, None, ())
    assert document.dating.conflicts == (
        "The dates in its words are not read: its language is German, and tenses are known in English only.",
    )


BULLETIN = (
    "Weather Warning\nWind warning for Kerry, Clare, Galway, Mayo\n{valid}\nPotential impacts:\n"
    "Difficult travelling conditions\nWave overtopping\nDebris, loose objects displaced, fallen branches\n"
    "Power lines damaged, trampolines at large\nFerries to Inis Skerry cancelled, buses curtailed\n"
    "Coastal roads flooded, bridges closed, schools shut\n"
    "Updates will be issued as the track of Storm Dervla becomes clearer.\n"
)


@pytest.mark.parametrize(
    ("valid", "is_read"),
    [
        ("Valid: 09:00 Friday 06/12/2024 to 03:00 Saturday 07/12/2024", True),
        ("Valid: 09:00 06/12/2024 to 03:00 07/12/2024", False),
    ],
)
def test_a_bulletin_with_few_small_words_is_english_by_its_days(tmp_path: Path, valid: str, *, is_read: bool) -> None:
    (tmp_path / "a.txt").write_text(BULLETIN.format(valid=valid), encoding="utf-8")
    (document,) = provenance.trace([tmp_path]).documents
    assert any("are not read" in one for one in document.dating.conflicts) is not is_read
