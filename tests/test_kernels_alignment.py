"""The loops of aligning two texts: compiled kernels are held against the plain ones, these against what they say."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq
from strategies import same

from provenance.kernels import plain_alignment as plain
from provenance.kernels.plain_alignment import Ground, Worded, common_subsequence

if TYPE_CHECKING:
    from types import ModuleType

vocabulary = st.integers(0, 9).flatmap(lambda most: st.lists(st.integers(0, most), max_size=150))
halves = st.integers(0, 12).map(lambda value: value / 8)


def alike(one: Any, other: Any) -> bool:
    """Whether two tuples of arrays and numbers are equal in every bit."""
    return all(same(x, y) if isinstance(x, np.ndarray) else x == y for x, y in zip(one, other, strict=True))


def numbers(values: list[int]) -> Any:
    return np.array(values, dtype=np.int64)


# --------------------------------------------------------------------------- numbers and terms


@given(st.lists(st.integers(0, 5) | st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 5)))
def test_compiled_numbers_are_the_plain_ones(compiled: ModuleType, a: list[int], b: list[int]) -> None:
    columns = np.array(a, dtype=np.uint64), np.array(b, dtype=np.uint64)
    assert alike(plain.number(*columns), compiled.number(*columns))


@given(st.lists(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 2**64 - 1)))
def test_equal_values_have_equal_numbers_and_no_others(a: list[int], b: list[int]) -> None:
    held_a, held_b, count = plain.number(np.array(a, dtype=np.uint64), np.array(b, dtype=np.uint64))
    pairs = set(zip(a + b, [*held_a.tolist(), *held_b.tolist()], strict=True))
    assert len(pairs) == count == len(set(a + b))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    """Numbers, rising bounds inside them, and flags."""
    values = draw(vocabulary)
    bounds = sorted(draw(st.lists(st.integers(0, len(values)), max_size=12)))
    flags = draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    return numbers(values), numbers(bounds), np.array(flags, dtype=np.bool_)


@given(ranges())
def test_compiled_terms_are_the_plain_ones(compiled: ModuleType, given_: tuple[Any, Any, Any]) -> None:
    assert same(plain.terms(*given_), compiled.terms(*given_))


@given(ranges())
def test_terms_count_what_is_kept_in_each_range(given_: tuple[Any, Any, Any]) -> None:
    values, bounds, flags = given_
    rows = plain.terms(*given_).tolist()
    for index, (start, end) in enumerate(pairwise(bounds.tolist())):
        held = Counter(values[start:end][flags[start:end]].tolist())
        assert {row[1]: row[3] for row in rows if row[0] == index} == held


term_lists = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), halves), max_size=80).map(
    lambda rows: tuple(
        np.array(column, dtype=kind)
        for column, kind in zip(
            zip(*sorted(rows), strict=True) if rows else ((), (), ()), (np.int64, np.int64, np.float64), strict=True
        )
    )
)


@given(term_lists, term_lists, st.integers(0, 60))
def test_compiled_products_are_the_plain_ones(compiled: ModuleType, a: Any, b: Any, most: int) -> None:
    assert alike(plain.products(a, b, most), compiled.products(a, b, most))


@given(term_lists, term_lists)
def test_products_are_those_of_the_matrices(a: Any, b: Any) -> None:
    dense = []
    for rows, terms, values in (a, b):
        matrix = np.zeros((41, 13))
        np.add.at(matrix, (rows, terms), values)
        dense.append(matrix)
    rows, dots = plain.products(a, b, 10**9)
    product = np.zeros((41, 41))
    product[rows[:, 0], rows[:, 1]] = dots
    assert np.allclose(product, dense[0] @ dense[1].T)


# --------------------------------------------------------------------------- passages compared


@st.composite
def texts_of_two(draw: st.DrawFn) -> tuple[Worded, Worded]:
    """Two texts of few words that share stretches."""
    shared = draw(vocabulary)
    sides = []
    for _ in range(2):
        words = [*draw(vocabulary), *shared, *draw(st.lists(st.integers(0, 9), max_size=10))]
        weights = draw(st.lists(halves, min_size=len(words), max_size=len(words)))
        sides.append(Worded(numbers(words), numbers([w // 2 for w in words]), np.array(weights, dtype=np.float64)))
    return sides[0], sides[1]


@st.composite
def spans_of(draw: st.DrawFn, a: int, b: int) -> list[int]:
    return [*sorted(draw(st.tuples(*[st.integers(0, a)] * 2))), *sorted(draw(st.tuples(*[st.integers(0, b)] * 2)))]


RUN_VALUES = np.array([0.0, 0.3, 0.65, 1.0])


@settings(max_examples=300)
@given(texts_of_two(), st.data())
def test_compiled_comparisons_are_the_plain_ones(
    compiled: ModuleType, texts: tuple[Worded, Worded], draw: st.DataObject
) -> None:
    rows = draw.draw(st.lists(spans_of(*(len(side.words) for side in texts)), max_size=5))
    spans = numbers([*rows, [0, len(texts[0].words), 0, len(texts[1].words)]])
    assert alike(plain.compared_spans(*texts, spans, RUN_VALUES), compiled.compared_spans(*texts, spans, RUN_VALUES))


@settings(max_examples=300)
@given(vocabulary, vocabulary, vocabulary)
def test_partners_are_one_longest_common_subsequence(a: list[int], b: list[int], shared: list[int]) -> None:
    a, b = a + shared, shared + b
    pairs = [(x, y) for x, y in enumerate(common_subsequence(a, b)) if y >= 0]
    assert all(a[x] == b[y] for x, y in pairs)
    assert pairs == sorted(pairs)
    assert len({y for _, y in pairs}) == len(pairs) == LCSseq.similarity(a, b)


def test_runs_weigh_by_their_length_and_the_lighter_of_both_texts() -> None:
    a = Worded(numbers([1, 2, 3, 9, 4]), numbers([1, 2, 3, 9, 4]), np.array([1.0, 1.0, 1.0, 1.0, 1.0]))
    b = Worded(numbers([1, 2, 3, 4]), numbers([1, 2, 3, 4]), np.array([1.0, 0.5, 1.0, 1.0]))
    counts, weights = plain.compared_spans(a, b, numbers([[0, 5, 0, 4]]), np.array([0.0, 0.25, 0.5, 2.0]))
    assert counts.tolist() == [[4, 3]]
    assert weights.tolist() == [[2.5 * 2.0 + 0.25, 0.25, 5.0, 3.5]]


# --------------------------------------------------------------------------- ranges of reuse


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    """Two texts that share a stretch, somewhat disturbed, with their counts."""
    most = draw(st.integers(0, 60))
    word = st.integers(0, most)
    shared = draw(st.lists(word, max_size=80))
    stems = tuple(
        numbers(
            [
                *draw(st.lists(word, max_size=90)),
                *(w for w in shared if draw(st.integers(0, 4))),
                *draw(st.lists(word, max_size=90)),
            ]
        )
        for _ in range(2)
    )
    edges = tuple(np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n))) for n in (len(s) + 1 for s in stems))
    counts = np.bincount(np.concatenate(stems), minlength=most + 1)
    prior = np.array(draw(st.lists(halves, min_size=most + 1, max_size=most + 1)), dtype=np.float64)
    return Ground((stems[0], stems[1]), (edges[0], edges[1]), counts, prior + 0.125)


@settings(max_examples=300, deadline=None)
@given(grounds(), st.data())
def test_compiled_ranges_are_the_plain_ones(compiled: ModuleType, ground: Ground, draw: st.DataObject) -> None:
    a0, a1, b0, b1 = draw.draw(spans_of(*map(len, ground.stems)))
    hopeless = draw.draw(st.sampled_from([-1.0, 0.0, 8.0]))
    assert plain.refined(ground, (a0, a1), (b0, b1), hopeless) == compiled.refined(ground, (a0, a1), (b0, b1), hopeless)
    others = ground.stems[1][b0:b1]
    if not set(others.tolist()) & set(ground.stems[0][a0:a1].tolist()):
        others = others[:0]
    assert plain.best_range(ground, 0, (a0, a1), others) == compiled.best_range(ground, 0, (a0, a1), others)


@pytest.mark.parametrize(("a", "b"), [((60, 75), (30, 110)), ((20, 120), (50, 90)), ((40, 80), (30, 110))])
def test_ranges_grow_and_shrink_to_what_both_texts_share(a: tuple[int, int], b: tuple[int, int]) -> None:
    shared = list(range(100, 140))
    stems = numbers([*range(50), *shared, *range(50, 99)]), numbers([*range(150, 200), *shared, *range(200, 260)])
    edges = tuple(np.zeros(len(side) + 1, dtype=np.bool_) for side in stems)
    ground = Ground(stems, (edges[0], edges[1]), np.bincount(np.concatenate(stems)), np.full(260, 0.5))
    assert plain.refined(ground, a, b, 0.0)[:2] == ((50, 90), (50, 90))


# --------------------------------------------------------------------------- what has no meaning


WORDS = np.arange(6)
SIDE = Worded(WORDS, WORDS, np.ones(6))
SPANS = numbers([[0, 6, 0, 6]])
EDGES = np.zeros(7, dtype=np.bool_)
GROUND = Ground((WORDS, WORDS), (EDGES, EDGES), np.full(6, 2), np.ones(6))
TERMS = (WORDS, WORDS, np.ones(6))
ALL = np.ones(6, dtype=np.bool_)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("terms", (WORDS, numbers([0, 7]), ALL)),
        ("terms", (WORDS, numbers([3, 2]), ALL)),
        ("terms", (WORDS, numbers([-1, 2]), ALL)),
        ("terms", (WORDS - 1, numbers([0, 6]), ALL)),
        ("terms", (WORDS, numbers([0, 6]), ALL[1:])),
        ("products", ((WORDS[::-1], WORDS, np.ones(6)), TERMS, 9)),
        ("products", (TERMS, (WORDS - 1, WORDS, np.ones(6)), 9)),
        ("products", (TERMS, (WORDS, WORDS - 1, np.ones(6)), 9)),
        ("products", (TERMS, (WORDS, WORDS[1:], np.ones(6)), 9)),
        ("products", (TERMS, (WORDS, WORDS, np.ones(5)), 9)),
        ("compared_spans", (SIDE, SIDE, numbers([[0, 7, 0, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[0, 6, -1, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[4, 3, 0, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[0, 6, 0, 6, 0]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, SPANS, RUN_VALUES[:0])),
        ("compared_spans", (SIDE._replace(words=WORDS - 1), SIDE, SPANS, RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE._replace(stems=WORDS - 1), SPANS, RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE._replace(weights=np.ones(5)), SPANS, RUN_VALUES)),
        ("refined", (GROUND, (0, 7), (0, 6), 0.0)),
        ("refined", (GROUND, (0, 6), (-1, 6), 0.0)),
        ("refined", (GROUND, (5, 4), (0, 6), 0.0)),
        ("refined", (GROUND._replace(counts=np.full(5, 2)), (0, 6), (0, 6), 0.0)),
        ("refined", (GROUND._replace(counts=np.full(5, 2), prior=np.ones(5)), (0, 6), (0, 6), 0.0)),
        ("refined", (GROUND._replace(edges=(EDGES, EDGES[1:])), (0, 6), (0, 6), 0.0)),
        ("refined", (GROUND._replace(stems=(WORDS, WORDS - 1)), (0, 6), (0, 6), 0.0)),
        ("best_range", (GROUND, 2, (0, 6), WORDS)),
        ("best_range", (GROUND, -1, (0, 6), WORDS)),
        ("best_range", (GROUND, 0, (0, 7), WORDS)),
        ("best_range", (GROUND, 1, (0, 6), WORDS + 1)),
        ("best_range", (GROUND, 1, (0, 6), WORDS - 1)),
    ],
)
def test_both_refuse_what_has_no_meaning(compiled: ModuleType, name: str, arguments: tuple[Any, ...]) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            getattr(kernels, name)(*arguments)


COLUMNS = (WORDS, WORDS, EDGES, EDGES, WORDS, np.ones(6))


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("number", (WORDS, WORDS, np.empty(12, np.int64)), TypeError),
        ("number", (np.empty(6, np.uint64), np.empty(6, np.uint64), np.empty(11, np.int64)), ValueError),
        ("terms", (WORDS, numbers([0, 6]), WORDS), TypeError),
        ("products", (*TERMS, *TERMS[:2], WORDS, 9), TypeError),
        ("products", (*TERMS, *TERMS), TypeError),
        ("compared_spans", (*SIDE, *SIDE, SPANS.astype(np.int32), RUN_VALUES), TypeError),
        ("compared_spans", (*SIDE, *SIDE, WORDS[:3], RUN_VALUES), ValueError),
        ("refined", (*COLUMNS, 0, 6, 0), TypeError),
        ("refined", (*COLUMNS, 0, 6, 0, 2**64, 0.0), OverflowError),
        ("best_range", (*COLUMNS, EDGES, 0, 0, 6), TypeError),
    ],
)
def test_the_compiled_core_refuses_other_arrays(
    compiled: ModuleType, name: str, arguments: tuple[Any, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        getattr(compiled._native, name)(*arguments)


# --------------------------------------------------------------------------- cost


def test_the_cost_of_one_word_for_ever_grows_with_its_length(compiled: ModuleType) -> None:
    """Sixteen times the text takes far less than sixteen squared times as long: the bound is a quarter of that."""

    def seconds(length: int) -> float:
        words = np.zeros(length, dtype=np.int64)
        bounds = np.arange(0, length + 1, 50)
        edges = np.zeros(length + 1, dtype=np.bool_)
        ground = Ground((words, words), (edges, edges), np.array([2 * length]), np.array([0.5]))
        quickest = 9.0
        for _ in range(3):
            started = time.process_time()
            rows = compiled.terms(words, bounds, np.ones(length, dtype=np.bool_))
            columns = rows[:, 0], rows[:, 1], rows[:, 3].astype(np.float64)
            assert not len(compiled.products(columns, columns, 100)[0])
            compiled.refined(ground, (0, length), (0, length), 0.0)
            quickest = min(quickest, time.process_time() - started)
        return quickest

    assert seconds(800_000) < 64 * seconds(50_000)
