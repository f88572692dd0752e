"""A document's text cut into the blocks of the page: paragraphs, headings, list entries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from provenance.reports.views import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.reports.markup import Html

MAX_WRAPPED_LINE = 100
MIN_WRAPPED_LINE = 40
"""Characters: a text whose lines all stop short of the first, most of them past the second, was wrapped by hand."""

MAX_WORD = 14
"""Characters a word that count, on the average, where a text is cut after so many words."""

MAX_SIGNS = 3
"""The same of Chinese, Japanese and Korean signs."""

_LINE = re.compile(r"[^\r\n]+")
_OWN_LINE = re.compile(r"\s*(?:[-*+#>|=]|\d+[.)]\s)")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A half-open range of a document's text shown as one paragraph, and its anchor."""

    start: int
    end: int
    anchor: Html


def blocks(document_id: str, text: str) -> tuple[TextBlock, ...]:
    """All of a text's blocks in order; together they hold everything but white space."""
    uses: Counter[str] = Counter()
    found = []
    for start, end in _ranges(text):
        first = anchors.block(document_id, text[start:end], 0)
        found.append(TextBlock(start, end, anchors.block(document_id, text[start:end], uses[first])))
        uses[first] += 1
    return tuple(found)


def block_at(found: tuple[TextBlock, ...], offset: int) -> TextBlock | None:
    """The block that holds the offset, or the one before it; None before the first."""
    place = bisect_right(found, offset, key=lambda block: block.start)
    return found[place - 1] if place else (found[0] if found else None)


def shorten(text: str, max_words: int) -> str:
    """The text on one line, cut after `max_words` words, or where they are very long, with an ellipsis."""
    words = text.split(maxsplit=max_words)
    whole = " ".join(words[:max_words])
    most = max_words * (MAX_SIGNS if _is_without_spaces(whole[:MAX_WORD]) else MAX_WORD)
    if len(words) <= max_words and len(whole) <= most:
        return whole
    return whole[:most].rstrip(" ,;:") + " …"


def _is_without_spaces(opening: str) -> bool:
    """Whether a text is in signs that are set without spaces between words, and are twice as wide as letters."""
    return sum(east_asian_width(each) in "WF" for each in opening) * 2 > len(opening)


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    lines = [found.span() for found in _LINE.finditer(text) if not found.group().isspace()]
    wrapped = _is_wrapped(lines)
    start: int | None = None
    for place, (line_start, line_end) in enumerate(lines):
        start = line_start if start is None else start
        following = lines[place + 1] if place + 1 < len(lines) else None
        if wrapped and following and _continues(text, (line_start, line_end), following):
            continue
        yield start, line_end
        start = None


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    lengths = [end - start for start, end in lines]
    return (
        len(lengths) > 2
        and max(lengths) <= MAX_WRAPPED_LINE
        and sum(length >= MIN_WRAPPED_LINE for length in lengths) * 2 > len(lengths)
    )


def _continues(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """True if a hand-wrapped line runs on into the next one."""
    between = text[line[1] : following[0]]
    is_next_line = between.replace("\r\n", "\n").count("\n") + between.replace("\r\n", "\n").count("\r") == 1
    starts_anew = _OWN_LINE.match(text, following[0], following[1])
    return is_next_line and not starts_anew and line[1] - line[0] >= MIN_WRAPPED_LINE
