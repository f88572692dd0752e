"""The marks of a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Witness

_WEIGHT = 0.2


def release(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """A text with the marks of a press release is a little more often the source than the copy.

    *What it hears.* "Notes to editors", "ENDS", "For immediate release", a press contact, in one text and not in the
    other.

    *Why it tells.* Releases are written to be taken up, and what takes them up leaves these lines out.

    *When it misleads.* Releases reuse each other and the papers' words too. The weight is low, and set by hand.
    """
    marks = a.signs.release, b.signs.release
    if (marks[0] is None) == (marks[1] is None) or not matches:
        return None
    earlier, span = (a, marks[0]) if marks[0] is not None else (b, marks[1])
    assert span is not None
    return Evidence(
        "release",
        "a" if earlier is a else "b",
        _WEIGHT,
        earlier.id,
        earlier.quote(span),
        span.start,
        span.end,
        "has the marks of a press release, which the other lacks",
    )
