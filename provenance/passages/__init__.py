"""What the report says of each stretch of a document: copied, paraphrased or original, and from which text it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import offsets
from provenance.kernels import token_starts
from provenance.passages import nouns
from provenance.passages.carriers import carried
from provenance.passages.laid import laid
from provenance.passages.pieces import parted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.credit import Credits
    from provenance.model import Match, Passage, Shares, Span
    from provenance.passages.carriers import Carried
    from provenance.passages.pieces import Judge


def passages(
    outline: Outline,
    texts: Sequence[str],
    matches: Sequence[Match],
    before: Mapping[tuple[str, str], float],
    parents: Mapping[str, Collection[str]],
    missing: Mapping[str, Sequence[tuple[Span, str]]],
    hear: Callable[[int], Credits],
    text_of: Callable[[str], str],
    judge: Judge,
) -> tuple[list[tuple[Passage, ...]], list[Shares]]:
    """The passages of each document, in order, covering its every word; and the shares of its words by kind.

    `before[x, y]` is the probability that document `x` was finished before `y`; `parents` are the documents from which
    the lineage draws an edge to each; `missing` the spans that each has from missing ancestors, with their ids.
    `hear(number)` gives the credits of a document, and is called for those that owe one; `text_of(id)` gives a text;
    `judge(piece, passage)` compares a piece of a passage with the passage that the whole is matched with.
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    base = offsets(lengths + 1)[:-1]
    first = dict(zip(outline.ids, base.tolist(), strict=True))
    held = parted(carried(matches, first, before, parents), outline, texts, base, text_of, judge)
    words = _words(outline, texts, base, held)
    ancestors = {name: n for n, name in enumerate(dict.fromkeys(name for has in missing.values() for _, name in has))}
    places = [
        (first[document] + span.start, first[document] + span.end, len(held.names) + ancestors[name])
        for document, has in missing.items()
        if document in first
        for span, name in has
    ]
    found = laid(outline, texts, base, words, held, places)
    names = [*held.names, *ancestors]
    return (
        nouns.passages(found, base, names, [match.id for match in matches], hear),
        nouns.counted(found, base, words),
    )


def _words(outline: Outline, texts: Sequence[str], base: NDArray[np.int64], held: Carried) -> NDArray[np.int64]:
    """Where words begin, as places in all texts concatenated.

    Documents that share nothing and have neither quotations nor furniture are left out: each is one passage.
    """
    is_told = np.diff(outline.document_quotation) > 0
    is_told[np.searchsorted(base, held.start, side="right") - 1] = True
    is_told[np.searchsorted(outline.document_passage, np.flatnonzero(outline.is_furniture), side="right") - 1] = True
    chosen = np.flatnonzero(is_told).tolist()
    return np.concatenate(
        [np.empty(0, dtype=np.int64), *(np.asarray(token_starts(texts[n]), dtype=np.int64) + base[n] for n in chosen)]
    )
