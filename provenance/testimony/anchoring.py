"""Relative days made absolute: what they tell of the day of the writing, once the day that they mean is known.

The words *on Tuesday* date nothing by themselves. Where an aligned sentence of another text names the day (on 4 March),
or a text with a stated date names it in the same relative way, they hold the day of writing within a week of it. Where
the text itself names the day beside them, *today (Tuesday 4 March)*, they tell the very day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from provenance.model import RELATIVE_DAY, Bound, DatedMention, Kind, Mention, Strength, shared_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Match, Relative, Segment, Span, Stated

_MIN_SIMILARITY = 0.6
_TRUSTED = 0.75  # what states its date less surely dates nobody else
_START = attrgetter("start")
_ROUND_DAYS = 62  # what leaves more is a round number of years
_ONE_DAY = 2  # a stated day and its weekday leave that many days at most to a relative expression


_Row = tuple[list[int], list[date]]
_Days = dict[str, _Row]
_NO_DAYS: frozenset[date] = frozenset()


class _Side(NamedTuple):
    """One side of an aligned pair: the document, its sentence, its stated day of writing, and the days it names."""

    document: str
    span: Span
    stated: date | None
    named: frozenset[date]


def open_spans(
    matches: Iterable[Match], resolved: Mapping[str, Sequence[DatedMention]], stated: Mapping[str, Sequence[Stated]]
) -> dict[str, tuple[Span, ...]]:
    """The sentences in whose aligned counterpart a day may be found, by document: where to look for relative days."""
    found: dict[str, set[Span]] = defaultdict(set)
    days = _days(resolved)
    for own, other in _pairs(matches, stated, days):
        if _day_beyond(own, other) or (other.stated and not own.named):
            found[own.document].add(own.span)
            if other.stated:
                found[other.document].add(other.span)
    return {document: tuple(sorted(spans, key=lambda s: (s.start, s.end))) for document, spans in found.items()}


def anchored(
    matches: Iterable[Match],
    resolved: Mapping[str, Sequence[DatedMention]],
    relatives: Mapping[str, Sequence[Relative]],
    stated: Mapping[str, Sequence[Stated]],
) -> dict[str, tuple[DatedMention, ...]]:
    """What relative days bound, by document: the first and the last day of writing that they leave, softly.

    Only where the other sentence names one day more, and a weekday that is named agrees with it.
    """
    found: dict[str, dict[tuple[int, Bound, date], DatedMention]] = defaultdict(dict)
    days = _days(resolved)
    telling = [match for match in matches if relatives.get(match.a.document) or relatives.get(match.b.document)]
    for own, other in _pairs(telling, stated, days):
        day = _day_beyond(own, other)
        said = _only(relatives, own, day.weekday() if day else None)
        if said is None:
            continue
        is_retold = day is not None  # the words were changed: whoever did so wrote within days
        if day is None and other.stated and not own.named:
            day = _told(_only(relatives, other), other.stated)
        if day and said.weekday in (None, day.weekday()):
            for one in _bounds(said, day, other.document, is_retold=is_retold):
                found[own.document].setdefault((said.start, one.mention.bound or Bound.EARLIEST, one.first), one)
    return {
        document: tuple(sorted(rows.values(), key=lambda m: (m.mention.start, m.first)))
        for document, rows in found.items()
    }


def told_beside(
    document: str, named: Iterable[tuple[DatedMention, Relative]], matches: Iterable[Match]
) -> Iterator[DatedMention]:
    """What the days bound beside which a text says how they lie to its writing: today (Tuesday 4 March).

    It was written on the day that follows, or in the days that do, and not later; softly not later where it shares the
    words with another text of its `matches`, as whoever passes them on mostly does so afterwards. What is told in round
    years (two years ago, on 4 March 2022) binds softly.
    """
    found = list(named)
    shared = shared_spans(matches, document) if found else ()
    for dated, said in found:
        after = bisect_right(shared, said.start, key=_START)
        is_shared = after > 0 and said.start < shared[after - 1].end
        strength = Strength.SOFT if said.high - said.low > _ROUND_DAYS else Strength.HARD
        yield _written(dated, said, Bound.EARLIEST, strength)
        yield _written(dated, said, Bound.LATEST, Strength.SOFT if is_shared else strength)


def _written(dated: DatedMention, said: Relative, bound: Bound, strength: Strength) -> DatedMention:
    """The first or last day of the writing, by a day that is named and how it lies to that, as a bound."""
    one = dated.mention
    day = dated.first - timedelta(days=said.high if bound is Bound.EARLIEST else said.low)
    mention = replace(
        one,
        start=min(said.start, one.date_start),
        end=max(said.end, one.date_end),
        year=one.year and day.year,
        month=day.month,
        day=day.day,
        weekday=one.weekday and day.weekday(),
        tense="none",
        bound=bound,
        strength=strength,
        cue="day-of-writing",
    )
    return DatedMention(mention, day, day, dated.year_from)


def _pairs(
    matches: Iterable[Match], stated: Mapping[str, Sequence[Stated]], days: _Days
) -> Iterator[tuple[_Side, _Side]]:
    """The aligned sentences that say the same thing: one of a text without a stated day, one that may have its day.

    Where the latter neither names a day nor states its own, there is nothing to have.
    """
    told = {document: day for document, held in stated.items() if (day := _stated_day(held))}
    for match in matches:
        a, b = match.a.document, match.b.document
        day_a, day_b, rows_a, rows_b = told.get(a), told.get(b), days.get(a), days.get(b)
        is_a = day_a is None and bool(day_b or rows_b)
        is_b = day_b is None and bool(day_a or rows_a)
        if not (is_a or is_b):
            continue
        for segment in match.segments:
            if segment.similarity >= _MIN_SIMILARITY and _is_statement(segment):
                named_a, named_b = _days_in(rows_a, segment.a), _days_in(rows_b, segment.b)
                if is_a and (day_b or named_b):
                    yield _Side(a, segment.a, day_a, named_a), _Side(b, segment.b, day_b, named_b)
                if is_b and (day_a or named_a):
                    yield _Side(b, segment.b, day_b, named_b), _Side(a, segment.a, day_a, named_a)


def _is_statement(segment: Segment) -> bool:
    return segment.kind is not Kind.BOILERPLATE and not segment.is_formula


def _stated_day(stated: Sequence[Stated]) -> date | None:
    best = max(stated, key=lambda one: (one.reliability, one.date), default=None)
    return date.fromisoformat(best.date) if best and best.reliability >= _TRUSTED else None


def _days(resolved: Mapping[str, Sequence[DatedMention]]) -> _Days:
    """The days that each document names for certain: where they stand, in order, and which they are."""
    found: _Days = {}
    for document, mentions in resolved.items():
        if rows := sorted([(m.mention.date_start, m.first) for m in mentions if m.first == m.last and m.is_certain]):
            found[document] = [offset for offset, _ in rows], [day for _, day in rows]
    return found


def _days_in(rows: _Row | None, span: Span) -> frozenset[date]:
    """The days that a sentence names, of those of its document."""
    if rows is None:
        return _NO_DAYS
    offsets, days = rows
    low = bisect_left(offsets, span.start)
    high = bisect_left(offsets, span.end, low)
    return frozenset(days[low:high]) if low < high else _NO_DAYS


def _day_beyond(own: _Side, other: _Side) -> date | None:
    """The one day that another sentence names beyond those of a sentence; None if it names other ones."""
    is_one_more = len(other.named) == len(own.named) + 1 and own.named <= other.named
    return next(iter(other.named - own.named)) if is_one_more else None


def _only(relatives: Mapping[str, Sequence[Relative]], side: _Side, weekday: int | None = None) -> Relative | None:
    """The one relative day of a sentence; of several that on a weekday, if one is."""
    held = [one for one in relatives.get(side.document, ()) if side.span.start <= one.start < side.span.end]
    if len(held) > 1 and weekday is not None:
        held = [one for one in held if one.weekday == weekday]
    return held[0] if len(held) == 1 else None


def _told(said: Relative | None, written: date) -> date | None:
    """The day that relative words mean in a text of a known day; None where they leave more than one."""
    if said is None:
        return None
    days = [written + timedelta(days=k) for k in range(said.low, said.high + 1)]
    if said.weekday is not None:
        days = [day for day in days if day.weekday() == said.weekday]
        if said.low <= 0 <= said.high and len(days) == _ONE_DAY:  # written on such a day, it means that day
            days = [written]
    return days[0] if len(days) == 1 else None


def _bounds(said: Relative, day: date, source: str, *, is_retold: bool) -> Iterator[DatedMention]:
    """The first and, where the words were not just copied, the last day of writing that a relative day leaves."""
    limits = [(Bound.EARLIEST, day - timedelta(days=said.high))]
    if is_retold:
        limits.append((Bound.LATEST, day - timedelta(days=said.low)))
    for bound, limit in limits:
        mention = Mention(
            start=said.start,
            end=said.end,
            date_start=said.start,
            date_end=said.end,
            year=None,
            month=None,
            day=None,
            weekday=said.weekday,
            tense="none",
            bound=bound,
            strength=Strength.SOFT,
            is_quoted=False,
            cue=RELATIVE_DAY,
        )
        yield DatedMention(mention, limit, limit, source, is_certain=False)
