"""How passages begin, all at once: most are told from what is looked for by their first letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_SMALL = np.array([ord(chr(number).lower()) if number < 128 else 0 for number in range(256)], dtype=np.uint8)


def small_letters(opening: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The first characters of passages in small letters; 0 for those beyond ASCII."""
    small: NDArray[np.uint8] = _SMALL[opening]
    return small


def as_numbers(openings: Iterable[str], size: int) -> NDArray[np.uint64]:
    """Those of `size` letters, sorted, each as a number of which the first letter is the lowest byte."""
    numbers = (int.from_bytes(each.encode("ascii"), "little") for each in openings if len(each) == size)
    return np.array(sorted(set(numbers)), dtype="<u8")


def are_among(table: NDArray[np.uint64], keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which keys stand in a sorted table."""
    found: NDArray[np.bool_] = table[np.minimum(np.searchsorted(table, keys), len(table) - 1)] == keys
    return found
