"""Candidate pairs to alignments: pair by pair, in batches of bounded size, and none twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from provenance import lineage, segment
from provenance.comparison import alignments
from provenance.kernels import release
from provenance.memory import encoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from provenance.batch import Batch, Outline
    from provenance.engines import Engine
    from provenance.memory import Known
    from provenance.model import Alignment, Document
    from provenance.settings import Settings

    Pair = tuple[int, int]

BYTES_PER_CHARACTER = 20
"""Of the columns of a batch, and of what is at hand while they are made."""
_CHARACTERS_AT_ONCE = 8_000_000  # of the texts of pairs that are aligned in one call: a tenth of a second of work
_NEIGHBOURHOODS = 4  # that fit in a batch
_NO_MATCHES = encoded(())
_LEAST_RETOLD = 3
"""Sentences that two texts must have in common which share no more than words: one may be like another by chance."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares pairs of documents, given by number. `batch` holds all documents, or None where they are too many.

    Those `by_words` are pairs that only words by themselves have brought together: sentence after sentence must be told
    again there. The alignments of pairs that are `known` are not worked out again.
    """

    documents: Sequence[Document]
    outline: Outline
    batch: Batch | None
    settings: Settings
    workers: Engine
    by_words: frozenset[Pair] = frozenset()
    known: Known[tuple[Alignment, ...]] | None = None

    def aligned(self, pairs: Sequence[Pair], progress: Callable[[int], None]) -> dict[Pair, tuple[Alignment, ...]]:
        """The alignments of those pairs that have any."""
        known = self.known
        if known is None:
            return {pair: held for pair, held in self._compared(pairs, progress) if self._is_told(pair, held)}
        told = {pair: held for pair in pairs if (held := known.get(*pair)) is not None}
        for pair, held in self._compared([pair for pair in pairs if pair not in told], progress):
            told[pair] = held
            known.put(held, *pair)
        return {pair: held for pair, held in told.items() if self._is_told(pair, held)}

    def _is_told(self, pair: Pair, held: tuple[Alignment, ...]) -> bool:
        """Whether the alignments of a pair tell of reuse."""
        return bool(held) and (pair not in self.by_words or sum(len(one.segments) for one in held) >= _LEAST_RETOLD)

    def matched(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Those of the pairs that have any matches."""
        known = self.known
        told = (
            {pair: None if pair in self.by_words else known.text(*pair) for pair in pairs}
            if known
            else dict.fromkeys(pairs)
        )
        found = self.aligned([pair for pair, text in told.items() if text is None], lambda _: None)
        return [pair for pair, text in told.items() if (pair in found if text is None else text != _NO_MATCHES)]

    def _compared(
        self, pairs: Sequence[Pair], progress: Callable[[int], None]
    ) -> Iterator[tuple[Pair, tuple[Alignment, ...]]]:
        """The alignments of each pair, batch by batch."""
        done = 0
        for block, numbers in self._blocks(pairs):
            place = {number: k for k, number in enumerate(numbers)}
            portions = list(self._at_once(block))
            rows = [[(place[a], place[b]) for a, b in portion] for portion in portions]
            results = self.workers.map(_align, (self._of(numbers), self.settings), rows)
            for portion, held in zip(portions, results, strict=True):
                yield from zip(portion, held, strict=True)
                done += len(portion)
                progress(done)
            del rows, results, portions
            release()  # before the columns of the next block are made

    def _at_once(self, pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
        """The pairs in their order, in portions that are aligned in one call: one pair at least in each."""
        portion: list[Pair] = []
        size, sizes = 0, self._sizes(pairs)
        for a, b in pairs:
            portion.append((a, b))
            size += sizes[a] + sizes[b]
            if size >= _CHARACTERS_AT_ONCE:
                yield portion
                portion, size = [], 0
        if portion:
            yield portion

    def _sizes(self, pairs: Iterable[Pair]) -> dict[int, int]:
        """How many characters the documents of some pairs have."""
        return {number: len(self.documents[number].text) for number in {*chain.from_iterable(pairs)}}

    def _of(self, numbers: Sequence[int]) -> Batch:
        """A batch of some documents, with the furniture of the outline."""
        batch = self.batch
        if batch is None:
            batch = segment.batch([self.documents[n] for n in numbers], self.settings.segment)
        flags = np.concatenate([self.outline.is_furniture[self.outline.of(n)] for n in numbers])
        return replace(batch, is_furniture=flags)

    def _blocks(self, pairs: Sequence[Pair]) -> Iterator[tuple[list[Pair], Sequence[int]]]:
        """The pairs in portions whose documents fit in a batch, with these documents.

        A few phrases join nearly all of a large collection: so documents are gathered in neighbourhoods that fit in a
        batch several times, and the pairs between two of them follow one another. Else each batch would hold documents
        from everywhere, and every document would be in many.
        """
        if self.batch is not None or not pairs:
            if pairs:
                yield _gathered(pairs), range(len(self.documents))
            return
        most = self.settings.engine.max_batch_bytes // BYTES_PER_CHARACTER
        sizes = self._sizes(pairs)
        groups = lineage.joined(pairs, sizes.__getitem__, most / _NEIGHBOURHOODS)
        group = {number: k for k, held in enumerate(groups) for number in held}
        block: list[Pair] = []
        numbers: set[int] = set()
        size = 0
        for pair in sorted(pairs, key=lambda pair: (*sorted((group[pair[0]], group[pair[1]])), pair)):
            fresh = set(pair) - numbers
            more = sum(sizes[n] for n in fresh)
            if block and size + more > most:
                yield block, sorted(numbers)
                block, numbers, size = [], set(), 0
                fresh = set(pair)
                more = sum(sizes[n] for n in fresh)
            block.append(pair)
            numbers |= fresh
            size += more
        yield block, sorted(numbers)


def _gathered(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs in such an order that documents with the same first partner follow one another.

    The kernel prepares a document once for all its pairs of one call, so neighbours in a family go together.
    """
    first: dict[int, int] = {}
    for a, b in sorted(pairs):
        first.setdefault(b, a)
    return sorted(pairs, key=lambda pair: (first.get(pair[0], pair[0]), pair))


def _align(shared: tuple[Batch, Settings], rows: Sequence[Pair]) -> list[tuple[Alignment, ...]]:
    batch, settings = shared
    return alignments(batch, rows, settings)
