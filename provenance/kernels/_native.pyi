# The types of `native.c`. Arrays are contiguous; `out` is written to, and must be of the size of what is given.

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

VERSION: int

def tokenize(text: str, hashes: Callable[[str], tuple[int, int]], /) -> bytearray: ...
def mix(values: NDArray[np.uint64], out: NDArray[np.uint64], /) -> None: ...
def shingle_hashes(words: NDArray[np.uint64], width: int, out: NDArray[np.uint64], /) -> None: ...
def affine_signatures(
    shingles: NDArray[np.uint32],
    starts: NDArray[np.int64],
    multipliers: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
    out: NDArray[np.uint32],
    /,
) -> None: ...
def common_runs(words_a: NDArray[np.uint64], words_b: NDArray[np.uint64], width: int, most: int, /) -> bytearray: ...
