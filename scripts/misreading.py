"""Text as a machine reads it from print, by rule: letters taken for others, dropped or put in, words parted, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

TAKEN_FOR = {
    "a": ("o", "e"), "b": ("h",), "c": ("e", "o"), "d": ("cl", "cI"), "e": ("c", "o"), "f": ("t", "l"), "g": ("q",),
    "h": ("b", "li"), "i": ("l", "1"), "k": ("lc",), "l": ("1", "I"), "m": ("rn", "in"), "n": ("u", "ri"),
    "o": ("0", "c"), "r": ("t",), "s": ("5",), "t": ("f", "l"), "u": ("n", "ii"), "v": ("y",), "w": ("vv",),
    "y": ("v",), "0": ("O",), "1": ("l",), "5": ("S",), ".": (",", ""), ",": (".", ""), " ": ("", "  "),
}  # fmt: skip
"""What a letter is taken for, those that look most like it."""
_TAKEN, _LOST = 0.8, 0.9  # of misread letters: up to here taken for others, up to here lost; the rest have specks
_SPECKS = ".,'-i"


def misread(text: str, share: float, chance: Random) -> str:
    """The text with such a share of its letters misread."""
    return "".join(_read(letter, chance) if chance.random() < share else letter for letter in text)


def _read(letter: str, chance: Random) -> str:
    kind = chance.random()
    if kind < _TAKEN:
        taken = TAKEN_FOR.get(letter.lower())
        return chance.choice(taken) if taken else letter
    return "" if kind < _LOST else letter + chance.choice(_SPECKS)
