"""Chains of several pairs at once: the compiled kernel finds those that the stages find pair by pair."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import align, segment
from provenance.align.seeds import SEEDING
from provenance.align.sides import columns
from provenance.kernels import Limits, plain_chains
from provenance.model import Document
from provenance.settings import AlignSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import CpuSeconds

    from provenance.align import Rows
    from provenance.batch import Batch

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()
SMALL_WORDS = "the a of in to and with for on by".split()


class Writer:
    """Texts out of one vocabulary, and what others make of them."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        size = self.rng.choice((3, 20, 60, 400, 2000))
        self.words = ["".join(self.rng.choices(SYLLABLES, k=3)) for _ in range(size)]

    def sentence(self) -> list[str]:
        """A few words, about every third a small one."""
        count = self.rng.choice((1, 4, 9, 14, 20, 40))
        return [self.rng.choice(SMALL_WORDS if self.rng.random() < 0.35 else self.words) for _ in range(count)]

    def text(self, most: int) -> list[list[str]]:
        """Some sentences."""
        return [self.sentence() for _ in range(self.rng.randint(0, most))]

    def reworded(self, sentence: list[str]) -> list[str]:
        """The sentence with some words changed, left out, put in or moved."""
        rate = self.rng.choice((0.0, 0.0, 0.05, 0.2, 0.5))
        kept = [self.rng.choice(self.words) if self.rng.random() < rate else word for word in sentence]
        kept = [word for word in kept if self.rng.random() >= rate / 2]
        if self.rng.random() < 0.2:
            self.rng.shuffle(kept)
        return kept

    def retold(self, text: list[list[str]]) -> list[list[str]]:
        """What another makes of a text: parts of it, reworded, moved, split and fused, between other things."""
        told = [self.reworded(one) for one in text if self.rng.random() < 0.8]
        for _ in range(self.rng.randint(0, 3)):
            if len(told) > 1:
                at = self.rng.randrange(len(told) - 1)
                change = self.rng.choice(("moved", "fused", "split"))
                if change == "moved":
                    cut = self.rng.randrange(len(told))
                    told = told[cut:] + told[:cut]
                elif change == "fused":
                    told[at : at + 2] = [told[at] + told[at + 1]]
                else:
                    half = len(told[at]) // 2
                    told[at : at + 1] = [told[at][:half], told[at][half:]]
        return [*self.text(6), *told, *self.text(6)]

    def written(self, text: list[list[str]]) -> str:
        """A text as it is read: some sentences end a paragraph."""
        return "".join(
            " ".join(one).capitalize() + self.rng.choice((". ", ". ", ".\n\n")) for one in text if one
        )  # fmt: skip


def batch_of(seed: int) -> Batch:
    """Two texts, of which the second may retell the first, and may be cut as furniture here and there."""
    writer = Writer(seed)
    first = writer.text(writer.rng.choice((2, 6, 20, 60)))
    second = writer.retold(first) if writer.rng.random() < 0.9 else writer.text(20)
    texts = sorted(writer.written(text) for text in (first, second))
    documents = [Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)]
    batch = segment.batch(documents, Settings().segment)
    if writer.rng.random() < 0.2:
        batch.is_furniture[:] = [writer.rng.random() < 0.3 for _ in batch.is_furniture]
    return batch


def one_by_one(batch: Batch, limits: AlignSettings) -> tuple[list[Any], list[Any], list[Any]]:
    """What the stages find, as the rows of a kernel."""
    chains = align.align(batch, 0, 1, limits)
    pairings = [pairing for chain in chains for pairing in chain.pairings]
    return (
        [[0, c.a.start, c.a.end, c.b.start, c.b.end, len(c.pairings)] for c in chains],
        [[0, p.a.start, p.a.end, p.b.start, p.b.end, p.is_run, p.is_formula, False] for p in pairings],
        [[p.similarity, p.containment] for p in pairings],
    )


NONE = np.empty((0, 3), dtype=np.int64)  # passages that are known not to tell the same


limits = st.builds(
    AlignSettings, st.sampled_from((1, 4, 8)), st.sampled_from((1, 4, 8)), st.sampled_from((1, 20)), st.integers(0, 60)
)


@settings(max_examples=400)
@given(st.integers(0, 2**32), limits)
def test_compiled_chains_are_those_of_the_stages(compiled: ModuleType, seed: int, limits: AlignSettings) -> None:
    batch = batch_of(seed)
    given = Limits(limits.min_words, limits.min_run_words, limits.min_extent_words, limits.max_gap_words)
    found = compiled.chains(columns(batch), np.array([[0, 1]]), SEEDING, given, NONE)
    is_asked = found.pairings[:, 7].any() or found.chains[:, 6].any()  # for their words
    if not (found.is_left[0] or found.may_retell[0] or is_asked):
        rows = found.chains[:, :6].tolist(), found.pairings.tolist(), found.values.tolist()
        assert rows == one_by_one(batch, limits)


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_rows_are_the_chains_of_the_stages_where_words_are_asked(seed: int) -> None:
    batch = batch_of(seed)
    rows = align.aligned(batch, [(0, 1)], AlignSettings())
    chains, pairings, values = one_by_one(batch, AlignSettings())
    assert [[*row[:5], row[6] - row[5]] for row in rows.chains.tolist()] == chains
    assert rows.pairings.tolist() == [row[:7] for row in pairings]
    assert rows.values.tolist() == values


def test_most_pairs_are_settled_at_once(compiled: ModuleType) -> None:
    """Of those drawn above, many of which are very short; among real texts one in thirty is left."""
    given = Limits(8, 8, 20, 45)
    pairs = np.array([[0, 1]])
    left = [compiled.chains(columns(batch_of(n)), pairs, SEEDING, given, NONE).is_left[0] for n in range(200)]
    assert sum(left) < 20


def test_passages_that_tell_something_else_are_paired_no_more(compiled: ModuleType) -> None:
    given, pairs = Limits(8, 8, 20, 45), np.array([[0, 1]])
    asked = 0
    for seed in range(300):
        shared = columns(batch_of(seed))
        found = compiled.chains(shared, pairs, SEEDING, given, NONE)
        reordered = found.pairings[found.pairings[:, 7] > 0]
        if not len(reordered):
            assert not len(found.alike)
            continue
        asked += 1
        alike = [tuple(row) for row in found.alike[:, 1:].tolist()]
        assert {tuple(row) for row in reordered[:, 1:5].tolist()} <= set(alike)
        untold = np.array(sorted((0, row[0], row[2]) for row in alike))
        again = compiled.chains(shared, pairs, SEEDING, given, untold)
        assert not again.pairings[:, 7].any()
    assert asked > 5


def test_a_long_text_is_taken_in_once_for_many_short_ones(compiled: ModuleType, cpu_seconds: CpuSeconds) -> None:
    """However long: for each word, one that is longer than all that is usually kept costs what another does."""

    def cost(words: int) -> float:
        rng = Random(5)
        texts = [
            " ".join(" ".join(rng.choices(SYLLABLES, k=2)) + "." for _ in range(count // 2))
            for count in [words, *[20] * 40]
        ]
        documents = [Document(id=f"{n:02}", text=text, sha256="") for n, text in enumerate(texts)]
        shared = columns(segment.batch(documents, Settings().segment))
        pairs = np.array([[0, b] for b in range(1, len(texts))])
        given = Limits(8, 8, 20, 45)
        return min(cpu_seconds(lambda: compiled.chains(shared, pairs, SEEDING, given, NONE)) for _ in range(5))

    assert cost(60_000) < 6 * cost(15_000)


# --------------------------------------------------------------------------- rows


def rows_of(batch: Batch, pairs: list[tuple[int, int]]) -> Rows:
    return align.aligned(batch, pairs, AlignSettings())


def same(one: Rows, other: Rows) -> bool:
    """Whether the same chains hold the same pairings, wherever these stand."""
    told = [
        [(*chain[:5], rows.pairings[chain[5] : chain[6]].tolist(), rows.values[chain[5] : chain[6]].tolist())
         for chain in rows.chains.tolist()]
        for rows in (one, other)
    ]  # fmt: skip
    return told[0] == told[1]


def family(count: int) -> Batch:
    """Texts that retell the first one."""
    writer = Writer(count)
    first = writer.text(30)
    texts = [writer.written(first), *(writer.written(writer.retold(first)) for _ in range(count - 1))]
    return segment.batch(
        [Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)], Settings().segment
    )


@pytest.mark.parametrize("count", [2, 5, 9])
def test_pairs_left_to_the_stages_give_the_same_rows(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = family(count)
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    before = rows_of(batch, pairs)
    monkeypatch.setattr("provenance.kernels.chains", plain_chains.chains)
    assert len(before.chains) > count
    assert same(before, rows_of(batch, pairs))


def test_a_pair_is_aligned_as_if_it_were_alone() -> None:
    batch = family(6)
    pairs = [(a, b) for a in range(6) for b in range(6) if a != b]
    together = rows_of(batch, pairs)
    for number, pair in enumerate(pairs):
        alone = rows_of(batch, [pair])
        held = together.chains[together.chains[:, 0] == number]
        held[:, 0] = 0
        expected = together._replace(chains=held)
        alone.pairings[:, 0] = number
        assert same(alone, expected)


def test_no_pair_gives_no_row() -> None:
    assert [len(column) for column in rows_of(family(2), [])] == [0, 0, 0]


# --------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda given: {**given, "pairs": np.array([[0, 2]])}, ValueError),
        (lambda given: {**given, "pairs": np.array([[-1, 1]])}, ValueError),
        (lambda given: {**given, "pairs": np.array([[0, 1, 1]])}, ValueError),
        (lambda given: {**given, "pairs": np.array([[0, 1]], dtype=np.int32)}, TypeError),
        (lambda given: {**given, "limits": Limits(8, 0, 20, 45)}, ValueError),
        (lambda given: {**given, "untold": np.array([0, 1])}, ValueError),
        (lambda given: {**given, "untold": np.array([[0, 1, 1]], dtype=np.int32)}, TypeError),
        (lambda given: {**given, "seeding": SEEDING._replace(rivals=0)}, ValueError),
        (lambda given: {**given, "columns": given["columns"]._replace(stem=given["columns"].stem[1:])}, ValueError),
    ],
)
def test_what_has_no_meaning_is_refused(
    compiled: ModuleType, spoil: Callable[[dict[str, Any]], dict[str, Any]], error: type[Exception]
) -> None:
    given = {
        "columns": columns(family(2)), "pairs": np.array([[0, 1]]), "seeding": SEEDING, "limits": Limits(8, 8, 20, 45),
        "untold": NONE,
    }  # fmt: skip
    with pytest.raises(error):
        compiled.chains(**spoil(given))


def test_limits_beyond_all_bounds_are_no_error(compiled: ModuleType) -> None:
    found = compiled.chains(columns(family(2)), np.array([[0, 1]]), SEEDING, Limits(8, 8, 20, 10**30), NONE)
    assert not found.is_left[0]
