"""Attribution formulas around the verbs of speech, in plain Python: who said it, but not what was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Place = tuple[int, int]


class Ranges(NamedTuple):
    """Ranges of characters of several texts, in order; those of one text do not overlap."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: NDArray[np.int64]
    """The number of the first range of each text, and of all."""

    @classmethod
    def of_one(cls, places: Sequence[Place]) -> Ranges:
        """Those of a single text."""
        rows = np.array(places, dtype=np.int64).reshape(-1, 2)
        return cls(rows[:, 0], rows[:, 1], np.array([0, len(rows)]))

    def of(self, number: int) -> list[Place]:
        """Those of one text."""
        held = slice(self.first[number], self.first[number + 1])
        return list(zip(self.start[held].tolist(), self.end[held].tolist(), strict=True))


def formulas(texts: Sequence[str], passages: Ranges, quoted: Ranges, verbs: Ranges) -> NDArray[np.int64]:
    """Rows of the number of a text, and start and end of a formula in it, in the order of the verbs.

    Heard are `Title, Name, said:` before speech, `said Name, title` and `title Name said` after it, and `X said` with
    its subject inside a sentence.
    """
    found = [
        (number, *formula)
        for number, text in enumerate(texts)
        for formula in _formulas(text, passages.of(number), quoted.of(number), verbs.of(number))
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def _formulas(text: str, passages: Sequence[Place], quoted: Sequence[Place], verbs: Sequence[Place]) -> Iterator[Place]:
    """The formulas of one text, verb by verb."""
    starts = [start for start, _ in quoted]
    for verb in verbs:
        place, begun = bisect_right(passages, (verb[0], len(text))) - 1, bisect_right(starts, verb[0])
        if place < 0 or (begun and quoted[begun - 1][1] > verb[0]):
            continue  # inside a quotation
        passage = passages[place]
        start = max(passage[0], quoted[begun - 1][1]) if begun else passage[0]
        end = min(passage[1], starts[begun]) if begun < len(starts) else passage[1]
        formula = _formula_around(text, passage, verb, (start, end))
        if formula is not None and formula[0] < formula[1]:
            yield formula


_PAUSE = re.compile(r"[,;–—]")
_SIGNS = re.compile(r"[ ,.:;\n\t]*+")
_MAX_FORMULA_WORDS, _MAX_TAG_WORDS = 16, 9
_MAX_TAG_LETTERS = 400  # or a stretch with no white space would be read anew for each of its verbs


def _formula_around(text: str, passage: Place, verb: Place, unquoted: Place) -> Place | None:
    """The formula of a verb in the stretch between two quotations that it stands in."""
    start, end = unquoted
    if _SIGNS.fullmatch(text, verb[1], max(*verb, end)):  # it ends it: `Title, Name, said:` or `…, the council said.`
        before, after = text[start : verb[0]], text[verb[1] : end]
        pauses = [pause.end() for pause in _PAUSE.finditer(before)]
        introduces = ":" in after or end < passage[1] or start > passage[0]
        if not introduces and not pauses:
            return None
        first = start if introduces else start + pauses[-1]
        return (first, end) if len(text[first : verb[0]].split()) <= _MAX_FORMULA_WORDS else None
    if verb[1] - start > _MAX_TAG_LETTERS:
        return None
    before = text[start : verb[0]]
    if not before.strip(" ,.;") and start > passage[0]:  # `said Name, title` after speech
        return (start, end) if len(text[verb[1] : end].split()) <= _MAX_FORMULA_WORDS else None
    return (start, verb[1]) if len(before.split()) <= _MAX_TAG_WORDS else None
