"""Texts to columns, in plain Python: words, passages, quotations, and signs of page furniture.

`native.c` has a twin, which does all of it in one call for all texts.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.kernels.plain import tokenize
from provenance.kernels.plain_passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.kernels.plain_passages import Rules

OPENING = 8
"""Characters at the start of a passage by which furniture is told."""


class Segmented(NamedTuple):
    """D texts, their T words, P passages and Q quotations, as flat columns. Offsets are those within the text."""

    token_start: NDArray[np.int64]  # [T]
    token_end: NDArray[np.int64]  # [T]
    word: NDArray[np.uint64]  # [T] hash of the folded word
    stem: NDArray[np.uint64]  # [T] hash of its stem
    flags: NDArray[np.uint8]  # [T] those of a listed word, and `FIGURE` where it begins with a digit of whatever script
    document_token: NDArray[np.int64]  # [D + 1] first word of each text
    passage_start: NDArray[np.int64]  # [P]
    passage_end: NDArray[np.int64]  # [P]
    passage_token: NDArray[np.int64]  # [P] first word of each passage
    paragraph: NDArray[np.int64]  # [P] number of the paragraph within the text
    opening: NDArray[np.uint8]  # [P, OPENING] first characters, quotation marks left out; 255 is any from there on
    has_sign: NDArray[np.bool_]  # [P] is short and has one of the signs in it
    document_passage: NDArray[np.int64]  # [D + 1] first passage of each text
    quotation_start: NDArray[np.int64]  # [Q]
    quotation_end: NDArray[np.int64]  # [Q]
    document_quotation: NDArray[np.int64]  # [D + 1] first quotation of each text


FIGURE = 1


class Listed(NamedTuple):
    """Hashes of words that are told from others, and by which flags: of one byte, none of them without any."""

    words: NDArray[np.uint64]
    flags: NDArray[np.uint32]


class Signs(NamedTuple):
    """What is looked for in passages of so many characters at most; a small letter of ASCII stands for both."""

    words: tuple[str, ...]
    max_characters: int


def segmented(texts: Sequence[str], listed: Listed, signs: Signs, max_words: int, rules: Rules) -> Segmented:
    """The columns of some texts. Raises `ValueError` where `max_words` is under 1."""
    pattern = re.compile("|".join(map(re.escape, signs.words)) or r"(?!)", re.IGNORECASE | re.ASCII)
    tokens = [tokenize(text) for text in texts]
    rows = [passages(text, wrap_width(text), max_words, rules) for text in texts]
    quotes = [np.array(list(quotations(text)), dtype=np.int64).reshape(-1, 2) for text in texts]
    known: Counter[int] = Counter()
    for word, own in zip(listed.words.tolist(), listed.flags.tolist(), strict=True):
        known[word] |= own
    flags = [
        [known[word] | FIGURE * text[start].isdigit() for start, word in zip(held[0], held[2].tolist(), strict=True)]
        for text, held in zip(texts, tokens, strict=True)
    ]
    first_tokens = [
        base + np.searchsorted(held[0], own[:, 0])
        for base, held, own in zip(_offsets(flags), tokens, rows, strict=False)
    ]
    openings = [[_opening(text, *row[:2]) for row in held] for text, held in zip(texts, rows, strict=True)]
    has_sign = [
        [end - start <= signs.max_characters and pattern.search(text, start, end) is not None for start, end, _ in held]
        for text, held in zip(texts, rows, strict=True)
    ]
    starts, ends, words, stems = (
        np.concatenate([*(held[k] for held in tokens), np.empty(0, dtype=np.uint64 if k > 1 else np.int64)])
        for k in range(4)
    )
    places = np.concatenate([*rows, np.empty((0, 3), dtype=np.int64)])
    quoted = np.concatenate([*quotes, np.empty((0, 2), dtype=np.int64)])
    start, end, paragraph = np.ascontiguousarray(places.T)
    opened, closed = np.ascontiguousarray(quoted.T)
    return Segmented(
        starts.astype(np.int64),
        ends.astype(np.int64),
        words.astype(np.uint64),
        stems.astype(np.uint64),
        np.array(list(chain.from_iterable(flags)), dtype=np.uint8),
        _offsets(flags),
        start,
        end,
        np.array(list(chain.from_iterable(first_tokens)), dtype=np.int64),
        paragraph,
        np.array(list(chain.from_iterable(openings)), dtype=np.uint8).reshape(-1, OPENING),
        np.array(list(chain.from_iterable(has_sign)), dtype=np.bool_),
        _offsets(rows),
        opened,
        closed,
        _offsets(quotes),
    )


def _offsets(held: Sequence[Sequence[object] | NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.cumsum([0, *map(len, held)], dtype=np.int64)


_QUOTES = "“„«\"'‘"


def _opening(text: str, start: int, end: int) -> list[int]:
    """The first characters of a passage; behind the end of the text stand spaces."""
    first = end - len(text[start:end].lstrip(_QUOTES))
    return [min(ord(sign), 255) for sign in text[first : first + OPENING].ljust(OPENING)]


_NEWLINE = re.compile(r"\r\n|\r|\n")
_MOST_LINED = 200_000


def wrap_width(text: str) -> int:
    """The width to which the lines of a text were wrapped, or 0 where a line is a paragraph.

    Wrapped lines are of nearly one length and often end without a stop; paragraphs vary and end with one.
    """
    lines = [line for line in _NEWLINE.split(text[:_MOST_LINED]) if line.strip()]
    if len(lines) < 4:
        return 0
    lengths = sorted(len(line.rstrip()) for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    if not 30 <= width <= 120:
        return 0
    full = sum(1 for length in lengths if width * 0.75 <= length <= width * 1.15)
    open_ended = sum(1 for line in lines if line.rstrip()[-1] not in ".!?:;\"”’'" and len(line) > width * 0.6)
    return width if full >= 0.45 * len(lines) and open_ended >= 0.4 * len(lines) else 0


_MARK = re.compile(r"[“”„«»\"\r\n]")
_OPENS = frozenset('“„«"')
_CLOSES = frozenset('”»"')


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches inside quotation marks, the marks included.

    A quotation left open at the end of a paragraph goes on where the next one begins with a mark, as newspapers print
    it; otherwise it ends with the paragraph. Single marks are not read: they cannot be told from apostrophes.
    """
    start = -1
    for mark in _MARK.finditer(text):
        place, sign = mark.start(), mark.group()
        if start < 0:
            start = place if sign in _OPENS else -1
        elif sign in "\r\n" or sign in _CLOSES:
            yield start, place + (sign in _CLOSES)
            start = -1
    if start >= 0:
        yield start, len(text)
