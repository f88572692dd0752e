"""Dates in figures that may be read two ways, as the weekday before them or the other dates of their text allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.calendar import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from provenance.dating.expressions import Expression
    from provenance.dating.language import Language

_FIGURES = re.compile(r"([0-9]{1,2})([-/.])[0-9]{1,2}\2[0-9]{4}")
_NAME_BEFORE = re.compile(r"([^\W\d_]{3,9})[.,]?[ \t]{1,2}\(?$")
_REACH = 14  # characters of the longest weekday and what follows it


def read_by_own_figures(low: str, dates: Sequence[Expression], language: Language) -> list[Expression]:
    """The dates of a text, given in small letters, of those in figures as many settled as the text itself settles.

    *Thursday 05/12/2024* is of the month in which that is a Thursday. Where all dates with one mark that can be read
    but one way have the day first, or all have the month first, so have the others: 03/08/2025 beside 06/30/2025.
    """
    told = [_by_weekday(low, one, language) if one.is_ambiguous else one for one in dates]
    orders: dict[str, set[bool]] = {}
    for one in told:
        figures = None if one.is_ambiguous or not one.day else _FIGURES.fullmatch(low, one.start, one.end)
        if figures and one.day != one.month:
            orders.setdefault(figures[2], set()).add(int(figures[1]) == one.day)
    return [_as_others(low, one, orders) if one.is_ambiguous else one for one in told]


def _by_weekday(low: str, one: Expression, language: Language) -> Expression:
    """A date that may be read two ways, as the weekday right before it allows, if it allows one way only."""
    name = _NAME_BEFORE.search(low[max(0, one.start - _REACH) : one.start])
    weekday = language.weekdays.get(name[1]) if name else None
    if weekday is None:
        return one
    fits = [each for each in (one, _exchanged(one)) if _day(each).weekday() == weekday]
    return fits[0]._replace(is_ambiguous=False, weekday=weekday) if len(fits) == 1 else one


def _as_others(low: str, one: Expression, orders: dict[str, set[bool]]) -> Expression:
    """A date that may be read two ways, as all others with its mark are read, if they are read one way."""
    figures = _FIGURES.fullmatch(low, one.start, one.end)
    told = orders.get(figures[2], set()) if figures else set()
    if len(told) != 1:
        return one
    return (one if True in told else _exchanged(one))._replace(is_ambiguous=False)


def _exchanged(one: Expression) -> Expression:
    return one._replace(month=one.day, day=one.month)


def _day(one: Expression) -> date:
    day = day_of(one.year or 0, one.month or 0, one.day or 0)
    assert day is not None
    return day
