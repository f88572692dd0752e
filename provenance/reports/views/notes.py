"""The notes beside a text: where a run of passages comes from, who had it first, how sure that is, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.counting import count_words, words_of
from provenance.model import Degree, Kind, Order, Verdict, sureness
from provenance.reports.difference import Budget, differ
from provenance.reports.markup import Html, fill, join
from provenance.reports.strings import nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.comparisons import shared_marked
from provenance.reports.views.marks import mark_of
from provenance.reports.views.phrases import say
from provenance.reports.views.relations import chances

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Passage, TracedDocument
    from provenance.reports.views.lookup import Lookup

MIN_RUN_WORDS = 8
"""Words in a row that are worth telling."""

MAX_CHANCE_WORDS = 16
"""Below so many shared words, without a run of them, chance is possible."""

MAX_RETOLD = 3
MAX_CREDITS = 3
MAX_GAP = 800
"""Characters of other text that one note may bridge: an attribution between two copied quotations, not a chapter."""


@dataclass(slots=True)
class Run:
    """Passages, by their places in the document, that one note speaks of."""

    number: int
    start: int
    end: int
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note."""

    number: int
    anchor: Html
    kind: Html
    tag: Html
    origin: Html
    when: Html
    credit: Html
    why: tuple[Html, ...]
    retold: tuple[RetoldView, ...]
    links: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class RetoldView:
    """A reworded passage under the passage that it rewords, the words that both have standing out."""

    source_label: Html
    source: Html
    here: Html


def runs(passages: Sequence[Passage]) -> tuple[Run, ...]:
    """Passages that need a note, those of one origin and near each other together, numbered in order of the text."""
    found: list[Run] = []
    open_runs: dict[object, Run] = {}
    for place, passage in enumerate(passages):
        if mark_of(passage) in (None, "b"):
            continue
        key = (passage.kind is Kind.ORIGINAL, passage.origin and passage.origin.document, passage.order)
        run = open_runs.get(key)
        if run is None or passage.start - run.end > MAX_GAP:
            run = open_runs[key] = Run(len(found) + 1, passage.start, passage.end)
            found.append(run)
        run.end = passage.end
        run.places.append(place)
    return tuple(found)


def note(lookup: Lookup, document: TracedDocument, passages: Sequence[Passage], run: Run) -> NoteView:
    """The note on a run."""
    members = [passages[place] for place in run.places]
    kind = _strongest_mark(document, members)
    written = _shared_original(lookup, document, members) if kind == "o" else _reused(lookup, document, members)
    return NoteView(
        number=run.number,
        anchor=anchors.note(document.id, run.number),
        kind=Html(kind),
        tag=Html(nouns.TAGS[kind] if len({mark_of(one) for one in members}) == 1 else nouns.TAG_OF_SEVERAL),
        origin=written.origin,
        when=written.when,
        credit=_credit(members) if kind != "o" else Html(""),
        why=(*_shared(document, members), *_credits(lookup, document, members), *written.why)
        if kind != "o"
        else written.why,
        retold=tuple(_retold(lookup, document, members)),
        links=tuple(_links(lookup, document, members)),
    )


@dataclass(frozen=True, slots=True)
class _Written:
    origin: Html
    when: Html
    why: tuple[Html, ...]


def _strongest_mark(document: TracedDocument, members: Sequence[Passage]) -> str:
    """The mark that covers most of the run's words."""
    words: Counter[str] = Counter()
    for passage in members:
        words[mark_of(passage) or "o"] += words_of(document, passage)
    return words.most_common(1)[0][0]


def _shared(document: TracedDocument, members: Sequence[Passage]) -> Iterator[Html]:
    """How many words are the same, edited, reworded; how many stand in a row; whether chance can explain it."""
    words: Counter[Degree] = Counter()
    for passage in members:
        words[passage.degree or Degree.VERBATIM] += words_of(document, passage)
    parts = [
        fill(nouns.DEGREES[degree], words=phrases.count("word", words[degree])) for degree in Degree if words[degree]
    ]
    yield say("why_shared", parts=join(parts, ", "))
    run = _longest_run(document, members)
    if run >= MIN_RUN_WORDS:
        yield say("why_run", n=run)
    elif words.total() < MAX_CHANCE_WORDS:
        yield say("why_chance")


def _longest_run(document: TracedDocument, members: Sequence[Passage]) -> int:
    """The most words that follow one another word for word, across passages that nothing but stops keeps apart."""
    longest = run = end = 0
    for passage in members:
        if passage.degree is not Degree.VERBATIM:
            run = 0
            continue
        joined = run and document.text is not None and not count_words(document.text[end : passage.start])
        run = (run if joined else 0) + words_of(document, passage)
        end = passage.end
        longest = max(longest, run)
    return longest


def _credit(members: Sequence[Passage]) -> Html:
    """Whether the source is named and quotation marks stand round the words, which is asked of copied words alone."""
    credits_ = {passage.attributed for passage in members} - {None}
    if not credits_:
        return Html("")
    if len(credits_) > 1:
        return say("credit_in_part")
    copied = [passage for passage in members if passage.kind is Kind.COPIED]
    named = "named" if True in credits_ else "unnamed"
    if not copied:
        return say(f"credit_{named}")
    quoted = all(passage.quotation for passage in copied)
    return say(f"credit_{named}_{'quoted' if quoted else 'unquoted'}")


def _credits(lookup: Lookup, document: TracedDocument, members: Sequence[Passage]) -> Iterator[Html]:
    """The words that name the source, where they stand; and those that name a wrong one."""
    given = {credit.start: credit for passage in members if (credit := passage.credit) is not None}
    for is_wrong in (False, True):
        chosen = [credit for _, credit in sorted(given.items()) if credit.is_wrong is is_wrong][:MAX_CREDITS]
        quotes = [
            phrases.go(lookup.place(document.id, credit.start), phrases.quote(credit.quote))
            for credit in chosen
            if credit.quote is not None
        ]
        if quotes and is_wrong:
            others = dict.fromkeys(lookup.name(credit.document) for credit in chosen if credit.document is not None)
            yield say("credit_wrong", quotes=phrases.names(quotes), names=phrases.names(list(others)) or say("another"))
        elif quotes:
            yield say("credit_words", quotes=phrases.names(quotes))


def _retold(lookup: Lookup, document: TracedDocument, members: Sequence[Passage]) -> Iterator[RetoldView]:
    """Reworded passages and what they reword: a reader cannot see a paraphrase by looking at its mark alone."""
    budget, shown = Budget(), 0
    for passage in members:
        origin = passage.origin
        source = lookup.documents.get(origin.document) if origin else None
        if passage.kind is not Kind.PARAPHRASED or origin is None or source is None or shown == MAX_RETOLD:
            continue
        if origin.start is None or origin.end is None or source.text is None or document.text is None:
            continue
        pieces = differ(source.text[origin.start : origin.end], document.text[passage.start : passage.end], budget)
        if pieces is not None:
            shown += 1
            label = say("retold_source", name=lookup.names[source.id])
            yield RetoldView(label, shared_marked(pieces[0]), shared_marked(pieces[1]))


def _shared_original(lookup: Lookup, document: TracedDocument, members: Sequence[Passage]) -> _Written:
    """Passages that this text probably had first."""
    later = [_with_comparison(lookup, document, other) for other in _also_in(members)]
    known = all(passage.order is Order.KNOWN for passage in members)
    key = "note_first" if known else "note_first_open"
    return _Written(say(key, names=phrases.names(later)), Html(""), ())


def _also_in(members: Sequence[Passage]) -> list[str]:
    """The other carriers of a run's passages, each once."""
    return list(dict.fromkeys(other for passage in members for other in passage.also_in))


def _with_comparison(lookup: Lookup, document: TracedDocument, other: str) -> Html:
    compare = lookup.comparison(document.id, other)
    if compare is None:
        return lookup.name(other)
    return fill("{name} ({link})", name=lookup.name(other), link=phrases.go(compare, say("go_compare")))


def _reused(lookup: Lookup, document: TracedDocument, members: Sequence[Passage]) -> _Written:
    origin = members[0].origin
    why = list(_circumstances(lookup, members))
    if origin is None:
        others = phrases.names([_with_comparison(lookup, document, other) for other in _also_in(members)])
        return _Written(say("note_also", source=others), Html(""), tuple(why))
    if origin.document in lookup.missing:
        missing = lookup.missing[origin.document]
        source = say("note_from_missing", source=lookup.origin(origin.document))
        return _Written(
            source,
            Html(nouns.GRADES[missing.grade]),
            (phrases.closed(missing.says, phrases.mentioned(lookup, missing)), *why),
        )
    is_known = members[0].order is Order.KNOWN and lookup.is_told(origin.document, document.id)
    source = say("note_from" if is_known else "note_also", source=lookup.name(origin.document))
    return _Written(
        source, _when(lookup, document.id, origin.document), (*_order(lookup, document.id, origin.document), *why)
    )


def _when(lookup: Lookup, document: str, source: str) -> Html:
    """When the source was written, and how sure it is that it is the earlier one."""
    when = phrases.written(lookup.documents[source].dating) if source in lookup.documents else Html("")
    relation = lookup.relation(document, source)
    if relation is None:
        return when
    if relation.verdict is Verdict.UNDETERMINED:
        family = lookup.families.get(lookup.documents[document].family or "")
        if family is None or family.first != lookup.text_of(source):
            return say("note_order_open", when=when)
        return say("note_order_family", when=when, sure=phrases.sure(family.p_first or 0.0))
    position = "earlier" if lookup.ordered(document, source)[0] == source else "later"
    return say("note_order", when=when, sure=phrases.sure(relation.p_a_first), position=position)


def _order(lookup: Lookup, document: str, source: str) -> Iterator[Html]:
    relation = lookup.relation(document, source)
    if relation is None:
        return
    strongest = phrases.strongest(relation)
    because = phrases.reason(lookup, strongest) if strongest else Html("")
    if relation.verdict is Verdict.UNDETERMINED:
        whole = phrases.whole_family(lookup, relation)
        told = say("compare_open_two", chances=chances(lookup, relation))
        yield join((told, whole), " ") if whole else say("why_open", reason=because)
        return
    p = sureness(relation.p_a_first)
    earlier, later = lookup.ordered(document, source)
    yield phrases.judged("why_before", p, earlier=lookup.names[earlier], reason=because)
    against = phrases.strongest(relation, against=True)
    if against is not None:
        yield say("why_against", reason=phrases.reason(lookup, against))
    reversal = phrases.reversal(lookup, later)
    if reversal is not None:
        yield reversal


def _circumstances(lookup: Lookup, members: Sequence[Passage]) -> Iterator[Html]:
    """What changed, and where else it stands."""
    changed = sum(lookup.changes.get(match, 0) for match in {passage.match for passage in members if passage.match})
    if changed:
        yield say("why_changed", changes=phrases.count("change", changed))
    origins = {passage.origin.document for passage in members if passage.origin}
    others = [lookup.name(other) for other in _also_in(members) if other not in origins]
    if others:
        listed = phrases.names(others, phrases.FEW_NAMES)
        yield say("why_elsewhere", names=listed)


def _links(lookup: Lookup, document: TracedDocument, members: Sequence[Passage]) -> Iterator[Html]:
    first = members[0]
    origin = first.origin.document if first.origin else None
    if first.origin and origin in lookup.documents:
        is_known = first.order is Order.KNOWN and lookup.is_told(first.origin.document, document.id)
        key = "go_passage" if is_known else "go_passage_open"
        yield phrases.go(lookup.place(first.origin.document, first.origin.start), say(key))
    compare = lookup.comparison(document.id, origin) if origin else None
    if compare is not None:
        yield phrases.go(compare, say("go_compare"))
    order = phrases.order_link(lookup, document.id, origin) if origin else None
    if order is not None:
        yield order
