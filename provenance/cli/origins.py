"""Where texts come from: for each that was asked about, from whom it has how much, and who else has its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.cli.summary import named, why_empty
from provenance.cli.terminal import safe
from provenance.model import Verdict, confidence, sureness
from provenance.phrasing import count, percent, row
from provenance.reports.strings.nouns import GRADES
from provenance.reports.views.lookup import look_up

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal
    from provenance.model import Missing, Relation, Report, TracedDocument
    from provenance.reports.views.lookup import Lookup

MAX_ASKED = 20
MAX_ORIGINS = 5
MAX_OTHERS = 8


def tell(report: Report, terminal: Terminal) -> None:
    """Prints what a report tells of the documents that were asked about."""
    documents = [document for document in report.documents if document.id in report.asked]
    compared = report.compared - len(documents)
    terminal.paragraph(f"Compared {count(len(documents), 'document')} with the {compared:,} of the archive.")
    lookup = look_up(report)
    for document in documents[:MAX_ASKED]:
        terminal.result()
        _document(document, lookup, terminal)
    if len(documents) > MAX_ASKED:
        terminal.result()
        terminal.paragraph(f"{len(documents) - MAX_ASKED:,} more in the report: -o report.html")
    if not any(document.family for document in documents):
        terminal.paragraph(why_empty(report.inputs))


def _document(document: TracedDocument, lookup: Lookup, terminal: Terminal) -> None:
    """One document: how much of it is whose, the texts it has words from, and the others that have its words."""
    shares = document.shares
    kinds = {"copied": shares.copied, "paraphrased": shares.paraphrased, "original": shares.original}
    parts = ", ".join(f"{percent(share)} {kind}" for kind, share in kinds.items() if share)
    size = count(document.words, "word")
    terminal.result(f"{terminal.paint(safe(document.id), 'bold')}  {size}" + (f": {parts}" if parts else ""))
    family = lookup.families.get(document.family or "")
    if family is None:
        terminal.row("alone", "it shares no text with any other document")
        return
    for same in family.identical:
        if document.id in same:
            terminal.row("the same", f"word for word: {row([named(each) for each in same if each != document.id])}")
    _origins(document, lookup, terminal)
    _others(document, lookup, terminal)


def _origins(document: TracedDocument, lookup: Lookup, terminal: Terminal) -> None:
    """The texts that a document has its words from, or may have, as the page tells them: those of most words first."""
    own = lookup.text_of(document.id)
    rows = [row for row in _sources(document.id, lookup) if lookup.text_of(row[1]) != own]
    last = ""
    for label, source, words in rows[:MAX_ORIGINS]:
        of = _missing(lookup.missing[source]) if source in lookup.missing else f"{named(source)}, "
        if source in lookup.documents:
            other = lookup.text_of(source)
            of += _order(lookup.relation(other, own), other)
        terminal.row(label if label != last else "", f"{of}: {count(words, 'word')}")
        last = label
    if len(rows) > MAX_ORIGINS:
        terminal.row("", f"and {count(len(rows) - MAX_ORIGINS, 'more text', 'more texts')}")


def _others(document: TracedDocument, lookup: Lookup, terminal: Terminal) -> None:
    """All other texts that hold words of a document: those that are later than it, then the rest."""
    own = lookup.text_of(document.id)
    later: list[tuple[str, int]] = []
    rest: list[tuple[str, int]] = []
    for other, words in lookup.others_with(document.id).items():
        relation = lookup.relation(lookup.text_of(other), own)
        (later if relation is not None and _first_of(relation) == own else rest).append((other, words))
    last = ""
    for other, words in (*later, *rest)[:MAX_OTHERS]:
        label = "later" if (other, words) in later else "also in"
        same = lookup.text_of(other)
        order = _order(lookup.relation(same, own), same)
        terminal.row(label if label != last else "", f"{named(other)}, {order}: {count(words, 'word')}")
        last = label
    if (left := len(later) + len(rest) - MAX_OTHERS) > 0:
        more = count(left, "more text", "more texts")
        terminal.row("", f"and {more}, which a report has: -o origins.html or -o origins.csv")


def _sources(document: str, lookup: Lookup) -> list[tuple[str, str, int]]:
    """How each text stands to a document that it shares words with, and how many: from it, as in it, one form, open."""
    rows: dict[str, list[tuple[str, str, int]]] = {"from": [], "as in": [], "form": [], "shared": []}
    for source, words in lookup.taken[document].items():
        label = "from" if lookup.is_told(source, document) else "as in"
        label = "form" if lookup.is_form(source, document) else label
        rows[label].append((label, source, words if label == "from" else lookup.words_shared(source, document)))
    for source in lookup.open_sources[document]:
        rows["shared"].append(("shared", source, lookup.words_shared(source, document)))
    return [row for held in rows.values() for row in held]


def _missing(missing: Missing) -> str:
    return f"a text {GRADES[missing.grade.value]} ({percent(missing.probability)})"


def _order(relation: Relation | None, source: str) -> str:
    """Whether a text was before the one that was asked about."""
    if relation is None or relation.verdict is Verdict.UNDETERMINED:
        return "which of the two was first is undetermined"
    is_earlier = source == _first_of(relation)
    p = sureness(relation.p_a_first)
    order, word = "earlier" if is_earlier else "later", confidence(p)
    return f"perhaps {order} (leaning, {percent(p)})" if word == "leaning" else f"{word} {order} ({percent(p)})"


def _first_of(relation: Relation) -> str | None:
    """Which of two texts was first; None where that is open."""
    if relation.verdict is Verdict.UNDETERMINED:
        return None
    return relation.a if relation.verdict is Verdict.A_FIRST else relation.b
