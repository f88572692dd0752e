"""The same dated event, still to come in one text and past in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.kernels import content_stems
from provenance.model import Bound, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import DatedMention, FamilyView, Match, Witness

_WEIGHT = 3.0  # the reliabilities of a past and of a coming exact day, .96 and .91 on dated posts
_MIN_SHARED_STEMS = 2


def event_bridge(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """The text in which an event is still to come was finished before the text in which it is past.

    *What it hears.* One day named in both texts, as coming in one ("will consider … on Thursday 31 March") and as past
    in the other ("approved … on Thursday 31 March 2022"), in clauses that share words of substance.

    *Why it tells.* Nobody reports a decision before it is taken. It is the strongest single clue there is.

    *When it misleads.* When the event was moved, or the words that announce it were pasted into a later text: words
    that a document probably has from elsewhere are not heard as its own future.
    """
    if not (a.mentions and b.mentions):
        return None
    for earlier, later, favours in ((a, b, "a"), (b, a, "b")):
        announced = _days(earlier, Bound.LATEST)
        told = _days(later, Bound.EARLIEST) if announced else []
        for coming in announced:
            for past in told:
                if coming.first != past.first or _is_contradicted(earlier, coming):
                    continue
                shared = content_stems(_words(earlier, coming)) & content_stems(_words(later, past))
                if len(shared) >= _MIN_SHARED_STEMS:
                    span = Span(coming.mention.start, coming.mention.end)
                    return Evidence(
                        "event-bridge",
                        favours,
                        _WEIGHT,
                        earlier.id,
                        earlier.quote(span),
                        span.start,
                        span.end,
                        f"announces for {coming.first.isoformat()} what the other reports as past: "
                        f"“{_words(later, past)}”",
                        "" if coming.is_certain and past.is_certain else "guessed-year",
                    )
    return None


def _days(witness: Witness, bound: Bound) -> list[DatedMention]:
    told = (m for m in witness.mentions if m.mention.bound is bound and m.first == m.last)
    return [m for m in told if m.mention.cue != "wording"]  # likely is not enough for so strong a clue


def _is_contradicted(witness: Witness, coming: DatedMention) -> bool:
    """Whether the same text speaks of a later day as past: then its announcement is older than itself."""
    return any(m.first > coming.first for m in _days(witness, Bound.EARLIEST))


def _words(witness: Witness, dated: DatedMention) -> str:
    return witness.quote(Span(dated.mention.start, dated.mention.end))
