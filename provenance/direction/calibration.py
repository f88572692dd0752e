"""Weights of cues adapted to a collection by its own dated pairs, and a weight for each of its outlets.

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

import numpy as np

from provenance.cues import TIME_CUES
from provenance.cues.weights import WEIGHTS
from provenance.direction import MOST_LOG_ODDS, feature
from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.direction import Told
    from provenance.model import Witness

_TRUSTED = 0.9  # reliability of a stated date, from here on
_MIN_DAYS_APART = 2  # of two stamps a day apart either may be the first
MIN_PAIRS = 30  # with fewer nothing is learned
_MAX_PAIRS = 5000  # that are learned from, to bound the time
_PRIOR_PAIRS = 30  # for which a shipped weight counts
_MOST_OF_OUTLETS = 2.0  # log odds that two outlets tell at most
_SWEEPS = 20  # of Newton's steps over all weights
_LIKELY = 0.5  # probability of a common source from which wording teaches nothing


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a collection teaches: weights by bond and feature, and for each outlet how much earlier its texts are.

    `outlets` are log odds. `pairs`: how many pairs were learned from; 0 where there were too few.
    """

    pairs: int = 0
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: WEIGHTS)
    outlets: Mapping[str, float] = field(default_factory=dict)

    def habits(
        self, pairs: Iterable[tuple[str, str]], witnesses: Mapping[str, Witness]
    ) -> Iterator[tuple[tuple[str, str], Evidence]]:
        """The evidence `outlet` for those of some pairs whose outlets differ in how early they mostly are."""
        outlets = {name: _outlet(witness) for name, witness in witnesses.items()} if self.outlets else {}
        leads = {name: self.outlets.get(outlet, 0.0) for name, outlet in outlets.items()}
        says = {
            outlet: f"of this archive’s dated pairs, those from {outlet} are more often the earlier than this one’s"
            for outlet in set(outlets.values())  # once for all pairs
        }
        for pair in pairs if self.outlets else ():
            log_odds = leads[pair[0]] - leads[pair[1]]
            if log_odds:
                earlier, later = pair if log_odds > 0 else pair[::-1]
                weight = round(min(abs(log_odds), _MOST_OF_OUTLETS), 4)
                favours = "a" if log_odds > 0 else "b"
                yield pair, Evidence("outlet", favours, weight, later, None, None, None, says[outlets[earlier]])


@dataclass(frozen=True, slots=True)
class Example:
    """Two documents of known order, `a < b` by id: their bond, their outlets, that of the earlier first, and `signs`.

    `signs` is the evidence that does not itself rest on dates: weights by feature, positive where it is right.
    """

    a: str
    b: str
    bond: str
    outlets: tuple[str, str]
    signs: tuple[tuple[str, float], ...]


def examples(told: Iterable[tuple[tuple[str, str], Told]], witnesses: Mapping[str, Witness]) -> tuple[Example, ...]:
    """The examples among some pairs, given each with what it tells; sorted by pair."""
    days = {name: day for name, witness in witnesses.items() if (day := _day(witness))}
    dated = {pair: each for pair, each in told if _is_known(pair, each, days)}
    found = []
    for pair in sorted(dated):
        is_first = days[pair[0]] < days[pair[1]]
        outlets = _outlet(witnesses[pair[not is_first]]), _outlet(witnesses[pair[is_first]])
        found.append(Example(*pair, dated[pair].bond, outlets, tuple(_signs(dated[pair], is_first=is_first).items())))
    return tuple(found)


def learned(known: Sequence[Example]) -> Calibration:
    """What examples teach; of more than `_MAX_PAIRS`, the first."""
    dated = known[:_MAX_PAIRS]
    if len(dated) < MIN_PAIRS:
        return Calibration()
    rows: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    outlets = []
    for each in dated:
        rows[each.bond].append(dict(each.signs))
        earlier, later = each.outlets
        outlets.append({earlier: 1.0, later: -1.0})
    weights = {bond: {**held, **_moved(rows[bond], held, 0.0)} for bond, held in WEIGHTS.items()}
    between = [row for row in outlets if len(row) == 2 and "" not in row]
    return Calibration(
        len(dated), weights, _moved(between, {name: 0.0 for row in between for name in row}, -MOST_LOG_ODDS)
    )


def _outlet(witness: Witness) -> str:
    """Where a document appeared: its publisher, else the folder it lies in; empty where neither is known."""
    return witness.document.source.publisher or witness.id.rpartition("/")[0]


def _day(witness: Witness) -> int | None:
    """The day that a document states, as an ordinal; None where it is not trusted."""
    stated = witness.dating.stated
    return date.fromisoformat(stated.date).toordinal() if stated and stated.reliability >= _TRUSTED else None


def _is_known(pair: tuple[str, str], told: Told, days: Mapping[str, int]) -> bool:
    """Whether the order of two matched documents is known by their stated dates, which are not too near each other."""
    a, b = pair
    return told.is_matched and a in days and b in days and abs(days[a] - days[b]) >= _MIN_DAYS_APART


def _signs(told: Told, *, is_first: bool) -> Mapping[str, float]:
    """The evidence of an example by feature, positive where it points the true way.

    Wording is left out where both texts probably have from a third what they share: there it tells nothing of order.
    """
    signs: dict[str, float] = defaultdict(float)
    for one in told.evidence:
        if one.cue != "dating" and (one.cue in TIME_CUES or told.common < _LIKELY):
            signs[feature(one)] += one.weight if (one.favours == "a") == is_first else -one.weight
    return signs


def _moved(rows: Sequence[Mapping[str, float]], known: Mapping[str, float], lowest: float) -> dict[str, float]:
    """Weights of a logistic regression on `rows`, each drawn towards its `known` value, none below `lowest`.

    The weights are moved one by one by Newton's steps. The prior of each is `_PRIOR_PAIRS` more rows in which it is
    heard, and right as often as its known weight says.
    """
    moved = {name: known[name] for name in sorted({name for row in rows for name in row if row[name]} & known.keys())}
    sums = np.array([math.fsum(known.get(name, 1.0) * value for name, value in row.items()) for row in rows])
    held = {}
    for name in moved:
        place = np.flatnonzero([bool(row.get(name)) for row in rows])
        held[name] = place, np.array([rows[k][name] for k in place.tolist()])
    size = {name: math.fsum(abs(value)) / len(value) for name, (_, value) in held.items()}
    for _ in range(_SWEEPS):
        for name, (place, value) in held.items():
            s, w = size[name], moved[name]
            p = float(_logistic(w * s))
            slope = _PRIOR_PAIRS * s * float(_logistic(known[name] * s) - p)
            curve = _PRIOR_PAIRS * s * s * p * (1 - p)
            chances = _logistic(sums[place])
            slope += math.fsum(value * (1 - chances))
            curve += math.fsum(value * value * chances * (1 - chances))
            step = min(max(w + slope / max(curve, 1e-6), lowest), MOST_LOG_ODDS / s) - w
            moved[name] = w + step
            sums[place] += step * value
    return {name: round(value, 4) for name, value in moved.items()}


def _logistic(log_odds: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The probabilities with these log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -MOST_LOG_ODDS, MOST_LOG_ODDS))))
