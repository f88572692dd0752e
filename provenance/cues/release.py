"""The marks of a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.lexicon.credit import RELEASED
from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.pairs import Pairs

_WEIGHT = 0.2
_HEAD_CHARACTERS = 600


def release(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """A text with the marks of a press release is more often the source than the copy.

    *What it hears.* "Notes to editors", "ENDS", "For immediate release", "Check against delivery", a press contact, in
    one text and not in the other.

    *Why it tells.* Releases are written to be taken up, and what takes them up leaves these lines out.

    *When it misleads.* Releases reuse each other and the papers' words too. Beside a speech, a paper or a judgment it
    abstains: those are what a release tells of. The weight is that of simulated stories, of
    which two that share much had the release as the earlier in four of five; no real pairs with labels were at hand.
    """
    in_a, in_b = pairs.of_both(lambda witness: witness.signs.release is not None)
    for pair in np.flatnonzero((in_a != in_b) & pairs.is_matched).tolist():
        earlier, later = pairs.two(pair)[:: -1 if in_b[pair] else 1]
        if RELEASED.search(later.document.text, 0, _HEAD_CHARACTERS):
            continue
        span = earlier.signs.release
        assert span is not None
        says = "has the marks of a press release, which the other lacks"
        favours = "b" if in_b[pair] else "a"
        yield pair, Evidence("release", favours, _WEIGHT, earlier.id, earlier.quote(span), span.start, span.end, says)
