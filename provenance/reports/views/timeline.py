"""When texts were written, as bars: pale from the earliest to the latest possible day, dark where it is likely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from provenance.reports.markup import Html
from provenance.reports.views import anchors, phrases
from provenance.reports.views.order import first_day, in_lineage, is_dated
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.model import Dating
    from provenance.reports.views.lookup import Lookup

WIDTH = 100
MIN_WIDTH = 1.5
"""Of a bar, in percent of its room."""

MARGIN_SHARE = 0.06
"""Of the span of days, left free at both ends, so that a bar that goes on can be seen to."""

FAR_SHARE = 20
"""Of so many days one at either end may lie off the axis: a year misread must not press all other bars together."""

MAX_DAYS, MAX_MONTHS = 31, 60
"""Spans, in days and in months, up to which the timeline is grouped by day and by month; beyond, by year."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days, as ordinals, that a row of bars spans."""

    first: float
    last: float

    def at(self, day: float) -> float:
        """Where a day lies, 0 to `WIDTH`."""
        share = (day - self.first) / max(1.0, self.last - self.first)
        return min(1.0, max(0.0, share)) * WIDTH


@dataclass(frozen=True, slots=True)
class EntryView:
    """One document on the timeline."""

    when: Html
    likely: Html | None
    bar: Html | None
    name: Html
    says: Html


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Entries of one day, month or year, or those without a date."""

    heading: Html
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The section."""

    family: Html | None
    """That a family's table tells all of it."""
    periods: tuple[PeriodView, ...]
    span: Html | None
    left_out: Html | None


def axis(datings: Iterable[Dating]) -> Axis | None:
    """The axis on which all dark bars and stated days begin, the farthest of many apart, and most of them end.

    Bars may run beyond it. None without any day.
    """
    members = [dating for dating in datings if is_dated(dating)]
    days = sorted(day for dating in members for day in _marked(dating))
    if not days:
        return None
    far = len(days) // FAR_SHARE
    ends = sorted(day for dating in members for day in _days((dating.likely or ())[1:]))
    first, last = days[far], max([days[-1 - far], *ends[: 1 + (len(ends) - 1) * 3 // 4][-1:]])
    margin = max(2.0, (last - first) * MARGIN_SHARE)
    return Axis(max(first - margin, date.min.toordinal()), min(last + margin, date.max.toordinal()))


def bar(dating: Dating, along: Axis | None) -> Html | None:
    """The bar of a dating, which fades where it goes on beyond the axis.

    The words beside it say the same, so it is no part of what is read aloud.
    """
    drawn = list(_rects(dating, along)) if along is not None else []
    if along is None or not drawn:
        return None
    return Html(f'<svg class="span{_cut(dating, along)}" aria-hidden="true">{"".join(drawn)}</svg>')


def timeline(lookup: Lookup, most: int) -> TimelineView:
    """Documents by their day, of one day as the lineage has them, so many of them; those without any date last."""
    families = lookup.report.families
    if len(families) == 1 and not families[0].identical and len(families[0].documents) == len(lookup.documents):
        whole = say("timeline_family", family=anchors.lineage(families[0].documents))
        return TimelineView(whole, (), None, None)
    place = {each: number for number, each in enumerate(in_lineage(lookup))}
    members = sorted(lookup.report.documents, key=lambda each: (first_day(each.dating), place[each.id]))[:most]
    dated = [each for each in members if is_dated(each.dating)]
    along = axis(each.dating for each in dated)
    length = _grouping([first_day(each.dating) for each in dated])
    periods: dict[str, list[EntryView]] = {}
    for each in members:
        key = first_day(each.dating)[:length] if is_dated(each.dating) else ""
        entry = EntryView(
            when=phrases.written(each.dating),
            likely=phrases.likely(each.dating),
            bar=bar(each.dating, along),
            name=lookup.name(each.id),
            says=_says(lookup, each.id),
        )
        periods.setdefault(key, []).append(entry)
    return TimelineView(
        None,
        tuple(
            PeriodView(phrases.day(key) if key else say("undated_group"), tuple(entries))
            for key, entries in periods.items()
        ),
        span(along),
        phrases.more(len(lookup.documents) - most, "rows_left_out"),
    )


def span(along: Axis | None) -> Html | None:
    """The first and the last day of an axis, in words."""
    if along is None:
        return None
    first, last = (date.fromordinal(round(day)).isoformat() for day in (along.first, along.last))
    return say("axis", days=phrases.days(first, last))


def _grouping(days: list[str]) -> int:
    """How many characters of an ISO day name its period."""
    known = _days((min(days), max(days))) if days else []
    distance = known[-1] - known[0] if len(known) == 2 else 0
    return 10 if distance <= MAX_DAYS else 7 if distance <= MAX_MONTHS * 30.5 else 4


def _says(lookup: Lookup, document: str) -> Html:
    """From whom a document has most, or with which earlier text it shares most."""
    taken = lookup.taken[document]
    if not taken:
        return Html("")
    source, words = next(iter(taken.items()))
    is_told = lookup.is_told(source, document)
    counted = phrases.count("word", words if is_told else lookup.words_shared(source, document))
    perhaps = "" if is_told else "_perhaps"
    took = say(f"timeline_took{perhaps}", words=counted, source=lookup.origin(source))
    others = phrases.count("other", len(taken) - 1)
    return say(f"timeline_more{perhaps}", took=took, others=others) if len(taken) > 1 else took


def _cut(dating: Dating, along: Axis) -> str:
    """At which ends of the axis a bar goes on, as names of classes."""
    days = [*_fixed(dating), *_days(dating.likely or ())]
    starts_before = min(days) < along.first or (dating.latest is not None and dating.earliest is None)
    ends_after = max(days) > along.last or (dating.earliest is not None and dating.latest is None)
    return " from" * starts_before + " on" * ends_after


def _marked(dating: Dating) -> list[int]:
    """The days of a dating that an axis must hold: the first likely one, the last possible, the stated."""
    first = dating.likely[0] if dating.likely else dating.earliest
    stated = dating.stated.date if dating.stated else None
    return _days(day for day in (first, dating.latest, stated) if day)


def _fixed(dating: Dating) -> Iterator[int]:
    stated = (dating.stated.date,) if dating.stated else ()
    yield from _days(day for day in (dating.earliest, dating.latest, *stated) if day)


def _days(days: Iterable[str]) -> list[int]:
    """ISO days as ordinals; what is not a day of the calendar is left out."""
    found = []
    for day in days:
        try:
            found.append(date.fromisoformat(day).toordinal())
        except ValueError:
            continue
    return found


def _rects(dating: Dating, along: Axis) -> Iterator[str]:
    first = _days([dating.earliest] if dating.earliest else [])
    last = _days([dating.latest] if dating.latest else [])
    stated = _days([dating.stated.date] if dating.stated else [])
    if not stated or not first == last == stated:
        yield from _ranges(dating, along, first, last)
    for day in stated:
        yield f'<rect class="stated" x="{_percent(min(along.at(day), WIDTH - MIN_WIDTH))}" width="2"/>'


def _ranges(dating: Dating, along: Axis, first: Sequence[int], last: Sequence[int]) -> Iterator[str]:
    if first or last:
        yield _rect("", along.at(first[0]) if first else 0.0, along.at(last[0] + 1) if last else WIDTH)
    likely = _days(dating.likely or ())
    if len(likely) == 2 and likely[0] <= likely[1]:
        yield _rect(' class="probable"', along.at(likely[0]), along.at(likely[1] + 1))
    elif first and last:
        yield _rect(' class="probable"', along.at(first[0]), along.at(last[0] + 1))


def _rect(attribute: str, start: float, end: float) -> str:
    width = max(MIN_WIDTH, end - start)
    return f'<rect{attribute} x="{_percent(min(start, WIDTH - width))}" width="{_percent(width)}"/>'


def _percent(number: float) -> str:
    return f"{round(number, 1):g}%"
