"""Passages: the compiled kernel is held against the plain one, on any text and under any rules."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import segment
from provenance.kernels import Rules, plain_passages, plain_segments
from provenance.settings import SegmentSettings

if TYPE_CHECKING:
    from types import ModuleType


SIGNS = (
    ". ! ? … 。 ！ ？ : ; , \" ' “ ” ‘ ’ « » ( ) [ ] < _ * - – — / · • # 1 23 4.5 a i I X É é ß ж 東 Mr mr Dr. e.g. "
    "U.S p.m. „ 」 』 ） ؟ ۔ » .» ?” 。」 "
    "Co Inc No Nos messrs said The the He Jeth 2015 b2 end.The site.Com site.Net site.Comb ph.d a.b.c end.“So"
).split()
SPACES = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u00a0",
    "\u202f",
    "\u2028",
    "\x1c",
    "\u0301",
    "\u00ad",
    "\ud800",
]
LONG = ["x" * 18, "x" * 19, "x" * 20, "x" * 21, "word " * 12, "It was so. ", "“We know.” She left. ", "said: “No.” "]
pieces = st.sampled_from([*SIGNS, *SPACES, *LONG])
writings = st.lists(st.one_of(pieces, pieces, st.text(st.characters(), max_size=3)), max_size=40).map("".join)


@settings(max_examples=600)
@given(writings, st.integers(1, 60))
def test_compiled_passages_are_the_plain_ones(compiled: ModuleType, text: str, words: int) -> None:
    rules = segment.rules_of(SegmentSettings(max_passage_words=max(words, 4)))
    width = plain_segments.wrap_width(text)
    plain = plain_passages.passages(text, width, words, rules)
    assert compiled.passages(text, width, words, rules).tolist() == plain.tolist()
    assert (
        compiled.passages(text, 40, words, rules).tolist() == plain_passages.passages(text, 40, words, rules).tolist()
    )


@given(writings, st.integers(0, 2**32))
def test_compiled_passages_heed_what_is_said_of_breaks_and_cuts(compiled: ModuleType, text: str, seed: int) -> None:
    """Answers drawn by chance, one for each question, whoever asks it."""

    def drawn(_: str, *question: int) -> bool:
        return Random(repr((seed, question))).random() < 0.5

    def halves(_: str, start: int, end: int) -> list[tuple[int, int]]:
        return [(start, (start + end) // 2), ((start + end) // 2, end)]

    rules = segment.rules_of(SegmentSettings())._replace(breaks=drawn, cut=halves)
    plain = plain_passages.passages(text, 1, 4, rules)
    assert compiled.passages(text, 1, 4, rules).tolist() == plain.tolist()


@pytest.mark.parametrize("words", [0, -1])
def test_both_refuse_passages_of_no_words(compiled: ModuleType, words: int) -> None:
    rules = segment.rules_of(SegmentSettings())
    for kernel in (plain_passages.passages, compiled.passages):
        with pytest.raises(ValueError, match="max_words"):
            kernel("text", 0, words, rules)


def test_what_a_rule_raises_comes_through(compiled: ModuleType) -> None:
    def failing(*_: Any) -> Any:
        raise ZeroDivisionError

    for rules in (
        Rules(failing, failing, failing, frozenset(["mr"])),
        Rules(lambda *_: True, failing, failing, frozenset(["mr"])),
    ):
        with pytest.raises(ZeroDivisionError):
            compiled.passages("Then Mr. X\ncame along and stayed. " * 40, 20, 4, rules)


@pytest.mark.parametrize("parts", [1, [1], [(1,)], [("a", 2)], None])
def test_parts_that_are_no_pairs_are_refused(compiled: ModuleType, parts: Any) -> None:
    rules = Rules(lambda *_: True, lambda *_: True, lambda *_: parts, frozenset())
    with pytest.raises(TypeError):
        compiled.passages("word " * 100, 0, 4, rules)
