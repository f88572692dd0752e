"""Which words differ between two aligned passages. The worst case is bounded: bit-parallel alignment with limits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

MAX_ROW_TOKENS = 4_000
MAX_COMPARISON_TOKENS = 50_000
MIN_ISLAND_WORDS = 2
"""Equal words between two changes; fewer are counted into the change, so that readers see phrases, not confetti."""

_TOKEN = re.compile(r"\w+(?:['’.,]\w+)*|[^\w\s]")
_PLAIN = str.maketrans(dict.fromkeys('‘’‚“”„«»‹›"', "'") | dict.fromkeys("‐‑‒–—", "-"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one side: in the other side too, or only here."""

    text: str
    is_shared: bool


@dataclass(slots=True)
class Budget:
    """How many tokens may still be compared within one comparison."""

    tokens: int = MAX_COMPARISON_TOKENS

    def spend(self, tokens: int) -> bool:
        """Takes the tokens if they are there."""
        if tokens > self.tokens:
            return False
        self.tokens -= tokens
        return True


def differ(a: str, b: str, budget: Budget) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Both texts in pieces that are shared or not; case, quotation marks, dashes and spaces do not count as differing.

    The pieces of a side joined give its text. None if the texts are too long for the row or the budget.
    """
    from rapidfuzz.distance import LCSseq

    places_a, places_b = _tokens(a), _tokens(b)
    if max(len(places_a), len(places_b)) > MAX_ROW_TOKENS or not budget.spend(len(places_a) + len(places_b)):
        return None
    words_a = [_fold(a[start:end]) for start, end in places_a]
    words_b = [_fold(b[start:end]) for start, end in places_b]
    shared_a, shared_b = [False] * len(words_a), [False] * len(words_b)
    for operation in LCSseq.opcodes(words_a, words_b):
        if operation.tag == "equal" and _is_kept(operation, words_a, len(words_b)):
            length = operation.src_end - operation.src_start
            shared_a[operation.src_start : operation.src_end] = [True] * length
            shared_b[operation.dest_start : operation.dest_end] = [True] * length
    return _pieces(a, places_a, shared_a), _pieces(b, places_b, shared_b)


def _tokens(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(text)]


def _fold(token: str) -> str:
    return unicodedata.normalize("NFKC", token).casefold().translate(_PLAIN)


def _is_kept(operation: Opcode, words_a: list[str], length_b: int) -> bool:
    """False for an island of fewer than `MIN_ISLAND_WORDS` equal words between two changes."""
    starts_both = operation.src_start == operation.dest_start == 0
    ends_both = operation.src_end == len(words_a) and operation.dest_end == length_b
    words = sum(word[0].isalnum() for word in words_a[operation.src_start : operation.src_end])
    return starts_both or ends_both or words >= MIN_ISLAND_WORDS


def _pieces(text: str, places: list[tuple[int, int]], shared: list[bool]) -> tuple[Piece, ...]:
    """The text cut where tokens change from shared to not; white space goes with what stands before it."""
    found: list[Piece] = []
    start = 0
    for number in range(len(places)):
        is_last = number + 1 == len(places)
        if is_last or shared[number + 1] != shared[number]:
            end = len(text) if is_last else places[number + 1][0]
            found.append(Piece(text[start:end], shared[number]))
            start = end
    return tuple(found) if places else (Piece(text, True),)
