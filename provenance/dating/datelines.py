"""Lines that open a report with its day: LONDON, March 3 (Agency) --, Mumbai, Mar 3 (PTI) The, by Ann Lee March 3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.lexicon.credit import AGENCY_INITIALS

if TYPE_CHECKING:
    from collections.abc import Container

    from provenance.dating.expressions import Expression

PLACE = re.compile(r"[\w.,'’/ ()\[\]-]{2,90}")
_HOUR = r"(?:,? [0-9]{1,2}[.:][0-9]{2}(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{2,4}\b)?)?"
AFTER_DATE = re.compile(
    rf"\.?(?:,? ?[0-9]{{4}})?{_HOUR}\)?[*_]{{0,3}}\s{{0,2}}"
    r"(?:(?:[(/][^()/\n]{2,40}[)/]\s{0,2})?[-–—_]"
    rf"|{AGENCY_INITIALS}[ \t]{{1,2}}[-–—]|\({AGENCY_INITIALS}\)[ \t]{{1,2}}(?=[\"“‘]?[A-Z])"
    r"|\([A-Z][^()\n]{1,40}\)[ \t]?:[ \t])"
)
DASHES = "-–—_"
"""Of these one stands behind the date."""
BYLINE_HOUR = re.compile(r" (?:at |@ |[|·•–—-] )?[0-9]{1,2}[:.][0-9]{2}")
MAX_PLACE_CHARACTERS = 90
HEAD_CHARACTERS = 300
"""In them a day by itself is that of the paper; farther down it heads what happens then."""
MAX_HEADING_CHARACTERS = 40
_MARKS = " \t\r#>*_|.,-–—"
MAX_PLACE_WORDS = 4


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at `text[start:end]` follows a place at the beginning of a line and a dash follows it."""
    if AFTER_DATE.match(text, end) is None:
        return False
    line = text.rfind("\n", max(0, start - MAX_PLACE_CHARACTERS), start) + 1
    if line == 0 and start > MAX_PLACE_CHARACTERS:
        return False
    return _is_place(text[line:start].lstrip("*_ "))


def is_heading(text: str, one: Expression, weekdays: Container[str]) -> bool:
    """Whether a day with its weekday is all that a line near the beginning holds: WEDNESDAY, MAY 14.

    In a list of what happens on several days, of which each has such a line, it is none, nor above the hour at which a
    match or a meeting begins.
    """
    if one.weekday is None or one.day is None or one.start > HEAD_CHARACTERS:
        return False
    end = text.find("\n", one.end)
    before, behind = text[text.rfind("\n", 0, one.start) + 1 : one.start], text[one.end : end if end >= 0 else None]
    if (before + behind).strip(_MARKS) or text[one.end :].lstrip(_MARKS + "\n")[:1].isdigit():
        return False
    lines = (line.strip(_MARKS) for line in text.split("\n") if len(line) <= MAX_HEADING_CHARACTERS)
    return sum(line.partition(" ")[0].rstrip(",").lower() in weekdays for line in lines if line) == 1


def is_hourly_byline(text: str, start: int, end: int, byline: str) -> bool:
    """Whether the date at `text[start:end]` stands between a byline and an hour at the beginning of a line."""
    if BYLINE_HOUR.match(text, end) is None:
        return False
    line = text.rfind("\n", max(0, start - MAX_PLACE_CHARACTERS), start) + 1
    names = text[line:start].lstrip(" \t*_")
    is_whole = line > 0 or start <= MAX_PLACE_CHARACTERS
    return is_whole and names[: len(byline) + 1].lower() == f"{byline} " and PLACE.fullmatch(names) is not None


def _is_place(words: str) -> bool:
    """Whether the words are one to three names with commas: LONDON, or Springfield, Ill., or Paris."""
    if not PLACE.fullmatch(words):
        return False
    names = [name.strip(" (") for name in words.split(",") if name.strip(" (")]
    if not 1 <= len(names) <= 3 or not ("," in words or names[0].isupper()):
        return False
    return all(name[0].isupper() and len(name.split()) <= MAX_PLACE_WORDS for name in names)
