"""Sentences told in other words beside what is shared anyhow: told with it, and not without it.

A case of tests/cases/companions is a TOML file: `what` it is, a `source` and a `story` made of it, how pairs of their
sentences begin of which one tells the other (`told`), and how one begins that the story has from elsewhere (`own`).
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_retelling import filled_otherwise

import provenance
from provenance import segment
from provenance.align import align, aligned
from provenance.model import Document
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.model import Segment

FOLDER = Path(__file__).parent / "cases" / "companions"
CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return CASES[request.param]


def segments(a: str, b: str) -> list[Segment]:
    return [part for match in provenance.compare(a, b).matches for part in match.segments]


def joined(a: str, b: str) -> set[tuple[str, str]]:
    """The passages that are paired, as they stand."""
    return {(a[part.a.start : part.a.end], b[part.b.start : part.b.end]) for part in segments(a, b)}


def beginning(text: str, words: str) -> str:
    """The sentence of a text that begins so."""
    found = re.search(re.escape(words) + r"[^.!?]*(?:\.(?=\d)[^.!?]*)*[.!?]", text)
    assert found
    return found[0]


def test_what_is_told_in_other_words_beside_what_is_shared_is_told_with_it(case: dict[str, Any]) -> None:
    found = joined(case["source"], case["story"])
    for x, y in case["told"]:
        assert any(a.startswith(x) and b.startswith(y) for a, b in found), (x, y)


def test_what_a_story_has_from_elsewhere_is_not_told_with_it(case: dict[str, Any]) -> None:
    assert not any(case["own"] in b for _, b in joined(case["source"], case["story"]))


def test_without_what_is_shared_it_is_not_told(case: dict[str, Any]) -> None:
    """One sentence in other words is what any two reports of one matter may have."""
    x, y = case["told"][0]
    source, story = case["source"], case["story"]
    for a, b in joined(source, story):
        if not a.startswith(x):
            story = story.replace(b, "")
    assert not any(b.startswith(y) for _, b in joined(source, story))


def test_a_sentence_with_other_figures_and_names_is_no_companion(case: dict[str, Any]) -> None:
    x, y = case["told"][-1]
    sentence = beginning(case["story"], y)
    other = filled_otherwise(sentence)
    found = joined(case["source"], case["story"].replace(sentence, other))
    assert any(a.startswith(x) and b.startswith(y[:4]) for a, b in found) is (other == sentence)


def test_the_order_of_the_two_texts_changes_nothing(case: dict[str, Any]) -> None:
    source, story = case["source"], case["story"]
    assert joined(source, story) == {(a, b) for b, a in joined(story, source)}


def test_companions_lie_in_no_passage_that_is_paired_already(case: dict[str, Any]) -> None:
    parts = segments(case["source"], case["story"])
    for side in ("a", "b"):
        spans = sorted(getattr(part, side) for part in parts)
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_many_pairs_at_once_give_what_each_gives_alone() -> None:
    texts = [case[name] for case in CASES.values() for name in ("source", "story")]
    settings = Settings()
    documents = [Document(id=str(number), text=text, sha256="") for number, text in enumerate(texts)]
    batch = segment.batch(documents, settings.segment)
    pairs = [(a, b) for a in range(len(texts)) for b in range(a + 1, len(texts))]
    rows = aligned(batch, pairs, settings.align)
    chains = [(k, chain) for k, pair in enumerate(pairs) for chain in align(batch, *pair, settings.align)]
    alone = [(k, one.a.start, one.a.end, one.b.start, one.b.end) for k, chain in chains for one in chain.pairings]
    assert sorted(tuple(row) for row in rows.pairings[:, :5].tolist()) == sorted(alone)
