"""Where texts come from: for each that was asked about, from whom it has how much, and whether they were first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from provenance.cli.summary import named, why_empty
from provenance.cli.terminal import safe
from provenance.counting import words_of
from provenance.model import Kind, Order, Verdict, confidence, sureness
from provenance.phrasing import count, percent, row
from provenance.reports.strings import GRADES

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal
    from provenance.model import Family, Relation, Report, TracedDocument

MAX_ASKED = 20
MAX_ORIGINS = 5
MAX_LATER = 3


def tell(report: Report, terminal: Terminal) -> None:
    """Prints what a report tells of the documents that were asked about."""
    documents = [document for document in report.documents if document.id in report.asked]
    compared = report.inputs.steps.get("compared_against", len(report.documents)) - len(documents)
    terminal.paragraph(f"Compared {count(len(documents), 'document')} with the {compared:,} of the archive.")
    for document in documents[:MAX_ASKED]:
        terminal.result()
        _document(document, report, terminal)
    if len(documents) > MAX_ASKED:
        terminal.result()
        terminal.paragraph(f"{len(documents) - MAX_ASKED:,} more in the report: -o report.html")
    if not any(document.family for document in documents):
        terminal.paragraph(why_empty(report.inputs))


def _document(document: TracedDocument, report: Report, terminal: Terminal) -> None:
    """One document: how much of it is whose, the texts it has words from, and those that have words from it."""
    shares = document.shares
    kinds = {"copied": shares.copied, "paraphrased": shares.paraphrased, "original": shares.original}
    parts = ", ".join(f"{percent(share)} {kind}" for kind, share in kinds.items() if share)
    size = count(document.words, "word")
    terminal.result(f"{terminal.paint(safe(document.id), 'bold')}  {size}" + (f": {parts}" if parts else ""))
    family = next((each for each in report.families if each.id == document.family), None)
    if family is None:
        terminal.row("alone", "it shares no text with any other document")
        return
    for same in family.identical:
        if document.id in same:
            terminal.row("the same", f"word for word: {row([named(each) for each in same if each != document.id])}")
    _origins(document, report, family, terminal)
    later = sorted(other.id for other in report.documents if _is_known_to_have_from(other, document.id))
    if later:
        terminal.row("later", f"{row([named(each) for each in later[:MAX_LATER]])}{_more(len(later) - MAX_LATER)}")


def _origins(document: TracedDocument, report: Report, family: Family, terminal: Terminal) -> None:
    """The texts that a document has its words from, those of most words first."""
    first_of = {name: same[0] for same in family.identical for name in same}  # of copies, the one that relations name
    held: Counter[str] = Counter()
    for passage in document.passages:
        if passage.origin and passage.kind in (Kind.COPIED, Kind.PARAPHRASED):
            held[passage.origin.document] += words_of(document, passage)
    own = first_of.get(document.id, document.id)
    held = Counter({name: number for name, number in held.items() if first_of.get(name, name) != own})
    ranked = sorted(held.items(), key=lambda each: (-each[1], each[0]))
    relations = {frozenset((each.a, each.b)): each for each in report.relations}
    missing = {each.id: each for each in family.missing}
    label = "from"
    for source, number in ranked[:MAX_ORIGINS]:
        words = count(number, "word")
        if text := missing.get(source):
            of = f"a text {GRADES[text.grade.value]} ({percent(text.probability)})"
        else:
            other = first_of.get(source, source)
            of = f"{named(source)}, {_order(relations.get(frozenset((other, own))), other)}"
        terminal.row(label, f"{of}: {words}")
        label = ""
    if len(ranked) > MAX_ORIGINS:
        terminal.row(label, f"and {count(len(ranked) - MAX_ORIGINS, 'more text', 'more texts')}")


def _order(relation: Relation | None, source: str) -> str:
    """Whether a text was before the one that was asked about."""
    if relation is None or relation.verdict is Verdict.UNDETERMINED:
        return "which of the two was first is undetermined"
    is_earlier = source == (relation.a if relation.verdict is Verdict.A_FIRST else relation.b)
    p = sureness(relation.p_a_first)
    return f"{confidence(p)} {'earlier' if is_earlier else 'later'} ({percent(p)})"


def _is_known_to_have_from(document: TracedDocument, source: str) -> bool:
    """Whether a document, which is known to be the later one, has words from another."""
    return any(
        passage.origin and passage.origin.document == source and passage.order is Order.KNOWN
        for passage in document.passages
    )


def _more(number: int) -> str:
    return f" and {number:,} more" if number > 0 else ""
