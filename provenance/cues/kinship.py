"""Whether two texts that share words have them from one another, or from a third: from what is alike in both."""

from __future__ import annotations

import math
from itertools import compress
from operator import mul
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.cues.attribution import tags
from provenance.cues.weights import KINSHIP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.model import Evidence, FamilyView, Match, Witness

_SPEAKS = 0.5


def p_common(
    matches: Sequence[Match],
    a: Witness,
    b: Witness,
    family: FamilyView,
    shares: tuple[float, float],
    evidence: Sequence[Evidence],
) -> float:
    """The probability that neither text is the other's source, if they share words at all.

    Swapping the two changes nothing. `evidence` is what the cues heard, with its signs; of it only counts whether time
    and wording agree.
    """
    if not matches:
        return 0.0
    log_odds = KINSHIP["base"] + sum(
        KINSHIP.get(name, 0.0) * value for name, value in features(matches, a, b, family, shares, evidence).items()
    )
    return 1 / (1 + math.exp(-log_odds))


def features(
    matches: Sequence[Match],
    a: Witness,
    b: Witness,
    family: FamilyView,
    shares: tuple[float, float],
    evidence: Sequence[Evidence],
) -> Mapping[str, float]:
    """What tells of a common source, symmetric in the two texts; each from 0 to 1."""
    segments = [segment for match in matches for segment in match.segments]
    sizes = [s.a.end - s.a.start + s.b.end - s.b.start for s in segments]
    similarities = [s.similarity for s in segments]
    total = sum(sizes) or 1
    later = {witness.id for witness, _ in tags(matches, a, b)}
    told = [_signed(e) for e in evidence if e.cue not in TIME_CUES]
    time = sum(_signed(e) for e in evidence if e.cue in TIME_CUES)
    wording = sum(told)
    speak = abs(time) >= _SPEAKS and abs(wording) >= _SPEAKS
    return {
        "similarity": sum(map(mul, sizes, similarities)) / total,
        "edited": sum(compress(sizes, [similarity < 1 for similarity in similarities])) / total,
        "least-share": min(shares),
        "most-share": max(shares),
        "both-attribute": float(len(later) == 2),
        "both-passed-on": float(_is_passed_on(a) and _is_passed_on(b)),
        "one-release": float((a.signs.release is None) != (b.signs.release is None)),
        "conflict": float(speak and (time > 0) != (wording > 0)),
        "wording-at-odds": float(min(told, default=0) < 0 < max(told, default=0)),
        "third": float(family.thirds > 0),
        "thirds": family.thirds / 3,
        "many": 1 - 2 / max(len(family.documents), 2),
        "agreement": float(speak and (time > 0) == (wording > 0)),
    }


def _is_passed_on(witness: Witness) -> bool:
    """Whether a text says, or its place shows, that it passes on what others wrote."""
    return witness.is_relay or bool(witness.markers)


def _signed(evidence: Evidence) -> float:
    return evidence.weight if evidence.favours == "a" else -evidence.weight
