"""Further parents: what a text has in the very words of another, and its main parent in others or not at all."""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from provenance.lineage import further_parents
from provenance.model import Degree, Kind, Segment, Span
from provenance.wording.coverage import Coverage, Held, united

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCE = 10
"""Words of a sentence; each text has its sentences at the places of their numbers."""


def held(number: int, similarity: float) -> Held:
    span = Span(number * 100, number * 100 + 90)
    words = range(number * SENTENCE, (number + 1) * SENTENCE)
    kind = Kind.COPIED if similarity == 1 else Kind.PARAPHRASED
    return Held(words, span, span, Segment(span, span, kind, Degree.EDITED, similarity))


def family(
    near: Mapping[str, Mapping[int, float]], chances: Mapping[str, Mapping[str, float]], relays: str = ""
) -> further_parents.Known:
    """How near each of some texts has each sentence of the text `t`; and whose source each of them may be."""
    between = {("t", name): [held(*each) for each in sorted(sentences.items())] for name, sentences in near.items()}
    shared = dict.fromkeys(permutations(["t", *near], 2), 0)
    for pair, sentences in between.items():
        shared[pair] = united(each.words for each in sentences)
    whole = 0
    for words in shared.values():
        whole |= words
    coverage = Coverage({}, between, shared, {"t": whole}, {}, {})
    every = {name: dict(chances.get(name, {})) for name in ["t", *near]}
    every["t"] = dict.fromkeys(near, 0.1)
    return further_parents.Known(coverage, every, {}, frozenset(relays))


MAIN = {0: 1.0, 1: 1.0, 2: 1.0}


def test_who_has_sentences_that_the_main_parent_has_not_may_be_a_further_one() -> None:
    found = further_parents.candidates(family({"m": MAIN, "s": {3: 1.0, 4: 1.0}}, {}), "m", "t")
    assert {name: each.words for name, each in found.items()} == {"s": ((1 << 2 * SENTENCE) - 1) << 3 * SENTENCE}


def test_what_the_main_parent_has_in_these_words_too_speaks_for_no_further_one() -> None:
    assert further_parents.candidates(family({"m": MAIN, "s": {1: 1.0, 2: 1.0}}, {}), "m", "t") == {}


def test_what_the_main_parent_has_in_other_words_speaks_for_who_has_it_in_these() -> None:
    main = {**MAIN, 3: 0.6, 4: 0.6}
    assert further_parents.candidates(family({"m": main, "s": {3: 1.0, 4: 1.0}}, {}), "m", "t").keys() == {"s"}
    assert further_parents.candidates(family({"m": main, "s": {3: 0.8, 4: 0.8}}, {}), "m", "t") == {}


def test_a_text_that_is_made_of_the_document_is_no_parent_of_it() -> None:
    near = {"m": MAIN, "s": {3: 1.0, 4: 1.0}}
    assert further_parents.candidates(family(near, {"s": {"t": 0.6}}), "m", "t") == {}


def test_sentences_that_stand_among_those_of_the_main_parent_speak_for_none() -> None:
    main = {0: 1.0, 2: 1.0, 4: 1.0}
    assert further_parents.candidates(family({"m": main, "s": {1: 1.0, 3: 1.0}}, {}), "m", "t") == {}


def test_a_few_words_speak_for_none() -> None:
    assert further_parents.candidates(family({"m": MAIN, "s": {3: 1.0}}, {}), "m", "t") == {}


def test_who_is_copied_by_a_rival_is_rather_the_source_than_the_rival() -> None:
    near = {"m": MAIN, "s": {3: 1.0, 4: 1.0}, "copy": {3: 1.0, 4: 1.0}}
    found = further_parents.candidates(family(near, {"copy": {"s": 0.9}}), "m", "t")
    assert found["s"].probability > found["copy"].probability


def test_of_texts_with_the_same_words_a_forum_is_the_last_to_be_a_source() -> None:
    near = {"m": MAIN, "s": {3: 1.0, 4: 1.0}, "f": {3: 1.0, 4: 1.0}}
    found = further_parents.candidates(family(near, {}, relays="f"), "m", "t")
    assert found["s"].probability > found["f"].probability


def test_of_hundreds_of_copies_only_some_are_looked_at() -> None:
    near = {"m": MAIN, **{f"s{number}": {3: 1.0, 4: 1.0} for number in range(200)}}
    assert len(further_parents.candidates(family(near, {}), "m", "t")) == further_parents._MOST_LOOKED_AT


def test_the_probability_is_that_of_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further_parents, "FURTHER_WEIGHTS", (math.log(3), *[0.0] * 10))
    (found,) = further_parents.candidates(family({"m": MAIN, "s": {3: 1.0, 4: 1.0}}, {}), "m", "t").values()
    assert found.probability == pytest.approx(0.75)
