"""Days that a text names by the day of its writing: yesterday, on Tuesday, next week, two weeks ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.dating.expressions import Expression, either, expressions
from provenance.dating.grammar.governor import governor
from provenance.dating.grammar.setting import read_setting
from provenance.dating.grammar.verbs import Sense
from provenance.dating.inside import is_inside
from provenance.dating.words import read_words
from provenance.kernels import lowered
from provenance.model import Relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.dating.expressions import Patterns
    from provenance.dating.language import Language
    from provenance.model import Span
    from provenance.settings import DatingSettings

MAX_CHARACTERS = 1500
"""A longer stretch is not read."""
_MAX_SHORT_NAME = 5
"""Shorter names of weekdays are abbreviations and other words: Sat, Sun."""
_MAX_PHRASE = 24
"""The longest phrase for one day, with what links it to its date."""
_LINKS = frozenset({", ", "- ", "– ", "— "})
"""What stands, but for a bracket, between a phrase for a day and its date."""
_LIMITS = {Sense.OVER: (-7, 0), Sense.SAID: (-7, 0), Sense.COMING: (0, 7), Sense.PLANNED: (0, 7)}
"""Days from the writing to a bare weekday, by what its verb says."""


@dataclass(frozen=True, slots=True)
class RelativePatterns:
    """The compiled patterns of one language. Those of phrases and of what was long ago are for small letters.

    `last_words`: the last words of the phrases, each of which has one of them. `beside`: a phrase that means one day,
    at the end of what stands before a date that is that day.
    """

    language: Language
    dates: Patterns
    phrases: re.Pattern[str]
    ago: re.Pattern[str]
    weekdays: re.Pattern[str]
    last_words: tuple[str, ...]
    beside: re.Pattern[str]


def compile_relatives(language: Language, dates: Patterns) -> RelativePatterns:
    """The patterns of a language's relative days. No quantifier in them is unbounded."""
    gap = r"\s{1,3}"

    def any_of(phrases: Iterable[str]) -> str:
        return either(phrases).replace(chr(92) + " ", gap)

    single = [phrase for phrase, (low, high) in language.relative_days.items() if low == high]
    units = either(unit + ending for unit in language.spans for ending in ("", language.plural_ending))
    names = either(name.capitalize() for name in language.weekdays if len(name) > _MAX_SHORT_NAME)
    leads = either((*language.bygone, *language.following))
    return RelativePatterns(
        language,
        dates,
        re.compile(rf"\b(?:{any_of(language.relative_days)})\b"),
        re.compile(rf"\b(?P<count>{either(language.counts)}|[0-9]{{1,2}}){gap}(?P<unit>{units}){gap}{language.ago}\b"),
        re.compile(
            rf"(?:\b(?P<lead>{leads}){gap})?\b(?P<name>{names})\b(?!['’-])"
            rf"(?:{gap}(?P<beyond>{either(language.beyond)})\b(?!['’-]))?"
        ),
        tuple(sorted({phrase.split()[-1] for phrase in language.relative_days})),
        re.compile(rf"\b(?P<phrase>{any_of(single)})(?:\s?\(|,\s|\s[-–—]\s)$"),
    )


def relatives(
    text: str, spans: Sequence[Span], quotations: Sequence[Span], patterns: RelativePatterns, settings: DatingSettings
) -> tuple[Relative, ...]:
    """The relative days in some stretches of a text, in order, outside quotation marks (there they are the speaker's).

    Those beside a date in full are that date's own. `quotations` are in order.
    """
    found: list[Relative] = []
    low = lowered(text)
    for span in spans:
        if span.end - span.start <= MAX_CHARACTERS and (held := list(_in_stretch(text, low, span, patterns))):
            words = text[span.start : span.end]
            taken = [(one.start, one.end) for one in expressions(words, patterns.dates, settings)]
            found += [one for one in held if not _is_taken(one, span.start, taken)]
    starts = [span.start for span in quotations]
    found = [one for one in found if not is_inside(one.start, quotations, starts)]
    return tuple(sorted(set(found), key=lambda one: (one.start, -one.end)))


def beside(text: str, start: int, patterns: RelativePatterns) -> Relative | None:
    """The words right before a date, which begins at `start`, that say how it lies to the day of the writing.

    *Today (Monday 4 May)*, *yesterday, 3 May*: those for one day, of which the date is another name. In a name (USA
    Today, 4 May) they say nothing.
    """
    if text[max(0, start - 1) : start] != "(" and text[max(0, start - 2) : start] not in _LINKS:
        return None
    base = max(0, start - _MAX_PHRASE)
    match = patterns.beside.search(lowered(text[base:start]))
    if match is None:
        return None
    first = base + match.start("phrase")
    if text[first].isupper() and text[max(0, first - 2) : first].rstrip(" ")[-1:].isalnum():
        return None
    low, high = patterns.language.relative_days[" ".join(match["phrase"].split())]
    return Relative(first, base + match.end("phrase"), low, high)


def _is_taken(one: Relative, start: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(low < one.end - start and one.start - start < high for low, high in taken)


def _in_stretch(text: str, low: str, span: Span, patterns: RelativePatterns) -> Iterator[Relative]:
    """What the patterns find in a stretch; `low` is the text in small letters."""
    language, words = patterns.language, low[span.start : span.end]
    if any(word in words for word in patterns.last_words):
        for match in patterns.phrases.finditer(low, span.start, span.end):
            yield Relative(*match.span(), *language.relative_days[" ".join(match[0].split())])
    if language.ago in words:
        for match in patterns.ago.finditer(low, span.start, span.end):
            unit = match["unit"]
            days = language.spans[unit if unit in language.spans else unit.removesuffix(language.plural_ending)]
            count = int(match["count"]) if match["count"].isdigit() else language.counts[match["count"]]
            yield Relative(*match.span(), -count * days - days // 2, -count * days + days // 2)
    if not any(name in words for name in language.weekdays):
        return
    for match in patterns.weekdays.finditer(text, span.start, span.end):
        if (one := _weekday(text, span, match, language)) is not None:
            yield one


def _weekday(text: str, span: Span, match: re.Match[str], language: Language) -> Relative | None:
    """A weekday with its tense; None where that is not known, or it is one of every week or of a feast."""
    weekday = language.weekdays[match["name"].lower()]
    words = read_words(text, span.start, span.end, language)
    at = next(index for index, end in enumerate(words.ends) if end > match.start("name"))
    before = words.form(at - 1)
    if before in language.recurring or (at > 0 and words.is_capital[at - 1] and words.role(at - 1) is None):
        return None
    if match["beyond"]:
        days = language.beyond[match["beyond"]]
        return Relative(*match.span(), days, days + 7, weekday)
    if before in language.bygone:
        return Relative(*match.span(), -13, -1, weekday)
    if before in language.following:
        return Relative(*match.span(), 1, 13, weekday)
    stand_in = Expression(*match.span("name"), None, 1, 1, weekday)
    group = governor(read_setting(words, stand_in, text, stand_in.start, is_title=False, is_open=False))
    limits = _LIMITS.get(group.sense) if group else None
    return Relative(*match.span("name"), *limits, weekday) if limits else None
