"""What is told of a pair and what is told of its family do not gainsay one another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import provenance
from provenance.lineage.relation_types import agreed
from provenance.model import LEANING, Edge, EdgeType, Family, Relation, RelationType, Report, Verdict

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def relation(a: str, b: str, kind: RelationType, verdict: Verdict = Verdict.A_FIRST, share: float = 0.5) -> Relation:
    return Relation(a, b, 0.9, verdict, kind, share, share, ())


def family(*links: tuple[str, str, float]) -> Family:
    edges = tuple(Edge(source, target, p, EdgeType.DERIVED) for source, target, p in links)
    members = sorted({name for source, target, _ in links for name in (source, target)})
    return Family("F1", tuple(members), "a", 0.9, (), (), edges)


def types(relations: list[Relation], *links: tuple[str, str, float]) -> list[RelationType]:
    return [each.type for each in agreed(relations, [family(*links)])]


def test_two_texts_that_have_it_from_a_third_are_not_said_to_have_it_from_each_other() -> None:
    pair = relation("b", "c", RelationType.DERIVED)
    assert types([pair], ("a", "b", 0.9), ("a", "c", 0.8)) == [RelationType.COMMON_SOURCE]
    assert types([pair], ("missing:F1.1", "b", 0.9), ("missing:F1.1", "c", 0.9)) == [RelationType.COMMON_SOURCE]


def test_a_text_that_has_it_by_way_of_another_has_it_from_the_first() -> None:
    pair = relation("a", "c", RelationType.COMMON_SOURCE)
    assert types([pair], ("a", "b", 0.9), ("b", "c", 0.8)) == [RelationType.DERIVED]


def test_a_link_that_is_not_told_changes_nothing() -> None:
    pair = relation("b", "c", RelationType.DERIVED)
    assert types([pair], ("a", "b", 0.9), ("a", "c", LEANING - 0.01)) == [RelationType.DERIVED]


@pytest.mark.parametrize(
    "pair",
    [
        relation("b", "c", RelationType.VERSION),
        relation("b", "c", RelationType.TEMPLATE),
        relation("b", "c", RelationType.UNDETERMINED, Verdict.UNDETERMINED),
        relation("b", "c", RelationType.SAME_EVENT, share=0.0),
    ],
)
def test_other_types_stay_what_they_are(pair: Relation) -> None:
    assert types([pair], ("a", "b", 0.9), ("a", "c", 0.8)) == [pair.type]


@cache
def sample(name: str) -> Report:
    return provenance.trace([SAMPLES / name])


@pytest.mark.parametrize("name", ["council", "wire", "company", "newsroom"])
def test_no_verdict_of_a_sample_gainsays_the_drawing(name: str) -> None:
    report = sample(name)
    assert agreed(report.relations, report.families) == report.relations
