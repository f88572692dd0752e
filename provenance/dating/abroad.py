"""Full dates in languages whose tenses are not known: 11. Mai 2023, le 4 mars 2024, 2024年3月4日.

They are read where a line states one, and nowhere else: what a sentence in such a language says of a date is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.calendar import is_day
from provenance.dating.expressions import Expression, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

REACH = 56
"""Characters before a year in which its date begins, with a weekday."""
MONTH_REACH = 24
"""Characters before a year that hold its month and a link."""
CLOSING = 8
"""Characters behind a year that belong to it: 2024 г."""
_GAP = r"[^\S\n]{1,3}"
_YEAR_SIGN = "年"
_SIGNED = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})年 ?(?P<month>[0-9]{1,2})月 ?(?P<day>[0-9]{1,2})日")
_SIGNED_CHARACTERS = 14


@dataclass(frozen=True, slots=True)
class StampWords:
    """The words by which a language states a date, in small letters. Several in one text are parted by spaces.

    `months` and `weekdays` have a row for each, from January and from Monday. `leads` stand before a day (le), `links`
    before a month or a year (de), `closings` behind the year (г.), `fillers` between a label, its date and an hour.
    `labels` are as those of a `Language`; of these `bare_labels` state a date only with a colon, or alone.
    """

    weekdays: tuple[str, ...]
    labels: tuple[tuple[str, str, float], ...]
    months: tuple[str, ...] = ()
    leads: str = ""
    links: str = ""
    closings: str = ""
    fillers: str = ""
    bylines: tuple[str, ...] = ()
    bare_labels: str = ""


@dataclass(frozen=True, slots=True)
class AbroadPatterns:
    """The compiled patterns of the dates of some languages, for small letters."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    links: frozenset[str]
    named: re.Pattern[str]
    """A day, the name of a month and a year."""
    weekday: re.Pattern[str]
    """A weekday behind a date in signs."""


_FIGURES = {start + value: str(value) for start in (0x660, 0x6F0, 0x966, 0xFF10) for value in range(10)}


def western(text: str) -> str:
    """A text with Arabic, Persian, Indian and wide figures as 0 to 9, each in its place."""
    return text if text.isascii() else text.translate(_FIGURES)


def compile_abroad(languages: Sequence[StampWords]) -> AbroadPatterns:
    """The patterns of all dates of some languages together: no name of one is another month or day in another."""
    months = _numbered((one.months for one in languages), 1)
    weekdays = _numbered((one.weekdays for one in languages), 0)
    links = frozenset(word for one in languages for word in one.links.split())
    leads = either({word for one in languages for word in one.leads.split()})
    closings = either({word for one in languages for word in one.closings.split()})
    link = rf"(?:(?:{either(links)}){_GAP})?"
    named = re.compile(
        rf"(?:(?<!\w)(?P<weekday>{either(weekdays)})(?:\.,|[.,])?{_GAP})?(?:(?<!\w)(?:{leads}){_GAP})?"
        rf"(?<![\w:./–-])(?P<day>[0-9]{{1,2}})(?:\.|º|°|er|ro)?{_GAP}{link}(?P<month>{either(months)})\.?,?{_GAP}{link}"
        rf"(?P<year>[0-9]{{4}})(?![\w%/-]|[.,:][0-9])(?:{_GAP}(?:{closings})(?!\w))?"
    )
    signs = either(name for name in weekdays if not name.isascii() and len(name) <= 3)
    return AbroadPatterns(months, weekdays, links, named, re.compile(rf"[ (（]{{0,2}}(?P<weekday>{signs})[)）]?"))


def dates_abroad(low: str, years: Iterable[int], patterns: AbroadPatterns) -> Iterator[Expression]:
    """The full dates of a text in small letters whose year begins at one of some offsets."""
    for at in years:
        if low.startswith(_YEAR_SIGN, at + 4):
            one = _signed(low, at, patterns)
        elif _follows_month(low, at, patterns):
            one = _named(low, at, patterns)
        else:
            continue
        if one and is_day(one.year, one.month or 0, one.day):
            yield one


def _follows_month(low: str, at: int, patterns: AbroadPatterns) -> bool:
    """Whether the word before an offset is the name of a month: a soon look before the pattern."""
    words = low[max(0, at - MONTH_REACH) : at].split()
    if words and words[-1] in patterns.links:
        words.pop()
    return bool(words) and words[-1].rstrip(".,") in patterns.months


def _named(low: str, at: int, patterns: AbroadPatterns) -> Expression | None:
    """The date with the name of its month whose year begins at an offset."""
    for match in patterns.named.finditer(low, max(0, at - REACH), at + 4 + CLOSING):
        if match.start("year") == at:
            weekday = match["weekday"]
            return Expression(
                *match.span(),
                int(match["year"]),
                patterns.months[match["month"]],
                int(match["day"]),
                patterns.weekdays[weekday] if weekday else None,
            )
    return None


def _signed(low: str, at: int, patterns: AbroadPatterns) -> Expression | None:
    """The date in Chinese or Japanese signs that begins at an offset."""
    match = _SIGNED.match(low, at, at + _SIGNED_CHARACTERS)
    if match is None:
        return None
    weekday = patterns.weekday.match(low, match.end())
    return Expression(
        at,
        weekday.end() if weekday else match.end(),
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        patterns.weekdays[weekday["weekday"]] if weekday else None,
    )


def _numbered(tables: Iterable[Sequence[str]], first: int) -> dict[str, int]:
    return {name: number for rows in tables for number, row in enumerate(rows, first) for name in row.split()}
