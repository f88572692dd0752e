"""Whose texts two are and how much of one is the other's, for cues that hold only within one house or of one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import shared_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Match, Witness

_MOST = 0.5


def are_of_two_houses(a: Witness, b: Witness) -> bool:
    """Whether two texts name different publishers: neither is a state of the other."""
    one, other = (witness.document.source.publisher for witness in (a, b))
    return bool(one and other and one.casefold() != other.casefold())


def has_most(matches: Sequence[Match], witness: Witness, share: float = _MOST) -> bool:
    """Whether most words of a text, or so large a share of them, stand in its matches with another."""
    return witness.count(shared_spans(matches, witness.id)) >= share * witness.words


def are_of_one_story(matches: Sequence[Match], a: Witness, b: Witness) -> bool:
    """Whether two texts of one publisher have most words of one of them in common."""
    publisher = a.document.source.publisher
    is_one = publisher is not None and publisher == b.document.source.publisher
    return is_one and (has_most(matches, a) or has_most(matches, b))
