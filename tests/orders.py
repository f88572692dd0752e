"""Texts on one lido, of which one was first; and what is found of the order of such texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import provenance

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Relation, Report

BODY = (
    "The lido will be relined, its pumps replaced and the seaward wall rebuilt in brick from the old cannery. "
    "Swimmers will have the use of the school baths at Hallow Bay until the following season has begun. "
    "A full repair is the only course that gives the town a pool it can rely on for another forty years."
)
ANNOUNCED = (
    f"Cabinet will consider repairs to the Quay Street Lido at its meeting on Thursday 14 March 2024.\n\n{BODY}\n"
)
DECIDED = f"Cabinet approved repairs to the Quay Street Lido at a meeting held on Thursday 14 March 2024.\n\n{BODY}\n"
OWN = (
    "Nobody on the terrace of the old pavilion could remember a colder spring, nor one with so many gulls. "
    "The tea urn gave out at four, and the brass band from the mill had gone home for want of dry music.\n\n"
)
LATER = DECIDED.replace("14 March", "18 April").replace("repairs", "further repairs")
FORUM = (
    "Jump to content\n\nHarbour Talk\n\nRecommended Posts\n\nQuay Street Lido to be saved at last by Cabinet\n\n"
    f"{DECIDED}\n\nLink to comment\n\nShare on other sites\n\nReply to this topic...\n"
)


def traced(folder: Path, **texts: str) -> Report:
    """The report on some texts, given by name."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return provenance.trace([folder])


def relation(folder: Path, **texts: str) -> Relation:
    """The relation of two texts, given by name."""
    (found,) = traced(folder, **texts).relations
    return found
