"""Where a side of a match stands, as a span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Span

if TYPE_CHECKING:
    from provenance.model import Place


def span_of(place: Place) -> Span:
    """The span of a place that has one."""
    assert place.start is not None
    assert place.end is not None
    return Span(place.start, place.end)
