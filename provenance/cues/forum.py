"""Text that stands in forum software."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.pairs import Pairs

_WEIGHT = 1.0


def forum(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """A text posted to a forum was probably taken from elsewhere.

    *What it hears.* The furniture of forum software around one of the texts and not around the other.

    *Why it tells.* Forum users pass on releases and stories; newsrooms seldom print forum posts whole.

    *When it misleads.* It says that the forum is not the origin, but little of when it was posted. Site furniture that
    looks like a forum's misleads it altogether, so the list of patterns is kept short.
    """
    in_a, in_b = pairs.of_both(lambda witness: witness.is_relay)
    for pair in np.flatnonzero((in_a != in_b) & pairs.is_matched).tolist():
        relay = pairs.two(pair)[int(in_b[pair])]
        sign = next(span for span, flag in zip(relay.passages, relay.is_furniture, strict=True) if flag)
        says = "stands in forum software, where texts are passed on"
        favours = "a" if in_b[pair] else "b"
        yield pair, Evidence("forum", favours, _WEIGHT, relay.id, relay.quote(sign), sign.start, sign.end, says)
