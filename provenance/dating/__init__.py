"""Dates in a text: which it names, in what tense it speaks of them, and which it states as its own."""

from __future__ import annotations

from provenance.dating.calendar import candidate_years, weekday_conflict
from provenance.dating.mentions import mentions
from provenance.dating.stated import stated

__all__ = ["candidate_years", "mentions", "stated", "weekday_conflict"]
