"""One sentence in two texts, alike but for the date of what has happened."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Bound, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import DatedMention, Witness
    from provenance.pairs import Pairs

_WEIGHT = 2.0
_MIN_SIMILARITY = 0.6
_FIRST_RECENT_YEAR = 1990  # in a history the later of two dates is a correction as often as news


def slot_progression(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts that fill one sentence with different past dates, the one with the later date is the later text.

    *What it hears.* An aligned pair of sentences, similar to .6 and more, that name different days or months as past,
    of which neither has the other's beside its own.

    *Why it tells.* Follow-up releases and monthly reports reuse their predecessor's sentences and update the slots.

    *When it misleads.* When a later text looks back at an older event in borrowed words.
    """
    past = [_past(witness) for witness in pairs.witnesses]
    segments, stretches = pairs.segments, pairs.stretches
    rows = segments.between(_MIN_SIMILARITY, 1)
    tells = np.array([bool(days) for days in past])[stretches.document]
    rows = rows[tells[segments.a[rows]] & tells[segments.b[rows]]]
    last = {
        stretch: _last_in(past[stretches.document[stretch]], stretches.span(stretch))
        for stretch in np.unique(np.concatenate([segments.a[rows], segments.b[rows]])).tolist()
    }
    told = set()
    sides = zip(*(column[rows].tolist() for column in (segments.pair, segments.a, segments.b)), strict=True)
    for pair, of_a, of_b in sides:
        in_a, in_b = last[of_a], last[of_b]
        if pair in told or in_a is None or in_b is None or in_a.first == in_b.first or _overlap(in_a, in_b):
            continue
        other, known = (of_b, in_a) if in_a.first < in_b.first else (of_a, in_b)
        if any(_overlap(known, one) for one in _in(past[stretches.document[other]], stretches.span(other))):
            continue  # it names the day of the other, too: that has one less, and no other one
        a, b = pairs.two(pair)
        if a.dating.relative_days(stretches.span(of_a)) or b.dating.relative_days(stretches.span(of_b)):
            continue  # the later day may be told there as well, as last Friday
        told.add(pair)
        later, dated = (b, in_b) if in_a.first < in_b.first else (a, in_a)
        span = Span(dated.mention.start, dated.mention.end)
        says = f"has the sentence with a later date than the other, which has {min(in_a.first, in_b.first).isoformat()}"
        yield pair, Evidence(
            "slot-progression", "a" if later is b else "b", _WEIGHT, later.id, later.quote(span), span.start, span.end,
            says, _level(in_a, in_b),
        )  # fmt: skip


def _level(a: DatedMention, b: DatedMention) -> str:
    """What the two dates are worth: of guessed years neither may be the later one."""
    if not (a.is_certain and b.is_certain):
        return "guessed-year"
    return "" if max(a.first, b.first).year >= _FIRST_RECENT_YEAR else "history"


def _past(witness: Witness) -> list[DatedMention]:
    """The days and months that a text names as past, in their order there."""
    past = (m for m in witness.mentions if m.mention.bound is Bound.EARLIEST and m.mention.month)
    return sorted(past, key=_place)


def _place(mention: DatedMention) -> int:
    return mention.mention.date_start


def _in(past: Sequence[DatedMention], span: Span) -> Sequence[DatedMention]:
    """Those of some days and months that are named in a span."""
    first, last = (bisect_left(past, offset, key=_place) for offset in (span.start, span.end))
    return past[first:last]


def _last_in(past: Sequence[DatedMention], span: Span) -> DatedMention | None:
    """The last of some days and months that is named in a span."""
    return max(_in(past, span), key=lambda m: m.first, default=None)


def _overlap(x: DatedMention, y: DatedMention) -> bool:
    return x.first <= y.last and y.first <= x.last
