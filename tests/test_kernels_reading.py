"""Words read for the grammar of dates: the compiled kernel is held against the plain one, on any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import plain, plain_reading, sentence_words, windows
from provenance.lexicon.words import FUNCTION_WORDS
from provenance.model import Span

if TYPE_CHECKING:
    from types import ModuleType

PIECES = (
    "a A the The THE co-op re-elected it's it’s won' x' 's - -- --- – ’ ' '' 3 3.5 1,200 10:30 1.2.3 3. 3-4 _ a_b é É "
    "ß ﬁ İ ΟΔΟΣ Σ ǅ ² ½ ٣ Ⅷ 東京 like\u212a \u212a planned Planned themselves isn't ! ? ( ) “ ” § 😀 \u0301"
).split()
SPACES = ["", " ", "  ", "\n", "\t", "\x1c", "\x1f", "\x85", "\u00a0", "\u2028", "\u200b", "\ud800", "\0"]
LONG = ["-a" * 9, "-a" * 12, ".1" * 9, ".1" * 12, "a" * 15, "a" * 16, "a" * 17, "é" * 17]
pieces = st.sampled_from([*PIECES, *SPACES, *SPACES, *LONG])
writings = st.lists(st.one_of(pieces, pieces, st.text(st.characters(), max_size=3)), max_size=40).map("".join)
CHARACTERS = [chr(c) for c in (*range(0x20000), *range(0xDFFF0, 0xE0200), 0x10FFFF)]
KNOWN = {"the": (1, 2), "it's": (3, None), "co-op": (None, 4), "é": (5, 6), "-": (7, 8)}


def told(form: str, is_name: bool) -> str:
    return f"{form} {is_name}"


@settings(max_examples=600)
@given(writings, st.integers(0, 30), st.integers(0, 90), st.booleans())
def test_compiled_sentences_are_the_plain_ones(
    compiled: ModuleType, text: str, start: int, size: int, is_shouted: bool
) -> None:
    found = [
        kernel.sentence_words(text, start, start + size, KNOWN, ("ed", "'s", "κ"), told, is_shouted=is_shouted)
        for kernel in (plain_reading, compiled)
    ]
    assert found[0] == found[1]


def test_compiled_sentences_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    text = "".join(f"a{c}b {c}1{c}2 {c}'s-{c}" for c in CHARACTERS)
    found = [
        kernel.sentence_words(text, 0, len(text), KNOWN, ("s",), told, is_shouted=False)
        for kernel in (plain_reading, compiled)
    ]
    assert found[0] == found[1]


def test_a_capital_makes_a_name_inside_a_sentence() -> None:
    _, _, forms, values, capitals = sentence_words("The dog, The end", 0, 16, KNOWN, (), told, is_shouted=False)
    assert forms == ["the", "dog", ",", "the", "end"]
    assert values == [1, None, None, 2, None]
    assert capitals == [True, False, False, True, False]


@given(writings)
def test_compiled_beginnings_of_words_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    assert compiled.word_starts(text) == plain_reading.word_starts(text)


@pytest.mark.parametrize("text", ["", " ", "a", " a", "a ", "a b", "".join(f"a{c}b" for c in CHARACTERS)])
def test_compiled_beginnings_of_words_are_the_plain_ones_for_every_character(compiled: ModuleType, text: str) -> None:
    assert compiled.word_starts(text) == plain_reading.word_starts(text)


@given(writings)
def test_compiled_words_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    assert list(compiled.token_starts(text)) == list(plain.token_starts(text)) == plain.tokenize(text)[0].tolist()
    assert compiled.content_stems(text) == plain.content_stems(text)


def test_compiled_words_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    for held in ("".join(f"a{c}b {c}1{c}2" for c in CHARACTERS), " ".join(f"xa{c}" for c in CHARACTERS)):
        assert compiled.token_starts(held) == plain.token_starts(held)
        assert compiled.content_stems(held) == plain.content_stems(held)


ranges = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda places: Span(*places)), max_size=4)


@given(writings, ranges)
def test_compiled_words_in_spans_are_the_plain_ones(compiled: ModuleType, text: str, spans: list[Span]) -> None:
    assert compiled.count_words(text, spans) == plain_reading.count_words(text, spans)


def test_words_in_spans_are_counted_for_every_character(compiled: ModuleType) -> None:
    text = "".join(f"a{c}b" for c in CHARACTERS)
    assert compiled.count_words(text, (Span(0, len(text) + 1),)) == len(text.split())


def test_a_span_that_lies_in_no_text_is_refused(compiled: ModuleType) -> None:
    with pytest.raises(ValueError, match="lies in its text"):
        compiled.count_words("a b", (Span(-2, 3),))


@given(writings, st.lists(st.one_of(writings, st.text("ab-é", min_size=2, max_size=3)), max_size=9))
def test_compiled_marks_are_the_plain_ones(compiled: ModuleType, text: str, marks: list[str]) -> None:
    wanted = tuple(mark for mark in (*marks, text[3:6], text[-2:]) if len(mark) > 1)
    assert compiled.marks_in(text, wanted) == plain_reading.marks_in(text, wanted)


def test_both_refuse_marks_of_one_letter(compiled: ModuleType) -> None:
    for kernel in (plain_reading, compiled):
        with pytest.raises(ValueError, match="two letters or more"):
            kernel.marks_in("a text", ("xt", "t"))


@given(writings)
def test_compiled_counts_of_words_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    words = (*sorted(FUNCTION_WORDS), "likek", "a" * 16, "--", "it's")
    assert compiled.listed_words(text, words) == plain_reading.listed_words(text, words)


def test_compiled_counts_of_words_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    text = " ".join(f"a{c} {c}" for c in CHARACTERS)
    assert compiled.listed_words(text, ("a", "k", "ak", "aa")) == plain_reading.listed_words(
        text, ("a", "k", "ak", "aa")
    )


NAMES = ("May", "MAY", "Mar", "March", "Sep", "Sept", "june", "é東", "ΣΑ")
dated = st.lists(
    st.one_of(
        pieces,
        st.sampled_from(["May", "March", "Marc", "Sept", "june", "é東", "ΣΑ", "1999", "19999", "999", "x" * 20]),
        st.text(st.characters(), max_size=2),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=400)
@given(dated, st.integers(0, 30))
def test_compiled_windows_are_the_plain_ones(compiled: ModuleType, text: str, reach: int) -> None:
    assert compiled.windows(text, NAMES, reach) == plain_reading.windows(text, NAMES, reach)


def test_compiled_windows_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    text = "".join(f"May{c} 1{c}999{c}1999" for c in CHARACTERS)
    assert compiled.windows(text, NAMES, 1) == plain_reading.windows(text, NAMES, 1)


def test_windows_are_joined_where_they_touch() -> None:
    text = "in May 1999 and " + "x" * 20 + " Mayor in March"
    assert windows(text, NAMES, 4) == [(0, 15, True, True), (42, 51, True, False)]


@given(writings)
def test_compiled_small_letters_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    assert compiled.lowered(text) == plain_reading.lowered(text)


@pytest.mark.parametrize("width", [1, 100])
def test_compiled_small_letters_are_the_plain_ones_for_every_character(compiled: ModuleType, width: int) -> None:
    for first in range(0, len(CHARACTERS), width * 100 - 1):
        text = "A".join(CHARACTERS[first : first + width])
        assert compiled.lowered(text) == plain_reading.lowered(text)


@settings(max_examples=400)
@given(dated)
def test_compiled_places_of_words_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    assert compiled.word_places(text, NAMES) == plain_reading.word_places(text, NAMES)


def test_compiled_places_of_words_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    text = "".join(f"May{c}May {c}May {c}" for c in CHARACTERS)
    assert compiled.word_places(text, NAMES) == plain_reading.word_places(text, NAMES)
