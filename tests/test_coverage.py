"""Which words of a document others carry too: the sets of words, and what they take of memory."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Dating, Degree, Kind, Match, Place, Segment, Span, Witness
from provenance.wording.coverage import Coverage, coverage, held_by, thirds, united, within

if TYPE_CHECKING:
    from conftest import CpuSeconds, MakeDocument

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


@given(st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 15), max_size=30))
def test_third_texts_are_those_that_have_most_of_what_two_share(words: dict[tuple[int, int], int]) -> None:
    shared = {(f"{a}", f"{b}"): held for (x, y), held in words.items() if x != y for a, b in ((x, y), (y, x))}
    near = dict.fromkeys(shared, 0.9)
    names = sorted({a for a, _ in shared})
    partners = {name: [other for other in names if (name, other) in shared] for name in names}

    def has_most(third: str, a: str, b: str) -> bool:
        sides = (((a, third), (a, b)), ((b, third), (b, a)))
        return all(
            one in shared and (shared[one] & shared[two]).bit_count() >= 0.8 * shared[two].bit_count()
            for one, two in sides
        )

    found = thirds(Coverage({}, {}, shared, {}, near, partners))
    assert found == {
        (a, b): min(3, sum(has_most(third, a, b) for third in names if third not in (a, b))) for a, b in shared if a < b
    }


def test_third_texts_of_a_text_that_thousands_share_words_with_are_found_in_time_of_their_number(
    cpu_seconds: CpuSeconds,
) -> None:
    """Eight times as many do not take 64 times as long."""

    def seconds(count: int) -> float:
        names = [f"{number:05}" for number in range(count)]
        shared = {pair: 1 for name in names[1:] for pair in ((names[0], name), (name, names[0]))}
        partners = dict.fromkeys(names[1:], names[:1]) | {names[0]: names[1:]}
        return cpu_seconds(lambda: thirds(Coverage({}, {}, shared, {}, dict.fromkeys(shared, 1.0), partners)))

    assert min(seconds(8_000) / seconds(1_000) for _ in range(3)) < 24


@pytest.mark.parametrize(
    ("near", "words", "number"),
    [
        ((0.9, 0.9), (31, 31), 1),
        ((0.88, 0.95), (31, 31), 1),  # hardly farther from the one
        ((0.87, 0.9), (31, 31), 0),
        ((0.9, 0.87), (31, 31), 0),
        ((0.9, 0.9), (15, 30), 1),  # four words of five are most
        ((0.9, 0.9), (7, 31), 0),
        ((0.9, 0.9), (31, 7), 0),
    ],
)
def test_a_third_text_is_as_near_to_both_and_has_most_of_what_they_share(
    near: tuple[float, float], words: tuple[int, int], number: int
) -> None:
    of_c = {"a": words[0], "b": words[1]}
    shared = {("a", "b"): 31, ("b", "a"): 31} | {
        pair: of_c[each] for each in of_c for pair in ((each, "c"), ("c", each))
    }
    likeness = {pair: near["ab".index(pair[0])] if pair[1] == "c" else 0.9 for pair in shared}
    partners = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    assert thirds(Coverage({}, {}, shared, {}, likeness, partners))["a", "b"] == number
