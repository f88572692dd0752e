"""Texts to columns: the compiled kernel is held against the plain one, and both against the kernels for one text."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import same
from test_kernels_passages import writings as passages_

from provenance import segment
from provenance.kernels import FIGURE, Listed, Rules, Segmented, Signs, plain, plain_passages, plain_segments, word_hash
from provenance.model import Span
from provenance.settings import SegmentSettings
from provenance.wording.furniture import SIGNS
from provenance.wording.speech import quotations

if TYPE_CHECKING:
    from types import ModuleType

RULES = segment.rules_of(SegmentSettings())
beginnings, ends = (
    st.sampled_from(["word ", "é word", "xx", "東京", '"so it ', "> word ", ">> “a "]),
    st.sampled_from([".", "", "\t", "’", "-", "¬"]),
)
lines = st.lists(st.tuples(beginnings, st.integers(0, 60), ends), max_size=12).map(
    lambda held: [word * (count // len(word)) + end for word, count, end in held]
)
wrapped = st.builds(lambda held, feed: feed.join(held), lines, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
signs = ["  ", "All Rights Reserved", "ALL RIGHTS RESERVE", "all rights reſerved", "Share", "² "]
pages = st.lists(st.sampled_from([*"“”„«»「」\"'‘ ©›>|·•/\nAa", *signs]), max_size=30).map("".join)
writings = st.one_of(passages_, wrapped, pages, st.text(st.characters(), max_size=60))


def alike(one: Segmented, other: Segmented) -> bool:
    return all(map(same, one, other))


@settings(max_examples=400)
@given(st.lists(writings, max_size=4), st.integers(1, 60))
def test_compiled_columns_are_the_plain_ones(compiled: ModuleType, texts: list[str], words: int) -> None:
    plain_ones = plain_segments.segmented(texts, segment.LISTED, SIGNS, words, RULES)
    assert alike(compiled.segmented(texts, segment.LISTED, SIGNS, words, RULES), plain_ones)


def test_compiled_columns_are_the_plain_ones_of_very_long_texts(compiled: ModuleType) -> None:
    line = "line without a stop at its end, so far as it goes\n"
    texts = [line * 5000, "x" * 300_000, "\n" * 300_000, "", "a\r" * 99]
    plain_ones = plain_segments.segmented(texts, segment.LISTED, SIGNS, 60, RULES)
    assert alike(compiled.segmented(texts, segment.LISTED, SIGNS, 60, RULES), plain_ones)


@given(st.integers(24, 70), st.sampled_from(["-\n", "-\r\n", "- \n  ", "¬\n", "\u2010\r"]), st.integers(0, 2**32))
def test_compiled_columns_are_the_plain_ones_of_hyphenated_texts(
    compiled: ModuleType, width: int, parting: str, seed: int
) -> None:
    text = hyphenated(prose_of(seed), width, parting)
    plain_ones = plain_segments.segmented([text], segment.LISTED, SIGNS, 60, RULES)
    assert alike(compiled.segmented([text], segment.LISTED, SIGNS, 60, RULES), plain_ones)


@given(st.integers(28, 70), st.integers(0, 2**32))
def test_words_that_a_printer_parted_are_those_of_the_text(width: int, seed: int) -> None:
    text = prose_of(seed)
    printed = hyphenated(text, width, "-\n")
    assume(printed.count("-\n") >= max(3, printed.count("\n") / 8))
    whole, parted = (plain_segments.segmented([t], segment.LISTED, SIGNS, 60, RULES) for t in (text, printed))
    assert plain_segments.wrapping(printed).hyphenates
    assert parted.word.tolist() == whole.word.tolist()
    assert len(parted.passage_start) == len(whole.passage_start)


def prose_of(seed: int) -> str:
    """Sentences of long words and short ones, none of them with a hyphen."""
    draw = Random(seed)
    words = "the of harbour committee established notwithstanding fishermen recommendation which winter lantern in"
    sentences = [" ".join(draw.choices(words.split(), k=draw.randint(9, 20))) for _ in range(9)]
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def hyphenated(text: str, width: int, parting: str) -> str:
    """A text in lines of a width, words of eight letters and more parted wherever a line is full."""
    lines, line = "", ""
    for word in text.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".lstrip()
        elif len(word) >= 8 and 3 <= room <= len(word) - 4:
            lines, line = f"{lines}{line} {word[:room]}{parting}", word[room:]
        else:
            lines, line = f"{lines}{line}\n", word
    return lines + line


@given(st.lists(writings, max_size=4))
def test_columns_hold_what_each_text_has_by_itself(texts: list[str]) -> None:
    held = plain_segments.segmented(texts, segment.LISTED, SIGNS, 60, RULES)
    tokens, passages, quotes = map(pairwise, (held.document_token, held.document_passage, held.document_quotation))
    for text, (first, last), (start, end), (opened, closed) in zip(texts, tokens, passages, quotes, strict=True):
        words = plain.tokenize(text)
        if plain_segments.wrapping(text).hyphenates:
            words = plain_segments._mended(text, *words)
        assert all(map(same, (column[first:last] for column in held[:4]), words))
        assert (held.flags[first:last] & FIGURE > 0).tolist() == [text[place].isdigit() for place in words[0]]
        rows = plain_passages.passages(text, plain_segments.wrap_width(text), 60, RULES)
        columns = (column[start:end] for column in (held.passage_start, held.passage_end, held.paragraph))
        assert np.column_stack(list(columns)).tolist() == rows.tolist()
        spans = zip(held.quotation_start[opened:closed], held.quotation_end[opened:closed], strict=True)
        assert tuple(Span(*span) for span in spans) == quotations(text)


@given(pages)
def test_a_sign_is_seen_where_the_small_letters_of_a_short_passage_have_it(text: str) -> None:
    held = plain_segments.segmented([text], segment.LISTED, SIGNS, 60, RULES)
    for start, end, has_sign in zip(held.passage_start, held.passage_end, held.has_sign, strict=True):
        is_short = end - start <= SIGNS.max_characters
        assert has_sign == (is_short and any(sign in text[start:end].lower() for sign in SIGNS.words))


def test_a_longer_passage_is_not_searched(compiled: ModuleType) -> None:
    for kernel in (compiled.segmented, plain_segments.segmented):
        assert kernel(["a © b", "a © bc"], segment.LISTED, Signs(("©",), 5), 60, RULES).has_sign.tolist() == [
            True,
            False,
        ]


@pytest.mark.parametrize("words", [0, -1])
def test_both_refuse_passages_of_no_words(compiled: ModuleType, words: int) -> None:
    for kernel in (compiled.segmented, plain_segments.segmented):
        with pytest.raises(ValueError, match="max_words"):
            kernel(["text"], segment.LISTED, SIGNS, words, RULES)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "said", "2"]), st.integers(1, 255)), max_size=9))
def test_listed_words_have_all_their_flags(compiled: ModuleType, held: list[tuple[str, int]]) -> None:
    words, flags = [word_hash(word) for word, _ in held], [own for _, own in held]
    listed = Listed(np.array(words, dtype=np.uint64), np.array(flags, dtype=np.uint32))
    for kernel in (compiled.segmented, plain_segments.segmented):
        found = kernel(["a B", "said 2 c"], listed, SIGNS, 60, RULES).flags.tolist()
        both = [sum({1 << bit for word, own in held for bit in range(8) if word == w and own >> bit & 1}) for w in
                ("a", "b", "said", "2", "c")]  # fmt: skip
        assert found == [*both[:3], both[3] | FIGURE, both[4]]


def test_each_listed_word_has_flags(compiled: ModuleType) -> None:
    listed = Listed(np.zeros(2, dtype=np.uint64), np.ones(1, dtype=np.uint32))
    with pytest.raises(ValueError, match="flags"):
        compiled.segmented(["text"], listed, SIGNS, 60, RULES)


@pytest.mark.parametrize("signs", [(1,), ("",), ("x",) * 17])
def test_signs_that_are_none_are_refused(compiled: ModuleType, signs: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        compiled.segmented(["text"], segment.LISTED, Signs(signs, 5), 60, RULES)


def test_what_is_no_text_is_refused(compiled: ModuleType) -> None:
    texts: Any = ["text", 1]
    with pytest.raises(TypeError):
        compiled.segmented(texts, segment.LISTED, SIGNS, 60, RULES)


def test_what_a_rule_raises_comes_through(compiled: ModuleType) -> None:
    def failing(*_: Any) -> Any:
        raise ZeroDivisionError

    rules = Rules(failing, failing, failing, frozenset(["mr"]))
    for kernel in (compiled.segmented, plain_segments.segmented):
        with pytest.raises(ZeroDivisionError):
            kernel(["Fine. All of it.", "Then came Mr. X along and stayed."], segment.LISTED, SIGNS, 60, rules)
