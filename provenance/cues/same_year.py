"""Which text's days lie earlier where nobody tells the year: by the weekdays that they fall on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.calendar import candidate_years, day_of
from provenance.model import Bound, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from provenance.model import Mention, Witness
    from provenance.pairs import Pairs

_WEIGHT = 3.0
_FIRST, _LAST = 2000, 2027  # a whole cycle of the calendar: whichever it is, each day falls on each weekday in it
_MOST = 12  # days of a text that are looked at


def same_year(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts without a year, the one whose days to come end before the other's past ones begin is the earlier.

    *What it hears.* Days with their weekday that name no year and of which no text beside them tells it: what the one
    announces for Saturday 15 November, or calls its today, and what the other tells of Tuesday 3 March as past.

    *Why it tells.* A weekday falls on the same date again only after five years or more: so the days of two texts that
    share words stand to each other in one way, that in which they lie nearest, whatever the year is. With the years
    hidden from it, it was right in 212 of 234 pairs of simulated stories, and in 256 of 265 that share but a passage
    (`scripts/measure_same_year`).

    *When it misleads.* Where a text was passed on long after it was written, with its days as they were; so it does not
    count between versions of one text, which keep what they announced.
    """
    days = [w.undated[:_MOST] for w in pairs.witnesses]
    has_days = np.array([bool(held) for held in days], dtype=np.bool_)
    for pair in np.flatnonzero(has_days[pairs.a] & has_days[pairs.b] & pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        one, other = _intervals(a, b)
        if _ends_before(one, other):
            yield pair, _told("a", b, one, other)
        elif _ends_before(other, one):
            yield pair, _told("b", a, other, one)


class _Day(NamedTuple):
    """A day in the one way in which all of them lie near each other, and the words that tell of it."""

    day: date
    mention: Mention


class _Interval(NamedTuple):
    """The last day that a text tells of as past, and the first that is to come there."""

    past: _Day | None
    coming: _Day | None


def _ends_before(one: _Interval, other: _Interval) -> bool:
    return one.coming is not None and other.past is not None and one.coming.day < other.past.day


def _told(favours: str, later: Witness, earlier: _Interval, past: _Interval) -> Evidence:
    assert earlier.coming is not None
    assert past.past is not None
    span = past.past.mention
    by = f"{earlier.coming.day:%A} {earlier.coming.day.day} {earlier.coming.day:%B}"
    says = f"tells of this day as past; as the weekdays fall, the other was written by the {by} before"
    quote = later.document.text[span.start : span.end]
    return Evidence("same-year", favours, _WEIGHT, later.id, quote, span.start, span.end, says)


def _intervals(a: Witness, b: Witness) -> tuple[_Interval, _Interval]:
    """The days of both texts, in the years in which they lie nearest to each other."""
    days = [*a.undated[:_MOST], *b.undated[:_MOST]]
    best = min(_dates(days[0]), key=lambda base: (sum(abs((_near(m, base) - base).days) for m in days), base))
    return _interval(a.undated[:_MOST], best), _interval(b.undated[:_MOST], best)


def _dates(mention: Mention) -> list[date]:
    """The days that a mention may mean, in one cycle of the calendar."""
    years = candidate_years(mention, _FIRST, _LAST)
    return [day for year in years if (day := day_of(year, mention.month or 0, mention.day or 0))]


def _near(mention: Mention, base: date) -> date:
    return min(_dates(mention), key=lambda day: (abs((day - base).days), day))


def _interval(mentions: Iterable[Mention], base: date) -> _Interval:
    placed = [_Day(_near(one, base), one) for one in mentions]
    past: Sequence[_Day] = [one for one in placed if one.mention.bound is Bound.EARLIEST]
    coming = [one for one in placed if one.mention.bound is Bound.LATEST and not one.mention.is_quoted]
    return _Interval(
        max(past, key=lambda one: one.day, default=None), min(coming, key=lambda one: one.day, default=None)
    )
