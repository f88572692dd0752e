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
    return _begins_with(passage, _FURNITURE) or bool(CODE.match(passage.lower()))


def is_relay(passage: str) -> bool:
    """Whether a passage is furniture of forum software."""
    return bool(_core(passage)) and _begins_with(passage, _RELAY)


def _begins_with(passage: str, pattern: re.Pattern[str]) -> bool:
    if len(passage) > _MAX_LINE_CHARACTERS:
        return False
    passage = passage.lower()
    core = _core(passage)
    return not core or bool(pattern.match(core)) or (core != passage and bool(pattern.match(passage)))


def _core(passage: str) -> str:
    """The passage without leading signs and bullets."""
    start = _LEADING_SIGNS.match(passage)
    return passage[start.end() :] if start else passage


def furniture(document: Document, starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    """Which passages are furniture: by pattern, front matter, and stray words wedged between two such pieces."""
    text = document.text
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    front = document.front_matter.end if document.front_matter else 0
    flags = [start < front or is_furniture(passage) for start, passage in zip(starts, texts, strict=True)]
    if not any(flags):
        return flags
    for k in range(1, len(flags) - 1):
        if not flags[k] and flags[k + 1] and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_STRAY_WORDS and texts[k][-1:] not in '.!?”"'
    following = False
    for k in reversed(range(len(flags))):  # interface prose between two pieces of furniture, sentence by sentence
        if not flags[k] and following and any(flags[max(0, k - 2) : k]):
            flags[k] = len(texts[k].split()) <= _MAX_INTERFACE_WORDS and bool(FURNITURE_WORDS.search(texts[k]))
        following = flags[k]
    return flags
