"""Runs of equal words in passages that are otherwise unlike: what is copied there is the run, not the passages."""

from __future__ import annotations

from operator import or_
from typing import TYPE_CHECKING

from provenance import kernels
from provenance.align.pairs import ALIKE, HELD, MIN_BESIDE_RUN, Pairing
from provenance.align.seeds import SEEDING
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.align.sides import Side
    from provenance.settings import AlignSettings

_FULL_RUN_VALUE = float(SEEDING.run_values[-1])
_MIN_WORTH = 1.5  # of a run: more than one word of substance
_MOST_ALIKE = 0.2  # similarity of what stands beside a run: small words are in one order by chance


def lone_runs(
    a: Side, b: Side, runs: Iterable[tuple[int, int, int]], chosen: Sequence[Pairing], settings: AlignSettings
) -> list[Pairing]:
    """Common runs of `min_run_words` or more outside all pairings: in passages that are otherwise unlike."""
    covered_a, covered_b = bytearray(len(a.words)), bytearray(len(b.words))
    for pairing in chosen:
        _cover(covered_a, pairing.a)
        _cover(covered_b, pairing.b)
    lone = []
    for x, y, length in sorted(runs, key=lambda run: (-run[2], run)):
        if length < settings.min_run_words:
            break
        for start, end in _stretches(bytes(map(or_, covered_a[x : x + length], covered_b[y : y + length]))):
            if end - start < settings.min_run_words:
                continue
            span_a, span_b = Span(x + start, x + end), Span(y + start, y + end)
            worth = _worth(a, b, span_a, span_b)
            if worth < _MIN_WORTH:
                continue
            _cover(covered_a, span_a)
            _cover(covered_b, span_b)
            lone.append(_run(span_a, span_b, worth))
    return lone


def narrowed(a: Side, b: Side, pairing: Pairing, settings: AlignSettings) -> Pairing:
    """The pairing as its longest run of equal words, where the passages are unlike but for that; else as it is."""
    is_whole = pairing.is_run or pairing.is_reordered or pairing.is_formula
    if is_whole or pairing.similarity >= ALIKE or pairing.containment >= HELD:
        return pairing
    if pairing.evidence_beside_run >= MIN_BESIDE_RUN or pairing.longest_run_words < settings.min_run_words:
        return pairing
    x, y, length = _longest_run(
        a.words[pairing.a.start : pairing.a.end].tolist(), b.words[pairing.b.start : pairing.b.end].tolist()
    )
    span_a, span_b = (Span(start, start + length) for start in (pairing.a.start + x, pairing.b.start + y))
    worth = _worth(a, b, span_a, span_b)
    words = len(pairing.a) + len(pairing.b)
    is_like = pairing.similarity * words - 2 * length >= _MOST_ALIKE * (words - 2 * length)
    return pairing if is_like or length < settings.min_run_words or worth < _MIN_WORTH else _run(span_a, span_b, worth)


def _longest_run(a: Sequence[int], b: Sequence[int]) -> tuple[int, int, int]:
    """Where the longest run of equal words begins in either range, the first of such, and how long it is."""
    best = (0, 0, 0)
    before = [0] * (len(b) + 1)
    for x, word in enumerate(a):
        lengths = [0, *(before[y] + 1 if word == other else 0 for y, other in enumerate(b))]
        for y, length in enumerate(lengths):
            if length > best[2]:
                best = (x + 1 - length, y - length, length)
        before = lengths
    return best


def _run(a: Span, b: Span, worth: float) -> Pairing:
    return Pairing(a, b, 1.0, 1.0, worth * _FULL_RUN_VALUE, 0.0, 1.0, len(a), is_run=True)


def _worth(a: Side, b: Side, span_a: Span, span_b: Span) -> float:
    """What the words of a run weigh, each in the text where it weighs less."""
    held = (side.weights[span.start : span.end].tolist() for side, span in ((a, span_a), (b, span_b)))
    return kernels.total(map(min, *held))


def _cover(flags: bytearray, span: Span) -> None:
    flags[span.start : span.end] = b"\1" * len(span)


def _stretches(flags: bytes) -> list[tuple[int, int]]:
    """The runs of zeros, half-open."""
    found, start = [], flags.find(0)
    while start >= 0:
        end = flags.find(1, start)
        end = len(flags) if end < 0 else end
        found.append((start, end))
        start = flags.find(0, end)
    return found
