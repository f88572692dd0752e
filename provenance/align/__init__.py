"""A candidate pair to runs of reuse: which passages share wording, and where a stretch begins and ends.

Only the two texts count: words are weighted by how rare they are in this pair, so that adding a third document changes
nothing. Passages that share rare words or a run of words are compared word by word (rapidfuzz); pairs whose shared runs
carry enough weight become segments; segments in order and near each other become one match.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from provenance.align.pairs import Pairing, compared, formulas_between, is_reuse, lone_runs, one_to_one, widened
from provenance.align.seeds import common_runs, similar_passages, touched_passages
from provenance.align.sides import Side, sides
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.batch import Batch
    from provenance.settings import AlignSettings


@dataclass(frozen=True, slots=True)
class Chain:
    """A maximal run of pairings in one order in both documents; `a`, `b`: tokens from the first to the last shared."""

    a: Span
    b: Span
    pairings: tuple[Pairing, ...]


def align(batch: Batch, a: int, b: int, settings: AlignSettings) -> tuple[Chain, ...]:
    """The runs of reuse between two documents of a batch, in the order of `a`.

    Which of the two is called `a` changes nothing but the names: the work is done in the order of the texts themselves.
    """
    if batch.texts[b] < batch.texts[a]:
        return tuple(sorted((_swapped(chain) for chain in align(batch, b, a, settings)), key=lambda c: (c.a, c.b)))
    side_a, side_b = sides(batch, a, b)
    if not side_a.words or not side_b.words:
        return ()
    runs = common_runs(side_a, side_b)
    candidates = {*similar_passages(side_a, side_b), *touched_passages(side_a, side_b, runs)}
    scored = {(i, j): compared(side_a, side_b, side_a.passages[i], side_b.passages[j]) for i, j in sorted(candidates)}
    chosen = one_to_one({key: value for key, value in scored.items() if is_reuse(value)})
    whole = widened(side_a, side_b, chosen)
    found = [*whole, *lone_runs(side_a, side_b, runs, whole, settings)]
    found += formulas_between(side_a, side_b, found)
    chains = (_ended(side_a, side_b, chain) for chain in _chained(found, settings))
    return tuple(chain for chain in chains if _counts(chain, settings))


def _chained(found: Iterable[Pairing], settings: AlignSettings) -> list[tuple[Pairing, ...]]:
    """Pairings joined while they follow each other in both documents with no wide gap on either side."""
    chains: list[list[Pairing]] = []
    for pairing in sorted(found, key=lambda p: (p.a, p.b)):
        fitting = [
            chain
            for chain in chains
            if 0 <= pairing.a.start - chain[-1].a.end <= settings.max_gap_words
            and 0 <= pairing.b.start - chain[-1].b.end <= settings.max_gap_words
        ]
        if fitting:
            min(fitting, key=lambda c: (pairing.b.start - c[-1].b.end, pairing.a.start - c[-1].a.end)).append(pairing)
        else:
            chains.append([pairing])
    return [tuple(chain) for chain in chains]


def _ended(a: Side, b: Side, pairings: tuple[Pairing, ...]) -> Chain:
    """The chain with its ends set word by word: from the first to the last word that both share."""
    first, last = pairings[0], pairings[-1]
    head = _shared_blocks(a, b, first)
    tail = _shared_blocks(a, b, last)
    start_a, start_b = (head[0][0], head[0][1]) if head else (first.a.start, first.b.start)
    end_a, end_b = (tail[-1][0] + tail[-1][2], tail[-1][1] + tail[-1][2]) if tail else (last.a.end, last.b.end)
    return Chain(Span(start_a, max(end_a, start_a + 1)), Span(start_b, max(end_b, start_b + 1)), pairings)


def _shared_blocks(a: Side, b: Side, pairing: Pairing) -> list[tuple[int, int, int]]:
    """Runs of equal words of a pairing as (start in a, start in b, words), without single function words."""
    words_a = a.words[pairing.a.start : pairing.a.end]
    words_b = b.words[pairing.b.start : pairing.b.end]
    blocks = [
        (pairing.a.start + op.src_start, pairing.b.start + op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(words_a, words_b)
        if op.tag == "equal"
    ]
    firm = [block for block in blocks if block[2] > 1 or a.weights[block[0]] > 0.3]
    return firm or blocks


def _counts(chain: Chain, settings: AlignSettings) -> bool:
    """Whether a chain is long and telling enough to be reported."""
    evidence = sum(pairing.evidence for pairing in chain.pairings if not pairing.is_formula)
    shared = sum(pairing.similarity * (len(pairing.a) + len(pairing.b)) / 2 for pairing in chain.pairings)
    words = max(min(len(chain.a), len(chain.b)), 0)
    only_heavy = all(
        p.similarity < 0.6 and p.containment < 0.85 and p.longest_run_words < settings.min_run_words
        for p in chain.pairings
        if not p.is_formula
    )
    return (
        words >= settings.min_words and shared >= settings.min_words * 0.6 and evidence >= (4.5 if only_heavy else 3.0)
    )


def _swapped(chain: Chain) -> Chain:
    return Chain(chain.b, chain.a, tuple(replace(p, a=p.b, b=p.a) for p in chain.pairings))
