"""Columns to `Passage` and `Shares`, the nouns of the report: with names of documents, credits and counts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import instances
from provenance.model import Degree, Kind, Order, Passage, Place, Shares, Span
from provenance.passages.carriers import DEGREES
from provenance.passages.marks import KINDS, NONE
from provenance.phrasing import fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from provenance.credit import Credits
    from provenance.model import Credit, Witness
    from provenance.passages.laid import Laid

_MAX_NAMED = 10


def passages(
    found: Laid, base: NDArray[np.int64], names: Sequence[str], matches: Sequence[str], hear: Callable[[int], Credits]
) -> list[tuple[Passage, ...]]:
    """The passages of each document, in order, covering its every word.

    `base` is where each text begins, `names` are those of documents and missing ancestors, `matches` those of matches.
    `hear` tells what a document says of where its passages come from: it is asked of those that owe a credit.
    """
    mark, document = found.mark, np.repeat(np.arange(len(base)), np.diff(found.document_passage))
    starts, ends = (found.start - base[document]).tolist(), (found.end - base[document]).tolist()
    places = _places(found, names)
    credits_, is_given = _credits(found, document, instances(Span, starts, ends), places, names, hear)
    bounds = found.passage_other.tolist()
    ordered = [names[number] for number in found.ordered.tolist()]
    held = instances(
        Passage,
        starts,
        ends,
        [KINDS[number] for number in mark.kind.tolist()],
        [None if number == NONE else DEGREES[number] for number in mark.degree.tolist()],
        mark.is_quoted.tolist(),
        places,
        [Order.KNOWN if is_known else Order.UNDETERMINED for is_known in mark.is_known.tolist()],
        [None if number == NONE else matches[number] for number in mark.match.tolist()],
        [None if value == NONE else fraction(value) for value in found.similarity.tolist()],
        is_given,
        [last - first + 1 for first, last in pairwise(bounds)],
        [tuple(ordered[first : min(last, first + _MAX_NAMED)]) for first, last in pairwise(bounds)],
        credits_,
    )
    return [tuple(held[first:last]) for first, last in pairwise(found.document_passage.tolist())]


def _places(found: Laid, names: Sequence[str]) -> list[Place | None]:
    """Where each passage is from."""
    places: list[Place | None] = [None] * len(found.start)
    reused = np.flatnonzero(found.mark.origin != NONE)
    columns = found.mark.origin, found.place_start, found.place_end
    for row, origin, start, end in zip(reused.tolist(), *(column[reused].tolist() for column in columns), strict=True):
        is_there = start != NONE
        places[row] = Place(names[origin], start if is_there else None, end if is_there else None)
    return places


def _credits(
    found: Laid,
    document: NDArray[np.int64],
    spans: Sequence[Span],
    places: Sequence[Place | None],
    names: Sequence[str],
    hear: Callable[[int], Credits],
) -> tuple[list[Credit | None], list[bool | None]]:
    """The credit that each passage gives to its origin, and whether it gives one; None where that is not known."""
    credits_: list[Credit | None] = [None] * len(spans)
    is_given: list[bool | None] = [None] * len(spans)
    others = [names[number] for number in found.others.tolist()]
    bounds, is_quoted = found.passage_other.tolist(), found.mark.is_quoted.tolist()
    heard, number = None, NONE
    for row in np.flatnonzero(found.mark.origin != NONE).tolist():
        place = places[row]
        if heard is None or number != document[row]:
            number = int(document[row])
            heard = hear(number)
        if place is not None:
            carriers = others[bounds[row] : bounds[row + 1]]
            credits_[row] = heard.of(spans[row], place.document, carriers, is_quoted=is_quoted[row])
            is_given[row] = heard.is_given(credits_[row])
    return credits_, is_given


# --------------------------------------------------------------------------- whole copies


def whole_copy(
    witness: Witness,
    words: Sequence[int],
    original: Witness,
    original_words: Sequence[int],
    found: Sequence[Passage],
    credits_: Credits,
) -> tuple[Passage, ...]:
    """The passages of a document whose folded text is that of another, laid over it word by word.

    What the other is known to have from elsewhere, this one has from there, too. All else that is no furniture is
    copied here, as no text is nearer than one that has every word; from which of the two to which is not known. `words`
    say where the words of each begin; `found` are the passages of the other.
    """
    laid: list[Passage] = []
    end = 0
    for passage in found:
        first, last = bisect_left(original_words, passage.start), bisect_left(original_words, passage.end) - 1
        if first > last:
            continue
        start = max(end, words[first] - (original_words[first] - passage.start))
        following = words[last + 1] if last + 1 < len(words) else len(witness.document.text)
        end = min(words[last] + (passage.end - original_words[last]), following)
        copied = _copied(passage, Span(start, end), original.id, credits_)
        if laid and _is_one(laid[-1], copied):
            copied = _joined(laid.pop(), copied)
        laid.append(copied)
    return tuple(laid)


def _is_one(a: Passage, b: Passage) -> bool:
    """Whether two neighbouring passages differ in nothing that parts two passages, and their origins lie together."""
    held, rest = ((p.kind, p.degree, p.quotation, p.order, p.match, p.attributed, p.credit) for p in (a, b))
    if held != rest or a.origin is None or b.origin is None or a.match is not None:
        return False
    return a.origin.document == b.origin.document and (a.origin.end or 0) <= (b.origin.start or 0)


def _joined(a: Passage, b: Passage) -> Passage:
    assert a.origin is not None
    assert b.origin is not None
    origin = Place(a.origin.document, a.origin.start, b.origin.end)
    others = tuple(dict.fromkeys((*a.also_in, *b.also_in)))[:_MAX_NAMED]
    return replace(a, end=b.end, origin=origin, carriers=max(a.carriers, b.carriers), also_in=others)


def _copied(passage: Passage, span: Span, original: str, credits_: Credits) -> Passage:
    """A passage of an original as its whole copy has it."""
    kind, degree, order, similarity = passage.kind, passage.degree, passage.order, passage.similarity
    place, carriers, others = passage.origin, passage.carriers, passage.also_in
    if kind is not Kind.BOILERPLATE:
        carriers, others = carriers + 1, tuple(dict.fromkeys((*others, original)))[:_MAX_NAMED]
    match, is_open = passage.match, order is Order.UNDETERMINED and place is not None and place.start is not None
    if kind is Kind.ORIGINAL or is_open:
        kind, degree, order, similarity, match = Kind.COPIED, Degree.VERBATIM, Order.UNDETERMINED, 1.0, None
        place = Place(original, passage.start, passage.end)
    credit = credits_.of(span, place.document, others, is_quoted=passage.quotation) if place else None
    return Passage(
        start=span.start,
        end=span.end,
        kind=kind,
        degree=degree,
        quotation=passage.quotation,
        origin=place,
        order=order,
        match=match,
        similarity=similarity,
        attributed=credits_.is_given(credit) if place else None,
        carriers=carriers,
        also_in=others,
        credit=credit,
    )


# --------------------------------------------------------------------------- shares


def counted(found: Laid, base: NDArray[np.int64], words: NDArray[np.int64]) -> list[Shares]:
    """The shares of each document's words by kind. Of a document without known words all are those of its passage."""
    until = np.searchsorted(words, found.end)
    before = np.searchsorted(words, base)
    first = found.document_passage[:-1][np.diff(found.document_passage) > 0]
    counts = np.diff(until, prepend=0)
    document = np.repeat(np.arange(len(base)), np.diff(found.document_passage))
    counts[first] = until[first] - before[document[first]]
    is_unknown = (np.diff(np.append(before, len(words))) == 0)[document]
    counts[is_unknown] = 1
    cells = np.bincount(len(KINDS) * document + found.mark.kind, counts, minlength=len(KINDS) * len(base))
    rows: list[list[int]] = cells.astype(np.int64).reshape(-1, len(KINDS)).tolist()
    return [shares(*row) for row in rows]


def shares(*counts: int) -> Shares:
    """The shares of words of which there are so many of each kind; they sum to 1, or are all 0 without words."""
    total = sum(counts)
    if not total:
        return Shares()
    rounded = [fraction(count / total) for count in counts]
    largest = counts.index(max(counts))
    rounded[largest] = round(rounded[largest] + 1 - sum(rounded), 4)
    return Shares(*rounded)


def words_by_kind(found: Sequence[Passage], words: Sequence[int]) -> list[int]:
    """How many words of a document are of each kind; `words` is where they begin."""
    counts = dict.fromkeys(KINDS, 0)
    before = 0
    for passage in found:
        until = bisect_left(words, passage.end)
        counts[passage.kind] += until - before
        before = until
    return list(counts.values())
