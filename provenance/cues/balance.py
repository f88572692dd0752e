"""What evidence says in sum, of many pairs at once: for the one text or for the other, by time and by wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.cues import TIME_CUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Evidence
    from provenance.pairs import Bools, Floats


class Balance(NamedTuple):
    """Sums of log-odds, positive where they favour `a`, one a pair.

    `is_at_odds`: wording speaks for both sides; `names_other`: one text names the other as the one it repeats.
    """

    time: Floats
    wording: Floats
    is_at_odds: Bools
    names_other: Bools


def balance(rows: Sequence[Sequence[Evidence]]) -> Balance:
    """What the evidence of each pair says in sum."""
    pair = np.repeat(np.arange(len(rows)), [len(held) for held in rows])
    flat = [one for held in rows for one in held]
    signed = np.array([one.weight if one.favours == "a" else -one.weight for one in flat], dtype=np.float64)
    of_time = np.array([one.cue in TIME_CUES for one in flat], dtype=np.bool_)
    named = np.array([one.cue == "repost-marker" for one in flat], dtype=np.bool_)

    def told(part: Bools) -> Bools:
        return np.bincount(pair[part], minlength=len(rows)) > 0

    def summed(part: Bools) -> Floats:
        return np.bincount(pair[part], signed[part], len(rows)).astype(np.float64)

    is_at_odds = told(~of_time & (signed > 0)) & told(~of_time & (signed < 0))
    return Balance(summed(of_time), summed(~of_time), is_at_odds, told(named))
