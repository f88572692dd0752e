"""Matches, relations and families to each document's passages: what is copied, from where, and what is its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.model import Degree, Kind, Order, Passage, Place, Shares, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.credit import Credits
    from provenance.model import Match, Relation, Segment, Witness

_FIRST = 0.70
_EQUALLY_NEAR = 0.1
_MAX_NAMED = 10


@dataclass(frozen=True, slots=True)
class _Carrier:
    """Another document that carries a stretch of this one: where, how near, and the probability that it was first."""

    document: str
    match: Match
    segment: Segment
    own: Span
    other: Span
    p_first: float


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is said of one stretch; equal neighbours become one passage."""

    kind: Kind
    degree: Degree | None
    quotation: bool
    origin: str | None
    order: Order
    match: str | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a passage that is all inside or all outside of a quotation and of every segment."""

    span: Span
    is_furniture: bool
    is_quoted: bool


def carriers(matches: Iterable[Match], relations: Iterable[Relation]) -> dict[str, list[_Carrier]]:
    """For each document, every segment of it that another document carries too, sorted by place."""
    p_first = {(r.a, r.b): r.p_a_first for r in relations}
    found: dict[str, list[_Carrier]] = defaultdict(list)
    for match in matches:
        a, b = match.a.document, match.b.document
        p = p_first[a, b]
        for segment in match.segments:
            found[a].append(_Carrier(b, match, segment, segment.a, segment.b, 1 - p))
            found[b].append(_Carrier(a, match, segment, segment.b, segment.a, p))
    for held in found.values():
        held.sort(key=lambda c: (c.own, c.document, c.other))
    return found


def passages(
    witness: Witness,
    carried: Sequence[_Carrier],
    missing: Sequence[tuple[Span, str]],
    words: Sequence[int],
    credits_: Credits,
    parents: Sequence[str],
) -> tuple[Passage, ...]:
    """The passages of a document, in order, covering its every word.

    `words` are the places where the document's words begin; `credits_` what it says of where they come from; `parents`
    the documents from which the lineage draws an edge to this one, the likeliest first.
    """
    if words and is_alone(witness, carried):
        return (_all_original(witness, words),)
    stretches = _stretches(witness, carried, words)
    marked = [
        (stretch.span, *_mark(stretch, touching, missing, parents))
        for stretch, touching in _touching(stretches, carried)
    ]
    merged: list[tuple[Span, _Mark, list[_Carrier]]] = []
    for span, mark, held in marked:
        if merged and merged[-1][1] == mark:
            merged[-1][2].extend(held)
            merged[-1] = (Span(merged[-1][0].start, span.end), mark, merged[-1][2])
        else:
            merged.append((span, mark, [*held]))
    return tuple(
        _credited(_passage(span, mark, held), [c.document for c in held], credits_) for span, mark, held in merged
    )


def _credited(passage: Passage, others: Sequence[str], credits_: Credits) -> Passage:
    """The passage with the credit that it gives, where it owes one."""
    if passage.origin is None:
        return passage
    span, origin = Span(passage.start, passage.end), passage.origin.document
    credit = credits_.of(span, origin, others, is_quoted=passage.quotation)
    return replace(passage, attributed=credit is not None and not credit.is_wrong, credit=credit)


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


def _stretches(witness: Witness, carried: Sequence[_Carrier], words: Sequence[int]) -> list[_Stretch]:
    """Passages cut where a segment or a quotation begins or ends inside; stretches without a word are joined on."""
    cuts = {c.own.start for c in carried} | {c.own.end for c in carried}
    cuts |= {q.start for q in witness.quotations} | {q.end for q in witness.quotations}
    ordered = sorted(cuts)
    text, quoted = witness.document.text, [q.start for q in witness.quotations]
    found: list[_Stretch] = []
    position = 0
    for passage, flag in zip(witness.passages, witness.is_furniture, strict=True):
        while position < len(ordered) and ordered[position] <= passage.start:
            position += 1
        edges = [passage.start]
        while position < len(ordered) and ordered[position] < passage.end:
            edges.append(ordered[position])
            position += 1
        cut = _cut(text, [*edges, passage.end], words) if len(edges) > 1 else [passage]
        if len(edges) > 1 or _has_word(words, passage.start, passage.end):
            found += [_Stretch(span, flag, _is_quoted(span, witness.quotations, quoted)) for span in cut]
    return found


def _cut(text: str, edges: Sequence[int], words: Sequence[int]) -> list[Span]:
    """The stretches between edges, without white space around them; those without a word joined to the one before."""
    cut: list[Span] = []
    for start, end in pairwise(edges):
        if _has_word(words, start, end):
            cut.append(Span(start, end))
        elif cut:
            cut[-1] = Span(cut[-1].start, end)
    return [_tight(text, span) for span in cut]


def _touching(stretches: Sequence[_Stretch], carried: Sequence[_Carrier]) -> Iterator[tuple[_Stretch, list[_Carrier]]]:
    """Each stretch with the carriers that overlap it: one pass over both, in the order of the text."""
    position = 0
    active: list[_Carrier] = []
    for stretch in stretches:
        while position < len(carried) and carried[position].own.start < stretch.span.end:
            active.append(carried[position])
            position += 1
        active = [c for c in active if c.own.end > stretch.span.start]
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
    parents: Sequence[str],
) -> tuple[_Mark, list[_Carrier]]:
    """The mark of one stretch, and who else carries it."""
    span = stretch.span
    if stretch.is_furniture:
        return _BOILERPLATE, []
    # A formula is no reuse by itself: it counts with the text it stands in, which is a parent's where there is one.
    held = [
        c
        for c in carried
        if c.own.overlap(span) * 2 > len(span) and not (c.segment.is_formula and parents and c.document not in parents)
    ]
    if not held:
        return _ORIGINAL[stretch.is_quoted], []
    ancestor = next((name for place, name in missing if place.overlap(span) * 2 > len(span)), None)
    earlier = [c for c in held if c.p_first >= _FIRST]
    open_ones = [c for c in held if 1 - _FIRST < c.p_first < _FIRST]
    if ancestor is None and not earlier and not open_ones:
        return _ORIGINAL[stretch.is_quoted], held
    # Of the texts about equally near a parent in the lineage is the likeliest to have supplied it.
    likely = [c for c in open_ones if c.document in parents]
    pool = [*earlier, *likely] or open_ones or held
    near = max(c.segment.similarity for c in pool) - _EQUALLY_NEAR
    best = min(
        (c for c in pool if c.segment.similarity >= near),
        key=lambda c: (c.document not in parents, -c.segment.similarity, c.document, c.other),
    )
    origin = best.document if ancestor is None or earlier else ancestor
    order = Order.KNOWN if earlier or (ancestor and not open_ones) else Order.UNDETERMINED
    mark = _Mark(
        kind=best.segment.kind,
        degree=best.segment.degree,
        quotation=stretch.is_quoted,
        origin=origin,
        order=order,
        match=best.match.id,
    )
    return mark, [best, *(c for c in held if c is not best)]


def _passage(span: Span, mark: _Mark, held: Sequence[_Carrier]) -> Passage:
    first: dict[str, float] = {}
    for carrier in held:
        first[carrier.document] = max(carrier.p_first, first.get(carrier.document, 0.0))
    others = sorted(first, key=lambda document: (-first[document], document))
    own = [c for c in held if c.match.id == mark.match]
    words = sum(len(c.own) for c in own)
    similarity = round(sum(c.segment.similarity * len(c.own) for c in own) / words, 4) if words else None
    place = None
    if mark.origin is not None:
        inside = [c.other for c in own if c.document == mark.origin]
        place = Place(
            mark.origin, min((s.start for s in inside), default=None), max((s.end for s in inside), default=None)
        )
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
        attributed=None,
        carriers=len(others) + 1,
        also_in=tuple(others[:_MAX_NAMED]),
    )


def shares(found: Sequence[Passage], words: Sequence[int]) -> Shares:
    """The shares of a document's words by kind; they sum to 1, or are all 0 where there are no words."""
    counts = dict.fromkeys(Kind, 0)
    before = 0
    for passage in found:
        until = bisect_left(words, passage.end)
        counts[passage.kind] += until - before
        before = until
    total = sum(counts.values())
    if not total:
        return Shares()
    rounded = {kind: round(count / total, 4) for kind, count in counts.items()}
    largest = max(Kind, key=lambda kind: counts[kind])
    rounded[largest] = round(rounded[largest] + 1 - sum(rounded.values()), 4)
    return Shares(**{kind.value: value for kind, value in rounded.items()})
