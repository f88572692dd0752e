"""Pairs of documents of which one was read from print: between the aligned passages it is told by its letters."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misreading import misread
from strategies import paragraphs

from provenance import align, compare, segment
from provenance.model import Document
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.align import Rows
    from provenance.batch import Batch

SETTINGS = Settings()
PLAN = (Path(__file__).resolve().parent.parent / "samples/council/newsroom-lido-plan.txt").read_text(encoding="utf-8")


def batch_of(*texts: str) -> Batch:
    documents = [Document(id=f"{number:03}", text=text, sha256="") for number, text in enumerate(texts)]
    return segment.batch(documents, SETTINGS.segment)


def rows_of(batch: Batch) -> tuple[Rows, Rows]:
    """What words align in each pair of texts, the first and second, third and fourth; and the same filled."""
    pairs = [(n, n + 1) for n in range(0, len(batch), 2)]
    rows = align.aligned(batch, pairs, SETTINGS.align)
    return rows, align.filled(batch, pairs, rows, align.scanned(batch, pairs, rows))


def words_told(rows: Rows, pair: int) -> int:
    held = rows.pairings[rows.pairings[:, 0] == pair]
    return int((held[:, 2] - held[:, 1]).sum())


@pytest.mark.parametrize("seed", range(6))
def test_what_words_do_not_align_in_a_scan_letters_do(seed: int) -> None:
    batch = batch_of(PLAN, misread(PLAN, 0.12, Random(seed)))
    rows, filled = rows_of(batch)
    before, after = words_told(rows, 0), words_told(filled, 0)
    assert after >= max(before, 0.85 * batch.document_token[1])


def test_a_scan_that_leaves_a_paragraph_out_does_not_have_it() -> None:
    parts = PLAN.split("\n\n")
    batch = batch_of(PLAN, misread("\n\n".join(parts[:3] + parts[5:]), 0.08, Random(2)))
    _, filled = rows_of(batch)
    left_out = len("\n\n".join(parts[3:5]).split())
    assert words_told(filled, 0) <= batch.document_token[1] - left_out


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_filling_takes_no_word_twice_and_keeps_what_was_aligned(seed: int, other: int) -> None:
    """In the rows of all pairs together as in those of one by itself, sorted as before."""
    scans = [(text, misread(text, 0.1, Random(n))) for n in (seed, other) for text in [paragraphs(Random(n), 6, 12)]]
    batch = batch_of(*(text for scan in scans for text in scan))
    rows, filled = rows_of(batch)
    assert set(map(tuple, rows.pairings.tolist())) <= set(map(tuple, filled.pairings.tolist()))
    assert filled.chains.tolist() == sorted(filled.chains.tolist(), key=lambda row: row[:5])
    for number, (text, read) in enumerate(scans):
        _, alone = rows_of(batch_of(text, read))
        for side in (1, 3):
            held = filled.pairings[filled.pairings[:, 0] == number]
            taken = [word for start, end in held[:, side : side + 2].tolist() for word in range(start, end)]
            assert len(taken) == len(set(taken))
        chains = filled.chains[filled.chains[:, 0] == number]
        assert chains[:, 1:5].tolist() == alone.chains[:, 1:5].tolist()


@given(st.integers(0, 10_000))
def test_a_pair_without_misread_words_is_left_as_it_is(seed: int) -> None:
    text = paragraphs(Random(seed), 4, 9)
    rows, filled = rows_of(batch_of(text, text.replace("harbour", "seaside").replace("old", "new")))
    assert filled is rows


@pytest.mark.parametrize("seed", range(4))
def test_a_scan_is_told_alike_from_either_side(seed: int) -> None:
    scan = misread(PLAN, 0.1, Random(seed))
    one, other = compare(PLAN, scan), compare(scan, PLAN)
    assert [(m.a, m.b) for m in one.matches] == sorted((m.b, m.a) for m in other.matches)
