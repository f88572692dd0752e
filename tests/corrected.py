"""The harbour with a correction, with the states of one item, and with all of that and a gate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gates import judged
from harbour import COST, PLAN, PLAN_PIECES, STORY, STORY_PIECES, harbour, span, text_of

from provenance.model import Change, Correction, Report, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

RETOLD, NOTE = STORY_PIECES[3].words, STORY_PIECES[7].words.strip()


def wording(document: str, words: str) -> Wording:
    found = span(text_of(PLAN_PIECES if document == PLAN else STORY_PIECES), words)
    return Wording(document, found.start, found.end, words)


def correction(carriers: Iterable[Wording] = ()) -> Correction:
    note, new = wording(STORY, NOTE), wording(STORY, RETOLD)
    change = Change("number", "£240,000", "£260,000")
    return Correction(STORY, note.start, note.end, NOTE, change, new, wording(PLAN, COST), tuple(carriers))


def corrected(*corrections: Correction, report: Report | None = None) -> Report:
    return replace(report or harbour(), corrections=corrections)


def in_states(states: tuple[str, ...], p: float | None = None) -> Report:
    """The harbour's first family as states of one item."""
    report = harbour()
    relations = report.relations
    if p is not None:
        first = replace(relations[0], p_a_first=p, verdict=relations[1].verdict)
        relations = (first, *relations[1:])
    family = replace(report.families[0], versions=(states,))
    return replace(report, families=(family, *report.families[1:]), relations=relations)


def everything() -> Report:
    """A page with all that a page can have: a gate, a correction that somebody has not heard of, states of one item."""
    late = correction([wording(PLAN, COST)])
    family = replace(harbour().families[0], versions=((PLAN, STORY),))
    return replace(judged(), corrections=(late,), families=(family, *harbour().families[1:]))
