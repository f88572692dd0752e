"""When a document was written: bounds by the events that it tells of, and the days on which it probably was.

A past event bounds a text from below, and every text that carries the words with it. A coming event bounds it from
above only in its own voice: an old announcement can be copied years later.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from provenance.calendar import mistyped, weekday_conflict
from provenance.chronology import doubts
from provenance.chronology.doubts import DOUBTED, NAMES
from provenance.chronology.years import resolve, undated
from provenance.model import BELIEVED, DAY_FIRST, Bound, DateEvidence, Dating, Stated, Strength, iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.model import DatedMention, Document, Span

__all__ = ["dating", "resolve", "undated"]

_Lags = tuple[tuple[float, float], ...]

_QUANTILES = 64  # equally probable days by which a distribution is held
_PAST_DAY: _Lags = ((0.6, 15.0), (0.4, 50.0))
_PAST_DATE: _Lags = ((0.4, 20.0), (0.3, 200.0), (0.25, 750.0), (0.05, 8700.0))
_PAST_MONTH: _Lags = ((0.95, 600.0), (0.05, 6000.0))
_PAST_YEAR: _Lags = ((0.83, 1200.0), (0.17, 10300.0))
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

Texts passed on in a forum follow their source within days (of 79 reposts half within 3, nine tenths within 12).
"""
_START = attrgetter("start")
_ASTRAY = 0.1  # as often, in both collections, the writing lies beyond times that are only softly past or to come
_RELIABLE = 0.9  # reliability from which a stated date is both bounds
_DATELINE = 0.85  # that of a dateline with its year; of 44 without one in dated newswire, all lie within a day
_HEAD_CHARACTERS = 1000  # a dateline farther down is that of another report
_TRUSTED = 0.75  # stamps of the last change, embargoes and commits lie below: they may differ from the day of writing
_SAME_DAYS = 3  # days that two statements of one date may lie apart
_WIDEST_RANGE = 7305  # days: twenty years; what a year that is gone leaves open is no range to tell
_MAX_TOLD = 5  # mistyped weekdays named for one document


def dating(
    document: Document, mentions: Sequence[DatedMention], borrowed: Sequence[Span], *, is_relay: bool
) -> tuple[Dating, tuple[int, ...]]:
    """The interval of a document's writing with the evidence for each end, and equally probable days of it (ordinals).

    `borrowed` are the spans that it probably has from elsewhere, in order and apart: a coming event there bounds its
    source, not itself.
    """
    evidence = [_evidence(document, m, borrowed) for m in mentions if m.mention.bound is not None]
    best, doubt = doubts.stated(document, mentions)
    if best is None or best.reliability < BELIEVED:
        best = _by_dateline(mentions, borrowed) or best
    earliest, latest, odd = _interval(document, evidence)
    conflicts = [*document.notes, *_disagreements(document, mentions), *doubt, *odd]
    if document.captured:
        evidence.append(DateEvidence("capture", Bound.LATEST, document.captured, Strength.HARD, None, None, None))
    told = earliest, latest
    best = best and _read_rightly(best, told)
    if best is not None and best.exchanged:
        conflicts.append(
            f"The date that it states may be {best.date} or {best.exchanged}: nothing tells whether day or month comes "
            "first."
        )
    is_beyond = best is not None and bool((earliest and best.date < earliest) or (latest and best.date > latest))
    if best is not None and is_beyond and best.reliability > DOUBTED:
        conflicts.append(f"The stated date {best.date} ({NAMES[best.kind]}) does not fit the dates in the text.")
    elif best is not None and not is_beyond and best.reliability >= _RELIABLE:
        earliest = latest = best.date
    points = _likely_days(mentions, best, told, borrowed, is_relay=is_relay)
    drawn = Dating(
        earliest=earliest,
        latest=latest,
        likely=_likely(points, earliest, latest),
        stated=best,
        evidence=tuple(evidence),
        conflicts=tuple(conflicts),
        file_time=document.file_time,
    )
    return drawn, points


def announced(mentions: Iterable[DatedMention], spans: Sequence[Span]) -> tuple[int, ...]:
    """Where mentions of days to come begin that lie in any of some spans, which are sorted and do not overlap."""
    coming = (one.mention for one in mentions if one.mention.bound is Bound.LATEST)
    return tuple([mention.start for mention in coming if _is_in(spans, mention.date_start)])


def _is_in(spans: Sequence[Span], place: int) -> bool:
    """Whether a place lies in any of some spans, which are sorted and do not overlap."""
    after = bisect_right(spans, place, key=_START)
    return after > 0 and place < spans[after - 1].end


def _read_rightly(stated: Stated, bounds: tuple[str | None, str | None]) -> Stated:
    """A date whose day and month may be exchanged (3/4/2024), read as the bounds allow if they allow but one way."""
    if stated.exchanged is None:
        return stated
    earliest, latest = bounds[0] or "", bounds[1] or "9999-12-31"
    allowed = [day for day in (stated.date, stated.exchanged) if earliest <= day <= latest]
    return replace(stated, date=allowed[0], exchanged=None) if len(allowed) == 1 else stated


def _by_dateline(mentions: Sequence[DatedMention], borrowed: Sequence[Span]) -> Stated | None:
    """The day of a dateline that names no year, where another text gives it for certain."""
    for dated in mentions:
        one = dated.mention
        is_own = not _is_in(borrowed, one.date_start)
        if one.cue == "dateline" and one.date_start < _HEAD_CHARACTERS and dated.is_certain and is_own:
            return Stated(dated.first.isoformat(), "dateline", _DATELINE, one.date_start, one.date_end)
    return None


def _disagreements(document: Document, mentions: Sequence[DatedMention]) -> list[str]:
    """In words: weekdays that their dates do not fall on, and trusted statements of different days."""
    odd = [(m.mention, m.first) for m in mentions if weekday_conflict(m.mention)][:_MAX_TOLD]
    found = [mistyped(document.text[one.date_start : one.date_end], day) for one, day in odd]
    trusted = sorted({(s.date, NAMES[s.kind]) for s in document.stated if s.reliability >= _TRUSTED})
    if trusted and (date.fromisoformat(trusted[-1][0]) - date.fromisoformat(trusted[0][0])).days > _SAME_DAYS:
        told = " and ".join(f"{day} ({name})" for day, name in (trusted[0], trusted[-1]))
        found.append(f"It states different days as its date: {told}.")
    return found


def _evidence(document: Document, dated: DatedMention, borrowed: Sequence[Span]) -> DateEvidence:
    """A mention that bounds the writing as evidence; soft where its year is a guess or the words are another's."""
    mention = dated.mention
    assert mention.bound is not None
    strength = mention.strength
    is_borrowed = _is_in(borrowed, mention.date_start)
    if not dated.is_certain or (mention.bound is Bound.LATEST and (is_borrowed or mention.is_quoted)):
        strength = Strength.SOFT
    day = dated.first if mention.bound is Bound.EARLIEST else dated.last
    return DateEvidence(
        cue=mention.cue,
        bound=mention.bound,
        date=day.isoformat(),
        strength=strength,
        quote=document.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        year_from=dated.year_from,
    )


def _bounds(evidence: Iterable[DateEvidence]) -> tuple[str | None, str | None]:
    """The latest lower and the earliest upper bound of hard evidence, as ISO days."""
    hard = [e for e in evidence if e.strength is Strength.HARD]
    earliest = max((e.date for e in hard if e.bound is Bound.EARLIEST), default=None)
    return earliest, min((e.date for e in hard if e.bound is Bound.LATEST), default=None)


def _interval(document: Document, evidence: Iterable[DateEvidence]) -> tuple[str | None, str | None, list[str]]:
    """The days between which a document was written, by its words and its capture, and in words what does not fit."""
    earliest, latest = _bounds(evidence)
    odd = []
    if earliest and latest and earliest > latest:
        odd.append(
            f"Some words speak of {latest} as still to come, others of {earliest} as past: the former are probably "
            "older than the text that carries them, and bound only themselves."
        )
        latest = None
    if captured := document.captured:
        if earliest and earliest > captured:
            odd.append(
                f"It was fetched from the web by {captured}, yet its words speak of {earliest} as past: one of the two "
                "is wrong, and here the words are taken to be."
            )
            earliest = None
        latest = min(latest or captured, captured)
    return earliest, latest, odd


def _likely_days(
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
    own = [m for m in own if not _is_in(borrowed, m.mention.date_start)]
    return min((m for m in own if past is None or m.last >= past.first), key=lambda m: m.last, default=None)


@lru_cache(maxsize=10_000)  # texts of one day share what is drawn of it
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
    """Whether there is a mention, and it bounds the writing only softly."""
    return told is not None and (told.mention.strength is Strength.SOFT or not told.is_certain)


def _behind(past: DatedMention | None, is_relay: bool) -> _Lags:
    """The lags between the latest past time of a text and its writing."""
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
    """`count` equally probable days between a past and a coming time, `days` apart, by the densities of both lags."""
    steps = range(0, days + 1, max(days // 256, 1))
    density = [_height(behind, day) * _height(ahead, days - day) for day in steps]
    total = math.fsum(density)
    points, run, index = [], 0.0, 0
    for k in range(count):
        wanted = (k + 0.5) / count * total
        while index < len(density) - 1 and run + density[index] < wanted:
            run += density[index]
            index += 1
        points.append(steps[index])
    return tuple(points)


@lru_cache(maxsize=10_000)
def _height(lags: _Lags, lag: int) -> float:
    """The density of a mixture of exponentials at a lag in days."""
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
    near = 1.0 if reliability >= _RELIABLE else reliability if reliability > BELIEVED else 0.0
    astray = round((1 - near) * _QUANTILES)
    return tuple(sorted((*_spread(astray, 10), *_spread(_QUANTILES - astray, 1))))


def _spread(count: int, days: int) -> tuple[int, ...]:
    """So many distances from a day, evenly up to so many days before and after it."""
    return tuple(round(days * 2 * ((k + 0.5) / count - 0.5)) for k in range(count))


@lru_cache(maxsize=100)
def _lags(lags: _Lags, count: int) -> tuple[int, ...]:
    """`count` equally probable lags (quantiles) of a mixture of exponentials, in days, ascending."""
    points = []
    for k in range(count):
        wanted, low, high = (k + 0.5) / count, 0.0, 1e6
        for _ in range(60):
            middle = (low + high) / 2
            below = 1 - math.fsum(weight * math.exp(-middle / mean) for weight, mean in lags)
            low, high = (middle, high) if below < wanted else (low, middle)
        points.append(round(low))
    return tuple(points)


def _likely(points: Sequence[int], earliest: str | None, latest: str | None) -> tuple[str, str] | None:
    """The range of days that holds nine tenths of the probability, within the bounds.

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
