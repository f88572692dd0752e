"""A word that one of two versions writes as nothing else in them does, and the other as both do elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.cues.versions import are_versions
from provenance.model import Evidence, Span
from provenance.wording.readings import look_alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.pairs import Pairs

_WEIGHT = 1.0
_MIN_LETTERS, _MOST_LETTERS = 5, 30
_MIN_USES = 2  # elsewhere: of two spellings that stand once each either may be the slip
_MOST_EDITS = 2
_MOST_CHANGED = 12  # words of a sentence: where more of them differ, two alike are no longer one
_WORD = re.compile(r"[^\W\d_]+")
_STROKES = str.maketrans("łøđz", "lods")


def respelling(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two versions of a text, the one with a slip that the other has mended is the earlier.

    *What it hears.* A shared sentence in which one version has a word that stands nowhere in the other, and the other
    in its place one that is written nearly the same (two letters differ at most) and that both use twice or more
    elsewhere: "FBOpoen" where everything else says "FBOpen".

    *Why it tells.* The text itself says how the word is written. Whoever goes over it again brings a slip into line
    with the rest; few make a slip in a sentence that they leave as it is.

    *When it misleads.* Where a text was typed again, as of old, and slips came in. It abstains of what may be written
    either way: endings and beginnings of words, signs over letters, s for z. And of letters that look alike, since a
    machine that reads a later copy from print takes them for each other.
    """
    segments = pairs.segments
    rows = np.flatnonzero((segments.similarity < 1) & are_versions(pairs)[segments.pair])
    counted = pairs.of_texts(np.concatenate([segments.a[rows], segments.b[rows]]), _counted)
    uses: dict[int, Counter[str]] = {}
    found: dict[int, list[_Slip]] = defaultdict(list)
    for row, pair in zip(rows.tolist(), segments.pair[rows].tolist(), strict=True):
        a, b = int(segments.a[row]), int(segments.b[row])
        in_a, in_b = (counted[int(pairs.stretches.text[side])] for side in (a, b))
        for slip, word in _alike(in_a - in_b, in_b - in_a):
            of_a, of_b = (_uses(pairs, int(number), uses) for number in (pairs.a[pair], pairs.b[pair]))
            if _is_slip(slip, word, of_a, of_b):
                found[pair].append(_Slip(True, slip, word, a))
            elif _is_slip(word, slip, of_b, of_a):
                found[pair].append(_Slip(False, word, slip, b))
    for pair, slips in found.items():
        balance = sum(1 if slip.is_of_a else -1 for slip in slips)
        if balance:
            yield pair, _told(pairs, pair, next(slip for slip in slips if slip.is_of_a == (balance > 0)))


class _Slip(NamedTuple):
    """A word as one version has it, the word as both write it elsewhere, and the stretch of the former."""

    is_of_a: bool
    slip: str
    word: str
    stretch: int


def _told(pairs: Pairs, pair: int, found: _Slip) -> Evidence:
    earlier = pairs.two(pair)[0 if found.is_of_a else 1]
    place = pairs.stretches.span(found.stretch)
    at = next(w.start() for w in _WORD.finditer(earlier.quote(place)) if w.group().lower() == found.slip)
    span = Span(place.start + at, place.start + at + len(found.slip))
    says = f"writes so what it writes “{found.word}” elsewhere, as the other does here too"
    favours = "a" if found.is_of_a else "b"
    return Evidence("respelling", favours, _WEIGHT, earlier.id, earlier.quote(span), span.start, span.end, says)


def _counted(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text) if len(word) <= _MOST_LETTERS)


def _uses(pairs: Pairs, number: int, known: dict[int, Counter[str]]) -> Counter[str]:
    """How often a document has each word, counted once for all its pairs."""
    if number not in known:
        known[number] = _counted(pairs.witnesses[number].document.text)
    return known[number]


def _alike(one: Counter[str], other: Counter[str]) -> Iterator[tuple[str, str]]:
    """The words of one sentence and of the other that are written nearly the same, of few that differ."""
    if max(len(one), len(other)) <= _MOST_CHANGED:
        yield from ((x, y) for x, y in product(one, other) if _is_near(x, y) and not _may_both_be(x, y))


def _is_slip(slip: str, word: str, own: Counter[str], there: Counter[str]) -> bool:
    """Whether of two spellings one stands in one text alone, and seldom, and the other often in both."""
    return not there[slip] and own[slip] < own[word] and min(own[word], there[word]) >= _MIN_USES


def _may_both_be(one: str, other: str) -> bool:
    """Whether two spellings differ in an ending, a beginning, a sign over a letter, s for z, or how they were read."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) or one[: len(short) - 1] == other[: len(short) - 1]:
        return True
    return _plain(one) == _plain(other) or look_alike(one, other)


def _plain(word: str) -> str:
    """A word without the signs over its letters, and with s for z."""
    letters = unicodedata.normalize("NFD", word.translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_near(one: str, other: str) -> bool:
    """Whether a few letters put in, left out or changed make one word the other (Levenshtein 1966)."""
    if min(len(one), len(other)) < _MIN_LETTERS or abs(len(one) - len(other)) > _MOST_EDITS:
        return False
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, opposite in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != opposite)),
            )
    return row[-1] <= _MOST_EDITS
