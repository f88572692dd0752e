"""Which text's days lie earlier where nobody tells the year: by the weekdays that they fall on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.calendar import candidate_years, day_of
from provenance.kernels import content_stems
from provenance.model import Bound, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from provenance.model import Mention, Witness
    from provenance.pairs import Pairs

_WEIGHT = 3.0
_FIRST, _LAST = 2000, 2027  # a whole cycle of the calendar: whichever it is, each day falls on each weekday in it
_MOST = 12  # days of a text that are looked at
_MIN_SHARED_STEMS = 2


def same_year(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts without a year, the one whose days to come end before the other's past ones begin is the earlier.

    *What it hears.* Days with their weekday that name no year and of which no text beside them tells it: what the one
    announces for Saturday 15 November, or calls its today, and what the other tells of Tuesday 3 March as past; or of
    that Saturday itself, in words of its own that tell of the same thing.

    *Why it tells.* A weekday falls on the same date again only after five years or more: so the days of two texts that
    share words stand to each other in one way, that in which they lie nearest, whatever the year is. With the years
    hidden from it, it was right in 408 of 429 pairs of simulated stories, and in 541 of 550 that share but a passage
    (`scripts/measure_same_year`).

    *When it misleads.* Where a text was passed on long after it was written, with its days as they were; so it does not
    count between versions of one text, which keep what they announced.
    """
    days = [w.undated[:_MOST] for w in pairs.witnesses]
    has_days = np.array([bool(held) for held in days], dtype=np.bool_)
    for pair in np.flatnonzero(has_days[pairs.a] & has_days[pairs.b] & pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        one, other = _intervals(a, b)
        is_a, is_b = _ends_before(one, other, a, b), _ends_before(other, one, b, a)
        if is_a and not is_b:
            yield pair, _told("a", b, one, other)
        elif is_b and not is_a:
            yield pair, _told("b", a, other, one)


class _Day(NamedTuple):
    """A day in the one way in which all of them lie near each other, and the words that tell of it."""

    day: date
    mention: Mention


class _Interval(NamedTuple):
    """The last day that a text tells of as past, and the first that is to come there."""

    past: _Day | None
    coming: _Day | None


def _ends_before(one: _Interval, other: _Interval, earlier: Witness, later: Witness) -> bool:
    """Whether what one text announces lies before what the other tells as past, or is that very thing."""
    if one.coming is None or other.past is None or one.coming.day > other.past.day:
        return False
    return one.coming.day < other.past.day or _is_one(one.coming.mention, other.past.mention, earlier, later)


def _is_one(coming: Mention, past: Mention, earlier: Witness, later: Witness) -> bool:
    """Whether a text announces in words of its own what the other tells of the same day as past."""
    words = (text.document.text[each.start : each.end] for text, each in ((earlier, coming), (later, past)))
    one, other = map(content_stems, words)
    return coming.start not in earlier.repeated and len(one & other) >= _MIN_SHARED_STEMS


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
