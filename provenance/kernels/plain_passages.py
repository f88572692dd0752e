"""Text to passages, in plain Python: sentences within paragraphs, as far as signs and letters tell.

Three questions are left to whoever knows the language, as functions in `Rules`. `native.c` has a twin, which asks them
only where the signs leave them open; `doubtful` words are those after which it must ask.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

_CLOSERS = "\"'”’»)\\]“«」』"  # in German the marks that open elsewhere close
_WIDE_CLOSERS = "”’」』）"
STOP = re.compile(
    rf"[.!?…。！？؟۔।]++[{_CLOSERS}]*+(?:[ \xa0\u202f]»(?=\s|$))?(?=\s|$)"
    rf"|[。！？]++[{_WIDE_CLOSERS}]*+|:(?=\s*+[\"“‘«„])"
    r"|(?<=[a-z][a-z][a-z])[.!?](?=[\"“][A-Z]|[A-Z][a-z]{2})(?!(?:Com|Net|Org)\b)"  # nothing between sentences
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_GAP = re.compile(r"\s+")
UNSPACED = 10
"""Words of a passage for each that white space may part: more are cut where none parts them, as in data or Chinese."""


class Rules(NamedTuple):
    """What cannot be told by signs alone.

    `breaks(text, start, newline, after, width)`: whether a line break of a text wrapped to a width ends a paragraph.
    `ends(text, start, end, stop, after)`: whether a stop ends a sentence of the paragraph from `start` to `end`. It
    must do so where more than a full stop was written or a plain word stands before it, and what follows is not small.
    `cut(text, start, end)`: the parts of a stretch that may have too many words. `doubtful`: what a full stop may
    abbreviate.
    """

    breaks: Callable[[str, int, int, int, int], bool]
    ends: Callable[[str, int, int, int, int], bool]
    cut: Callable[[str, int, int], Iterable[tuple[int, int]]]
    doubtful: frozenset[str]


def passages(text: str, width: int, max_words: int, rules: Rules) -> NDArray[np.int64]:
    """The passages of a text in order: rows of start, end and the number of the paragraph, shape `(passages, 3)`.

    `width`: that to which the text is wrapped, 0 where every line is a paragraph. White space around is left out.
    Raises `ValueError` where `max_words` is under 1.
    """
    if max_words < 1:
        raise ValueError("max_words must be 1 or more")
    found: list[tuple[int, int, int]] = []
    for number, (start, end) in enumerate(_paragraphs(text, width, rules)):
        first = start
        for stop in [*_sentence_ends(text, start, end, rules), end]:
            found.extend((*span, number) for span in _trimmed(text, first, stop, max_words, rules))
            first = stop
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def _paragraphs(text: str, width: int, rules: Rules) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that end something: all of them, unless the text is wrapped."""
    start = 0
    for newline in _NEWLINE.finditer(text):
        if width and not rules.breaks(text, start, newline.start(), newline.end(), width):
            continue
        yield start, newline.start()
        start = newline.end()
    yield start, len(text)


def _sentence_ends(text: str, start: int, end: int, rules: Rules) -> Iterator[int]:
    """Places inside a paragraph where one sentence ends and another begins."""
    for stop in STOP.finditer(text, start, end):
        position = stop.end()
        if position >= end:
            return
        if stop.group()[0] in ":。！？" or rules.ends(text, start, end, stop.start(), position):
            yield position


def _trimmed(text: str, start: int, end: int, max_words: int, rules: Rules) -> Iterable[tuple[int, int]]:
    """The stretch without white space around it, cut where it has too many words; nothing if it is blank."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return ()
    is_short = end - start <= max_words * 4  # too short to hold more words than allowed
    may_be_unspaced = end - start > max_words * UNSPACED
    if is_short or (not may_be_unspaced and sum(1 for _ in _GAP.finditer(text, start, end)) < max_words):
        return ((start, end),)
    return rules.cut(text, start, end)
