"""The years of days that are named without one: from the same day elsewhere, or from the nearest dated words."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from provenance.calendar import candidate_years, day_of
from provenance.model import Bound, DatedMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.model import Mention, Stated
    from provenance.settings import DatingSettings

_NEAR_YEARS = 2  # a weekday falls on the same date again after 5, 6 or 11 years: within two it is unique
_SURE_DAYS = 120  # farther from its anchor, a day without weekday and year may as well be of the year before
_HALF_A_YEAR = 183  # of two neighbouring years, the nearer one lies within
_YEAR = 365  # days
_MOST_BESIDE = 20  # days of a text that are held against a dateline
_CYCLE = 2000, 2027  # years in which each day of the calendar falls on each weekday
_TRUSTED = 0.75  # what a text states less surely of its date dates nobody else, and nothing in itself for certain
_LARGE_FAMILY = 100  # documents: more hang together by a form, and not by one story

Anchor = tuple[int, str, bool]
"""A dated day as an ordinal, the document that names it, and whether its own year is certain."""


@dataclass(frozen=True, slots=True)
class _Kin:
    """The days with years in the documents of a family.

    `named`: by month and day of the month, in order of documents; `anchors`: all of them, sorted; `near`: those of them
    near the writing, which a document states as its own or names with their weekday.
    """

    named: Mapping[tuple[int, int], Sequence[tuple[str, date]]]
    anchors: Sequence[Anchor]
    near: Sequence[Anchor]
    is_large: bool


class _Own:
    """The days with years in one document, which grow while years are resolved.

    `certain`: those of a certain year by month and day of the month, `limits`: those of them to which something holds;
    `days`: all of them, and those stated, sorted;
    `near`: those of them that are stated or named with their weekday; `months`: days and first days of months, sorted.
    """

    def __init__(self, explicit: Iterable[DatedMention], stated: Iterable[Stated]) -> None:
        """`explicit`: what its words date in full; `stated`: the dates that it states."""
        self.known: list[DatedMention] = []
        self.certain: dict[tuple[int, int], set[date]] = {}
        self.limits: set[date] = set()
        self.days = sorted((date.fromisoformat(s.date).toordinal(), "", s.reliability >= _TRUSTED) for s in stated)
        self.near, self.months = list(self.days), list[Anchor]()
        for mention in explicit:
            self.add(mention)

    def add(self, one: DatedMention) -> None:
        """Takes note of one more day, month or year."""
        self.known.append(one)
        anchor = one.first.toordinal(), "", one.is_certain
        if one.first == one.last:
            insort(self.days, anchor)
            if one.mention.weekday is not None:
                insort(self.near, anchor)
            if one.mention.cue == "limit":
                self.limits.add(one.first)
            if one.is_certain:
                self.certain.setdefault((one.first.month, one.first.day), set()).add(one.first)
        if one.mention.month is not None:
            insort(self.months, (*anchor[:2], False))


def resolve(
    mentions: Mapping[str, Sequence[Mention]],
    stated: Mapping[str, Sequence[Stated]],
    families: Iterable[Sequence[str]],
    settings: DatingSettings,
) -> dict[str, tuple[DatedMention, ...]]:
    """The mentions of each document with their days, years resolved within each family.

    A day without a year takes it, in this order, from the same day named with a year in its own text or, with one
    voice, in the family, from the text's stated date or the days that it names with their weekday, and from such days
    of the family. With a weekday, only years in which it fits are considered, and any dated words tell which: firmly
    such as are near the writing or near that day, for a text also tells of times long gone. What stays open is left
    out: mostly a year is written where it is another than that of the days beside it, so that in newswire days without
    weekday that were given the year of the nearest dated words mostly had the wrong one.
    """
    resolved: dict[str, tuple[DatedMention, ...]] = {}
    grouped = [tuple(family) for family in families]
    alone = set(mentions).difference(*grouped)
    for family in [*grouped, *((identifier,) for identifier in sorted(alone))]:
        explicit = {d: [m for m in map(dated, mentions[d]) if m is not None] for d in family}
        kin = _kin(explicit, stated)
        for identifier in family:
            own = _Own(explicit[identifier], stated.get(identifier, ()))
            open_ones = [m for m in mentions[identifier] if m.year is None and m.month and m.day]
            # A weekday narrows the years; what it settles anchors the rest, and all of it a dateline.
            for mention in sorted(open_ones, key=lambda m: (_is_dateline(m), m.weekday is None, m.start, m.date_start)):
                found = _with_year(identifier, mention, own, kin, settings)
                if found is not None:
                    own.add(found)
            resolved[identifier] = tuple(sorted(own.known, key=lambda m: (m.mention.start, m.mention.date_start)))
    return resolved


def undated(mentions: Iterable[Mention], resolved: Iterable[DatedMention]) -> list[DatedMention]:
    """The days with a weekday that no year was found for, each in some year in which it falls on that.

    They tell how days lie to each other, and nothing of when they were.
    """
    known = {one.mention.date_start for one in resolved}
    open_ones = [m for m in mentions if m.weekday is not None and m.year is None and m.date_start not in known]
    found = []
    for one in open_ones:
        years = candidate_years(one, *_CYCLE) if one.relative_year is None and one.day else ()
        day = day_of(years[0], one.month or 0, one.day or 0) if years else None
        found += [DatedMention(one, day, day)] if day else []
    return found


def dated(mention: Mention) -> DatedMention | None:
    """A mention whose own words name the year, with its first and last day; None where the date does not exist."""
    if mention.year is None:
        return None
    try:
        if mention.month is None:
            return DatedMention(mention, date(mention.year, 1, 1), date(mention.year, 12, 31))
        if mention.day is None:
            following = date(mention.year + mention.month // 12, mention.month % 12 + 1, 1)
            return DatedMention(mention, date(mention.year, mention.month, 1), following - timedelta(days=1))
        day = date(mention.year, mention.month, mention.day)
    except ValueError:
        return None
    return DatedMention(mention, day, day)


def _kin(explicit: Mapping[str, Sequence[DatedMention]], stated: Mapping[str, Sequence[Stated]]) -> _Kin:
    """The days with years in a family: those that its words date in full, and the dates that its documents state."""
    named: dict[tuple[int, int], list[tuple[str, date]]] = {}
    anchors: list[Anchor] = []
    near: list[Anchor] = []
    for identifier in sorted(explicit):
        days = [one.date for one in stated.get(identifier, ()) if one.reliability >= _TRUSTED]
        near += [(date.fromisoformat(day).toordinal(), identifier, True) for day in days]
        for one in explicit[identifier]:
            if one.first == one.last:
                named.setdefault((one.first.month, one.first.day), []).append((identifier, one.first))
                anchors.append((one.first.toordinal(), identifier, True))
                near += anchors[-1:] if one.mention.weekday is not None else []
    return _Kin(named, sorted({*anchors, *near}), sorted(near), len(explicit) > _LARGE_FAMILY)


def _with_year(
    identifier: str,
    mention: Mention,
    own: _Own,
    kin: _Kin,
    settings: DatingSettings,
) -> DatedMention | None:
    """A mention without a year with its day, or None where its year stays open or hangs on that of the writing."""
    if mention.month is None or mention.day is None or mention.relative_year is not None:
        return None
    if (same := _same_day(identifier, mention, own, kin)) is not None:
        day, source = same
        return DatedMention(mention, day, day, None if source == identifier else source)
    if _is_dateline(mention) and (filed := _filed(mention, own.known)) is not None:
        return filed
    if mention.weekday is not None:
        return _by_weekday(mention, own, kin, settings)
    is_own = bool(own.near)
    nearest = _nearest(mention, own.near or kin.near, settings)
    if nearest is None or nearest[0] > _HALF_A_YEAR:
        return None
    distance, day, source, is_firm = nearest
    return DatedMention(mention, day, day, source or None, is_firm and is_own and distance <= _SURE_DAYS)


def _by_weekday(mention: Mention, own: _Own, kin: _Kin, settings: DatingSettings) -> DatedMention | None:
    """A day with its weekday, which few years have: firmly by what is near it or near the writing.

    Far from it a text tells of times long gone, as of the fire of 1931: what its family states goes before that.
    """
    anchors = own.days or own.months or kin.anchors
    nearest = _nearest(mention, anchors, settings)
    if nearest is not None and not nearest[3]:  # a farther day of a certain year may tell the same
        beyond = _nearest(mention, [anchor for anchor in anchors if anchor[2]], settings)
        nearest = beyond if beyond is not None and beyond[1] == nearest[1] else nearest
    if nearest is None or nearest[0] > _SURE_DAYS:
        beside = _nearest(mention, own.near or (() if kin.is_large else kin.near), settings)
        if beside is not None and beside[0] <= _NEAR_YEARS * _YEAR:
            return DatedMention(mention, beside[1], beside[1], beside[2] or None, beside[3])
    if nearest is None or nearest[0] > _YEAR:
        return None
    distance, day, source, is_firm = nearest
    return DatedMention(mention, day, day, source or None, is_firm and distance <= _SURE_DAYS)


def _is_dateline(mention: Mention) -> bool:
    return mention.cue == "dateline"


def _filed(mention: Mention, own: Sequence[DatedMention]) -> DatedMention | None:
    """A dateline with its day, by the days that the text names without a year: the last of their date, or the next.

    So it was filed within the year before what is to come, and after what is over. None where nothing tells so for
    certain, or not all of it agrees.
    """
    told = (m for m in own if m.mention.year is None and m.mention.bound and m.is_certain and not m.mention.is_quoted)
    near = list(islice(told, _MOST_BESIDE))
    found = {_filed_beside(mention, one) for one in near if one.first == one.last}
    day = found.pop() if len(found) == 1 else None
    return DatedMention(mention, day, day, near[0].year_from) if day else None


def _filed_beside(mention: Mention, one: DatedMention) -> date | None:
    """The day of a dateline that lies within a year of a day that is over or to come there."""
    is_over = one.mention.bound is Bound.EARLIEST
    years = (one.first.year, one.first.year + 1) if is_over else (one.first.year - 1, one.first.year)
    for year in candidate_years(mention, *years):
        day = day_of(year, mention.month or 0, mention.day or 0)
        if day and 0 <= ((day - one.first) if is_over else (one.first - day)).days < _YEAR:
            return day
    return None


def _same_day(identifier: str, mention: Mention, own: _Own, kin: _Kin) -> tuple[date, str] | None:
    """The one day of that month and number, with a certain year, that the own text names, or else all of the family.

    In a large family, without a weekday, that others name such a day says nothing: bonds are due on any.
    """
    wanted = (mention.month or 0, mention.day or 0)
    fits = {day for day in own.certain.get(wanted, ()) if mention.weekday in (None, day.weekday())}
    # A deal of 21 February that holds until 21 February 2036.
    limits = own.limits if mention.bound is Bound.EARLIEST else frozenset()
    fits -= limits
    if len(fits) == 1:
        return fits.pop(), identifier
    if kin.is_large and mention.weekday is None:
        return None
    named = [one for one in kin.named.get(wanted, ()) if mention.weekday in (None, one[1].weekday())]
    named = [one for one in named if one[0] != identifier or one[1] not in limits]
    if len({day for _, day in named}) != 1:
        return None
    source, day = next((one for one in named if one[0] != identifier), named[0])
    return day, source


def _nearest(
    mention: Mention, anchors: Sequence[Anchor], settings: DatingSettings
) -> tuple[int, date, str, bool] | None:
    """The day, of those that the mention may mean, that lies nearest to an anchor: distance, day, document, firmness.

    The anchors stand in order.
    """
    if not anchors:
        return None
    first = max(settings.first_year, date.fromordinal(anchors[0][0]).year - _NEAR_YEARS)
    last = min(settings.last_year, date.fromordinal(anchors[-1][0]).year + _NEAR_YEARS)
    best: tuple[int, date, str, bool] | None = None
    for year in candidate_years(mention, first, last):
        day = day_of(year, mention.month or 0, mention.day or 0)
        if day is None:
            continue
        at = bisect_left(anchors, (day.toordinal(), "", False))
        before = bisect_left(anchors, (anchors[at - 1][0], "", False)) if at else at
        for ordinal, source, is_firm in [*anchors[before : before + 1], *anchors[at : at + 1]]:
            found = (abs(day.toordinal() - ordinal), day, source, is_firm)
            if best is None or found[:3] < best[:3]:
                best = found
    return best
