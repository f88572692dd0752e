"""What is believed of two documents of a report: which was first, all reasons for and against, what would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.cli.summary import quoted
from provenance.cli.terminal import safe
from provenance.errors import UsageError
from provenance.model import ALMOST_CERTAINLY, BELIEVED, EVEN, LEANING, Verdict, confidence, sureness
from provenance.phrasing import count, percent
from provenance.registry import nearest
from provenance.reports.sources import undetermined
from provenance.reports.strings import said
from provenance.reports.strings.nouns import GRADES, RELATION_TYPES
from provenance.reports.views.order import stated_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Evidence, Family, Match, Missing, Relation, Report, TracedDocument

MAX_QUOTE = 300


def found(report: Report, name: str) -> TracedDocument:
    """The document that a name means: its id, or the one id that ends, begins or goes on with it."""
    ways = (
        lambda each: each == name,
        lambda each: each.endswith("/" + name) or each.startswith(name + "."),
        lambda each: each.rpartition("/")[2].startswith(name) or each.endswith(name),
        lambda each: name.casefold() in each.casefold(),
    )
    for fits in ways:
        held = [document for document in report.documents if name and fits(document.id)]
        if len(held) == 1:
            return held[0]
        if held:
            listed = ", ".join(document.id for document in held[:5])
            more = f" and {len(held) - 5} others" if len(held) > 5 else ""
            raise UsageError(f"{name!r} fits {len(held)} documents", hint=f"one of {listed}{more}")
    known = tuple(document.id for document in report.documents)
    raise UsageError(f"no document called {name!r} in the report", hint=nearest(name, known))


def tell(report: Report, a: TracedDocument, b: TracedDocument, terminal: Terminal) -> None:
    """Prints what is believed of two documents, why, and what would settle it."""
    family = next((each for each in report.families if a.id in each.documents and b.id in each.documents), None)
    for document in (a, b):
        _document(document, terminal)
    terminal.result()
    if not _are_one_text(a, b, family):
        a, b = _matched(report, a, b, terminal)
    relation = next((each for each in report.relations if {each.a, each.b} == {a.id, b.id}), None)
    terminal.paragraph(_verdict(relation, a, b, family))
    matches = [each for each in report.matches if {each.a.document, each.b.document} == {a.id, b.id}]
    if relation is not None:
        terminal.paragraph("" if _are_one_text(a, b, family) else _shared(relation, matches))
        _reasons(relation, terminal)
    above = [each for each in family.missing if {a.id, b.id} <= set(each.children)] if family else []
    is_told = _are_one_text(a, b, family) or (relation is not None and relation.verdict is not Verdict.UNDETERMINED)
    is_open = (a.id, b.id) in undetermined(report)
    if lineage := _lineage(family, (a.id, b.id), above, is_told=is_told, is_open=is_open):
        terminal.result()
        for line in lineage:
            terminal.paragraph(line)
    terminal.result()
    terminal.result(terminal.paint("What would settle it", "bold"))
    for line in settling(relation, a, b, above):
        terminal.paragraph(line, "- ", "  ")


def _document(document: TracedDocument, terminal: Terminal) -> None:
    """Prints when a document was written, and what speaks against that or could not be read."""
    terminal.paragraph(f"{safe(document.id)}: {count(document.words, 'word')}, {when(document)}")
    for conflict in document.dating.conflicts:
        terminal.paragraph(safe(conflict), "  ", "  ")


def when(document: TracedDocument) -> str:
    """When a document was written, as far as is known: what bounds it, what it states, what is likely."""
    dating = document.dating
    if dating.earliest and dating.earliest == dating.latest:
        return f"written on {safe(dating.earliest)}"
    bounds = [f"not before {safe(dating.earliest)}"] if dating.earliest else []
    bounds += [f"not after {safe(dating.latest)}"] if dating.latest else []
    told = [f"states {safe(dating.stated.date)} as its date"] if dating.stated else []
    told += ["written " + ", ".join(bounds)] if bounds else []
    if dating.likely and not stated_day(dating) and dating.likely != (dating.earliest, dating.latest):
        told.append(f"probably {'' if bounds else 'written '}{safe(dating.likely[0])} to {safe(dating.likely[1])}")
    return ", ".join(told) or "undated"


def _are_one_text(a: TracedDocument, b: TracedDocument, family: Family | None) -> bool:
    return family is not None and any(a.id in same and b.id in same for same in family.identical)


def _matched(
    report: Report, a: TracedDocument, b: TracedDocument, terminal: Terminal
) -> tuple[TracedDocument, TracedDocument]:
    """The two texts by the documents that matches and relations name: of copies the first, which is told."""
    documents = {document.id: document for document in report.documents}
    first = {name: same[0] for family in report.families for same in family.identical for name in same}
    found = sorted(first.get(each.id, each.id) for each in (a, b))
    for copy in (a, b):
        if copy.id not in found:
            terminal.paragraph(
                f"{safe(copy.id)} is the same text as {safe(first[copy.id])}, word for word: "
                "what follows is told of that one."
            )
    return documents[found[0]], documents[found[1]]


def _verdict(relation: Relation | None, a: TracedDocument, b: TracedDocument, family: Family | None) -> str:
    """Who was first, how sure that is, and how the two hang together."""
    is_one_text = _are_one_text(a, b, family)
    if relation is None:
        if is_one_text:
            return "They are the same text, word for word. Which of the two was first cannot be told from it."
        if family is not None:
            return "They are of one family, but were not compared with each other: what ties them are other texts."
        return "They share no text and tell of no dated event in common: nothing is known of their order."
    p = sureness(relation.p_a_first)
    kind = f"{relation.type.value.capitalize()}: {RELATION_TYPES[relation.type]}."
    kind = "They are the same text, word for word." if is_one_text else kind
    if relation.verdict is Verdict.UNDETERMINED:
        return f"Which of the two was first is undetermined ({chances(relation)}). {kind}"
    first = a if relation.verdict is Verdict.A_FIRST else b
    return f"{safe(first.id)} {_sure(p)}. {kind}"


def chances(relation: Relation) -> str:
    """How probable the order is that is more probable, and whose it is."""
    p = sureness(relation.p_a_first)
    return "even chances" if p < EVEN else f"{percent(p)} for {safe(relation.likelier)}"


def _sure(p: float) -> str:
    """How surely something was first, as the words behind its name."""
    word = confidence(p)
    return f"{'may have been first, leaning' if word == 'leaning' else f'was {word} first'} ({percent(p)})"


def _shared(relation: Relation, matches: Sequence[Match]) -> str:
    if not matches and not relation.share_of_a:
        return "They share no text."
    places = "; ".join(
        f"{each.kind.value} {each.a.start}-{each.a.end} and {each.b.start}-{each.b.end}" for each in matches[:3]
    )
    more = f", and {len(matches) - 3:,} more" if len(matches) > 3 else ""
    listed = f", in {count(len(matches), 'match', 'matches')} ({places}{more})" if matches else ""
    return (
        f"They share {percent(relation.share_of_a)} of the words of {safe(relation.a)} and "
        f"{percent(relation.share_of_b)} of those of {safe(relation.b)}{listed}."
    )


def _reasons(relation: Relation, terminal: Terminal) -> None:
    """Prints the evidence for the verdict and against it; without a verdict, for the one and for the other."""
    names = {"a": relation.a, "b": relation.b}
    first = "b" if relation.p_a_first < 0.5 else "a"
    is_open = relation.verdict is Verdict.UNDETERMINED
    for side in (first, "b" if first == "a" else "a"):
        heard = [evidence for evidence in relation.evidence if evidence.favours == side]
        terminal.result()
        head = f"For {safe(names[side])} as the first" if is_open else ("For" if side == first else "Against")
        terminal.result(terminal.paint(head, "bold"))
        for evidence in heard:
            terminal.paragraph(reason(evidence), "- ", "  ")
        if not heard:
            terminal.paragraph("nothing was found", "- ", "  ")


def reason(evidence: Evidence) -> str:
    """A piece of evidence in a sentence: the document, what it says, the words and their place, cue and weight."""
    weight = f"[{safe(evidence.cue)}, weight {evidence.weight:.1f}]"
    if not evidence.quote or evidence.start is None:
        return f"{quoted(evidence, MAX_QUOTE)}. {weight}"
    return f"{quoted(evidence, MAX_QUOTE, f'{safe(evidence.document)}:{evidence.start}-{evidence.end}')} {weight}"


def _lineage(
    family: Family | None, pair: tuple[str, str], above: Sequence[Missing], *, is_told: bool, is_open: bool
) -> list[str]:
    """The edges between the two, the missing ancestors above both; and where no order is told, the family's first."""
    if family is None:
        return []
    lines = [
        said(
            "joined" if is_open else "parent" if edge.probability >= LEANING else "parent_perhaps",
            a=safe(edge.source),
            b=safe(edge.target),
            type=edge.type.value,
            percent=percent(edge.probability),
        )
        for edge in family.edges
        if {edge.source, edge.target} == set(pair)
    ]
    if family.first and family.first in pair and not is_told:
        word, p = confidence(family.p_first or 0.0), percent(family.p_first or 0.0)
        key = "pair_first_leaning" if word == "leaning" else "pair_first"
        lines.append(said(key, name=safe(family.first), confidence=word, percent=p))
    return lines + [
        f"Above both stands a text that {GRADES[one.grade]} ({percent(one.probability)}): {safe(one.says)}"
        for one in above
    ]


def settling(
    relation: Relation | None, a: TracedDocument, b: TracedDocument, above: Sequence[Missing]
) -> tuple[str, ...]:
    """What would settle who was first, and from whom the words come."""
    wanted = [f"the text that both draw on, of at least {count(one.words, 'word')}" for one in above]
    p = sureness(relation.p_a_first) if relation else 0.5
    if p >= ALMOST_CERTAINLY:
        return (*wanted, f"nothing more for the order, which is {confidence(p)} right")
    for document in (a, b):
        dating = document.dating
        stated = dating.stated if dating.stated and dating.stated.reliability >= BELIEVED else None
        if not (dating.earliest or dating.latest or stated):
            wanted.append(f"a date for {safe(document.id)}")
        elif stated and not (dating.earliest and dating.latest):
            wanted.append(f"what bears out the date that {safe(document.id)} states, {safe(stated.date)}")
        elif not (dating.earliest and dating.latest):
            wanted.append(f"a date for {safe(document.id)}, known only as {when(document)}")
    if not any(safe(document.id) in each for each in wanted for document in (a, b)):
        wanted.append(f"a closer date for {safe(a.id)} or {safe(b.id)}")
    return tuple(wanted)
