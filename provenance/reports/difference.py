"""Which words differ between two aligned passages. The worst case is bounded: bit-parallel alignment with limits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.kernels import tokenize

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

MAX_ROW_TOKENS = 4_000
MAX_COMPARISON_TOKENS = 50_000
MIN_ISLAND_WORDS = 2
"""Equal words between two changes; fewer are counted into the change, so that readers see phrases, not confetti."""

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
    """Both texts in pieces that are shared or not.

    Words are those that matches are found by, so that case, how an accent is written and what is not seen do not count
    as differing; nor do spaces and the kinds of quotation marks and dashes. The pieces of a side joined give its text.
    None if the texts are too long for the row or the budget.
    """
    from rapidfuzz.distance import LCSseq

    (places_a, words_a), (places_b, words_b) = _tokens(a), _tokens(b)
    if max(len(places_a), len(places_b)) > MAX_ROW_TOKENS or not budget.spend(len(places_a) + len(places_b)):
        return None
    shared_a, shared_b = [False] * len(words_a), [False] * len(words_b)
    for operation in LCSseq.opcodes(words_a, words_b):
        if operation.tag == "equal" and _is_kept(operation, words_a, len(words_b)):
            length = operation.src_end - operation.src_start
            shared_a[operation.src_start : operation.src_end] = [True] * length
            shared_b[operation.dest_start : operation.dest_end] = [True] * length
    return _pieces(a, places_a, shared_a), _pieces(b, places_b, shared_b)


def _tokens(text: str) -> tuple[list[tuple[int, int]], list[int | str]]:
    """The words and signs of a text: where each stands, and a word as its hash, a sign as it is compared."""
    starts, ends, hashes, _ = tokenize(text)
    places: list[tuple[int, int]] = []
    tokens: list[int | str] = []
    words = dict(zip(starts.tolist(), zip(ends.tolist(), hashes.tolist(), strict=True), strict=True))
    place = 0
    while place < len(text):
        end, token = words.get(place) or (place + 1, _sign(text[place]))
        if token is not None:
            places.append((place, end))
            tokens.append(token)
        place = end
    return places, tokens


def _sign(character: str) -> str | None:
    is_sign = unicodedata.category(character)[0] in "PS"
    return unicodedata.normalize("NFKC", character).translate(_PLAIN) if is_sign else None


def _is_kept(operation: Opcode, words_a: list[int | str], length_b: int) -> bool:
    """False for an island of fewer than `MIN_ISLAND_WORDS` equal words between two changes."""
    starts_both = operation.src_start == operation.dest_start == 0
    ends_both = operation.src_end == len(words_a) and operation.dest_end == length_b
    words = sum(isinstance(word, int) for word in words_a[operation.src_start : operation.src_end])
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
