"""One sentence in two texts, alike but for the date of what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Bound, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import DatedMention, FamilyView, Match, Witness

_WEIGHT = 2.0
_MIN_SIMILARITY = 0.6
_FIRST_RECENT_YEAR = 1990  # in a history the later of two dates is a correction as often as news


def slot_progression(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """Of two texts that fill one sentence with different past dates, the one with the later date is the later text.

    *What it hears.* An aligned pair of sentences, similar to .6 and more, that name different days or months as past.

    *Why it tells.* Follow-up releases and monthly reports reuse their predecessor's sentences and update the slots.

    *When it misleads.* When a later text looks back at an older event in borrowed words.
    """
    past_a, past_b = _past(a), _past(b)
    if not (past_a and past_b):
        return None
    for match in matches:
        is_straight = match.a.document == a.id
        for segment in match.segments:
            if not _MIN_SIMILARITY <= segment.similarity < 1:
                continue
            of_a, of_b = (segment.a, segment.b) if is_straight else (segment.b, segment.a)
            in_a, in_b = _last_in(past_a, of_a), _last_in(past_b, of_b)
            if in_a is None or in_b is None or in_a.first == in_b.first or _overlap(in_a, in_b):
                continue
            if a.dating.relative_days(of_a) or b.dating.relative_days(of_b):
                continue  # the later day may be told there as well, as last Friday
            later, dated = (b, in_b) if in_a.first < in_b.first else (a, in_a)
            span = Span(dated.mention.start, dated.mention.end)
            return Evidence(
                "slot-progression",
                "a" if later is b else "b",
                _WEIGHT,
                later.id,
                later.quote(span),
                span.start,
                span.end,
                f"the same sentence stands in the other with the date {min(in_a.first, in_b.first).isoformat()}",
                _level(in_a, in_b),
            )
    return None


def _level(a: DatedMention, b: DatedMention) -> str:
    """What the two dates are worth: of guessed years neither may be the later one."""
    if not (a.is_certain and b.is_certain):
        return "guessed-year"
    return "" if max(a.first, b.first).year >= _FIRST_RECENT_YEAR else "history"


def _past(witness: Witness) -> list[DatedMention]:
    """The days and months that a text names as past."""
    return [m for m in witness.mentions if m.mention.bound is Bound.EARLIEST and m.mention.month]


def _last_in(past: Sequence[DatedMention], span: Span) -> DatedMention | None:
    """The last of some days and months that is named in a span."""
    start, end = span.start, span.end
    held = [m for m in past if start <= m.mention.date_start < end]
    return max(held, key=lambda m: m.first) if held else None


def _overlap(x: DatedMention, y: DatedMention) -> bool:
    return x.first <= y.last and y.first <= x.last
