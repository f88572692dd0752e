"""One form filled in anew: the same sentences about other days and figures.

Bond issues, earnings, daily rates and weekly bulletins are written to set forms. Two of them share sentence upon
sentence, and neither was made of the other. What a story keeps when it is told twice is just what a form leaves open:
its figures, and the days and months that it names.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from provenance.lexicon import DATE_NAMES

if TYPE_CHECKING:
    from provenance.pairs import Bools, Floats, Ints, Pairs

_MIN_CHANGED = 3  # fewer are a correction, or one day more
_MOST_SHARED = 0.5
_FIGURE = re.compile(rf"[0-9](?:[0-9.,:/-]*[0-9])?|\b(?:{'|'.join(sorted(DATE_NAMES, key=len, reverse=True))})\b")


def is_form(pairs: Pairs, asked: Bools) -> Bools:
    """Whether of the figures and days in the sentences that two texts share half or fewer, of some, stand in both.

    Only of the pairs that are `asked` for; of the others it is not.
    """
    segments, text = pairs.segments, pairs.stretches.text
    rows = np.flatnonzero(~segments.is_formula & asked[segments.pair])
    differs = text[segments.a[rows]] != text[segments.b[rows]]
    other = rows[differs]
    size_a, size_b, common = _shared(pairs, other)
    least = np.minimum(size_a, size_b)
    found = least - common >= _MIN_CHANGED
    # What is the same adds alike to all three, and so nothing to what differs.
    same = rows[~differs & found[segments.pair[rows]]]
    alike, _, _ = _shared(pairs, same)
    return found & (common + alike <= _MOST_SHARED * (least + alike))


def _shared(pairs: Pairs, rows: Ints) -> tuple[Floats, Floats, Floats]:
    """How many figures and days stand in some segments on either side, and how many in both, pair by pair."""
    a, b = pairs.segments.a[rows], pairs.segments.b[rows]
    told = pairs.of_texts(np.concatenate([a, b]), _figures)
    kinds: dict[tuple[str, ...], int] = {}
    kind = np.zeros(len(pairs.stretches.texts), dtype=np.int64)
    for number, figures in told.items():
        kind[number] = kinds.setdefault(figures, len(kinds))
    counted = [Counter(figures) for figures in kinds]
    sizes = np.array([len(figures) for figures in kinds], dtype=np.int64)
    of_a, of_b = kind[pairs.stretches.text[a]], kind[pairs.stretches.text[b]]
    both, place = np.unique(np.stack([of_a, of_b], axis=1), axis=0, return_inverse=True)
    common = np.array([(counted[x] & counted[y]).total() for x, y in both.tolist()], dtype=np.int64)
    return pairs.count(rows, sizes[of_a]), pairs.count(rows, sizes[of_b]), pairs.count(rows, common[place.ravel()])


def _figures(text: str) -> tuple[str, ...]:
    """The figures, days and months of a stretch, by how they are compared, in their order."""
    return tuple(sorted([DATE_NAMES.get(found, found) for found in _FIGURE.findall(text.lower())]))
