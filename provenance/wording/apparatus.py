"""What stands about a text and is no prose of its own: the head of a letter, the list of works that it refers to.

Two answers to one letter share its head, and two texts on one subject refer to the same works. Neither is told by a
single line: a head has several of its kind, and a list stands below a heading that calls it one.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from provenance.lexicon.apparatus import LETTER_FIELDS, LETTER_MARKS, PUBLISHED, REFERENCE_HEADINGS, REFERENCE_OPENINGS
from provenance.wording.openings import are_among, as_numbers, small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.kernels import Segmented

_LETTERS = 4
_MIN_FIELDS = 2
_MAX_HEADING, _MAX_REFERENCE = 60, 600  # characters
_MAX_OTHER = 1
"""Paragraphs of a list, one after the other, that need not look like a work: a heading in it, a work of no year."""

_FIELD = re.compile(rf"(?:{'|'.join(map(re.escape, LETTER_FIELDS))}):[ \t]", re.IGNORECASE)
_FIELDS = as_numbers([f"{field}: "[:_LETTERS] for field in LETTER_FIELDS] + ["----", "begi"], _LETTERS)
_HEADINGS = as_numbers(REFERENCE_OPENINGS, _LETTERS)
_YEAR = re.compile(r"(?<![0-9])(?:1[4-9]|20)[0-9]{2}(?![0-9])")
_NUMBERED = re.compile(r"[^\w\[]*+\[[^\]\n]{1,40}\]")
_NAMED = re.compile(
    r"[\W_]*+(?:[0-9]{1,3}[.)]?\s{1,8})?[^\W\d_][\w’'. -]{0,60}, ?(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]{1,30}[,.(& ])"
)


def apparatus(texts: Sequence[str], held: Segmented) -> NDArray[np.bool_]:
    """Which passages are of the head of a letter, or of a list of works that a text refers to."""
    flags = np.zeros(len(held.passage_start), dtype=np.bool_)
    numbers = np.repeat(np.arange(len(texts)), np.diff(held.document_passage))
    small = small_letters(held.opening)
    keys = small.view("<u8").ravel() & np.uint64(0xFFFFFFFF)
    for number, places in _by_text(np.flatnonzero(are_among(_FIELDS, keys)), numbers):
        flags[_heads(texts[number], held, places)] = True
    is_letter = (small[:, 0] >= ord("a")) & (small[:, 0] <= ord("z"))
    may_head = are_among(_HEADINGS, keys) | ~is_letter | (small[:, 1] == ord("."))
    may_head &= held.passage_end - held.passage_start <= _MAX_HEADING
    for number, places in _by_text(np.flatnonzero(may_head), numbers):
        last = int(held.document_passage[number + 1])
        for place in places:
            if not flags[place] and REFERENCE_HEADINGS.match(_words(texts[number], held, place)):
                end = _end_of_list(texts[number], held, place + 1, last)
                flags[place:end] |= end > place + 1
    return flags


def _by_text(places: NDArray[np.int64], numbers: NDArray[np.int64]) -> Iterator[tuple[int, list[int]]]:
    """Some passages, those of each text together, with its number."""
    for number, group in groupby(places.tolist(), key=lambda place: int(numbers[place])):
        yield number, list(group)


def _heads(text: str, held: Segmented, places: Sequence[int]) -> list[int]:
    """Those of some passages that are of the head of a letter, several lines of one, or say that one is passed on."""
    fields = [place for place in places if _FIELD.match(_words(text, held, place))]
    rows = groupby(enumerate(fields), key=lambda pair: pair[1] - pair[0])
    found = [[place for _, place in row] for _, row in rows]
    marks = [place for place in places if LETTER_MARKS.match(_words(text, held, place))]
    return [*(place for row in found if len(row) >= _MIN_FIELDS for place in row), *marks]


def _end_of_list(text: str, held: Segmented, first: int, last: int) -> int:
    """Where a list of works ends that begins with the passage `first`, or may: behind its last work."""
    end, others = first, 0
    while first < last and others <= _MAX_OTHER:
        paragraph = held.paragraph[first]
        behind = first + 1
        while behind < last and held.paragraph[behind] == paragraph:
            behind += 1
        words = text[held.passage_start[first] : held.passage_end[behind - 1]]
        is_work = _is_work(words)
        others = 0 if is_work else others + 1
        end = behind if is_work else end
        first = behind
    return end


def _is_work(words: str) -> bool:
    """Whether a paragraph names a work: its year, and whose it is, its number in the list, or where it appeared."""
    if len(words) > _MAX_REFERENCE or not _YEAR.search(words):
        return False
    return bool(_NUMBERED.match(words) or _NAMED.match(words) or PUBLISHED.search(words))


def _words(text: str, held: Segmented, place: int) -> str:
    return text[held.passage_start[place] : held.passage_end[place]]
