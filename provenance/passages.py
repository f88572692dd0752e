"""Matches, relations and families to each document's passages: what is copied, from where, and what is its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from provenance.model import Degree, Kind, Order, Passage, Place, Shares, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from provenance.credit import Credits
    from provenance.model import Credit, Match, Segment, Witness

_FIRST = 0.70
_EQUALLY_NEAR = 0.1
_MAX_NAMED = 10
_KINDS = Kind.COPIED, Kind.PARAPHRASED, Kind.ORIGINAL, Kind.BOILERPLATE  # as the fields of `Shares`


class _Carrier(NamedTuple):
    """Another document that carries a stretch of this one: where in both, how near, and how likely it was first.

    The fields stand in the order in which carriers are sorted; `number` tells those of one place apart.
    """

    start: int
    end: int
    document: str
    other_start: int
    other_end: int
    number: int
    match: str
    segment: Segment
    p_first: float


class _Mark(NamedTuple):
    """What is said of one stretch; equal neighbours become one passage."""

    kind: Kind
    degree: Degree | None
    quotation: bool
    origin: str | None
    order: Order
    match: str | None


class _Stretch(NamedTuple):
    """A part of a passage that is all inside or all outside of a quotation and of every segment."""

    start: int
    end: int
    is_furniture: bool
    is_quoted: bool


def carriers(matches: Iterable[Match], before: Mapping[tuple[str, str], float]) -> dict[str, list[_Carrier]]:
    """For each document, every segment of it that another document carries too, sorted by place.

    `before` is the probability that the first of two documents was finished before the second.
    """
    found: dict[str, list[_Carrier]] = defaultdict(list)
    count = 0
    for match in matches:
        a, b, name = match.a.document, match.b.document, match.id
        is_first, is_second = before[a, b], before[b, a]
        of_a, of_b = found[a], found[b]
        for number, segment in enumerate(match.segments, count):
            own, other = segment.a, segment.b
            of_a.append(_Carrier(own.start, own.end, b, other.start, other.end, number, name, segment, is_second))
            of_b.append(_Carrier(other.start, other.end, a, own.start, own.end, number, name, segment, is_first))
        count += len(match.segments)
    for held in found.values():
        held.sort()
    return found


def passages(
    witness: Witness,
    carried: Sequence[_Carrier],
    missing: Sequence[tuple[Span, str]],
    words: Sequence[int],
    credits_: Credits,
    parents: Collection[str],
) -> tuple[Passage, ...]:
    """The passages of a document, in order, covering its every word.

    `words` are the places where the document's words begin; `credits_` what it says of where they come from; `parents`
    the documents from which the lineage draws an edge to this one.
    """
    if words and is_alone(witness, carried):
        return (_all_original(witness, words),)
    merged: list[tuple[Span, _Mark, list[_Carrier]]] = []
    first, end, mark = 0, 0, None
    together: list[_Carrier] = []
    for stretch, touching in _touching(_stretches(witness, carried, words), carried):
        said, held = _mark(stretch, touching, missing, parents)
        if said != mark:
            if mark is not None:
                merged.append((Span(first, end), mark, together))
            first, mark, together = stretch.start, said, []
        together += held
        end = stretch.end
    if mark is not None:
        merged.append((Span(first, end), mark, together))
    if any(mark.origin is not None for _, mark, _ in merged):
        credits_ = credits_.heard()
    return tuple(
        _passage(span, mark, held, None if mark.origin is None else _credit(span, mark, held, credits_))
        for span, mark, held in merged
    )


def _credit(span: Span, mark: _Mark, held: Iterable[_Carrier], credits_: Credits) -> Credit | None:
    """The credit that a passage gives to its origin, if any."""
    return credits_.of(span, mark.origin or "", (c.document for c in held), is_quoted=mark.quotation)


def _credited(passage: Passage, others: Iterable[str], credits_: Credits) -> Passage:
    """The passage with the credit that it gives, where it owes one."""
    if passage.origin is None:
        return passage
    span, origin = Span(passage.start, passage.end), passage.origin.document
    credit = credits_.of(span, origin, others, is_quoted=passage.quotation)
    return replace(passage, attributed=_is_attributed(credit), credit=credit)


def _is_attributed(credit: Credit | None) -> bool:
    return credit is not None and not credit.is_wrong


def is_alone(witness: Witness, carried: Sequence[_Carrier]) -> bool:
    """Whether a document is one passage, its own: of its words only the first of each sentence need be known."""
    return not (carried or witness.quotations or any(witness.is_furniture))


def _all_original(witness: Witness, words: Sequence[int]) -> Passage:
    """The one passage of a document that shares nothing: from the first passage with a word to the last."""
    first, last = (bisect_right(witness.passages, word, key=lambda p: p.start) - 1 for word in (words[0], words[-1]))
    return _passage(Span(witness.passages[first].start, witness.passages[last].end), _ORIGINAL[False], ())


def whole_copy(
    witness: Witness,
    words: Sequence[int],
    original: Witness,
    original_words: Sequence[int],
    found: Sequence[Passage],
    credits_: Credits,
) -> tuple[Passage, ...]:
    """The passages of a document whose folded text is that of another, laid over it word by word.

    What the other has from elsewhere, this one has from there, too. What is the other's own is copied here; from which
    of the two to which is not known. `words` say where the words of each begin; `found` are the passages of the other.
    """
    laid: list[Passage] = []
    credits_ = credits_.heard()
    end = 0
    for passage in found:
        first, last = bisect_left(original_words, passage.start), bisect_left(original_words, passage.end) - 1
        if first > last:
            continue
        start = max(end, words[first] - (original_words[first] - passage.start))
        following = words[last + 1] if last + 1 < len(words) else len(witness.document.text)
        end = min(words[last] + (passage.end - original_words[last]), following)
        copied = _copied(replace(passage, start=start, end=end), passage, original.id)
        laid.append(_credited(replace(copied, attributed=None, credit=None), copied.also_in, credits_))
    return tuple(laid)


def _copied(laid: Passage, passage: Passage, original: str) -> Passage:
    """A passage of a whole copy."""
    others = tuple(dict.fromkeys((*passage.also_in, original)))[:_MAX_NAMED]
    carried = replace(laid, carriers=passage.carriers + 1, also_in=others)
    if passage.kind is not Kind.ORIGINAL:
        return laid if passage.kind is Kind.BOILERPLATE else carried
    return replace(
        carried,
        kind=Kind.COPIED,
        degree=Degree.VERBATIM,
        origin=Place(original, passage.start, passage.end),
        order=Order.UNDETERMINED,
        similarity=1.0,
    )


def _stretches(witness: Witness, carried: Sequence[_Carrier], words: Sequence[int]) -> Iterator[_Stretch]:
    """Passages cut where a segment or a quotation begins or ends inside; stretches without a word are joined on.

    Passages that follow one another and touch neither are one stretch, for they are all the document's own.
    """
    text, quotations = witness.document.text, witness.quotations
    covered = _covered(carried, quotations, len(text))
    cuts = {c.start for c in carried} | {c.end for c in carried}
    cuts |= {q.start for q in quotations} | {q.end for q in quotations}
    ordered = [*sorted(cuts), len(text)]
    quoted = [q.start for q in quotations]
    position, near, first, last = 0, 0, -1, -1
    for passage, flag in zip(witness.passages, witness.is_furniture, strict=True):
        start, end = passage.start, passage.end
        while covered[near][1] <= start:
            near += 1
        if not flag and covered[near][0] >= end:
            if _has_word(words, start, end):
                first, last = start if first < 0 else first, end
            continue
        if first >= 0:
            yield _Stretch(first, last, is_furniture=False, is_quoted=False)
            first = -1
        while ordered[position] <= start:
            position += 1
        edges = [start]
        while ordered[position] < end:
            edges.append(ordered[position])
            position += 1
        if len(edges) > 1:
            for span in _cut(text, [*edges, end], words):
                yield _Stretch(span.start, span.end, flag, _is_quoted(span, quotations, quoted))
        elif _has_word(words, start, end):
            yield _Stretch(start, end, flag, bool(quotations) and _is_quoted(passage, quotations, quoted))
    if first >= 0:
        yield _Stretch(first, last, is_furniture=False, is_quoted=False)


def _covered(carried: Sequence[_Carrier], quotations: Sequence[Span], length: int) -> list[tuple[int, int]]:
    """What of a text of this length stands in segments and quotations, in order; and behind its end one more."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*((c.start, c.end) for c in carried), *((q.start, q.end) for q in quotations)]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return [*merged, (length, length + 1)]


def _cut(text: str, edges: Sequence[int], words: Sequence[int]) -> list[Span]:
    """The stretches between edges, without white space around them; those without a word joined to the one before."""
    cut: list[Span] = []
    for start, end in pairwise(edges):
        if _has_word(words, start, end):
            cut.append(Span(start, end))
        elif cut:
            cut[-1] = Span(cut[-1].start, end)
    return [_tight(text, span) for span in cut]


def _touching(
    stretches: Iterable[_Stretch], carried: Sequence[_Carrier]
) -> Iterator[tuple[_Stretch, Sequence[_Carrier]]]:
    """Each stretch with the carriers that overlap it: one pass over both, in the order of the text."""
    position = 0
    active: list[_Carrier] = []
    for stretch in stretches:
        while position < len(carried) and carried[position].start < stretch.end:
            active.append(carried[position])
            position += 1
        if active:
            active = [c for c in active if c.end > stretch.start]
        yield stretch, active


def _has_word(words: Sequence[int], start: int, end: int) -> bool:
    place = bisect_left(words, start)
    return place < len(words) and words[place] < end


def _is_quoted(span: Span, quotations: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether most of a stretch is one quotation; `starts` are where the quotations begin."""
    last = bisect_left(starts, span.end)
    if not last or quotations[last - 1].end <= span.start:
        return False
    first = max(bisect_right(starts, span.start) - 1, 0)
    return any(q.overlap(span) * 2 > len(span) for q in quotations[first:last])


def _tight(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


_BOILERPLATE = _Mark(Kind.BOILERPLATE, None, False, None, Order.KNOWN, None)
_ORIGINAL = {is_quoted: _Mark(Kind.ORIGINAL, None, is_quoted, None, Order.KNOWN, None) for is_quoted in (False, True)}


def _mark(
    stretch: _Stretch,
    carried: Sequence[_Carrier],
    missing: Sequence[tuple[Span, str]],
    parents: Collection[str],
) -> tuple[_Mark, Sequence[_Carrier]]:
    """The mark of one stretch, and who else carries it."""
    start, end, is_furniture, is_quoted = stretch
    if is_furniture:
        return _BOILERPLATE, ()
    if not carried:
        return _ORIGINAL[is_quoted], ()
    # A formula is no reuse by itself: it counts with the text it stands in, which is a parent's where there is one.
    half = (end - start) / 2
    held = [
        c
        for c in carried
        if ((c.start <= start and end <= c.end) or min(c.end, end) - max(c.start, start) > half)
        and not (parents and c.segment.is_formula and c.document not in parents)
    ]
    if not held:
        return _ORIGINAL[is_quoted], ()
    ancestor = None
    if missing:
        ancestor = next((name for p, name in missing if min(p.end, end) - max(p.start, start) > half), None)
    earlier = [c for c in held if c.p_first >= _FIRST]
    open_ones = [c for c in held if 1 - _FIRST < c.p_first < _FIRST]
    if ancestor is None and not earlier and not open_ones:
        return _ORIGINAL[is_quoted], held
    # Of the texts about equally near a parent in the lineage is the likeliest to have supplied it.
    likely = [c for c in open_ones if c.document in parents]
    best = _best([*earlier, *likely] or open_ones or held, parents)
    origin = best.document if ancestor is None or earlier else ancestor
    # What is heavily reworded, and only beside a parent still to be recognised, may as well be the parent's.
    is_aside = bool(parents) and best.document not in parents and best.segment.degree is Degree.HEAVY
    is_known = (earlier and not is_aside) or (ancestor and not open_ones)
    order = Order.KNOWN if is_known else Order.UNDETERMINED
    mark = _Mark(best.segment.kind, best.segment.degree, is_quoted, origin, order, best.match)
    return mark, [best, *(c for c in held if c is not best)]


def _best(pool: Sequence[_Carrier], parents: Collection[str]) -> _Carrier:
    """Of the carriers about as near as the nearest: a parent before others, then by likeness, name and place."""
    if len(pool) == 1:
        return pool[0]
    near = max(c.segment.similarity for c in pool) - _EQUALLY_NEAR
    return min(
        (c for c in pool if c.segment.similarity >= near),
        key=lambda c: (c.document not in parents, -c.segment.similarity, c.document, c.other_start, c.other_end),
    )


def _passage(span: Span, mark: _Mark, held: Sequence[_Carrier], credit: Credit | None = None) -> Passage:
    if not held:  # the document's own, or furniture
        return Passage(
            span.start, span.end, mark.kind, mark.degree, mark.quotation, None, mark.order, None, None, None, 1, ()
        )
    first: dict[str, float] = {}
    for carrier in held:
        if carrier.p_first >= first.get(carrier.document, 0.0):
            first[carrier.document] = carrier.p_first
    others = sorted(first, key=lambda document: (-first[document], document))
    similarity, place = None, None
    if mark.match is not None:
        own = [c for c in held if c.match == mark.match]
        size = sum([c.end - c.start for c in own])
        similarity = round(sum([c.segment.similarity * (c.end - c.start) for c in own]) / size, 4) if size else None
        inside = [c for c in own if c.document == mark.origin]
        start = min((c.other_start for c in inside), default=None)
        end = max((c.other_end for c in inside), default=None)
        place = None if mark.origin is None else Place(mark.origin, start, end)
    return Passage(
        start=span.start,
        end=span.end,
        kind=mark.kind,
        degree=mark.degree,
        quotation=mark.quotation,
        origin=place,
        order=mark.order,
        match=mark.match,
        similarity=similarity,
        attributed=None if place is None else _is_attributed(credit),
        carriers=len(others) + 1,
        also_in=tuple(others[:_MAX_NAMED]),
        credit=credit,
    )


def shares(found: Sequence[Passage], words: Sequence[int]) -> Shares:
    """The shares of a document's words by kind; they sum to 1, or are all 0 where there are no words."""
    counts = dict.fromkeys(_KINDS, 0)
    before = 0
    for passage in found:
        until = bisect_left(words, passage.end)
        counts[passage.kind] += until - before
        before = until
    total = sum(counts.values())
    if not total:
        return Shares()
    rounded = {kind: round(count / total, 4) for kind, count in counts.items()}
    largest = max(counts, key=counts.__getitem__)
    rounded[largest] = round(rounded[largest] + 1 - sum(rounded.values()), 4)
    return Shares(*rounded.values())
