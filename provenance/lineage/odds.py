"""Probabilities and log odds (natural logarithms of the odds), one from the other."""

from __future__ import annotations

import math


def logistic(log_odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(p: float, least: float) -> float:
    """The log odds of a probability, which is taken to be `least` at least and `1 - least` at most."""
    bounded = min(max(p, least), 1 - least)
    return math.log(bounded / (1 - bounded))
