"""How many words stand where, by one count for all that a report says: a word is a run of letters or of figures.

Words are counted where they begin, so that those of passages that follow each other sum to those of the document.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.kernels import token_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.model import Passage, Span, TracedDocument


def count_words(text: str) -> int:
    """Number of words and numbers in a text."""
    return len(token_starts(text))


def count_words_in(text: str, start: int, end: int) -> int:
    """Number of words and numbers of a text that begin in a range."""
    starts = _starts(text)
    return bisect_left(starts, end) - bisect_left(starts, start)


def count_words_of(text: str, spans: Iterable[Span]) -> int:
    """Number of words and numbers of a text that begin in any of some spans, each once."""
    words = done = 0
    for span in sorted(spans):
        words += count_words_in(text, max(span.start, done), max(span.end, done))
        done = max(span.end, done)
    return words


def words_of(document: TracedDocument, passage: Passage) -> int:
    """Words in a passage; where the text is not in the report, its part of the document's words by characters."""
    if document.text is not None:
        words = count_words_in(document.text, passage.start, passage.end)
        if words or not document.withheld:
            return words
    return round(document.words * (passage.end - passage.start) / max(1, document.characters))


@lru_cache(maxsize=1_024)
def _starts(text: str) -> array[int]:
    return array("Q", token_starts(text))
