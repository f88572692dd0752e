"""What has no meaning is refused by the loops of aligning two texts, the compiled ones as the plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from alignments import RUN_VALUES, SEEDING, numbers

from provenance.kernels import plain_alignment as plain
from provenance.kernels import plain_survey
from provenance.kernels.plain_alignment import Ground, Worded
from provenance.kernels.plain_survey import Columns, Seeding

if TYPE_CHECKING:
    from types import ModuleType

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
