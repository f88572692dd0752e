"""Tokens, shingles and signatures."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from provenance import segment, sketch
from provenance.kernels import content_stems, fold, shingle_hashes, tokenize
from provenance.model import Document
from provenance.settings import SegmentSettings, SketchSettings


def words_of(text: str) -> list[str]:
    starts, ends, _, _ = tokenize(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@given(texts)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    starts, ends, words, stems = tokenize(text)
    assert (starts < ends).all()
    assert (ends[:-1] <= starts[1:]).all()
    assert len(starts) == len(words) == len(stems)
    assert len(ends) == 0 or ends[-1] <= len(text)


@given(texts)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    held = "".join(words_of(text))
    assert sum(c.isalnum() for c in held) == sum(c.isalnum() for c in text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council’s £11.49m plan", ["The", "council’s", "11.49m", "plan"]),
        ("1,200 people; end.Next", ["1,200", "people", "end", "Next"]),
        ("snake_case and e-mail", ["snake", "case", "and", "e", "mail"]),
        ("東京 is big", ["東", "京", "is", "big"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("co\u00adop\u200berate", ["co\u00adop\u200berate"]),
    ],
)
def test_a_word_keeps_what_belongs_to_it(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Council’s", "council's"),
        ("co\u00adoperate", "cooperate"),
        ("ﬁnance", "finance"),
        ("café", "cafe\u0301"),
        ("ＬＩＤＯ", "lido"),
        ("s\u200be\u200ba", "sea"),
    ],
)
def test_words_that_look_alike_are_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert (tokenize(one)[2] == tokenize(other)[2]).all()


def test_a_letter_with_very_many_marks_takes_no_time() -> None:
    assert fold("a" + "\u0301\u0323" * 50_000) == "a"
    assert unicodedata.normalize("NFC", fold("e\u0301")) == "é"


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 6))
def test_equal_runs_have_equal_shingles_and_others_hardly_ever(words: list[int], width: int) -> None:
    column = np.array(words, dtype=np.uint64)
    hashes = shingle_hashes(column, width)
    runs = [tuple(words[k : k + width]) for k in range(len(words) - width + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes.tolist())) == len(set(runs))


@settings(max_examples=30)
@given(st.lists(texts, min_size=1, max_size=4), st.integers(1, 1000))
def test_signatures_are_those_of_datasketch(written: list[str], seed: int) -> None:
    documents = [Document(id=str(n), text=text, sha256="") for n, text in enumerate(written)]
    batch = segment.batch(documents, SegmentSettings())
    chosen = SketchSettings(seed=seed)
    signatures = sketch.sign(batch, chosen)
    shingles, starts = sketch.passage_shingles(batch, chosen)
    for number, signature in enumerate(signatures):
        theirs = MinHash(num_perm=chosen.permutations, seed=seed, hashfunc=int, scheme="affine32")
        theirs.update_batch(shingles[starts[number] : starts[number + 1]].tolist())
        assert (theirs.hashvalues == signature).all()


def test_words_of_substance_leave_out_function_words_dates_and_numbers() -> None:
    assert content_stems("The Cabinet approved the plans on Thursday 14 March") == {"cabinet", "approv", "plan"}
