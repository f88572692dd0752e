"""Scans: pairs of documents of which one was read from print, and what words alone do not align in them.

Where a machine misread every second word of a sentence, hardly a word is left to align it by. Between two sentences
that are aligned, and beside the first and the last of these, it is told by its letters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from provenance.align.pairs import Pairing
from provenance.align.rows import chains_of, with_changed
from provenance.model import Span
from provenance.wording.readings import MIN_READINGS, are_misread, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.align.joining import Chain
    from provenance.align.rows import Rows
    from provenance.batch import Batch

_MIN_LIKENESS = 0.6  # of the letters of two stretches; of sentences of news taken at random one pair in 10,000 has .36
_MOST_CHARACTERS = 2_000  # of a stretch: letters are compared each with each
_STEPS = ((1, 1), (1, 2), (2, 1))  # passages of either text, beside the ends: a speck ends a sentence, a lost stop none


def scanned(batch: Batch, pairs: Sequence[tuple[int, int]], rows: Rows) -> NDArray[np.bool_]:
    """Which pairs differ, in what they share, mainly in how words were read. Shape [pairs]."""
    words = rows.pairings[:, 2] - rows.pairings[:, 1] + rows.pairings[:, 4] - rows.pairings[:, 3]
    differing = (1 - rows.values[:, 0]) * words
    found: NDArray[np.bool_] = np.bincount(rows.pairings[:, 0], differing, len(pairs)) >= 2 * MIN_READINGS
    asked = np.flatnonzero(found[rows.pairings[:, 0]] & (rows.values[:, 0] < 1))
    held: dict[int, list[tuple[str, str, float]]] = {}
    for (number, *places), similarity in zip(
        rows.pairings[asked, :5].tolist(), rows.values[asked, 0].tolist(), strict=True
    ):
        a, b = pairs[number]
        texts = _text(batch, a, Span(*places[:2])), _text(batch, b, Span(*places[2:]))
        held.setdefault(number, []).append((*texts, similarity))
    found[:] = False
    for number, parts in held.items():
        found[number] = are_misread(parts)
    return found


def filled(batch: Batch, pairs: Sequence[tuple[int, int]], rows: Rows, is_scan: NDArray[np.bool_]) -> Rows:
    """The rows, those of scans with what lies between and beside the aligned passages and is alike in its letters."""
    changed = []
    for number in np.flatnonzero(is_scan).tolist():
        chains = chains_of(rows, number)
        found = _Scan.of(batch, pairs[number], chains)
        longer = tuple(found.longer(chain) for chain in chains)
        if longer != chains:
            changed.append((number, longer))
    return with_changed(rows, changed)


def _text(batch: Batch, document: int, words: Span) -> str:
    """A range of words of a document, as they are written."""
    first = int(batch.document_token[document])
    start, end = batch.token_start[first + words.start], batch.token_end[first + words.end - 1]
    return batch.texts[document][start:end]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two texts: where its passages begin and end, in words, and which are furniture or taken."""

    document: int
    bounds: list[int]
    is_closed: NDArray[np.bool_]

    @classmethod
    def of(cls, batch: Batch, document: int, taken: Sequence[Span]) -> _Side:
        first, last = batch.document_passage[document : document + 2].tolist()
        bounds = (batch.passage_token[first : last + 1] - batch.document_token[document]).tolist()
        side = cls(document, bounds, batch.is_furniture[first:last].copy())
        for span in taken:
            side.close(span)
        return side

    def passages(self, words: Span) -> range:
        """The passages that a range of words touches."""
        first, last = np.searchsorted(self.bounds, [words.start, words.end - 1], side="right").tolist()
        return range(first - 1, last)

    def close(self, words: Span) -> None:
        """Notes that the passages of a range are taken."""
        held = self.passages(words)
        self.is_closed[held.start : held.stop] = True

    def open_words(self, passages: range) -> Span | None:
        """The words of some passages, or None where there are none, or not all of these passages are free."""
        if not 0 <= passages.start < passages.stop < len(self.bounds):
            return None
        words = Span(self.bounds[passages.start], self.bounds[passages.stop])
        return words if len(words) and not self.is_closed[passages.start : passages.stop].any() else None


@dataclass(frozen=True, slots=True)
class _Scan:
    """Two texts of which one was read from print."""

    batch: Batch
    a: _Side
    b: _Side

    @classmethod
    def of(cls, batch: Batch, pair: tuple[int, int], chains: Sequence[Chain]) -> _Scan:
        taken = [pairing for chain in chains for pairing in chain.pairings]
        return cls(
            batch,
            _Side.of(batch, pair[0], [pairing.a for pairing in taken]),
            _Side.of(batch, pair[1], [pairing.b for pairing in taken]),
        )

    def longer(self, chain: Chain) -> Chain:
        """The chain with the pairings between its own and beyond its ends."""
        between = [found for one, next_ in pairwise(chain.pairings) for found in self._between(one, next_)]
        before, after = list(self._beside(chain.pairings[0], -1)), list(self._beside(chain.pairings[-1], 1))
        if not between and not before and not after:
            return chain
        start = before[-1] if before else Pairing(chain.a, chain.b, 0, 0, 0, 0, 0, 0)
        end = after[-1] if after else Pairing(chain.a, chain.b, 0, 0, 0, 0, 0, 0)
        pairings = sorted((*chain.pairings, *between, *before, *after), key=lambda one: (one.a, one.b))
        a, b = Span(start.a.start, end.a.end), Span(start.b.start, end.b.end)
        return replace(chain, a=a, b=b, pairings=tuple(pairings))

    def _between(self, one: Pairing, next_: Pairing) -> Iterator[Pairing]:
        """What stands between two pairings in both texts, as one pairing, if it is alike in its letters."""
        if one.is_run or next_.is_run:
            return
        ranges = (
            side.open_words(range(side.passages(before).stop, side.passages(after).start))
            for side, before, after in ((self.a, one.a, next_.a), (self.b, one.b, next_.b))
        )
        if found := self._alike(*ranges):
            yield found

    def _beside(self, pairing: Pairing, step: int) -> Iterator[Pairing]:
        """The pairings beyond one, outwards, as long as they are alike in their letters."""
        last: Pairing | None = None if pairing.is_run else pairing
        while last is not None:
            held = self.a.passages(last.a), self.b.passages(last.b)
            near = (
                [
                    side.open_words(range(at.stop, at.stop + count) if step > 0 else range(at.start - count, at.start))
                    for side, at, count in zip((self.a, self.b), held, counts, strict=True)
                ]
                for counts in _STEPS
            )
            last = next((found for ranges in near if (found := self._alike(*ranges))), None)
            if last:
                yield last

    def _alike(self, a: Span | None, b: Span | None) -> Pairing | None:
        """Two ranges of words as a pairing, and taken, if they are alike in their letters."""
        if a is None or b is None:
            return None
        texts = _text(self.batch, self.a.document, a), _text(self.batch, self.b.document, b)
        if max(map(len, texts)) > _MOST_CHARACTERS or likeness(*texts) < _MIN_LIKENESS:
            return None
        self.a.close(a)
        self.b.close(b)
        first_a, first_b = (int(self.batch.document_token[side.document]) for side in (self.a, self.b))
        words_a = self.batch.word[first_a + a.start : first_a + a.end].tolist()
        words_b = self.batch.word[first_b + b.start : first_b + b.end].tolist()
        shared = int(LCSseq.similarity(words_a, words_b))
        similarity, containment = 2 * shared / (len(a) + len(b)), shared / min(len(a), len(b))
        return Pairing(a, b, similarity, containment, 0.0, 0.0, 0.0, 0)
