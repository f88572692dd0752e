"""The dates of a text with their tenses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from provenance.calendar import weekday_conflict
from provenance.dating.datelines import is_dateline, is_heading, is_hourly_byline
from provenance.dating.expressions import Expression, in_range, sighted
from provenance.dating.grammar.captions import has_credit
from provenance.dating.grammar.tense import by_stamp, judge
from provenance.dating.inside import is_inside
from provenance.dating.issues import is_issue
from provenance.dating.role import Role
from provenance.dating.tables import DEFAULT, LANGUAGES
from provenance.dating.words import read_words
from provenance.model import Bound, Mention, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.dating.expressions import Sight
    from provenance.dating.grammar.judgement import Judgement
    from provenance.dating.language import Language
    from provenance.dating.words import Words
    from provenance.model import Span
    from provenance.settings import DatingSettings

MAX_SENTENCE_CHARACTERS = 1500
"""A longer stretch without a full stop is read in pieces of this length."""
MAX_QUOTE_CHARACTERS = 300
SHORT_QUOTE_CHARACTERS = 120
"""Up to this length the deciding verb is quoted with its subject."""
_CLOSING = tuple(".!?…:;\"”’')")
MAX_PARTS = 4
"""A sentence cut into more parts is read in groups of them."""
MAX_GAP_CHARACTERS = 4
MIN_WRAPPED_CHARACTERS = 40
"""A shorter line was not broken for its length."""
_UNFINISHED = {*(Role.AT, Role.OF, Role.FOR, Role.TO, Role.FROM, Role.SINCE, Role.UNTIL, Role.DETERMINER, Role.JOIN)}
_MAX_READ = 2_000  # sentences that are remembered
_MAX_LINE = 160  # characters before and behind a number in a column
_COLUMN = ("   ", "\t")
MAX_DATES_IN_SENTENCE = 12
"""What has more is a table: the rest of its dates are left out."""


_COMING_YEARS = frozenset({"future-limit", "wording"})
"""The rules by which a year alone that is to come bounds a text."""


class Verdict(NamedTuple):
    """What a sentence says of a date, and where in it the words to show begin and end."""

    judgement: Judgement
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a stretch of a very long one, read once for all its dates. Its words count from its beginning.

    `verdicts`: what was said of its dates, by all that it rests on: a sentence that is in many texts says the same in
    each.
    """

    text: str
    words: Words
    is_open: bool
    is_title: bool
    verdicts: dict[tuple[Expression, int, bool, str], Verdict]


def mentions(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Span],
    settings: DatingSettings,
    language: str = DEFAULT,
    sight: Sight | None = None,
) -> tuple[Mention, ...]:
    """Every day, month with year, and year that bounds the text, with what it says of when the text was written.

    `sentences` are passages of the text in order, without overlaps; dates between them are left out. `quotations` are
    spans inside quotation marks, in order. `language` is a key of `LANGUAGES`; `sight` what is seen in the text, where
    that is known. The result is in order of the dates.
    """
    tables = LANGUAGES[language]
    sight = sight or sighted(text, tables.dates)
    dates = [one for one in in_range(sight.dates, settings) if one.month or not _is_in_column(text, one)]
    if not dates:
        return ()
    found: list[Mention] = []
    starts = [span.start for span in sentences]
    quoted = [span.start for span in quotations]
    read, dates_read = None, 0
    chain, previous = 0, None
    for one in dates:
        if previous is None or not tables.dates.links.fullmatch(text, previous.end, one.start):
            chain = one.start
        previous = one
        place = _piece_of(text, one, sentences, starts, tables.language)
        if place is None:
            continue
        dates_read = dates_read + 1 if place == read else 1
        read = place
        if dates_read <= MAX_DATES_IN_SENTENCE:
            is_quoted = is_inside(one.start, quotations, quoted)
            mention = _mention(text, sight.low, one, chain, place, language, is_quoted=is_quoted)
            found.extend([mention] if mention else [])
    return tuple(found)


def _is_in_column(text: str, one: Expression) -> bool:
    """Whether a number stands apart at the end of a line with other words, as in a list of numbered documents."""
    line = text.rfind("\n", max(0, one.start - _MAX_LINE), one.start) + 1
    if not text[line : one.start].endswith(_COLUMN) or not text[line : one.start].strip():
        return False
    return not text[one.end : one.end + _MAX_LINE].partition("\n")[0].strip()


@lru_cache(maxsize=_MAX_READ)
def _piece(text: str, language: str) -> Piece:
    """A sentence as words."""
    words = read_words(text, 0, len(text), LANGUAGES[language].language)
    is_open = _is_open(text, 0, len(text))
    return Piece(text, words, is_open, is_open and _is_title(words), {})


def _judged(piece: Piece, one: Expression, chain: int, *, is_credited: bool, stamp: str) -> Verdict:
    """What a sentence says of a date.

    The date and the beginning of the chain of dates that it is of count from that of the sentence. `is_credited`: a
    photographer is named behind it; `stamp`: of what the date is one, as of a dateline, or nothing.
    """
    key = one, chain, is_credited, stamp
    held = piece.verdicts.get(key)
    if held is None:
        judgement = (
            by_stamp(piece.words, one, stamp)
            if stamp
            else judge(
                piece.words,
                one,
                piece.text,
                chain,
                is_title=piece.is_title,
                is_open=piece.is_open,
                is_credited=is_credited,
            )
        )
        held = piece.verdicts[key] = Verdict(judgement, *_quote(one, piece.words, judgement))
    return held


def _mention(
    text: str, low: str, one: Expression, chain: int, place: tuple[int, int], language: str, *, is_quoted: bool
) -> Mention | None:
    """The mention that an expression is; None for a year alone that bounds nothing or follows no preposition.

    `low` is the text in small letters, `place` where the sentence begins and ends.
    """
    base, stop = place
    piece = _piece(text[base:stop], language)
    judgement, start, end = _judged(
        piece,
        Expression(one.start - base, one.end - base, *one[2:]),
        chain - base,
        is_credited=bool(one.day) and has_credit(low, base + piece.words.ends[-1], one.end, piece.words.language),
        stamp=_stamp(text, one, place, piece.words.language),
    )
    is_bound = judgement.bound is Bound.EARLIEST or (judgement.cue in _COMING_YEARS and not one.is_range)
    if one.month is None and not (is_bound and judgement.dates_year):
        return None
    is_doubtful = one.is_ambiguous or weekday_conflict(one) or (is_quoted and judgement.bound is Bound.LATEST)
    return Mention(
        start=base + start,
        end=base + end,
        date_start=one.start,
        date_end=one.end,
        year=one.year,
        month=one.month,
        day=one.day,
        weekday=one.weekday,
        tense=judgement.tense,
        bound=judgement.bound,
        strength=Strength.SOFT if is_doubtful else judgement.strength,
        is_quoted=is_quoted,
        relative_year=one.relative_year,
        cue=judgement.cue if one.month or judgement.cue != "past-month" else "past-year",
    )


def _stamp(text: str, one: Expression, place: tuple[int, int], language: Language) -> str:
    """Of what a date is a stamp: a dateline, the issue of a paper; nothing for most. `place`: that of its sentence."""
    opens_report = (
        is_dateline(text, one.start, one.end)
        or (one.year is None and is_heading(text, one, language.weekdays))
        or is_hourly_byline(text, one.start, one.end, language.byline)
    )
    return "dateline" if opens_report else "issue" if is_issue(text, one, place, language) else ""


def _piece_of(
    text: str, one: Expression, sentences: Sequence[Span], starts: Sequence[int], language: Language
) -> tuple[int, int] | None:
    """Where the sentence of an expression lies, or the stretch of a very long one; with the whole expression."""
    index = bisect_right(starts, one.start) - 1
    if index < 0 or one.start >= sentences[index].end:
        return None
    start, end = _joined(text, sentences, index, language)
    start += (one.start - start) // MAX_SENTENCE_CHARACTERS * MAX_SENTENCE_CHARACTERS
    return start, max(min(end, start + MAX_SENTENCE_CHARACTERS), one.end)


def _joined(text: str, sentences: Sequence[Span], index: int, language: Language) -> tuple[int, int]:
    """Where the sentence lies of which a passage is a part: only a space stands between the parts of a long one."""
    first = last = index
    while first > max(0, index - MAX_PARTS) and _goes_on(text, sentences[first - 1], sentences[first], language):
        first -= 1
    while last + 1 < min(len(sentences), index + MAX_PARTS) and _goes_on(
        text, sentences[last], sentences[last + 1], language
    ):
        last += 1
    return sentences[first].start, sentences[last].end


def _goes_on(text: str, a: Span, b: Span, language: Language) -> bool:
    """Whether a passage is the next part of the same sentence."""
    if b.start - a.end >= MAX_GAP_CHARACTERS or not _is_open(text, a.start, a.end):
        return False
    gap = text[a.end : b.start]
    if (gap and not gap.isspace()) or gap.count("\n") > 1:
        return False
    return "\n" not in gap or _is_wrapped(text, a, b, language)


def _is_wrapped(text: str, a: Span, b: Span, language: Language) -> bool:
    """Whether a line was broken for its length: it is long, and its last word or the next one shows that it goes on."""
    line = text.rfind("\n", max(a.start, a.end - MIN_WRAPPED_CHARACTERS), a.end) + 1
    if line > 0 or a.end - a.start < MIN_WRAPPED_CHARACTERS:
        return False
    last = text[a.start : a.end].rsplit(None, 1)[-1].lower()
    return text[b.start].islower() or language.roles.get(last) in _UNFINISHED


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether the sentence `text[start:end]` lacks its full stop, as headlines and lists do."""
    if text.endswith(_CLOSING, start, end):
        return False
    return not text[max(start, end - 8) : end].rstrip().endswith(_CLOSING)


def _is_title(words: Words) -> bool:
    """Whether the longer words of a passage begin with capitals, as in a title."""
    longer = [
        is_capital
        for form, is_capital in zip(words.forms, words.is_capital, strict=True)
        if len(form) > 3 and form[0].isalpha()
    ]
    longer = longer[1:]
    return len(longer) >= 2 and sum(longer) >= 0.8 * len(longer)


def _quote(one: Expression, words: Words, judgement: Judgement) -> tuple[int, int]:
    """The words to show: from the start of the deciding clause to the date, or from the date to the deciding verb."""
    first = judgement.first
    while first > 0 and not words.breaks[first - 1]:
        first -= 1
    start = min(words.starts[first], one.start)
    end = max(words.ends[judgement.last], one.end)
    if end - start > SHORT_QUOTE_CHARACTERS:
        start = min(words.starts[judgement.first], one.start)
    if end - start > MAX_QUOTE_CHARACTERS:
        start, end = max(start, one.end - MAX_QUOTE_CHARACTERS), min(end, one.start + MAX_QUOTE_CHARACTERS)
    return start, end
