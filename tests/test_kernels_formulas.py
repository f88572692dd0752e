"""Attribution formulas: the compiled kernel is held against the plain one, on any texts and any verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import segment
from provenance.kernels import Ranges, plain_formulas, plain_segments
from provenance.settings import SegmentSettings
from provenance.wording.furniture import SIGNS

if TYPE_CHECKING:
    from types import ModuleType

SIGNED = ["“It leaks”", "“", "”", '"', ",", ";", ":", " – ", "—", ".", ". ", "\n", "\t", " ", "\u00a0", "\u2028", "\0"]
WORDS = [
    "said",
    " said ",
    "said:",
    "Ada Quill ",
    "The council ",
    "é ",
    "東 ",
    "word " * 5,
    "of " * 17,
    "x" * 20,
    "x" * 390,
]
texts = st.lists(st.sampled_from([*SIGNED, *WORDS, *WORDS]), max_size=24).map("".join)


def ranges(texts: list[str], chosen: list[int]) -> tuple[Ranges, Ranges, Ranges]:
    """Passages, quotations, and some of the words as verbs of speech."""
    held = plain_segments.segmented(texts, segment.LISTED, SIGNS, 60, segment.rules_of(SegmentSettings()))
    verbs = np.array(sorted({number % len(held.word) for number in chosen} if len(held.word) else ()), dtype=np.int64)
    return (
        Ranges(held.passage_start, held.passage_end, held.document_passage),
        Ranges(held.quotation_start, held.quotation_end, held.document_quotation),
        Ranges(held.token_start[verbs], held.token_end[verbs], np.searchsorted(verbs, held.document_token)),
    )


@settings(max_examples=500)
@given(st.lists(texts, max_size=3), st.lists(st.integers(0, 100), max_size=9))
def test_compiled_formulas_are_the_plain_ones(compiled: ModuleType, held: list[str], chosen: list[int]) -> None:
    places = ranges(held, chosen)
    plain = plain_formulas.formulas(held, *places)
    assert compiled.formulas(held, *places).tolist() == plain.tolist()
    for number, start, end in plain.tolist():
        assert 0 <= start < end <= len(held[number])


@pytest.mark.parametrize(("letters", "heard"), [(395, [[0, 0, 400]]), (396, [])])
def test_what_stands_before_a_verb_is_read_so_far_and_no_farther(
    compiled: ModuleType, letters: int, heard: list[list[int]]
) -> None:
    text = "x" * letters + "-said it was so"
    passages, quotes, verbs = (Ranges.of_one(places) for places in ([(0, len(text))], [], [(letters + 1, letters + 5)]))
    for kernel in (compiled.formulas, plain_formulas.formulas):
        assert kernel([text], passages, quotes, verbs).tolist() == heard


def test_a_verb_before_all_passages_says_nothing(compiled: ModuleType) -> None:
    passages, quotes, verbs = (Ranges.of_one(places) for places in ([(5, 16)], [], [(0, 4)]))
    for kernel in (compiled.formulas, plain_formulas.formulas):
        assert kernel(["said The council."], passages, quotes, verbs).tolist() == []


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [
        ([0], [99], [0, 1]),
        ([-1], [2], [0, 1]),
        ([2], [1], [0, 1]),
        ([0], [1], [0, 2]),
        ([0], [1], [1, 1]),
        ([0], [1], [0]),
    ],
)
def test_ranges_that_lie_outside_of_the_text_are_refused(
    compiled: ModuleType, start: list[int], end: list[int], first: list[int]
) -> None:
    wrong = Ranges(*(np.array(column, dtype=np.int64) for column in (start, end, first)))
    with pytest.raises(ValueError, match="inside"):
        compiled.formulas(["The council said."], Ranges.of_one([(0, 17)]), Ranges.of_one([]), wrong)
