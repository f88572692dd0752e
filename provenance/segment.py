"""Text to passages: sentences within paragraphs, quotations, and the batch that holds them as columns.

A passage is a sentence, a headline, a list item or a caption. The scanner is a single pass over candidate places; no
rule looks further than a few words, so that its cost grows with the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from provenance.batch import Batch
from provenance.furniture import OPENING_LETTERS, furniture, open_furniture
from provenance.kernels import Rules, tokenize, word_hash
from provenance.kernels import passages as cut
from provenance.lexicon import CALENDAR_WORDS, FUNCTION_WORDS, REPORTING_VERBS
from provenance.speech import formulas, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.kernels import Tokens
    from provenance.model import Document, Span
    from provenance.settings import SegmentSettings

T = TypeVar("T", bound=np.generic)

_NEWLINE = re.compile(r"\r\n|\r|\n")
_GAP = re.compile(r"\s+")
_BLANK = re.compile(r"[^\S\r\n]*+(?:\r\n|\r|\n|$)")
_BULLET = re.compile(r"[ \t]*+(?:[-*•–—+>#×·|]|\d{1,3}[.)]|[a-z][.)])[ \t]")
_LAST_WORD = re.compile(r"[^\W_][^\s(\"'“‘«\[/*–—-]*$")
_LETTERED = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]")
"""Letters with stops between them, as in U.N or p.m, the last stop left out."""
_NUMBERING = re.compile(r"\s*\d{1,3}")
_STARTER = re.compile(
    r"(?:The|It|He|She|They|We|This|That|These|Those|His|Her|Its|Their|There|But|However|When|While|If|After|A|An|In|Also)[\s,]"
)
"""Words that hardly ever have a capital unless they begin a sentence."""
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon sir st sr jr cllr coun gen col lt capt sgt maj cmdr gov sen rep pres supt insp det pc
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no nos vol vols pp
    p fig figs para ch sec art ed eds approx est dept univ assn bros co corp inc ltd plc vs v etc al eg ie cf viz ca
    c atty asst adm amb dep dir ft mt messrs mme mlle pvt cpl prov tel ext ave blvd rd apt bldg ibid op cit min max avg
    tex calif fla conn mich minn okla tenn wis ariz colo neb nev
    e.g i.e a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d
    """.split()
)
_NEVER_LAST = frozenset(
    """
    mr mrs ms dr prof rev hon cllr coun gen col lt capt sgt maj gov sen rep supt insp no nos vs messrs mme atty ft mt
    """.split()
)

_MAY_END = frozenset("co corp inc ltd plc bros etc u.s u.k u.n e.u a.m p.m jr sr".split())
"""Abbreviations that stand at the end of a sentence as readily as within it."""
_DOUBTFUL = _ABBREVIATIONS | _NEVER_LAST


def passages(text: str, settings: SegmentSettings) -> NDArray[np.int64]:
    """The passages of a text in order: rows of start, end and the number of the paragraph, shape `(passages, 3)`.

    White space around a passage is left out.
    """
    rules, width = rules_of(text, settings)
    return cut(text, width, settings.max_passage_words, rules)


def rules_of(text: str, settings: SegmentSettings) -> tuple[Rules, int]:
    """How a text is cut where signs alone do not tell, and the width to which it is wrapped."""
    words = settings.max_passage_words
    parts = partial(_parts, max_words=words)
    return Rules(_breaks, _ends_sentence, parts, _DOUBTFUL), _wrap_width(text)


def _wrap_width(text: str) -> int:
    """The width to which the lines of a text were wrapped, or 0 where a line is a paragraph.

    Wrapped lines are of nearly one length and often end without a stop; paragraphs vary and end with one.
    """
    head = text[:200_000]
    lines = [line for line in (_NEWLINE.split(head) if "\r" in head else head.split("\n")) if line.strip()]
    if len(lines) < 4:
        return 0
    lengths = sorted(len(line.rstrip()) for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    if not 30 <= width <= 120:
        return 0
    full = sum(1 for length in lengths if width * 0.75 <= length <= width * 1.15)
    open_ended = sum(1 for line in lines if line.rstrip()[-1:] not in ".!?:;\"”’'" and len(line) > width * 0.6)
    return width if full >= 0.45 * len(lines) and open_ended >= 0.4 * len(lines) else 0


def _breaks(text: str, start: int, newline: int, after: int, width: int) -> bool:
    """Whether a line break of a wrapped text ends a paragraph: before a blank line or bullet, or after a short line."""
    if _BLANK.match(text, after) or _BULLET.match(text, after):
        return True
    before = max(text.rfind("\n", start, newline), text.rfind("\r", start, newline), start - 1)
    line = text[before + 1 : newline].rstrip()
    return not line or (len(line) < 0.6 * width and line[-1] in '.!?:;"”’')


def _ends_sentence(text: str, start: int, end: int, stop: int, position: int) -> bool:
    """Whether the stop from `stop` to `position` ends a sentence of the paragraph from `start` to `end`."""
    after = position
    while after < end and (text[after].isspace() or text[after] in "\"'“‘«([*_<"):
        after += 1
    if after >= end:
        return False
    following = text[after]
    if following.islower():
        return False
    closers = text[stop + 1 : position]
    if text[stop] != "." or (closers and closers != ")"):  # a closing quotation mark or more stops follow
        return True
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    last = word.group().lower() if word else ""
    if _NUMBERING.fullmatch(text, start, stop) or last in _NEVER_LAST:
        return False
    is_initial = len(last) == 1 and last.isalpha()
    if not is_initial and last not in _ABBREVIATIONS and not _LETTERED.fullmatch(last):
        return True
    if closers:  # an abbreviation in brackets, or brackets that end with one
        return bool(_STARTER.match(text, after))
    if is_initial:
        return last == "i" and bool(_STARTER.match(text, after))
    if not following.isalnum() and following in ",;:-–—/&)":
        return False
    if not (following.isdigit() or following.isupper()):
        return True
    is_quoted = text[after - 1] in '"“' and text[after - 2].isspace()
    return bool(_STARTER.match(text, after)) or (is_quoted and last in _MAY_END)


def _parts(text: str, start: int, end: int, *, max_words: int) -> Iterator[tuple[int, int]]:
    """A stretch of too many words, cut at clause boundaries."""
    gaps = [gap.end() for gap in _GAP.finditer(text, start, end)]
    parts = len(gaps) // max_words + 1
    first = start
    for part in range(1, parts):
        wanted = part * len(gaps) // parts
        nearby = range(max(1, wanted - max_words // 3), min(len(gaps) - 1, wanted + max_words // 3))
        clause = [k for k in nearby if text[gaps[k] - 2] in ",;:–—-"]
        place = gaps[min(clause, key=lambda k: (abs(k - wanted), k)) if clause else wanted]
        if place > first:
            yield first, first + len(text[first:place].rstrip())
            first = place
    yield first, end


_TABLE_BITS = 16


def _table(words: Iterable[str]) -> list[NDArray[np.uint64]]:
    """The hashes of some words by their first bits; those whose place is taken stand in the next column."""
    columns: list[NDArray[np.uint64]] = []
    for value in sorted(map(word_hash, words)):
        place = value >> 64 - _TABLE_BITS
        free = next((column for column in columns if not column[place]), None)
        if free is None:
            free = np.zeros(1 << _TABLE_BITS, dtype=np.uint64)
            columns.append(free)
        free[place] = value
    return columns


def _are_in(table: Iterable[NDArray[np.uint64]], words: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which words are among those of a table."""
    place = words >> np.uint64(64 - _TABLE_BITS)
    found = np.zeros(len(words), dtype=np.bool_)
    for column in table:
        found |= column[place] == words
    return found


_LIGHT, _VERBS = _table(FUNCTION_WORDS | CALENDAR_WORDS), _table(REPORTING_VERBS)
_LIGHT_WEIGHT, _NUMBER_WEIGHT = 0.15, 0.5  # two reports of one event share their function words, dates and figures
_FIRST_OTHER_DIGIT = 0xB2  # superscript two


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a batch: `passages` are rows of start, end and paragraph, `openings` their first letters.

    `initials` are the code points with which its words begin.
    """

    tokens: Tokens
    initials: NDArray[np.unsignedinteger]
    passages: NDArray[np.int64]
    openings: NDArray[np.uint8]
    quotations: tuple[Span, ...]


def batch(documents: Sequence[Document], settings: SegmentSettings) -> Batch:
    """All documents as one batch of columns."""
    parts = [_part(document, settings) for document in documents]
    starts, ends, words, stems, initials = (
        _joined([part.tokens[0] for part in parts], np.int64),
        _joined([part.tokens[1] for part in parts], np.int64),
        _joined([part.tokens[2] for part in parts], np.uint64),
        _joined([part.tokens[3] for part in parts], np.uint64),
        _joined([part.initials for part in parts], np.uint8),
    )
    document_token = _offsets([len(part.initials) for part in parts])
    document_passage = _offsets([len(part.passages) for part in parts])
    weights = np.where(_are_in(_LIGHT, words), _LIGHT_WEIGHT, np.where(_are_digits(initials), _NUMBER_WEIGHT, 1.0))
    rows = np.concatenate([*(part.passages for part in parts), np.empty((0, 3), dtype=np.int64)])
    passage_start, passage_end, paragraph = np.ascontiguousarray(rows.T)
    quotes = [quotation for part in parts for quotation in part.quotations]
    places = list(zip(passage_start.tolist(), passage_end.tolist(), strict=True))
    held = [places[first:last] for first, last in pairwise(document_passage.tolist())]
    for first, last in _formulas(documents, parts, held, document_token, starts, ends, words):
        weights[first:last] = 0.0
    first_tokens = np.searchsorted(_packed(document_token, starts), _packed(document_passage, passage_start))
    return Batch(
        ids=tuple(document.id for document in documents),
        texts=tuple(document.text for document in documents),
        token_start=starts,
        token_end=ends,
        word=words,
        stem=stems,
        weight=weights,
        document_token=document_token,
        passage_start=passage_start,
        passage_end=passage_end,
        passage_token=np.append(first_tokens, len(words)),
        paragraph=paragraph,
        document_passage=document_passage,
        is_furniture=np.array(_furniture(documents, parts, held), dtype=np.bool_),
        quotation_start=np.array([quote.start for quote in quotes], dtype=np.int64),
        quotation_end=np.array([quote.end for quote in quotes], dtype=np.int64),
        document_quotation=_offsets([len(part.quotations) for part in parts]),
    )


def _part(document: Document, settings: SegmentSettings) -> _Part:
    text = document.text
    tokens, rows, letters = tokenize(text), passages(text, settings), _code_points(text)
    places = np.minimum(rows[:, :1] + _OPENING, len(text) - 1)
    openings = np.minimum(letters[places], _OTHER_LETTER).astype(np.uint8)
    return _Part(tokens, letters[tokens[0]], rows, openings, quotations(text))


_OPENING, _OTHER_LETTER = np.arange(OPENING_LETTERS), 255


def _furniture(
    documents: Sequence[Document], parts: Sequence[_Part], passages: Sequence[Sequence[tuple[int, int]]]
) -> list[bool]:
    """Which passages of all documents are furniture."""
    openings = np.concatenate([*(part.openings for part in parts), np.empty((0, OPENING_LETTERS), dtype=np.uint8)])
    may_open = open_furniture(openings).tolist()
    flags: list[bool] = []
    for document, places in zip(documents, passages, strict=True):
        flags += furniture(document, places, may_open[len(flags) : len(flags) + len(places)])
    return flags


def _joined(columns: Sequence[NDArray[T]], kind: type[T]) -> NDArray[T]:
    return np.concatenate([*columns, np.empty(0, dtype=kind)])


def _offsets(counts: Sequence[int]) -> NDArray[np.int64]:
    """Where each of some stretches begins that follow one another, and where the last ends."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])


def _packed(offsets: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in documents as one ascending column: the number of the document in the upper half."""
    return (np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) << 32) | places


def _code_points(text: str) -> NDArray[np.unsignedinteger]:
    """The code points of a text, in bytes where they are ASCII."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _are_digits(letters: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
    """Which code points are digits, of whatever script."""
    flags: NDArray[np.bool_] = (letters >= ord("0")) & (letters <= ord("9"))
    if letters.itemsize > 1:
        others = set(letters[letters >= _FIRST_OTHER_DIGIT].tolist())
        for other in others:
            if chr(other).isdigit():
                flags |= letters == other
    return flags


def _formulas(
    documents: Sequence[Document],
    parts: Sequence[_Part],
    passages: Sequence[Sequence[tuple[int, int]]],
    document_token: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    words: NDArray[np.uint64],
) -> Iterator[tuple[int, int]]:
    """The attribution formulas of all documents as ranges of tokens: looked for only where a verb of speech is."""
    verbs = np.flatnonzero(_are_in(_VERBS, words))
    heard = list(zip(starts[verbs].tolist(), ends[verbs].tolist(), strict=True))
    bounds = np.searchsorted(verbs, document_token).tolist()
    found = [
        (number << 32 | formula.start, number << 32 | formula.end)
        for number, (first, last) in enumerate(pairwise(bounds))
        if first < last
        for formula in formulas(documents[number].text, passages[number], parts[number].quotations, heard[first:last])
    ]
    rows = np.array(found, dtype=np.int64).reshape(-1, 2)
    begin = np.searchsorted(_packed(document_token, starts), rows[:, 0])
    end = np.searchsorted(_packed(document_token, ends), rows[:, 1], side="right")
    return zip(begin.tolist(), end.tolist(), strict=True)
