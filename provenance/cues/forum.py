"""Text that stands in forum software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Witness

_WEIGHT = 1.0


def forum(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """A text posted to a forum was probably taken from elsewhere.

    *What it hears.* The furniture of forum software around one of the texts and not around the other.

    *Why it tells.* Forum users pass on releases and stories; newsrooms seldom print forum posts whole.

    *When it misleads.* It says that the forum is not the origin, but little of when it was posted. Site furniture that
    looks like a forum's misleads it altogether, so the list of patterns is kept short.
    """
    if a.is_relay == b.is_relay or not matches:
        return None
    relay = a if a.is_relay else b
    sign = next(span for span, flag in zip(relay.passages, relay.is_furniture, strict=True) if flag)
    return Evidence(
        "forum",
        "b" if relay is a else "a",
        _WEIGHT,
        relay.id,
        relay.quote(sign),
        sign.start,
        sign.end,
        "stands in forum software, where texts are passed on",
    )
