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


_CLAUSE_END = re.compile(r"[.,;:!?\n]")
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
            found.append(Span(start, min(stop, marker.end() + _MAX_NAME_CHARACTERS)))
    return tuple(found)


def names_any(words: str, lines: Iterable[str]) -> bool:
    """Whether some words have one of some lines in small letters in them, whole."""
    folded = words.casefold()
    return any(re.search(rf"(?<!\w){re.escape(line)}(?!\w)", folded) for line in lines if line in folded)
