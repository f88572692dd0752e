"""Where a text names a day, a month with its year, or a year.

Every such expression has a digit, or the name of a month behind a day that is spelled out: those are the anchors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from provenance.calendar import is_day
from provenance.dating.figures import read_by_own_figures
from provenance.kernels import lowered, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.dating.language import Language
    from provenance.settings import DatingSettings

REACH = 44
"""Characters on either side of a month or a year that can belong to its date: a weekday, a day, a range."""
MAX_LINK_CHARACTERS = 12
"""Between two dates of a range or list."""
SEPARATED = re.compile(r"[0-9][-–/.][0-9]")
DIGITS = re.compile("[0-9]")
FOUR_DIGITS = re.compile("[0-9][0-9][0-9][0-9]")  # a search skips to its first digit; to that of {4} it does not
NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<year>[0-9]{4})(?P<s>[-/.])(?P<month>[0-9]{1,2})(?P=s)(?P<day>[0-9]{1,2})"
    r"|(?P<first>[0-9]{1,2})(?P<t>[-/.])(?P<second>[0-9]{1,2})(?P=t)(?P<last>[0-9]{4}))"
    r"(?![0-9]|[-/.][0-9]|[-/])"
)
_YEAR = (
    r"(?=[0-9{initials}])(?<![\w.,/$£€#-])(?:(?:{parts})-)?[0-9]{{4}}"
    r"(?!\w|[.,:/-][0-9]|%| ?%|-|\s(?:(?:{links})\s[0-9]{{4}}\s)?(?:{zones})\b"
    r"|\s(?:{leads})\s(?:{weekdays})\b)"
)
YEARS = re.compile(r"(?<![\w.,/$£€#-])(?P<first>[0-9]{4})[-–/](?P<last>[0-9]{4}|[0-9]{1,2})(?!\w|[.,:/-][0-9]|%| ?%|-)")
MAX_RANGE_YEARS = 30
_PARTS = ("month", "year", "day", "weekday")
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
"""Space between two words of a line or over one line break, never over an empty line."""


class Expression(NamedTuple):
    """A date as written: `text[start:end]`. A numeric date that may be read two ways is ambiguous, read day first.

    One of a year without month, a month with year, or a month with day; `weekday` 0 is Monday. `relative_year`: what
    follows a day without a year says of it, such as -1 for *last year*. `is_range`: a season or a span of years, of
    which `year` is the first: 2023/24, 2019-2021.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    is_ambiguous: bool = False
    relative_year: int | None = None
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of one language, for small letters."""

    language: Language
    names: tuple[str, ...]
    """Months as they are written where a date may be."""
    dates: re.Pattern[str]
    groups: dict[int, tuple[int, ...]]
    """By the last group that a date fills, those of its month, year, day and weekday."""
    months: re.Pattern[str]
    spelled: re.Pattern[str]
    """A day that is spelled out."""
    links: re.Pattern[str]
    shifts: re.Pattern[str]
    years: re.Pattern[str]


class Sight(NamedTuple):
    """A text as it is first seen.

    `low`: in small letters, each character in its place. `around`: stretches around the names of months and numbers of
    four digits, where one begins and ends, and whether it has a name and a number. `dates`: all that the calendar has,
    in order, without overlaps.
    """

    low: str
    around: Sequence[tuple[int, int, bool, bool]]
    dates: Sequence[Expression]


def compile_patterns(language: Language) -> Patterns:
    """The patterns of a language's dates with names. No quantifier in them is unbounded."""
    month = rf"(?P<month>(?=[{_initials(language.months)}])(?:{either(language.months)})\b)\.?"
    name = rf"(?P<weekday>(?=[{_initials(language.weekdays)}])(?:{either(language.weekdays)})\b)"
    weekday = rf"(?:\b{name}(?:\.,|[.,]|{_GAP}\()?{_GAP}?)?"
    suffix = rf"(?:{either(language.day_suffixes)})?\b"
    article = rf"(?:{re.escape(language.article)}{_GAP})?"
    to = rf"(?:{_GAP}?(?:[-–—&/]|,){_GAP}?|{_GAP}(?:{either(language.range_words)}){_GAP})"
    link = rf"(?:{_GAP}(?:{either(language.day_links)}))?"
    year = rf"(?:(?:,{_GAP}?|{_GAP})(?P<year>[0-9]{{4}})\b(?![.,][0-9]{{3}}))?"
    day, until = rf"(?<![\w:./])(?P<day>[0-9]{{1,2}}){suffix}", rf"(?:{to}[0-9]{{1,2}}{suffix}(?!:[0-9]|[.,][0-9]))?"
    day_first = rf"{weekday}{article}{day}{until}{link}(?:{_GAP}|-){month}{year.replace('(?:,', '(?:-|,', 1)}"
    month_first = rf"{weekday}\b{month}{_GAP}{article}{day}(?!:[0-9]|[.,/][0-9]|{_GAP}?%|-[a-z]){until}{year}"
    month_year = rf"\b{month}(?:,?{_GAP}(?:of{_GAP})?|-)(?P<year>[0-9]{{4}})\b(?![.,][0-9]|{_GAP}?%)"
    spelled = rf"(?P<day>{either(language.day_words)})\b"
    # Without article and link an ordinal counts months: its third September in a row.
    of = rf"{_GAP}(?:{either(language.day_links)}){_GAP}"
    spelled_first = rf"{weekday}{re.escape(language.article)}{_GAP}{spelled}{of}{month}(?![’']){year}"
    spelled_last = rf"{weekday}\b{month}{_GAP}{re.escape(language.article)}{_GAP}{spelled}{year}"
    shapes = day_first, month_first, month_year, spelled_first, spelled_last
    branches = [_numbered(branch, index) for index, branch in enumerate(shapes)]
    dates = re.compile(f"{_beginning(language)}(?:{'|'.join(branches)})")
    capitals = {form for name in language.months for form in (name.capitalize(), name.upper())}
    return Patterns(
        language,
        tuple(sorted(capitals | language.lower_case_months)),
        dates,
        _groups(dates.groupindex),
        re.compile(rf"(?=[{_initials(language.months)}])\b(?:{either(language.months)})\b"),
        re.compile(rf"(?:{either(language.day_words)})\b"),
        re.compile(rf"[\s,]{{0,3}}(?:[-–—&,]|(?:{either(language.range_words)}))?[\s,]{{0,3}}", re.IGNORECASE),
        re.compile(rf",?{_GAP}(?:(?:{either(language.day_links)}){_GAP})?({either(language.year_shifts)})\b"),
        _years(language),
    )


def _years(language: Language) -> re.Pattern[str]:
    """A year alone: no hour of a zone or a weekday."""
    return re.compile(
        _YEAR.format(
            parts=either(language.year_parts),
            initials=_initials(language.year_parts),
            links=either(language.range_words),
            zones=either(language.zones),
            leads=either(language.day_leads),
            weekdays=either(language.weekdays),
        )
    )


def _beginning(language: Language) -> str:
    """Where a date with a name may begin: a cheap look before its pattern."""
    openings = "|".join(sorted({name[:3] for name in (*language.weekdays, *language.months)}))
    # A number of one or two figures; and no date begins three numbers before its month.
    figure = r"(?<![\w:./])(?=[0-9]{1,2}(?![0-9]))(?!(?:[0-9]{1,2}[, ]){3})"
    the = rf"(?={re.escape(language.article)}{_GAP}[0-9{_initials(language.day_words)}])"
    firsts = _initials((*language.weekdays, *language.months, language.article))
    return rf"(?=[0-9{firsts}])(?:{figure}|{the}|\b(?={openings}))"


def stretches(text: str, patterns: Patterns) -> Sequence[tuple[int, int, bool, bool]]:
    """The stretches around names of months and numbers of four digits, as those of a `Sight`."""
    return windows(text, patterns.names, REACH)


def sighted(text: str, patterns: Patterns) -> Sight:
    """A text as it is first seen."""
    low, around = lowered(text), stretches(text, patterns)
    found: list[Expression] = []
    end = 0
    for window in around:
        for expression in _in_window(text, low, window, patterns):
            if expression.start < end:
                continue
            end = expression.end
            if expression.month is None or is_day(expression.year, expression.month, expression.day):
                found.append(expression)
    if any(one.is_ambiguous for one in found):
        found = read_by_own_figures(low, found, patterns.language)
    return Sight(low, around, _with_years_of_ranges(text, found, patterns) if len(found) > 1 else found)


def expressions(text: str, patterns: Patterns, settings: DatingSettings) -> list[Expression]:
    """All dates of a text that the calendar has and whose year is in range, in order, without overlaps."""
    return in_range(sighted(text, patterns).dates, settings)


def in_range(dates: Iterable[Expression], settings: DatingSettings) -> list[Expression]:
    """Those dates whose year, where they have one, the settings allow."""
    first, last = settings.first_year, settings.last_year
    return [one for one in dates if one.year is None or first <= one.year <= last]


def either(words: Iterable[str]) -> str:
    """An alternation in which a longer word is tried before its own beginning."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _initials(words: Iterable[str]) -> str:
    """The letters with which the words begin: a cheap look before an alternation."""
    return "".join(sorted({word[0] for word in words}))


def _numbered(branch: str, index: int) -> str:
    """A branch whose group names end in its number, since a pattern may name a group once."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{index}>", branch)


def _groups(places: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    """By the place of each group, the places of those of its branch; of what that has not, one of another branch."""
    return {
        place: tuple(places.get(f"{part}{name[-1]}", places["day0"]) for part in _PARTS)
        for name, place in places.items()
    }


def _in_window(text: str, low: str, window: tuple[int, int, bool, bool], patterns: Patterns) -> list[Expression]:
    """What the patterns find in a window, in order; some may overlap. `low` is the text in small letters.

    The window is a stretch around names of months and numbers of four digits, and says whether it has either.
    """
    start, end, has_month, has_year = window
    found: list[Expression | None] = []
    if not has_year and not DIGITS.search(low, start, end) and not patterns.spelled.search(low, start, end):
        return []
    if has_year and SEPARATED.search(low, start, end):
        found += [_numeric(match) for match in NUMERIC.finditer(low, start, end)]
        found += [_range(match) for match in YEARS.finditer(low, start, end)]
    if has_month or patterns.months.search(low, start, end):
        found += [_named(match, text, patterns) for match in patterns.dates.finditer(low, start, end)]
    held = [one for one in found if one]
    if has_year and not (len(held) == 1 and _has_all_numbers(low, window, held[0])):
        years = patterns.years.finditer(low, start, end)
        held += [Expression(*match.span(), int(match[0][-4:]), None, None) for match in years]
    return sorted(held, key=_in_order) if len(held) > 1 else held


def _in_order(one: Expression) -> tuple[int, int]:
    return one.start, -one.end


def _has_all_numbers(low: str, window: tuple[int, int, bool, bool], one: Expression) -> bool:
    """Whether a date has all numbers of four digits in a window, so that no other year can stand there."""
    numbers = FOUR_DIGITS.finditer(low, window[0], window[1])
    return all(one.start <= number.start() and number.end() <= one.end for number in numbers)


def _range(match: re.Match[str]) -> Expression | None:
    """A season or a span of years; None where the figures are none."""
    first, last = int(match["first"]), match["last"]
    is_season = len(last) <= 2 and (first + 1) % 10 ** len(last) == int(last)
    is_span = len(last) == 4 and first < int(last) <= first + MAX_RANGE_YEARS
    return Expression(*match.span(), first, None, None, is_range=True) if is_season or is_span else None


def _numeric(match: re.Match[str]) -> Expression | None:
    """A date in numbers: year first, or day first unless only month first is possible."""
    if match["year"]:
        return Expression(*match.span(), int(match["year"]), int(match["month"]), int(match["day"]))
    day, month, year = int(match["first"]), int(match["second"]), int(match["last"])
    if not is_day(year, month, day):
        day, month = month, day
    is_ambiguous = day != month and max(day, month) <= 12
    return Expression(*match.span(), year, month, day, None, is_ambiguous)


def _named(match: re.Match[str], text: str, patterns: Patterns) -> Expression | None:
    """A date with the name of its month; None where the name is more likely another word."""
    language, groups = patterns.language, patterns.groups[match.lastindex or 0]
    month, year, day, weekday = match.group(*groups)
    start, end = match.span(groups[0])
    if not year and month not in language.lower_case_months and text[start:end].islower():
        return None
    if day in language.day_words and text[match.start(groups[2])].isupper():
        return None  # a holiday: the Fourth of July
    shift = None if year else patterns.shifts.match(match.string, match.end())
    return Expression(
        match.start(),
        match.end() - match[0].endswith("."),
        int(year) if year else None,
        language.months[month or ""],
        _day(day, language) if day else None,
        language.weekdays[weekday] if weekday else None,
        relative_year=language.year_shifts[" ".join(shift[1].split())] if shift else None,
    )


def _day(written: str, language: Language) -> int:
    """A day in figures or spelled out."""
    return language.day_words[written] if written in language.day_words else int(written)


def _with_years_of_ranges(text: str, found: list[Expression], patterns: Patterns) -> list[Expression]:
    """Gives the year at the end of a range or list to its earlier days: 3 May, 10 May and 5 June 2022."""
    done: list[Expression] = []
    for one in reversed(found):
        done.append(_with_year_of(one, done[-1], text, patterns) if done else one)
    return done[::-1]


def _with_year_of(one: Expression, after: Expression, text: str, patterns: Patterns) -> Expression:
    """A day without year, with the year of the day that follows it in a range or list; the year before at new year."""
    if one.year or not (one.month and one.day and after.year and after.month and after.day):
        return one
    if after.start - one.end > MAX_LINK_CHARACTERS or not patterns.links.fullmatch(text, one.end, after.start):
        return one
    year = after.year - ((one.month, one.day) > (after.month, after.day))
    return one._replace(year=year) if is_day(year, one.month, one.day) else one
