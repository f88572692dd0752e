"""What in a text tells of its age or source: dates, its number, notes, whom it repeats or cites, its head."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from provenance import languages
from provenance.kernels import lowered, marks_in
from provenance.languages.words import plain
from provenance.lexicon.changes import CHANGE_MARKS, CHANGE_NOTES, STAGED, STAGES
from provenance.lexicon.credit import RELEASE_MARKERS
from provenance.lexicon.words import ORDINALS
from provenance.model import LEAD, STAGE, NamedDate, Numbered, Signs, Span
from provenance.wording import heads
from provenance.wording.citations import brackets, reference_lines, titles
from provenance.wording.speech import REPOST_MARKS, repost_markers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Window = tuple[int, int, bool, bool]

_HEAD_CHARACTERS = 1500
_MAX_DATES = 16
_MAX_NOTES = 50
_MAX_NOTE_CHARACTERS = 100
_MAX_LOOK_BACK = 140
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# What follows but the markers of releases is heard in lower case.
_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_LINK_MARKS = ("://", "www.")
_YEAR = re.compile(r"(?:1[6-9]\d|20[0-4])\d(?<![\w./,:£$€#%+=_-]\d{4})(?![\w%]|[.,/:]\d|-\d{3})")
_MONTH_BEFORE = re.compile(
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,? {1,3}(?:\d{1,2}(?:st|nd|rd|th)?,? {1,3})?$"
)
_MAX_MONTH = 30  # characters of a month and a day before a year
_SIGNED = re.compile(r"\(@\w{1,30}\)\s{1,3}(?:[a-z]{3,9}\.? \d{1,2},\s{1,3})?$")
"""How the date of an embedded post is signed; posts are put in and taken out again, whatever day they are of."""
_MAX_SIGNED = 60
_TO_COME = re.compile(
    r"\b(?:(?:will|shall|would|until|till|through|before|expir(?:es?|ing)|expect(?:s|ed)?|plan(?:s|ned)?|due|scheduled|projected"
    r"|forecasts?|propos(?:es?|ed|als?)|budget|fiscal|than|or after|matur(?:es?|ing|ity)|callable|redeem(?:ed|able)?"
    r"|cited as|redemption|option|bonds?|notes|debentures?|(?:start|beginn|commenc)ing)\b(?:[^.;\n]|\.(?=\d)|\n(?!\n))*"
    r"|by (?:(?:the|end|close|start|beginning|middle|early|late|mid|of|about|around|at|latest|spring|summer|autumn|fall"
    r"|winter|year|month)[ -]){0,6})$",  # not "opened by the mayor in"
)
_STOPS = (";", ". ", ".\n")
"""Over none of them does a word before a year speak of it."""
_WEEK = tuple(
    (words, re.compile(rf"{words}\b(?<!\w{words})"))
    for words in (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "tomorrow"),
        *("tonight", "earlier today", "last week", "last month", "this week", "this month", "next week", "next month"),
    )
)
"""Each by itself: a search for words that it begins with is many times as fast as one for any of several."""
_UNIT = re.compile(
    r"\s{0,2}(?:people|men|years|inhabitants|residents|employees|students|soldiers|words|votes|copies|jobs|m|ft|feet|km"
    r"|miles|acres|tons|tonnes|met(?:re|er)s|kg|mm|hp|bits|bytes|octets|seconds|k?w|kwh|wh|mah|volts|watts|[mg]?hz|rpm"
    r"|px|pixels|k?cal|kj|ml|lit(?:re|er)s)\b",
)

# A search for a line that begins with a sign or word skips from one line break to the next.
_RELEASE = re.compile("\n" + RELEASE_MARKERS.pattern.removeprefix("^"), RELEASE_MARKERS.flags)
_LABEL = re.compile(
    r"\n[^\w\n]{0,8}(?P<label>(?:[a-z][a-z-]{0,20} ){0,5}(?:version|edition|issue|number|no|revision|draft|bulletin"
    r"|circular|comments|report|memo|memorandum|standard|order|directive|notice|newsletter|release))"
    r"\.?[ \t]{0,3}(?:no\.?|number|#)?[ \t]{0,3}:?[ \t]{0,3}#?(?P<number>\d{1,6}(?:\.\d{1,3}){0,2})(?![\w/-])",
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th) ")
_OCCASION = re.compile(
    r"\b(?P<number>\d{1,3})(?:st|nd|rd|th) (?:annual )?(?P<label>(?:[a-z][\w’'-]{0,20} ){0,4}?"
    r"(?:festival|fair|show|games|conference|congress|convention|championships?|anniversary|birthday|marathon"
    r"|regatta|carnival|awards|summit|symposium|olympiad|cup|tournament|season|exhibition|biennale|parade|concert|gala"
    r"|derby|rally|meeting|assembly|session))\b",
)
"""An occasion that comes round, by how often it has: the 24th Windle Kite Festival."""
_ORDINAL_NUMBERS = {word: int(figures[:-2]) for figures, word in ORDINALS.items()}
_AT_HEAD = r"\n(?:[^\w\n]{0,8}|[^\n]{1,80}[,:(\[–—-] ?)(?:the )?"
_TO_LINE_END = r"[^\w\n]{0,8}(?=\n|$)"
_ORDINAL_LABEL = re.compile(
    rf"{_AT_HEAD}(?P<words>(?P<ordinal>{'|'.join(_ORDINAL_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th)) "
    r"(?:(?:revised|corrected|updated|enlarged),? )?(?P<label>version|edition|issue|revision|draft|report|release))"
    + _TO_LINE_END
)
_LEAD = re.compile(
    rf"{_AT_HEAD}(?P<words>(?P<noted>eds: (?:updates|adds|recasts|leads)[^\n]{{0,200}})|update (?P<update>\d{{1,2}})"
    rf"|(?P<ordinal>{'|'.join(_ORDINAL_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th)) (?:lead|ld)(?:[ -]writethr(?:u|ough))?)"
    r"(?=[ \t]{0,3}[-–—:(,\n]|$)"
)
"""How agencies number the states of a running story: UPDATE 2-Ferry burns, Ferry fire-2nd lead (adds injuries).

Or tell editors that it is one: Eds: UPDATES throughout.
"""
_STAGE = re.compile(
    rf"{_AT_HEAD}(?P<words>(?P<stage>{'|'.join(sorted(STAGES, key=len, reverse=True))})(?: (?:{STAGED}))?"
    r"(?:[ ,]{1,2}(?:(?:no|number|version|v)\.? ?)?\d{1,2})?)" + _TO_LINE_END
)
_HISTORY = re.compile(
    r"\n[^\w\n]{0,8}(?:changes|change ?log|changelog|(?:version|revision|release|change|document) history)"
    r"[^\w\n]{0,8}\n"
)
"""The heading of a list of versions, in which each has its number."""
_VERSION = re.compile(
    r"[^\w\n]{0,8}(?:version |v|rev(?:ision)?\.? |release )?(?P<number>\d{1,4}(?:\.\d{1,4}){1,3})(?![\w.%])"
)
_LINES = re.compile(r"[^\n]+")
_MAX_HISTORY = 4000
_SERIES = "version in its list of changes"
"""The series of the numbers in such a list."""
_NO_SERIES = frozenset({"no", "number"})
"""What stands before any figure: by itself it names no series."""
_MARKS = (*_LINK_MARKS, *CHANGE_MARKS, *(words for words, _ in _WEEK), *REPOST_MARKS)
"""What is looked for in a text before anything else is."""


def signs(text: str, around: Iterable[Window], language: str | None = None) -> Signs:
    """All signs of a text. `around` are stretches of it that have all numbers of four digits, with whether they do.

    What is said in another language than English is heard where that has a table, and of the dates that it names
    nothing: whether they are still to come is not known.
    """
    works, head = (*brackets(text), *reference_lines(text), *titles(text)), heads.head(text)
    if languages.is_foreign(language):
        return replace(_abroad(text, language), works=works, head=head)
    low = lowered(text)
    held = marks_in(low, _MARKS)
    release = _RELEASE.search("\n" + text)
    has_links, may_note = not held.isdisjoint(_LINK_MARKS), not held.isdisjoint(CHANGE_MARKS)
    dates = sorted(_dates(low, around, has_links=has_links), key=lambda d: (-d.year, -d.month, d.span))
    return Signs(
        dates=tuple(dates[:_MAX_DATES]),
        numbers=(*_numbers(low), *_history(low), *_occasions(low)),
        notes=tuple(_notes(low)) if may_note else (),
        is_of_a_week=any(words in held and pattern.search(low) for words, pattern in _WEEK),
        release=Span(release.start(), release.end() - 1) if release else None,
        markers=repost_markers(text, low, held),
        works=works,
        head=head,
    )


def _abroad(text: str, language: str | None) -> Signs:
    """The signs of a text in another language: its notes, its marks of a release, and whom it repeats."""
    news = languages.table(language)
    if news is None:
        return Signs(is_of_a_week=True)
    low = plain(lowered(text))
    release = news.release.search("\n" + low) if news.words.release_lines else None
    return Signs(
        notes=tuple(_noted(low, islice(news.notes(low), _MAX_NOTES))),
        is_of_a_week=True,
        release=Span(release.start(), release.end() - 1) if release else None,
        markers=tuple(news.markers(low)),
    )


def _dates(low: str, around: Iterable[Window], *, has_links: bool) -> Iterator[NamedDate]:
    """The years that a text names, those left out that it speaks of as to come, that stand in links or count things."""
    links = [found.span() for found in _LINK.finditer(low)] if has_links else []
    has_handles = "(@" in low
    passed = 0
    numbers = [(start, end) for start, end, _, has_number in around if has_number]
    for found in chain.from_iterable(_YEAR.finditer(low, start, end) for start, end in numbers):
        while passed < len(links) and links[passed][1] <= found.start():
            passed += 1
        is_linked = passed < len(links) and links[passed][0] <= found.start()
        if is_linked or _UNIT.match(low, found.end()):
            continue
        month = _month_before(low, found.start())
        start = month.start() if month else found.start()
        if _is_to_come(low, start) or (has_handles and _SIGNED.search(low, max(0, start - _MAX_SIGNED), start)):
            continue
        yield NamedDate(int(found.group()), _MONTHS[month["month"][:3]] if month else 0, Span(start, found.end()))


def _month_before(low: str, year: int) -> re.Match[str] | None:
    """The month, with or without a day, that stands before a year and a space."""
    return _MONTH_BEFORE.search(low, max(0, year - _MAX_MONTH), year) if low.endswith(" ", 0, year) else None


def _is_to_come(low: str, place: int) -> bool:
    """Whether what is said before a place, in its sentence, speaks of it as to come."""
    first = max(0, place - _MAX_LOOK_BACK)
    first = max(first, *(low.rfind(mark, first, place) + 1 for mark in _STOPS))
    return _TO_COME.search(low, first, place) is not None


def _numbers(low: str) -> Iterator[Numbered]:
    head = "\n" + low[:_HEAD_CHARACTERS]
    for found in _LABEL.finditer(head):
        if found["label"] in _NO_SERIES:
            continue
        number = tuple(int(part) for part in found["number"].split("."))
        span = Span(found.start("label") - 1, found.end("number") - 1)
        yield Numbered(" ".join(found["label"].split()), number, span)
    for found in _ORDINAL_LABEL.finditer(head):
        yield Numbered(found["label"], (_ranked(found["ordinal"]),), _words_of(found))
    leads = list(_LEAD.finditer(head))
    for found in [one for one in leads if not one["noted"]] or leads:
        state = 1 if found["noted"] else int(found["update"] or _ranked(found["ordinal"]))
        yield Numbered(LEAD, (state,), _words_of(found))
    for found in _STAGE.finditer(head):
        yield Numbered(STAGE, (STAGES[found["stage"]],), _words_of(found))


def _history(low: str) -> Iterator[Numbered]:
    """The highest version that a text names in a list of its own changes."""
    heading = _HISTORY.search("\n" + low)
    if heading is None:
        return
    first = heading.end() - 1
    found = []
    for line in _LINES.finditer(low, first, first + _MAX_HISTORY):
        version = _VERSION.match(line.group())
        if version:
            number = tuple(int(part) for part in version["number"].split("."))
            found.append((number, Span(line.start() + version.start("number"), line.start() + version.end("number"))))
        elif line.group()[0].isalnum() or line.group().startswith("#"):
            break  # another part of the text
    if found:
        number, span = max(found, key=lambda one: (one[0], -one[1].start))
        yield Numbered(_SERIES, number, span)


def _words_of(found: re.Match[str]) -> Span:
    """Where the words of a number stand in the text, of which the head was given a line break before it."""
    return Span(found.start("words") - 1, found.end("words") - 1)


def _ranked(ordinal: str) -> int:
    """The number of an ordinal in words or in figures."""
    return _ORDINAL_NUMBERS.get(ordinal) or int(ordinal[:-2])


def _occasions(low: str) -> Iterator[Numbered]:
    """The occasions that a text counts, each with its highest number: none tells of one that was not announced."""
    first = _ORDINAL.search(low)
    if first is None:
        return
    found: dict[str, Numbered] = {}
    for one in _OCCASION.finditer(low, max(0, first.start() - 2)):  # two more figures may stand before
        label, number = one["label"], (int(one["number"]),)
        if label not in found or number > found[label].number:
            found[label] = Numbered(label, number, Span(*one.span()))
    yield from found.values()


def _notes(low: str) -> Iterator[Span]:
    """Each note of a change, to the end of its line or for a hundred characters."""
    found = islice(CHANGE_NOTES.finditer(low), _MAX_NOTES)
    yield from _noted(low, ((note.start(), note.end()) for note in found))


def _noted(low: str, places: Iterable[tuple[int, int]]) -> Iterator[Span]:
    done = 0
    for start, end in places:
        if start < done:
            continue  # "Correction: an earlier version of this ..." is one note
        line = low[start : start + _MAX_NOTE_CHARACTERS].partition("\n")[0].rstrip()
        done = start + max(len(line), end - start)
        yield Span(start, done)
