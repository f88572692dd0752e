"""Two documents to chains: their passages are paired, and pairings near each other and in order are joined.

Passages that share rare words or a run of words are compared word by word; pairs of passages whose shared runs carry
enough weight are pairings, and pairings that follow one another in both documents are a chain. Only the two texts
count: words are weighted by how rare they are in this pair, so that a third document changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.align.condensations import with_condensations
from provenance.align.extents import Extent, Field, extents, is_balanced
from provenance.align.joining import Chain, by_place, ended, shared_blocks, with_told
from provenance.align.pairs import (
    Pairing,
    formulas_between,
    is_reuse,
    one_to_one,
    recounted,
    reordered,
    surveyed_pairs,
    widened,
)
from provenance.align.places import Places
from provenance.align.runs import lone_runs, narrowed
from provenance.align.seeds import SEEDING
from provenance.align.shared_content import NOT_TELLING, is_told_again
from provenance.align.sides import Side, surveyed
from provenance.kernels import LIGHT, laid, total
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.batch import Batch
    from provenance.settings import AlignSettings


_COPIED = 0.9  # similarity
_MIN_MOVED_WORDS = 12  # less that is copied out of order is a trait of rewording, not a paragraph that was moved
# Evidence is counted in rare content words (see `Pairing`); how much of it a chain must have:
_MIN_EVIDENCE, _MIN_HEAVY_EVIDENCE = 3.0, 4.5  # at least; where all of it is heavily reworded
_MIN_LONE_RUN = 4.7  # of a run of words by itself: four content words, since three stand in many a stock phrase
_LOG_SIZE, _PER_LOG_SIZE = 13.0, 1.0  # more in longer texts: from two of 650 words on, by the log of words times words
_MIN_SHARED_SHARE = 0.6  # of `min_words`: so many words, at least, are shared
_MIN_TELLING_WORDS, _ENOUGH_EVIDENCE = 4, 16.0  # telling words, not asked for where there is so much evidence
_MIN_ALIKE_COVERAGE = 0.6
_NAME = 0.4  # of a telling word counts a name
_MIN_WEAK_EVIDENCE, _MIN_WEAK_SIMILARITY, _MIN_WEAK_COVERAGE = 2.2, 0.3, 0.35  # of a pairing in a reworded area


def align(batch: Batch, a: int, b: int, settings: AlignSettings) -> tuple[Chain, ...]:
    """The chains between two documents of a batch, given by their numbers, in the order of `a`.

    Which of the two is called `a` changes nothing but the names: the work is done in the order of the texts themselves.
    """
    if batch.texts[b] < batch.texts[a]:
        return tuple(sorted((_swapped(chain) for chain in align(batch, b, a, settings)), key=by_place))
    side_a, side_b, survey = surveyed(batch, a, b, SEEDING)
    if not len(side_a.words) or not len(side_b.words):
        return ()
    runs = [(x, y, length) for x, y, length in survey.runs.tolist()]
    scored = surveyed_pairs(side_a, side_b, survey)
    whole = widened(side_a, side_b, one_to_one({key: value for key, value in scored.items() if is_reuse(value)}))
    found = [*whole, *lone_runs(side_a, side_b, runs, whole, settings)]
    found += formulas_between(side_a, side_b, found)
    field = Field(survey.ground, laid(survey.ground), (side_a.passages, side_b.passages), survey.likeness)
    areas = extents(field, survey.likeness, runs, min_words=settings.min_extent_words)
    areas = with_condensations(field, survey.likeness, areas)
    alike = reordered(side_a, side_b, scored, found)

    def chosen_with(alike: dict[tuple[int, int], Pairing]) -> list[Chain]:
        reworded, rest = _in_areas(side_a, side_b, areas, [*found, *one_to_one(alike)], scored, settings)
        chains = (ended(side_a, side_b, chain) for chain in _chained(rest, settings.max_gap_words))
        counting = (chain for chain in chains if _counts(chain, side_a, side_b, settings))
        telling = (chain for chain in counting if _says_something(batch, a, side_a, side_b, chain))
        return [*reworded, *(_narrowed(side_a, side_b, chain, settings) for chain in telling)]

    def is_told(pairing: Pairing) -> bool:
        return is_told_again(batch, a, b, pairing.a, pairing.b)

    kept = chosen_with(alike)
    if not all(is_told(pairing) for chain in kept for pairing in chain.pairings if pairing.is_reordered):
        # Passages that share names, titles and figures rather than what they tell make room for others.
        kept = chosen_with({key: pairing for key, pairing in alike.items() if is_told(pairing)})
    return with_told(batch, (a, b), (side_a, side_b), survey, kept, settings)


def _narrowed(a: Side, b: Side, chain: Chain, settings: AlignSettings) -> Chain:
    """The chain with runs of words in place of passages that are otherwise unlike, which it ends with."""
    pairings = tuple(narrowed(a, b, pairing, settings) for pairing in chain.pairings)
    if pairings == chain.pairings:
        return chain
    own, other = ([getattr(pairing, side) for pairing in pairings] for side in ("a", "b"))
    return Chain(_within(chain.a, own), _within(chain.b, other), pairings)


def _within(span: Span, parts: Sequence[Span]) -> Span:
    """A range, from the first of its parts to the last at most."""
    return Span(max(span.start, min(parts).start), min(span.end, max(part.end for part in parts)))


def _in_areas(
    a: Side,
    b: Side,
    areas: Sequence[Extent],
    found: Sequence[Pairing],
    scored: Mapping[tuple[int, int], Pairing],
    settings: AlignSettings,
) -> tuple[list[Chain], list[Pairing]]:
    """The chains of the areas (extents of reuse), ending where these end; and the pairings that touch no area.

    An area is one chain, its passages in whatever order; but copied paragraphs that were moved are chains of their own.
    In an area that is reworded throughout, weaker pairings count as well.
    """
    chains, rest, keys = [], dict(enumerate(found)), list(scored)
    places, weighed = Places(found), Places(scored.values())
    for area in areas:
        near = [(number, rest[number]) for number in places.near(area.a, area.b) if number in rest]
        members = [p for _, p in near if _meets(p, area)]
        for number, p in near:
            if _meets(p, area) or _lies_in(p.a, area.a) or _lies_in(p.b, area.b):
                del rest[number]
        copied = [p for p in members if p.similarity >= _COPIED and not p.is_run]
        parts = _chained(copied, len(area.a) + len(area.b))
        are_long = all(sum(len(p.a) for p in part) >= _MIN_MOVED_WORDS for part in parts)
        if len(parts) > 1 and are_long and is_balanced(area):
            parts = _chained(members, settings.max_gap_words)
            chains += [clipped for part in parts if (clipped := _clipped(ended(a, b, part), area)) is not None]
            continue
        members = recounted(a, b, area, members)
        about = () if copied else weighed.near(area.a, area.b)
        weak = [] if copied else _weak_pairs(a, b, area, members, {keys[n]: weighed.held[n] for n in about})
        if (members or weak) and _is_told(a, b, area, settings.min_words):
            chains.append(Chain(area.a, area.b, tuple(sorted([*members, *weak], key=lambda p: (p.a, p.b)))))
    return chains, list(rest.values())


def _is_told(a: Side, b: Side, area: Extent, min_words: int) -> bool:
    """Whether an area has so many words in both texts that are in no furniture."""
    passages = (side.passage_of[span.start : span.end].tolist() for side, span in ((a, area.a), (b, area.b)))
    counts = (sum(not side.is_furniture[p] for p in held) for side, held in zip((a, b), passages, strict=True))
    return all(count >= min_words for count in counts)


def _meets(pairing: Pairing, area: Extent) -> bool:
    return bool(pairing.a.overlap(area.a) and pairing.b.overlap(area.b))


def _lies_in(span: Span, other: Span) -> bool:
    """Whether more than half of a range is in another: its words are explained there already."""
    return 2 * span.overlap(other) > len(span)


def _weak_pairs(
    a: Side, b: Side, area: Extent, members: Sequence[Pairing], scored: dict[tuple[int, int], Pairing]
) -> list[Pairing]:
    """Pairings of passages of a reworded area that nothing pairs yet, by lower thresholds, among those `scored`."""
    used_a = {k for p in members for k in _passages_of(a, p.a)}
    used_b = {k for p in members for k in _passages_of(b, p.b)}
    weak = {
        (i, j): pairing
        for (i, j), pairing in scored.items()
        if i not in used_a and j not in used_b
        if pairing.evidence >= _MIN_WEAK_EVIDENCE
        if pairing.similarity >= _MIN_WEAK_SIMILARITY and pairing.coverage >= _MIN_WEAK_COVERAGE
        if _lies_in(pairing.a, area.a) and _lies_in(pairing.b, area.b)
    }
    if not weak and not members:
        inside = [p for p in scored.values() if _meets(p, area)]
        return [max(inside, key=lambda p: (round(p.evidence, 9), p.a, p.b))] if inside else []
    return one_to_one(weak)


def _clipped(chain: Chain, area: Extent) -> Chain | None:
    """The chain with its ends inside the area, or None where nothing is left of it."""
    a = Span(max(chain.a.start, area.a.start), min(chain.a.end, area.a.end))
    b = Span(max(chain.b.start, area.b.start), min(chain.b.end, area.b.end))
    return replace(chain, a=a, b=b) if a.start < a.end and b.start < b.end else None


def _passages_of(side: Side, span: Span) -> range:
    return range(int(side.passage_of[span.start]), int(side.passage_of[span.end - 1]) + 1)


def _chained(found: Iterable[Pairing], max_gap_words: int) -> list[tuple[Pairing, ...]]:
    """Pairings joined while they follow each other in both documents with at most `max_gap_words` between on a side."""
    chains: list[list[Pairing]] = []
    near: list[list[Pairing]] = []  # those that have not been left behind, in order
    for pairing in sorted(found, key=lambda p: (p.a, p.b)):
        near = [chain for chain in near if pairing.a.start - chain[-1].a.end <= max_gap_words]
        fitting = [
            chain
            for chain in near
            if pairing.a.start >= chain[-1].a.end and 0 <= pairing.b.start - chain[-1].b.end <= max_gap_words
        ]
        if fitting:
            min(fitting, key=lambda c: (pairing.b.start - c[-1].b.end, pairing.a.start - c[-1].a.end)).append(pairing)
        else:
            chains.append([pairing])
            near.append(chains[-1])
    return [tuple(chain) for chain in chains]


def _counts(chain: Chain, a: Side, b: Side, settings: AlignSettings) -> bool:
    """Whether a chain is long and telling enough to be reported: the longer the texts, the more telling it must be."""
    evidence = total(pairing.evidence for pairing in chain.pairings if not pairing.is_formula)
    shared = total(pairing.similarity * (len(pairing.a) + len(pairing.b)) / 2 for pairing in chain.pairings)
    words = max(min(len(chain.a), len(chain.b)), 0)
    only_heavy = all(
        p.similarity < 0.6 and p.containment < 0.85 and p.longest_run_words < settings.min_run_words
        for p in chain.pairings
        if not p.is_formula
    )
    if all(p.is_reordered and p.coverage < _MIN_WEAK_COVERAGE for p in chain.pairings):
        return False  # texts of few words share them in some order by accident
    is_one_run = len(chain.pairings) == 1 and chain.pairings[0].is_run
    least = _MIN_LONE_RUN if is_one_run else _MIN_HEAVY_EVIDENCE if only_heavy else _MIN_EVIDENCE
    least += _PER_LOG_SIZE * max(0.0, math.log(len(a.words) * len(b.words)) - _LOG_SIZE)
    return words >= settings.min_words and shared >= settings.min_words * _MIN_SHARED_SHARE and evidence >= least


def _says_something(batch: Batch, a: int, side_a: Side, side_b: Side, chain: Chain) -> bool:
    """Whether a chain shares more than names, titles and figures: enough content words that are none of these."""
    if total(pairing.evidence for pairing in chain.pairings) >= _ENOUGH_EVIDENCE:
        return True
    if any(pairing.is_reordered for pairing in chain.pairings):
        return True  # what these tell is asked in the end
    needed = _MIN_TELLING_WORDS - any(_is_alike(pairing) for pairing in chain.pairings)
    blocks = (block for pairing in chain.pairings for block in shared_blocks(side_a, side_b, pairing))
    return says_enough(batch, a, side_a, ((start, length) for start, _, length in blocks), needed)


def says_enough(batch: Batch, document: int, side: Side, runs: Iterable[tuple[int, int]], needed: int) -> bool:
    """Whether runs of words of a document, given by start and length, have `needed` telling words or more."""
    telling = 0.0
    for start, length in runs:
        telling += sum(_said_by(batch, document, side, token) for token in range(start, start + length))
        if telling >= needed:
            return True
    return False


def _is_alike(pairing: Pairing) -> bool:
    """Whether two passages are alike as wholes, and not by one run of words in both."""
    if pairing.is_run:
        return False
    is_more_than_a_run = pairing.coverage >= _MIN_ALIKE_COVERAGE and pairing.evidence_beside_run > 1.0
    return is_more_than_a_run or pairing.similarity >= _COPIED


def _said_by(batch: Batch, document: int, side: Side, token: int) -> float:
    """What a word counts as a telling word: 1 for a content word that is no title or figure, `_NAME` for a name.

    A name has a capital where other words of its passage have none.
    """
    word = _word(batch, document, token)
    if side.weights[token] <= LIGHT or not word[0].isalpha() or word.lower() in NOT_TELLING:
        return 0.0
    if not word[0].isupper():
        return 1.0
    span = side.passages[int(side.passage_of[token])]
    others = (_word(batch, document, k) for k in range(span.start, span.end) if side.weights[k] > LIGHT)
    return _NAME if any(other[0].islower() for other in others) else 1.0


def _word(batch: Batch, document: int, token: int) -> str:
    place = int(batch.document_token[document]) + token
    return batch.texts[document][batch.token_start[place] : batch.token_end[place]]


def _swapped(chain: Chain) -> Chain:
    return Chain(chain.b, chain.a, tuple(p.flipped() for p in chain.pairings))
