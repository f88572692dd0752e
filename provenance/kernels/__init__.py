"""The few loops that want to be native, behind one door.

Each kernel here is plain Python and numpy: the oracle. A compiled twin, where one was built, takes its place by the
same name and must give the same values.
"""

from provenance.kernels.plain import (
    Tokens,
    affine_signatures,
    content_stems,
    fold,
    mix,
    shingle_hashes,
    tokenize,
    word_hash,
)

__all__ = ["Tokens", "affine_signatures", "content_stems", "fold", "mix", "shingle_hashes", "tokenize", "word_hash"]
