"""The loops of aligning two texts: compiled kernels are held against the plain ones, these against what they say."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq
from strategies import same

from provenance.kernels import plain_alignment as plain
from provenance.kernels import plain_survey
from provenance.kernels.plain_alignment import Ground, Worded, common_subsequence
from provenance.kernels.plain_survey import Columns, Seeding

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import CpuSeconds

vocabulary = st.integers(0, 9).flatmap(lambda most: st.lists(st.integers(0, most), max_size=150))
halves = st.integers(0, 12).map(lambda value: value / 8)


def alike(one: Any, other: Any) -> bool:
    """Whether two tuples of arrays and numbers are equal in every bit."""
    return all(same(x, y) if isinstance(x, np.ndarray) else x == y for x, y in zip(one, other, strict=True))


def numbers(values: Any) -> Any:
    return np.array(values, dtype=np.int64)


# --------------------------------------------------------------------------- survey


RUN_VALUES = np.array([0.0, 0.3, 0.65, 1.0])
SEEDING = Seeding(RUN_VALUES, 3, 4, 30, close_cosine=0.2, close_dot=1.0, rivals=2, alike_words=2, alike_cosine=0.25)


@st.composite
def batches(draw: st.DrawFn) -> Columns:
    """Three documents of few words, some of them shared, in passages of which some are furniture."""
    most = draw(st.integers(0, 12))
    shared = draw(st.lists(st.integers(0, most), max_size=40))
    words: list[int] = []
    passages, furniture, document_token, document_passage = [0], list[bool](), [0], [0]
    for _ in range(3):
        text = [*draw(st.lists(st.integers(0, most), max_size=60)), *shared[draw(st.integers(0, 9)) :]]
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6))) if text else []
        passages += [len(words) + cut for cut in cuts]
        words += text
        held = len(cuts) + bool(text or draw(st.booleans()))
        if held > len(cuts):
            passages.append(len(words))
        furniture += draw(st.lists(st.booleans(), min_size=held, max_size=held))
        document_token.append(len(words))
        document_passage.append(len(furniture))
    weights = draw(st.lists(halves, min_size=len(words), max_size=len(words)))
    return Columns(
        np.array(words, dtype=np.uint64),
        np.array([word // 2 for word in words], dtype=np.uint64),
        np.array(weights, dtype=np.float64),
        numbers(document_token),
        numbers(passages),
        np.array(furniture, dtype=np.bool_),
        numbers(document_passage),
    )


def flat(found: Any) -> list[Any]:
    """The arrays of nested tuples and lists."""
    return [array for one in found for array in flat(one)] if isinstance(found, (tuple, list)) else [np.array(found)]


@settings(max_examples=500)
@given(batches(), st.permutations([0, 1, 2]))
def test_a_compiled_survey_is_the_plain_one(compiled: ModuleType, columns: Columns, order: list[int]) -> None:
    one, other = (flat(kernels.survey(columns, order[0], order[1], SEEDING)) for kernels in (plain_survey, compiled))
    assert len(one) == len(other)
    assert all(map(same, one, other))


@given(batches())
def test_words_have_one_number_in_both_texts(columns: Columns) -> None:
    found = plain_survey.survey(columns, 0, 1, SEEDING)
    held = columns.word[: columns.document_token[2]].tolist()
    pairs = set(zip(held, [*found.a.worded.words.tolist(), *found.b.worded.words.tolist()], strict=True))
    assert len(pairs) == len(set(held)) == len({number for _, number in pairs})


@given(batches())
def test_words_of_furniture_weigh_nothing_and_others_at_most_what_the_batch_says(columns: Columns) -> None:
    found = plain_survey.survey(columns, 0, 1, SEEDING)
    for document, text in ((0, found.a), (1, found.b)):
        start, end = columns.document_token[document : document + 2]
        flags = columns.is_furniture[columns.document_passage[document] :][text.passage_of]
        assert (text.worded.weights[flags] == 0).all()
        assert (text.worded.weights <= columns.weight[start:end]).all()


@given(batches())
def test_likeness_is_that_of_vectors_of_stems(columns: Columns) -> None:
    found = plain_survey.survey(columns, 0, 1, SEEDING._replace(most_pairs=10**6))
    usable, matrices = [], []
    stems = max([*found.a.worded.stems.tolist(), *found.b.worded.stems.tolist()], default=0) + 1
    for document, text in ((0, found.a), (1, found.b)):
        first, last = columns.document_passage[document : document + 2]
        usable.append(~columns.is_furniture[first:last] & (np.diff(text.bounds) >= SEEDING.alike_words))
        matrix = np.zeros((last - first, stems))
        np.add.at(matrix, (text.passage_of, text.worded.stems), 1.0)
        matrices.append(matrix * usable[-1][:, None])
    counts = sum((matrix > 0).sum(axis=0) for matrix in matrices)
    idf = np.log(max(sum(map(len, matrices)), 1) / np.maximum(counts, 1))
    dots = (matrices[0] * idf) @ (matrices[1] * idf).T
    for seen, products in ((found.likeness, dots), (found.likeness.flipped(), dots.T)):
        ends = (combinations(range(count + 1), 2) for count in products.shape)
        for (first, end), (begin, stop) in product(*ends):
            assert np.allclose(
                seen.dots((first, end - 1), (begin, stop - 1)), products[first:end, begin:stop].sum(axis=0)
            )
    norms = [np.linalg.norm(matrix * idf, axis=1) for matrix in matrices]
    cosines = dots / np.maximum(np.outer(*norms), 1e-9)
    for side in (0, 1):
        assert np.allclose(found.likeness.norms[side], norms[side])
        assert np.allclose(found.likeness.best[side], cosines.max(axis=1 - side, initial=0.0))
    alike = [(i, j) for i, j, _, _ in found.likeness.alike]
    assert alike == [(i, j) for i, j in np.argwhere(cosines > SEEDING.alike_cosine).tolist()]


@given(batches())
def test_no_passage_has_more_rivals_than_are_let_in_where_no_run_touches(columns: Columns) -> None:
    found = plain_survey.survey(columns, 0, 1, SEEDING._replace(run_words=10**6))
    for side in (0, 1):
        assert max(Counter(found.pairs[:, side].tolist()).values(), default=0) <= SEEDING.rivals


@given(batches())
def test_passages_that_a_run_touches_are_compared_unless_they_are_furniture(columns: Columns) -> None:
    found = plain_survey.survey(columns, 0, 1, SEEDING)
    flags = [columns.is_furniture[columns.document_passage[d] :] for d in (0, 1)]
    for x, y, _ in found.runs.tolist():
        i, j = int(found.a.passage_of[x]), int(found.b.passage_of[y])
        assert ([i, j] in found.pairs.tolist()) or flags[0][i] or flags[1][j]


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


# --------------------------------------------------------------------------- what has no meaning


WORDS = np.arange(6)
OTHER: Any = WORDS  # of a kind that no column of weights or flags has
SIDE = Worded(WORDS, WORDS, np.ones(6))
SPANS = numbers([[0, 6, 0, 6]])
EDGES = np.zeros(7, dtype=np.bool_)
GROUND = Ground((WORDS, WORDS), (EDGES, EDGES), np.full(6, 2), np.ones(6))
COLUMNS = Columns(
    WORDS.astype(np.uint64),
    WORDS.astype(np.uint64),
    np.ones(6),
    numbers([0, 3, 6]),
    numbers([0, 1, 3, 6]),
    np.zeros(3, dtype=np.bool_),
    numbers([0, 2, 3]),
)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("compared_spans", (SIDE, SIDE, numbers([[0, 7, 0, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[0, 6, -1, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[4, 3, 0, 6]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, numbers([[0, 6, 0, 6, 0]]), RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE, SPANS, RUN_VALUES[:0])),
        ("compared_spans", (SIDE._replace(words=WORDS - 1), SIDE, SPANS, RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE._replace(stems=WORDS - 1), SPANS, RUN_VALUES)),
        ("compared_spans", (SIDE, SIDE._replace(weights=np.ones(5)), SPANS, RUN_VALUES)),
        ("shared_weights", (SIDE, SIDE, numbers([[0, 7, 0, 6]]))),
        ("shared_weights", (SIDE, SIDE, numbers([[0, 6, 0, 6, 0]]))),
        ("shared_weights", (SIDE, SIDE._replace(stems=WORDS - 1), SPANS)),
    ],
)
def test_both_refuse_what_has_no_meaning(compiled: ModuleType, name: str, arguments: tuple[Any, ...]) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            getattr(kernels, name)(*arguments)


@pytest.mark.parametrize(
    "ground",
    [
        GROUND._replace(counts=np.full(5, 2)),
        GROUND._replace(counts=np.full(5, 2), prior=np.ones(5)),
        GROUND._replace(edges=(EDGES, EDGES[1:])),
        GROUND._replace(stems=(WORDS, WORDS - 1)),
    ],
)
def test_both_refuse_a_ground_that_has_no_meaning(compiled: ModuleType, ground: Ground) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            kernels.laid(ground)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("refined", ([], 0.0)),
        ("refined", ([(0, 6, 0, 6), (0, 7, 0, 6)], 0.0)),
        ("refined", ([(0, 6, -1, 6)], 0.0)),
        ("refined", ([(5, 4, 0, 6)], 0.0)),
        ("best_range", (2, (0, 6), WORDS)),
        ("best_range", (-1, (0, 6), WORDS)),
        ("best_range", (0, (0, 7), WORDS)),
        ("best_range", (1, (0, 6), WORDS + 1)),
        ("best_range", (1, (0, 6), WORDS - 1)),
    ],
)
def test_both_refuse_questions_that_have_no_meaning(
    compiled: ModuleType, name: str, arguments: tuple[Any, ...]
) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            getattr(kernels.laid(GROUND), name)(*arguments)


LAID = (WORDS, WORDS, EDGES, EDGES, WORDS, np.ones(6))


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("survey", (*COLUMNS, 0, 1), TypeError),
        ("survey", (*COLUMNS, 0, 1, *SEEDING, 1), TypeError),
        ("survey", (*COLUMNS._replace(weight=OTHER), 0, 1, *SEEDING), TypeError),
        ("survey", (*COLUMNS._replace(is_furniture=OTHER), 0, 1, *SEEDING), TypeError),
        ("survey", (*COLUMNS, 0, 2**64, *SEEDING), OverflowError),
        ("compared_spans", (*SIDE, *SIDE, SPANS.astype(np.int32), RUN_VALUES), TypeError),
        ("compared_spans", (*SIDE, *SIDE, WORDS[:3], RUN_VALUES), ValueError),
        ("shared_weights", (*SIDE, *SIDE, SPANS.astype(np.int32)), TypeError),
        ("laid", LAID[:5], TypeError),
        ("laid", (*LAID[:5], WORDS), TypeError),
        ("refined", (None, SPANS, 0.0), ValueError),
        ("best_range", (None, WORDS, 0, 0, 6), ValueError),
    ],
)
def test_the_compiled_core_refuses_other_arrays(
    compiled: ModuleType, name: str, arguments: tuple[Any, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        getattr(compiled._native, name)(*arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("refined", (SPANS,), TypeError),
        ("refined", (SPANS.astype(np.int32), 0.0), TypeError),
        ("refined", (SPANS[0][:3], 0.0), ValueError),
        ("best_range", (EDGES, 0, 0, 6), TypeError),
    ],
)
def test_the_compiled_core_refuses_other_questions(
    compiled: ModuleType, name: str, arguments: tuple[Any, ...], error: type[Exception]
) -> None:
    laid = compiled._native.laid(*LAID)
    with pytest.raises(error):
        getattr(compiled._native, name)(laid, *arguments)


@pytest.mark.parametrize(
    "changes",
    [
        {"a": 2},
        {"b": -1},
        {"document_token": numbers([0, 3, 7])},
        {"document_token": numbers([0, 2, 6])},
        {"document_token": numbers([0, 7, 6])},
        {"document_token": numbers([-1, 3, 6])},
        {"document_token": numbers([0, 3])},
        {"document_passage": numbers([0, 2, 4])},
        {"document_passage": numbers([2, 0, 3])},
        {"document_passage": numbers([-1, 2, 3])},
        {"document_passage": numbers([0, 2, 2])},
        {"passage_token": numbers([0, 1, 3])},
        {"passage_token": numbers([0, 4, 3, 6])},
        {"passage_token": numbers([1, 1, 3, 6])},
        {"passage_token": numbers([0, 1, 3, 5])},
        {"stem": np.zeros(5, dtype=np.uint64)},
        {"weight": np.ones(7)},
        {"is_furniture": np.zeros(2, dtype=np.bool_)},
        {"run_words": 0},
        {"rivals": 0},
        {"alike_words": -1},
        {"run_values": RUN_VALUES[:0]},
    ],
    ids=str,
)
def test_both_refuse_columns_that_do_not_fit(compiled: ModuleType, changes: dict[str, Any]) -> None:
    columns = COLUMNS._replace(**{name: value for name, value in changes.items() if name in Columns._fields})
    seeding = SEEDING._replace(**{name: value for name, value in changes.items() if name in Seeding._fields})
    for kernels in (plain_survey, compiled):
        with pytest.raises(ValueError):
            kernels.survey(columns, changes.get("a", 0), changes.get("b", 1), seeding)


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
