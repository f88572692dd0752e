"""Dates in a text: which it names, in what tense it speaks of them, and which it states as its own."""

from __future__ import annotations

from provenance.dating.mentions import mentions
from provenance.dating.stated import stated

__all__ = ["mentions", "stated"]
