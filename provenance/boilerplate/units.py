"""The paragraphs of all documents as columns, and how two documents meet in one that both have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.batch import offsets
from provenance.kernels import mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from provenance.batch import Outline

_MAX_WORDS = 90  # that stand together in two documents and are no furniture yet: more is a text, passed on
_MAX_END_WORDS = 400  # the same, at one end of both


class Meetings(NamedTuple):
    """Two documents after the other that have one paragraph: how far what both have reaches, and what is beside it.

    `is_alone`: whether few words stand together in both; `is_apart`: or not that few, at one end of both. `above` and
    `below`: whether furniture or the end stands right there in both. `at_head` and `at_foot`: whether what both have
    reaches to the end of both, furniture apart.
    """

    is_alone: NDArray[np.bool_]
    is_apart: NDArray[np.bool_]
    at_head: NDArray[np.bool_]
    at_foot: NDArray[np.bool_]
    above: NDArray[np.bool_]
    below: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Units:
    """U paragraphs in their order. `flags` says which are furniture; it may be written to."""

    outline: Outline
    first: NDArray[np.int64]  # [U + 1] passages
    document: NDArray[np.int64]  # [U]
    words: NDArray[np.int64]  # [U]
    hashes: NDArray[np.uint64]  # [U] of the words of its passages in their order; 0 without words
    flags: NDArray[np.bool_]  # [U]

    @classmethod
    def of(cls, outline: Outline) -> Units:
        """The paragraphs of an outline."""
        number = np.repeat(np.arange(len(outline)), np.diff(outline.document_passage))
        is_first = np.ones(len(number), dtype=np.bool_)
        is_first[1:] = (number[1:] != number[:-1]) | (outline.paragraph[1:] != outline.paragraph[:-1])
        starts = np.flatnonzero(is_first)
        place = np.arange(len(number)) - np.repeat(starts, np.diff(np.append(starts, len(number))))
        mixed = mix(outline.passage_hash + place.astype(np.uint64))
        mixed[outline.passage_hash == 0] = 0
        words = _sums(outline.passage_words.astype(np.int64), starts)
        flags = _sums(outline.is_furniture.astype(np.int64), starts)
        hashes = np.add.reduceat(mixed, starts) if len(starts) else mixed
        sizes = np.diff(np.append(starts, len(number)))
        return cls(outline, np.append(starts, len(number)), number[starts], words, hashes, flags == sizes)

    def span(self, place: int) -> tuple[int, int]:
        """Where a paragraph begins and ends in its document."""
        first, last = int(self.first[place]), int(self.first[place + 1])
        return int(self.outline.passage_start[first]), int(self.outline.passage_end[last - 1])

    def over_passages(self, flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """What holds of paragraphs, of their passages."""
        return np.repeat(flags, np.diff(self.first))

    def isolated(self) -> Iterator[tuple[NDArray[np.int64], Meetings]]:
        """The paragraphs that recur and, in most documents, with little else beside them that both have: their places.

        One of each document, and how each two that follow one another meet in it.
        """
        kept = np.flatnonzero(~self.flags & (self.hashes != 0))
        order = np.argsort(self.hashes[kept], kind="stable")
        same = self.hashes[kept[order]][1:] == self.hashes[kept[order]][:-1]
        is_next = same & (self.document[kept[order]][1:] != self.document[kept[order]][:-1])
        place = np.flatnonzero(is_next)
        if not len(place):
            return
        p, q = order[place], order[place + 1]
        meetings = self._meetings(kept, p, q)
        group = np.cumsum(np.append(0, ~same))[place]
        first = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
        counts = np.diff(np.append(first, len(group)))
        apart = np.add.reduceat(meetings.is_apart.astype(np.int64), first)
        for number in np.flatnonzero(2 * apart >= counts).tolist():
            rows = slice(int(first[number]), int(first[number] + counts[number]))
            yield kept[np.append(p[rows][:1], q[rows])], Meetings(*(column[rows] for column in meetings))

    def _meetings(self, kept: NDArray[np.int64], p: NDArray[np.int64], q: NDArray[np.int64]) -> Meetings:
        """How two documents each meet in one paragraph, at `p` and `q` of those that are kept."""
        up, at_head = self._reach(kept, p, q, -1)
        down, at_foot = self._reach(kept, p, q, 1)
        above, below = (self._is_bounded(kept[p], step) & self._is_bounded(kept[q], step) for step in (-1, 1))
        words = up + down + self.words[kept[p]]
        is_alone = (words <= _MAX_WORDS) & ~(at_head & at_foot)  # short texts that are equal have nothing around
        is_apart = is_alone | ((at_head ^ at_foot) & (words <= _MAX_END_WORDS))
        return Meetings(is_alone, is_apart, at_head, at_foot, above, below)

    def _reach(
        self, kept: NDArray[np.int64], p: NDArray[np.int64], q: NDArray[np.int64], step: int
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """How many words from there on stand in both, counted as far as it matters, and whether to the end of both."""
        words, is_end = np.zeros(len(p), dtype=np.int64), np.zeros(len(p), dtype=np.bool_)
        document, hashes = np.append(self.document[kept], -1), np.append(self.hashes[kept], 0)  # -1 stands before, too
        rows = np.arange(len(p))
        x, y = p, q
        while len(rows):
            x, y = x + step, y + step
            ends_x, ends_y = document[x] != document[p[rows]], document[y] != document[q[rows]]
            is_end[rows] = ends_x & ends_y
            goes_on = ~ends_x & ~ends_y & (hashes[x] == hashes[y])
            rows, x, y = rows[goes_on], x[goes_on], y[goes_on]
            words[rows] += self.words[kept[x]]
            few = words[rows] <= _MAX_END_WORDS
            rows, x, y = rows[few], x[few], y[few]
        return words, is_end

    def _is_bounded(self, places: NDArray[np.int64], step: int) -> NDArray[np.bool_]:
        """Whether furniture, or the end of its document, stands beside each of some paragraphs."""
        beside = np.clip(places + step, 0, len(self.flags) - 1)
        is_end = (beside == places) | (self.document[beside] != self.document[places])
        return np.asarray(is_end | self.flags[beside])

    def beside(self, places: NDArray[np.int64], flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether what is above or below each of some paragraphs, in its document, is flagged."""
        found = np.zeros(len(places), dtype=np.bool_)
        for step in (-1, 1):
            near = np.clip(places + step, 0, len(flags) - 1)
            found |= flags[near] & (self.document[near] == self.document[places])
        return found

    def said(self, document: int) -> list[int]:
        """The paragraphs of a document that are no furniture, in order."""
        own = slice(*np.searchsorted(self.document, (document, document + 1)).tolist())
        kept = ~self.flags[own] & (self.hashes[own] != 0)
        said: list[int] = self.hashes[own][kept].tolist()
        return said

    def sentences(self, document: int, min_words: int) -> set[int]:
        """Those of them that have so many words."""
        own = slice(*np.searchsorted(self.document, (document, document + 1)).tolist())
        kept = ~self.flags[own] & (self.words[own] >= min_words)
        return set(self.hashes[own][kept].tolist())

    def rest(self, document: int, text: str, without: set[int], characters: int) -> str:
        """The beginning of what a document says that is no furniture, some paragraphs left out."""
        own = range(*np.searchsorted(self.document, (document, document + 1)).tolist())
        kept = (text[slice(*self.span(k))] for k in own if not self.flags[k] and int(self.hashes[k]) not in without)
        return "\n".join(kept)[:characters]

    def depth(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many paragraphs of its document stand above each."""
        heads = offsets(np.bincount(self.document, minlength=len(self.outline)))
        return np.asarray(places - heads[self.document[places]])

    def tops(self, most: int) -> NDArray[np.int64]:
        """The first paragraph of each document that is no furniture, if it is among so many of its first ones."""
        kept = np.flatnonzero(~self.flags & (self.hashes != 0))
        document = self.document[kept]
        found = kept[np.append(True, document[1:] != document[:-1])[: len(kept)]]
        return np.asarray(found[self.depth(found) < most])

    def are_tops(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether nothing but furniture stands above some paragraphs in their documents."""
        kept = np.flatnonzero(~self.flags & (self.hashes != 0))
        near = np.searchsorted(kept, places)
        return np.asarray((near == 0) | (self.document[kept[near - 1]] != self.document[places]))

    def places_of(self, hashes: Iterable[int]) -> NDArray[np.int64]:
        """Where the paragraphs with these words are that are no furniture."""
        asked = np.array(sorted(hashes), dtype=np.uint64)
        if not len(asked):
            return np.empty(0, dtype=np.int64)
        near = np.minimum(np.searchsorted(asked, self.hashes), len(asked) - 1)
        return np.flatnonzero((asked[near] == self.hashes) & ~self.flags)

    def below(self, place: int) -> int:
        """The words of what follows a paragraph in its document, furniture apart; 0 where nothing does."""
        for at in range(place + 1, len(self.hashes)):
            if self.document[at] != self.document[place]:
                return 0
            if not self.flags[at] and self.hashes[at]:
                return int(self.hashes[at])
        return 0


def _sums(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums of values from each place on, to the next."""
    return np.add.reduceat(values, starts) if len(starts) else values
