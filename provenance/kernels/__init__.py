"""The inner loops, compiled where that was possible at installation, and else in plain Python and numpy.

The plain functions say what a kernel does, and are the oracle of its tests; the compiled ones have the same names and
give the same values, bit for bit. `IMPLEMENTATION` says which are in use: `compiled` or `plain`.
"""

from provenance.kernels.plain import Tokens, fold, word_hash
from provenance.kernels.plain_alignment import Ground, Laid, Range, Worded, total
from provenance.kernels.plain_chains import Chains, Limits
from provenance.kernels.plain_formulas import Ranges
from provenance.kernels.plain_passages import UNSPACED, Rules
from provenance.kernels.plain_segments import FIGURE, OPENING, Listed, Segmented, Signs, across_texts, quotations
from provenance.kernels.plain_survey import LIGHT, Columns, Likeness, Seeding, Survey, Text
from provenance.kernels.plain_writing import Form, Writing

IMPLEMENTATION = "compiled"
try:
    from provenance.kernels.compiled import (
        affine_signatures,
        chains,
        compared_spans,
        content_stems,
        count_words,
        formulas,
        instances,
        laid,
        listed_words,
        lowered,
        marks_in,
        mix,
        ordered,
        passages,
        release,
        segmented,
        sentence_words,
        sequence_hashes,
        shared_weights,
        shingle_hashes,
        survey,
        token_starts,
        tokenize,
        windows,
        word_places,
        word_starts,
        written,
    )
except ImportError:  # no compiler at installation, or sources that have changed since
    from provenance.kernels.plain import (
        affine_signatures,
        content_stems,
        instances,
        mix,
        ordered,
        release,
        sequence_hashes,
        shingle_hashes,
        token_starts,
        tokenize,
    )
    from provenance.kernels.plain_alignment import compared_spans, laid, shared_weights
    from provenance.kernels.plain_chains import chains
    from provenance.kernels.plain_formulas import formulas
    from provenance.kernels.plain_passages import passages
    from provenance.kernels.plain_reading import (
        count_words,
        listed_words,
        lowered,
        marks_in,
        sentence_words,
        windows,
        word_places,
        word_starts,
    )
    from provenance.kernels.plain_segments import segmented
    from provenance.kernels.plain_survey import survey
    from provenance.kernels.plain_writing import written

    IMPLEMENTATION = "plain"

__all__ = [
    "FIGURE",
    "IMPLEMENTATION",
    "LIGHT",
    "OPENING",
    "UNSPACED",
    "Chains",
    "Columns",
    "Form",
    "Ground",
    "Laid",
    "Likeness",
    "Limits",
    "Listed",
    "Range",
    "Ranges",
    "Rules",
    "Seeding",
    "Segmented",
    "Signs",
    "Survey",
    "Text",
    "Tokens",
    "Worded",
    "Writing",
    "across_texts",
    "affine_signatures",
    "chains",
    "compared_spans",
    "content_stems",
    "count_words",
    "fold",
    "formulas",
    "instances",
    "laid",
    "listed_words",
    "lowered",
    "marks_in",
    "mix",
    "ordered",
    "passages",
    "quotations",
    "release",
    "segmented",
    "sentence_words",
    "sequence_hashes",
    "shared_weights",
    "shingle_hashes",
    "survey",
    "token_starts",
    "tokenize",
    "total",
    "windows",
    "word_hash",
    "word_places",
    "word_starts",
    "written",
]
