"""Passages laid over all documents at once: held against what is said of each stretch by itself."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance import segment
from provenance.batch import offsets, outlined
from provenance.kernels import token_starts
from provenance.model import Document
from provenance.passages.carriers import DEGREES, Carried
from provenance.passages.marks import KINDS, NONE, marks
from provenance.passages.stretches import Stretches, overlapping, stretches
from provenance.settings import SegmentSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARENT = 2  # the number of the one document that is a parent
ANCESTOR = 9
texts = st.lists(
    st.sampled_from(["one", "two.", "Three", "“four", "five”", "–", "\n\n", "Share this", "\n", "six words"]),
    max_size=40,
).map(" ".join)
spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda drawn: (drawn[0], sum(drawn)))


def column(values: Sequence[Any], kind: Any = np.int64) -> NDArray[Any]:
    return np.array(values, dtype=kind)


@given(st.sets(st.integers(0, 90), max_size=12), st.lists(spans))
def test_what_overlaps_is_found_in_order(edges: set[int], ranges: list[tuple[int, int]]) -> None:
    ordered = sorted(edges)[: len(edges) // 2 * 2]
    held = list(zip(ordered[::2], ordered[1::2], strict=True))
    starts, ends = (column([each[k] for each in held]) for k in range(2))
    row, place = overlapping(starts, ends, *(column([each[k] for each in ranges]) for k in range(2)))
    found = list(zip(row.tolist(), place.tolist(), strict=True))
    assert found == [
        (k, n)
        for k, (first, last) in enumerate(ranges)
        for n, (start, end) in enumerate(held)
        if start < last and first < end
    ]


@given(st.lists(texts, min_size=1, max_size=3), st.lists(st.tuples(st.integers(0, 2), spans)))
def test_every_word_is_in_one_stretch_and_no_stretch_has_words_on_both_sides_of_an_edge(
    drawn: list[str], given_segments: list[tuple[int, tuple[int, int]]]
) -> None:
    held = outlined(segment.batch([Document(str(n), text, "") for n, text in enumerate(drawn)], SegmentSettings()))
    base = offsets(column([len(text) + 1 for text in drawn]))[:-1]
    words = np.concatenate([column(token_starts(text)) + first for text, first in zip(drawn, base, strict=True)])
    edges = [
        (int(base[n]) + min(start, len(drawn[n])), int(base[n]) + min(end, len(drawn[n])))
        for n, (start, end) in given_segments
        if n < len(drawn)
    ]
    carried = column([start for start, _ in edges]), column([end for _, end in edges])
    cut = stretches(held, drawn, base, words, carried)
    places = np.searchsorted(cut.start, words, side="right") - 1
    assert (cut.start[1:] >= cut.end[:-1]).all()
    assert (words < cut.end[places]).all()
    assert set(places.tolist()) == set(range(len(cut.start)))
    assert (cut.start >= base[cut.document]).all()
    for start, end in edges:
        inside = (words >= start) & (words < end)
        assert not set(places[inside].tolist()) & set(places[~inside].tolist())
    for start, end, number in zip(
        cut.start - base[cut.document], cut.end - base[cut.document], cut.document, strict=True
    ):
        assert drawn[number][start:end].strip() == drawn[number][start:end] != ""


class Carrier(NamedTuple):
    """A carrier by itself."""

    start: int
    end: int
    other: int
    other_start: int
    other_end: int
    match: int
    similarity: float
    whole_similarity: float
    degree: int
    is_formula: bool
    p_first: float
    is_parent: bool


def carrier(
    span: tuple[int, int],
    other: int,
    start: int,
    match: int,
    likeness: tuple[float, float, int, bool],
    p_first: list[float],
) -> Carrier:
    place = (*span, other, start, start + 5)
    similarity, whole_similarity, degree, is_formula = likeness
    told = similarity, whole_similarity, degree, is_formula
    return Carrier(*place, match, *told, p_first[other], other == PARENT)


carriers = st.builds(
    carrier,
    spans,
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 2),
    st.tuples(
        st.sampled_from([0.5, 0.75, 0.8, 0.85, 1.0]), st.sampled_from([0.5, 0.9]), st.integers(0, 3), st.booleans()
    ),
    st.sampled_from([[0.1, 0.5, 0.6, 0.9], [0.0, 0.3, 0.7, 1.0], [0.2, 0.2, 0.2, 0.2]]),
)


@given(
    st.lists(st.tuples(st.integers(1, 20), st.booleans(), st.booleans(), st.booleans()), max_size=8),
    st.lists(carriers, max_size=12),
    st.booleans(),
)
def test_of_all_stretches_the_same_is_said_as_of_each_by_itself(
    lengths: list[tuple[int, bool, bool, bool]], drawn: list[Carrier], has_parents: bool
) -> None:
    held = sorted(each._replace(is_parent=each.is_parent and has_parents) for each in drawn)
    ends = np.cumsum([length for length, *_ in lengths], dtype=np.int64)
    starts = ends - column([length for length, *_ in lengths])
    furniture, quoted, has_ancestor = (column([row[k] for row in lengths], np.bool_) for k in (1, 2, 3))
    cut = Stretches(starts, ends, np.zeros(len(starts), dtype=np.int64), furniture, quoted)
    kinds = {
        "similarity": np.float64,
        "whole_similarity": np.float64,
        "p_first": np.float64,
        "is_formula": np.bool_,
        "is_parent": np.bool_,
    }
    columns = {
        name: column([getattr(each, name) for each in held], kinds.get(name, np.int64)) for name in Carrier._fields
    }
    carried = Carried(names="abcd", has_parents=np.full(len(held), has_parents), **columns)
    said, (stretch, carrier) = marks(cut, carried, np.where(has_ancestor, ANCESTOR, NONE))
    for n in range(len(starts)):
        ancestor = ANCESTOR if has_ancestor[n] else None
        mark, others = plainly((int(starts[n]), int(ends[n])), furniture[n], quoted[n], held, ancestor, has_parents)
        assert tuple(getattr(said, each.name)[n] for each in fields(said)) == mark
        assert [held[k] for k in carrier[stretch == n]] == others


def plainly(
    span: tuple[int, int],
    is_furniture: bool,
    is_quoted: bool,
    all_: list[Carrier],
    ancestor: int | None,
    has_parents: bool,
) -> tuple[tuple[Any, ...], list[Carrier]]:
    """The mark of one stretch, and who carries it, the best first."""
    start, end = span
    original = KINDS.index("original"), NONE, is_quoted, NONE, True, NONE
    if is_furniture:
        return (KINDS.index("boilerplate"), NONE, False, NONE, True, NONE), []
    held = [c for c in all_ if min(c.end, end) - max(c.start, start) > (end - start) / 2]
    held = [c for c in held if not (has_parents and c.is_formula and not c.is_parent)]
    earlier = [c for c in held if c.p_first >= 0.7]
    open_ones = [c for c in held if 1 - 0.7 < c.p_first < 0.7]
    if not held or not (ancestor or earlier or open_ones):
        return original, held
    pool = [*earlier, *(c for c in open_ones if c.is_parent)] or open_ones or held
    near = [c for c in pool if c.similarity >= max(c.similarity for c in pool) - 0.1]
    best = min(near, key=_rank)
    origin = best.other if ancestor is None or earlier else ancestor
    is_aside = has_parents and not best.is_parent and DEGREES[best.degree] == "heavy"
    is_known = bool((earlier and not is_aside) or (ancestor and not open_ones))
    kind = KINDS.index("copied" if DEGREES[best.degree] in {"verbatim", "edited"} else "paraphrased")
    return (kind, best.degree, is_quoted, origin, is_known, best.match), [best, *(c for c in held if c is not best)]


def _rank(c: Carrier) -> tuple[Any, ...]:
    return not c.is_parent, -c.similarity, -c.whole_similarity, c.other, c.other_start, c.other_end
