"""Who speaks in a text: quotations, and the formulas that attribute them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from provenance.lexicon import REPOST_MARKERS
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUOTE = re.compile(r"[“”„«»\"]|(?:\r\n|\r|\n)")
_OPENS = "“„«"


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, the marks included.

    A quotation left open at the end of a paragraph goes on where the next one begins with a mark, as newspapers print
    it; otherwise it ends with the paragraph. Single marks are not read: they cannot be told from apostrophes.
    """
    if text.isascii():
        return tuple(_straight(text))
    found: list[Span] = []
    start: int | None = None
    for mark in _QUOTE.finditer(text):
        sign = mark.group()
        if sign[0] in "\r\n":
            if start is not None:
                found.append(Span(start, mark.start()))
                start = None
        elif start is None and (sign in _OPENS or sign == '"'):
            start = mark.start()
        elif start is not None and sign not in _OPENS:
            found.append(Span(start, mark.end()))
            start = None
    if start is not None:
        found.append(Span(start, len(text)))
    return tuple(found)


def _straight(text: str) -> Iterator[Span]:
    """The quotations of a text that has straight marks only."""
    start = text.find('"')
    while start >= 0:
        close = text.find('"', start + 1)
        until = close if close >= 0 else len(text)
        breaks = [place for sign in "\r\n" if (place := text.find(sign, start, until)) >= 0]
        end = min(breaks) if breaks else min(until + 1, len(text))
        yield Span(start, end)
        start = close if breaks else text.find('"', end)


_PAUSE = re.compile(r"[,;–—]")
_MAX_FORMULA_WORDS, _MAX_TAG_WORDS = 16, 9


def formulas(text: str, spans: Sequence[Span], quoted: Sequence[Span], verbs: Sequence[Span]) -> tuple[Span, ...]:
    """Attribution formulas: who said it, with name and title, but not what was said.

    Heard are `Title, Name, said:` before speech, `said Name, title` and `title Name said` after it, and `X said` with
    its subject inside a sentence. Shared by any two reports of one speaker, they are no sign of reuse. The passages
    `spans`, the quotations and the verbs of speech are in order and do not overlap.
    """
    found: list[Span] = []
    passages = [span.start for span in spans]
    starts = [q.start for q in quoted]
    for verb in verbs:
        span = spans[bisect_right(passages, verb.start) - 1]
        begun = bisect_right(starts, verb.start)
        if begun and quoted[begun - 1].end > verb.start:
            continue  # inside a quotation
        start = max(span.start, quoted[begun - 1].end) if begun else span.start
        following = bisect_left(starts, verb.end, begun)
        end = min(span.end, starts[following]) if following < len(starts) else span.end
        formula = _formula_around(text, span, verb, Span(start, end))
        if formula is not None:
            found.append(formula)
    return tuple(found)


def _formula_around(text: str, span: Span, verb: Span, unquoted: Span) -> Span | None:
    """The formula of a verb in the stretch between two quotations that it stands in."""
    start, end = unquoted.start, unquoted.end
    before, after = text[start : verb.start], text[verb.end : end]
    if after.strip(" ,.:;\n\t") == "":  # the verb ends it: `Title, Name, said:` or `…, the council said.`
        pauses = [pause.end() for pause in _PAUSE.finditer(before)]
        introduces = ":" in after or end < span.end or start > span.start
        if not introduces and not pauses:
            return None
        first = start if introduces else start + pauses[-1]
        return Span(first, end) if len(text[first : verb.start].split()) <= _MAX_FORMULA_WORDS else None
    if not before.strip(" ,.;") and start > span.start:  # `said Name, title` after speech
        return Span(start, end) if len(after.split()) <= _MAX_FORMULA_WORDS else None
    return Span(start, verb.end) if len(before.split()) <= _MAX_TAG_WORDS else None


_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_MAX_NAME_CHARACTERS = 80


def repost_markers(text: str) -> tuple[Span, ...]:
    """Where a text says that it repeats another, with the words that may name it, up to the end of the clause."""
    found = []
    folded = text.lower()
    for words, pattern in REPOST_MARKERS:
        if not any(word in folded for word in words):
            continue
        for marker in pattern.finditer(text):
            end = _CLAUSE_END.search(text, marker.end())
            stop = end.start() if end else len(text)
            found.append(Span(marker.start(), min(stop, marker.end() + _MAX_NAME_CHARACTERS)))
    return tuple(found)
