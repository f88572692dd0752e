"""The passages of a family that stand in most of its documents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.model import Kind
from provenance.reports.views import phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.order import family_in_order
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Family, Passage, Span
    from provenance.reports.markup import Html
    from provenance.reports.views.lookup import Lookup

MAX_TRAVELLED, MAX_WORDS, MIN_WORDS, MIN_CARRIERS = 3, 24, 5, 3
WHOLE = 0.8
"""A passage stands in another document where so much of it does."""

_Held = dict[str, dict[str, list[tuple["Span", "Span"]]]]
"""Document -> other document -> where what they share stands in the one and in the other."""


def travelled(lookup: Lookup, family: Family) -> Iterator[Html]:
    """The passages that stand in most documents, each once, as it stands in the one that comes first in time.

    Of documents of one text one is looked at.
    """
    place = {document: n for n, document in enumerate(family_in_order(lookup, family))}
    first_of: dict[str, int] = {}
    for document, n in place.items():
        first_of.setdefault(lookup.text_of(document), n)
    held = _held(lookup, family)
    found = [
        (-len(carriers), first_of[document], passage.start, carriers)
        for document in family.documents
        if document == lookup.text_of(document)
        for passage in lookup.documents[document].passages
        if passage.carriers >= MIN_CARRIERS and passage.kind is not Kind.BOILERPLATE
        if lookup.count(document, passage.start, passage.end) >= MIN_WORDS
        if len(carriers := _carriers(lookup, held, document, passage)) >= MIN_CARRIERS
    ]
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    number = 0
    for *_, carriers in sorted(found, key=lambda each: each[:3]):
        first = min(carriers, key=place.__getitem__)
        text = lookup.documents[first].text
        if number == MAX_TRAVELLED or text is None:
            return
        if any(_overlap(spans, told[other]) for other, spans in carriers.items()):
            continue
        number += 1
        for other, spans in carriers.items():
            told[other] += spans
        start, end = min(each[0] for each in carriers[first]), max(each[1] for each in carriers[first])
        quote = phrases.go(lookup.place(first, start), phrases.quote(shorten(text[start:end], MAX_WORDS)))
        yield say("travelled", quote=quote, n=len(carriers), name=lookup.names[first])


def _overlap(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for start, end in spans for other_start, other_end in others)


def _held(lookup: Lookup, family: Family) -> _Held:
    members = set(family.documents)
    held: _Held = defaultdict(lambda: defaultdict(list))
    for a in family.documents:
        for b in (each for each in lookup.partners.get(a, ()) if a < each and each in members):
            spans = [(each.a, each.b) for match in lookup.between(a, b) for each in match.segments]
            held[a][b] += spans
            held[b][a] += [(there, here) for here, there in spans]
    return held


def _carriers(lookup: Lookup, held: _Held, document: str, passage: Passage) -> dict[str, Sequence[tuple[int, int]]]:
    """The documents in which a passage stands as good as whole, it and its copies among them, and where."""
    own = [(passage.start, passage.end)]
    carriers: dict[str, Sequence[tuple[int, int]]] = {document: own}
    for other, spans in held[document].items():
        inside = [(here, there) for here, there in spans if here.start < passage.end and passage.start < here.end]
        if _covered(passage, [here for here, _ in inside]) >= WHOLE * (passage.end - passage.start):
            carriers[other] = [(there.start, there.end) for _, there in inside]
    for each in [*carriers]:
        carriers |= {twin: carriers[each] for twin in lookup.twins(each) if twin not in carriers}
    return carriers


def _covered(passage: Passage, spans: Sequence[Span]) -> int:
    """How many characters of a passage some spans cover."""
    covered, done = 0, passage.start
    for span in sorted(spans):
        covered += max(0, min(span.end, passage.end) - max(span.start, done))
        done = max(done, span.end)
    return covered
