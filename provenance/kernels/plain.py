"""Tokens with offsets, shingle hashes, MinHash signatures and common runs, in plain Python and numpy.

What the kernels mean is said here; `native.c` has a twin of each, and of `fold` and `stem`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import numpy as np

from provenance.lexicon.words import CALENDAR_WORDS, FUNCTION_WORDS, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_T = TypeVar("_T")

VERSION = 22
"""Rises with every change to what a kernel takes or gives; equals that of `native.c`."""

_MARKS = (  # combining marks and invisible characters: inside a word they belong to it
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd"
    "\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d\u0c81-\u0ccd\u0d00-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Possessive repeats of groups are wrong before Python 3.11.5 (python/cpython#106052): only classes are repeated so.
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]++[{_MARKS}]*+"
_RUN = rf"{_LETTERS}(?:{_LETTERS})*"
_WORD = rf"[{_IDEOGRAPHS}]|{_RUN}(?:(?:['’ʼ]|(?<=\d)[.,](?=\d)){_RUN})*"
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_PARTED = re.compile(r"[-\xac\u2010]\s+")
_MOST_WORDS = 50_000  # that are remembered: the words that recur are fewer
_MAX_MARKS = 30  # normalising a longer run of combining marks takes quadratic time


@cache
def _words() -> re.Pattern[str]:
    """The pattern of a word. It is large, and where the kernels are compiled nobody asks for it."""
    return re.compile(_WORD)


_LATIN = re.compile("[A-Za-z]")
_OTHER, _GREEK = re.compile("[\u0370-\u03ff\u0400-\u052f]"), re.compile("[\u0370-\u03ff]")
_LOOK_ALIKES = (
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕsԁdһh",
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo",
)
_AS_LATIN = {ord(pairs[n]): pairs[n + 1] for pairs in _LOOK_ALIKES for n in range(0, len(pairs), 2)}
_AS_CYRILLIC, _AS_GREEK = ({ord(pairs[n + 1]): pairs[n] for n in range(0, len(pairs), 2)} for pairs in _LOOK_ALIKES)


def _in_one_script(word: str) -> str:
    """A word of mixed script with the letters of one that only look like those of the other, if all of them do.

    They become those of the script that it has more letters of.
    """
    latin, other = len(_LATIN.findall(word)), len(_OTHER.findall(word))
    if not latin or not other:
        return word
    ways = [(_OTHER, _AS_LATIN), (_LATIN, _AS_GREEK if _GREEK.search(word) else _AS_CYRILLIC)]
    wholes = ((word.translate(looks), strange) for strange, looks in (ways if latin >= other else ways[::-1]))
    return next((whole for whole, strange in wholes if not strange.search(whole)), word)


@lru_cache(maxsize=_MOST_WORDS)
def fold(word: str) -> str:
    """The word as it is compared: composed, case-folded, without invisible characters, apostrophes made plain.

    And without the hyphen and the line break that part it. Letters of another script that are put for those that they
    look like are taken for these.
    """
    if "\n" in word or "\r" in word:
        word = _PARTED.sub("", word)
    if word.isascii():
        return word.lower()
    word = _in_one_script(_INVISIBLE.sub("", word))
    if sum(1 for character in word if unicodedata.combining(character)) > _MAX_MARKS:
        word = "".join(character for character in word if not unicodedata.combining(character))
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")


_ALL_BITS = 0xFFFF_FFFF_FFFF_FFFF
_ODD, _FIRST_FACTOR, _SECOND_FACTOR = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


@lru_cache(maxsize=200_000)
def word_hash(folded: str) -> int:
    """A stable 64-bit hash of a folded word: equal on every machine, and no secret.

    Its UTF-8 is taken eight bytes at a time as little-endian numbers, the last filled up with zeros. The hash starts as
    the number of bytes and one, times the odd constant below; each number is put in by exclusive or, and the whole
    mixed (see `mix`). So words of one length and of eight bytes or less never collide.
    """
    encoded = folded.encode("utf-8", "surrogatepass")
    value = (len(encoded) + 1) * _ODD & _ALL_BITS
    for place in range(0, len(encoded), 8):
        value ^= int.from_bytes(encoded[place : place + 8], "little")
        value = (value ^ value >> 30) * _FIRST_FACTOR & _ALL_BITS
        value = (value ^ value >> 27) * _SECOND_FACTOR & _ALL_BITS
        value ^= value >> 31
    return value


@lru_cache(maxsize=200_000)
def hashes(word: str) -> tuple[int, int]:
    """The hash of a word as it is compared, and the hash of its stem."""
    folded = fold(word)
    return word_hash(folded), word_hash(stem(folded))


Tokens: TypeAlias = "tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]"
"""Starts, ends, hashes of folded words, hashes of stems: [T] each."""


def tokenize(text: str) -> Tokens:
    """The words of a text: starts, ends (code points), hashes of the folded words, hashes of their stems.

    A word is a run of letters and digits with inner apostrophes, points and commas (`children’s`, `£11.49m` gives
    `11.49m`, `1,200`); every ideograph is a word of its own.
    """
    spans: list[tuple[int, int]] = []
    words: list[int] = []
    stems: list[int] = []
    for found in _words().finditer(text):
        word, stemmed = hashes(found.group())
        spans.append(found.span())
        words.append(word)
        stems.append(stemmed)
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 1], np.array(words, dtype=np.uint64), np.array(stems, dtype=np.uint64)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A 64-bit bijection that spreads every bit (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(_FIRST_FACTOR)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(_SECOND_FACTOR)
    return values ^ (values >> np.uint64(31))


def ordered(columns: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """All rows of the columns in ascending order."""
    rows = np.concatenate([*columns, np.empty(0, dtype=np.uint64)])
    rows.sort()
    return rows


def shingle_hashes(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Hashes of all runs of `width` words, shape `(len(words) - width + 1,)`; empty where there are too few.

    Raises `ValueError` where `width` is under 1.
    """
    if width < 1:
        raise ValueError("a run of words has one word or more")
    count = len(words) - width + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        hashes = mix(hashes * np.uint64(_ODD) + words[offset : offset + count])
    return hashes


def sequence_hashes(words: NDArray[np.uint64], first: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each stretch of words, from one of `first` to the next: 0 where it is empty. Shape `(len(first) - 1,)`.

    Each word is mixed with its place in the stretch, and all are added up. Raises `ValueError` where the stretches do
    not lie in order inside the words.
    """
    lengths = np.diff(first)
    if len(lengths) and (first[0] < 0 or first[-1] > len(words) or (lengths < 0).any()):
        raise ValueError("the stretches must lie in order inside the words")
    held = words[first[0] : first[-1]]
    within = np.arange(len(held)) - np.repeat(first[:-1] - first[0], lengths)
    mixed = mix(held ^ mix(within.astype(np.uint64)))
    sums: NDArray[np.uint64] = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    before: NDArray[np.uint64] = sums[first - first[0]]
    return np.diff(before)


def _fmix32(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The 32-bit finaliser of MurmurHash3 (Appleby)."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def affine_signatures(
    shingles: NDArray[np.uint32],
    starts: NDArray[np.int64],
    multipliers: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """MinHash signatures of sets of shingles, shape `(len(starts), len(multipliers))`.

    Set `i` is `shingles[starts[i]:starts[i + 1]]` and not empty. The permutations are datasketch's `affine32`: the
    hash is mixed once (MurmurHash3's finaliser), then `a * h + b` modulo 2**32 with odd `a`; values are bit-identical.
    Raises `ValueError` where a set is empty, or the sets do not lie in order inside the shingles.
    """
    if len(starts) and (starts[0] < 0 or (np.diff(starts, append=len(shingles)) < 1).any()):
        raise ValueError("the sets must lie in order inside the shingles, and none be empty")
    mixed = _fmix32(shingles)
    signatures = np.empty((len(starts), len(multipliers)), dtype=np.uint32)
    for column, (a, b) in enumerate(zip(multipliers, offsets, strict=True)):
        signatures[:, column] = np.minimum.reduceat(mixed * a + b, starts)
    return signatures


def common_runs(words_a: NDArray[np.uint64], words_b: NDArray[np.uint64], width: int, most: int) -> NDArray[np.int64]:
    """Maximal runs of at least `width` equal words: rows of start in a, start in b and words, shape `(runs, 3)`.

    A run of `width` words that stands in more than `most` places of either text proposes nothing by itself. Runs come
    in the order of the places in a that proposed them, then of those in b; on one diagonal they do not overlap.
    """
    places: dict[int, list[int]] = {}
    for position, value in enumerate(shingle_hashes(words_b, width).tolist()):
        places.setdefault(value, []).append(position)
    hashes = shingle_hashes(words_a, width).tolist()
    seen = Counter(hashes)
    a, b = words_a.tolist(), words_b.tolist()
    reach: dict[int, int] = {}  # diagonal -> where its last run ended in a
    runs: list[tuple[int, int, int]] = []
    for x, value in enumerate(hashes):
        found = places.get(value, ())
        if len(found) > most or seen[value] > most:
            continue
        for y in found:
            shift = y - x
            floor = reach.get(shift, 0)
            if floor > x:
                continue
            start, end = x, x + width
            while start > floor and start + shift > 0 and a[start - 1] == b[start - 1 + shift]:
                start -= 1
            while end < len(a) and end + shift < len(b) and a[end] == b[end + shift]:
                end += 1
            reach[shift] = end
            runs.append((start, start + shift, end - start))
    return np.array(runs, dtype=np.int64).reshape(-1, 3)


def instances(kind: type[_T], /, *columns: Iterable[Any]) -> list[_T]:
    """Instances of a dataclass with slots from columns, one for each field in its order: `kind(*row)` for each row.

    Equal numbers may be held once for all of them. Raises `ValueError` where columns differ in length, and `TypeError`
    where a field has no column.
    """
    if len(columns) != len(fields(cast("Any", kind))):
        raise TypeError("each field needs a column")
    return [kind(*row) for row in zip(*columns, strict=True)]


def release() -> None:
    """Gives the system back what memory is free, where it can be told to: what is left between pieces in use, too."""


def token_starts(text: str) -> Sequence[int]:
    """Where the words of `tokenize` begin."""
    return array("q", (match.start() for match in _words().finditer(text)))


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words of substance: no function words, no words of dates, no bare numbers."""
    return frozenset(filter(None, map(content_stem, _words().findall(text))))


@lru_cache(maxsize=_MOST_WORDS)
def content_stem(word: str) -> str | None:
    """The stem of a word of substance; None for any other word."""
    folded = fold(word)
    is_empty = folded in FUNCTION_WORDS or folded in CALENDAR_WORDS or folded[0].isdigit()
    return None if is_empty else stem(folded)
