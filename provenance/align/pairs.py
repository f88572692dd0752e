"""Pairings: passages of two documents compared word by word, and which of these pairs are reuse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from provenance import kernels
from provenance.align.seeds import SEEDING
from provenance.kernels import Worded
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.align.extents import Extent
    from provenance.align.sides import Side
    from provenance.kernels import Survey

_COPIED, _NEAR_COPY, ALIKE = 0.9, 0.8, 0.6
HELD = 0.85  # containment: nearly all words of the shorter passage
_MOST_CELLS = 10**7  # of the table that aligns two ranges
_MIN_HEAVY_SIMILARITY = 0.25  # below it two openings on one subject share names and a figure, not a statement
_MAX_UNLIKE_COVERAGE = 0.6  # by one run of words: passages with less are unlike but for it
_MIN_FRAME_COVERAGE = 0.35  # less has a frame of function words around other things
MIN_BESIDE_RUN = 0.75  # less than one shared content word beside the run: the passages are otherwise unlike
_MIN_ORDERED, _MIN_WORDS = 3.2, 6  # evidence and words of a heavily reworded pair
_MIN_SHARED, MIN_SHARE = 2.9, 0.5  # of the weight of two passages, whatever its order
_MIN_HELD, MIN_HELD_SHARE = 4.0, 0.75  # of the weight of the lighter one, where the other says much more


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two ranges of words, one of each document, that share wording.

    `similarity` is 2 * LCS / (words of a + words of b) of the folded words, LCS being the length of their longest
    common subsequence; `containment` is LCS / words of the shorter. `evidence` is the weight of the shared runs of
    words: about 1 for each content word that either text has once, and less in runs of one or two words;
    `evidence_beside_run` is the same without the weightiest run; `coverage` the evidence by the weight of the lighter
    range. `is_run`: a run of equal words in passages that are otherwise unlike; `is_formula`: no evidence by itself;
    `is_reordered`: the evidence is what both ranges have, in whatever order.
    """

    a: Span
    b: Span
    similarity: float
    containment: float
    evidence: float
    evidence_beside_run: float
    coverage: float
    longest_run_words: int
    is_run: bool = False
    is_formula: bool = False
    is_reordered: bool = False

    def flipped(self) -> Pairing:
        """The same with the two texts exchanged."""
        return Pairing(
            self.b,
            self.a,
            self.similarity,
            self.containment,
            self.evidence,
            self.evidence_beside_run,
            self.coverage,
            self.longest_run_words,
            self.is_run,
            self.is_formula,
            self.is_reordered,
        )


def compared(a: Side, b: Side, span_a: Span, span_b: Span) -> Pairing:
    """Two ranges of words compared. The kernel is given these alone, since it looks over all that it is given."""
    part_a = Worded._make(column[span_a.start : span_a.end] for column in a.worded)
    part_b = Worded._make(column[span_b.start : span_b.end] for column in b.worded)
    ends = np.array([(0, len(span_a), 0, len(span_b))], dtype=np.int64)
    counts, weights = kernels.compared_spans(part_a, part_b, ends, SEEDING.run_values)
    return _pairings([(span_a, span_b)], counts, weights)[0]


def all_compared(a: Side, b: Side, spans: Sequence[tuple[Span, Span]]) -> list[Pairing]:
    """Pairs of ranges of words compared. In the evidence, words of one stem count as equal."""
    ends = np.array([(x.start, x.end, y.start, y.end) for x, y in spans], dtype=np.int64).reshape(-1, 4)
    counts, weights = kernels.compared_spans(a.worded, b.worded, ends, SEEDING.run_values)
    return _pairings(spans, counts, weights)


def surveyed_pairs(a: Side, b: Side, survey: Survey) -> dict[tuple[int, int], Pairing]:
    """The pairs of passages that the survey found worth comparing, by their numbers, in order."""
    keys = [(i, j) for i, j in survey.pairs.tolist()]
    spans = [(a.passages[i], b.passages[j]) for i, j in keys]
    return dict(zip(keys, _pairings(spans, survey.counts, survey.weights), strict=True))


def _pairings(
    spans: Sequence[tuple[Span, Span]], counts: NDArray[np.int64], weights: NDArray[np.float64]
) -> list[Pairing]:
    """Pairs of ranges with what `kernels.compared_spans` says of them, as pairings."""
    rows = zip(spans, counts.tolist(), weights.tolist(), strict=True)
    return [
        Pairing(
            x,
            y,
            similarity=2 * shared / max(len(x) + len(y), 1),
            containment=shared / max(min(len(x), len(y)), 1),
            evidence=evidence,
            evidence_beside_run=beside,
            coverage=evidence / max(min(weight_a, weight_b), 1e-9),
            longest_run_words=longest,
        )
        for (x, y), (shared, longest), (evidence, beside, weight_a, weight_b) in rows
    ]


def is_reuse(pairing: Pairing) -> bool:
    """Whether a pair of passages shares more than its subject, as wholes and not in one run of words alone."""
    if pairing.similarity >= _COPIED:
        return pairing.evidence >= 1.0
    if pairing.similarity >= ALIKE or pairing.containment >= HELD:
        return pairing.evidence >= 2.2 and pairing.coverage >= _MIN_FRAME_COVERAGE
    is_one_run = pairing.evidence_beside_run < MIN_BESIDE_RUN and pairing.coverage < _MAX_UNLIKE_COVERAGE
    if is_one_run or pairing.similarity < _MIN_HEAVY_SIMILARITY:
        return False
    shorter = min(len(pairing.a), len(pairing.b))
    has_order = pairing.longest_run_words >= 4 or pairing.containment >= 0.5
    return pairing.evidence >= _MIN_ORDERED and has_order and shorter >= _MIN_WORDS


def one_to_one(scored: dict[tuple[int, int], Pairing]) -> list[Pairing]:
    """A greedy matching: each passage in at most one pair, the best first. Pairs beside other pairs count for more."""

    def worth(key: tuple[int, int]) -> float:
        i, j = key
        beside = [scored[k].evidence for k in ((i - 1, j - 1), (i + 1, j + 1)) if k in scored]
        return scored[key].evidence * (0.4 + scored[key].similarity) + 0.2 * sum(min(e, 3.0) for e in beside)

    if len({i for i, _ in scored}) == len({j for _, j in scored}) == len(scored):
        return list(scored.values())  # no two compete, and they are in order
    chosen: list[Pairing] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for i, j in sorted(scored, key=lambda key: (-round(worth(key), 9), key)):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            chosen.append(scored[i, j])
    return sorted(chosen, key=lambda pairing: (pairing.a, pairing.b))


def widened(a: Side, b: Side, chosen: Sequence[Pairing]) -> list[Pairing]:
    """The pairings, widened by the next passage where a sentence was split in two or two were fused."""
    if all(pairing.similarity >= _COPIED for pairing in chosen):
        return list(chosen)
    taken_a = {int(a.passage_of[p.a.start]) for p in chosen}
    taken_b = {int(b.passage_of[p.b.start]) for p in chosen}
    widened = []
    for pairing in chosen:
        best = pairing
        if pairing.similarity < _COPIED:
            for step in (1, -1):
                best = _joined(a, b, best, step, taken_a, side="a")
                best = _joined(a, b, best, step, taken_b, side="b")
        widened.append(best)
    return widened


def _joined(a: Side, b: Side, pairing: Pairing, step: int, taken: set[int], side: str) -> Pairing:
    """The pairing with the next passage of one side, if that makes it clearly more similar; else as it was."""
    own, span = (a, pairing.a) if side == "a" else (b, pairing.b)
    edge = int(own.passage_of[span.end - 1 if step > 0 else span.start]) + step
    if not 0 <= edge < len(own.passages) or edge in taken or own.is_furniture[edge]:
        return pairing
    if not len(own.passages[edge]):
        return pairing
    wide = Span(min(span.start, own.passages[edge].start), max(span.end, own.passages[edge].end))
    trial = compared(a, b, wide, pairing.b) if side == "a" else compared(a, b, pairing.a, wide)
    if trial.similarity > pairing.similarity + 0.03 and trial.evidence > pairing.evidence + 1.5:
        taken.add(edge)
        return trial
    return pairing


def recounted(a: Side, b: Side, area: Extent, members: Sequence[Pairing]) -> list[Pairing]:
    """The pairings of an area that is nearly a copy, with similarities by an alignment of the area as a whole.

    Where the two texts are cut into passages differently, the end of one passage has its like in the next one.
    """
    is_low = [not p.is_run and p.similarity < _COPIED for p in members]
    if not any(is_low) or len(area.a) * len(area.b) > _MOST_CELLS:
        return list(members)
    words_a, words_b = a.words[area.a.start : area.a.end].tolist(), b.words[area.b.start : area.b.end].tolist()
    has_like = np.zeros(len(a.words), np.bool_), np.zeros(len(b.words), np.bool_)
    shared = 0
    for block in LCSseq.opcodes(words_a, words_b):
        if block.tag == "equal":
            has_like[0][area.a.start + block.src_start : area.a.start + block.src_end] = True
            has_like[1][area.b.start + block.dest_start : area.b.start + block.dest_end] = True
            shared += block.src_end - block.src_start
    if 2 * shared < _NEAR_COPY * (len(area.a) + len(area.b)):
        return list(members)
    return [_recounted(p, area, has_like) if low else p for p, low in zip(members, is_low, strict=True)]


def _recounted(pairing: Pairing, area: Extent, has_like: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> Pairing:
    """A pairing with the share of its words in the area that have their like, if that is more than its similarity."""
    parts = [
        has_like[0][max(pairing.a.start, area.a.start) : min(pairing.a.end, area.a.end)],
        has_like[1][max(pairing.b.start, area.b.start) : min(pairing.b.end, area.b.end)],
    ]
    words = sum(map(len, parts))
    similarity = min(sum(int(part.sum()) for part in parts), words - 1) / max(words, 1)  # the passages do differ
    return replace(pairing, similarity=max(pairing.similarity, similarity))


def formulas_between(a: Side, b: Side, found: Sequence[Pairing]) -> list[Pairing]:
    """Passages that would be no evidence by themselves but stand, nearly equal, beside a pair that is, or amid such.

    And those beside these: one after the other as a refrain stands, or the last clauses of a law. Between two pairs
    it is enough that they are alike.
    """
    beside = _Beside(set(), set(), {}, {})
    fresh = list(found)
    added: list[Pairing] = []
    while keys := beside.taken_in(a, b, fresh):
        held = [(i, j) for i, j in keys if _is_open(a, i, beside.taken_a) and _is_open(b, j, beside.taken_b)]
        trials = all_compared(a, b, [(a.passages[i], b.passages[j]) for i, j in held]) if held else []
        fresh = []
        for (i, j), trial in zip(held, trials, strict=True):
            is_free = i not in beside.taken_a and j not in beside.taken_b
            if is_free and trial.similarity >= (ALIKE if beside.is_between(i, j) else _COPIED):
                beside.taken_a.add(i)
                beside.taken_b.add(j)
                fresh.append(replace(trial, is_formula=True))
        added += fresh
    return added


@dataclass(frozen=True, slots=True)
class _Beside:
    """The passages of either text that are paired, and by whole pairs where one ends and where one begins."""

    taken_a: set[int]
    taken_b: set[int]
    ends: dict[int, int]
    begins: dict[int, int]

    def taken_in(self, a: Side, b: Side, fresh: Sequence[Pairing]) -> list[tuple[int, int]]:
        """The places beside some pairs, which are taken in."""
        keys = set()
        for pairing in fresh:
            (first_a, last_a), (first_b, last_b) = _passages_of(a, pairing.a), _passages_of(b, pairing.b)
            self.taken_a.update(range(first_a, last_a + 1))
            self.taken_b.update(range(first_b, last_b + 1))
            if not pairing.is_run:
                self.ends[last_a], self.begins[first_a] = last_b, first_b
                keys |= {(last_a + 1, last_b + 1), (first_a - 1, first_b - 1)}
        return sorted(keys)

    def is_between(self, i: int, j: int) -> bool:
        """Whether a pair ends right before two passages, and another begins right behind them."""
        return self.ends.get(i - 1) == j - 1 and self.begins.get(i + 1) == j + 1


def reordered(
    a: Side, b: Side, scored: Mapping[tuple[int, int], Pairing], found: Sequence[Pairing]
) -> dict[tuple[int, int], Pairing]:
    """Pairs of passages that nothing pairs yet and that share most of their weight, in whatever order, by number.

    A clause moved to the front or a voice turned leaves hardly a run of words, but the words.
    """
    taken_a = {k for p in found for k in _passages_between(a, p.a)}
    taken_b = {k for p in found for k in _passages_between(b, p.b)}
    free = {
        (i, j): pairing
        for (i, j), pairing in scored.items()
        if i not in taken_a and j not in taken_b and min(len(pairing.a), len(pairing.b)) >= _MIN_WORDS
    }
    weights = _shared_weights(a, b, list(free.values())) if free else ()
    return {
        key: replace(pairing, evidence=max(pairing.evidence, shared), is_reordered=True)
        for (key, pairing), (shared, *own) in zip(free.items(), weights, strict=True)
        if shared >= _MIN_SHARED and _is_most(pairing, shared, *own)
    }


def _is_most(pairing: Pairing, shared: float, weight_a: float, weight_b: float) -> bool:
    """Whether so much is most of what both ranges say, or nearly all that the lighter says and partly in one order."""
    if shared * shared >= MIN_SHARE * MIN_SHARE * weight_a * weight_b:
        return True
    is_held = shared >= _MIN_HELD and shared >= MIN_HELD_SHARE * min(weight_a, weight_b)
    return is_held and pairing.evidence >= _MIN_ORDERED


def _shared_weights(a: Side, b: Side, pairings: Sequence[Pairing]) -> list[list[float]]:
    """Of each pairing what both ranges share in any order, and what either weighs."""
    ends = np.array([(p.a.start, p.a.end, p.b.start, p.b.end) for p in pairings], dtype=np.int64).reshape(-1, 4)
    weights: list[list[float]] = kernels.shared_weights(a.worded, b.worded, ends).tolist()
    return weights


def _is_open(side: Side, passage: int, taken: set[int]) -> bool:
    """Whether there is such a passage, with words, that is no furniture and not taken."""
    is_inside = 0 <= passage < len(side.passages) and passage not in taken
    return is_inside and not side.is_furniture[passage] and len(side.passages[passage]) > 0


def _passages_between(side: Side, span: Span) -> range:
    first, last = _passages_of(side, span)
    return range(first, last + 1)


def _passages_of(side: Side, span: Span) -> tuple[int, int]:
    """The first and the last passage of a range."""
    return int(side.passage_of[span.start]), int(side.passage_of[span.end - 1])
