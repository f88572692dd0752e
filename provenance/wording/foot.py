"""The foot of a text: the line that signs it, with its day."""

from __future__ import annotations

import re

from provenance.model import Span

_CHARACTERS = 160
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SIGNED = re.compile(
    rf"\n[^\n]{{0,80}}?\b(?P<day>(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}},?) \d{{4}})[^\w\n.!?]*\s*\Z",
    re.IGNORECASE,
)


def signed_day(text: str) -> Span | None:
    """The day with which a text ends, where its last line is no sentence: Pilots of Saltmere, 10 February 2020."""
    found = _SIGNED.search(text, max(0, len(text) - _CHARACTERS))
    return Span(*found.span("day")) if found else None
