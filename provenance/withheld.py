"""A report that carries less than the whole of its texts: none of them, or of source documents what is matched.

Offsets stay what they are. Of a text that is withheld in part, what is left out stands as line feeds, so that
`text[start:end]` is still the passage; `TracedDocument.withheld` says where that is and how many sentences it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter, is_
from typing import TYPE_CHECKING

from provenance import segment
from provenance.model import DateEvidence, Dating, Evidence, Relation, Segment, Span, TracedDocument, Withheld
from provenance.settings import SegmentSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.model import (
        Correction,
        Family,
        Finding,
        Gate,
        Match,
        Passage,
        Report,
        Source,
        Wording,
    )
    from provenance.settings import ReportSettings

_QUOTED = re.compile(r"“.*”|“.*", re.DOTALL)
"""What a sentence of ours quotes: it quotes once, and the words may have quotation marks of their own."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What may be shown: of the documents in `hidden` no word, of those in `parts` their kept stretches, in order.

    `is_nothing`: no word of any.
    """

    hidden: frozenset[str] = frozenset()
    parts: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    is_nothing: bool = False

    def hides(self, document: str) -> bool:
        """Whether no word of a document may be shown."""
        return self.is_nothing or document in self.hidden

    def holds(self, document: str, start: int | None, end: int | None) -> bool:
        """Whether words of a document may be quoted, given where they stand."""
        if self.hides(document):
            return False
        if document not in self.parts:
            return True
        if start is None or end is None:
            return False
        kept = self.parts[document]
        after = bisect_right(kept, start, key=attrgetter("start"))
        return after > 0 and end <= kept[after - 1].end

    def is_whole(self, documents: Iterable[str]) -> bool:
        """Whether all of these documents are shown in full."""
        held = tuple(documents)
        return not any(map(self.hides, held)) and self.parts.keys().isdisjoint(held)


_NOTHING = _Shown(is_nothing=True)


def withhold(report: Report, settings: ReportSettings, now: str | None) -> Report:
    """The report with as much text as the settings let it carry, and none of documents under embargo on the day `now`.

    Without a day nothing is known of an embargo, and it holds nothing back.
    """
    if settings.text == "none":
        return without_text(report)
    hidden = frozenset(each.id for each in report.documents if now and is_embargoed(each.source, now))
    parts = {}
    if settings.text == "matched":
        sources = {each.id for each in report.documents if is_source(each.source, settings)} - hidden
        parts = _kept(report, sources)
    return _withheld(report, _Shown(hidden, parts)) if hidden or parts else report


def without_text(report: Report) -> Report:
    """The report with all text, titles and quotations left out."""
    return _withheld(report, _NOTHING)


def dating_shown(dating: Dating, settings: ReportSettings) -> Dating:
    """The dating of a document as a report is to carry it, as far as the settings alone tell."""
    return _dating(dating, "", _NOTHING) if settings.text == "none" else dating


def relation_shown(relation: Relation, settings: ReportSettings) -> Relation:
    """A relation as a report is to carry it, as far as the settings alone tell."""
    return _relation(relation, _NOTHING) if settings.text == "none" else relation


def is_source(source: Source, settings: ReportSettings) -> bool:
    """Whether a document is one that others are only compared against: of one of the settings' source kinds."""
    return source.kind is not None and _folded(source.kind) in {_folded(kind) for kind in settings.source_kinds}


def is_embargoed(source: Source, now: str) -> bool:
    """Whether a document may not be published yet. One that ends in the course of the day, or cannot be read, holds."""
    if source.embargo is None:
        return False
    try:
        end = date.fromisoformat(source.embargo[:10])
    except ValueError:
        return True
    today = date.fromisoformat(now)
    return today < end or (today == end and len(source.embargo.strip()) > len("2026-01-31"))


def _folded(kind: str) -> str:
    return re.sub(r"[\s_-]+", "_", kind.strip().casefold())


# --------------------------------------------------------------------------- what is kept of a source


def _kept(report: Report, sources: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    """Of each source the matched stretches with a sentence before and after each."""
    matched: dict[str, list[Span]] = defaultdict(list)
    for match in report.matches:
        for side, spans in ((match.a, [s.a for s in match.segments]), (match.b, [s.b for s in match.segments])):
            matched[side.document] += spans
    texts = {document.id: document.text for document in report.documents}
    return {each: _around(texts[each] or "", matched[each]) for each in sorted(sources)}


def _around(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sentences that a span touches, and one on each side; those that follow one another are one stretch."""
    sentences = _sentences(text)
    wanted: set[int] = set()
    place = 0
    for span in sorted(spans):
        while place < len(sentences) and sentences[place].end <= span.start:
            place += 1
        last = place
        while last < len(sentences) and sentences[last].start < span.end:
            last += 1
        wanted.update(range(max(0, place - 1), min(len(sentences), last + 1)))
    found: list[Span] = []
    for number in sorted(wanted):
        sentence = sentences[number]
        if found and number - 1 in wanted:
            sentence = Span(found.pop().start, sentence.end)
        found.append(sentence)
    return tuple(found)


def _sentences(text: str) -> list[Span]:
    return [Span(start, end) for start, end, _ in segment.passages(text, SegmentSettings()).tolist()]


# --------------------------------------------------------------------------- what is left


def _withheld(report: Report, shown: _Shown) -> Report:
    """The report with what may be shown, which is not all: of furniture it is not looked up whose words it has."""
    return replace(
        report,
        documents=tuple([_document(each, shown) for each in report.documents]),
        matches=tuple([_match(each, shown) for each in report.matches]),
        relations=tuple([_relation(each, shown) for each in report.relations]),
        families=tuple(_family(each, shown) for each in report.families),
        corrections=tuple(_correction(each, shown) for each in report.corrections),
        boilerplate=tuple(replace(each, text=None) for each in report.boilerplate),
        gate=report.gate and _gate(report.gate, shown),
    )


def _document(document: TracedDocument, shown: _Shown) -> TracedDocument:
    is_hidden = shown.hides(document.id)
    if not is_hidden and (document.id not in shown.parts or document.text is None):
        return document
    text, gaps = (None, document.withheld) if is_hidden else _in_part(document.text or "", shown.parts[document.id])
    title = None if is_hidden else document.title
    dating, passages = _dating(document.dating, document.id, shown), _passages(document, shown)
    kept = document.text, document.title, document.dating, document.passages
    if all(map(is_, kept, (text, title, dating, passages))):
        return document
    return TracedDocument(
        document.id,
        document.sha256,
        title,
        document.characters,
        document.words,
        document.language,
        document.read,
        document.source,
        text,
        dating,
        document.blocks,
        document.shares,
        document.family,
        passages,
        document.repeats,
        gaps,
        document.in_file,
    )


def _in_part(text: str, kept: Sequence[Span]) -> tuple[str, tuple[Withheld, ...]]:
    """What is shown of a text, and what is not."""
    gaps = _gaps(text, kept)
    parts, done = [], 0
    for gap in gaps:
        parts += [text[done : gap.start], "\n" * (gap.end - gap.start)]
        done = gap.end
    return "".join(parts) + text[done:], gaps


def _passages(document: TracedDocument, shown: _Shown) -> tuple[Passage, ...]:
    passages = tuple([_passage(each, document.id, shown) for each in document.passages])
    return document.passages if all(map(is_, passages, document.passages)) else passages


def _passage(passage: Passage, document: str, shown: _Shown) -> Passage:
    credit = passage.credit
    if credit is None or credit.quote is None or shown.holds(document, credit.start, credit.end):
        return passage
    return replace(passage, credit=replace(credit, quote=None))


def _gaps(text: str, kept: Sequence[Span]) -> tuple[Withheld, ...]:
    """The stretches that are not kept, with the number of sentences in each; none where there is no sentence."""
    bounds = [0, *(end for span in kept for end in (span.start, span.end)), len(text)]
    starts = [sentence.start for sentence in _sentences(text)]
    gaps = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        sentences = bisect_left(starts, end) - bisect_left(starts, start)
        if sentences:
            gaps.append(Withheld(start, end, sentences))
    return tuple(gaps)


def _dating(dating: Dating, name: str, shown: _Shown) -> Dating:
    """The dating of a document called so, without words that are withheld."""
    conflicts = dating.conflicts if shown.is_whole([name]) else tuple(map(_unquoted, dating.conflicts))
    evidence = tuple([one if shown.holds(name, one.start, one.end) else _without_quote(one) for one in dating.evidence])
    if all(map(is_, (*conflicts, *evidence), (*dating.conflicts, *dating.evidence))):
        return dating
    return Dating(dating.earliest, dating.latest, dating.likely, dating.stated, evidence, conflicts, dating.file_time)


def _without_quote(one: DateEvidence) -> DateEvidence:
    if one.quote is None:
        return one
    return DateEvidence(one.cue, one.bound, one.date, one.strength, None, one.start, one.end, one.year_from)


def _match(match: Match, shown: _Shown) -> Match:
    has_words = any(each.changes for each in match.segments)
    if not has_words or not (shown.hides(match.a.document) or shown.hides(match.b.document)):
        return match
    return replace(match, segments=tuple([_without_changes(each) if each.changes else each for each in match.segments]))


def _without_changes(one: Segment) -> Segment:
    return Segment(one.a, one.b, one.kind, one.degree, one.similarity, (), one.is_formula)


def _relation(one: Relation, shown: _Shown) -> Relation:
    if not one.evidence:
        return one
    is_whole = shown.is_whole((one.a, one.b))
    evidence = tuple([_evidence(each, shown, is_whole=is_whole) for each in one.evidence])
    if all(map(is_, evidence, one.evidence)):
        return one
    return Relation(one.a, one.b, one.p_a_first, one.verdict, one.type, one.share_of_a, one.share_of_b, evidence)


def _evidence(one: Evidence, shown: _Shown, *, is_whole: bool) -> Evidence:
    """A reason without words that are withheld. `is_whole`: its sentence may quote."""
    quote = one.quote if shown.holds(one.document, one.start, one.end) else None
    says = one.says if is_whole else _unquoted(one.says)
    if quote is one.quote and says is one.says:
        return one
    return Evidence(one.cue, one.favours, one.weight, one.document, quote, one.start, one.end, says, one.level)


def _family(family: Family, shown: _Shown) -> Family:
    if shown.is_whole(family.documents):
        return family
    return replace(family, missing=tuple(replace(one, says=_unquoted(one.says)) for one in family.missing))


def _correction(correction: Correction, shown: _Shown) -> Correction:
    documents = {correction.document, correction.old.document}
    return replace(
        correction,
        quote=correction.quote if shown.holds(correction.document, correction.start, correction.end) else None,
        change=correction.change if shown.is_whole(documents) else replace(correction.change, a="", b=""),
        new=_wording(correction.new, shown),
        old=_wording(correction.old, shown),
        carriers=tuple(_wording(each, shown) for each in correction.carriers),
    )


def _wording(wording: Wording, shown: _Shown) -> Wording:
    return wording if shown.holds(wording.document, wording.start, wording.end) else replace(wording, words=None)


def _unquoted(says: str) -> str:
    """A sentence of ours without the words of a document that it quotes."""
    return _QUOTED.sub("“…”", says) if "“" in says else says


def _gate(gate: Gate, shown: _Shown) -> Gate:
    """The findings without words that are withheld; their sentences name and count, and quote nothing."""
    return replace(
        gate,
        findings=tuple(_finding(each, shown) for each in gate.findings),
        suppressed=tuple(replace(each, finding=_finding(each.finding, shown)) for each in gate.suppressed),
    )


def _finding(finding: Finding, shown: _Shown) -> Finding:
    is_shown = shown.holds(finding.document, finding.start, finding.end)
    return finding if is_shown else replace(finding, quote=None)
