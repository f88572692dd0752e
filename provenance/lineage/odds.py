"""Probabilities and log odds (natural logarithms of the odds), one from the other."""

from __future__ import annotations

import math

TELLS = 0.55
"""Probability of an order: what is nearer to one half says nothing."""
_OF_SHAPE = 0.6


def logistic(log_odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-log_odds))


def log_odds(p: float, least: float) -> float:
    """The log odds of a probability, which is taken to be `least` at least and `1 - least` at most."""
    bounded = min(max(p, least), 1 - least)
    return math.log(bounded / (1 - bounded))


def by_shape(p: float) -> float:
    """What is left of a probability that rests on no word about the order, only on the shape of a family.

    Who has more of what is shared, and in which wording, was told 85 times of 100 rightly which of two is the source
    by simulated stories that copy each other, and 58 times by real versions of articles, which are both cut and added
    to. Which of the two a family is cannot be seen.
    """
    return 0.5 + _OF_SHAPE * (p - 0.5) if p > 0.5 else p
