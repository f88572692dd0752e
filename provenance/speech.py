"""Who speaks in a text: quotations, and the formulas that attribute them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import starmap
from typing import TYPE_CHECKING

from provenance import kernels
from provenance.kernels import marks_in
from provenance.lexicon import REPOST_MARKERS
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    Place = tuple[int, int]


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, the marks included: those of `Batch`, for one text."""
    return tuple(starmap(Span, kernels.quotations(text)))


_PAUSE = re.compile(r"[,;–—]")
_MAX_FORMULA_WORDS, _MAX_TAG_WORDS = 16, 9


def formulas(text: str, passages: Sequence[Place], quoted: Sequence[Span], verbs: Sequence[Place]) -> tuple[Span, ...]:
    """Attribution formulas: who said it, with name and title, but not what was said.

    Heard are `Title, Name, said:` before speech, `said Name, title` and `title Name said` after it, and `X said` with
    its subject inside a sentence. Shared by any two reports of one speaker, they are no sign of reuse. The passages,
    the quotations and the verbs of speech are in order and do not overlap; a place is a start and an end.
    """
    found: list[Span] = []
    starts = [q.start for q in quoted]
    for verb in verbs:
        passage = passages[bisect_right(passages, (verb[0], len(text))) - 1]
        begun = bisect_right(starts, verb[0])
        if begun and quoted[begun - 1].end > verb[0]:
            continue  # inside a quotation
        start = max(passage[0], quoted[begun - 1].end) if begun else passage[0]
        following = bisect_left(starts, verb[1], begun)
        end = min(passage[1], starts[following]) if following < len(starts) else passage[1]
        formula = _formula_around(text, passage, verb, (start, end))
        if formula is not None:
            found.append(formula)
    return tuple(found)


def _formula_around(text: str, passage: Place, verb: Place, unquoted: Place) -> Span | None:
    """The formula of a verb in the stretch between two quotations that it stands in."""
    start, end = unquoted
    before, after = text[start : verb[0]], text[verb[1] : end]
    if after.strip(" ,.:;\n\t") == "":  # the verb ends it: `Title, Name, said:` or `…, the council said.`
        pauses = [pause.end() for pause in _PAUSE.finditer(before)]
        introduces = ":" in after or end < passage[1] or start > passage[0]
        if not introduces and not pauses:
            return None
        first = start if introduces else start + pauses[-1]
        return Span(first, end) if len(text[first : verb[0]].split()) <= _MAX_FORMULA_WORDS else None
    if not before.strip(" ,.;") and start > passage[0]:  # `said Name, title` after speech
        return Span(start, end) if len(after.split()) <= _MAX_FORMULA_WORDS else None
    return Span(start, verb[1]) if len(before.split()) <= _MAX_TAG_WORDS else None


_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_MAX_NAME_CHARACTERS = 80
_REPOST_MARKS = tuple(word for words, _ in REPOST_MARKERS for word in words)


def repost_markers(text: str, low: str) -> tuple[Span, ...]:
    """Where a text says that it repeats another, with the words that may name it, up to the end of the clause.

    `low` is the text in small letters.
    """
    held = marks_in(low, _REPOST_MARKS)
    found = []
    for words, pattern in REPOST_MARKERS if held else ():
        if held.isdisjoint(words):
            continue
        for marker in pattern.finditer(low):
            end = _CLAUSE_END.search(text, marker.end())
            stop = end.start() if end else len(text)
            found.append(Span(marker.start(), min(stop, marker.end() + _MAX_NAME_CHARACTERS)))
    return tuple(found)
