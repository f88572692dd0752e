"""Dates that a text or the name of its file states as its own: published, posted, a dateline, a path by day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.calendar import day_of
from provenance.dating.datelines import is_dateline
from provenance.dating.english import ENGLISH
from provenance.dating.expressions import expressions
from provenance.dating.mentions import PATTERNS
from provenance.model import Stated
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.dating.expressions import Expression
    from provenance.model import Span

HEAD_CHARACTERS, TAIL_CHARACTERS = 2500, 800
"""How far into a text, and how near its end, a line may state its date."""
MAX_LINE_CHARACTERS = 160
MAX_LABEL_GAP = 45
"""Characters between a label and its date: a colon, an hour, a weekday."""
AMBIGUOUS_FACTOR = 0.7
"""What is left of a reliability where day and month may be exchanged."""
TAIL_FACTOR = 0.9
MIN_YEAR = 1900
"""Numbers in file names that would be older days are no dates."""

BYLINE, DATELINE, ALONE, BY_PLACE = 0.85, 0.85, 0.6, 0.7
YEAR_DIGITS = re.compile(r"[0-9]{4}")
"""Without them a line has no full date."""
MARKS = re.compile(r"[\s#>*_|•·-]{0,12}")
REST = re.compile(
    r"[\s*_|)]{0,4}(?:,?\s?(?:at\s|T)?[0-9]{1,2}(?:[.:][0-9]{2}){0,2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{1,4})?(?:[+-][0-9:]{4,5})?)?[\s.,;*_|)(-]{0,6}"
)
BETWEEN = re.compile(rf"(?:[\s0-9:.,;*_|()–—-]|\b(?:{ENGLISH.stamp_words})\b){{1,{MAX_LABEL_GAP}}}+", re.IGNORECASE)
PATHS = (
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})[-_.](?P<m>[0-9]{2})[-_.](?P<d>[0-9]{2})(?![0-9])"), 0.75),
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?=/|$)"), 0.8),
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])"), 0.65),
)
NAMED_IN_PATH = 0.65
ADDRESS = re.compile(r"(?<![\w.-])(?:[a-z]{2,8}://|(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, and how many lines with words stand before it; `in_head` if it is near the beginning."""

    start: int
    end: int
    number: int
    in_head: bool


def stated(document_id: str, text: str, sentences: Sequence[Span]) -> tuple[Stated, ...]:
    """The full dates that a text or its name states as its own, most reliable first, each day and kind once."""
    found = [*_in_text(text, sentences), *_in_path(document_id)]
    found.sort(key=lambda one: (-one.reliability, one.start is None, one.start or 0, one.date))
    kept: dict[tuple[str, str], Stated] = {}
    for one in found:
        kept.setdefault((one.date, one.kind), one)
    return tuple(kept.values())


def _in_text(text: str, sentences: Sequence[Span]) -> Iterator[Stated]:
    """What the lines near the beginning and the end say."""
    for line in _lines(text, sentences):
        words = text[line.start : line.end]
        if not YEAR_DIGITS.search(words):
            continue
        dates = [
            one
            for one in expressions(words[: 2 * MAX_LINE_CHARACTERS], PATTERNS, DatingSettings())
            if one.year and one.day
        ]
        if dates:
            one = dates[0]
            judged = _judge(words, one, line)
            if judged and judged[1] > 0:
                kind, reliability = judged
                yield _stated(one, kind, reliability, line)


def _stated(one: Expression, kind: str, reliability: float, line: Line) -> Stated:
    day = day_of(one.year or 0, one.month or 0, one.day or 0)
    assert day is not None
    if one.weekday not in (None, day.weekday()) or one.is_ambiguous:
        reliability *= AMBIGUOUS_FACTOR
    if not line.in_head:
        reliability *= TAIL_FACTOR
    return Stated(day.isoformat(), kind, round(reliability, 3), line.start + one.start, line.start + one.end)


def _lines(text: str, sentences: Sequence[Span]) -> Iterator[Line]:
    """The lines of the sentences near either end of the text. A line may hold several sentences."""
    number, tail = 0, len(text) - TAIL_CHARACTERS
    for sentence in sentences:
        start = sentence.start
        while start < sentence.end:
            if HEAD_CHARACTERS <= start < tail:
                start = min(tail, sentence.end)
                continue
            stop = text.find("\n", start, sentence.end)
            stop = sentence.end if stop < 0 else stop
            if text[start:stop].strip():
                yield Line(start, stop, number, start < HEAD_CHARACTERS)
                number += 1
            start = stop + 1


def _judge(words: str, one: Expression, line: Line) -> tuple[str, float] | None:
    """What kind of statement a line makes of its first full date, and how reliable; None if it makes none."""
    if is_dateline(words, one.start, one.end):
        return "dateline", DATELINE
    marks = MARKS.match(words)
    start = marks.end() if marks else 0
    is_short = len(words) <= MAX_LINE_CHARACTERS
    rest = words[one.end :]
    is_last = REST.fullmatch(rest) is not None
    if is_short and (label := _label(words, start, one, is_last)):
        return label
    before = words[start : one.start].strip(" \t|,–—-•·*_")
    if is_short and before.lower().startswith(ENGLISH.byline + " ") and len(before.split()) <= 8:
        return "byline", BYLINE
    if not is_last or not line.in_head or line.number > 8:
        return None
    if not before:
        return "header", ALONE
    is_place = len(before.split()) <= 3 and before[:1].isupper() and before.replace(" ", "").replace(",", "").isalpha()
    return ("dateline", BY_PLACE) if is_place and "," in words[start : one.start] else None


def _label(words: str, start: int, one: Expression, is_last: bool) -> tuple[str, float] | None:
    """The label before a date, if the line begins with one and says nothing else of weight."""
    folded = words[start : one.start].lower()
    for label in sorted(ENGLISH.labels, key=len, reverse=True):
        if not folded.startswith(label) or one.start - start - len(label) > MAX_LABEL_GAP:
            continue
        between = words[start + len(label) : one.start]
        has_colon = between.lstrip(" *_").startswith(":")
        if between and not BETWEEN.fullmatch(between):
            continue
        if has_colon or (is_last and label not in ENGLISH.bare_labels):
            return ENGLISH.labels[label]
    return None


def _in_path(document_id: str) -> Iterator[Stated]:
    """Days in the name of a file or in an address, year first or with the name of the month."""
    path = document_id.replace("\\", "/")[-1000:]
    kind = "url" if ADDRESS.match(path) else "filename"
    for pattern, reliability in PATHS:
        for match in pattern.finditer(path):
            day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
            if day and MIN_YEAR <= day.year <= DatingSettings().last_year:
                yield Stated(day.isoformat(), kind, reliability)
    name = re.sub(r"[-_.+]", " ", path.rpartition("/")[2])
    for one in expressions(name, PATTERNS, DatingSettings()):
        day = day_of(one.year or 0, one.month or 0, one.day or 0)
        if day and day.year >= MIN_YEAR:
            yield Stated(day.isoformat(), kind, NAMED_IN_PATH)
