"""What the page, the terminal and the Markdown summary say alike of who has words from whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.counting import words_of
from provenance.model import LEANING, Kind, Order, RelationType, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from provenance.model import Evidence, Family, Missing, Relation, Report, TracedDocument
    from provenance.reports.undecided import S, Voice

SECOND_SHARE = 0.2
"""Of the reused words: a source of fewer is not named beside the one of most."""

_NEAR_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """How documents stand to one another, either way round: pairs of unknown order, and pairs that are one form."""

    open_pairs: Collection[tuple[str, str]]
    forms: Collection[tuple[str, str]]


def standing(report: Report) -> Standing:
    """How the documents of a report stand to one another."""
    forms = [(each.a, each.b) for each in report.relations if each.type is RelationType.TEMPLATE]
    return Standing(undetermined(report), frozenset([*forms, *((b, a) for a, b in forms)]))


def reasons_first(first: str, relations: Iterable[Relation]) -> list[tuple[Evidence, Relation]]:
    """Why a text was before others that are near to it: the strongest reason of each pair, strongest first."""
    won = [each for each in relations if _winner(each) == first]
    found = [
        (max(speaking, key=lambda evidence: evidence.weight), relation)
        for relation in _nearest(won)
        if (speaking := [each for each in relation.evidence if each.favours == ("a" if relation.a == first else "b")])
    ]
    return sorted(found, key=lambda each: -each[0].weight)


def _winner(relation: Relation) -> str | None:
    """The first of two texts, where that is told."""
    return {Verdict.A_FIRST: relation.a, Verdict.B_FIRST: relation.b}.get(relation.verdict)


def _nearest(relations: Iterable[Relation]) -> list[Relation]:
    """Those relations of one text with others that count: what it shares little with cannot say why it was first."""
    held = list(relations)
    least = _NEAR_SHARE * max((each.share_of_a + each.share_of_b for each in held), default=0.0)
    return [each for each in held if each.share_of_a + each.share_of_b >= least]


def undetermined(report: Report) -> frozenset[tuple[str, str]]:
    """The pairs of documents whose order is not known, either way round: neither is told to be the family's first."""
    first = {family.first for family in report.families}
    pairs = [
        (each.a, each.b)
        for each in report.relations
        if each.verdict is Verdict.UNDETERMINED and first.isdisjoint((each.a, each.b))
    ]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


def mainly(document: TracedDocument, family: Family, pairs: Standing, voice: Voice[S]) -> S | None:
    """From which text a document has most of its reused words, as far as that may be said; None where it has none.

    A second text is named beside it that supplied no small part of them.
    """
    for same, *others in family.identical:
        if document.id in others:
            return voice.say("same_as", name=voice.name(same))
    words: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for passage in document.passages:
        if passage.origin and passage.kind in (Kind.COPIED, Kind.PARAPHRASED):
            number = words_of(document, passage)
            words[passage.origin.document] += number
            known[passage.origin.document] += number * (passage.order is Order.KNOWN)
    ordered = sorted(words, key=lambda source: (words[source], source), reverse=True)[:2]
    told: dict[str, list[S]] = {}
    for source in ordered:
        if words[source] >= SECOND_SHARE * words.total():
            key = _key(source, document.id, family, pairs, is_known=known[source] > 0)
            name = voice.say("missing_text") if source.startswith("missing:") else voice.name(source)
            told.setdefault(key, []).append(name)
    said = [voice.say(key, name=voice.row(names)) for key, names in told.items()]
    return voice.say("taken_both", most=said[0], rest=said[1]) if len(said) > 1 else said[0] if said else None


def _key(source: str, target: str, family: Family, pairs: Standing, *, is_known: bool) -> str:
    """Which sentence says that one text has words from the other."""
    if source.startswith("missing:"):
        return "taken_from"
    if (source, target) in pairs.forms:
        return "taken_form"
    if not is_known or (source, target) in pairs.open_pairs:
        return "taken_open"
    return "taken_from" if _is_told(source, target, family) else "taken_perhaps"


def _is_told(source: str, target: str, family: Family) -> bool:
    """Whether it can be said that one text has its words from the other: that it is the earlier one is not enough."""
    same = next((group for group in family.identical if source in group), (source,))
    return any(each.source in same and each.target == target and each.probability >= LEANING for each in family.edges)


def with_copies(document: str, family: Family, voice: Voice[S]) -> S:
    """A document by name; of one that has copies, that it may as well be one of them."""
    named = voice.name(document)
    has_copies = any(document in group for group in family.identical)
    return voice.say("or_copy", name=named) if has_copies else named


def alone_key(report: Report) -> str:
    """Which sentence of the catalogue says that documents share no text: what was set aside they may have in common."""
    return "alone_but" if report.boilerplate else "alone"


def draw_on(missing: Missing, children: int) -> str:
    """What so many texts do with a missing one: draw on it, or would."""
    return "would draw" if missing.probability < LEANING else "draws" if children == 1 else "draw"
