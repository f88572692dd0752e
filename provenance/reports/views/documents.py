"""The documents: a row of the table and the facts of the panel for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.reports import strings
from provenance.reports.markup import Html, attribute, fill, join, link, text
from provenance.reports.views import anchors, phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.phrases import say
from provenance.reports.views.texts import PlaceView, TextView, places, text_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Shares, TracedDocument
    from provenance.reports.views.lookup import Lookup

MAX_OPEN_DOCUMENTS = 12
MAX_SOURCES = 3
BAR_WIDTH = 120
BLOCK_QUOTE_WORDS = 8


@dataclass(frozen=True, slots=True)
class RowView:
    """A document in the table."""

    anchor: Html
    name: Html
    file: Html | None
    written: Html
    likely: Html | None
    words: int
    bar: Html
    mix: Html
    sources: Html
    family: Html


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
    mix: Html
    facts: tuple[FactView, ...]
    dating: tuple[Html, ...]
    conflicts: tuple[Html, ...]
    text: TextView | None
    places: tuple[PlaceView, ...]
    places_label: Html


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """Both sections: the table and the texts."""

    rows: tuple[RowView, ...]
    panels: tuple[DocumentView, ...]
    is_open: bool


def documents(lookup: Lookup) -> DocumentsView:
    """All documents in the report's order."""
    members = lookup.report.documents
    return DocumentsView(
        rows=tuple(_row(lookup, document) for document in members),
        panels=tuple(_panel(lookup, document) for document in members),
        is_open=len(members) <= MAX_OPEN_DOCUMENTS,
    )


def _row(lookup: Lookup, document: TracedDocument) -> RowView:
    return RowView(
        anchor=anchors.row(document.id),
        name=lookup.name(document.id),
        file=text(document.id) if lookup.is_titled(document.id) else None,
        written=phrases.written(document.dating),
        likely=phrases.likely(document.dating),
        words=document.words,
        bar=_bar(document.shares),
        mix=_mix(document.shares),
        sources=_sources(lookup, document.id),
        family=_family(lookup, document) or say("taken_none"),
    )


def _panel(lookup: Lookup, document: TracedDocument) -> DocumentView:
    return DocumentView(
        anchor=anchors.document(document.id),
        name=lookup.names[document.id],
        written=phrases.written(document.dating),
        mix=_mix(document.shares),
        facts=tuple(FactView(say(label), value) for label, value in _facts(lookup, document)),
        dating=tuple(_dating(lookup, document)) or (say("dating_none"),),
        conflicts=tuple(say("dating_conflict", says=says) for says in document.dating.conflicts),
        text=text_view(lookup, document) if document.text is not None else None,
        places=places(lookup, document) if document.text is None else (),
        places_label=say("passages_caption", name=attribute(document.id)),
    )


# --------------------------------------------------------------------------- what it is made of


def _parts(shares: Shares) -> tuple[tuple[str, str, float], ...]:
    """Each share with its mark and its words, in the order of the bar."""
    return (
        ("c", "mix_copied", shares.copied),
        ("p", "mix_paraphrased", shares.paraphrased),
        ("b", "mix_boilerplate", shares.boilerplate),
        ("o", "mix_original", shares.original),
    )


def _mix(shares: Shares) -> Html:
    shown = [say(key, percent=phrases.percent(share)) for _, key, share in _parts(shares) if share > 0]
    return join(shown, ", ") or say("mix_none")


def _bar(shares: Shares) -> Html:
    """The shares as a drawing; its text alternative says the same."""
    drawn, left = [], 0.0
    for kind, _, share in _parts(shares):
        if share > 0:
            drawn.append(
                Html(f'<rect class="m-{kind}" x="{left:.1f}" y="0" width="{share * BAR_WIDTH:.1f}" height="10"/>')
            )
            left += share * BAR_WIDTH
    return fill(
        '<svg class="bar" role="img" aria-label="{label}" width="120" height="10" viewBox="0 0 120 10">{drawn}</svg>',
        label=Html(attribute(_mix(shares).replace("\u00a0", " "))),
        drawn=join(drawn),
    )


def _sources(lookup: Lookup, document: str) -> Html:
    sources = sorted(lookup.taken[document].items(), key=lambda source: (-source[1], source[0]))
    shown = [
        fill("{name} ({words})", name=lookup.origin(source), words=phrases.count("word", words))
        for source, words in sources[:MAX_SOURCES]
    ]
    if len(sources) > MAX_SOURCES:
        shown.append(say("and_more", n=len(sources) - MAX_SOURCES))
    if lookup.open_sources[document]:
        names = phrases.names([lookup.name(other) for other in lookup.open_sources[document]])
        shown.append(say("taken_open", names=names))
    return join(shown, "<br>") if shown else say("taken_none")


def _family(lookup: Lookup, document: TracedDocument) -> Html | None:
    family = lookup.families.get(document.family or "")
    if family is None:
        return None
    label = say("label_family", number=lookup.family_numbers[family.id])
    return phrases.go(anchors.family(family.documents), label)


# --------------------------------------------------------------------------- facts


def _facts(lookup: Lookup, document: TracedDocument) -> Iterator[tuple[str, Html]]:
    source = document.source
    made_of = say("made_of", words=phrases.count("word", document.words), mix=_mix(document.shares))
    values: tuple[tuple[str, Html | None], ...] = (
        ("fact_file", fill('<bdi translate="no">{file}</bdi>', file=document.id)),
        ("fact_publisher", _said(source.publisher)),
        ("fact_byline", _said(", ".join(source.byline))),
        ("fact_url", link(source.url) if source.url else None),
        ("fact_kind", _said(source.kind)),
        ("fact_license", _said(source.license)),
        ("fact_embargo", phrases.day(source.embargo) if source.embargo else None),
        ("fact_written", _written(document)),
        ("fact_made_of", made_of if document.words else None),
        ("fact_family", _family(lookup, document)),
        ("fact_used", _used_by(lookup, document.id)),
        ("fact_identical", phrases.names(phrases.linked(lookup, lookup.twins.get(document.id, ())))),
        ("fact_repeats", say("repeats", n=document.repeats) if document.repeats else None),
        ("fact_read", _read_as(document)),
        ("fact_digest", fill('<span class="digest">{digest}</span>', digest=document.sha256)),
    )
    return ((label, value) for label, value in values if value)


def _said(value: str | None) -> Html | None:
    return fill("<bdi>{value}</bdi>", value=value) if value else None


def _written(document: TracedDocument) -> Html:
    likely = phrases.likely(document.dating)
    return join([part for part in (phrases.written(document.dating), likely) if part], "; ")


def _read_as(document: TracedDocument) -> Html:
    if document.read.state == "clean":
        return text(", ".join(filter(None, (document.read.encoding, document.language))))
    return say("doubtful", encoding=document.read.encoding, percent=phrases.percent(document.read.replaced))


def _used_by(lookup: Lookup, document: str) -> Html | None:
    takers = sorted(lookup.given.get(document, {}).items(), key=lambda taker: (-taker[1], taker[0]))
    shown = [say("used_by", name=lookup.name(taker), words=phrases.count("word", words)) for taker, words in takers]
    return phrases.names(shown) if shown else None


def _dating(lookup: Lookup, document: TracedDocument) -> Iterator[Html]:
    dating = document.dating
    if dating.stated is not None:
        where = strings.STATED.get(dating.stated.kind, "")
        yield say("dating_stated", date=phrases.day(dating.stated.date), where=Html(where))
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
