"""What makes one chain: pairings that follow one another, and what is told beside them in other words."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from provenance.align.companions import companions
from provenance.align.places import Places
from provenance.align.retelling import retold
from provenance.kernels import LIGHT
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.align.pairs import Pairing
    from provenance.align.sides import Side
    from provenance.batch import Batch
    from provenance.kernels import Survey
    from provenance.settings import AlignSettings


@dataclass(frozen=True, slots=True)
class Chain:
    """Pairings that follow one another in both documents. `a`, `b`: the words from the first shared to the last."""

    a: Span
    b: Span
    pairings: tuple[Pairing, ...]


def ended(a: Side, b: Side, pairings: tuple[Pairing, ...]) -> Chain:
    """The chain with its ends set word by word: from the first to the last word that both share in order."""
    first, last = pairings[0], pairings[-1]
    head = [] if first.is_reordered else shared_blocks(a, b, first)
    tail = [] if last.is_reordered else shared_blocks(a, b, last)
    start_a, start_b = (head[0][0], head[0][1]) if head else (first.a.start, first.b.start)
    end_a, end_b = (tail[-1][0] + tail[-1][2], tail[-1][1] + tail[-1][2]) if tail else (last.a.end, last.b.end)
    return Chain(Span(start_a, max(end_a, start_a + 1)), Span(start_b, max(end_b, start_b + 1)), pairings)


def shared_blocks(a: Side, b: Side, pairing: Pairing) -> list[tuple[int, int, int]]:
    """Runs of equal words of a pairing as (start in a, start in b, words), without single function words."""
    words_a = a.words[pairing.a.start : pairing.a.end].tolist()
    words_b = b.words[pairing.b.start : pairing.b.end].tolist()
    blocks = [
        (pairing.a.start + op.src_start, pairing.b.start + op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(words_a, words_b)
        if op.tag == "equal"
    ]
    firm = [block for block in blocks if block[2] > 1 or a.weights[block[0]] > LIGHT]
    return firm or blocks


def with_told(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    survey: Survey,
    chains: Sequence[Chain],
    settings: AlignSettings,
) -> tuple[Chain, ...]:
    """The chains of two documents with what one tells of the other in words of its own, in the order of the first."""
    held = with_retelling(batch, documents, sides, survey, chains, settings.max_gap_words)
    found = [pairing for chain in held for pairing in chain.pairings]
    fresh = [ended(*sides, (pairing,)) for pairing in companions(batch, documents, sides, survey, found)]
    if not fresh:
        return held
    marked = sorted(
        [*((one, False) for one in held), *((one, True) for one in fresh)], key=lambda row: by_place(row[0])
    )
    every: Places[Chain] = Places()
    for chain, _ in marked:
        every.add(chain)
    rows: list[list[Chain]] = []
    lone: list[bool] = []  # whether a row is nothing but one companion
    last: Chain | None = None
    has_fresh = False
    for chain, is_fresh in marked:
        if last is not None and (is_fresh or has_fresh) and _goes_on(last, chain, settings.max_gap_words, every):
            rows[-1].append(chain)
            lone[-1] = False
            last, has_fresh = _hulled(last, chain), True
        else:
            rows.append([chain])
            lone.append(is_fresh)
            last, has_fresh = chain, is_fresh
    joined = zip(map(_together, rows), lone, strict=True)
    return tuple(one for one, is_lone in joined if not is_lone or min(len(one.a), len(one.b)) >= settings.min_words)


def with_retelling(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    survey: Survey,
    chains: Sequence[Chain],
    max_gap_words: int,
) -> tuple[Chain, ...]:
    """The chains of two documents and, where one tells the other again, that as a chain, in the order of the first.

    It takes in the chains that stand within it in its order, or close to its ends, and is cut by those that do not.
    """
    found = [pairing for chain in chains for pairing in chain.pairings]
    told = [ended(*sides, (pairing,)) for pairing in retold(batch, documents, sides, survey, found)]
    return _joined(chains, told, max_gap_words) if told else tuple(sorted(chains, key=by_place))


def by_place(chain: Chain) -> tuple[Span, Span]:
    """Where a chain stands: what chains are sorted by."""
    return chain.a, chain.b


def _joined(chains: Iterable[Chain], told: Sequence[Chain], max_gap_words: int) -> tuple[Chain, ...]:
    """The chains and what is `told`, joined where they go on in both documents. `told` are in one order in both."""
    inside = Span(told[0].a.start, told[-1].a.end)
    within: list[Chain] = []
    others: Places[Chain] = Places()
    for chain in chains:
        if _is_in_line(chain, told):
            within.append(chain)
        else:
            others.add(chain)
    rows: list[list[Chain]] = []
    last: Chain | None = None  # all of the last row
    for chain in sorted([*within, *told], key=by_place):
        are_inside = [bool(one.a.overlap(inside)) for one in (last, chain) if one is not None]
        most = math.inf if all(are_inside) else max_gap_words
        if last is not None and any(are_inside) and _goes_on(last, chain, most, others):
            rows[-1].append(chain)
            last = _hulled(last, chain)
        else:
            rows.append([chain])
            last = chain
    return tuple(sorted([*map(_together, rows), *others.held], key=by_place))


def _is_in_line(one: Chain, told: Sequence[Chain]) -> bool:
    """Whether a chain and each of those told overlap in both documents, or begin or end in the same order in both."""
    starts = sorted((bisect_right(told, one.a.start, key=_start_a), bisect_right(told, one.b.start, key=_start_b)))
    ends = sorted((bisect_right(told, one.a.end, key=_end_a), bisect_right(told, one.b.end, key=_end_b)))
    crossed = told[max(starts[0], ends[0]) : min(starts[1], ends[1])]
    return all(one.a.overlap(other.a) and one.b.overlap(other.b) for other in crossed)


_start_a, _start_b = attrgetter("a.start"), attrgetter("b.start")
_end_a, _end_b = attrgetter("a.end"), attrgetter("b.end")


def _goes_on(one: Chain, other: Chain, max_gap_words: float, others: Places[Chain]) -> bool:
    """Whether a chain follows another closely in both documents, or overlaps it, and nothing else stands between."""
    gap_a = Span(one.a.end, max(one.a.end, other.a.start))
    gap_b = Span(one.b.end, max(one.b.end, other.b.start))
    if other.b.end <= one.b.start or max(len(gap_a), len(gap_b)) > max_gap_words:
        return False
    between = (others.held[number] for number in others.near(gap_a, gap_b))
    return not any(chain.a.overlap(gap_a) or chain.b.overlap(gap_b) for chain in between)


def _together(row: Sequence[Chain]) -> Chain:
    """Chains that follow one another as one."""
    if len(row) == 1:
        return row[0]
    pairings = sorted((pairing for chain in row for pairing in chain.pairings), key=lambda p: (p.a, p.b))
    return Chain(_hull([chain.a for chain in row]), _hull([chain.b for chain in row]), tuple(pairings))


def _hulled(one: Chain, other: Chain) -> Chain:
    """All that two chains take up, without their pairings, which are put in order once."""
    return Chain(_hull((one.a, other.a)), _hull((one.b, other.b)), ())


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
