"""Texts to columns, in plain Python: words, passages, quotations, and signs of page furniture.

`native.c` has a twin, which does all of it in one call for all texts.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from provenance.kernels.plain import hashes, tokenize
from provenance.kernels.plain_passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.kernels.plain import Tokens
    from provenance.kernels.plain_passages import Rules

OPENING = 8
"""Characters at the start of a passage by which furniture is told."""


class Segmented(NamedTuple):
    """D texts, their T words, P passages and Q quotations, as flat columns. Offsets are those within the text."""

    token_start: NDArray[np.int64]  # [T]
    token_end: NDArray[np.int64]  # [T]
    word: NDArray[np.uint64]  # [T] hash of the folded word
    stem: NDArray[np.uint64]  # [T] hash of its stem
    flags: NDArray[np.uint8]  # [T] those of a listed word, and `FIGURE` where it begins with a digit of whatever script
    document_token: NDArray[np.int64]  # [D + 1] first word of each text
    passage_start: NDArray[np.int64]  # [P]
    passage_end: NDArray[np.int64]  # [P]
    passage_token: NDArray[np.int64]  # [P] first word of each passage
    paragraph: NDArray[np.int64]  # [P] number of the paragraph within the text
    opening: NDArray[np.uint8]  # [P, OPENING] first characters, quotation marks left out; 255 is any from there on
    has_sign: NDArray[np.bool_]  # [P] is short and has one of the signs in it
    document_passage: NDArray[np.int64]  # [D + 1] first passage of each text
    quotation_start: NDArray[np.int64]  # [Q]
    quotation_end: NDArray[np.int64]  # [Q]
    document_quotation: NDArray[np.int64]  # [D + 1] first quotation of each text


FIGURE = 1


class Listed(NamedTuple):
    """Hashes of words that are told from others, and by which flags: of one byte, none of them without any."""

    words: NDArray[np.uint64]
    flags: NDArray[np.uint32]


class Signs(NamedTuple):
    """What is looked for in passages of so many characters at most; a small letter of ASCII stands for both."""

    words: tuple[str, ...]
    max_characters: int


def segmented(texts: Sequence[str], listed: Listed, signs: Signs, max_words: int, rules: Rules) -> Segmented:
    """The columns of some texts. Raises `ValueError` where `max_words` is under 1."""
    known: Counter[int] = Counter()
    for word, flags in zip(listed.words.tolist(), listed.flags.tolist(), strict=True):
        known[word] |= flags
    parts = [_columns(text, known, signs, max_words, rules) for text in ("", *texts)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    tokens, passages_, quotes = (
        np.cumsum([len(part[column]) for part in parts], dtype=np.int64) for column in (_WORDS, _PASSAGES, _QUOTATIONS)
    )
    first = np.searchsorted(across_texts(tokens, columns[_WORDS]), across_texts(passages_, columns[_PASSAGES]))
    return Segmented._make(
        [*columns[:5], tokens, *columns[5:7], first, *columns[7:10], passages_, *columns[10:], quotes]
    )


def _columns(
    text: str, known: Mapping[int, int], signs: Signs, max_words: int, rules: Rules
) -> tuple[NDArray[Any], ...]:
    """The columns of one text: those of its words, its passages and its quotations."""
    width, hyphenates = wrapping(text)
    words = _words(text, known, hyphenates=hyphenates)
    return (*words, *_passages(text, width, signs, max_words, rules), *_quotations(text))


_WORDS, _PASSAGES, _QUOTATIONS = 0, 5, 10
"""Where the first columns of each stand in those of a text."""


def across_texts(offsets: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in several texts as one ascending column, to be searched: the number of the text in the upper 32 bits.

    Text `n` has the places from `offsets[n]` up to `offsets[n + 1]`.
    """
    return (np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) << 32) | places


def _words(text: str, known: Mapping[int, int], *, hyphenates: bool) -> tuple[NDArray[Any], ...]:
    """The columns of the words of a text, those joined that a hyphen at the end of a line parts where it does so."""
    starts, ends, words, stems = _mended(text, *tokenize(text)) if hyphenates else tokenize(text)
    places = zip(starts.tolist(), words.tolist(), strict=True)
    flags = [known[word] | FIGURE * text[start].isdigit() for start, word in places]
    return starts, ends, words, stems, np.array(flags, dtype=np.uint8)


_BREAK = re.compile(r"[-\xac\u2010][ \t]*(?:\r\n|\r|\n)[ \t]*")


def _mended(
    text: str,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    words: NDArray[np.uint64],
    stems: NDArray[np.uint64],
) -> Tokens:
    """Words of which those are one that only a hyphen and a line break part, letters on both sides, the latter small.

    Of one that is parted twice the first two parts are joined.
    """
    kept, end = np.ones(len(starts), dtype=np.bool_), ends.copy()
    word, stem = words.copy(), stems.copy()
    place = 0
    while place + 1 < len(starts):
        last, first = int(ends[place]), int(starts[place + 1])
        if text[first].islower() and text[last - 1].isalpha() and _BREAK.fullmatch(text, last, first):
            end[place] = ends[place + 1]
            word[place], stem[place] = hashes(text[starts[place] : end[place]])
            place += 1
            kept[place] = False
        place += 1
    return starts[kept], end[kept], word[kept], stem[kept]


def _passages(text: str, width: int, signs: Signs, max_words: int, rules: Rules) -> tuple[NDArray[Any], ...]:
    """The columns of the passages of a text."""
    rows = passages(text, width, max_words, rules)
    pattern = re.compile("|".join(map(re.escape, signs.words)) or r"(?!)", re.IGNORECASE | re.ASCII)
    places = rows[:, :2].tolist()
    openings = np.array([_opening(text, *place) for place in places], dtype=np.uint8).reshape(-1, OPENING)
    has_sign = [end - start <= signs.max_characters and bool(pattern.search(text, start, end)) for start, end in places]
    return (*np.ascontiguousarray(rows.T), openings, np.array(has_sign, dtype=np.bool_))


def _quotations(text: str) -> tuple[NDArray[Any], ...]:
    """The columns of the quotations of a text."""
    return tuple(np.ascontiguousarray(np.array(list(quotations(text)), dtype=np.int64).reshape(-1, 2).T))


_QUOTES = "“„«「\"'‘"


def _opening(text: str, start: int, end: int) -> list[int]:
    """The first characters of a passage; behind the end of the text stand spaces."""
    first = end - len(text[start:end].lstrip(_QUOTES))
    return [min(ord(sign), 255) for sign in text[first : first + OPENING].ljust(OPENING)]


_NEWLINE = re.compile(r"\r\n|\r|\n")
_MOST_LINED = 200_000
_LED = re.compile(r"[ \t>]*>")
_FIRST = re.compile(r"\s*(\S+)")
_STOPS = frozenset(".!?:;\"”’'")
_NARROWEST, _WIDEST = 45, 120
_COLUMN = 26  # the narrowest printed column
_SHORTEST, _SHORTEST_OF_COLUMN = 30, 18  # a line that says anything
_LONGEST_WORD = 30  # in a script without spaces a line is one word, and would never have fitted
_HYPHENS = frozenset("-\xac\u2010")
_MIN_BROKEN, _LINES_TO_BROKEN = 2, 12


class _Line(NamedTuple):
    """What tells of a line whether it was wrapped. The signs that lead a line quoted in an answer do not count."""

    depth: int  # of quoting
    length: int  # without the white space at its end
    is_open: bool  # ends without a stop
    is_broken: bool  # ends with a hyphen


_BLANK = _Line(-1, 0, is_open=False, is_broken=False)


class Wrapping(NamedTuple):
    """The width to which the lines of a text were wrapped, or 0; and whether words were parted for it by hyphens."""

    width: int
    hyphenates: bool


def wrapping(text: str) -> Wrapping:
    """The width to which the lines of a text were wrapped, or 0 where a line is a paragraph.

    A line is full to a width where it is no longer, and the first word of the next would not have fitted behind it.
    The width is that to which most are full, those twice that run on into a small letter, as hardly any list or poem
    does. One such line is enough where little speaks against it: lines that run on though they are not full, and those
    longer than any wrapped line. Headers, greetings, signatures, lists and tables say nothing.

    Narrower than that are printed columns, in which nearly all lines that run on are full; the lines of a poem are not.
    Hyphens part words where they stand at the ends of many lines: one may be that of a compound.
    """
    full, other, column = ([0] * (_WIDEST + 2) for _ in range(3))  # how many more lines than at the width before
    before, running, long, running_in_column, beyond, broken = _BLANK, 0, 0, 0, 0, 0
    for line in _NEWLINE.split(text[:_MOST_LINED]):
        lead = _LED.match(line)
        body = line[lead.end() if lead else 0 :].rstrip()
        word = _FIRST.match(body)
        if not word:
            before = _BLANK
            continue
        depth = lead.group().count(">") if lead else 0
        this = _Line(depth, len(body), body[-1] not in _STOPS, body[-1] in _HYPHENS)
        begins, size = word[1][0], len(word[1])
        long += this.length > _WIDEST and size < this.length
        beyond += this.length >= _NARROWEST
        if this.depth == before.depth and before.length >= _SHORTEST_OF_COLUMN and size <= _LONGEST_WORD:
            runs_on = before.is_open and begins.isalpha() and not begins.isupper()
            longest, fitting = max(before.length, this.length), before.length + 1 + size
            if runs_on:
                broken += before.is_broken
                running_in_column += 1
                _count(column, max(longest, _COLUMN), min(fitting, _NARROWEST - 1))
            if before.length >= _SHORTEST:
                running += runs_on
                if runs_on or begins.isalnum():
                    _count(full if runs_on else other, max(longest, _NARROWEST), min(fitting, _WIDEST))
        before = this
    by_width = zip(accumulate(full), accumulate(other), range(_WIDEST + 1), strict=False)
    most, rest, width = max(by_width, key=lambda held: (2 * held[0] + held[1]) * (held[0] > 0))
    is_wrapped = most and 2 * most + rest >= 2 * (long + 1) and rest <= 6 * most and 5 * most >= 2 * (running + long)
    if not is_wrapped:
        most, width = max(zip(accumulate(column), range(_NARROWEST), strict=False), key=lambda held: held[0])
        is_wrapped = most >= _MIN_COLUMN and 5 * most >= 4 * running_in_column and most >= 4 * beyond
    hyphenates = is_wrapped and broken >= _MIN_BROKEN and _LINES_TO_BROKEN * broken >= most
    return Wrapping(width if is_wrapped else 0, bool(hyphenates))


_MIN_COLUMN = 6  # lines


def wrap_width(text: str) -> int:
    """The width of `wrapping`."""
    return wrapping(text).width


def _count(lines: list[int], narrowest: int, widest: int) -> None:
    """One line more, from one width to another."""
    if narrowest <= widest:
        lines[narrowest] += 1
        lines[widest + 1] -= 1


_MARK = re.compile(r"[“”„«»「」\"\r\n]")
_OPENS = frozenset('“„«「"')
_CLOSES = frozenset('”»」"')
_GOES_ON = re.compile(r"(?:\r\n|\r|\n)(?:[^\s>]|>[> ]*+\S)")
_NEVER = re.compile(r"(?!)")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches inside quotation marks, the marks included.

    A quotation left open at the end of a paragraph goes on where the next one begins with a mark, as newspapers print
    it; otherwise it ends with the paragraph. Single marks are not read: they cannot be told from apostrophes. In a
    wrapped text a quotation goes on over a line break, unless a blank line or an indented one follows; the signs that
    lead the lines of a letter quoted in an answer are no words of either.
    """
    goes_on = _GOES_ON if wrap_width(text) else _NEVER
    start = -1
    for mark in _MARK.finditer(text):
        place, sign = mark.start(), mark.group()
        if start < 0:
            start = place if sign in _OPENS else -1
        elif sign in _CLOSES or (sign == "“" and text[start] == "„"):
            yield start, place + 1
            start = -1
        elif sign in "\r\n" and not goes_on.match(text, place):
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(text)
