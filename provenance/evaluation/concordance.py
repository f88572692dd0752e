"""A report indexed by its documents: matches and relations of two, by their ids, identical documents included."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from provenance.model import Kind, Quote, Sides, Span, Verdict, confidence, pair_of, sureness
from provenance.phrasing import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Match, Place, Relation, Report, Segment, TracedDocument

MAX_QUOTE = 80
"""Characters of a quote: a few words, to know the passage by."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """A segment from the side of one document: its range there (`a`), in the other document (`b`), and its kind."""

    a: Span
    b: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Concordance:
    """A report with its matches and relations by pair of documents.

    `stands_for`: for each of identical documents, the one under whose id matches and relations name them all.
    """

    report: Report
    documents: Mapping[str, TracedDocument]
    stands_for: Mapping[str, str]
    matches: Mapping[tuple[str, str], Sequence[Match]]
    relations: Mapping[tuple[str, str], Relation]

    @classmethod
    def of(cls, report: Report) -> Concordance:
        """Indexes a report."""
        matches: dict[tuple[str, str], list[Match]] = defaultdict(list)
        for match in report.matches:
            matches[pair_of(match.a.document, match.b.document)].append(match)
        return cls(
            report,
            {document.id: document for document in report.documents},
            {name: same[0] for family in report.families for same in family.identical for name in same},
            matches,
            {pair_of(relation.a, relation.b): relation for relation in report.relations},
        )

    def first(self, document: str) -> str:
        """The id of the document that stands for this one: its own, unless it is identical to another."""
        return self.stands_for.get(document, document)

    def relation(self, a: str, b: str) -> Relation | None:
        """The relation of two documents, or of those that stand for them."""
        own = self.relations.get(pair_of(a, b))
        return own or self.relations.get(pair_of(self.first(a), self.first(b)))

    def believed_first(self, a: str, b: str) -> tuple[str | None, str]:
        """Which of two documents the report says was first, None where it leaves that open; and its belief in words."""
        relation = self.relation(a, b)
        if relation is None:
            return None, "nothing of their order"
        p = percent(sureness(relation.p_a_first))
        if relation.verdict is Verdict.UNDETERMINED:
            return None, f"that this is undetermined ({p})"
        named = relation.a if relation.verdict is Verdict.A_FIRST else relation.b
        first = a if named in {a, self.first(a)} else b
        return first, f"that {first} was first ({confidence(relation.p_a_first)}, {p})"

    def all_first(self, documents: Iterable[str]) -> frozenset[str]:
        """The ids of the documents that stand for some."""
        return frozenset(map(self.first, documents))

    def runs(self, sides: Sides) -> Iterator[list[Run]]:
        """The segments between two documents, from the side of the first, match by match."""
        for match in self.matches.get(pair_of(sides.document_a, sides.document_b), ()):
            is_turned = match.a.document != sides.document_a
            yield [run_of(each, is_turned=is_turned) for each in match.segments]

    def there(self, sides: Sides) -> Sides:
        """The same place in the documents that stand for these."""
        return Sides(*self._moved(sides.document_a, sides.a), *self._moved(sides.document_b, sides.b))

    def _moved(self, document: str, span: Span) -> tuple[str, Span]:
        """The same words, by their number, in the document that stands for this one."""
        first = self.first(document)
        here, there = self.documents[document].text, self.documents[first].text
        if here == there or here is None or there is None:
            return first, span
        before, held = (len(_WORD.findall(here, *ends)) for ends in ((0, span.start), (span.start, span.end)))
        places = [each.span() for each in islice(_WORD.finditer(there), before, before + held)]
        return first, Span(places[0][0], places[-1][1]) if places else span

    def quote(self, document: str, span: Span) -> Quote:
        """A range with its first `MAX_QUOTE` characters."""
        text = self.documents[document].text
        return Quote(document, span.start, span.end, None if text is None else short(text[span.start : span.end]))

    def quotes(self, sides: Sides) -> tuple[Quote, Quote]:
        """The quotes of both sides."""
        return self.quote(sides.document_a, sides.a), self.quote(sides.document_b, sides.b)


def short(words: str) -> str:
    """The first `MAX_QUOTE` characters of a text, white space folded."""
    return " ".join(words[:MAX_QUOTE].split())


def run_of(segment: Segment, *, is_turned: bool = False) -> Run:
    """A segment, from the side of its second document if it is turned."""
    a, b = (segment.b, segment.a) if is_turned else (segment.a, segment.b)
    return Run(a, b, segment.kind)


def span_of(place: Place) -> Span:
    """The range of a side of a match."""
    return Span(place.start or 0, place.end or 0)
