"""An archive's own dated pairs: what the cues and the habits of its outlets are worth in it.

Pairs of matched documents whose two dates are both trusted are examples of known order. From thirty of them on they
move the shipped weights, each of which counts as if it had been seen at work on thirty pairs before; and outlets whose
texts are mostly the earlier ones are known for it. With fewer nothing changes. The same pairs teach the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.cues.weights import WEIGHTS
from provenance.direction import feature
from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.direction import Told
    from provenance.model import Witness

_TRUSTED = 0.9
_MIN_DAYS_APART = 2  # of two stamps a day apart either may be the first
MIN_PAIRS = 30
_MAX_PAIRS = 5000
_PRIOR_PAIRS = 30
_MOST = 4.6
_MOST_OF_OUTLETS = 2.0
_SWEEPS = 20
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Calibration:
    """What an archive teaches: weights by bond and cue, and for each outlet how much earlier its texts are (log-odds).

    `pairs`: how many pairs were learned from; 0 where there were too few.
    """

    pairs: int = 0
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: WEIGHTS)
    outlets: Mapping[str, float] = field(default_factory=dict)

    def lead(self, witness: Witness) -> float:
        """How much earlier the texts of a document's outlet are."""
        return self.outlets.get(_outlet(witness), 0.0)

    def habit(self, a: Witness, b: Witness) -> Evidence | None:
        """What is known of the outlets of two documents, if they differ in it."""
        log_odds = self.lead(a) - self.lead(b)
        if not log_odds:
            return None
        earlier, later = (a, b) if log_odds > 0 else (b, a)
        says = (
            f"of this archive’s dated pairs, those from {_outlet(earlier)} are more often the earlier than this one’s"
        )
        weight = round(min(abs(log_odds), _MOST_OF_OUTLETS), 4)
        return Evidence("outlet", "a" if earlier is a else "b", weight, later.id, None, None, None, says)


def learned(told: Mapping[tuple[str, str], Told], witnesses: Mapping[str, Witness]) -> Calibration:
    """What the dated pairs among those that are judged teach."""
    first = {pair: _is_a_first(*(witnesses[name] for name in pair)) for pair, each in told.items() if each.is_matched}
    dated = sorted((pair, is_first) for pair, is_first in first.items() if is_first is not None)[:_MAX_PAIRS]
    if len(dated) < MIN_PAIRS:
        return Calibration()
    rows: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    outlets = []
    for pair, is_first in dated:
        rows[told[pair].bond].append(_signs(told[pair], is_first=is_first))
        earlier, later = pair if is_first else pair[::-1]
        outlets.append({_outlet(witnesses[earlier]): 1.0, _outlet(witnesses[later]): -1.0})
    weights = {bond: {**held, **_moved(rows[bond], held, 0.0)} for bond, held in WEIGHTS.items()}
    between = [row for row in outlets if len(row) == 2 and "" not in row]
    return Calibration(len(dated), weights, _moved(between, {name: 0.0 for row in between for name in row}, -_MOST))


def _outlet(witness: Witness) -> str:
    """Where a document appeared: its publisher, else the folder it lies in; empty where neither is known."""
    return witness.document.source.publisher or witness.id.rpartition("/")[0]


def _is_a_first(a: Witness, b: Witness) -> bool | None:
    """Which of two documents is the earlier by its stated date; None where the dates are not trusted or too near."""
    stated = a.dating.stated, b.dating.stated
    if stated[0] is None or stated[1] is None or min(s.reliability for s in stated if s) < _TRUSTED:
        return None
    days = (date.fromisoformat(stated[1].date) - date.fromisoformat(stated[0].date)).days
    return days > 0 if abs(days) >= _MIN_DAYS_APART else None


def _signs(told: Told, *, is_first: bool) -> Mapping[str, float]:
    """The evidence that does not itself rest on the dates, positive where it points the true way.

    Of two texts that have from a third what they share, wording does not tell the order, and so teaches nothing of it.
    """
    signs: dict[str, float] = defaultdict(float)
    for one in told.evidence:
        if one.cue != "dating" and (one.cue in TIME_CUES or told.common < _LIKELY):
            signs[feature(one)] += one.weight if (one.favours == "a") == is_first else -one.weight
    return signs


def _moved(rows: Sequence[Mapping[str, float]], known: Mapping[str, float], lowest: float) -> dict[str, float]:
    """Weights drawn from what was known towards what the rows show, one by one by Newton's step, none below `lowest`.

    The prior of each is thirty more rows in which it is heard and right as often as its known weight says.
    """
    moved = {name: known[name] for name in sorted({name for row in rows for name in row if row[name]} & known.keys())}
    sums = [math.fsum(known.get(name, 1.0) * value for name, value in row.items()) for row in rows]
    held = {name: [(k, row[name]) for k, row in enumerate(rows) if row.get(name)] for name in moved}
    size = {name: math.fsum(abs(value) for _, value in seen) / len(seen) for name, seen in held.items()}
    for _ in range(_SWEEPS):
        for name, seen in held.items():
            s, w = size[name], moved[name]
            p = _share(w * s)
            slope = _PRIOR_PAIRS * s * (_share(known[name] * s) - p)
            curve = _PRIOR_PAIRS * s * s * p * (1 - p)
            for k, value in seen:
                p = _share(sums[k])
                slope += value * (1 - p)
                curve += value * value * p * (1 - p)
            step = min(max(w + slope / max(curve, 1e-6), lowest), _MOST / s) - w
            moved[name] = w + step
            for k, value in seen:
                sums[k] += step * value
    return {name: round(value, 4) for name, value in moved.items()}


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, log_odds))))
