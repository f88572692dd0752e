"""How fast the machine is just now, by which bounds of time are stretched: none is a bound on the machine."""

from __future__ import annotations

import time

PATIENCE = 900
"""Seconds after which a process is taken to hang: on a busy machine the slowest is done long before."""

_USUAL_SECONDS = 0.006
"""What the work below takes on the machines that the bounds of the tests were set on."""


def slowness() -> float:
    """How many times as long as usual a piece of work takes here and now, 1 at the least: the quickest of five."""
    return max(1.0, min(_worked() for _ in range(5)) / _USUAL_SECONDS)


def _worked() -> float:
    """Cpu seconds of a piece of work."""
    begun, total = time.process_time(), 0
    for number in range(100_000):
        total += number * number % 7
    return time.process_time() - begun
