"""Matches, datings and cues to relations: who was first, how sure, why, and by which way the words came.

Order and relation are two questions. Time decides order; wording decides relation; where the two disagree, or where
neither text can have supplied the other, there is a source that is not here.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.model import Kind, Relation, RelationType, Verdict, shared_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cues import Cue
    from provenance.model import Evidence, FamilyView, Match, Witness
    from provenance.settings import DirectionSettings

_MOST = 4.6  # no verdict above .99: dates can be mistyped and pages updated
_MOST_WORDING = 1.7  # wording alone never says more than "leaning"
_MOST_NAMED = 2.9
_MIN_VERSION_SHARE = 0.8
_MIN_TEMPLATE_SHARE = 0.5


def relate(
    matches: Sequence[Match],
    a: Witness,
    b: Witness,
    family: FamilyView,
    cues: Sequence[Cue],
    settings: DirectionSettings,
    *,
    are_siblings: bool = False,
) -> Relation:
    """What is believed of two documents (`a` the smaller id).

    Siblings have what they share from a source that is not here: between them wording tells who is nearer to it, not
    who was first, and only time counts.
    """
    heard = [evidence for cue in cues if (evidence := cue(matches, a, b, family)) is not None]
    counted = [e for e in heard if e.cue in TIME_CUES] if are_siblings else heard
    p = _probability(counted)
    verdict = _verdict(p, settings)
    shares = _share(matches, a), _share(matches, b)
    return Relation(
        a=a.id,
        b=b.id,
        p_a_first=round(p, 4),
        verdict=verdict,
        type=RelationType.COMMON_SOURCE if are_siblings else _type(matches, a, b, verdict, shares, counted),
        share_of_a=round(shares[0], 4),
        share_of_b=round(shares[1], 4),
        evidence=tuple(sorted(counted, key=lambda e: (-e.weight, e.cue)))[:12],
    )


def _probability(evidence: Sequence[Evidence]) -> float:
    """The probability that `a` was first: the log-odds added up, wording only up to its limit."""
    time = sum(signed(e) for e in evidence if e.cue in TIME_CUES)
    wording = sum(signed(e) for e in evidence if e.cue not in TIME_CUES)
    # A text that names the other as the one it repeats is more than a habit of wording.
    limit = _MOST_NAMED if any(e.cue == "repost-marker" for e in evidence) else _MOST_WORDING
    log_odds = time + max(-limit, min(limit, wording))
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, log_odds))))


def signed(evidence: Evidence) -> float:
    """The weight of evidence, positive where it favours `a`."""
    return evidence.weight if evidence.favours == "a" else -evidence.weight


def _verdict(p: float, settings: DirectionSettings) -> Verdict:
    if max(p, 1 - p) < settings.min_verdict_probability:
        return Verdict.UNDETERMINED
    return Verdict.A_FIRST if p > 0.5 else Verdict.B_FIRST


def _type(
    matches: Sequence[Match],
    a: Witness,
    b: Witness,
    verdict: Verdict,
    shares: tuple[float, float],
    evidence: Sequence[Evidence],
) -> RelationType:
    if not matches:
        return RelationType.SAME_EVENT
    if any(e.cue == "slot-progression" for e in evidence) and min(shares) >= _MIN_TEMPLATE_SHARE:
        return RelationType.TEMPLATE
    is_near = all(match.kind is Kind.COPIED for match in matches) and min(shares) >= _MIN_VERSION_SHARE
    if is_near and a.is_relay == b.is_relay and all(e.cue != "repost-marker" for e in evidence):
        return RelationType.VERSION
    return RelationType.DERIVED if verdict is not Verdict.UNDETERMINED else RelationType.UNDETERMINED


def _share(matches: Sequence[Match], witness: Witness) -> float:
    return min(1.0, witness.count(shared_spans(matches, witness.id)) / witness.words) if witness.words else 0.0
