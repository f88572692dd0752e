"""One form filled in anew: the same sentences about other days and figures.

Bond issues, earnings, daily rates and weekly bulletins are written to set forms. Two of them share sentence upon
sentence, and neither was made of the other. What a story keeps when it is told twice is just what a form leaves open:
its figures, and the days and months that it names.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from provenance.lexicon import DATE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Match, Witness

_MIN_CHANGED = 3  # fewer are a correction, or one day more
_MOST_SHARED = 0.5
_FIGURE = re.compile(rf"[0-9](?:[0-9.,:/-]*[0-9])?|\b(?:{'|'.join(sorted(DATE_NAMES, key=len, reverse=True))})\b")


def is_form(matches: Sequence[Match], a: Witness, b: Witness) -> bool:
    """Whether of the figures and days in the sentences that two texts share half or fewer, of some, stand in both."""
    size_a = size_b = common = 0
    same: list[str] = []
    for match in matches:
        is_straight = match.a.document == a.id
        for segment in match.segments:
            if segment.is_formula:
                continue
            of_a, of_b = (segment.a, segment.b) if is_straight else (segment.b, segment.a)
            quote_a, quote_b = a.quote(of_a), b.quote(of_b)
            if quote_a == quote_b:
                same.append(quote_a)  # adds alike to all three, and so nothing to what differs
                continue
            in_a, in_b = _figures(quote_a), _figures(quote_b)
            size_a, size_b, common = size_a + in_a.total(), size_b + in_b.total(), common + (in_a & in_b).total()
    least = min(size_a, size_b)
    if least - common < _MIN_CHANGED:
        return False
    alike = sum(_figures(quote).total() for quote in same)
    return common + alike <= _MOST_SHARED * (least + alike)


def _figures(text: str) -> Counter[str]:
    """The figures, days and months of a stretch, by how they are compared."""
    return Counter(DATE_NAMES.get(found, found) for found in _FIGURE.findall(text.lower()))
