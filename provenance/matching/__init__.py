"""Documents to matches: keys, candidate pairs and alignment joined, in batches of bounded size.

Every document is segmented once, for its keys and its outline. Where the columns of all documents are more than one
batch may hold, those in candidate pairs are segmented again, with the documents that they are compared with.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import numpy as np

from provenance import boilerplate, candidates, join, lineage, segment, sketch
from provenance.batch import Keys, outlined, together
from provenance.join import Sieve
from provenance.kernels import instances, mix, release
from provenance.matching.pairwise import BYTES_PER_CHARACTER, Comparing
from provenance.memory import DIGEST, Known, state
from provenance.model import Match, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch, Outline
    from provenance.engines import Engine
    from provenance.join import Order, Touches
    from provenance.memory import Memory
    from provenance.model import Alignment, Document
    from provenance.settings import Settings

    Progress = Callable[[str, int, int], None]
    Pair = tuple[int, int]

_KEYED_DOCUMENTS = 250  # whose keys are made at a time: few enough for columns that stay near at hand
_SAMPLE = 32  # documents that tell how much memory the columns of all take


@dataclass(frozen=True, slots=True)
class Matching:
    """What was found: the outline of the documents, the groups of identical ones, the matches; and counts.

    `steps` counts what each step let through, `limits` what limits left out.
    """

    outline: Outline
    identical: tuple[tuple[str, ...], ...]
    matches: tuple[Match, ...]
    steps: dict[str, int]
    limits: dict[str, int]


class Keyed(Protocol):
    """Documents whose keys are made or remembered. `outline` and `batch` are known when `touches` has taken all keys.

    `batch` holds all documents, or is None where they are too many for one. `compared` remembers the alignments of
    pairs that were compared before, by the `digests` of the documents; None where nothing is remembered.
    """

    batch: Batch | None
    compared: Memory[tuple[Alignment, ...]] | None
    digests: Sequence[bytes]

    def touches(self, in_order: Order, sieve: Callable[[], Sieve]) -> Touches:
        """How much the documents share: see `join.touches`. `sieve` is called when all keys were taken."""

    def outline(self) -> Outline:
        """All documents, with the furniture that each shows by itself."""


class Keying:
    """Documents whose keys are made anew, batch by batch; the outlines of the batches are gathered on the way."""

    compared: Memory[tuple[Alignment, ...]] | None = None
    digests: Sequence[bytes] = ()

    def __init__(self, documents: Sequence[Document], settings: Settings) -> None:
        self.documents, self.settings = documents, settings
        self.parts: list[Outline] = []
        self.batch: Batch | None = None

    def outline(self) -> Outline:
        """All documents, with the furniture that each shows by itself."""
        return together(self.parts)

    def touches(self, in_order: Order, sieve: Callable[[], Sieve]) -> Touches:
        """How much the documents share, as far as it counts."""
        count, settings = len(self.documents), self.settings.candidates
        return join.touches(self.keys(), count, settings, in_order, sieve, least=join.ENOUGH)

    def keys(self) -> Iterator[Keys]:
        """The keys of all documents, in portions. Where all documents fit in one batch, it is kept as `batch`."""
        everything = range(len(self.documents))
        fit = _column_bytes(self.documents, self.settings) <= self.settings.engine.max_batch_bytes
        for portion in [everything] if fit else _portions(everything, self.documents, self.settings):
            batch = segment.batch([self.documents[n] for n in portion], self.settings.segment)
            self.parts.append(outlined(batch))
            self.batch = batch if len(batch) == len(self.documents) else None
            for first in range(0, len(batch), _KEYED_DOCUMENTS):
                part = batch.part(first, min(first + _KEYED_DOCUMENTS, len(batch)))
                keys = sketch.keys(part, self.settings.sketch)
                yield Keys(keys.key, keys.document + portion[0] + first, keys.is_seed)
            del batch


def matched(
    documents: Sequence[Document],
    settings: Settings,
    workers: Engine,
    progress: Progress,
) -> Matching:
    """All matches between documents, in the order of their documents and places, `M1` the first."""
    return compared(*paired(documents, Keying(documents, settings), settings, workers), progress)


def compared(found: candidates.Candidates, comparing: Comparing, progress: Progress) -> Matching:
    """The matches of candidate pairs.

    First each document is compared with its nearest partners; then those whose families turn out to be no larger than
    `max_whole_family_documents` are compared with their other partners, too.
    """
    total = len(found)

    def align(kept: NDArray[np.bool_], done: int) -> dict[Pair, tuple[Alignment, ...]]:
        pairs = list(zip(found.a[kept].tolist(), found.b[kept].tolist(), strict=True))
        return comparing.aligned(pairs, lambda more: progress("aligning", done + more, total))

    near = found.is_near
    aligned = align(near, 0)
    crowd = np.array(
        sorted(lineage.crowded(aligned, comparing.settings.candidates.max_whole_family_documents)), dtype=np.int64
    )
    rest = ~near & ~np.isin(found.a, crowd) & ~np.isin(found.b, crowd)
    number = int(near.sum() + rest.sum())
    aligned |= align(rest, int(near.sum()))
    progress("aligning", total, total)
    limits = {
        "capped_buckets": found.capped_buckets,
        "dropped_pairs": found.dropped_pairs + total - number,
    }
    return matching(comparing.outline, aligned, number, {name: count for name, count in limits.items() if count})


def matching(
    outline: Outline, aligned: dict[Pair, tuple[Alignment, ...]], compared: int, limits: dict[str, int]
) -> Matching:
    """Alignments as matches with ids and documents; `compared` counts the pairs looked at. Empties `aligned`."""
    matches = tuple(_matches(aligned, outline))
    return Matching(
        outline, _identical(outline), matches, {"candidate_pairs": compared, "matches": len(matches)}, limits
    )


def paired(
    documents: Sequence[Document], keyed: Keyed, settings: Settings, workers: Engine
) -> tuple[candidates.Candidates, Comparing]:
    """The candidate pairs of some documents, and all that is needed to compare them."""
    outlines: list[Outline] = []

    def sieve() -> Sieve:
        before = keyed.outline()
        repeated = boilerplate.marked(before, settings.classify, settings.align.min_words)
        outlines.append(boilerplate.with_house_lines(repeated, documents))
        return _sieve(documents, before, outlines[0], settings)

    touched = keyed.touches(lambda columns: workers.in_order(columns, settings.engine.max_sort_bytes), sieve)
    found = candidates.strongest(touched, len(documents), settings.candidates)
    del touched
    release()
    known = None if keyed.compared is None else Known(keyed.compared, _states(keyed.digests, outlines[0]))
    by_words = frozenset(zip(found.a[found.is_by_words].tolist(), found.b[found.is_by_words].tolist(), strict=True))
    return found, Comparing(documents, outlines[0], keyed.batch, settings, workers, by_words, known)


def _states(digests: Sequence[bytes], outline: Outline) -> list[bytes]:
    """By what the result of comparing a document is remembered: its digest, and which of its passages are furniture."""
    flags = (outline.is_furniture[outline.of(number)].tobytes() for number in range(len(outline)))
    return [state(digest, held) for digest, held in zip(digests, flags, strict=True)]


def bonds(comparing: Comparing, pairs: Iterable[Pair]) -> tuple[int, ...]:
    """For each document a 64-bit digest of its state, those of its partners in `pairs` and those of its whole copies.

    While it stays the same, so does what the document has in common with others.
    """
    states = comparing.known.states if comparing.known else ()
    parts = np.frombuffer(b"".join(states), dtype="<u8").reshape(len(states), 2 * DIGEST // 8)
    own = np.zeros(len(states), dtype=np.uint64)
    for part in parts.T:
        own = mix(own ^ part)
    others = np.zeros(len(states), dtype=np.uint64)
    rows = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    for one, other in (rows.T, rows.T[::-1]):
        np.add.at(others, one, mix(own[other]))  # in whatever order
    for held in classes(comparing.outline):
        if len(held) > 1:
            others[held] += mix(own[held].sum(keepdims=True))
    return tuple(mix(own ^ mix(others)).tolist())


def _matches(aligned: dict[Pair, tuple[Alignment, ...]], outline: Outline) -> list[Match]:
    """The alignments of all pairs as numbered matches, pairs in order. Empties `aligned`, to hold less at once."""
    pairs = [pair for pair in sorted(aligned) for _ in aligned[pair]]
    found = [one for pair in sorted(aligned) for one in aligned.pop(pair)]
    sides = [
        [(pair[side], span.start, span.end) for pair, span in zip(pairs, spans, strict=True)]
        for side, spans in enumerate(([one.a for one in found], [one.b for one in found]))
    ]
    known = _places(dict.fromkeys(chain.from_iterable(sides)), outline)
    places = [[known[row] for row in rows] for rows in sides]
    names = [f"M{number}" for number in range(1, len(found) + 1)]
    rest = [one.kind for one in found], [one.similarity for one in found], [one.segments for one in found]
    return instances(Match, names, *places, *rest)


def _places(rows: Collection[tuple[int, int, int]], outline: Outline) -> dict[tuple[int, int, int], Place]:
    """The places, each made once, that rows of the number of a document, start and end tell: many matches share one."""
    columns = [outline.ids[number] for number, _, _ in rows], [row[1] for row in rows], [row[2] for row in rows]
    return dict(zip(rows, instances(Place, *columns), strict=True))


# --------------------------------------------------------------------------- before the join


def classes(outline: Outline) -> list[list[int]]:
    """Documents grouped by their folded text: the numbers of each group, ascending. Texts without words stay alone."""
    same: dict[bytes, list[int]] = defaultdict(list)
    for number, digest in enumerate(outline.digests):
        same[digest or number.to_bytes(8, "little")].append(number)
    return list(same.values())


def _identical(outline: Outline) -> tuple[tuple[str, ...], ...]:
    """The ids of documents that are the same text: groups of two and more."""
    return tuple(tuple(outline.ids[n] for n in held) for held in classes(outline) if len(held) > 1)


def _sieve(documents: Sequence[Document], before: Outline, after: Outline, settings: Settings) -> Sieve:
    """The keys that only furniture has which repetition has shown; and the copies that another document stands for."""
    carriers = boilerplate.first_carriers(before, after)
    batch = segment.batch([documents[n] for n in carriers], settings.segment)
    flags = np.concatenate([*(after.is_furniture[after.of(n)] for n in carriers), np.empty(0, dtype=np.bool_)])
    everything = sketch.keys(batch, settings.sketch)
    held = np.isin(everything.key, sketch.keys(replace(batch, is_furniture=flags), settings.sketch).key)
    return Sieve(
        Keys(everything.key[~held], np.zeros(int((~held).sum()), dtype=np.int64), everything.is_seed[~held]),
        left_out(before),
    )


def left_out(outline: Outline) -> NDArray[np.bool_]:
    """Which documents are left out because an earlier one has the same folded text. Shape [D]."""
    flags = np.zeros(len(outline), dtype=np.bool_)
    flags[[number for held in classes(outline) for number in held[1:]]] = True
    return flags


def _column_bytes(documents: Sequence[Document], settings: Settings) -> float:
    """How many bytes the columns of all documents will take, estimated from a sample."""
    sample = [documents[n] for n in range(0, len(documents), max(1, len(documents) // _SAMPLE))]
    characters, read = (sum(len(document.text) for document in held) for held in (documents, sample))
    return segment.batch(sample, settings.segment).bytes() / max(1, read) * characters


def _portions(numbers: Iterable[int], documents: Sequence[Document], settings: Settings) -> Iterator[list[int]]:
    """The documents in their order, in portions that fit in a batch: one document at least in each."""
    portion: list[int] = []
    size = 0
    for number in numbers:
        more = len(documents[number].text) * BYTES_PER_CHARACTER
        if portion and size + more > settings.engine.max_batch_bytes:
            yield portion
            portion, size = [], 0
        portion.append(number)
        size += more
    if portion:
        yield portion
