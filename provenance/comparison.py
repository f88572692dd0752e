"""Two texts to a comparison: the engine on one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance import align, classify, segment
from provenance.model import Alignment, Comparison, Degree, Document, Kind, Segment, Span
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.align import Chain
    from provenance.align.pairs import Pairing
    from provenance.batch import Batch
    from provenance.settings import ClassifySettings


def compare(text_a: str, text_b: str, settings: Settings | None = None) -> Comparison:
    """Compares two texts, alone, and learns nothing for the next call. Raises nothing for any two strings."""
    settings = settings or Settings()
    documents = [Document(id=name, text=text, sha256="") for name, text in (("a", text_a), ("b", text_b))]
    return Comparison(alignments(segment.batch(documents, settings.segment), 0, 1, settings), text_a, text_b)


def alignments(batch: Batch, a: int, b: int, settings: Settings) -> tuple[Alignment, ...]:
    """The matches between two documents of a batch, in the order of `a`, with segments, kinds and changes."""
    return tuple(_alignment(batch, a, b, chain, settings) for chain in align.align(batch, a, b, settings.align))


def _alignment(batch: Batch, a: int, b: int, chain: Chain, settings: Settings) -> Alignment:
    segments = tuple(_segment(batch, a, b, pairing, settings) for pairing in chain.pairings)
    words = [len(p.a) + len(p.b) for p in chain.pairings]
    copied = sum(count for count, one in zip(words, segments, strict=True) if one.kind is Kind.COPIED)
    similarity = sum(count * one.similarity for count, one in zip(words, segments, strict=True)) / sum(words)
    return Alignment(
        a=_characters(batch, a, chain.a),
        b=_characters(batch, b, chain.b),
        kind=Kind.COPIED if copied * 2 >= sum(words) else Kind.PARAPHRASED,
        similarity=round(similarity, 4),
        segments=segments,
    )


def _segment(batch: Batch, a: int, b: int, pairing: Pairing, settings: Settings) -> Segment:
    span_a, span_b = (
        _characters(batch, d, span) if pairing.is_run else _passages(batch, d, span)
        for d, span in ((a, pairing.a), (b, pairing.b))
    )
    text_a, text_b = batch.texts[a][span_a.start : span_a.end], batch.texts[b][span_b.start : span_b.end]
    kind, degree = _kind_of(pairing, text_a, text_b, settings.classify)
    has_changes = pairing.similarity < 1.0 and pairing.similarity >= settings.classify.min_light_similarity
    return Segment(
        a=span_a,
        b=span_b,
        kind=kind,
        degree=degree,
        similarity=round(pairing.similarity, 4),
        changes=classify.changes(text_a, text_b) if has_changes else (),
        is_formula=pairing.is_formula,
    )


def _kind_of(pairing: Pairing, text_a: str, text_b: str, settings: ClassifySettings) -> tuple[Kind, Degree]:
    """Kind and degree of two passages; what differs in its figures alone is copied and edited."""
    kind, degree = classify.degree_of(pairing.similarity, pairing.containment, settings)
    if degree is Degree.LIGHT and any(map(str.isdecimal, text_a)):
        likeness = classify.likeness_but_for_figures(text_a, text_b)
        if likeness >= settings.min_copied_similarity:
            return Kind.COPIED, Degree.EDITED
    return kind, degree


def _characters(batch: Batch, document: int, tokens: Span) -> Span:
    """A token range as characters, from its first word to its last."""
    first = batch.document_token[document]
    return Span(int(batch.token_start[first + tokens.start]), int(batch.token_end[first + tokens.end - 1]))


def _passages(batch: Batch, document: int, tokens: Span) -> Span:
    """A token range as the characters of the whole passages that hold it."""
    first, last = batch.document_passage[document], batch.document_passage[document + 1]
    bounds = batch.passage_token[first : last + 1] - batch.document_token[document]
    begin = int(bounds.searchsorted(tokens.start, side="right")) - 1
    end = int(bounds.searchsorted(tokens.end - 1, side="right")) - 1
    return Span(int(batch.passage_start[first + begin]), int(batch.passage_end[first + end]))
