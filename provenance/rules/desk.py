"""Where rules sit: a report, what each document is to this newsroom, and the questions that several rules ask."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from provenance.counting import words_of
from provenance.model import (
    ALMOST_CERTAINLY,
    LEANING,
    PROBABLY,
    Kind,
    Level,
    Place,
    RelationType,
    Verdict,
    confidence,
    pair_of,
)
from provenance.rules.options import until

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from provenance.model import Correction, Match, Passage, Relation, Report, Segment, Span, TracedDocument

T = TypeVar("T")

ANY_OTHER_ORIGIN = "any-other-origin"
"""As a source: every document of another origin, whatever its kind."""

OURS = ""
"""The origin of what we have written ourselves, for whichever of our outlets."""

STORY, PRESS_RELEASE, WIRE = "story", "press_release", "wire"
_WORD = re.compile(r"\w+")
_LINE_END = re.compile("\n")
_REUSED = (Kind.COPIED, Kind.PARAPHRASED)
_CONFIDENCES = {"weak": LEANING, "moderate": PROBABLY, "strong": ALMOST_CERTAINLY}


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be used, from whom, until when (an ISO day, or None for always)."""

    origin: str
    allows: tuple[str, ...] = ("full_text",)
    until: str | None = until()
    requires_credit: bool = True


@dataclass(frozen=True, slots=True)
class Objection:
    """What a rule objects to, before it is a finding: see `model.Finding` for the fields of one name.

    `passages` are those objected to, in the order of the text; the first of the longest is the one pointed at.
    """

    document: str
    message: str
    settle: str
    base: str
    measured: float | None = None
    limit: float | None = None
    unit: str = "words"
    source: str | None = None
    passages: tuple[Passage, ...] = ()
    sides: tuple[str, str] | None = None
    """Of an objection to two texts that are alike: what both have, by which it is the same, whichever it is told of."""
    level: Level | None = None
    """Another level than the one that the policy gives the rule."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage of a document, its words counted, and the document that has it, too."""

    passage: Passage
    source: str
    words: int


@dataclass(frozen=True)
class Desk:
    """A report as a newsroom sees it.

    `kinds`: what each document is (`story`, `press_release`, …), by id; `origins`: whose each document is, folded;
    `licences`: by folded origin; `now`: the day to judge by; `judged`: the documents that rules look at, all where
    None; `place`: of these, the ones of one place, in order; `boilerplate`: folded words that are nobody's.
    """

    report: Report
    kinds: Mapping[str, str]
    origins: Mapping[str, str]
    licences: Mapping[str, Licence]
    now: str | None
    min_confidence: str = "moderate"
    judged: frozenset[str] | None = None
    place: tuple[str, ...] | None = None
    boilerplate: tuple[str, ...] = ()
    notes: dict[str, None] = field(default_factory=dict)
    """Each once, in order."""
    known: dict[Hashable, Any] = field(default_factory=dict)
    """What rules worked out once, see `once`."""

    def of(self, place: tuple[str, ...]) -> Desk:
        """The same desk, for the documents of one place: those for which the policy sets the same options."""
        there = replace(self, place=place)
        # What was worked out of the report holds there, too.
        there.__dict__.update({name: value for name, value in self.__dict__.items() if name not in there.__dict__})
        return there

    @cached_property
    def documents(self) -> Mapping[str, TracedDocument]:
        """The documents by id."""
        return {document.id: document for document in self.report.documents}

    @cached_property
    def licensed_kinds(self) -> tuple[str, ...]:
        """The kinds of documents whose origin has a licence."""
        return tuple(sorted({self.kinds[name] for name, origin in self.origins.items() if origin in self.licences}))

    @cached_property
    def _relations(self) -> Mapping[tuple[str, str], Relation]:
        return {(relation.a, relation.b): relation for relation in self.report.relations}

    @cached_property
    def _matches(self) -> Mapping[tuple[str, str], Sequence[Match]]:
        held: dict[tuple[str, str], list[Match]] = {}
        for match in self.report.matches:
            held.setdefault((match.a.document, match.b.document), []).append(match)
        return held

    def subjects(self, kinds: Sequence[str]) -> Iterator[TracedDocument]:
        """The documents of these kinds that are judged, in the order of the report."""
        for name in self.documents if self.place is None else self.place:
            if self.kinds[name] in kinds and (self.judged is None or name in self.judged):
                yield self.documents[name]

    def relation(self, one: str, other: str) -> Relation | None:
        """What is believed of two documents."""
        return self._relations.get(pair_of(one, other))

    def matches(self, one: str, other: str) -> Sequence[Match]:
        """The matches of two documents, in order."""
        return self._matches.get(pair_of(one, other), ())

    def sides(self, one: str, other: str) -> tuple[str, str]:
        """The first words that two documents share, as each has them: all of them where no match tells."""
        a, b = (self.documents[name].text or "" for name in pair_of(one, other))
        for match in self.matches(one, other)[:1]:
            first = match.segments[0]
            return a[first.a.start : first.a.end], b[first.b.start : first.b.end]
        return a, b

    def partners(self, document: str) -> tuple[str, ...]:
        """The documents that are matched with this one, in the order of their ids; of equal texts only the first is."""
        return self._partners.get(document, ())

    @cached_property
    def _partners(self) -> Mapping[str, tuple[str, ...]]:
        held: dict[str, set[str]] = {}
        for a, b in self._matches:
            held.setdefault(a, set()).add(b)
            held.setdefault(b, set()).add(a)
        return {document: tuple(sorted(others)) for document, others in held.items()}

    @cached_property
    def corrections(self) -> Mapping[str, Sequence[Correction]]:
        """What each document takes back that takes something back."""
        held: dict[str, list[Correction]] = {}
        for correction in self.report.corrections:
            held.setdefault(correction.document, []).append(correction)
        return held

    @cached_property
    def lines(self) -> Lines:
        """Where the lines of documents begin."""
        return Lines(self.documents)

    def once(self, asked: Hashable, work: Callable[[], T]) -> T:
        """What a rule works out of the whole report, once, however many places it is called for."""
        if asked not in self.known:
            self.known[asked] = work()
        found: T = self.known[asked]
        return found

    def is_form(self, one: str, other: str) -> bool:
        """Whether two documents are one form, filled in anew, so that neither repeats the other."""
        relation = self.relation(one, other)
        return relation is not None and relation.type is RelationType.TEMPLATE

    def p_first(self, one: str, other: str) -> float:
        """The probability that the one was finished before the other; 0.5 where nothing is known."""
        relation = self.relation(one, other)
        return 0.5 if relation is None else relation.p_first(one)

    def is_surely_first(self, one: str, other: str, least: str | None = None) -> bool:
        """Whether the one was first with the confidence that the policy, or the rule, demands."""
        relation = self.relation(one, other)
        if relation is None or relation.verdict is Verdict.UNDETERMINED:
            return False
        return self.p_first(one, other) >= _CONFIDENCES[least or self.min_confidence]

    def is_source(self, document: str, other: str, sources: Sequence[str]) -> bool:
        """Whether the other document is one of the sources that a rule is about, seen from this one."""
        if other == document or self.origins[other] == self.origins[document]:
            return False
        return ANY_OTHER_ORIGIN in sources or self.kinds[other] in sources

    def reuses(
        self, document: TracedDocument, sources: Sequence[str], kinds: Sequence[str] = (Kind.COPIED,)
    ) -> Iterator[Reuse]:
        """The passages of a document that it has from sources of these kinds.

        The source is the origin where that is one of them; where the origin is a missing text, or a carrier between,
        it is the first carrier that is, and the passages are what the two share, as they share it: what is copied from
        a carrier may only be reworded from its source.
        """
        for passage in document.passages:
            if passage.kind not in _REUSED or passage.origin is None or self._is_boilerplate(document, passage):
                continue
            carriers = (passage.origin.document, *passage.also_in)
            known = (name for name in carriers if name in self.documents)
            source = next((name for name in known if self.is_source(document.id, name, sources)), None)
            if source is None:
                continue
            for part in (passage,) if source == passage.origin.document else self._shared(document, passage, source):
                if part.kind in kinds:
                    yield Reuse(part, source, self.words(document, part))

    def _shared(self, document: TracedDocument, passage: Passage, source: str) -> Sequence[Passage]:
        """The parts of a passage that stand in matches with another text: all of it where no match tells.

        Neighbours of one kind and degree are one, where no word stands between them.
        """
        parts: list[Passage] = []
        held = self.once(("held", document.id, source), lambda: _Held(document.id, self.matches(document.id, source)))
        for own, there, segment, match in held.in_touch(passage):
            part = replace(
                passage,
                start=max(own.start, passage.start),
                end=min(own.end, passage.end),
                kind=segment.kind,
                degree=segment.degree,
                similarity=segment.similarity,
                match=match,
                origin=Place(source, there.start, there.end),
            )
            parts[-1:] = _joined(document, parts[-1], part) if parts else (part,)
        return parts if held.rows else (passage,)

    def _is_boilerplate(self, document: TracedDocument, passage: Passage) -> bool:
        """Whether the policy declares the words of a passage to be nobody's."""
        if not self.boilerplate:
            return False
        words = folded((document.text or "")[passage.start : passage.end])
        return any(words in text for text in self.boilerplate)

    def words(self, document: TracedDocument, passage: Passage) -> int:
        """How many words a passage has, as all of the report counts them."""
        return words_of(document, passage)

    def note_order(self, rule: str, first: str, other: str) -> None:
        """Says that a rule kept silent, not sure enough that the one was first; not where the other surely was."""
        if not self.is_surely_first(other, first):
            word = confidence(self.p_first(first, other))
            note = f"{rule}: order uncertain between {first} and {other} ({word}); no finding was made of it"
            self.notes.setdefault(note)


class _Held:
    """What a document shares with another one: its places, by where they stand in it."""

    def __init__(self, document: str, matches: Sequence[Match]) -> None:
        """`matches`: those of the two documents, in order."""
        sides = (
            (segment.a, segment.b, segment, match.id)
            if match.a.document == document
            else (segment.b, segment.a, segment, match.id)
            for match in matches
            for segment in match.segments
        )
        self.rows = list(sides)
        self._order = sorted(range(len(self.rows)), key=lambda number: self.rows[number][0])
        self._starts = [self.rows[number][0].start for number in self._order]
        self._reached = list(accumulate((self.rows[number][0].end for number in self._order), max))

    def in_touch(self, passage: Passage) -> Iterator[tuple[Span, Span, Segment, str]]:
        """The places in a passage, here and there, with their segments and matches, in the order of the matches."""
        first, last = bisect_right(self._reached, passage.start), bisect_left(self._starts, passage.end)
        for number in sorted(self._order[first:last]):
            own = self.rows[number][0]
            if max(own.start, passage.start) < min(own.end, passage.end):
                yield self.rows[number]


class Lines(dict[str, Sequence[int]]):
    """Where the lines of each document begin, found when first asked for."""

    def __init__(self, documents: Mapping[str, TracedDocument]) -> None:
        """`documents` by id."""
        self._documents = documents

    def __missing__(self, name: str) -> Sequence[int]:
        text = self._documents[name].text or ""
        starts = self[name] = [0, *(found.end() for found in _LINE_END.finditer(text))]
        return starts


def folded(text: str) -> str:
    """The words of a text without case, punctuation and spacing: what fingerprints are made of."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _joined(document: TracedDocument, one: Passage, other: Passage) -> Sequence[Passage]:
    """Two parts in the order of the text: as one where they are alike and no word stands between them."""
    gap = (document.text or "")[one.end : other.start]
    if (one.kind, one.degree) != (other.kind, other.degree) or _WORD.search(gap):
        return (one, other)
    origin = one.origin and other.origin and replace(one.origin, end=other.origin.end)
    return (replace(one, end=max(one.end, other.end), origin=origin),)


def is_uncredited(reuse: Reuse) -> bool:
    """Whether a reused passage neither names, links nor quotes its source."""
    return reuse.passage.attributed is False


def total(reuses: Sequence[Reuse]) -> int:
    """The words of some passages together."""
    return sum(reuse.words for reuse in reuses)


def by_source(reuses: Sequence[Reuse]) -> Mapping[str, list[Reuse]]:
    """The passages gathered by source, in the order in which the sources first stand in the text."""
    gathered: dict[str, list[Reuse]] = {}
    for reuse in reuses:
        gathered.setdefault(reuse.source, []).append(reuse)
    return gathered
