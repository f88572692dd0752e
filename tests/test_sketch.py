"""The keys of documents: what makes one, what outlasts an editor, and what makes none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import segment, sketch
from provenance.batch import IS_PHRASE, IS_WORD
from provenance.model import Document
from provenance.settings import SegmentSettings, SketchSettings

if TYPE_CHECKING:
    from provenance.batch import Batch


def batch_of(*texts: str) -> Batch:
    return segment.batch([Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)], SegmentSettings())


def keys_of_texts(*texts: str) -> list[set[int]]:
    """The keys of the phrases and runs of some texts: of each a set."""
    keys = sketch.keys(batch_of(*texts), SketchSettings())
    is_phrase = keys.is_seed & (keys.key & IS_WORD == 0)
    return [set(keys.key[is_phrase & (keys.document == n)].tolist()) for n in range(len(texts))]


def test_a_phrase_outlasts_small_words_figures_and_endings() -> None:
    one, other = keys_of_texts(
        "Councillors backed the 14 disputed harbour plans.",
        "A councillor is backing these, with 2 disputes over harbours.",
    )
    assert len(one & other) == 2  # councillor backed disputed, backed disputed harbour


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Councillors backed harbour plans.", "Councillors backed. Harbour plans waited."),  # a passage ends between
        ("委員会は港の計画を承認した。", "港の計画"),  # signs without spaces: their runs tell
        ("They wrote this below the plan: 港計画案", "港計画案"),  # in a text of another language, too
    ],
)
def test_no_phrase_goes_beyond_its_passage_or_is_of_signs(one: str, other: str) -> None:
    ours, theirs = keys_of_texts(one, other)
    assert not ours & theirs


def test_furniture_has_no_keys_and_phrases_are_told_from_runs() -> None:
    text = "Councillors backed the 14 disputed harbour plans.\n\nSailors praised their splendid lantern office."
    batch = batch_of(text)

    def counts(flags: list[bool]) -> tuple[int, int, int]:
        """How many bands, phrases and words the two passages have, without those that are flagged."""
        keys = sketch.keys(replace(batch, is_furniture=np.array(flags)), SketchSettings())
        is_word = keys.key & IS_WORD > 0
        is_phrase = keys.is_seed & ~is_word & (keys.key & IS_PHRASE > 0)
        return int((~keys.is_seed).sum()), int(is_phrase.sum()), int(is_word.sum())

    bands = SketchSettings().bands
    assert counts([False, False]) == (2 * bands, 6, 11)
    assert counts([False, True]) == (bands, 3, 6)
    assert counts([True, True]) == (0, 0, 0)


@given(st.lists(st.sampled_from("the harbour plan backs 14 a council of 委 gate".split()), max_size=30))
def test_phrases_are_of_three_words_of_substance_each(words: list[str]) -> None:
    text = " ".join(words) + "."
    (keys,), batch = keys_of_texts(text), batch_of(text)
    sizes = (batch.token_end - batch.token_start).tolist()
    solid = [
        (passage, stem)
        for passage, (first, last) in enumerate(pairwise(batch.passage_token.tolist()))
        for stem, weight, size in zip(
            batch.stem[first:last].tolist(), batch.weight[first:last].tolist(), sizes[first:last], strict=True
        )
        if weight > 0.5 and size > 1 and not batch.is_furniture[passage]
    ]
    phrases = {
        tuple(stem for _, stem in solid[k : k + 3]) for k in range(len(solid) - 2) if solid[k][0] == solid[k + 2][0]
    }
    bare = replace(batch, weight=np.zeros(len(batch.weight)))
    runs = sketch.keys(bare, SketchSettings())
    assert len(keys) == len(phrases) + len(set(runs.key[runs.is_seed].tolist()))


def test_the_words_of_a_document_are_a_sample_that_texts_with_the_same_words_share() -> None:
    spelt = ["".join("bdfgklmn"[n // 8**k % 8] + "aeiou"[n // 5**k % 5] for k in range(4)) for n in range(600)]
    texts = [" ".join(words) + "." for words in (spelt, spelt[::-1], spelt[:20], [*spelt[:10], *spelt[:10]])]
    keys = sketch.keys(batch_of(*texts), SketchSettings())
    is_word = keys.key & IS_WORD > 0
    held = [set(keys.key[is_word & (keys.document == document)].tolist()) for document in range(len(texts))]
    assert held[0] == held[1]
    assert len(held[0]) == 256
    assert (len(held[2]), len(held[3])) == (20, 10)
    assert keys.is_seed[is_word].all()
