"""Which words of a document others carry too: the sets of words, and what they take of memory."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from provenance.coverage import coverage, held_by, united, within
from provenance.model import Dating, Degree, Kind, Match, Place, Segment, Span, Witness

if TYPE_CHECKING:
    from conftest import MakeDocument

# as wide as a text, and far apart as in the longest
RUNS = st.builds(
    lambda start, length: range(start, start + length),
    st.integers(0, 50) | st.integers(4_000, 4_200) | st.integers(90_000, 90_050),
    st.integers(0, 60) | st.integers(4_090, 4_100),
)


@given(st.lists(RUNS))
def test_words_in_any_of_some_runs_are_united_in_whatever_order_they_come(runs: list[range]) -> None:
    assert united(runs) == sum(1 << word for word in {word for run in runs for word in run})


@given(st.lists(RUNS), RUNS)
def test_words_within_a_run_are_counted_from_its_first(runs: list[range], run: range) -> None:
    held = {word for each in runs for word in each}
    assert within(united(runs), run) == sum(1 << place for place, word in enumerate(run) if word in held)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9))), st.integers(0, 31))
def test_an_offset_is_held_where_any_span_holds_it(given_spans: list[tuple[int, int]], offset: int) -> None:
    spans = [Span(start, start + length) for start, length in given_spans]
    assert held_by(spans)(offset) == any(span.start <= offset < span.end for span in spans)


def test_what_two_texts_share_takes_memory_by_their_length(make_document: MakeDocument) -> None:
    """Eight times as long texts take no 64 times the memory."""

    def peak(words: int) -> int:
        text = "ab " * words
        witnesses = {
            name: Witness(make_document(text, name), (), (), (), (), Dating(), (), words, is_relay=False)
            for name in "ab"
        }
        spans = [Span(start, start + 29) for start in range(0, len(text), 30)]
        segments = tuple(Segment(span, span, Kind.COPIED, Degree.VERBATIM, 1.0) for span in spans)
        a, b = (Place(name, 0, len(text)) for name in "ab")
        tracemalloc.start()
        coverage([Match("M1", a, b, Kind.COPIED, 1.0, segments)], witnesses)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(160_000) < 16 * peak(20_000)
