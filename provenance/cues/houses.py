"""Whose texts two are, for cues that hold only within one house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.model import Witness


def are_of_two_houses(a: Witness, b: Witness) -> bool:
    """Whether two texts name different publishers: neither is a state of the other."""
    one, other = (witness.document.source.publisher for witness in (a, b))
    return bool(one and other and one.casefold() != other.casefold())
