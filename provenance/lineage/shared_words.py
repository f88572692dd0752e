"""What texts have of each other's words, as columns: how much, where it stands, and what is left out around it.

Words of a text are sets of bits: bit `n` of a whole number is its word `n`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.model import Witness
    from provenance.wording.coverage import Coverage, Held

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_EQUAL = 0.995  # similarity of sentences that are the same
# Features do not exceed these:
_MOST_SENTENCES, _MOST_MOVES = 12, 4
_MOST_LEFT_OUT, _MOST_HEAD = 0.3, 0.12


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts (targets) with the candidates for their sources, one pair a row, text by text. R rows, D texts.

    `target`, `source` are numbers of texts; `counts` [D] is how many candidates each text has. `words` are those of the
    target that the source has, too; `taken` how many these are, `first` the first of them, `last` the one behind the
    last. `back` is the row in which the two have changed places.
    """

    pairs: Sequence[tuple[str, str]]
    counts: Ints
    target: Ints
    source: Ints
    words: Sequence[int]
    taken: Ints
    first: Ints
    last: Ints
    back: Ints


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that the two texts of each row share, as the target has them. N sentences, all columns [N].

    `start`, `end` are characters of the target, `words` its words; `near` is the similarity of the sentence in the
    source, `other` the character at which that begins; `held` are the sentences as `Coverage` has them.
    """

    row: Ints
    near: Floats
    start: Ints
    end: Ints
    other: Ints
    words: Sequence[range]
    held: Sequence[Held]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of texts, to be counted between two places.

    `common` stand in other texts as well, `alone` in the statement (what is no furniture) and in no other text;
    `statement` are both. `size` counts those per text, 1 at least; `spoken` those in quotation marks.
    """

    common: Counted
    alone: Counted
    statement: Counted
    size: Ints
    spoken: Ints


@dataclass(frozen=True, slots=True)
class Counted:
    """Sets of words of texts as cumulative counts, `sums`, text by text; that of text `n` begins at `starts[n]`."""

    starts: Ints
    sums: Ints

    def between(self, text: Ints, first: Ints | int, last: Ints) -> Ints:
        """How many of the words of each text stand from its word `first` to before its word `last`."""
        at = self.starts[text]
        counts: Ints = self.sums[at + last] - self.sums[at + first]
        return counts

    def behind(self, text: Ints, last: Ints | int) -> Ints:
        """How many of the words of each text stand from its word `last` on."""
        counts: Ints = self.sums[self.starts[text + 1]] - self.sums[self.starts[text] + last]
        return counts


def _counted(sets: Sequence[int], room: Sequence[int]) -> Counted:
    """Sets of words (bits), each with room in so many bytes, as cumulative counts."""
    starts = np.cumsum([0, *room], dtype=np.int64) * 8
    packed = b"".join([words.to_bytes(size, "little") for words, size in zip(sets, room, strict=True)])
    bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), bitorder="little")
    return Counted(starts, np.cumsum(np.concatenate([np.zeros(1, np.uint8), bits]), dtype=np.int32))


def sources(members: Sequence[str], shared: Coverage, apart: frozenset[frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """For each text those that share words with it and may be its source: no pairs in `apart`."""
    known = frozenset(members)
    found = {name: [other for other in shared.partners.get(name, ()) if other in known] for name in members}
    return {
        name: tuple([other for other in others if frozenset((name, other)) not in apart] if apart else others)
        for name, others in found.items()
    }


def rows(sources: Mapping[str, Sequence[str]], shared: Coverage) -> Rows:
    """The rows of some texts and their candidates, text by text."""
    number = {name: n for n, name in enumerate(sources)}
    pairs = [(name, other) for name, others in sources.items() for other in others]
    counts = np.array([len(others) for others in sources.values()], dtype=np.int64)
    target = np.repeat(np.arange(len(number)), counts)
    source = np.array([number[other] for _, other in pairs], dtype=np.int64)
    there, back = target * len(number) + source, source * len(number) + target
    order = np.argsort(there)
    words = [shared.shared[pair] for pair in pairs]
    taken = np.array([each.bit_count() for each in words], dtype=np.int64)
    first = np.array([max((each & -each).bit_length() - 1, 0) for each in words], dtype=np.int64)
    last = np.array([each.bit_length() for each in words], dtype=np.int64)
    places = order[np.searchsorted(there, back, sorter=order)]
    return Rows(pairs, counts, target, source, words, taken, first, last, places)


def words(witnesses: Sequence[Witness], shared: Coverage, quoted: Mapping[str, int]) -> Words:
    """The words of some texts, numbered in this order. `quoted` are those in quotation marks."""
    whole = [shared.whole[witness.id] for witness in witnesses]
    said = [shared.of(witness.id, _statement(witness)) for witness in witnesses]
    both = [own | common for own, common in zip(said, whole, strict=True)]
    room = [-(-each.bit_length() // 8) for each in both]
    spoken = [(each & quoted[witness.id]).bit_count() for each, witness in zip(both, witnesses, strict=True)]
    return Words(
        _counted(whole, room),
        _counted([own & ~common for own, common in zip(said, whole, strict=True)], room),
        _counted(both, room),
        np.array([each.bit_count() or 1 for each in both], dtype=np.int64),
        np.array(spoken, dtype=np.int64),
    )


def _statement(witness: Witness) -> Iterator[Span]:
    """The spans of a text between its furniture."""
    held = groupby(zip(witness.passages, witness.is_furniture, strict=True), itemgetter(1))
    for is_furniture, run in held:
        if not is_furniture:
            spans = [span for span, _ in run]
            yield Span(spans[0].start, spans[-1].end)


def sentences(rows: Rows, shared: Coverage) -> Sentences:
    """The sentences that the texts of the rows share, row by row."""
    between = [shared.between[pair] for pair in rows.pairs]
    held = list(chain.from_iterable(between))
    words, own, other, segments = zip(*held, strict=True) if held else ((),) * 4
    return Sentences(
        np.repeat(np.arange(len(between)), np.array([len(sentences) for sentences in between], dtype=np.int64)),
        np.array([segment.similarity for segment in segments], dtype=np.float64),
        np.array([span.start for span in own], dtype=np.int64),
        np.array([span.end for span in own], dtype=np.int64),
        np.array([span.start for span in other], dtype=np.int64),
        words,
        held,
    )


def order(rows: Rows, told: Sentences) -> tuple[Ints, Ints]:
    """How many sentences differ, and how often what stands next in one text stands farther up in the other."""
    differ = np.bincount(told.row[told.near < _EQUAL], minlength=len(rows.pairs))
    moved = (told.other[:-1] > told.other[1:]) & (told.row[:-1] == told.row[1:])
    moves = np.bincount(told.row[:-1][moved], minlength=len(rows.pairs))
    return np.minimum(differ, _MOST_SENTENCES), np.minimum(moves, _MOST_MOVES)


def alone(rows: Rows) -> Ints:
    """How many of its words the text of each row shares with the candidate of the row and with no other."""
    ends = np.cumsum(rows.counts).tolist()
    counts: list[int] = []
    for count, end in zip(rows.counts.tolist(), ends, strict=True):
        held = rows.words[end - count : end]
        once = again = 0
        for words in held:
            again |= once & words
            once |= words
        counts += [(words & once & ~again).bit_count() for words in held]
    return np.array(counts, dtype=np.int64)


def left_out(rows: Rows, words: Words) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Which shares of a source's words are not passed on: amid those that are (alone, others'), after, before.

    Last, which share of the target's words it has alone, amid those that it has from the source.
    """
    size, text = words.size[rows.target], rows.target
    alone = words.alone.between(text, rows.first, rows.last) / size
    others = (words.common.between(text, rows.first, rows.last) - rows.taken) / size
    after = words.statement.behind(text, rows.last) / size
    ahead = words.statement.between(text, 0, rows.first) / size
    left = np.minimum(alone, _MOST_LEFT_OUT), np.minimum(others, _MOST_LEFT_OUT), after, np.minimum(ahead, _MOST_HEAD)
    alone_left, others_left, after_left, ahead_left = (share[rows.back] for share in left)
    return alone_left, others_left, after_left, ahead_left, alone
