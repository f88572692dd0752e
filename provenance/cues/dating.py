"""Which text's interval of writing lies earlier."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.model import BELIEVED, OUTSIDE, RELATIVE_DAY, Bound, DateEvidence, Evidence, Strength

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from provenance.model import DatedMention, Match, Span, Stated, Witness
    from provenance.pairs import Bools, Ints, Pairs

_APART = 3.5  # log-odds where intervals do not overlap, which scripts/fit scales: a hard bound may still be misread
_EARLIEST = Bound.EARLIEST
_STATED = frozenset(["stated-date", "stated-period"])
_FAR = 10**7  # days: farther than any
_MOST = 2.5  # log-odds where they do: the lags tell alone, and however far apart, never as much
_LONG = 31  # days; a paper of the next day repeats the wire of the day before, and tells its own day of both
_WEEK = 7
_SAME_DAY = "same-day"
"""Grade of two texts that tell of one day: what else dates them is habit."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVEN = 0.05  # a probability that near to one half tells nothing worth a sentence
_CLEAR = 1.25  # of what leaves more room than that, half was right: of simulated copies as of versions of articles


def dating(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """The document whose dates end before the other's begin was finished first.

    *What it hears.* The interval of each document, drawn from the dates in its text and the tense in which it speaks of
    them, from what it states of itself, and from the day on which a web archive fetched it.

    *Why it tells.* A text that speaks of a day as past cannot be older than that day; one that announces it is not
    younger. Where the intervals overlap, the usual lags between an event and its mention decide, with less weight.

    *When it misleads.* Where an old text was updated, or a page carries an older one below its own; and where it was
    pasted after the day that it announces, as who copies word for word may at any time: an announcement that another
    text has in the very words is a grade of its own (`repeated`). It abstains where either document has no date, or
    where both rest on the same words: also where one tells in full (on Monday 4 May) which day the other has in the
    same sentence without its year or by the day of its writing (yesterday), unless the other states that it was written
    by then; and by the weekday alone it counts for little.
    """
    days = [_days(witness) for witness in pairs.witnesses]
    has_days = np.logical_and(*pairs.of_both(lambda witness: bool(witness.likely_days)))
    earlier = _first_of_parted(pairs, days)
    told = np.flatnonzero((has_days | (earlier != 0)) & ~_rests_on_same_words(pairs, days))
    for pair, first in zip(told.tolist(), earlier[told].tolist(), strict=True):
        one, other = int(pairs.a[pair]), int(pairs.b[pair])
        a, b = pairs.witnesses[one], pairs.witnesses[other]
        if first > 0:
            yield pair, _parted("a", a, b, days[one], days[other])
            continue
        if first < 0:
            yield pair, _parted("b", b, a, days[other], days[one])
            continue
        p = _p_before(a.likely_days, b.likely_days)
        if 0.5 - _EVEN < p < 0.5 + _EVEN:
            continue
        if evidence := _lagging(pairs.matches[pair], a, b, days[one], days[other], p):
            yield pair, evidence


class _Days(NamedTuple):
    """The days of a text: its latest past one and the bounds of its interval; if a guessed year or years date it."""

    last: DateEvidence | None
    upper: DateEvidence | None
    lower: DateEvidence | None
    is_guessed: bool
    is_by_years: bool


def _days(witness: Witness) -> _Days:
    earliest, latest, last = witness.dating.earliest, witness.dating.latest, _latest_past(witness)
    return _Days(
        last,
        None if latest is None else _bound(witness, Bound.LATEST, latest),
        None if earliest is None else _bound(witness, Bound.EARLIEST, earliest),
        _is_guessed(witness, last),
        _is_by_years(witness),
    )


def _first_of_parted(pairs: Pairs, days: Sequence[_Days]) -> Ints:
    """Which text of each pair is the earlier by intervals that do not overlap: 1 for `a`, -1 for `b`, else 0."""
    upper, lower = ([getattr(each, side) for each in days] for side in ("upper", "lower"))
    day_of = np.array([_last_day(each) for each in days])
    day_to = np.array([-_FAR if each is None else _ordinal(each.date) for each in lower])
    is_quoted = [np.array([bool(each and each.quote) for each in side], dtype=np.bool_) for side in (upper, lower)]

    def is_first(one: Ints, other: Ints) -> Bools:
        end, start = day_of[one], day_to[other]
        found: Bools = (end < start) | ((end == start) & is_quoted[0][one] & is_quoted[1][other])
        return found

    return np.where(is_first(pairs.a, pairs.b), 1, np.where(is_first(pairs.b, pairs.a), -1, 0))


def _last_day(days: _Days) -> int:
    """The last day of a text; of one that is under an embargo the day before it ends, on which it is passed on."""
    if days.upper is None:
        return _FAR
    last = _ordinal(days.upper.date)
    is_held = days.upper.cue == "embargoed" and (days.lower is None or _ordinal(days.lower.date) < last)
    return last - is_held


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _lagging(
    matches: Sequence[Match], a: Witness, b: Witness, days_a: _Days, days_b: _Days, p: float
) -> Evidence | None:
    """What two intervals tell that overlap, by the usual lags: `p` is the probability that `a` was first."""
    weight = round(min(abs(math.log(max(p, 1e-6) / max(1 - p, 1e-6))), _MOST), 4)
    if _has_day_from(days_a.last, b) or _has_day_from(days_b.last, a) or _state_one_day(a, b):
        return None
    later, reason, other = (b, days_b.last, a) if p > 0.5 else (a, days_a.last, b)
    is_day = _is_stated_by(other, reason) and not _is_its_own(later, reason, other)
    level = "stated-day" if is_day else _habit(a, b, days_a, days_b, weight)
    is_by_words = level not in ("stated", "stated-day")
    if is_by_words and reason is not None:
        if _is_told_by_both(matches, later, reason, other, _tells_of):
            return None
        if _is_told_by_both(matches, later, reason, other, _tells_of_weekday):
            level = _SAME_DAY
    if _is_alone_dated(later, reason, days_a if later is b else days_b):
        return None
    says, stated = "was probably written on a later day", later.dating.stated
    if stated is not None and stated.reliability >= BELIEVED:  # its words have not told when it was likely written
        first = days_a if later is b else days_b
        if (
            other.dating.stated is None
            and first.last
            and _is_told_by_both(matches, other, first.last, later, _tells_of)
        ):
            return None  # the day that dates the other is one that any copy tells of
        says = f"{says}, for it states {stated.date} as its own"
        reason = reason and _stated(later, stated, Bound.EARLIEST)
    return Evidence(
        "dating",
        "a" if p > 0.5 else "b",
        weight,
        later.id,
        reason.quote if reason else None,
        reason.start if reason else None,
        reason.end if reason else None,
        says,
        level,
    )


def _is_alone_dated(later: Witness, reason: DateEvidence | None, other: _Days) -> bool:
    """Whether a text is the later one only for saying when it was written or changed, beside one dated by years alone.

    Years that are gone, as in the life of somebody, leave open how long after them that other text was written.
    """
    if not other.is_by_years or other.last is None:
        return False
    stated = later.dating.stated
    if stated is not None and stated.reliability >= BELIEVED:
        return True
    at = reason.start if reason else None
    return at is not None and any(note.start <= at < note.end for note in later.signs.notes)


def _has_day_from(day: DateEvidence | None, other: Witness) -> bool:
    """Whether the last past day of a text is one that the other gives: on Tuesday, there and here in the same words."""
    return day is not None and day.cue == RELATIVE_DAY and day.year_from == other.id


def _state_one_day(a: Witness, b: Witness) -> bool:
    """Whether two texts state the same day as that of their writing; the end of an embargo, less sure, is none."""
    one, other = a.dating.stated, b.dating.stated
    if one is None or other is None or one.date != other.date:
        return False
    return min(one.reliability, other.reliability) > BELIEVED


def _parted(favours: str, earlier: Witness, later: Witness, first: _Days, second: _Days) -> Evidence:
    """What two intervals tell that do not overlap, by the two bounds that part them."""
    upper, lower = first.upper, second.lower
    assert upper is not None
    assert lower is not None
    before, after = f"was written by {upper.date}", _begins(lower)
    holder, quote, says = earlier, upper, f"{before}; the other {after}"
    if upper.quote is None and lower.quote is not None:
        holder, quote, says = later, lower, f"{after}; the other {before}"
    return Evidence(
        "dating",
        favours,
        _APART,
        holder.id,
        quote.quote,
        quote.start,
        quote.end,
        says,
        _level(earlier, upper, lower),
    )


def _begins(lower: DateEvidence) -> str:
    """What a text says of the day before which it was not written."""
    if lower.cue == "stated-period":
        return f"is dated {lower.quote}"
    return f"states {lower.date} as its date" if lower.cue in _STATED else f"tells of {lower.date} as past"


def _level(earlier: Witness, upper: DateEvidence, lower: DateEvidence) -> str:
    """What parts two intervals: the words of both texts, a date that one states, or two stated days next to each other.

    Words that another text has as well may have been pasted from there. Of two posts a day apart, either may have been
    put online first.
    """
    stated = [evidence for evidence in (upper, lower) if evidence.cue in _STATED]
    if not stated:
        return "repeated" if upper.start in earlier.repeated else "apart"
    is_next = len(stated) == 2 and _ordinal(lower.date) - _ordinal(upper.date) <= 1
    return "next-day" if is_next else "stated"


def _habit(a: Witness, b: Witness, days_a: _Days, days_b: _Days, weight: float) -> str:
    """By what the likely days of two overlapping intervals differ.

    That of two stories of one week one names the later day is chance more often than in works that are kept up to date;
    and so is what hangs on a year that is guessed, or on a year that news tells of in passing (shut since 2011).
    """
    if a.dating.stated and b.dating.stated:
        return "stated"
    if _rests_on_one_day(days_a.last, days_b.last):
        return _SAME_DAY
    if days_a.is_guessed or days_b.is_guessed:
        return "guessed-year"
    is_of_a_week = a.signs.is_of_a_week or b.signs.is_of_a_week
    if is_of_a_week and (days_a.is_by_years or days_b.is_by_years):
        return "year-in-news"
    if weight < _CLEAR:
        return "close"
    return "of-a-week" if is_of_a_week else "likely"


def _is_guessed(witness: Witness, last: DateEvidence | None) -> bool:
    """Whether the day that dates a text, its latest past one or else its first to come, has a guessed year or tense."""
    if witness.dating.stated:
        return False
    if last is not None:
        days = [m for m in witness.mentions if m.mention.start == last.start and m.first.isoformat() == last.date]
    else:
        coming = [
            m for m in witness.mentions if m.mention.bound is Bound.LATEST and (m.first == m.last or _is_likely(m))
        ]
        days = [min(coming, key=lambda m: m.last)] if coming else []
    return any(not day.is_certain or _is_likely(day) for day in days)


def _is_by_years(witness: Witness) -> bool:
    """Whether nothing but years dates a text: days before the last of them, as of birth, do not."""
    if witness.dating.stated:
        return False
    bounding = [m for m in witness.mentions if m.mention.bound is not None]
    years = [m.first for m in bounding if m.mention.bound is Bound.EARLIEST and m.mention.month is None]
    gone = max(years, default=date.min)
    return all(m.mention.month is None or (m.mention.bound is Bound.EARLIEST and m.last < gone) for m in bounding)


def _is_likely(day: DatedMention) -> bool:
    """Whether no rule tells of a date, but the words around it make likely that it was over or to come."""
    return day.mention.cue == "wording"


def _rests_on_one_day(a: DateEvidence | None, b: DateEvidence | None) -> bool:
    """Whether both texts tell of the same day as their last past one: what else dates them is habit."""
    return a is not None and b is not None and a.date == b.date


def _bound(witness: Witness, bound: Bound, day: str) -> DateEvidence | None:
    """What bounds a text to a day: words that no other text has, rather than such as another has, too."""
    held = [e for e in witness.dating.evidence if e.bound is bound and e.date == day and e.strength is Strength.HARD]
    if held:
        return min(held, key=lambda evidence: evidence.start in witness.repeated)
    stated = witness.dating.stated
    return _stated(witness, stated, bound) if stated is not None and stated.date == day else None


def _stated(witness: Witness, stated: Stated, bound: Bound) -> DateEvidence:
    """The day that a text states of itself, as a bound, with its words."""
    quote = None if stated.start is None or stated.end is None else witness.document.text[stated.start : stated.end]
    return DateEvidence("stated-date", bound, stated.date, Strength.HARD, quote, stated.start, stated.end)


def _rests_on_same_words(pairs: Pairs, days: Sequence[_Days]) -> Bools:
    """Whether the latest past event of both stands in words that they share: then it says nothing of who took them."""
    last = [None if _is_dated_beside(one) else each.last for each, one in zip(days, pairs.witnesses, strict=True)]
    day = np.array([0 if each is None else _ordinal(each.date) for each in last])
    place = np.array([0 if each is None else each.start or 0 for each in last])
    segments, stretches = pairs.segments, pairs.stretches
    held = place[stretches.document]
    holds = (stretches.starts <= held) & (held < stretches.ends)
    in_a, in_b = (pairs.count(np.flatnonzero(holds[side])) > 0 for side in (segments.a, segments.b))
    rests: Bools = (day[pairs.a] > 0) & (day[pairs.a] == day[pairs.b]) & in_a & in_b
    return rests


def _is_dated_beside(witness: Witness) -> bool:
    """Whether something beside what a text tells dates it: the day that it states, a year that is given, a capture."""
    return witness.dating.stated is not None or any(each.cue in OUTSIDE for each in witness.dating.evidence)


def _is_stated_by(witness: Witness, day: DateEvidence | None) -> bool:
    """Whether a text states a date of its own that is no later than a day of which another firmly tells as past."""
    stated = witness.dating.stated
    return stated is not None and day is not None and day.strength is Strength.HARD and stated.date <= day.date


def _is_its_own(witness: Witness, day: DateEvidence | None, other: Witness) -> bool:
    """Whether a day is that which a text states of itself, and no event, long after the day that another states."""
    own, there = witness.dating.stated, other.dating.stated
    if own is None or there is None or day is None or own.date != day.date:
        return False
    return _ordinal(own.date) - _ordinal(there.date) > _LONG


def _is_told_by_both(
    matches: Sequence[Match],
    later: Witness,
    reason: DateEvidence,
    other: Witness,
    tells: Callable[[Witness, Span, date], bool],
) -> bool:
    """Whether the day that makes a text the later one stands in a sentence in which the other tells of it as well.

    A copier leaves the year out, or says yesterday; who tells it in full need not have written weeks after that day.
    """
    day = date.fromisoformat(reason.date)
    for match in matches:
        is_a = match.a.document == later.id
        for segment in match.segments:
            own, there = (segment.a, segment.b) if is_a else (segment.b, segment.a)
            if own.start <= (reason.start or 0) < own.end and tells(other, there, day):
                return True
    return False


def _tells_of(witness: Witness, span: Span, day: date) -> bool:
    """Whether a text names a day in a stretch, not as one to come: with its year or without, or as yesterday."""
    dated = [one.mention for one in witness.mentions if span.start <= one.mention.date_start < span.end]
    named = (mention for mention in dated if (mention.month, mention.day) == (day.month, day.day))
    if any(mention.bound is not Bound.LATEST for mention in named):
        return True
    return any(e.bound is Bound.EARLIEST and e.date >= day.isoformat() for e in witness.dating.relative_days(span))


def _tells_of_weekday(witness: Witness, span: Span, day: date) -> bool:
    """Whether a text names in a stretch the weekday of a day and no date, and states a day of the week after it."""
    stated = witness.dating.stated
    if stated is None or not 0 <= _ordinal(stated.date) - day.toordinal() <= _WEEK:
        return False
    if any(span.start <= one.mention.date_start < span.end for one in witness.mentions):
        return False
    return re.search(rf"\b{_WEEKDAYS[day.weekday()]}\b", witness.quote(span)) is not None


def _latest_past(witness: Witness) -> DateEvidence | None:
    latest = None
    for evidence in witness.dating.evidence:
        if evidence.bound is _EARLIEST and (latest is None or evidence.date > latest.date):
            latest = evidence
    return latest


def _p_before(a: Sequence[int], b: Sequence[int]) -> float:
    """The probability that a day drawn from `a` comes before one drawn from `b`; equal days count half."""
    if a[-1] < b[0]:
        return 1.0
    if b[-1] < a[0]:
        return 0.0
    passed = sum(map(bisect_left, repeat(b), a)) + sum(map(bisect_right, repeat(b), a))  # of `b`, counted twice
    return (len(a) * len(b) - passed / 2) / (len(a) * len(b))
