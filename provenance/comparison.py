"""Two texts to a comparison: the engine on one pair, and on the pairs of a batch."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from provenance import align, classify, segment
from provenance.model import Alignment, Comparison, Degree, Document, Kind, Segment, Span
from provenance.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.align import Rows
    from provenance.batch import Batch
    from provenance.settings import ClassifySettings


def compare(text_a: str, text_b: str, settings: Settings | None = None) -> Comparison:
    """Compares two texts, alone, and learns nothing for the next call. Raises nothing for any two strings."""
    settings = settings or Settings()
    documents = [Document(id=name, text=text, sha256="") for name, text in (("a", text_a), ("b", text_b))]
    batch = segment.batch(documents, settings.segment)
    return Comparison(alignments(batch, [(0, 1)], settings)[0], text_a, text_b)


def alignments(batch: Batch, pairs: Sequence[tuple[int, int]], settings: Settings) -> list[tuple[Alignment, ...]]:
    """The matches between the documents of each pair, in the order of the first, with segments, kinds and changes."""
    rows = align.aligned(batch, pairs, settings.align)
    segments = _segments(batch, pairs, rows, settings.classify)
    words = (rows.pairings[:, 2] - rows.pairings[:, 1] + rows.pairings[:, 4] - rows.pairings[:, 3]).tolist()
    spans = _spans(batch, pairs, rows.chains, np.ones(len(rows.chains), dtype=np.bool_))
    found: list[list[Alignment]] = [[] for _ in pairs]
    for a, b, (pair, first, last) in zip(*spans, rows.chains[:, [0, 5, 6]].tolist(), strict=True):
        found[pair].append(_alignment(a, b, segments[first:last], words[first:last]))
    return list(map(tuple, found))


def _alignment(a: Span, b: Span, segments: Sequence[Segment], words: Sequence[int]) -> Alignment:
    """The match made of some segments of so many words each."""
    total = sum(words)
    copied = sum(count for count, one in zip(words, segments, strict=True) if one.kind == _COPIED)
    similarity = sum(count * one.similarity for count, one in zip(words, segments, strict=True)) / total
    kind = _COPIED if copied * 2 >= total else _PARAPHRASED
    return Alignment(a, b, kind, round(similarity, 4), tuple(segments))


def _segments(batch: Batch, pairs: Sequence[tuple[int, int]], rows: Rows, settings: ClassifySettings) -> list[Segment]:
    """The segments of all matches, in the order of the rows: each two ranges that stand for each other."""
    spans_a, spans_b = _spans(batch, pairs, rows.pairings, rows.pairings[:, 5] > 0)
    documents = np.array(pairs, dtype=np.int64).reshape(-1, 2)[rows.pairings[:, 0]].tolist()
    flags = (rows.pairings[:, 6] > 0).tolist()
    found = []
    for (x, y), a, b, (similarity, containment), is_formula in zip(
        documents, spans_a, spans_b, rows.values.tolist(), flags, strict=True
    ):
        if similarity >= 1.0:
            found.append(Segment(a, b, _COPIED, _VERBATIM, similarity, (), is_formula))
            continue
        text_a, text_b = batch.texts[x][a.start : a.end], batch.texts[y][b.start : b.end]
        kind, degree = classify.degree_of(similarity, containment, settings)
        if degree == _LIGHT and classify.is_copied_but_for_figures(text_a, text_b, settings):
            kind, degree = _COPIED, _EDITED
        changes = classify.changes(text_a, text_b) if similarity >= settings.min_light_similarity else ()
        found.append(Segment(a, b, kind, degree, round(similarity, 4), changes, is_formula))
    return found


_COPIED, _PARAPHRASED = Kind.COPIED, Kind.PARAPHRASED
_VERBATIM, _EDITED, _LIGHT = Degree.VERBATIM, Degree.EDITED, Degree.LIGHT


def _spans(
    batch: Batch, pairs: Sequence[tuple[int, int]], rows: NDArray[np.int64], is_exact: NDArray[np.bool_]
) -> tuple[Iterator[Span], Iterator[Span]]:
    """The ranges of words of each row as characters: from the first word to the last, or the passages that hold them.

    A row begins with the number of its pair, and start and end in either document.
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
