"""Which text's interval of writing lies earlier."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

from provenance.model import Bound, DateEvidence, Evidence, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Span, Witness

_APART = 3.5  # intervals that do not overlap: two hard bounds, of which either may be misread
_EARLIEST = Bound.EARLIEST
_MOST = 2.5  # overlapping intervals tell by their lags alone
_CLEAR = 1.25  # of what leaves more room than that, half was right: of simulated copies as of versions of articles


def dating(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """The document whose dates end before the other's begin was finished first.

    *What it hears.* The interval of each document, drawn from the dates in its text and the tense in which it speaks of
    them, and from what it states of itself.

    *Why it tells.* A text that speaks of a day as past cannot be older than that day; one that announces it is not
    younger. Where the intervals overlap, the usual lags between an event and its mention decide, with less weight.

    *When it misleads.* Where an old text was updated, or a page carries an older one below its own. It abstains where
    either document has no date, or where both rest on the same words: also where one tells in full (on Monday 4 May)
    which day the other has in the same sentence without its year or by the day of its writing (yesterday), unless the
    other states that it was written by then.
    """
    if not a.likely_days or not b.likely_days:
        return None
    last = _latest_past(a), _latest_past(b)
    if _rests_on_same_words(matches, a, b, last):
        return None
    if (apart := _apart(a, b)) is not None:
        return _parted("a" if apart[0] is a else "b", *apart)
    p = _p_before(a.likely_days, b.likely_days)
    if 0.45 < p < 0.55:
        return None
    weight = round(min(abs(math.log(max(p, 1e-6) / max(1 - p, 1e-6))), _MOST), 4)
    later, reason, other = (b, last[1], a) if p > 0.5 else (a, last[0], b)
    level = "stated-day" if _is_stated_by(other, reason) else _habit(a, b, last, weight)
    if reason is not None and level != "stated-day" and _is_told_by_both(matches, later, reason, other):
        return None
    return Evidence(
        "dating",
        "a" if p > 0.5 else "b",
        weight,
        later.id,
        reason.quote if reason else None,
        reason.start if reason else None,
        reason.end if reason else None,
        "the days on which it was probably written lie later",
        level,
    )


def _parted(favours: str, earlier: Witness, later: Witness, upper: DateEvidence, lower: DateEvidence) -> Evidence:
    """What two intervals tell that do not overlap, by the two bounds that part them."""
    quote = upper if upper.quote is not None else lower
    holder = earlier if quote is upper else later
    return Evidence(
        "dating",
        favours,
        _APART,
        holder.id,
        quote.quote,
        quote.start,
        quote.end,
        f"was written by {upper.date}; the other tells of {lower.date} as past"
        if lower.cue != "stated-date"
        else f"was written by {upper.date}; the other states {lower.date} as its date",
        _level(upper, lower),
    )


def _level(upper: DateEvidence, lower: DateEvidence) -> str:
    """What parts two intervals: the words of both texts, a date that one states, or two stated days next to each other.

    Of two posts a day apart, either may have been put online first.
    """
    stated = [evidence for evidence in (upper, lower) if evidence.cue == "stated-date"]
    if not stated:
        return "apart"
    gap = date.fromisoformat(lower.date) - date.fromisoformat(upper.date)
    return "next-day" if len(stated) == 2 and gap.days <= 1 else "stated"


def _habit(a: Witness, b: Witness, last: tuple[DateEvidence | None, DateEvidence | None], weight: float) -> str:
    """By what the likely days of two overlapping intervals differ.

    That of two stories of one week one names the later day is chance more often than in works that are kept up to date;
    and so is what hangs on a year that is guessed.
    """
    if _rests_on_one_day(*last):
        return "same-day"
    if a.dating.stated and b.dating.stated:
        return "stated"
    if any(_is_guessed(witness, evidence) for witness, evidence in zip((a, b), last, strict=True)):
        return "guessed-year"
    if weight < _CLEAR:
        return "close"
    return "of-a-week" if a.signs.is_of_a_week or b.signs.is_of_a_week else "likely"


def _is_guessed(witness: Witness, last: DateEvidence | None) -> bool:
    """Whether the day that dates a text, its latest past one or else its first to come, has a guessed year or tense."""
    if witness.dating.stated:
        return False
    if last is not None:
        days = [m for m in witness.mentions if m.mention.start == last.start and m.first.isoformat() == last.date]
    else:
        coming = [m for m in witness.mentions if m.mention.bound is Bound.LATEST and m.first == m.last]
        days = [min(coming, key=lambda m: m.last)] if coming else []
    return any(not day.is_certain or day.mention.cue == "wording" for day in days)


def _rests_on_one_day(a: DateEvidence | None, b: DateEvidence | None) -> bool:
    """Whether both texts tell of the same day as their last past one: what else dates them is habit."""
    return a is not None and b is not None and a.date == b.date


def _apart(a: Witness, b: Witness) -> tuple[Witness, Witness, DateEvidence, DateEvidence] | None:
    """The earlier and the later document with the two bounds that part them, if their intervals do not overlap."""
    for earlier, later in ((a, b), (b, a)):
        latest, earliest = earlier.dating.latest, later.dating.earliest
        if latest is None or earliest is None or latest > earliest:
            continue
        upper, lower = _bound(earlier, Bound.LATEST, latest), _bound(later, Bound.EARLIEST, earliest)
        if upper and lower and (latest < earliest or (upper.quote and lower.quote)):
            return earlier, later, upper, lower
    return None


def _bound(witness: Witness, bound: Bound, day: str) -> DateEvidence | None:
    for evidence in witness.dating.evidence:
        if evidence.bound is bound and evidence.date == day and evidence.strength is Strength.HARD:
            return evidence
    stated = witness.dating.stated
    if stated is None or stated.date != day:
        return None
    quote = None if stated.start is None or stated.end is None else witness.document.text[stated.start : stated.end]
    return DateEvidence("stated-date", bound, day, Strength.HARD, quote, stated.start, stated.end)


def _rests_on_same_words(
    matches: Sequence[Match], a: Witness, b: Witness, last: tuple[DateEvidence | None, DateEvidence | None]
) -> bool:
    """Whether the latest past event of both stands in words that they share: then it says nothing of who took them."""
    if last[0] is None or last[1] is None or last[0].date != last[1].date:
        return False
    if a.dating.stated or b.dating.stated:
        return False
    sides = {m.a.document: "a" for m in matches} | {m.b.document: "b" for m in matches}
    return all(
        any(
            (
                getattr(s, sides.get(witness.id, "a")).start
                <= (e.start or 0)
                < getattr(s, sides.get(witness.id, "a")).end
            )
            for m in matches
            for s in m.segments
        )
        for witness, e in ((a, last[0]), (b, last[1]))
    )


def _is_stated_by(witness: Witness, day: DateEvidence | None) -> bool:
    """Whether a text states a date of its own that is no later than a day of which another firmly tells as past."""
    stated = witness.dating.stated
    return stated is not None and day is not None and day.strength is Strength.HARD and stated.date <= day.date


def _is_told_by_both(matches: Sequence[Match], later: Witness, reason: DateEvidence, other: Witness) -> bool:
    """Whether the day that makes a text the later one stands in a sentence in which the other tells of it as well.

    A copier leaves the year out, or says yesterday; who tells it in full need not have written weeks after that day.
    """
    day = date.fromisoformat(reason.date)
    for match in matches:
        is_a = match.a.document == later.id
        for segment in match.segments:
            own, there = (segment.a, segment.b) if is_a else (segment.b, segment.a)
            if own.start <= (reason.start or 0) < own.end and _tells_of(other, there, day):
                return True
    return False


def _tells_of(witness: Witness, span: Span, day: date) -> bool:
    """Whether a text names a day in a stretch, not as one to come: with its year or without, or as yesterday."""
    named = (
        one.mention
        for one in witness.mentions
        if span.start <= one.mention.date_start < span.end
        and (one.mention.month, one.mention.day) == (day.month, day.day)
    )
    return any(mention.bound is not Bound.LATEST for mention in named) or any(
        e.bound is Bound.EARLIEST and e.date >= day.isoformat() for e in witness.dating.relative_days(span)
    )


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
