"""The same dated event, still to come in one text and past in the other."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import content_stems
from provenance.model import Bound, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import DatedMention, Witness
    from provenance.pairs import Pairs

_WEIGHT = 3.0  # the reliabilities of a past and of a coming exact day, .96 and .91 on dated posts
_MIN_SHARED_STEMS = 2


def event_bridge(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """The text in which an event is still to come was finished before the text in which it is past.

    *What it hears.* One day named in both texts, as coming in one ("will consider … on Thursday 31 March") and as past
    in the other ("approved … on Thursday 31 March 2022"), in clauses that share words of substance.

    *Why it tells.* Nobody reports a decision before it is taken. It is the strongest single clue there is.

    *When it misleads.* When the event was moved, or the words that announce it were pasted into a later text: words
    that a document probably has from elsewhere, or quotes, are not heard as its own future, and those that another text
    has, too, are a grade of their own (`repeated`).
    """
    past = [_days(witness, Bound.EARLIEST) for witness in pairs.witnesses]
    announced = [_announced(witness, days) for witness, days in zip(pairs.witnesses, past, strict=True)]
    announces, tells = (np.array([bool(days) for days in held]) for held in (announced, past))
    a, b = pairs.a, pairs.b
    days = [frozenset([mention.first for mention in held]) for held in past]
    for pair in np.flatnonzero((announces[a] & tells[b]) | (announces[b] & tells[a])).tolist():
        one, other = int(a[pair]), int(b[pair])
        for favours, earlier, later in (("a", one, other), ("b", other, one)):
            coming = [mention for mention in announced[earlier] if mention.first in days[later]]
            held = pairs.witnesses[earlier], coming, pairs.witnesses[later], past[later]
            if coming and (bridge := _bridge(favours, *held)):
                yield pair, bridge
                break


def _bridge(
    favours: str,
    earlier: Witness,
    announced: Sequence[DatedMention],
    later: Witness,
    told: Sequence[DatedMention],
) -> Evidence | None:
    """What one text announces and the other tells as past, if both tell of one thing."""
    for coming, past in product(announced, told):
        if coming.first != past.first:
            continue
        if len(content_stems(_words(earlier, coming)) & content_stems(_words(later, past))) >= _MIN_SHARED_STEMS:
            return Evidence(
                "event-bridge",
                favours,
                _WEIGHT,
                earlier.id,
                _words(earlier, coming),
                coming.mention.start,
                coming.mention.end,
                f"announces for {coming.first.isoformat()} what the other reports as past: “{_words(later, past)}”",
                _level(earlier, coming, past),
            )
    return None


def _level(earlier: Witness, coming: DatedMention, past: DatedMention) -> str:
    if not (coming.is_certain and past.is_certain):
        return "guessed-year"
    return "repeated" if coming.mention.start in earlier.repeated else ""


def _days(witness: Witness, bound: Bound) -> list[DatedMention]:
    told = (m for m in witness.mentions if m.mention.bound is bound and m.first == m.last)
    return [m for m in told if m.mention.cue != "wording"]  # likely is not enough for so strong a clue


def _announced(witness: Witness, past: Sequence[DatedMention]) -> list[DatedMention]:
    """The days that a text announces. Where it speaks of a later day as past, its announcement is older than itself."""
    latest = max((mention.first for mention in past), default=date.min)
    coming = [each for each in _days(witness, Bound.LATEST) if each.first >= latest and not each.mention.is_quoted]
    return sorted(coming, key=lambda one: one.mention.start in witness.repeated)  # the text's own words before others'


def _words(witness: Witness, dated: DatedMention) -> str:
    return witness.quote(Span(dated.mention.start, dated.mention.end))
