"""What a misread word makes of order: a year that a scan took for another is no later year, nor a lost mark a claim.

Where two texts differ mainly in how their words were read, what one has in a passage of the other is what the other
has there, whatever figures and quotation marks it was read as. Nor do its slips tell who was first: a text may have
been scanned from print that was set from the other, and the other typed from the scan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.cues import TIME_CUES
from provenance.wording.readings import are_misread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Evidence
    from provenance.pairs import Bools, Ints, Pairs

_READ = TIME_CUES | {"attribution", "respelling"}
"""Cues that go by figures, days, the tense of a word, marks of quotation, or slips."""


def are_readings(pairs: Pairs, asked: Bools) -> Bools:
    """Whether two texts differ mainly in how their words were read. Only of the pairs that are `asked` for."""
    found = np.zeros(len(pairs.a), dtype=np.bool_)
    segments = pairs.segments
    rows = np.flatnonzero((segments.similarity < 1) & asked[segments.pair])
    numbers = np.unique(segments.pair[rows])
    first, last = (np.searchsorted(segments.pair[rows], numbers, side=side).tolist() for side in ("left", "right"))
    for pair, begin, end in zip(numbers.tolist(), first, last, strict=True):
        found[pair] = are_misread(_parts(pairs, rows[begin:end]))
    return found


def may_mislead(heard: Sequence[Evidence]) -> bool:
    """Whether any of what is heard in a pair goes by what may be misread."""
    return any(one.cue in _READ for one in heard)


def as_meant(pairs: Pairs, pair: int, heard: Sequence[Evidence]) -> list[Evidence]:
    """What is heard in a pair of which one text was misread, less what hangs on words that both have."""
    return [one for one in heard if one.cue not in _READ or not _is_shared(pairs, pair, one)]


def _parts(pairs: Pairs, rows: Ints) -> list[tuple[str, str, float]]:
    """The words of some segments on either side, with their similarity."""
    segments, stretches = pairs.segments, pairs.stretches
    words = (stretches.text[side[rows]].tolist() for side in (segments.a, segments.b))
    likeness = segments.similarity[rows].tolist()
    return [(stretches.texts[a], stretches.texts[b], s) for a, b, s in zip(*words, likeness, strict=True)]


def _is_shared(pairs: Pairs, pair: int, evidence: Evidence) -> bool:
    """Whether evidence stands in a passage that both texts have."""
    if evidence.start is None or evidence.end is None:
        return False
    return any(
        span.start < evidence.end and evidence.start < span.end
        for match in pairs.matches[pair]
        for segment in match.segments
        for span in [segment.a if evidence.document == match.a.document else segment.b]
    )
