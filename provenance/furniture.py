"""Page furniture by its own words: navigation, sharing buttons, forum controls, legal lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.lexicon import CODE, FURNITURE_PATTERNS, FURNITURE_WORDS, RELAY_PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Document

_MAX_LINE_CHARACTERS = 160
_MAX_STRAY_WORDS, _MAX_INTERFACE_WORDS = 5, 25
_LEADING_SIGNS = re.compile(r"[\W_]*+")


def _any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern for all of them, for small letters: a passage is read once, not forty times."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


_FURNITURE, _RELAY = _any_of(FURNITURE_PATTERNS), _any_of(RELAY_PATTERNS)


def is_furniture(passage: str) -> bool:
    """Whether a passage is page furniture by its own words: navigation, sharing buttons, forum controls, code."""
    lowered = passage.lower()
    return _is_furniture(lowered, 0, len(lowered))


def _is_furniture(lowered: str, start: int, end: int) -> bool:
    """The same of a passage of a text in small letters."""
    return _begins_with(lowered, start, end, _FURNITURE) or CODE.match(lowered, start, end) is not None


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
    signs = _LEADING_SIGNS.match(text, start, end)
    return signs.end() if signs else start


def furniture(document: Document, starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    """Which passages are furniture: by pattern, front matter, and stray words wedged between two such pieces."""
    text, lowered = document.text, document.text.lower()
    front = document.front_matter.end if document.front_matter else 0
    places = zip(starts, ends, strict=True)
    if len(lowered) == len(text):
        flags = [start < front or _is_furniture(lowered, start, end) for start, end in places]
    else:  # a letter has become two
        flags = [start < front or is_furniture(text[start:end]) for start, end in places]
    if not any(flags):
        return flags
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    for k in range(1, len(flags) - 1):
        if not flags[k] and flags[k + 1] and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_STRAY_WORDS and texts[k][-1:] not in '.!?”"'
    following = False
    for k in reversed(range(len(flags))):  # interface prose between two pieces of furniture, sentence by sentence
        if not flags[k] and following and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_INTERFACE_WORDS and bool(FURNITURE_WORDS.search(texts[k]))
        following = flags[k]
    return flags
