"""A report that carries less than the whole of its texts: none of them, or of source documents what is matched.

Offsets stay what they are. Of a text that is withheld in part, what is left out stands as line feeds, so that
`text[start:end]` is still the passage; `TracedDocument.withheld` says where that is and how many sentences it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from provenance import segment
from provenance.model import Span, Withheld
from provenance.settings import SegmentSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.model import (
        Correction,
        Dating,
        Evidence,
        Family,
        Finding,
        Gate,
        Match,
        Passage,
        Report,
        Source,
        TracedDocument,
        Wording,
    )
    from provenance.settings import ReportSettings

_QUOTED = re.compile(r"“[^”]*(?:”|$)")


@dataclass(frozen=True, slots=True)
class _Policy:
    """What may be shown: of the documents in `hidden` no word, of those in `parts` their kept stretches alone."""

    hidden: frozenset[str] = frozenset()
    parts: Mapping[str, Sequence[Span]] = field(default_factory=dict)

    def shows(self, document: str, start: int | None, end: int | None) -> bool:
        """Whether words of a document may be quoted, given where they stand."""
        if document in self.hidden:
            return False
        if document not in self.parts:
            return True
        return any(
            kept.start <= start and end <= kept.end
            for kept in self.parts[document]
            if start is not None and end is not None
        )

    def is_whole(self, documents: Iterable[str]) -> bool:
        """Whether all of these documents are shown in full."""
        return not any(document in self.hidden or document in self.parts for document in documents)


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
    return _withheld(report, _Policy(hidden, parts)) if hidden or parts else report


def without_text(report: Report) -> Report:
    """The report with all text, titles and quotations left out."""
    return _withheld(report, _Policy(frozenset(document.id for document in report.documents)))


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


def _withheld(report: Report, policy: _Policy) -> Report:
    is_whole = policy.is_whole(document.id for document in report.documents)
    return replace(
        report,
        documents=tuple(_document(each, policy) for each in report.documents),
        matches=tuple(_match(each, policy) for each in report.matches),
        relations=tuple(
            replace(each, evidence=tuple(_evidence(one, policy, (each.a, each.b)) for one in each.evidence))
            for each in report.relations
        ),
        families=tuple(_family(each, policy) for each in report.families),
        corrections=tuple(_correction(each, policy) for each in report.corrections),
        boilerplate=report.boilerplate if is_whole else tuple(replace(each, text=None) for each in report.boilerplate),
        gate=report.gate and _gate(report.gate, policy),
    )


def _document(document: TracedDocument, policy: _Policy) -> TracedDocument:
    dating = _dating(document, policy)
    passages = tuple(_passage(each, document.id, policy) for each in document.passages)
    if document.id in policy.hidden:
        return replace(document, text=None, title=None, dating=dating, passages=passages)
    if document.id not in policy.parts or document.text is None:
        return document
    gaps = _gaps(document.text, policy.parts[document.id])
    parts, done = [], 0
    for gap in gaps:
        parts += [document.text[done : gap.start], "\n" * (gap.end - gap.start)]
        done = gap.end
    text = "".join(parts) + document.text[done:]
    return replace(document, text=text, withheld=gaps, dating=dating, passages=passages)


def _passage(passage: Passage, document: str, policy: _Policy) -> Passage:
    credit = passage.credit
    if credit is None or policy.shows(document, credit.start, credit.end):
        return passage
    return replace(passage, credit=replace(credit, quote=None))


def _gaps(text: str, kept: Sequence[Span]) -> tuple[Withheld, ...]:
    """The stretches that are not kept, with the number of sentences in each; none where there is no sentence."""
    bounds = [0, *(end for span in kept for end in (span.start, span.end)), len(text)]
    starts = [sentence.start for sentence in _sentences(text)]
    gaps = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        sentences = sum(start <= each < end for each in starts)
        if sentences:
            gaps.append(Withheld(start, end, sentences))
    return tuple(gaps)


def _dating(document: TracedDocument, policy: _Policy) -> Dating:
    dating = document.dating
    return replace(
        dating,
        evidence=tuple(
            one if policy.shows(document.id, one.start, one.end) else replace(one, quote=None)
            for one in dating.evidence
        ),
        conflicts=dating.conflicts if policy.is_whole([document.id]) else tuple(map(_unquoted, dating.conflicts)),
    )


def _match(match: Match, policy: _Policy) -> Match:
    if not {match.a.document, match.b.document} & policy.hidden:
        return match
    return replace(match, segments=tuple(replace(each, changes=()) for each in match.segments))


def _evidence(evidence: Evidence, policy: _Policy, pair: tuple[str, str]) -> Evidence:
    is_shown = policy.shows(evidence.document, evidence.start, evidence.end)
    return replace(
        evidence,
        quote=evidence.quote if is_shown else None,
        says=evidence.says if policy.is_whole(pair) else _unquoted(evidence.says),
    )


def _family(family: Family, policy: _Policy) -> Family:
    if policy.is_whole(family.documents):
        return family
    return replace(family, missing=tuple(replace(one, says=_unquoted(one.says)) for one in family.missing))


def _correction(correction: Correction, policy: _Policy) -> Correction:
    documents = {correction.document, correction.old.document}
    return replace(
        correction,
        quote=correction.quote if policy.shows(correction.document, correction.start, correction.end) else None,
        change=correction.change if policy.is_whole(documents) else replace(correction.change, a="", b=""),
        new=_wording(correction.new, policy),
        old=_wording(correction.old, policy),
        carriers=tuple(_wording(each, policy) for each in correction.carriers),
    )


def _wording(wording: Wording, policy: _Policy) -> Wording:
    return wording if policy.shows(wording.document, wording.start, wording.end) else replace(wording, words=None)


def _unquoted(says: str) -> str:
    """A sentence of ours without the words of a document that it quotes."""
    return _QUOTED.sub("“…”", says)


def _gate(gate: Gate, policy: _Policy) -> Gate:
    """The findings without words that are withheld; their sentences name and count, and quote nothing."""
    return replace(
        gate,
        findings=tuple(_finding(each, policy) for each in gate.findings),
        suppressed=tuple(replace(each, finding=_finding(each.finding, policy)) for each in gate.suppressed),
    )


def _finding(finding: Finding, policy: _Policy) -> Finding:
    is_shown = policy.shows(finding.document, finding.start, finding.end)
    return finding if is_shown else replace(finding, quote=None)
