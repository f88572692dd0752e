"""A text read word by word, for the grammar of its dates and for counts of its words, in plain Python."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+){0,9}['’]?|[0-9]+(?:[.,:][0-9]+){0,9}|--|[^\w\s]")

SentenceWords = tuple[list[int], list[int], list[str], list[Any], list[bool]]
"""Of words and marks: starts, ends, small letters, values, and whether they begin with a capital."""


def word_starts(text: str) -> Sequence[int]:
    """Where the words of a text begin, which are its runs without white space."""
    return array("i", (run.start() for run in _RUN.finditer(text)))


class Ranged(Protocol):
    """A range of a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The one behind its last."""


def count_words(text: str, spans: Sequence[Ranged]) -> int:
    """How many runs without white space stand in some spans of a text, in each by itself."""
    return sum([len(text[span.start : span.end].split()) for span in spans])


def marks_in(text: str, marks: tuple[str, ...]) -> frozenset[str]:
    """Those of some words that stand in a text, parts of longer words too.

    Each has two letters or more, and they are a thousand at most.
    """
    if any(len(mark) < 2 for mark in marks):
        raise ValueError("what is looked for has two letters or more")
    return frozenset(mark for mark in marks if mark in text)


@lru_cache(maxsize=8)
def _anchors(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>(?:{'|'.join(map(re.escape, names))})\b)|(?P<number>[0-9]{{4}})")


def windows(text: str, names: tuple[str, ...], reach: int) -> list[tuple[int, int, bool, bool]]:
    """Stretches of a text around names and numbers of four digits, as far as they reach, joined where they touch.

    Low, high, and whether a name and a number stand there. Names are two letters and more; behind one that is meant
    stands no letter, digit or underscore.
    """
    found: list[tuple[int, int, bool, bool]] = []
    for anchor in _anchors(names).finditer(text):
        start, end, is_name = *anchor.span(), anchor["name"] is not None
        low, high, has_name, has_number = max(0, start - reach), min(len(text), end + reach), is_name, not is_name
        if found and start - reach <= found[-1][1]:
            before = found.pop()
            low, has_name, has_number = before[0], has_name or before[2], has_number or before[3]
        found.append((low, high, has_name, has_number))
    return found


@lru_cache(maxsize=8)
def _bounded(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def word_places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where some words stand, which are no parts of longer ones: starts and ends, in order.

    They are of two letters and more.
    """
    return [found.span() for found in _bounded(words).finditer(text)]


def lowered(text: str) -> str:
    """The text in lower case, each character in its place: patterns that fold case themselves take thrice as long."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def listed_words(text: str, words: tuple[str, ...]) -> tuple[int, int]:
    """How many of the words of a text are of a list, in small letters or capitals, and how many there are.

    The list is in small letters of ASCII, one to sixteen to a word, and of a thousand words at most.
    """
    listed, held = frozenset(words), text.lower().split()
    return sum(map(listed.__contains__, held)), len(held)


def sentence_words(
    text: str,
    start: int,
    end: int,
    known: Mapping[str, tuple[Any, Any]],
    endings: tuple[str, ...],
    told: Callable[[str, bool], Any],
    *,
    is_shouted: bool,
) -> SentenceWords:
    """The words and marks of `text[start:end]`, with a value for each.

    `known` has of a word its value and that as a name, which it is with a capital inside the stretch; of another word
    with one of the `endings` the value is `told`. Where all `is_shouted`, a capital says nothing.
    """
    found: SentenceWords = [], [], [], [], []
    starts, ends, forms, values, capitals = found
    for word in _WORD.finditer(text, start, end):
        form, is_capital = word[0].lower(), not is_shouted and word[0][0].isupper()
        is_name = is_capital and bool(starts)
        held = known.get(form)
        is_told = held is None and form.endswith(endings)
        starts.append(word.start())
        ends.append(word.end())
        forms.append(form)
        values.append(held[is_name] if held is not None else told(form, is_name) if is_told else None)
        capitals.append(is_capital)
    return found
