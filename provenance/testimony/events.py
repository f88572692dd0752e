"""Documents that tell of the same dated event, whether or not they share a word of each other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from provenance.kernels import content_stems
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from provenance.model import DatedMention, Witness
    from provenance.testimony.kept import Witnesses

_MIN_EVENT_STEMS = 3
_START = attrgetter("start")
MAX_EVENT_DOCUMENTS = 50  # a day that more documents tell of is a date like any other, not one event


def told_by_both(witnesses: Witnesses, elsewhere: Mapping[str, int]) -> set[tuple[str, str]]:
    """Pairs of documents that tell of one day in words of which they share three of substance.

    `elsewhere`: how many other documents tell of an ISO day, which may be too many for one event.
    """
    told: dict[date, dict[str, set[Span]]] = defaultdict(lambda: defaultdict(set))
    for identifier in sorted(witnesses):
        if any(map(_is_of_day, witnesses.bare[identifier].mentions)):
            witness = witnesses[identifier]
            for dated in _of_days(witness):
                told[dated.first][identifier].add(_sentence(witness, dated))
    found: set[tuple[str, str]] = set()
    for day, held in told.items():
        if len(held) > 1 and len(held) + elsewhere.get(day.isoformat(), 0) <= MAX_EVENT_DOCUMENTS:
            stems = [(name, _stems(witnesses.text(name), sentences)) for name, sentences in held.items()]
            found |= {
                (a, b)
                for place, (a, stems_a) in enumerate(stems)
                for b, stems_b in stems[place + 1 :]
                if len(stems_a & stems_b) >= _MIN_EVENT_STEMS
            }
    return found


def days(witness: Witness) -> tuple[str, ...]:
    """The ISO days that a document tells of, in order."""
    return tuple(sorted({dated.first.isoformat() for dated in _of_days(witness)}))


def _of_days(witness: Witness) -> Iterator[DatedMention]:
    """What a document tells of single days, outside its furniture: the day on which a member joined is no event."""
    for dated in witness.mentions:
        if _is_of_day(dated):
            place = _passage(witness, dated.mention.date_start)
            if place is None or not witness.is_furniture[place]:
                yield dated


def _is_of_day(dated: DatedMention) -> bool:
    return dated.first == dated.last and dated.mention.bound is not None


def _stems(text: str, sentences: Iterable[Span]) -> frozenset[str]:
    """The stems of the sentences in which a document mentions a day."""
    return frozenset().union(*(content_stems(words) for words in {text[one.start : one.end] for one in sentences}))


def _sentence(witness: Witness, dated: DatedMention) -> Span:
    """Where the sentence stands in which a day is mentioned."""
    place = _passage(witness, dated.mention.date_start)
    return Span(dated.mention.start, dated.mention.end) if place is None else witness.passages[place]


def _passage(witness: Witness, start: int) -> int | None:
    """The number of the passage that a place lies in."""
    place = bisect_right(witness.passages, start, key=_START) - 1
    return place if place >= 0 and start < witness.passages[place].end else None
