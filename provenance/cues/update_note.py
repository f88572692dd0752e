"""Words by which a text says that it was changed after it had appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.pairs import Pairs

_WEIGHT = 1.0


def update_note(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two versions of a text, the one with more notes of changes is the later.

    *What it hears.* "Update:", "Updated 3 May", "Correction:", "Editor’s note:", "this article was amended" in one
    text, more often than in the other.

    *Why it tells.* A note of a change cannot be written before the change; what carries it was changed since.

    *When it misleads.* When old notes are cleared away. In two different texts it says little: each has a history of
    its own.
    """
    in_a, in_b = pairs.of_both(lambda witness: len(witness.signs.notes))
    for pair in np.flatnonzero((in_a != in_b) & pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        later, other = (a, b) if in_a[pair] > in_b[pair] else (b, a)
        known = {other.quote(span) for span in other.signs.notes}
        span = next((span for span in later.signs.notes if later.quote(span) not in known), None)
        if span is not None:
            yield pair, Evidence(
                "update-note", "a" if later is b else "b", _WEIGHT, later.id, later.quote(span), span.start, span.end,
                "has a note of a change that the other lacks",
            )  # fmt: skip
