"""Arithmetic of days, years and weekdays in the Gregorian calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from provenance.model import Mention

LEAP_YEAR = 2000


class Named(Protocol):
    """What the words of a date name; None for what they do not."""

    @property
    def year(self) -> int | None:
        """The year."""

    @property
    def month(self) -> int | None:
        """The month, from 1."""

    @property
    def day(self) -> int | None:
        """The day of the month, from 1."""

    @property
    def weekday(self) -> int | None:
        """The weekday, Monday 0."""


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day(year: int | None, month: int, day: int | None) -> bool:
    """Whether the calendar has such a day; without a year, in any year; without a day, such a month."""
    return day_of(year or LEAP_YEAR, month, day or 1) is not None


def mistyped(words: str, day: date) -> str:
    """What is told of words with a weekday that their day does not fall on."""
    return f"“{' '.join(words.split())}” was a {day:%A}: the weekday or the date is mistyped, or forged."


def candidate_years(mention: Mention, first_year: int, last_year: int) -> tuple[int, ...]:
    """The years that a mention may mean, rising: its own, or all in which its day exists and falls on its weekday."""
    if mention.year is not None:
        return (mention.year,)
    if mention.month is None or mention.day is None:
        return ()
    days = (day_of(year, mention.month, mention.day) for year in range(max(1, first_year), min(9999, last_year) + 1))
    return tuple(day.year for day in days if day and mention.weekday in (None, day.weekday()))


def weekday_conflict(one: Named) -> bool:
    """Whether words name a full date and a weekday that the date does not fall on: mistyped or forged."""
    if one.weekday is None or one.year is None or one.month is None or one.day is None:
        return False
    day = day_of(one.year, one.month, one.day)
    return day is not None and day.weekday() != one.weekday
