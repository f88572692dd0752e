"""The documents: a row of the table and the facts of the panel for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.counting import words_of
from provenance.model import NO_GATE, Kind
from provenance.phrasing import UNREAD_DATES, hundredths
from provenance.reports.markup import Html, attribute, fill, join, link, text
from provenance.reports.strings import nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.docmap import MapView, document_map
from provenance.reports.views.marks import mark_of
from provenance.reports.views.order import dated_day, first_day
from provenance.reports.views.parts import parts
from provenance.reports.views.phrases import say
from provenance.reports.views.selection import by_copied_words
from provenance.reports.views.texts import PlaceView, TextView, places, text_view
from provenance.reports.views.unseen import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from provenance.model import TracedDocument
    from provenance.reports.views.lookup import Lookup

MAX_OPEN_DOCUMENTS = 2
MIN_BANDED = 10
"""Documents from which on their distribution is worth a drawing."""

BANDS = ((0, 0), (1, 9), (10, 24), (25, 49), (50, 100))
"""Uncredited copied shares, in percent."""

MAX_SOURCES = 3
BAR_WIDTH = 120
BLOCK_QUOTE_WORDS = 8
OPENING_WORDS, OPENING_CHARACTERS = 12, 400


@dataclass(frozen=True, slots=True)
class RowView:
    """A document in the table. `parts` is what the script counts anew when kinds of reuse are set aside."""

    anchor: Html
    name: Html
    file: Html | None
    opening: Html | None
    """Of a document without a title, its first words."""
    kind: Html | None
    written: Html
    day: Html
    likely: Html | None
    words: int
    copied: Html
    share: Html
    parts: Html
    has: Html
    found: Html
    """Initials of the levels of what the gate newly found in it."""
    bar: Html
    mix: Html
    sources: Html
    source_of: int
    family: Html
    family_number: Html


@dataclass(frozen=True, slots=True)
class BandView:
    """How many documents have an uncredited copied share within a range."""

    label: Html
    number: int
    bar: Html


@dataclass(frozen=True, slots=True)
class TableView:
    """The table of documents, or one page of it."""

    rows: tuple[RowView, ...]
    left_out: Html | None
    pages: tuple[Html, ...]
    bands: tuple[BandView, ...]
    has_kinds: bool
    has_findings: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact: its label and what is known."""

    label: Html
    value: Html


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's panel. `text` is None where the report withholds it; then `places` lists its passages."""

    anchor: Html
    name: Html
    written: Html
    made_of: Html
    facts: tuple[FactView, ...]
    dating: tuple[Html, ...]
    conflicts: tuple[Html, ...]
    parts: Html
    map: MapView | None
    text: TextView | None
    places: tuple[PlaceView, ...]
    places_label: Html


def table(lookup: Lookup, most: int, start: int = 0, pages: tuple[Html, ...] = ()) -> TableView:
    """A page of the table: at most so many documents from a place on, those with most uncredited copied words first."""
    members = by_copied_words(lookup)
    found = _found(lookup)
    rows = tuple(_row(lookup, document, found[document.id]) for document in members[start : start + most])
    return TableView(
        rows,
        None if pages else phrases.more(len(members) - most, "rows_left_out"),
        pages,
        tuple(_bands(lookup)) if len(members) >= MIN_BANDED and lookup.report.families and not start else (),
        any(document.source.kind for document in members),
        any(found.values()),
    )


def panel(lookup: Lookup, document: TracedDocument) -> DocumentView:
    """A document's panel."""
    mix = mixture(document)
    return DocumentView(
        anchor=anchors.document(document.id),
        name=lookup.with_tag(document.id, lookup.names[document.id]),
        written=phrases.written(document.dating),
        made_of=say("made_of", words=phrases.count("word", document.words), mix=mix),
        facts=tuple(FactView(say(label), value) for label, value in _facts(lookup, document)),
        dating=tuple(_dating(lookup, document)) or (say("dating_none"),),
        conflicts=tuple(map(_conflict, document.dating.conflicts)),
        parts=parts(lookup, document),
        map=document_map(lookup, document, mix),
        text=text_view(lookup, document) if document.text is not None else None,
        places=places(lookup, document) if document.text is None else (),
        places_label=say("passages_caption", name=attribute(document.id)),
    )


def _found(lookup: Lookup) -> Mapping[str, set[str]]:
    """The levels of what the gate newly found, by document."""
    levels: dict[str, set[str]] = defaultdict(set)
    for finding in (lookup.report.gate or NO_GATE).new:
        levels[finding.document].add(finding.level.value)
    return levels


def _row(lookup: Lookup, document: TracedDocument, levels: set[str]) -> RowView:
    family = _family(lookup, document)
    shares = _shares(document)
    copied = shares[0][2]
    marks = {mark for passage in document.passages if (mark := mark_of(passage))}
    return RowView(
        anchor=anchors.row(document.id),
        name=lookup.tagged(document.id),
        file=text(document.id) if lookup.is_titled(document.id) else None,
        opening=None if lookup.is_titled(document.id) else _opening(document),
        kind=text(document.source.kind) if document.source.kind else None,
        written=phrases.written(document.dating),
        day=Html(attribute(first_day(document.dating))),
        likely=phrases.likely(document.dating),
        words=document.words,
        copied=phrases.percent(copied) if copied > 0 else say("taken_none"),
        share=Html(round(copied * 10_000)),
        parts=parts(lookup, document),
        has=Html("".join(sorted(marks))),
        found=Html("".join(sorted(level[0] for level in levels))),
        bar=_bar(shares),
        mix=mixture(document),
        sources=shared_with(lookup, document.id) or say("taken_none"),
        source_of=sum(lookup.is_told(document.id, each) for each in lookup.given.get(document.id, {})),
        family=family or say("taken_none"),
        family_number=Html(lookup.family_numbers.get(document.family or "", 0)),
    )


def _bands(lookup: Lookup) -> Iterator[BandView]:
    """Documents by their uncredited copied share, in whole percent."""
    members = lookup.report.documents
    shares = [hundredths(_shares(each)[0][2]) for each in members]
    for low, high in BANDS:
        number = sum(low <= share <= high for share in shares)
        bar = _bar([("c", "", number / len(members))])
        yield BandView(say("band", low=low, high=high) if high else say("band_none"), number, bar)


# --------------------------------------------------------------------------- what it is made of


def _shares(document: TracedDocument) -> tuple[tuple[str, str, float], ...]:
    """Each share with its mark and its words, in the order of the bar; credited quotations apart from other copies."""
    shares = document.shares
    words: Counter[str | None] = Counter()
    for passage in document.passages if shares.copied else ():
        words[mark_of(passage)] += words_of(document, passage)
    quoted = shares.copied * words["q"] / max(1, words["c"] + words["e"] + words["q"])
    return (
        ("c", "mix_copied", shares.copied - quoted),
        ("q", "mix_quoted", quoted),
        ("p", "mix_paraphrased", shares.paraphrased),
        ("b", "mix_boilerplate", shares.boilerplate),
        ("o", "mix_original", shares.original),
    )


def mixture(document: TracedDocument) -> Html:
    """What a document is made of, in words."""
    shown = [say(key, percent=phrases.percent(share)) for _, key, share in _shares(document) if share > 0]
    return join(shown, ", ") or say("mix_none")


def _bar(shares: Iterable[tuple[str, str, float]]) -> Html:
    """The shares as a drawing, in which the rest is blank; no part of what is read aloud: the words below say it."""
    drawn, left = [], 0.0
    for kind, _, share in shares:
        if share > 0 and kind != "o":
            drawn.append(f'<path class="m-{kind}" d="M{left:.0f} 5h{share * BAR_WIDTH:.0f}"/>')
            left += share * BAR_WIDTH
    return Html(f'<svg class="bar" aria-hidden="true" viewBox="0 0 {BAR_WIDTH} 10">{"".join(drawn)}</svg>')


def shared_with(lookup: Lookup, document: str) -> Html:
    """With which texts a document shares how many words, and from which of them it has these; empty with none."""
    held = lookup.taken[document].items()
    forms = [source for source, _ in held if lookup.is_form(source, document)]
    taken = [source for source in held if source[0] not in forms]
    sources = [source for source in taken if lookup.is_told(source[0], document)]
    shown = [say("taken_from", name=source_of(lookup, *source)) for source in sources[:MAX_SOURCES]]
    if len(sources) > MAX_SOURCES:
        shown.append(say("and_more", n=len(sources) - MAX_SOURCES))
    if len(taken) > len(sources):
        others = [_shared(lookup, source, document) for source, words in taken if (source, words) not in sources]
        shown.append(say("taken_perhaps", name=phrases.names(others, phrases.FEW_NAMES)))
    if forms:
        others = [_shared(lookup, each, document) for each in forms]
        shown.append(say("taken_form", name=phrases.names(others, phrases.FEW_NAMES)))
    same = lookup.twins(document)
    if same:
        shown.insert(0, say("same_as", name=phrases.linked(lookup, same, phrases.FEW_NAMES)))
    others = [_shared(lookup, each, document) for each in lookup.open_sources[document] if each not in same]
    if others:
        shown.append(say("taken_open", name=phrases.names(others, phrases.FEW_NAMES)))
    return join(shown, "<br>")


def source_of(lookup: Lookup, source: str, words: int) -> Html:
    """A text that shares words, and how many."""
    return fill("{name} ({words})", name=lookup.origin(source), words=phrases.count("word", words))


def _shared(lookup: Lookup, source: str, document: str) -> Html:
    return source_of(lookup, source, lookup.words_shared(source, document))


def _opening(document: TracedDocument) -> Html | None:
    """The first words of a text that are no furniture."""
    first = next((passage for passage in document.passages if passage.kind is not Kind.BOILERPLATE), None)
    if document.text is None or first is None:
        return None
    words = shorten(document.text[first.start : first.start + OPENING_CHARACTERS], OPENING_WORDS)
    return phrases.quote(words) if words else None


def _family(lookup: Lookup, document: TracedDocument) -> Html | None:
    family = lookup.families.get(document.family or "")
    if family is None:
        return None
    label = say("label_family", number=lookup.family_numbers[family.id])
    return phrases.go(anchors.family(family.documents), label)


# --------------------------------------------------------------------------- facts


def _facts(lookup: Lookup, document: TracedDocument) -> Iterator[tuple[str, Html]]:
    source = document.source
    values: tuple[tuple[str, Html | None], ...] = (
        ("fact_file", fill('<bdi class="f">{file}</bdi>', file=document.id)),
        ("fact_publisher", _said(source.publisher)),
        ("fact_byline", _said(", ".join(source.byline))),
        ("fact_url", link(source.url) if source.url else None),
        ("fact_kind", _said(source.kind)),
        ("fact_license", _said(source.license)),
        ("fact_embargo", phrases.day(source.embargo) if source.embargo else None),
        ("fact_family", _family(lookup, document)),
        ("fact_identical", phrases.linked(lookup, lookup.twins(document.id))),
        ("fact_repeats", say("repeats", n=document.repeats) if document.repeats else None),
        ("fact_read", phrases.read_as(document.read)),
        ("fact_unseen", join(unseen(document.text or ""), " ")),
    )
    return ((label, value) for label, value in values if value)


def _said(value: str | None) -> Html | None:
    return fill("<bdi>{value}</bdi>", value=value) if value else None


def _conflict(says: str) -> Html:
    """What disagrees with what; that something is not read is none, and stands as it is."""
    return text(says) if says.startswith(UNREAD_DATES) else say("dating_conflict", says=says)


def _dating(lookup: Lookup, document: TracedDocument) -> Iterator[Html]:
    dating = document.dating
    if dating.stated is not None:
        where = nouns.STATED.get(dating.stated.kind, "")
        yield say("dating_stated", date=phrases.day(dating.stated.date), where=Html(where))
    if dating.file_time is not None:
        yield say("dating_file_time", date=phrases.day(dating.file_time))
    if dating.likely is not None and dated_day(dating):
        yield say("dating_likely", days=phrases.days(*dating.likely))
    for evidence in dating.evidence:
        yield phrases.date_reason(lookup, document.id, evidence)
    for block in document.blocks if document.text is not None else ():
        if block.earliest is None and block.latest is None:
            continue
        opening = phrases.quote(
            shorten(document.text[block.start : block.end] if document.text else "", BLOCK_QUOTE_WORDS)
        )
        anchor = lookup.place(document.id, block.start)
        bounds = phrases.written(type(dating)(block.earliest, block.latest))
        yield say("dating_block", quote=phrases.go(anchor, opening), written=bounds)
