"""Words by which a text credits where something comes from, with whom they name; and its formulas of speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.kernels import content_stems, lowered, marks_in, word_places
from provenance.languages.words import plain
from provenance.lexicon.credit import CREDIT_GENERIC_STEMS, CREDIT_MARKS, CREDIT_PHRASES
from provenance.lexicon.words import REPORTING_VERBS
from provenance.model import Span
from provenance.wording.speech import formulas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.languages.news import News
    from provenance.model import Witness

_REPORTING = tuple(sorted(REPORTING_VERBS))
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_MAX_SUBJECT = 80


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say where something comes from, and the stems of whom they name. `is_speech`: who said it."""

    span: Span
    stems: frozenset[str]
    is_speech: bool


def said(witness: Witness) -> Iterator[Phrase]:
    """The phrases of credit of an English text, and its formulas of speech."""
    text = witness.document.text
    low = lowered(text)
    for found in _credit_phrases(low):
        yield _phrase_at(text, found)
    verbs = word_places(low, _REPORTING)
    passages = [(span.start, span.end) for span in witness.passages] if verbs else []
    for span in formulas(text, passages, witness.quotations, verbs):
        yield Phrase(span, _stems(text[span.start : span.end]), is_speech=True)


def said_abroad(text: str, news: News) -> Iterator[Phrase]:
    """The same of a text in another language."""
    for one in news.credited(plain(lowered(text))):
        yield Phrase(one.span, named(text[one.named.start : one.named.end], news), one.is_speech)


def _credit_phrases(low: str) -> Iterator[re.Match[str]]:
    """The phrases of credit in a text in lower case, in order. Most lines can have none, and are not looked through."""
    lines: set[tuple[int, int]] = set()
    for mark in marks_in(low, CREDIT_MARKS):
        place = low.find(mark)
        while place >= 0:
            end = low.find("\n", place)
            end = end if end >= 0 else len(low)
            lines.add((low.rfind("\n", 0, place) + 1, end))
            place = low.find(mark, end)
    for start, end in sorted(lines):
        yield from CREDIT_PHRASES.finditer(low, start, end)


def _phrase_at(text: str, found: re.Match[str]) -> Phrase:
    """A phrase of credit with whom it names: after it, or before it in the same clause."""
    limit = found.end() + _MAX_SUBJECT
    stop = _CLAUSE_END.search(text, found.end(), limit)
    end = stop.start() if stop else min(limit, len(text))
    if found.lastgroup == "after":
        return Phrase(Span(found.start(), end), _stems(text[found.end() : end]), is_speech=False)
    start = max(found.start() - _MAX_SUBJECT, 0)
    pauses = [pause.end() for pause in _CLAUSE_END.finditer(text, start, found.start())]
    start = pauses[-1] if pauses else start
    stems = _stems(text[start:end])
    return Phrase(Span(found.start(), found.end()), stems, is_speech=False)


def named(words: str, news: News | None) -> frozenset[str]:
    """The stems of those words that may name somebody, in the language of `news` or in English."""
    return _stems(words) if news is None else news.stems(words) - CREDIT_GENERIC_STEMS


@lru_cache(maxsize=10_000)  # who copies a text copies its formulas
def _stems(words: str) -> frozenset[str]:
    return content_stems(words) - CREDIT_GENERIC_STEMS
