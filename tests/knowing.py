"""Known answers for tests: all that a report says, as if it were known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from spans import span_of

from provenance.evaluation.scoring import score
from provenance.evaluation.truth import parse
from provenance.model import Grade, Outcome, Verdict

if TYPE_CHECKING:
    from provenance.model import Match, Report, Scores, Segment

Answers = dict[str, Any]


def answers_of(report: Report) -> Answers:
    """A truth that the report gives whole: its segments, orders, bounds, ancestors and what it leaves alone."""
    joined = {name for family in report.families for name in family.documents}
    joined |= {place.document for match in report.matches for place in (match.a, match.b)}
    return {
        "schema": "provenance-truth/1",
        "documents": [
            {"id": each.id, "earliest": each.dating.earliest, "latest": each.dating.latest} for each in report.documents
        ],
        "pairs": [pair_of(match, segment) for match in report.matches for segment in match.segments],
        "order": {
            "certain_pairs": [
                [each.a, each.b] if each.verdict is Verdict.A_FIRST else [each.b, each.a]
                for each in report.relations
                if each.verdict is not Verdict.UNDETERMINED
            ],
            "undetermined": [[each.a, each.b] for each in report.relations if each.verdict is Verdict.UNDETERMINED],
        },
        "missing_ancestors": [
            {"id": one.id, "children": list(one.children), "grade": one.grade.value}
            for family in report.families
            for one in family.missing
            if one.grade is not Grade.POSSIBLE
        ],
        "independent": [each.id for each in report.documents if each.id not in joined],
        "complete": True,
    }


def pair_of(match: Match, segment: Segment) -> Answers:
    """A segment as a known pair."""
    return {
        "doc_a": match.a.document,
        "start_a": segment.a.start,
        "end_a": segment.a.end,
        "doc_b": match.b.document,
        "start_b": segment.b.start,
        "end_b": segment.b.end,
        "label": segment.kind.value,
    }


def whole(match: Match) -> Answers:
    """A match as two passages."""
    a, b = span_of(match.a), span_of(match.b)
    return {
        "doc_a": match.a.document,
        "start_a": a.start,
        "end_a": a.end,
        "doc_b": match.b.document,
        "start_b": b.start,
        "end_b": b.end,
    }


def scored(answers: Answers, report: Report) -> Scores:
    """How a report does by these answers."""
    return score(parse(json.dumps(answers).encode(), report), report)


def faults(scores: Scores) -> dict[tuple[str, str], int]:
    """How often there is which fault: by topic and outcome."""
    found = {
        (one.topic.value, outcome.value): getattr(one, outcome.value)
        for one in scores.scores
        for outcome in Outcome
        if outcome is not Outcome.RIGHT
    }
    return {place: number for place, number in found.items() if number}
