"""Text to passages: sentences within paragraphs, quotations, and the batch that holds them as columns.

A passage is a sentence, a headline, a list item or a caption. The scanner is a single pass over candidate places; no
rule looks further than a few words, so that its cost grows with the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from provenance.batch import Batch
from provenance.furniture import furniture
from provenance.kernels import tokenize, word_hash
from provenance.lexicon import CALENDAR_WORDS, FUNCTION_WORDS, REPORTING_VERBS
from provenance.model import Span
from provenance.speech import formulas, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.kernels import Tokens
    from provenance.model import Document
    from provenance.settings import SegmentSettings

T = TypeVar("T", bound=np.generic)

_CLOSERS = "\"'”’»)\\]"
_STOP = re.compile(
    rf"[.!?…。！？]++[{_CLOSERS}]*+(?=\s|$)|[。！？]|:(?=\s*+[\"“‘«])"
    r"|(?<=[a-z][a-z][a-z])[.!?](?=[\"“][A-Z]|[A-Z][a-z]{2})(?!(?:Com|Net|Org)\b)"  # nothing between sentences
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
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


def passages(text: str, settings: SegmentSettings) -> tuple[tuple[Span, int], ...]:
    """The passages of a text, in order, each with the number of its paragraph. White space around them is left out."""
    found: list[tuple[Span, int]] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        first = start
        for stop in _sentence_ends(text, start, end):
            found.extend((span, number) for span in _trimmed(text, first, stop, settings.max_passage_words))
            first = stop
        found.extend((span, number) for span in _trimmed(text, first, end, settings.max_passage_words))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that end something: all of them, unless the text is wrapped to a width."""
    width = _wrap_width(text)
    start = 0
    for newline in _NEWLINE.finditer(text):
        if width and not _breaks(text, start, newline, width):
            continue
        yield start, newline.start()
        start = newline.end()
    yield start, len(text)


def _wrap_width(text: str) -> int:
    """The width to which the lines of a text were wrapped, or 0 where a line is a paragraph.

    Wrapped lines are of nearly one length and often end without a stop; paragraphs vary and end with one.
    """
    lines = [line for line in _NEWLINE.split(text[:200_000]) if line.strip()]
    if len(lines) < 4:
        return 0
    lengths = sorted(len(line.rstrip()) for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    if not 30 <= width <= 120:
        return 0
    full = sum(1 for length in lengths if width * 0.75 <= length <= width * 1.15)
    open_ended = sum(1 for line in lines if line.rstrip()[-1:] not in ".!?:;\"”’'" and len(line) > width * 0.6)
    return width if full >= 0.45 * len(lines) and open_ended >= 0.4 * len(lines) else 0


def _breaks(text: str, start: int, newline: re.Match[str], width: int) -> bool:
    """Whether a line break of a wrapped text ends a paragraph: before a blank line or bullet, or after a short line."""
    if _BLANK.match(text, newline.end()) or _BULLET.match(text, newline.end()):
        return True
    before = max(text.rfind("\n", start, newline.start()), text.rfind("\r", start, newline.start()), start - 1)
    line = text[before + 1 : newline.start()].rstrip()
    return not line or (len(line) < 0.6 * width and line[-1] in '.!?:;"”’')


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Places inside a paragraph where one sentence ends and another begins."""
    for stop in _STOP.finditer(text, start, end):
        position = stop.end()
        if position >= end:
            return
        if stop.group()[0] in ":。！？" or _ends_sentence(text, start, end, stop):
            yield position


def _ends_sentence(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    after = position = stop.end()
    while after < end and (text[after].isspace() or text[after] in "\"'“‘«([*_<"):
        after += 1
    if after >= end:
        return False
    following = text[after]
    if following.islower():
        return False
    closers = text[stop.start() + 1 : position]
    if stop.group()[0] != "." or (closers and closers != ")"):  # a closing quotation mark or more stops follow
        return True
    word = _LAST_WORD.search(text, max(start, stop.start() - 20), stop.start())
    last = word.group().lower() if word else ""
    if _NUMBERING.fullmatch(text, start, stop.start()) or last in _NEVER_LAST:
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


def _trimmed(text: str, start: int, end: int, max_words: int) -> Iterator[Span]:
    """The stretch without white space around it, cut at clause boundaries where it is too long; nothing if wordless."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= max_words * 4:  # too short to hold more words than allowed
        if start < end:
            yield Span(start, end)
        return
    gaps = [gap.end() for gap in re.finditer(r"\s+", text[start:end])]
    if len(gaps) < max_words:
        yield Span(start, end)
        return
    parts = len(gaps) // max_words + 1
    first = start
    for part in range(1, parts):
        wanted = part * len(gaps) // parts
        nearby = range(max(1, wanted - max_words // 3), min(len(gaps) - 1, wanted + max_words // 3))
        clause = [k for k in nearby if text[start + gaps[k] - 2] in ",;:–—-"]
        cut = start + gaps[min(clause, key=lambda k: (abs(k - wanted), k)) if clause else wanted]
        if cut > first:
            yield Span(first, first + len(text[first:cut].rstrip()))
            first = cut
    yield Span(first, end)


def _hashed(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.array(sorted(map(word_hash, words)), dtype=np.uint64)


_LIGHT, _VERBS = _hashed(FUNCTION_WORDS | CALENDAR_WORDS), _hashed(REPORTING_VERBS)
_LIGHT_WEIGHT, _NUMBER_WEIGHT = 0.15, 0.5  # two reports of one event share their function words, dates and figures
_FIRST_OTHER_DIGIT = 0xB2  # superscript two


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a batch: `passages` with the numbers of their paragraphs."""

    tokens: Tokens
    is_number: NDArray[np.bool_]
    passages: tuple[tuple[Span, int], ...]
    quotations: tuple[Span, ...]
    is_furniture: list[bool]


def batch(documents: Sequence[Document], settings: SegmentSettings) -> Batch:
    """All documents as one batch of columns."""
    parts = [_part(document, settings) for document in documents]
    starts, ends, words, stems, numbers = (
        _joined([part.tokens[0] for part in parts], np.int64),
        _joined([part.tokens[1] for part in parts], np.int64),
        _joined([part.tokens[2] for part in parts], np.uint64),
        _joined([part.tokens[3] for part in parts], np.uint64),
        _joined([part.is_number for part in parts], np.bool_),
    )
    document_token = _offsets([len(part.is_number) for part in parts])
    document_passage = _offsets([len(part.passages) for part in parts])
    weights = np.where(_is_among(words, _LIGHT), _LIGHT_WEIGHT, np.where(numbers, _NUMBER_WEIGHT, 1.0))
    places = _packed(document_token, starts)
    cut = [(span.start, span.end, number) for part in parts for span, number in part.passages]
    passages = np.array(cut, dtype=np.int64).reshape(-1, 3)
    quotes = np.array([(q.start, q.end) for part in parts for q in part.quotations], dtype=np.int64).reshape(-1, 2)
    for first, last in _formulas(documents, parts, document_token, starts, ends, words):
        weights[first:last] = 0.0
    return Batch(
        ids=tuple(document.id for document in documents),
        texts=tuple(document.text for document in documents),
        token_start=starts,
        token_end=ends,
        word=words,
        stem=stems,
        weight=weights,
        document_token=document_token,
        passage_start=passages[:, 0],
        passage_end=passages[:, 1],
        passage_token=np.append(np.searchsorted(places, _packed(document_passage, passages[:, 0])), len(words)),
        paragraph=passages[:, 2],
        document_passage=document_passage,
        is_furniture=np.array([flag for part in parts for flag in part.is_furniture], dtype=np.bool_),
        quotation_start=quotes[:, 0],
        quotation_end=quotes[:, 1],
        document_quotation=_offsets([len(part.quotations) for part in parts]),
    )


def _part(document: Document, settings: SegmentSettings) -> _Part:
    tokens = tokenize(document.text)
    cut = passages(document.text, settings)
    flags = furniture(document, [span for span, _ in cut])
    return _Part(tokens, _begin_with_digit(document.text, tokens[0]), cut, quotations(document.text), flags)


def _joined(columns: Sequence[NDArray[T]], kind: type[T]) -> NDArray[T]:
    return np.concatenate([*columns, np.empty(0, dtype=kind)])


def _offsets(counts: Sequence[int]) -> NDArray[np.int64]:
    """Where each of some stretches begins that follow one another, and where the last ends."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])


def _packed(offsets: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in documents as one ascending column: the number of the document in the upper half."""
    return (np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) << 32) | places


def _is_among(words: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which hashes are among some known ones, given in ascending order."""
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, words), len(known) - 1)] == words
    return found


def _begin_with_digit(text: str, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which words of a text begin with a digit, of whatever script."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")[starts]
    flags: NDArray[np.bool_] = (letters >= ord("0")) & (letters <= ord("9"))
    for place in np.flatnonzero(letters >= _FIRST_OTHER_DIGIT).tolist():
        flags[place] = text[starts[place]].isdigit()
    return flags


def _formulas(
    documents: Sequence[Document],
    parts: Sequence[_Part],
    document_token: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    words: NDArray[np.uint64],
) -> Iterator[tuple[int, int]]:
    """The attribution formulas of all documents as ranges of tokens: looked for only where a verb of speech is."""
    verbs = np.flatnonzero(_is_among(words, _VERBS))
    bounds = np.searchsorted(verbs, document_token).tolist()
    for number in np.flatnonzero(np.diff(bounds)).tolist():
        held = verbs[bounds[number] : bounds[number + 1]]
        heard = [Span(s, e) for s, e in zip(starts[held].tolist(), ends[held].tolist(), strict=True)]
        part, first = parts[number], int(document_token[number])
        spans = [span for span, _ in part.passages]
        found = formulas(documents[number].text, spans, part.quotations, heard)
        begin = np.searchsorted(part.tokens[0], [formula.start for formula in found]) + first
        end = np.searchsorted(part.tokens[1], [formula.end for formula in found], side="right") + first
        yield from zip(begin.tolist(), end.tolist(), strict=True)
