"""The first look at two texts: the compiled survey is held against the plain one, this against what it says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
from alignments import SEEDING, halves, numbers
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import same

from provenance.kernels import plain_survey
from provenance.kernels.plain_survey import Columns

if TYPE_CHECKING:
    from types import ModuleType


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
