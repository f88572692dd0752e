"""What a page holds of a large report: the texts, comparisons and verdicts that matter most, within its budgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provenance.model import NO_GATE, Level, pair_of
from provenance.settings import Settings

if TYPE_CHECKING:
    from provenance.model import TracedDocument
    from provenance.reports.views.lookup import Lookup

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Budgets:
    """The most texts, comparisons and bytes that one page may hold."""

    texts: int
    comparisons: int
    bytes: int


def budgets(settings: Mapping[str, Any]) -> Budgets:
    """The budgets that a report's settings ask for, the defaults where they name none."""
    section, default = settings.get("report"), Settings().report
    chosen = section if isinstance(section, Mapping) else {}
    names = ("max_documents", "max_comparisons", "max_bytes")
    values = (chosen.get(name) for name in names)
    return Budgets(
        *(
            value if isinstance(value, int) else getattr(default, name)
            for name, value in zip(names, values, strict=True)
        )
    )


def by_copied_words(lookup: Lookup) -> list[TracedDocument]:
    """Documents that were asked about first, those with the most uncredited copied words before others, then by id."""
    return sorted(
        lookup.report.documents,
        key=lambda document: (document.id not in lookup.asked, -lookup.uncredited[document.id], document.id),
    )


def texts_in_order(lookup: Lookup) -> list[TracedDocument]:
    """All documents, those whose texts a reader needs most first: what was asked about, then by their worst finding.

    Of those without one, any match before none; of equals, those with the most copied words.
    """
    worst: dict[str, int] = {}
    gate = lookup.report.gate or NO_GATE
    for finding in gate.findings:
        rank = finding.level.rank
        worst[finding.document] = min(rank, worst.get(finding.document, rank))
    matched = {document for pair in lookup.pairs for document in pair}
    ranked = by_copied_words(lookup)
    return sorted(
        ranked, key=lambda each: (each.id not in lookup.asked, worst.get(each.id, len(Level)), each.id not in matched)
    )


def comparisons_in_order(lookup: Lookup) -> list[Pair]:
    """All pairs that a match ties: those of findings, then the largest source of every document, by shared words."""
    gate = lookup.report.gate or NO_GATE
    tied = [(each.document, each.source) for each in gate.findings if each.source]
    found = {pair_of(*pair) for pair in tied}
    words = {pair: max(lookup.words_between(*pair), lookup.words_between(*reversed(pair))) for pair in lookup.pairs}
    largest = set()
    for document, sources in lookup.taken.items():
        known = [source for source in sources if source in lookup.documents]
        if known:
            source = max(known, key=lambda source: (sources[source], source))
            largest.add(pair_of(document, source))
    return sorted(words, key=lambda pair: (pair not in found, pair not in largest, -words[pair], pair))


def verdicts(lookup: Lookup, most: int) -> frozenset[Pair]:
    """The pairs whose verdicts are set out: those of links and comparisons first, then the others in their order."""
    order = {pair: number for number, pair in enumerate(comparisons_in_order(lookup))}
    linked = {pair_of(edge.source, edge.target) for family in lookup.report.families for edge in family.edges}
    ranked = sorted(lookup.relations, key=lambda pair: (pair not in linked, order.get(pair, len(order)), pair))
    return frozenset(ranked[:most])
