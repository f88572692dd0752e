"""Words by which a text says that it was changed after it had appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Witness

_WEIGHT = 1.0


def update_note(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """Of two versions of a text, the one with more notes of changes is the later.

    *What it hears.* "Update:", "Updated 3 May", "Correction:", "Editor’s note:", "this article was amended" in one
    text, more often than in the other.

    *Why it tells.* A note of a change cannot be written before the change; what carries it was changed since.

    *When it misleads.* When old notes are cleared away. In two different texts it says little: each has a history of
    its own.
    """
    if not matches or len(a.signs.notes) == len(b.signs.notes):
        return None
    later, other = (a, b) if len(a.signs.notes) > len(b.signs.notes) else (b, a)
    known = {other.quote(span) for span in other.signs.notes}
    span = next((span for span in later.signs.notes if later.quote(span) not in known), None)
    if span is None:
        return None
    return Evidence(
        "update-note", "a" if later is b else "b", _WEIGHT, later.id, later.quote(span), span.start, span.end,
        "has a note of a change that the other lacks",
    )  # fmt: skip
