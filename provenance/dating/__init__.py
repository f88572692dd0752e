"""Dates in a text: which it names, in what tense it speaks of them, and which it states as its own."""

from __future__ import annotations

from provenance.dating.mentions import LANGUAGES, mentions
from provenance.dating.stated import stated

__all__ = ["LANGUAGES", "UNREAD", "mentions", "stated"]

UNREAD = "The dates in its words are not read: its language is {language}, and tenses are known in {known} only."
"""What is told of a text in a language without tables."""
