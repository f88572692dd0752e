"""The loops of aligning two texts: compiled kernels are held against the plain ones, these against what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from alignments import RUN_VALUES, SEEDING, halves, numbers
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq
from strategies import same

from provenance.kernels import plain_alignment as plain
from provenance.kernels.plain_alignment import Ground, Worded, common_subsequence
from provenance.kernels.plain_survey import Columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import CpuSeconds

vocabulary = st.integers(0, 9).flatmap(lambda most: st.lists(st.integers(0, most), max_size=150))


def alike(one: Any, other: Any) -> bool:
    """Whether two tuples of arrays and numbers are equal in every bit."""
    return all(same(x, y) if isinstance(x, np.ndarray) else x == y for x, y in zip(one, other, strict=True))


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


@settings(max_examples=300)
@given(texts_of_two(), st.data())
def test_compiled_comparisons_are_the_plain_ones(
    compiled: ModuleType, texts: tuple[Worded, Worded], draw: st.DataObject
) -> None:
    rows = draw.draw(st.lists(spans_of(*(len(side.words) for side in texts)), max_size=5))
    spans = numbers([*rows, [0, len(texts[0].words), 0, len(texts[1].words)]])
    assert alike(plain.compared_spans(*texts, spans, RUN_VALUES), compiled.compared_spans(*texts, spans, RUN_VALUES))
    assert alike((plain.shared_weights(*texts, spans),), (compiled.shared_weights(*texts, spans),))


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


def test_what_both_ranges_have_weighs_what_the_one_with_less_of_it_has_in_any_order() -> None:
    a = Worded(numbers([1, 2, 3, 1]), numbers([1, 2, 3, 1]), np.array([1.0, 0.5, 1.0, 1.0]))
    b = Worded(numbers([3, 9, 1]), numbers([3, 9, 1]), np.array([0.25, 1.0, 1.5]))
    weights = plain.shared_weights(a, b, numbers([[0, 4, 0, 3], [1, 3, 1, 3]]))
    assert weights.tolist() == [[1.5 + 0.25, 3.5, 2.75], [0.0, 1.5, 2.5]]


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


@settings(max_examples=300)
@given(grounds(), st.data())
def test_compiled_ranges_are_the_plain_ones(compiled: ModuleType, ground: Ground, draw: st.DataObject) -> None:
    spans = st.lists(spans_of(len(ground.stems[0]), len(ground.stems[1])), min_size=1, max_size=3)
    starts = [(a, b, c, d) for a, b, c, d in draw.draw(spans)]
    hopeless = draw.draw(st.sampled_from([-1.0, 0.0, 8.0]))
    assert plain.laid(ground).refined(starts, hopeless) == compiled.laid(ground).refined(starts, hopeless)


@settings(max_examples=200)
@given(grounds(), st.integers(0, 1), st.data())
def test_compiled_best_ranges_are_the_plain_ones(
    compiled: ModuleType, ground: Ground, side: int, draw: st.DataObject
) -> None:
    spans = draw.draw(spans_of(len(ground.stems[side]), len(ground.stems[1 - side])))
    own, others = (spans[0], spans[1]), ground.stems[1 - side][spans[2] : spans[3]]
    assert plain.laid(ground).best_range(side, own, others) == compiled.laid(ground).best_range(side, own, others)


@pytest.mark.parametrize(("a", "b"), [((60, 75), (30, 110)), ((20, 120), (50, 90)), ((40, 80), (30, 110))])
def test_ranges_grow_and_shrink_to_what_both_texts_share(a: tuple[int, int], b: tuple[int, int]) -> None:
    shared = list(range(100, 140))
    stems = numbers([*range(50), *shared, *range(50, 99)]), numbers([*range(150, 200), *shared, *range(200, 260)])
    edges = tuple(np.zeros(len(side) + 1, dtype=np.bool_) for side in stems)
    ground = Ground(stems, (edges[0], edges[1]), np.bincount(np.concatenate(stems)), np.full(260, 0.5))
    assert plain.laid(ground).refined([(*a, *b)], 0.0)[:2] == ((50, 90), (50, 90))


# --------------------------------------------------------------------------- cost


@pytest.mark.parametrize("word", [lambda n: n * 0, lambda n: n % 2, lambda n: n % 61], ids=["one", "two", "pattern"])
def test_the_cost_of_a_word_or_a_pattern_for_ever_grows_with_its_length(
    compiled: ModuleType, word: Any, cpu_seconds: CpuSeconds
) -> None:
    """A long text takes about as much as sixteen short ones, and no sixteen times as much, as by the square it would.

    Both last about as long and are measured by turns, so that a busy machine slows both; the quietest turn counts. In
    a cache only the short ones have room.
    """

    def aligning(length: int) -> Callable[[], object]:
        words = word(np.arange(2 * length)).astype(np.uint64)
        bounds = np.array([*range(0, 2 * length, 50), 2 * length])
        columns = Columns(
            words,
            words,
            np.ones(2 * length),
            numbers([0, length, 2 * length]),
            bounds,
            np.zeros(len(bounds) - 1, dtype=np.bool_),
            numbers([0, length // 50, len(bounds) - 1]),
        )
        whole = [(0, length, 0, length)]
        return lambda: compiled.laid(compiled.survey(columns, 0, 1, SEEDING).ground).refined(whole, 0.0)

    short, long = aligning(25_000), aligning(400_000)
    growth = [cpu_seconds(long) / cpu_seconds(lambda: [short() for _ in range(16)]) for _ in range(5)]
    assert min(growth) < 6


@pytest.mark.parametrize("kernels", ["plain", "compiled"])
def test_a_question_costs_what_it_asks_about_and_not_what_the_texts_hold(
    request: pytest.FixtureRequest, kernels: str, cpu_seconds: CpuSeconds
) -> None:
    """Two texts of the same sentences in another order are asked about each of them.

    Each question was once preceded by a look at both whole texts, so that it took in the long ones 32 times as long.
    """
    laid = plain.laid if kernels == "plain" else request.getfixturevalue("compiled").laid

    def asking(length: int) -> Callable[[], object]:
        stems, edges = np.arange(length), np.zeros(length + 1, dtype=np.bool_)
        ground = laid(Ground((stems, stems[::-1].copy()), (edges, edges), np.full(length, 2), np.full(length, 0.5)))
        return lambda: [
            (ground.refined([(k, k + 9, k, k + 9)], 0.0), ground.best_range(0, (k, k + 9), stems[:9]))
            for k in range(0, 900, 9)
        ]

    short, long = asking(50_000), asking(1_600_000)
    assert min(cpu_seconds(long) / cpu_seconds(short) for _ in range(5)) < 6
