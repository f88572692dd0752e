"""Pairs of documents to alignments with kinds and changes: `compare` for two texts, `alignments` for a batch."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance import align, classify, segment
from provenance.align import Rows
from provenance.align.shared_content import is_filled_otherwise
from provenance.batch import consecutive
from provenance.kernels import instances
from provenance.lexicon.apparatus import LIST_ENTRY, STANDING_CLAUSES
from provenance.model import Alignment, Comparison, Degree, Document, Kind, Segment, Span
from provenance.phrasing import fraction
from provenance.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.model import Change
    from provenance.settings import ClassifySettings


def compare(text_a: str, text_b: str, settings: Settings | None = None) -> Comparison:
    """Compares two texts, alone, and learns nothing for the next call. Raises nothing for any two strings."""
    settings = settings or Settings()
    documents = [Document(id=name, text=text, sha256="") for name, text in (("a", text_a), ("b", text_b))]
    batch = segment.batch(documents, settings.segment)
    return Comparison(alignments(batch, [(0, 1)], settings)[0], text_a, text_b)


def alignments(batch: Batch, pairs: Sequence[tuple[int, int]], settings: Settings) -> list[tuple[Alignment, ...]]:
    """The matches between the documents of each pair, in the order of the first, with segments, kinds and changes."""
    rows = _without_apparatus(batch, pairs, align.aligned(batch, pairs, settings.align))
    is_scan = align.scanned(batch, pairs, rows)
    rows = align.filled(batch, pairs, rows, is_scan)
    segments = _segments(batch, pairs, rows, is_scan, settings.classify)
    bounds = rows.chains[:, 5:7].tolist()
    held = [tuple(segments[first:last]) for first, last in bounds]
    kinds, similarities = _judged(rows, segments)
    spans = _spans(batch, pairs, rows.chains, np.ones(len(rows.chains), dtype=np.bool_))
    found = instances(Alignment, *spans, kinds, similarities, held)
    first = np.searchsorted(rows.chains[:, 0], np.arange(len(pairs) + 1)).tolist()
    own = (slice(begin, end) for begin, end in pairwise(first))
    return [_saying(batch, pair, tuple(found[one]), rows, bounds[one]) for pair, one in zip(pairs, own, strict=True)]


def _without_apparatus(batch: Batch, pairs: Sequence[tuple[int, int]], rows: Rows) -> Rows:
    """The rows without what stands in apparatus on both sides: that two texts refer to one work tells nothing of them.

    What is taken from a list into prose stays, and so do the lists of two states of one text.
    """
    is_aside = _are_aside(batch, np.array(pairs, dtype=np.int64).reshape(-1, 2), rows.pairings)
    if not is_aside.any():
        return rows
    before = np.append(0, np.cumsum(~is_aside))
    chains, pairings = rows.chains.copy(), rows.pairings[~is_aside]
    chains[:, 5:7] = before[rows.chains[:, 5:7]]
    counts = chains[:, 6] - chains[:, 5]
    for chain in np.flatnonzero((counts > 0) & (counts < rows.chains[:, 6] - rows.chains[:, 5])).tolist():
        ranges = pairings[chains[chain, 5] : chains[chain, 6], 1:5]
        chains[chain, [1, 3]] = np.maximum(chains[chain, [1, 3]], ranges[:, [0, 2]].min(axis=0))
        chains[chain, [2, 4]] = np.minimum(chains[chain, [2, 4]], ranges[:, [1, 3]].max(axis=0))
    return Rows(chains[counts > 0], pairings, rows.values[~is_aside])


def _are_aside(batch: Batch, pairs: NDArray[np.int64], pairings: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairings stand in apparatus on both sides, in texts that do not have most of their prose in common."""
    number = pairings[:, 0]
    is_aside = np.full(len(pairings), fill_value=True)
    shared = []
    for side in (0, 1):
        start, end = pairings[:, 1 + 2 * side], pairings[:, 2 + 2 * side]
        words = batch.document_token[pairs[number, side]] + start
        is_apparatus = batch.is_apparatus[batch.passage_token.searchsorted(words, side="right") - 1]
        is_aside &= is_apparatus
        shared.append(np.bincount(number, (end - start) * ~is_apparatus, len(pairs)))
    are_one = np.full(len(pairs), fill_value=False)
    for pair in np.unique(number[is_aside]).tolist():
        sides = zip(pairs[pair].tolist(), shared, strict=True)
        are_one[pair] = all(2 * held[pair] >= _prose_words(batch, document) for document, held in sides)
    found: NDArray[np.bool_] = is_aside & ~are_one[number]
    return found


def _prose_words(batch: Batch, document: int) -> int:
    """How many words of a document are of no apparatus."""
    first, last = batch.document_passage[document : document + 2].tolist()
    sizes = np.diff(batch.passage_token[first : last + 1])
    return int(sizes[~batch.is_apparatus[first:last]].sum())


def _saying(
    batch: Batch, pair: tuple[int, int], matches: tuple[Alignment, ...], rows: Rows, bounds: Sequence[list[int]]
) -> tuple[Alignment, ...]:
    """The matches of two documents, with their pairings in the rows, but none that any two of their kind would have.

    These are standing clauses, sentences of one form that tell of different things, and a few entries of lists, where
    nothing else is shared.
    """
    size = sum(len(match.a) for match in matches)
    if size > _MOST_CLAUSES:
        return matches
    text = batch.texts[pair[0]]
    marked = []
    for match, (first, last) in zip(matches, bounds, strict=True):
        are_forms = size <= _MOST_FORMS and _are_forms(batch, pair, match, rows.pairings[first:last].tolist())
        marked.append([are_forms or _is_of_any(text, part, size) for part in match.segments])
    if not any(map(any, marked)):
        return matches
    standing, said = [], 0
    for match, marks in zip(matches, marked, strict=True):
        sizes, is_any, is_open = [[0, 0], [0, 0]], False, False
        for part, is_marked in zip(match.segments, marks, strict=True):
            words = text[part.a.start : part.a.end]
            is_any = (is_any and is_open) or is_marked
            is_open = words.endswith(",")  # a long sentence is cut at a clause
            sizes[is_any][part.similarity >= _ALIKE] += len(words.split())
        of_any, told = sum(sizes[True]), sizes[False][True]
        standing.append(of_any > told and _OF_MATCH * of_any >= of_any + sum(sizes[False]))
        said += told
    if not any(standing) or said >= _LEAST_SAID:
        return matches
    return tuple(match for match, is_standing in zip(matches, standing, strict=True) if not is_standing)


def _are_forms(batch: Batch, pair: tuple[int, int], match: Alignment, rows: Sequence[Sequence[int]]) -> bool:
    """Whether most of a match are reworded sentences with other figures throughout, in their place.

    Of a sentence by itself it may be names. `rows` are the pairings of the segments of the match.
    """
    if any(2 * len(span) > len(batch.texts[n]) for n, span in zip(pair, (match.a, match.b), strict=True)):
        return False  # one of the texts is little else: what it says was asked for
    forms, filled = 0, _FIGURES if len(match.segments) > 1 else _FIGURES | {"name"}
    for part, row in zip(match.segments, rows, strict=True):
        if part.degree is _LIGHT and not filled.isdisjoint(change.type for change in part.changes):
            is_form = is_filled_otherwise(batch, *pair, Span(*row[1:3]), Span(*row[3:5]))
            forms += is_form * len(part.a)
    return _OF_FORMS * forms >= sum(len(part.a) for part in match.segments)


def _is_of_any(text: str, part: Segment, size: int) -> bool:
    """Whether a segment begins as a standing clause does, or is an entry of a list where little is shared."""
    start, end = part.a.start, part.a.end
    if _is_clause(text, start, end):
        return True
    return size <= _MOST_ENTRIES and LIST_ENTRY.fullmatch(text, start, end) is not None


@lru_cache(maxsize=8192)
def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text begins as a standing clause does. Cached: it is shared with many other texts."""
    return STANDING_CLAUSES.match(text, start, end) is not None


_MOST_ENTRIES = 240
"""Characters: a longer list was copied."""
_FIGURES = frozenset({"number", "date"})
_MOST_FORMS = 600
"""Characters: who shares more in words that differ has reworded it, whatever figures are given."""
_OF_FORMS = 1.5
"""At least two in three signs of a match are then in such sentences."""
_OF_MATCH = 3
"""At least one in so many words of a match are then such as any text has."""
_MOST_CLAUSES = 4_000
"""Characters: texts that share more share more than clauses that any of their kind has."""
_ALIKE = 0.6
_LEAST_SAID = 20
"""Words, beside standing clauses, that two texts share which are made one of the other."""


def _judged(rows: Rows, segments: Sequence[Segment]) -> tuple[list[Kind], list[float]]:
    """Kind and similarity of each run of reuse: the majority and the mean of its segments, weighted by words."""
    words = rows.pairings[:, 2] - rows.pairings[:, 1] + rows.pairings[:, 4] - rows.pairings[:, 3]
    counts = rows.chains[:, 6] - rows.chains[:, 5]
    places = consecutive(rows.chains[:, 5], counts)
    matches, weights = np.repeat(np.arange(len(counts)), counts), words[places]
    total, copied, alike = (
        np.bincount(matches, weights * values[places], len(counts))
        for values in (
            np.ones(len(segments)),
            np.array([one.kind == _COPIED for one in segments], dtype=np.float64),
            np.array([one.similarity for one in segments], dtype=np.float64),
        )
    )
    kinds = [_COPIED if is_most else _PARAPHRASED for is_most in (2 * copied >= total).tolist()]
    return kinds, [fraction(similarity) for similarity in (alike / total).tolist()]


def _segments(
    batch: Batch,
    pairs: Sequence[tuple[int, int]],
    rows: Rows,
    is_scan: NDArray[np.bool_],
    settings: ClassifySettings,
) -> list[Segment]:
    """The aligned pairs of ranges (`rows.pairings`) as segments, in their order."""
    count = len(rows.pairings)
    spans_a, spans_b = map(list, _spans(batch, pairs, rows.pairings, rows.pairings[:, 5] > 0))
    kinds, degrees, differences = [_COPIED] * count, [_VERBATIM] * count, [_NO_CHANGES] * count
    similarities = rows.values[:, 0].tolist()
    others = np.flatnonzero(rows.values[:, 0] < 1.0)
    numbers = rows.pairings[others, 0]
    documents = np.array(pairs, dtype=np.int64).reshape(-1, 2)[numbers].tolist()
    for k, (x, y), is_read, (similarity, containment) in zip(
        others.tolist(), documents, is_scan[numbers].tolist(), rows.values[others].tolist(), strict=True
    ):
        a, b = spans_a[k], spans_b[k]
        texts = batch.texts[x][a.start : a.end], batch.texts[y][b.start : b.end]
        kind, degree = classify.degree_as_meant(texts, similarity, containment, settings, are_misread=is_read)
        kinds[k], degrees[k], similarities[k] = kind, degree, fraction(similarity)
        if similarity >= settings.min_light_similarity or kind == _COPIED:
            settled = classify.settled(batch.texts[x], batch.texts[y]) if is_read else None
            differences[k] = classify.changes(*texts, are_misread=is_read, settled=settled)
    is_formula = (rows.pairings[:, 6] > 0).tolist()
    return instances(Segment, spans_a, spans_b, kinds, degrees, similarities, differences, is_formula)


_COPIED, _PARAPHRASED = Kind.COPIED, Kind.PARAPHRASED
_VERBATIM, _EDITED, _LIGHT = Degree.VERBATIM, Degree.EDITED, Degree.LIGHT
_NO_CHANGES: tuple[Change, ...] = ()


def _spans(
    batch: Batch, pairs: Sequence[tuple[int, int]], rows: NDArray[np.int64], is_exact: NDArray[np.bool_]
) -> tuple[Iterator[Span], Iterator[Span]]:
    """The spans in characters, on either side, of rows that begin with a pair and ranges of words in both documents.

    From the first word to the last where the row `is_exact`; else the passages that hold these.
    """
    documents = np.array(pairs, dtype=np.int64).reshape(-1, 2)[rows[:, 0]]
    sides = []
    for side in (0, 1):
        first = batch.document_token[documents[:, side]] + rows[:, 1 + 2 * side]
        last = batch.document_token[documents[:, side]] + rows[:, 2 + 2 * side] - 1
        begin, end = (batch.passage_token.searchsorted(words, side="right") - 1 for words in (first, last))
        starts = np.where(is_exact, batch.token_start[first], batch.passage_start[begin])
        ends = np.where(is_exact, batch.token_end[last], batch.passage_end[end])
        sides.append(map(_span, starts.tolist(), ends.tolist()))
    return sides[0], sides[1]


@lru_cache(maxsize=1 << 16)
def _span(start: int, end: int) -> Span:
    """A range of characters. A passage that many texts share is in many matches: it need be held only once."""
    return Span(start, end)
