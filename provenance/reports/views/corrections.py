"""Corrections: what a text takes back, what it says instead, and which later texts still have the old wording."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import WITHDRAWN, Wording, confidence
from provenance.reports.markup import Html, fill, join, text
from provenance.reports.views import anchors, phrases
from provenance.reports.views.comparisons import difference
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.model import Correction
    from provenance.reports.views.lookup import Lookup

MAX_CORRECTIONS = 20
"""In one family; at least as many as the summary names."""

MAX_CARRIERS = 12


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One sentence that is taken back: its two wordings, the note that says so, and who still has the old one."""

    anchor: Html
    title: Html
    rows: tuple[tuple[Html, Html], ...]
    """What each is, and its words, linked to where they stand."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The corrections of one sentence against one old wording: one for each thing that was changed in it."""

    parts: tuple[Correction, ...]
    carriers: tuple[Wording, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Who takes back, what, and who still says it."""
        return self.parts[0].document, self.parts[0].old.document, *(each.document for each in self.carriers)

    @property
    def anchor(self) -> Html:
        """Its anchor in the family of its document."""
        one = self.parts[0]
        return anchors.correction(one.document, str(one.new.start), one.old.document, str(one.old.start))


def withdrawals(lookup: Lookup) -> list[Withdrawal]:
    """All corrections by the sentence, those with later carriers first, else in the report's order."""
    found: dict[tuple[str, int, str, int], list[Correction]] = defaultdict(list)
    for each in lookup.report.corrections:
        found[each.document, each.new.start, each.old.document, each.old.start].append(each)
    made = [
        Withdrawal(tuple(parts), tuple({one.document: one for each in parts for one in each.carriers}.values()))
        for parts in found.values()
    ]
    return sorted(made, key=lambda each: not each.carriers)


def by_family(lookup: Lookup) -> Mapping[str | None, Sequence[Withdrawal]]:
    """The withdrawals by the family of the document that makes them."""
    found: dict[str | None, list[Withdrawal]] = defaultdict(list)
    for each in withdrawals(lookup):
        document = lookup.documents.get(each.parts[0].document)
        found[document.family if document else None].append(each)
    return found


def sentence(lookup: Lookup, one: Withdrawal) -> Html:
    """Who takes back what, and who still says it."""
    first = one.parts[0]
    document = lookup.documents.get(first.document)
    has_proof = document is not None and document.family in lookup.families
    proof = one.anchor if has_proof else lookup.place(first.old.document, first.old.start)
    maker = phrases.go(lookup.place(first.document, first.start), _named(lookup, first.document))
    if first.old.words is None:
        says = say("withdraws_unquoted", name=maker, proof=phrases.go(proof, say("withdrawn_sentence")))
    else:
        says = say("withdraws", name=maker, quote=phrases.go(proof, phrases.quote(first.old.words.rstrip(". \n"))))
    changed = _changes(one)
    told = [fill("{changes}.", changes=changed)] if changed else []
    return join([says, *told, *([_still(lookup, one)] if one.carriers else [])], " ")


def correction_views(lookup: Lookup, held: Sequence[Withdrawal]) -> tuple[CorrectionView, ...]:
    """As many corrections of one family as a page shows."""
    return tuple(_view(lookup, each) for each in held[:MAX_CORRECTIONS])


def _view(lookup: Lookup, one: Withdrawal) -> CorrectionView:
    first = one.parts[0]
    note = Wording(first.document, first.start, first.end, first.quote)
    is_given_up = _is_given_up(one)
    new = () if is_given_up else ((say("new_wording"), _wording(lookup, first.new)),)
    rows = (
        (say("old_wording", name=lookup.name(first.old.document)), _wording(lookup, first.old)),
        *new,
        (say("correction_note"), _wording(lookup, note)),
        (say("late_carriers"), _carriers(lookup, one.carriers, first.document)),
    )
    changes = _changes(one)
    title = say("given_up_title" if is_given_up else "correction_title", name=lookup.name(first.document))
    if changes:
        title = fill("{title} <small>{changes}</small>", title=title, changes=changes)
    return CorrectionView(one.anchor, title, rows)


def _is_given_up(one: Withdrawal) -> bool:
    """Whether nothing stands in place of what is taken back."""
    return all(each.change.type == WITHDRAWN for each in one.parts)


def _changes(one: Withdrawal) -> Html | None:
    """What was put right, in words."""
    parts = () if _is_given_up(one) else one.parts
    changes = [difference(each.change, is_known=True) for each in parts if each.change.a or each.change.b]
    return join(changes, "; ") if changes else None


def _wording(lookup: Lookup, wording: Wording) -> Html:
    shown = say("not_quoted") if wording.words is None else phrases.quote(wording.words)
    return phrases.go(lookup.place(wording.document, wording.start), shown)


def _named(lookup: Lookup, document: str) -> Html:
    return lookup.names.get(document) or text(document)


def _places(lookup: Lookup, carriers: Sequence[Wording]) -> list[Html]:
    """The names of those who carry a wording, each linked to the passage."""
    return [phrases.go(lookup.place(each.document, each.start), _named(lookup, each.document)) for each in carriers]


def _carriers(lookup: Lookup, carriers: Sequence[Wording], corrector: str) -> Html:
    """Who still has the old wording, and how sure it is that each was written later."""
    listed = []
    for each, place in zip(carriers[:MAX_CARRIERS], _places(lookup, carriers[:MAX_CARRIERS]), strict=True):
        p = _p_later(lookup, corrector, each.document)
        evidence = phrases.relation_link(lookup, corrector, each.document, say("evidence"))
        if p is None or evidence is None:
            listed.append(place)
            continue
        listed.append(say("carrier", place=place, sure=phrases.sure(p), percent=phrases.percent(p), evidence=evidence))
    if len(carriers) > MAX_CARRIERS:
        listed.append(say("and_more", n=len(carriers) - MAX_CARRIERS))
    return join(listed, "; ") if listed else say("late_carriers_none")


def _p_later(lookup: Lookup, corrector: str, carrier: str) -> float | None:
    """How probable it is that a carrier was written after the correction."""
    relation = lookup.relation(corrector, carrier)
    return None if relation is None else relation.p_first(corrector)


def _still(lookup: Lookup, one: Withdrawal) -> Html:
    """Who still says it, put with the reserve that the least sure order asks for."""
    known = [_p_later(lookup, one.parts[0].document, each.document) for each in one.carriers]
    names, suffix = phrases.names(_places(lookup, one.carriers)), "_one" if len(one.carriers) == 1 else ""
    sure = [each for each in known if each is not None]
    if len(sure) < len(known):  # the two share no text, so that nothing more is believed of them
        return say(f"still_dated{suffix}", names=names)
    p = min(sure)
    is_sure = confidence(p) in ("almost certainly", "probably")
    key = ("still" if is_sure else "still_leaning") + suffix
    return say(key, names=names, sure=phrases.sure(p), percent=phrases.percent(p))
