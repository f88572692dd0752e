"""Where two documents touch: common runs of words, and passages that share rare ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.kernels import Seeding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.align.sides import Side

SEEDING = Seeding(
    run_words=5,
    most_places=8,  # a run that stands in more places than this proposes nothing by itself
    most_pairs=4096,  # a stem that would pair more passages than this is too common to propose any
    close_cosine=0.2,
    close_dot=2.5,
    rivals=6,
    alike_words=4,
)


def touched_passages(a: Side, b: Side, runs: Iterable[tuple[int, int, int]]) -> set[tuple[int, int]]:
    """Pairs of passages that a common run passes through."""
    touched: set[tuple[int, int]] = set()
    for x, y, length in runs:
        pairs = zip(a.passage_of[x : x + length].tolist(), b.passage_of[y : y + length].tolist(), strict=True)
        touched.update((i, j) for i, j in set(pairs) if not a.is_furniture[i] and not b.is_furniture[j])
    return touched
