"""The line that opens a report with its place and day: LONDON, March 3 (Reuters) --"""

from __future__ import annotations

import re

PLACE = re.compile(r"\s{0,9}[A-Z][\w.'’/ -]{1,40}(?:, ?[A-Z][\w.'’ -]{1,30}){0,2}[,:]?\s{1,3}(?:\()?")
AFTER_DATE = re.compile(r"\.?(?:,? ?[0-9]{4})?\)?\s{0,2}(?:[(/][^()/\n]{2,40}[)/]\s{0,2})?(?:-{1,3}|–|—|_)")
MAX_PLACE_CHARACTERS = 90


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at `text[start:end]` follows a place at the beginning of a line and a dash follows it."""
    line = text.rfind("\n", max(0, start - MAX_PLACE_CHARACTERS), start) + 1
    if line == 0 and start > MAX_PLACE_CHARACTERS:
        return False
    place = text[line:start]
    if not PLACE.fullmatch(place) or not AFTER_DATE.match(text, end):
        return False
    word = re.split(r"[\s,]", place.strip(), maxsplit=1)[0]
    return word.isupper() or "," in place
