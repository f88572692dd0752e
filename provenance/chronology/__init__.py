"""When a document was written: bounds by the events that it tells of, and the days on which it probably was.

A past event bounds a text from below, and every text that carries the words with it. A coming event bounds it from
above only in its own voice: an old announcement can be copied years later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from provenance.chronology import doubts
from provenance.chronology.doubts import DOUBTED, LATE, NAMES
from provenance.chronology.likely import RELIABLE, evenly, is_in, likely_days, likely_range
from provenance.chronology.years import resolve, undated
from provenance.model import BELIEVED, Bound, DateEvidence, Dating, Stated, Strength, iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.model import DatedMention, Document, Period, Span

__all__ = ["dating", "resolve", "undated"]

_DATELINE = 0.85  # that of a dateline with its year; of 44 without one in dated newswire, all lie within a day
_ALONE, _MAX_MARKS = 0.6, 12  # that of a day in a line of its own with its year; what may stand there beside it
_HEAD_CHARACTERS = 1000  # a dateline farther down is that of another report


def dating(
    document: Document,
    mentions: Sequence[DatedMention],
    borrowed: Sequence[Span],
    repeated: Sequence[int] = (),
    *,
    is_relay: bool,
) -> tuple[Dating, tuple[int, ...]]:
    """The interval of a document's writing with the evidence for each end, and equally probable days of it (ordinals).

    `borrowed` are the spans that it probably has from elsewhere, in order and apart: a coming event there bounds its
    source, not itself. `repeated` is where mentions of days to come begin that another text has in the very words.
    """
    evidence = [_evidence(document, m, borrowed) for m in mentions if m.mention.bound is not None]
    best, doubt = doubts.stated(document, mentions)
    if best is None or best.reliability < BELIEVED:
        best = _by_dateline(document, mentions, borrowed) or best
    evidence = [_passed_on(one, best, repeated) for one in evidence]
    earliest, latest, held, odd = _interval(document, evidence)
    evidence += chain.from_iterable(map(_told_beside, held))
    conflicts = [*document.notes, *doubts.disagreements(document, mentions), *doubt, *odd]
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
    is_contested = not doubt and doubts.is_contested(document)
    if best is not None and not is_beyond and best.reliability >= RELIABLE and not is_contested:
        earliest = latest = best.date
    if best is not None and _is_far(best, told):
        best = replace(best, reliability=min(best.reliability, DOUBTED))
    believed = None if is_contested else best
    if any(period.first for period in held) and (believed is None or believed.reliability < BELIEVED):
        points = evenly(*told)
    else:
        points = likely_days(mentions, believed, told, borrowed, is_relay=is_relay)
    drawn = Dating(
        earliest=earliest,
        latest=latest,
        likely=likely_range(points, earliest, latest),
        stated=best,
        evidence=tuple(evidence),
        conflicts=tuple(conflicts),
        file_time=document.file_time,
    )
    return drawn, points


def _passed_on(one: DateEvidence, stated: Stated | None, repeated: Sequence[int]) -> DateEvidence:
    """A day to come as evidence; soft where the text surely states a later day as its own, and another has the words.

    Then the text passes on an announcement, and it is that which was written before the day.
    """
    is_sure = stated is not None and stated.reliability >= RELIABLE and stated.exchanged is None
    if not is_sure or one.bound is not Bound.LATEST or one.start not in repeated:
        return one
    assert stated is not None
    return replace(one, strength=Strength.SOFT) if one.date < stated.date else one


def announced(mentions: Iterable[DatedMention], spans: Sequence[Span]) -> tuple[int, ...]:
    """Where mentions of days to come begin that lie in any of some spans, which are sorted and do not overlap."""
    coming = (one.mention for one in mentions if one.mention.bound is Bound.LATEST)
    return tuple([mention.start for mention in coming if is_in(spans, mention.date_start)])


def _read_rightly(stated: Stated, bounds: tuple[str | None, str | None]) -> Stated:
    """A date whose day and month may be exchanged (3/4/2024), read as the bounds allow if they allow but one way."""
    if stated.exchanged is None:
        return stated
    earliest, latest = bounds[0] or "", bounds[1] or "9999-12-31"
    allowed = [day for day in (stated.date, stated.exchanged) if earliest <= day <= latest]
    return replace(stated, date=allowed[0], exchanged=None) if len(allowed) == 1 else stated


def _is_far(stated: Stated, bounds: tuple[str | None, str | None]) -> bool:
    """Whether a stated date lies so far outside of the bounds that no day near it is that of the writing."""
    day = date.fromisoformat(stated.date)
    low, high = (bound and date.fromisoformat(bound) for bound in bounds)
    return bool((low and (low - day).days > LATE) or (high and (day - high).days > LATE))


def _by_dateline(document: Document, mentions: Sequence[DatedMention], borrowed: Sequence[Span]) -> Stated | None:
    """The day of a dateline, or of a line of its own, that names no year, where another text gives it for certain."""
    for dated in mentions:
        one = dated.mention
        is_own = not is_in(borrowed, one.date_start)
        if one.cue == "dateline" and one.date_start < _HEAD_CHARACTERS and dated.is_certain and is_own:
            line = document.text[document.text.rfind("\n", 0, one.date_start) + 1 :].partition("\n")[0]
            is_alone = len(line) < one.date_end - one.date_start + _MAX_MARKS
            reliability = _ALONE if is_alone else _DATELINE
            return Stated(dated.first.isoformat(), "dateline", reliability, one.date_start, one.date_end)
    return None


def _evidence(document: Document, dated: DatedMention, borrowed: Sequence[Span]) -> DateEvidence:
    """A mention that bounds the writing as evidence; soft where its year is a guess or the words are another's."""
    mention = dated.mention
    assert mention.bound is not None
    strength = mention.strength
    is_borrowed = is_in(borrowed, mention.date_start)
    if not dated.is_certain or (mention.bound is Bound.LATEST and (is_borrowed or mention.is_quoted)):
        strength = Strength.SOFT
    day = dated.first if mention.bound is Bound.EARLIEST else dated.last
    return DateEvidence(
        cue=mention.cue,
        bound=mention.bound,
        date=iso(day) or "",
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


def _interval(
    document: Document, evidence: Iterable[DateEvidence]
) -> tuple[str | None, str | None, list[Period], list[str]]:
    """The days between which a document was written, the periods beside it that count, and in words what does not fit.

    A capture is believed before words, and words before a month or a year that somebody gave.
    """
    earliest, latest = _bounds(evidence)
    held: list[Period] = []
    odd: list[str] = []
    if earliest and latest and earliest > latest:
        odd.append(
            f"Some words speak of {latest} as still to come, others of {earliest} as past: the former are probably "
            "older than the text that carries them, and bound only themselves."
        )
        latest = None
    for period in sorted(document.periods, key=lambda one: one.cue != "capture"):
        is_early = bool(earliest and period.last and earliest > period.last)
        is_late = bool(latest and period.first and latest < period.first)
        if is_early and period.cue == "capture":
            odd.append(
                f"It was fetched from the web by {period.last}, yet its words speak of {earliest} as past: one of the "
                "two is wrong, and here the words are taken to be."
            )
            earliest = None
        elif is_early or is_late:
            odd.append(f"The date {period.said} ({period.where}) does not fit the dates in the text.")
            continue
        earliest = max(filter(None, (earliest, period.first)), default=None)
        latest = min(filter(None, (latest, period.last)), default=None)
        held.append(period)
    return earliest, latest, held, odd


def _told_beside(period: Period) -> Iterator[DateEvidence]:
    """The bounds that stand beside a text."""
    for bound, day in ((Bound.EARLIEST, period.first), (Bound.LATEST, period.last)):
        if day:
            yield DateEvidence(period.cue, bound, day, Strength.HARD, period.said, None, None)
