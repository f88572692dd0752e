"""The few loops that want to be native, behind one door.

Each kernel is plain Python and numpy: the oracle. Where its compiled twin was built at installation, that takes its
place by the same name and gives the same values; `IMPLEMENTATION` says which of them work here.
"""

from provenance.kernels.plain import Tokens, content_stems, fold, word_hash
from provenance.kernels.plain_alignment import PRIOR_WORDS, Ground, Range, Terms, Worded

IMPLEMENTATION = "compiled"
try:
    from provenance.kernels.compiled import (
        affine_signatures,
        best_range,
        common_runs,
        compared_spans,
        mix,
        number,
        products,
        refined,
        shingle_hashes,
        terms,
        tokenize,
    )
except ImportError:  # no compiler at installation, or sources that have changed since
    from provenance.kernels.plain import affine_signatures, common_runs, mix, shingle_hashes, tokenize
    from provenance.kernels.plain_alignment import best_range, compared_spans, number, products, refined, terms

    IMPLEMENTATION = "plain"

__all__ = [
    "IMPLEMENTATION",
    "PRIOR_WORDS",
    "Ground",
    "Range",
    "Terms",
    "Tokens",
    "Worded",
    "affine_signatures",
    "best_range",
    "common_runs",
    "compared_spans",
    "content_stems",
    "fold",
    "mix",
    "number",
    "products",
    "refined",
    "shingle_hashes",
    "terms",
    "tokenize",
    "word_hash",
]
