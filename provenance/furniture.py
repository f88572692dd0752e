"""Page furniture by its own words: navigation, sharing buttons, forum controls, legal lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from provenance.lexicon import (
    CODE,
    CODE_OPENINGS,
    FURNITURE_OPENINGS,
    FURNITURE_PATTERNS,
    FURNITURE_SIGNS,
    FURNITURE_WORDS,
    OPENED_FURNITURE_PATTERNS,
    RELAY_PATTERNS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.model import Document

_MAX_LINE_CHARACTERS = 160
_MAX_STRAY_WORDS, _MAX_INTERFACE_WORDS = 5, 25
_LEADING_SIGNS = re.compile(r"[\W_]*+")


def _any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern for all of them, for small letters: a passage is read once, not forty times."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


_FURNITURE, _OPENED = _any_of(FURNITURE_PATTERNS), _any_of(OPENED_FURNITURE_PATTERNS)
_RELAY = _any_of(RELAY_PATTERNS)


def is_furniture(passage: str) -> bool:
    """Whether a passage is page furniture by its own words: navigation, sharing buttons, forum controls, code."""
    lowered = passage.lower()
    return _is_furniture(lowered, 0, len(lowered), _FURNITURE)


def _is_furniture(lowered: str, start: int, end: int, pattern: re.Pattern[str]) -> bool:
    """The same of a passage of a text in small letters, by a pattern of furniture."""
    return _begins_with(lowered, start, end, pattern) or (
        lowered.startswith(CODE_OPENINGS, start, end) and CODE.match(lowered, start, end) is not None
    )


def is_relay(passage: str) -> bool:
    """Whether a passage is furniture of forum software."""
    lowered = passage.lower()
    end = len(lowered)
    return _core(lowered, 0, end) < end and _begins_with(lowered, 0, end, _RELAY)


def _begins_with(lowered: str, start: int, end: int, pattern: re.Pattern[str]) -> bool:
    """Whether a passage begins so, with its leading signs or without; or has nothing else."""
    if end - start > _MAX_LINE_CHARACTERS:
        return False
    core = _core(lowered, start, end)
    if core == end or pattern.match(lowered, core, end):
        return True
    return core != start and pattern.match(lowered, start, end) is not None


def _core(text: str, start: int, end: int) -> int:
    """Where a passage begins without leading signs and bullets."""
    if start < end and text[start].isalnum():
        return start
    signs = _LEADING_SIGNS.match(text, start, end)
    return signs.end() if signs else start


OPENING_LETTERS = 4
_OPENINGS = np.array(sorted(int.from_bytes(word.encode("ascii"), "little") for word in FURNITURE_OPENINGS), dtype="<u4")
_SMALL = np.array([ord(chr(number).lower()) if number < 128 else 0 for number in range(256)], dtype=np.uint8)


def open_furniture(openings: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether furniture may begin so, `(passages, OPENING_LETTERS)`: for most passages that is told all at once.

    Signs, digits and letters beyond ASCII, which stand for 128 or more, may begin anything.
    """
    small = _SMALL[openings]
    keys = small.view("<u4").ravel()
    found = _OPENINGS[np.minimum(np.searchsorted(_OPENINGS, keys), len(_OPENINGS) - 1)] == keys
    is_letter = (small[:, 0] >= ord("a")) & (small[:, 0] <= ord("z"))
    among: NDArray[np.bool_] = found | ~is_letter | (small == 0).any(axis=1)
    return among


def _signs(lowered: str) -> Iterator[int]:
    """Where the signs of furniture stand in a text."""
    for sign in FURNITURE_SIGNS:
        place = lowered.find(sign)
        while place >= 0:
            yield place
            place = lowered.find(sign, place + len(sign))


def furniture(document: Document, passages: Sequence[tuple[int, int]], may_open: Sequence[bool]) -> list[bool]:
    """Which passages are furniture: by pattern, front matter, and stray words wedged between two such pieces.

    `passages` are rows of start and end; `may_open` says whether furniture may begin as each of them does.
    """
    text, lowered = document.text, document.text.lower()
    front = document.front_matter.end if document.front_matter else 0
    if len(lowered) != len(text):  # a letter has become two
        flags = [start < front or is_furniture(text[start:end]) for start, end in passages]
    elif any(map(lowered.__contains__, FURNITURE_SIGNS)):
        within = {bisect_right(passages, (place, len(text))) - 1 for place in _signs(lowered)}
        flags = [
            start < front
            or (k in within and _is_furniture(lowered, start, end, _FURNITURE))
            or (may and k not in within and _is_furniture(lowered, start, end, _OPENED))
            for k, ((start, end), may) in enumerate(zip(passages, may_open, strict=True))
        ]
    else:
        flags = [
            start < front or (may and _is_furniture(lowered, start, end, _OPENED))
            for (start, end), may in zip(passages, may_open, strict=True)
        ]
    return _wedged(text, passages, flags) if any(flags) else flags


def _wedged(text: str, passages: Sequence[tuple[int, int]], flags: list[bool]) -> list[bool]:
    """With stray words between two pieces of furniture, and then interface prose, sentence by sentence."""
    texts = [text[start:end] for start, end in passages]
    for k in range(1, len(flags) - 1):
        if not flags[k] and flags[k + 1] and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_STRAY_WORDS and texts[k][-1:] not in '.!?”"'
    following = False
    for k in reversed(range(len(flags))):
        if not flags[k] and following and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_INTERFACE_WORDS and bool(FURNITURE_WORDS.search(texts[k]))
        following = flags[k]
    return flags
