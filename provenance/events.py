"""Documents that tell of the same dated event, whether or not they share a word of each other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.kernels import content_stems
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from provenance.model import DatedMention, Witness

_MIN_EVENT_STEMS = 3
_MAX_EVENT_DOCUMENTS = 50  # a day that more documents tell of is a date like any other, not one event


def told_by_both(
    witnesses: Mapping[str, Witness], crowded: Collection[str] = ()
) -> tuple[set[tuple[str, str]], tuple[str, ...]]:
    """Pairs of documents that tell of one day in words of which they share three of substance.

    Also the ISO days that too many tell of; `crowded` are those that are known for it already.
    """
    told: dict[date, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for identifier, witness in sorted(witnesses.items()):
        days: dict[date, set[str]] = defaultdict(set)
        for dated in witness.mentions:
            if dated.first == dated.last and dated.mention.bound is not None:
                days[dated.first] |= content_stems(_sentence(witness, dated))
        for day, stems in days.items():
            told[day].append((identifier, frozenset(stems)))
    found: set[tuple[str, str]] = set()
    full = {day.isoformat() for day, held in told.items() if len(held) > _MAX_EVENT_DOCUMENTS} | set(crowded)
    for day, held in told.items():
        if day.isoformat() not in full:
            found |= {
                (a, b)
                for place, (a, stems_a) in enumerate(held)
                for b, stems_b in held[place + 1 :]
                if len(stems_a & stems_b) >= _MIN_EVENT_STEMS
            }
    return found, tuple(sorted(full))


def _sentence(witness: Witness, dated: DatedMention) -> str:
    start = dated.mention.date_start
    place = bisect_right(witness.passages, start, key=lambda p: p.start) - 1
    is_inside = place >= 0 and start < witness.passages[place].end
    return witness.quote(witness.passages[place] if is_inside else Span(dated.mention.start, dated.mention.end))
