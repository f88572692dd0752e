"""How long ago a text says that a day was which it names beside: two years ago this week, on 11 November 2019."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.calendar import day_of
from provenance.dating.expressions import either
from provenance.kernels import lowered
from provenance.model import Relative

if TYPE_CHECKING:
    from datetime import date

    from provenance.dating.language import Language

_REACH = 60
"""The longest such phrase, with what links it to its date."""
_HALF_A_YEAR = 183
"""Days by which a number of years may be rounded."""
_EXACT = 1
"""Day by which a paper that says exactly, of a number of years, may be off."""
_LINKED = r"(?:\s?\(|,\s|\s[-–—]\s)"


@dataclass(frozen=True, slots=True)
class AgoPatterns:
    """The compiled patterns of one language, for small letters: the phrase right before a date, and right behind it."""

    language: Language
    before: re.Pattern[str]
    behind: re.Pattern[str]


def compile_ago(language: Language) -> AgoPatterns:
    """The patterns of a language's phrases for how long ago a day was. No quantifier in them is unbounded."""
    counts = rf"(?P<count>{either({*language.counts, *language.year_counts})}|[0-9]{{1,3}})"
    units = either(
        unit + ending for unit in (*language.spans, language.year) for ending in ("", language.plural_ending)
    )
    phrase = (
        rf"\b(?:(?P<exact>{either(language.exactly)})\s)?{counts}\s{{1,2}}(?P<unit>{units})\s{{1,2}}{language.ago}"
        rf"(?:\s{{1,2}}(?P<near>{either(language.anniversaries)}))?"
    )
    leads = either(language.day_leads)
    return AgoPatterns(
        language,
        re.compile(rf"{phrase}(?:{_LINKED}(?:{leads}\s)?|\s{leads}\s)$"),
        re.compile(rf"{_LINKED}{phrase}(?!\w)"),
    )


def ago(text: str, start: int, end: int, day: date, patterns: AgoPatterns) -> Relative | None:
    """The words beside a date, at `text[start:end]`, that say how long ago that day was.

    Behind the date they must name the occasion (today, this week): else they tell of something else.
    """
    base = max(0, start - _REACH)
    low = lowered(text[base : end + _REACH])
    if patterns.language.ago not in low:
        return None
    match = patterns.before.search(low[: start - base])
    if match is None:
        match = patterns.behind.match(low, end - base)
        if match is None or not match["near"]:
            return None
    days = _days_ago(match, day, patterns.language)
    if days is None:
        return None
    low_, high = days
    first = base + match.start("exact" if match["exact"] else "count")
    last = base + match.end("near" if match["near"] else "unit")
    return Relative(first, last, low_, high)


def _days_ago(match: re.Match[str], day: date, language: Language) -> tuple[int, int] | None:
    """From how many to how many days after the writing the day lies: both are negative."""
    written, unit = match["count"], match["unit"].removesuffix(language.plural_ending)
    counted = {**language.counts, **language.year_counts}
    count = int(written) if written.isdigit() else counted[written]
    if unit == language.year:
        then = day_of(day.year + count, day.month, day.day) or day_of(day.year + count, day.month, day.day - 1)
        length, off = (then - day).days if then else 0, _HALF_A_YEAR
    else:
        length, off = count * language.spans[unit], language.spans[unit] // 2
    if match["near"]:
        off = language.anniversaries[match["near"]]
    elif match["exact"]:
        off = _EXACT
    return (-length - off, -length + off) if length else None
