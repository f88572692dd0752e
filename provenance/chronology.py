"""Datings across a family: years resolved, bounds drawn, and the days on which a text was probably written.

A past event bounds a text from below, and every text that carries the words with it. A coming event bounds it from
above only in its own voice: an old announcement can be copied years later.
"""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.calendar import weekday_conflict
from provenance.model import Bound, DateEvidence, Dating, Strength, iso
from provenance.years import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.model import DatedMention, Document, Span, Stated

__all__ = ["dating", "resolve"]

_QUANTILES = 64
_PAST_DAY = ((0.55, 12.0), (0.25, 50.0), (0.12, 300.0), (0.08, 2500.0))
_PAST_MONTH = ((0.25, 45.0), (0.35, 200.0), (0.25, 600.0), (0.15, 2500.0))
_PAST_YEAR = ((0.1, 60.0), (0.75, 1200.0), (0.15, 10700.0))
_RELAYED_DAY = ((0.50, 5.0), (0.35, 20.0), (0.15, 400.0))
_FUTURE_DAY = ((0.62, 9.0), (0.33, 40.0), (0.05, 150.0))
"""Lags between a dated event and the writing that mentions it: mixtures of exponentials (weight, mean days).

Days are fitted by eye to dated newswire (`scripts/measure_lags`): half of the texts within 17 days of the latest past
day that they name, three in four within 65, nine in ten within 448; half within 9 days of the next one to come.

A year alone that is the latest past time of a text lies farther back: of 639 texts of newswire half were written within
four years of its beginning, nine in ten within 22.

Texts passed on in a forum follow their source within days (of 79 reposts half within 3, nine tenths within 12).
"""
_RELIABLE = 0.9
_BELIEVED = 0.5
_TRUSTED = 0.75  # stamps of the last change, embargoes and commits lie below: they may differ from the day of writing
_SAME_DAYS = 3
_MAX_TOLD = 5
_NAMES = {
    "meta": "metadata of the page",
    "front-matter": "front matter",
    "header": "header",
    "byline": "byline",
    "dateline": "dateline",
    "filename": "file name",
    "url": "address",
    "sidecar": "given beside it",
    "git": "version history",
}


def dating(
    document: Document, mentions: Sequence[DatedMention], borrowed: Sequence[Span], *, is_relay: bool
) -> tuple[Dating, tuple[int, ...]]:
    """The interval of a document's writing with the evidence for each end, and equally probable days of it (ordinals).

    `borrowed` are the spans that it probably has from elsewhere: a coming event there bounds its source, not itself.
    """
    evidence = [_evidence(document, m, borrowed) for m in mentions if m.mention.bound is not None]
    best = max(document.stated, key=lambda s: (s.reliability, s.date), default=None)
    conflicts = [*document.notes, *_disagreements(document, mentions)]
    earliest, latest = _bounds(evidence)
    if earliest and latest and earliest > latest:
        conflicts.append(
            f"Some words speak of {latest} as still to come, others of {earliest} as past: the former are probably "
            "older than the text that carries them, and bound only themselves."
        )
        latest = None
    told = earliest, latest
    if best is not None and ((earliest and best.date < earliest) or (latest and best.date > latest)):
        conflicts.append(f"The stated date {best.date} ({_NAMES[best.kind]}) does not fit the dates in the text.")
    elif best is not None and best.reliability >= _RELIABLE:
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


def _disagreements(document: Document, mentions: Sequence[DatedMention]) -> list[str]:
    """In words: weekdays that their dates do not fall on, and trusted statements of different days."""
    found = []
    for one in [m for m in mentions if weekday_conflict(m.mention)][:_MAX_TOLD]:
        words = " ".join(document.text[one.mention.date_start : one.mention.date_end].split())
        found.append(f"“{words}” was a {one.first:%A}: the weekday or the date is mistyped, or forged.")
    trusted = sorted({(s.date, _NAMES[s.kind]) for s in document.stated if s.reliability >= _TRUSTED})
    if trusted and (date.fromisoformat(trusted[-1][0]) - date.fromisoformat(trusted[0][0])).days > _SAME_DAYS:
        told = " and ".join(f"{day} ({name})" for day, name in (trusted[0], trusted[-1]))
        found.append(f"It states different days as its date: {told}.")
    return found


def _evidence(document: Document, dated: DatedMention, borrowed: Sequence[Span]) -> DateEvidence:
    mention = dated.mention
    assert mention.bound is not None
    strength = mention.strength
    is_borrowed = any(span.start <= mention.date_start < span.end for span in borrowed)
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
    hard = [e for e in evidence if e.strength is Strength.HARD]
    earliest = max((e.date for e in hard if e.bound is Bound.EARLIEST), default=None)
    return earliest, min((e.date for e in hard if e.bound is Bound.LATEST), default=None)


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
    if stated is not None and stated.reliability >= _BELIEVED:
        around = date.fromisoformat(stated.date).toordinal()
        return _within([around + distance for distance in _around(stated.reliability)], bounds)
    past = max((m for m in mentions if m.mention.bound is Bound.EARLIEST), key=lambda m: m.first, default=None)
    own = [m for m in mentions if m.mention.bound is Bound.LATEST and m.first == m.last and not m.mention.is_quoted]
    own = [m for m in own if not any(span.start <= m.mention.date_start < span.end for span in borrowed)]
    floor = past.first.toordinal() if past else None
    future = min((m.last.toordinal() for m in own if floor is None or m.last.toordinal() >= floor), default=None)
    if floor is None and future is None:
        return ()
    lags = _lags_behind(past, is_relay=is_relay)
    if future is None:
        assert floor is not None
        points = [floor + lag for lag in _lags(lags)]
    elif floor is None:
        points = [future - lag for lag in reversed(_lags(_FUTURE_DAY))]
    else:
        points = [floor + days for days in _between(future - floor, lags)]
    return _within(points, bounds)


def _within(points: Sequence[int], bounds: tuple[str | None, str | None]) -> tuple[int, ...]:
    """The days within the bounds: one outside stands for the bound itself."""
    low, high = (date.fromisoformat(bound).toordinal() if bound else None for bound in bounds)
    if low is not None:
        points = [max(p, low) for p in points]
    return tuple(points if high is None else [min(p, high) for p in points])


def _lags_behind(past: DatedMention | None, *, is_relay: bool) -> tuple[tuple[float, float], ...]:
    """The lags between the latest past time of a text and its writing."""
    if past is not None and past.first == past.last:
        return _RELAYED_DAY if is_relay else _PAST_DAY
    if past is None:
        return _PAST_MONTH
    return _PAST_MONTH if past.mention.month is not None else _PAST_YEAR


@lru_cache(maxsize=10_000)
def _between(days: int, lags: tuple[tuple[float, float], ...]) -> tuple[int, ...]:
    """Equally probable days between a past event and one so many days later, each pulling by its own lags."""
    steps = range(0, days + 1, max(days // 256, 1))
    density = [_height(lags, day) * _height(_FUTURE_DAY, days - day) for day in steps]
    total = math.fsum(density)
    points, run, index = [], 0.0, 0
    for k in range(_QUANTILES):
        wanted = (k + 0.5) / _QUANTILES * total
        while index < len(density) - 1 and run + density[index] < wanted:
            run += density[index]
            index += 1
        points.append(steps[index])
    return tuple(points)


@lru_cache(maxsize=10_000)
def _height(lags: tuple[tuple[float, float], ...], lag: int) -> float:
    return math.fsum(weight / mean * math.exp(-lag / mean) for weight, mean in lags)


@lru_cache(maxsize=100)
def _around(reliability: float) -> tuple[int, ...]:
    """Equally probable distances in days from a stated date, ascending.

    As often as such statements hold, the text was written on that day, give or take one (`scripts/measure_lags`: of
    268 bare dates above pages of news, which are believed least, 253 are the day of the capture or the one before).
    Else it was written somewhere within ten days; and so was what only an embargo or a commit dates.
    """
    near = 1.0 if reliability >= _RELIABLE else reliability if reliability > _BELIEVED else 0.0
    astray = round((1 - near) * _QUANTILES)
    return tuple(sorted([*_spread(astray, 10), *_spread(_QUANTILES - astray, 1)]))


def _spread(count: int, days: int) -> tuple[int, ...]:
    """So many distances from a day, evenly up to so many days before and after it."""
    return tuple(round(days * 2 * ((k + 0.5) / count - 0.5)) for k in range(count))


@lru_cache(maxsize=8)
def _lags(lags: tuple[tuple[float, float], ...]) -> tuple[int, ...]:
    """Equally probable lags in days of a mixture of exponentials, ascending."""
    points = []
    for k in range(_QUANTILES):
        wanted, low, high = (k + 0.5) / _QUANTILES, 0.0, 1e6
        for _ in range(60):
            middle = (low + high) / 2
            below = 1 - math.fsum(weight * math.exp(-middle / mean) for weight, mean in lags)
            low, high = (middle, high) if below < wanted else (low, middle)
        points.append(round(low))
    return tuple(points)


def _likely(points: Sequence[int], earliest: str | None, latest: str | None) -> tuple[str, str] | None:
    """The range that holds nine tenths of the probability, within the bounds."""
    if not points:
        return None
    low, high = points[round(0.05 * (len(points) - 1))], points[round(0.95 * (len(points) - 1))]
    start = max(iso(date.fromordinal(low)) or "", earliest or "")
    end = min(iso(date.fromordinal(high)) or "", latest or "9999-12-31")
    return (start, max(start, end))
