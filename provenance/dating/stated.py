"""Dates that a text or the name of its file states as its own: published, posted, a dateline, a path by day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from provenance import calendar
from provenance.calendar import day_of
from provenance.dating.abroad import dates_abroad
from provenance.dating.expressions import FOUR_DIGITS, Expression, expressions, in_range, sighted
from provenance.dating.stamped import ENGLISH_TOO
from provenance.dating.stamps import MAX_LINE_CHARACTERS, is_byline, judge, may_state
from provenance.dating.tables import DATES_ABROAD, DEFAULT, LABELS_ABROAD, LANGUAGES, STAMPS_ABROAD
from provenance.model import DAY_FIRST, Stated
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.dating.expressions import Sight
    from provenance.dating.stamps import StampPatterns
    from provenance.dating.tables import Tables
    from provenance.model import Span

HEAD_CHARACTERS, TAIL_CHARACTERS = 2500, 800
"""How far into a text, and how near its end, a line may state its date."""
NEAR_TOP = 8
"""Lines with words from the top, among which a date alone is that of the text."""
_ABOVE_CHARACTERS, _LINES_ABOVE, _MIN_WRAPPED_CHARACTERS = 400, 2, 40
MAX_DATES = 3
"""In one line."""
MISTYPED_FACTOR = 0.7
"""What is left of a reliability where the weekday is another."""
TAIL_FACTOR = 0.9
SETTINGS = DatingSettings()
"""Of what a text states: those of a run bound only what it speaks of."""
MIN_YEAR = 1700
"""Numbers in file names that would be older days are no dates: papers that have their day there are hardly older."""

PATHS = (
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})[-_.](?P<m>[0-9]{2})[-_.](?P<d>[0-9]{2})(?![0-9])"), 0.75),
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?=/|$)"), 0.8),
    (re.compile(r"(?<![0-9])(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])"), 0.65),
)
NAMED_IN_PATH = 0.65
_CODE_MARK, _CODED, _CENTURY = "dpa:", 0.9, 2000
_CODE = re.compile(
    r"(?<!\w)dpa:(?P<y>[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})-[0-9]{2,6}-[0-9]{3,9}(?:/[0-9]{1,3})?(?!\w)"
)
"""The number of an item of dpa, which begins with its day: dpa:210916-99-241377/2."""
LEADING_WORD = re.compile(r"(?:url|link|permalink|canonical|web|address)\s{0,3}:\s{0,3}", re.IGNORECASE)
_ADDRESS_MARK = "://"
ADDRESS = re.compile(r"(?<![\w.-])(?:[a-z]{2,8}://|(?:[\w-]{1,63}\.){1,5}[a-z]{2,12}/)", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a text; `in_head` if it is near the beginning."""

    start: int
    end: int
    in_head: bool


def stated(
    document_id: str,
    text: str,
    sentences: Sequence[Span],
    url: str | None = None,
    language: str = DEFAULT,
    sight: Sight | None = None,
) -> tuple[Stated, ...]:
    """The full dates that a text, its name or its address states as its own.

    Most reliable first, each day and kind once. `language` is a key of `LANGUAGES`; `sight` what is seen in the text,
    where that is known.
    """
    tables = LANGUAGES[language]
    sight = sight or sighted(text, tables.dates)
    found = [*_in_text(text, sentences, tables, sight), *_in_code(text), *_in_path(document_id, tables)]
    found += _in_path(url, tables) if url and ADDRESS.match(url) else ()
    found.sort(key=lambda one: (-one.reliability, one.start is None, one.start or 0, one.date))
    kept: dict[tuple[str, str], Stated] = {}
    for one in found:
        kept.setdefault((one.date, one.kind), one)
    return tuple(kept.values())


def mistyped(text: str, stated: Sequence[Stated]) -> Iterator[str]:
    """In words: weekdays in other languages that the stated dates behind them do not fall on.

    Those of a language with tables are told with all dates of a text.
    """
    for one in stated:
        if one.start is None or one.end is None:
            continue
        words = text[one.start : one.end]
        years = [year.start() for year in FOUR_DIGITS.finditer(words)]
        day = date.fromisoformat(one.date)
        if any(each.weekday not in (None, day.weekday()) for each in dates_abroad(words.lower(), years, DATES_ABROAD)):
            yield calendar.mistyped(words, day)


def _in_text(text: str, sentences: Sequence[Span], tables: Tables, sight: Sight) -> Iterator[Stated]:
    """What the lines near the beginning and the end say."""
    full = [one for one in in_range(sight.dates, SETTINGS) if one.year and one.day]
    abroad = _abroad(text, sight)
    full = _apart([*full, *abroad]) if abroad else full
    has_address = _ADDRESS_MARK in text
    places = [one.start for one in full]
    number = 0  # of the lines with words before it
    for line in _lines(text, sentences, sight) if full or has_address else ():
        words = text[line.start : line.end]
        if _ends_prose(text, line) and not _ends_with_date(text, line, abroad):
            continue
        address = _address(words) if has_address else None
        first, last = bisect_left(places, line.start), bisect_left(places, line.end)
        if first == last and not address:
            continue
        number = _lines_before(text, sentences, line.start) if number < NEAR_TOP else NEAR_TOP
        if address and number < NEAR_TOP:
            yield from (replace(one, start=line.start, end=line.end) for one in _in_path(address, tables))
            continue
        is_near_top = line.in_head and (number < NEAR_TOP or _is_below_byline(text, line.start, tables.stamps))
        end = min(line.end, line.start + 2 * MAX_LINE_CHARACTERS)
        held = [one for one in full[first : min(last, first + MAX_DATES)] if one.end <= end]
        dates = [Expression(one.start - line.start, one.end - line.start, *one[2:]) for one in held]
        stamps = tables.stamps
        if (abroad and not abroad.isdisjoint(held)) or _is_labelled_abroad(words, dates):
            stamps = STAMPS_ABROAD
        if not may_state(words, stamps, is_near_top=is_near_top):
            continue
        for index, one in enumerate(dates):
            judged = judge(words, dates, index, stamps, is_near_top=is_near_top, in_head=line.in_head)
            if judged:
                yield _stated(_day_first(one, words) if one.is_ambiguous else one, *judged, line)


def _abroad(text: str, sight: Sight) -> frozenset[Expression]:
    """The full dates in other languages near the beginning and the end."""
    tail = max(HEAD_CHARACTERS, len(text) - TAIL_CHARACTERS)
    years = [year.start() for ends in ((0, HEAD_CHARACTERS), (tail, len(text))) for year in _years(text, sight, *ends)]
    return frozenset(in_range(dates_abroad(sight.low, years, DATES_ABROAD), SETTINGS)) if years else frozenset()


def _apart(dates: Iterable[Expression]) -> list[Expression]:
    """Dates in order, of those that overlap the one that begins first, or is longer."""
    kept: list[Expression] = []
    for one in sorted(dates, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _is_labelled_abroad(words: str, dates: Sequence[Expression]) -> bool:
    """Whether a date in figures stands in a line with a label of another language."""
    is_figures = dates and not any(map(str.isalpha, words[dates[0].start : dates[0].end]))
    return bool(is_figures) and LABELS_ABROAD.search(words.lower()) is not None


def _day_first(one: Expression, words: str) -> Expression:
    """A date in figures, the day first for certain behind a label of a language that has it so."""
    labels = LABELS_ABROAD.findall(words[: one.start].lower())
    return one._replace(is_ambiguous=False) if labels and ENGLISH_TOO.isdisjoint(labels) else one


def _address(line: str) -> str | None:
    """The address that is all that a line holds."""
    if _ADDRESS_MARK not in line:
        return None
    bare = line.strip(" \t\r<>*_#-")
    word = LEADING_WORD.match(bare)
    bare = bare[word.end() :] if word else bare
    return bare if bare.startswith(("http://", "https://")) and len(bare.split()) == 1 else None


def _stated(one: Expression, kind: str, reliability: float, line: Line) -> Stated:
    day = day_of(one.year or 0, one.month or 0, one.day or 0)
    assert day is not None
    exchanged = day_of(one.year or 0, one.day or 0, one.month or 0) if one.is_ambiguous else None
    if exchanged:
        reliability *= DAY_FIRST
    elif one.weekday not in (None, day.weekday()):
        reliability *= MISTYPED_FACTOR
    if not line.in_head:
        reliability *= TAIL_FACTOR
    place = line.start + one.start, line.start + one.end
    return Stated(day.isoformat(), kind, round(reliability, 3), *place, exchanged.isoformat() if exchanged else None)


def _lines(text: str, sentences: Sequence[Span], sight: Sight) -> Iterator[Line]:
    """The lines near either end of the text that hold a year. A line may hold several sentences."""
    starts = [sentence.start for sentence in sentences]
    tail, done = len(text) - TAIL_CHARACTERS, 0
    for low, high in ((0, HEAD_CHARACTERS), (max(HEAD_CHARACTERS, tail), len(text))):
        for year in _years(text, sight, low, high):
            index = bisect_right(starts, year.start()) - 1
            if year.start() < done or index < 0 or year.start() >= sentences[index].end:
                continue
            sentence = sentences[index]
            start = text.rfind("\n", sentence.start, year.start()) + 1 or sentence.start
            stop = text.find("\n", year.end(), sentence.end)
            done = sentence.end if stop < 0 else stop
            start = max(start, tail) if HEAD_CHARACTERS <= start < tail else start
            yield Line(start, done, start < HEAD_CHARACTERS)


def _years(text: str, sight: Sight, low: int, high: int) -> Iterator[re.Match[str]]:
    """The numbers of four digits in `text[low:high]`."""
    for start, end, _, has_number in sight.around:
        if has_number and start < high and end > low:
            yield from FOUR_DIGITS.finditer(text, max(start, low), min(end, high))


def _ends_prose(text: str, line: Line) -> bool:
    """Whether a line is the last of a sentence that was broken for its length: the bonds are due / on 3 May 2031."""
    if not line.start or text[line.start - 1] != "\n" or not text[line.start : line.end].rstrip().endswith("."):
        return False
    above = text[max(0, line.start - _ABOVE_CHARACTERS) : line.start - 1].rpartition("\n")[2].rstrip()
    return len(above) >= _MIN_WRAPPED_CHARACTERS and (above[-1].isalnum() or above[-1] == ",")


def _ends_with_date(text: str, line: Line, abroad: frozenset[Expression]) -> bool:
    """Whether the stop at the end of a line is that of a date in another language: 15 июля 2024 г."""
    end = line.start + len(text[line.start : line.end].rstrip())
    return any(one.end == end for one in abroad)


def _lines_before(text: str, sentences: Sequence[Span], end: int) -> int:
    """How many lines with words stand before an offset, counted as far as it matters."""
    number = 0
    for sentence in sentences:
        if sentence.start > end or number >= NEAR_TOP:
            break
        words = text[sentence.start : min(sentence.end, end)]
        number += sum(1 for line in words.split("\n") if line.strip()) if "\n" in words else bool(words.strip())
    return number


def _is_below_byline(text: str, start: int, patterns: StampPatterns) -> bool:
    """Whether one of the last lines before a place names the writer."""
    above = [line for line in text[max(0, start - _ABOVE_CHARACTERS) : start].split("\n")[1:] if line.strip()]
    return any(is_byline(line, patterns) for line in above[-_LINES_ABOVE:])


def _in_code(text: str) -> Iterator[Stated]:
    """The days of the numbers that an agency gives its items, which papers print below them."""
    for found in _CODE.finditer(text) if _CODE_MARK in text else ():
        day = day_of(_CENTURY + int(found["y"]), int(found["m"]), int(found["d"]))
        if day:
            yield Stated(day.isoformat(), "header", _CODED, *found.span())


def _in_path(document_id: str, tables: Tables) -> Iterator[Stated]:
    """Days in the name of a file or in an address, year first or with the name of the month."""
    path = document_id.replace("\\", "/")[-1000:]
    if not FOUR_DIGITS.search(path):
        return  # no year
    kind = "url" if ADDRESS.match(path) else "filename"
    for pattern, reliability in PATHS:
        for match in pattern.finditer(path):
            day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
            if day and MIN_YEAR <= day.year <= SETTINGS.last_year:
                yield Stated(day.isoformat(), kind, reliability)
    name = re.sub(r"[-_.+]", " ", path.rpartition("/")[2])
    if not tables.dates.months.search(name.lower()):
        return  # most names have but a number
    for one in expressions(name, tables.dates, SETTINGS):
        day = day_of(one.year or 0, one.month or 0, one.day or 0)
        if day and day.year >= MIN_YEAR:
            yield Stated(day.isoformat(), kind, NAMED_IN_PATH)
