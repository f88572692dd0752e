"""The few loops that want to be native, behind one door.

Each kernel is plain Python and numpy: the oracle. Where its compiled twin was built at installation, that takes its
place by the same name and gives the same values; `IMPLEMENTATION` says which of them work here.
"""

from provenance.kernels.plain import Tokens, content_stems, fold, word_hash

IMPLEMENTATION = "compiled"
try:
    from provenance.kernels.compiled import affine_signatures, common_runs, mix, shingle_hashes, tokenize
except ImportError:  # no compiler at installation, or sources that have changed since
    from provenance.kernels.plain import affine_signatures, common_runs, mix, shingle_hashes, tokenize

    IMPLEMENTATION = "plain"

__all__ = [
    "IMPLEMENTATION",
    "Tokens",
    "affine_signatures",
    "common_runs",
    "content_stems",
    "fold",
    "mix",
    "shingle_hashes",
    "tokenize",
    "word_hash",
]
