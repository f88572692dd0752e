"""The days on which a text was probably written: by what it tells of times that are over and to come, or states.

Equally probable days stand for a distribution: they can be counted, compared in pairs, and cut off at bounds.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from datetime import date
from functools import lru_cache
from itertools import pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from provenance.model import BELIEVED, DAY_FIRST, RELATIVE_DAY, Bound, Stated, Strength, iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.model import DatedMention, Span

_Lags = tuple[tuple[float, float], ...]

_QUANTILES = 64
_PAST_DAY: _Lags = ((0.6, 15.0), (0.4, 50.0))
_PAST_DATE: _Lags = ((0.4, 20.0), (0.3, 200.0), (0.25, 750.0), (0.05, 8700.0))
_PAST_MONTH: _Lags = ((0.95, 600.0), (0.05, 6000.0))
_PAST_YEAR: _Lags = ((0.83, 1200.0), (0.17, 10300.0))
_ISSUE_OF_MONTH: _Lags = ((1.0, 20.0),)
_ISSUE_OF_YEAR: _Lags = ((1.0, 180.0),)
_RELAYED_DAY: _Lags = ((0.50, 5.0), (0.35, 20.0), (0.15, 400.0))
_COMING_DAY: _Lags = ((0.6, 11.0), (0.4, 40.0))
_COMING_DATE: _Lags = ((0.4, 20.0), (0.3, 90.0), (0.3, 2600.0))
_COMING_MONTH: _Lags = ((0.8, 330.0), (0.2, 1800.0))
_COMING_YEAR: _Lags = ((1.0, 1650.0),)
_BEYOND: _Lags = ((1.0, 200.0),)
"""Lags between a dated time and the writing that mentions it: mixtures of exponentials (weight, mean days).

They are those that `scripts/measure_lags` fits to two collections of dated newswire, rounded, but for one thing: news
writes out the year of a day mostly where it is not the present one (half of such past days lie more than four months
back, of those without a year two weeks), and the notices of councils and firms, of which no dated collection was at
hand, write it out always. Two days in five are therefore taken to be as near as if they had none, and all those that
are named with their weekday.

A paper comes out in the month or the season that it bears, give or take some weeks; that is not measured.

Texts passed on in a forum follow their source within days (of 79 reposts half within 3, nine tenths within 12).
"""
RELIABLE = 0.9
"""From such a date on a text was written within a day of it."""

_START = attrgetter("start")
_ASTRAY = 0.1  # as often, in both collections, the writing lies beyond times that are only softly past or to come
_PART = 32
"""The part of the distance to an end of a span after which its density is read again."""
_WIDEST_RANGE = 7305  # days: twenty years; what a year that is gone leaves open is no range to tell


def is_in(spans: Sequence[Span], place: int) -> bool:
    """Whether a place lies in one of some spans, which stand in order and apart."""
    after = bisect_right(spans, place, key=_START)
    return after > 0 and place < spans[after - 1].end


def evenly(earliest: str | None, latest: str | None) -> tuple[int, ...]:
    """Equally probable days between two that are known, as ordinals in ascending order."""
    assert earliest
    assert latest
    low, high = (date.fromisoformat(day).toordinal() for day in (earliest, latest))
    return tuple(low + (high - low) * (2 * number + 1) // (2 * _QUANTILES) for number in range(_QUANTILES))


def likely_days(
    mentions: Sequence[DatedMention],
    stated: Stated | None,
    bounds: tuple[str | None, str | None],
    borrowed: Sequence[Span],
    *,
    is_relay: bool,
) -> tuple[int, ...]:
    """Equally probable days of the writing, as ordinals in ascending order; empty where nothing dates the text.

    The latest past event and the earliest coming one decide: taking every mention as independent evidence gave
    intervals that were far too narrow.
    """
    if stated is not None and stated.reliability >= BELIEVED:
        return _within(_days_of(stated), bounds)
    past = max((m for m in mentions if m.mention.bound is Bound.EARLIEST), key=lambda m: m.first, default=None)
    future = _first_coming(mentions, past, borrowed)
    floor, ceiling = past and past.first.toordinal(), future and future.last.toordinal()
    is_soft = _is_soft(past), _is_soft(future)
    beneath, above = (int(_ASTRAY * _QUANTILES / sum(is_soft)) if soft else 0 for soft in is_soft)
    return _within(_drawn(floor, ceiling, _behind(past, is_relay), _ahead(future), beneath, above), bounds)


def _first_coming(
    mentions: Iterable[DatedMention], past: DatedMention | None, borrowed: Sequence[Span]
) -> DatedMention | None:
    """The earliest time to come that a text tells of in its own voice, and that is not before its latest `past`."""
    own = [m for m in mentions if m.mention.bound is Bound.LATEST and not m.mention.is_quoted]
    own = [m for m in own if not is_in(borrowed, m.mention.date_start)]
    return min((m for m in own if past is None or m.last >= past.first), key=lambda m: m.last, default=None)


@lru_cache(maxsize=2_000)  # texts of one day share what is drawn of it
def _drawn(
    floor: int | None, ceiling: int | None, behind: _Lags, ahead: _Lags, beneath: int, above: int
) -> tuple[int, ...]:
    """Days of writing after a past and before a coming time, ascending; some of them lie beneath and above the two."""
    count = _QUANTILES - beneath - above
    points: list[int] = []
    if floor is not None:
        points += [floor - lag for lag in _lags(_BEYOND, beneath)]
    if floor is not None and ceiling is not None:
        points += [floor + days for days in _between(ceiling - floor, behind, ahead, count)]
    elif floor is not None:
        points += [floor + lag for lag in _lags(behind, count)]
    elif ceiling is not None:
        points += [ceiling - lag for lag in _lags(ahead, count)]
    if ceiling is not None:
        points += [ceiling + lag for lag in _lags(_BEYOND, above)]
    return tuple(sorted(points))


def _within(points: tuple[int, ...], bounds: tuple[str | None, str | None]) -> tuple[int, ...]:
    """Days in ascending order, within the bounds: one outside stands for the bound itself."""
    low, high = (date.fromisoformat(bound).toordinal() if bound else None for bound in bounds)
    if low is not None and points and points[0] < low:
        first = bisect_left(points, low)
        points = (*repeat(low, first), *points[first:])
    if high is not None and points and points[-1] > high:
        last = bisect_right(points, high)
        points = (*points[:last], *repeat(high, len(points) - last))
    return points


def _is_soft(told: DatedMention | None) -> bool:
    return told is not None and (told.mention.strength is Strength.SOFT or not told.is_certain)


def _behind(past: DatedMention | None, is_relay: bool) -> _Lags:
    """The lags between the latest past time of a text and its writing."""
    if past is not None and past.mention.cue == RELATIVE_DAY:
        return _PAST_DAY
    if past is not None and past.mention.cue == "issue":
        return _ISSUE_OF_YEAR if past.mention.month is None else _ISSUE_OF_MONTH
    if past is None or past.mention.month is None:
        return _PAST_YEAR
    if past.mention.day is None:
        return _PAST_MONTH
    if is_relay:
        return _RELAYED_DAY
    return _PAST_DAY if past.mention.year is None or past.mention.weekday is not None else _PAST_DATE


def _ahead(future: DatedMention | None) -> _Lags:
    """The lags between the writing of a text and the first time to come in it."""
    if future is None or future.mention.month is None:
        return _COMING_YEAR
    if future.mention.day is None:
        return _COMING_MONTH
    return _COMING_DAY if future.mention.year is None or future.mention.weekday is not None else _COMING_DATE


@lru_cache(maxsize=10_000)
def _between(days: int, behind: _Lags, ahead: _Lags, count: int) -> tuple[int, ...]:
    """So many equally probable days between a past and a coming time, each pulling by its lags."""
    steps = _steps(days)
    edges = (-0.5, *(sum(pair) / 2 for pair in pairwise(steps)), days + 0.5)
    density = [
        _height(behind, day) * _height(ahead, days - day) * (high - low)
        for day, (low, high) in zip(steps, pairwise(edges), strict=True)
    ]
    total = math.fsum(density)
    points, run, index = [], 0.0, 0
    for k in range(count):
        wanted = (k + 0.5) / count * total
        while index < len(density) - 1 and run + density[index] < wanted:
            run += density[index]
            index += 1
        points.append(steps[index])
    return tuple(points)


def _steps(days: int) -> Sequence[int]:
    """Days from none to so many, at which a density is read: each one near the two ends, fewer the farther from both.

    Whoever names a year long gone and a day next week wrote near that day.
    """
    near, day = [], 0
    while day <= days // 2:
        near.append(day)
        day += max(day // _PART, 1)
    return sorted({*near, *(days - day for day in near)})


@lru_cache(maxsize=10_000)
def _height(lags: _Lags, lag: int) -> float:
    return math.fsum(weight / mean * math.exp(-lag / mean) for weight, mean in lags)


def _days_of(stated: Stated) -> tuple[int, ...]:
    """Equally probable days by what a text states; where that may be one of two days, some around either."""
    day = date.fromisoformat(stated.date).toordinal()
    if stated.exchanged is None:
        return _days_around(day, stated.reliability)
    other = date.fromisoformat(stated.exchanged).toordinal()
    either = _days_around(day, stated.reliability / DAY_FIRST), _days_around(other, stated.reliability / DAY_FIRST)
    share = round(DAY_FIRST * _QUANTILES)
    counts = share, _QUANTILES - share
    return tuple(
        sorted(days[n * _QUANTILES // count] for days, count in zip(either, counts, strict=True) for n in range(count))
    )


@lru_cache(maxsize=10_000)  # most texts of one day state it alike, and share what is drawn of it
def _days_around(day: int, reliability: float) -> tuple[int, ...]:
    """Equally probable days around a stated one, ascending."""
    known: dict[int, int] = {}  # the same day is the same number, too
    return tuple([known.setdefault(distance, day + distance) for distance in _distances(reliability)])


@lru_cache(maxsize=1_000)  # there are as many as ways to state a date
def _distances(reliability: float) -> tuple[int, ...]:
    """How far equally probable days lie from a stated one, ascending.

    As often as such statements hold, the text was written on that day, give or take one (`scripts/measure_lags`: of
    268 bare dates above pages of news, which are believed least, 253 are the day of the capture or the one before).
    Else it was written somewhere within ten days; and so was what only an embargo or a commit dates.
    """
    near = 1.0 if reliability >= RELIABLE else reliability if reliability > BELIEVED else 0.0
    astray = round((1 - near) * _QUANTILES)
    return tuple(sorted((*_spread(astray, 10), *_spread(_QUANTILES - astray, 1))))


def _spread(count: int, days: int) -> tuple[int, ...]:
    """So many distances from a day, evenly up to so many days before and after it."""
    return tuple(round(days * 2 * ((k + 0.5) / count - 0.5)) for k in range(count))


@lru_cache(maxsize=100)
def _lags(lags: _Lags, count: int) -> tuple[int, ...]:
    """So many equally probable lags in days of a mixture of exponentials, ascending."""
    points = []
    for k in range(count):
        wanted, low, high = (k + 0.5) / count, 0.0, 1e6
        for _ in range(60):
            middle = (low + high) / 2
            below = 1 - math.fsum(weight * math.exp(-middle / mean) for weight, mean in lags)
            low, high = (middle, high) if below < wanted else (low, middle)
        points.append(round(low))
    return tuple(points)


def likely_range(points: Sequence[int], earliest: str | None, latest: str | None) -> tuple[str, str] | None:
    """The range that holds nine tenths of the probability, within the bounds.

    None where that is too wide to tell and no two bounds hold it.
    """
    if not points:
        return None
    low, high = points[round(0.05 * (len(points) - 1))], points[round(0.95 * (len(points) - 1))]
    if high - low > _WIDEST_RANGE and not (earliest and latest):
        return None
    start = max(iso(date.fromordinal(low)) or "", earliest or "")
    end = min(iso(date.fromordinal(high)) or "", latest or "9999-12-31")
    return (start, max(start, end))
