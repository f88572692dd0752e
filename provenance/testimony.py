"""Documents to witnesses: each is heard alone for what it tells of its time, then set in the family it belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance import chronology, dating
from provenance.furniture import is_relay
from provenance.lexicon import language
from provenance.model import Witness, shared_spans
from provenance.signs import signs
from provenance.speech import repost_markers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.batch import Outline
    from provenance.engines import Engine
    from provenance.model import Document, Match, Mention, Signs, Span, Stated
    from provenance.settings import DatingSettings, Settings

    Row = tuple[Document, tuple[Span, ...], tuple[Span, ...]]
    """A document, its passages and its quotations."""

_MIN_LANGUAGE_WORDS = 50  # a shorter text may be English without enough function words to show it


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a document tells by itself: its language, what it states of its dates, and what it lets slip."""

    language: str | None
    stated: tuple[Stated, ...]
    mentions: tuple[Mention, ...]
    signs: Signs
    markers: tuple[Span, ...]


def witnesses(
    documents: Sequence[Document],
    outline: Outline,
    matches: Sequence[Match],
    grouped: Sequence[Sequence[str]],
    settings: Settings,
    workers: Engine,
) -> dict[str, Witness]:
    """Every document with its mentions resolved in its family, `grouped`, and its interval drawn."""
    rows = [(document, outline.passages(n), outline.quotations(n)) for n, document in enumerate(documents)]
    heard = list(workers.map(_heard, settings.dating, rows))
    mentions = {document.id: one.mentions for document, one in zip(documents, heard, strict=True)}
    stated = {document.id: one.stated for document, one in zip(documents, heard, strict=True)}
    resolved = chronology.resolve(mentions, stated, grouped, settings.dating)
    by_document: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        by_document[match.a.document].append(match)
        by_document[match.b.document].append(match)
    found = {}
    for number, (document, passages, quotations) in enumerate(rows):
        one = heard[number]
        dated = _abstaining(replace(document, language=one.language, stated=one.stated))
        furniture = tuple(outline.is_furniture[outline.of(number)].tolist())
        held = [document.text[span.start : span.end] for span in passages]
        relays = any(flag and is_relay(words) for words, flag in zip(held, furniture, strict=True))
        borrowed = shared_spans(by_document[document.id], document.id) if relays else ()
        drawn, likely_days = chronology.dating(dated, resolved[document.id], borrowed, is_relay=relays)
        found[document.id] = Witness(
            document=dated,
            passages=passages,
            is_furniture=furniture,
            quotations=quotations,
            mentions=resolved[document.id],
            dating=drawn,
            likely_days=likely_days,
            words=sum(len(words.split()) for words, flag in zip(held, furniture, strict=True) if not flag),
            is_relay=relays,
            markers=one.markers,
            signs=one.signs,
        )
    return found


def _heard(settings: DatingSettings, row: Row) -> _Heard:
    """A document heard alone."""
    document, passages, quotations = row
    text = document.text
    said = replace(document, language=document.language or language(text))
    return _Heard(
        language=said.language,
        stated=(*document.stated, *dating.stated(document.id, text, passages, document.source.url)),
        mentions=dating.mentions(text, passages, quotations, settings) if _is_english(said) else (),
        signs=signs(text),
        markers=repost_markers(text),
    )


def _abstaining(document: Document) -> Document:
    """The document with a note where its dates are not read."""
    if _is_english(document):
        return document
    note = dating.UNREAD.format(known=", ".join(dating.LANGUAGES), language=document.language or "unknown")
    return replace(document, notes=(*document.notes, note))


def _is_english(document: Document) -> bool:
    """Whether the grammar of dates may be asked: it knows English, and abstains from what is clearly something else."""
    is_said = document.language is not None and document.language.startswith("en")
    return is_said or len(document.text.split()) < _MIN_LANGUAGE_WORDS
