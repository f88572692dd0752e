"""Two versions of one text, and what of each does not stand word for word in the other."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Kind

if TYPE_CHECKING:
    from provenance.model import Span, Witness
    from provenance.pairs import Bools, Ints, Pairs

_MIN_SHARE = 0.8


def are_versions(pairs: Pairs) -> Bools:
    """Whether nearly all of each of two texts stands in the other, nearly word for word."""
    segments, stretches = pairs.segments, pairs.stretches
    length = stretches.ends - stretches.starts
    every = np.arange(len(segments.pair))
    sizes = pairs.of_both(lambda witness: len(witness.document.text.strip()))
    held = (pairs.count(every, length[side]) for side in (segments.a, segments.b))
    found: Bools = np.logical_and(*(share >= _MIN_SHARE * size for share, size in zip(held, sizes, strict=True)))
    found &= pairs.is_matched
    for pair in np.flatnonzero(found).tolist():
        found[pair] = all(match.kind is Kind.COPIED for match in pairs.matches[pair])
    return found


def loose(pairs: Pairs, witness: Witness, verbatim: Ints) -> list[Span]:
    """The passages of a text of which nothing stands in some of its stretches; furniture is none."""
    passages = list(compress(witness.passages, (not flag for flag in witness.is_furniture)))
    if not len(verbatim):
        return passages
    starts, ends = pairs.stretches.starts[verbatim], pairs.stretches.ends[verbatim]
    order = np.argsort(starts, kind="stable")
    reached = np.concatenate([[-1], np.maximum.accumulate(ends[order])])
    before = np.searchsorted(starts[order], [span.end for span in passages])
    return [span for span, end in zip(passages, reached[before].tolist(), strict=True) if end <= span.start]
