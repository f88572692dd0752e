"""Whether two texts that share words have them from one another, or from a third: from what is alike in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.cues.attribution import tags
from provenance.cues.balance import balance
from provenance.cues.weights import KINSHIP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.model import Evidence, Witness
    from provenance.pairs import Floats, Ints, Pairs

_SPEAKS = 0.5


class Kin(NamedTuple):
    """What families tell of pairs: how many documents that of each has, and how many could be the source of both.

    The latter by what they share; 3 stands for more.
    """

    members: Ints
    thirds: Ints


def p_common(
    pairs: Pairs,
    kin: Kin,
    shares: Floats,
    evidence: Sequence[Sequence[Evidence]],
) -> Floats:
    """The probability that neither text of a pair is the other's source, 0 where they share no words.

    Swapping the two changes nothing. `shares` has a row for each pair; `evidence` is what the cues heard, with its
    signs; of it only counts whether time and wording agree.
    """
    told = features(pairs, kin, shares, evidence)
    log_odds = KINSHIP["base"] + sum(KINSHIP.get(name, 0.0) * values for name, values in told.items())
    return np.where(pairs.is_matched, 1 / (1 + np.exp(-log_odds)), 0.0)


def features(
    pairs: Pairs,
    kin: Kin,
    shares: Floats,
    evidence: Sequence[Sequence[Evidence]],
) -> Mapping[str, Floats]:
    """What tells of a common source, symmetric in the two texts: columns of values from 0 to 1, one for each pair."""
    segments = pairs.segments
    length = pairs.stretches.ends - pairs.stretches.starts
    sizes = length[segments.a] + length[segments.b]
    every = np.arange(len(sizes))
    total = np.maximum(pairs.count(every, sizes), 1)
    found = tags(pairs)
    later_a, later_b = (np.bincount(found.pair[found.is_b == side], minlength=len(pairs.a)) > 0 for side in (0, 1))
    time, wording, is_at_odds, _ = balance(evidence)
    speak = (np.abs(time) >= _SPEAKS) & (np.abs(wording) >= _SPEAKS)
    agree = (time > 0) == (wording > 0)
    passed_on = pairs.of_both(_is_passed_on)
    released = pairs.of_both(lambda witness: witness.signs.release is not None)
    edited = segments.similarity < 1
    return {
        "similarity": pairs.count(every, sizes * segments.similarity) / total,
        "edited": pairs.count(every[edited], sizes[edited]) / total,
        "least-share": shares.min(axis=1),
        "most-share": shares.max(axis=1),
        "both-attribute": (later_a & later_b).astype(float),
        "both-passed-on": (passed_on[0] & passed_on[1]).astype(float),
        "one-release": (released[0] != released[1]).astype(float),
        "conflict": (speak & ~agree).astype(float),
        "wording-at-odds": is_at_odds.astype(float),
        "third": (kin.thirds > 0).astype(float),
        "thirds": kin.thirds / 3,
        "many": 1 - 2 / np.maximum(kin.members, 2),
        "agreement": (speak & agree).astype(float),
    }


def _is_passed_on(witness: Witness) -> bool:
    """Whether a text says, or its place shows, that it passes on what others wrote."""
    return witness.is_relay or bool(witness.signs.markers)
