"""The mark that a passage is shown with, as a letter: the class of its tint, its line and its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Degree, Kind

if TYPE_CHECKING:
    from provenance.model import Passage


def mark_of(passage: Passage) -> str | None:
    """The letter of the mark a passage is shown with, or None: original, and in no other document."""
    if passage.kind is Kind.BOILERPLATE:
        return "b"
    if passage.kind is Kind.ORIGINAL:
        return "o" if passage.carriers > 1 and passage.also_in else None
    if passage.kind is Kind.PARAPHRASED:
        return "p"
    if passage.quotation and passage.attributed:
        return "q"
    return "e" if passage.degree is Degree.EDITED else "c"
