"""Who speaks in a text: quotations, and the formulas that attribute them."""

from __future__ import annotations

import re
from itertools import starmap
from typing import TYPE_CHECKING

from provenance import kernels
from provenance.lexicon.credit import REPOST_MARKERS
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Place = tuple[int, int]


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, the marks included: those of `Batch`, for one text."""
    return tuple(starmap(Span, kernels.quotations(text)))


def formulas(text: str, passages: Sequence[Place], quoted: Sequence[Span], verbs: Sequence[Place]) -> tuple[Span, ...]:
    """Attribution formulas: who said it, with name and title, but not what was said.

    Shared by any two reports of one speaker, they are no sign of reuse. The passages, the quotations and the verbs of
    speech are in order and do not overlap; a place is a start and an end.
    """
    if not verbs:
        return ()
    quotes = [(quote.start, quote.end) for quote in quoted]
    found = kernels.formulas((text,), *map(kernels.Ranges.of_one, (passages, quotes, verbs)))
    return tuple(Span(start, end) for _, start, end in found.tolist())


_QUOTED_LINES = re.compile(r"(?:^|(?<=\n))[ \t]{0,3}>[^\n]*(?:\n[ \t]{0,3}>[^\n]*)*")


def quoted(text: str, quotations: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations of a text and its lines that a sign before them marks as another's (> so), in order and apart."""
    if ">" not in text:
        return tuple(quotations)
    found: list[Span] = []
    lines = [Span(*run.span()) for run in _QUOTED_LINES.finditer(text)]
    for span in sorted([*quotations, *lines], key=lambda one: (one.start, -one.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
        elif span.end > found[-1].end:
            found[-1] = Span(found[-1].start, span.end)
    return tuple(found)


_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_SENTENCE_END = re.compile(r"[.;:!?](?=\s)|\n")
_CLOSING = " \t\r)]”\"’'*_"
_MAX_NAME_CHARACTERS = 80
REPOST_MARKS = tuple(word for words, _ in REPOST_MARKERS for word in words)
"""Each marker has one of these."""


def repost_markers(text: str, low: str, held: frozenset[str]) -> tuple[Span, ...]:
    """Where a text says that it repeats another, with the words that may name it, up to the end of the clause.

    `low` is the text in small letters; `held` are those of the `REPOST_MARKS` that stand in it.
    """
    found = []
    for words, pattern in REPOST_MARKERS:
        if held.isdisjoint(words):
            continue
        for marker in pattern.finditer(low):
            end = _CLAUSE_END.search(text, marker.end())
            stop = end.start() if end else len(text)
            start = marker.end() - len(marker[0].lstrip())
            if not text[marker.end() : stop].strip(_CLOSING):
                start = _named_before(text, start)
            found.append(Span(start, min(stop, marker.end() + _MAX_NAME_CHARACTERS)))
    return tuple(found)


def _named_before(text: str, marker: int) -> int:
    """Where the sentence begins whose last words are a marker: thanks to the Echo, in which this first appeared."""
    first = max(0, marker - _MAX_NAME_CHARACTERS)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, first, marker)]
    return ends[-1] if ends else first


def names_any(words: str, lines: Iterable[str]) -> bool:
    """Whether some words have one of some lines in small letters in them, whole."""
    folded = words.casefold()
    return any(re.search(rf"(?<!\w){re.escape(line)}(?!\w)", folded) for line in lines if line in folded)
