"""Whether an offset lies in one of many spans."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Span


def is_inside(offset: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether one of the spans, which are in order, holds the offset."""
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < spans[index].end
